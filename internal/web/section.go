package web

import (
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// today is the day in the tenant's time zone.
func (v *visit) today() domain.Day { return domain.DayOf(v.app.DB.Now().Time().In(v.app.DB.Zone)) }

// sectionViews shows sections of a profile in German, as whom they are released to sees them. c is the CV of the same person; it is read
// only when the section CV is among them. until may be nil.
func (v *visit) sectionViews(profile app.Profile, c domain.CV, sections domain.SectionSet, until map[domain.Section]domain.Day) []ui.SectionView {
	form := profile.AddressForm()
	if sections.Has(domain.SectionCV) {
		form = c.AddressForm
	}
	var out []ui.SectionView
	for _, s := range sections.List() {
		view := ui.SectionView{Section: s, Until: until[s]}
		switch {
		case s == domain.SectionCV:
			view.Lines = cvLines(cv.German(c, v.app.Vocab, v.today()))
		case s.InProfile():
			for _, e := range profile.In(s) {
				view.Lines = append(view.Lines, v.entryLines(e, profile.Person.Language, form)...)
			}
		default:
			continue // core and plan have places of their own
		}
		out = append(out, view)
	}
	return out
}

// entryLines shows one entry of somebody who speaks lang, and who helped with it.
func (v *visit) entryLines(e domain.Entry, lang string, form domain.AddressForm) []ui.SectionLine {
	lines := v.saidLines(e, lang, form)
	if len(lines) > 0 {
		last := &lines[len(lines)-1]
		last.Helped, last.Imported, last.Said = e.HelpedBy, e.Imported, e.Updated
	}
	return lines
}

func (v *visit) saidLines(e domain.Entry, lang string, form domain.AddressForm) []ui.SectionLine {
	switch {
	case e.Identity != nil:
		return identityLines(v.lang, *e.Identity)
	case e.Contact != nil:
		return contactLines(v.lang, *e.Contact)
	case e.Housing != nil:
		return housingLines(v.lang, *e.Housing)
	case e.Section.Circumstance():
		return circumstanceLines(v.lang, e, lang)
	}
	own := domain.CV{Language: lang, AddressForm: form}
	line, open := cv.Preview(e, own, v.app.Vocab, v.today())
	view := cvLine(line)
	for _, o := range open {
		if o.Text != "" {
			view.Open = append(view.Open, o.Text)
		}
	}
	if e.Work != nil {
		if r, ok := v.app.Vocab.Regulation(vocab.ID(e.Work.Occupation.Concept)); ok {
			view.Regulation = &r
		}
	}
	return []ui.SectionLine{view}
}

// facts leaves out what was not said.
func facts(lines ...ui.SectionLine) []ui.SectionLine {
	var out []ui.SectionLine
	for _, l := range lines {
		if l.What != "" || len(l.Open) > 0 {
			out = append(out, l)
		}
	}
	return out
}

func identityLines(l i18n.Lang, v domain.Identity) []ui.SectionLine {
	birth, country, address := "", "", ""
	if d, ok := calendar.Of(v.Birth); ok {
		birth = calendar.GermanDay(d)
	}
	if v.Nationality != "" {
		country = i18n.Country(l, v.Nationality)
	}
	if v.AddressForm != "" {
		address = l.Term("address", string(v.AddressForm))
	}
	return facts(
		ui.SectionLine{Label: l.SectionBirth(), What: birth},
		ui.SectionLine{Label: l.SectionNationality(), What: country},
		ui.SectionLine{Label: l.SectionAddress(), What: address},
	)
}

func contactLines(l i18n.Lang, c domain.Contact) []ui.SectionLine {
	town := strings.TrimSpace(c.Postcode + " " + c.City)
	if c.Street != "" && town != "" {
		town = c.Street + ", " + town
	}
	if town == "" {
		town = c.Street
	}
	return facts(
		ui.SectionLine{Label: l.SectionPostal(), What: town},
		ui.SectionLine{Label: l.SectionPhone(), What: c.Phone, LTR: true},
		ui.SectionLine{Label: l.SectionEmail(), What: c.Email, LTR: true},
	)
}

func housingLines(l i18n.Lang, h domain.Housing) []ui.SectionLine {
	kind, wish, persons := "", "", ""
	if h.Kind != "" {
		kind = l.Term("housing", h.Kind)
	}
	if h.Wish != "" {
		wish = l.Term("wish", h.Wish)
	}
	if h.Persons > 0 {
		persons = strconv.Itoa(h.Persons)
	}
	return facts(
		ui.SectionLine{Label: l.SectionHousing(), What: kind},
		ui.SectionLine{Label: l.SectionPersons(), What: persons},
		ui.SectionLine{Label: l.SectionWish(), What: wish},
	)
}

// cvLines shows a German CV under its own headings.
func cvLines(d cv.Document) []ui.SectionLine {
	var out []ui.SectionLine
	for _, s := range d.Sections {
		out = append(out, ui.SectionLine{Title: s.Title})
		for _, l := range s.Lines {
			out = append(out, cvLine(l))
		}
	}
	return out
}

func cvLine(l cv.Line) ui.SectionLine {
	view := ui.SectionLine{When: l.When, What: l.What, Where: l.Where, German: true}
	for _, d := range l.Details {
		view.Details = append(view.Details, d.Text)
	}
	return view
}
