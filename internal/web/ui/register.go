package ui

import (
	"strconv"

	"github.com/a-h/templ"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// RegisterView is one step of a registration.
type RegisterView struct {
	Form      domain.Registration // what was entered so far; it is stored nowhere
	Own       i18n.Lang           // the person's language
	Kept      bool                // the accommodation is that of the person before, at the same desk
	Org       string              // that serves the accommodation; empty while none is chosen
	Places    []domain.Accommodation
	Districts []domain.District
}

// SlipView is a slip that was issued just now.
type SlipView struct {
	Slip   domain.Slip
	Ticket string                 // opens the PDF
	Place  domain.AccommodationID // where the next person at this desk will probably live; 0 for no guess
	Back   string                 // page of the case, empty for whoever does not manage it
}

// in returns the places of a district.
func (v RegisterView) in(d domain.DistrictID) []domain.Accommodation {
	var out []domain.Accommodation
	for _, a := range v.Places {
		if a.District == d {
			out = append(out, a)
		}
	}
	return out
}

// consentText is the text of the consent, sentence by sentence.
func consentText(l i18n.Lang, org string) []string {
	return []string{
		l.ConsentQuestion(), l.ConsentWhat(), l.ConsentWho(org), l.ConsentWhy(), l.ConsentLong(), l.ConsentBack(), l.ConsentFree(), l.ConsentLater(),
	}
}

// pair is a text in the person's language with its German.
type pair struct{ own, german string }

// consentPairs is the consent for reading; the German is empty for those who read German.
func consentPairs(l i18n.Lang, org string) []pair {
	own, german := consentText(l, org), consentText(i18n.De, org)
	out := make([]pair, len(own))
	for i := range own {
		out[i] = pair{own[i], german[i]}
		if l == i18n.De {
			out[i].german = ""
		}
	}
	return out
}

func both(l i18n.Lang, text func(i18n.Lang) string) pair {
	if l == i18n.De {
		return pair{text(l), ""}
	}
	return pair{text(l), text(i18n.De)}
}

// carried are the answers of a registration as hidden fields, in their order.
func carried(f domain.Registration) [][2]string {
	out := [][2]string{
		{"once", f.Once},
		{"name_latin", f.Name.Latin},
		{"name_native", f.Name.Native},
		{"language", f.Language},
		{"accommodation", strconv.FormatInt(int64(f.Accommodation), 10)},
	}
	if f.NotADouble {
		out = append(out, [2]string{"not_a_double", "1"})
	}
	return out
}

// nameInput is a field for the name of somebody else than who types: nothing is offered from the browser's memory.
func nameInput(dir string) templ.Attributes {
	return templ.Attributes{"dir": dir, "autocomplete": "off", "spellcheck": "false", "maxlength": "200"}
}

// firstInput is the field in which a new registration begins: the cursor stands there, but for a form with errors.
func (v RegisterView) firstInput(e *domain.Error) templ.Attributes {
	attrs := nameInput("ltr")
	if e == nil && v.Form.Name.Latin == "" {
		attrs["autofocus"] = true
	}
	return attrs
}

// registerLabel is what a field of a registration is called.
func (p Page) registerLabel(field string) string {
	switch field {
	case "name_latin":
		return p.L.RegisterNameLatin()
	case "name_native":
		return p.L.RegisterNameNative()
	case "language":
		return p.L.RegisterLanguage()
	case "accommodation":
		return p.L.RegisterAccommodation()
	}
	return ""
}

func (p Page) placeHint(v RegisterView) string {
	if v.Kept {
		return p.L.RegisterAccommodationKept()
	}
	return p.L.RegisterAccommodationHint()
}

func (p Page) personLanguages() []Option {
	out := []Option{{Text: p.L.RegisterChooseLanguage()}}
	for _, l := range i18n.ForPersons() {
		text := l.Native()
		if name := i18n.Language(p.L, l.Tag()); name != text {
			text += " · " + name
		}
		out = append(out, Option{Value: l.Tag(), Text: text})
	}
	return out
}
