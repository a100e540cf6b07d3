package domain

import (
	"encoding/json"
	"strconv"
	"testing"
	"unicode/utf8"
)

// FuzzWords reads what stands in addresses and forms: ids, sections, days. What is no such word is nothing, and a word that was read is
// written as it stood.
func FuzzWords(f *testing.F) {
	for _, s := range []string{
		"", "0", "1", "-1", "+1", "01", "9223372036854775807", "9223372036854775808", "1e3", "٤", "core,plan", "core,,x,core", "2026-02-28",
		"2026-02-30", "2024-02-29", "1899-12-31", "2026-2-3", "２０２６-01-01", "\x00", "\xff",
	} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, s string, n int) {
		if id := ParseID[PersonID](s); id < 0 {
			t.Errorf("id %d of %q", id, s)
		} else if again := ParseID[PersonID](id.String()); again != id {
			t.Errorf("id %d is written %s", id, id)
		}
		set := ParseSections(s)
		if again := ParseSections(set.String()); again != set {
			t.Errorf("sections %s of %q, again %s", set, s, again)
		}
		if d := Day(s); d.Valid() {
			y, m, day := d.Parts()
			if y < 1900 || y > 2200 || m < 1 || m > 12 || day < 1 || day > 31 || d.AddDays(1) <= d {
				t.Errorf("day %q is %d-%d-%d", s, y, m, day)
			}
			if n > -1200 && n < 1200 {
				d.AddMonths(n)
			}
		}
	})
}

// FuzzPartialDate reads the JSON of a stored date: what was read is written and read again as the same.
func FuzzPartialDate(f *testing.F) {
	for _, s := range []string{
		`"ongoing"`, `{"calendar":"ethiopic","year":2015,"month":13,"day":6}`, `{"year":1e3}`, `{"year":99999999999999999999}`, `null`, `"x"`, `[]`, `{`, `""`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var d, again PartialDate
		if json.Unmarshal(b, &d) != nil {
			return
		}
		out, err := json.Marshal(d)
		if err != nil || json.Unmarshal(out, &again) != nil || again != d {
			t.Errorf("%s: %+v, written %s (%v), read %+v", b, d, out, err, again)
		}
	})
}

// FuzzEntry checks entries with any text and any date: a text that is taken is valid, bounded and shows what it holds.
func FuzzEntry(f *testing.F) {
	for _, s := range []string{"نجار", "a\u202eb", "a\u200bb", "مه\u200cناز", "😀", "\xed\xa0\x80", "\ud7ff", "+49 711 (0) 1-2", "a@b", "\u2028"} {
		f.Add(s, "gregorian", 1990, 2, 30)
	}
	f.Fuzz(func(t *testing.T, s, calendar string, year, month, day int) {
		d := &PartialDate{Calendar: calendar, Year: year, Month: month, Day: day}
		for _, e := range []Entry{
			{Section: SectionWork, Work: &Work{Occupation: Term{Text: s}, Employer: Name{Latin: s}, From: d, To: d, Tasks: []Term{{Text: s}}}},
			{Section: SectionContact, Contact: &Contact{Street: s, Phone: s, Email: s}},
			{Section: SectionIdentity, Identity: &Identity{Birth: d, Nationality: s}},
			{Section: SectionLanguages, Language: &LanguageSkill{Language: s, Level: "B1"}},
			{Section: SectionSkills, Skill: &Skill{Term: &Term{Text: s}}},
		} {
			err := e.Check()
			if err != nil {
				if KindOf(err) != Invalid || err.(*Error).Key == "" { //nolint:errorlint // an error of Check
					t.Errorf("%s %q: %v", e.Section, s, err)
				}
				continue
			}
			if !utf8.ValidString(s) || utf8.RuneCountInString(s) > MaxText {
				t.Errorf("%s takes %s", e.Section, strconv.QuoteToASCII(s))
			}
		}
	})
}
