package ui

import (
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/i18n"
)

func TestHours(t *testing.T) {
	for _, c := range []struct{ german, en, ar string }{
		{"Mo–Do 9–16 Uhr", "Monday to Thursday: 9:00–16:00", "من الاثنين إلى الخميس: 9:00–16:00"},
		{"Mo, Mi, Fr 8–13 Uhr", "Monday, Wednesday, Friday: 8:00–13:00", "الاثنين، الأربعاء، الجمعة: 8:00–13:00"},
		{"Di-Do 9.30-12 Uhr; Fr 8:00–10:15", "Tuesday to Thursday: 9:30–12:00 · Friday: 8:00–10:15", "من الثلاثاء إلى الخميس: 9:30–12:00 · الجمعة: 8:00–10:15"},
		{"nach Vereinbarung", "", ""},
		{"Mo 9–12 und nach Vereinbarung", "", ""},
		{"Mo", "", ""},
		{"9–12", "", ""},
		{"Mo 9–99", "", ""},
		{"Mo 9–12 Di", "", ""},
		{"", "", ""},
	} {
		for lang, want := range map[i18n.Lang]string{i18n.En: c.en, i18n.Ar: c.ar, i18n.De: ""} {
			got, ok := Page{L: lang}.hours(c.german)
			got = strings.NewReplacer("\u2068", "", "\u2069", "", "\u2060", "").Replace(got)
			if !ok {
				got = ""
			}
			if got != want || ok != (want != "") {
				t.Errorf("%q in %s: %q, %v, want %q", c.german, lang.Tag(), got, ok, want)
			}
		}
	}
}

// TestExamplePhone shows that the example of a telephone number keeps its direction in a text from right to left.
func TestExamplePhone(t *testing.T) {
	for _, l := range i18n.ForPersons() {
		if got := l.Term("hint", "contact.phone", examplePhone); !strings.Contains(got, "\u2068"+examplePhone+"\u2069") {
			t.Errorf("%s: %+q", l.Tag(), got)
		}
	}
}
