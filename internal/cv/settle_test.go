package cv

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// TestWriteParse: what Write writes, Parse reads as the same CV, for every golden one.
func TestWriteParse(t *testing.T) {
	for name, c := range inputs(t) {
		b, err := Write(c)
		if err != nil {
			t.Fatal(err)
		}
		again, err := Parse(b)
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, b)
		}
		if !reflect.DeepEqual(again, c) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", name, again, c)
		}
		if second, err := Write(again); err != nil || !bytes.Equal(second, b) {
			t.Errorf("%s is written otherwise the second time (%v)", name, err)
		}
		var raw map[string]json.RawMessage
		if err := json.Unmarshal(b, &raw); err != nil || strings.Contains(string(b), ": null") {
			t.Errorf("%s: %v, or null is written\n%s", name, err, b)
		}
	}
	outdated := domain.CV{Language: "ar", Name: domain.Name{Latin: "A"}, Skills: []domain.Term{{Text: "x", German: "y", State: "outdated"}}}
	if b, err := Write(outdated); err != nil || strings.Contains(string(b), "outdated") || strings.Contains(string(b), `"y"`) {
		t.Errorf("%s, %v", b, err)
	}
}

// jobs is a CV with jobs from month to month: "2010-09/2015-03", the last one open: "2016-08/".
func jobs(spans ...string) domain.CV {
	c := domain.CV{Language: "ar"}
	at := func(s string) *domain.PartialDate {
		if s == "" {
			return &domain.PartialDate{Ongoing: true}
		}
		y, m, _ := domain.Day(s + "-01").Parts()
		return &domain.PartialDate{Calendar: "gregorian", Year: y, Month: m}
	}
	for _, s := range spans {
		from, to, _ := strings.Cut(s, "/")
		c.Work = append(c.Work, domain.Work{From: at(from), To: at(to)})
	}
	return c
}

// TestSettle decides about the gap April 2015 to July 2016, and then changes the entries beside it.
func TestSettle(t *testing.T) {
	_, breaks := Settle(jobs("2010-09/2015-03", "2016-08/"), nil, day)
	if len(breaks) != 1 || breaks[0].First != "2015-04-01" || breaks[0].Last != "2016-07-31" {
		t.Fatalf("%+v", breaks)
	}
	family, left := Choose(breaks[0], "family", false), Choose(breaks[0], "", false)
	for _, tc := range []struct {
		name   string
		spans  []string
		choice domain.GapChoice
		said   string // span of what is printed
		stale  bool
		open   int
	}{
		{"the same", []string{"2010-09/2015-03", "2016-08/"}, family, "04/2015 – 07/2016", false, 0},
		{"longer", []string{"2010-09/2014-12", "2016-10/"}, family, "01/2015 – 09/2016", false, 0},
		{"shorter", []string{"2010-09/2015-06", "2016-04/"}, family, "07/2015 – 03/2016", false, 0},
		{"much shorter", []string{"2010-09/2016-01", "2016-08/"}, family, "", true, 1},
		{"gone", []string{"2010-09/2015-03", "2015-04/"}, family, "", true, 0},
		{"much longer", []string{"2008-09/2009-03", "2020-08/"}, family, "", true, 1},
		{"left empty", []string{"2010-09/2015-04", "2016-08/"}, left, "", false, 0},
		{"left empty, and gone", []string{"2010-09/"}, left, "", true, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			printed, breaks := Settle(jobs(tc.spans...), []domain.GapChoice{tc.choice}, day)
			said, open, stale := "", 0, false
			for _, g := range printed {
				said += newWriter("ar", "m", nil, vocabulary(t), day).span("", g.From, g.To)
			}
			for _, b := range breaks {
				if b.Choice == nil {
					open++
				}
				stale = stale || b.Stale
			}
			if said != tc.said || stale != tc.stale || open != tc.open {
				t.Errorf("printed %q, stale %t, open %d; want %q, %t, %d", said, stale, open, tc.said, tc.stale, tc.open)
			}
		})
	}
}

// TestChoices: the gaps that a CV was written with are printed as they were, while its entries stay.
func TestChoices(t *testing.T) {
	for name, c := range inputs(t) {
		printed, breaks := Settle(c, Choices(c, day), day)
		if len(printed)+len(c.Gaps) > 0 && !reflect.DeepEqual(printed, c.Gaps) {
			t.Errorf("%s: printed %+v, want %+v", name, printed, c.Gaps)
		}
		for _, b := range breaks {
			if b.Stale {
				t.Errorf("%s: stale %+v", name, b.Choice)
			}
		}
	}
}

// TestAnonymousSaysNoOrigin: where somebody comes from stands nowhere in the short profile.
func TestAnonymousSaysNoOrigin(t *testing.T) {
	for name, c := range inputs(t) {
		d := Anonymous(c, Short{Desk: "Beratung Nord", Phone: "+49 711 1", Code: "AB12"}, vocabulary(t), day)
		j, err := JSON(d)
		if err != nil {
			t.Fatal(err)
		}
		text := Text(d) + string(j)
		for _, secret := range origins(c) {
			if secret != "" && strings.Contains(text, secret) {
				t.Errorf("%s: %q is in the short profile", name, secret)
			}
		}
		if strings.Contains(text, "Bestnote") {
			t.Errorf("%s: the scale of a grade is in the short profile", name)
		}
		for _, said := range []string{"Kontakt über: Beratung Nord", "Telefon: +49 711 1", "Kennwort: AB12"} {
			if label, value, _ := strings.Cut(said, ": "); !strings.Contains(text, label) || !strings.Contains(text, value) {
				t.Errorf("%s: %q is missing in\n%s", name, said, text)
			}
		}
		all := Text(Anonymous(c, Short{AllLanguages: true}, vocabulary(t), day))
		if own := languageName(i18n.De, c.Languages[0].Language); own != "" && !strings.Contains(all, own) {
			t.Errorf("%s: %q is missing although the person wants it", name, own)
		}
	}
}

// origins are the countries, nationalities and languages of a CV, in German and as they were said, but Germany and what is learned
// everywhere.
func origins(c domain.CV) []string {
	all := append(secrets(c), nationalities[c.Nationality])
	countries := []string{c.Nationality}
	for _, w := range c.Work {
		countries = append(countries, w.Place.Country)
	}
	for _, e := range c.Education {
		countries = append(countries, e.Place.Country)
	}
	for _, d := range c.Driving {
		countries = append(countries, d.Country)
	}
	for _, code := range countries {
		if name := i18n.Country(i18n.De, code); code != "DE" {
			all = append(all, name)
		}
	}
	for _, l := range c.Languages {
		if name := languageName(i18n.De, l.Language); name != "" && name != "Deutsch" && (l.Level == "native" || name != "Englisch" && name != "Französisch") {
			all = append(all, name+":", name+"kenntnisse")
		}
	}
	return all
}
