package catalogue

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/aufwind-im/aufwind/internal/domain"
)

func loaded(t *testing.T) *Catalogue {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// entry is what goals and measures have in common.
type entry struct {
	id           string
	domain       domain.LifeDomain
	placeholders []string
	texts        Texts
}

func entries(c *Catalogue) []entry {
	var out []entry
	for _, g := range c.goals {
		out = append(out, entry{string(g.ID), g.Domain, g.Placeholders, g.Texts})
	}
	for _, m := range c.measures {
		out = append(out, entry{string(m.ID), m.Domain, m.Placeholders, m.Texts})
	}
	return out
}

var (
	braces = regexp.MustCompile(`\{([^{}]*)\}`)
	slug   = regexp.MustCompile(`^(goal|measure):[a-z]+(-[a-z]+)*$`)
)

func TestSize(t *testing.T) {
	c := loaded(t)
	for _, d := range domain.LifeDomains {
		goals, measures := len(c.Goals(d)), len(c.Measures(d))
		if goals < 10 || measures < 20 {
			t.Errorf("%s has %d goals and %d measures, want at least 10 and 20", d, goals, measures)
		}
	}
	if goals, measures := len(c.goals), len(c.measures); goals < 120 || measures < 250 {
		t.Errorf("%d goals and %d measures, want at least 120 and 250", goals, measures)
	}
}

func TestTexts(t *testing.T) {
	all := entries(loaded(t))
	for _, lang := range domain.PersonLanguages {
		n, want := 0, len(all)
		for _, e := range all {
			if _, ok := e.texts[lang]; ok {
				n++
			}
		}
		if n < want { // a language that loses an entry is not offered it: Catalogue.Readable
			t.Errorf("%d of %d entries have a text in %s, want at least %d", n, len(all), lang, want)
		}
	}
	for _, e := range all {
		for lang := range e.texts {
			if !slices.Contains(domain.PersonLanguages[:], lang) {
				t.Errorf("%s has a text in %q, which no page of a person has", e.id, lang)
			}
		}
		want := slices.Sorted(slices.Values(e.placeholders))
		for _, name := range want {
			if !slices.Contains(Placeholders[:], name) {
				t.Errorf("%s: unknown placeholder %q", e.id, name)
			}
		}
		for lang, text := range e.texts {
			if problem := faulty(lang, text, want); problem != "" {
				t.Errorf("%s in %s %s: %q", e.id, lang, problem, text)
			}
		}
	}
}

// scripts are what a text of each language must be written in, apart from German names.
var scripts = map[string]*unicode.RangeTable{
	"de": unicode.Latin, "en": unicode.Latin, "ku": unicode.Latin, "so": unicode.Latin, "tr": unicode.Latin, "fr": unicode.Latin,
	"ar": unicode.Arabic, "fa": unicode.Arabic, "fa-AF": unicode.Arabic, "ckb": unicode.Arabic, "ps": unicode.Arabic,
	"uk": unicode.Cyrillic, "ru": unicode.Cyrillic, "ti": unicode.Ethiopic,
}

// foreign are signs of a text in the wrong language: Russian letters, Amharic words and letters that Eritrean spelling does not use.
var foreign = map[string]*regexp.Regexp{
	"uk":  regexp.MustCompile(`[ыэъёЫЭЪЁ]`),
	"ru":  regexp.MustCompile(`[іїєґІЇЄҐ]`),
	"fa":  regexp.MustCompile(`[يكىةېۍڼړښږځڅ]`),
	"ckb": regexp.MustCompile(`[يكىة]`),
	"ti":  regexp.MustCompile(`[ሠ-ሧፀ-ፆኀ-ኆአ]|፣|።`),
	"de":  regexp.MustCompile(`\b(du|dein|deine|dich|dir)\b`),
}

// faulty says what is wrong with one text, or nothing.
func faulty(lang, text string, placeholders []string) string {
	var found []string
	for _, m := range braces.FindAllStringSubmatch(text, -1) {
		found = append(found, m[1])
	}
	slices.Sort(found)
	letters := 0
	for _, r := range braces.ReplaceAllString(text, "") {
		switch {
		case r != '\u200c' && unicode.Is(unicode.Cf, r) || unicode.IsControl(r): // U+200C is Persian spelling
			return "has a control character"
		case unicode.IsDigit(r):
			return "has a figure, which is a fact"
		case unicode.Is(scripts[lang], r):
			letters++
		case unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r):
			return "has a letter of another script"
		}
	}
	switch {
	case letters < 4:
		return "is missing or in another script"
	case !slices.Equal(found, placeholders):
		return "has other placeholders"
	case strings.Join(strings.Fields(text), " ") != text || strings.HasSuffix(text, "."):
		return "has stray spaces or a full stop"
	case len([]rune(text)) > 90:
		return "is too long"
	case foreign[lang] != nil && foreign[lang].MatchString(text):
		return "has words or letters of another language or of another form of address"
	}
	return ""
}

func TestFaulty(t *testing.T) {
	for _, tc := range []struct {
		lang, text string
		want       bool
	}{
		{"de", "Deutsch lernen", false},
		{"de", "", true},
		{"de", "Lerne, was du brauchst", true},
		{"de", "Kurs mit 600 Stunden", true},
		{"de", "Deutsch {level} erreichen", true},
		{"de", "Deutsch\u200e lernen", true},
		{"de", "Deutsch  lernen", true},
		{"ar", "تعلّم الألمانية (Kita)", false},
		{"ar", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0646\u0645", false},
		{"ar", "Deutsch lernen", true},
		{"uk", "Учить немецкий язык быстро", true},
		{"ti", "ቋንቋ ጀርመን ምምሃር", false},
		{"ti", "ትምህርቲ ኣብ ፀሓይ", true},
		{"en", "Learn Gеrman", true}, // a Cyrillic letter that looks Latin
	} {
		if got := faulty(tc.lang, tc.text, nil); (got != "") != tc.want {
			t.Errorf("faulty(%s, %q) = %q, want a fault: %v", tc.lang, tc.text, got, tc.want)
		}
	}
}

func TestTextsDiffer(t *testing.T) {
	for _, lang := range domain.PersonLanguages {
		seen := map[string]string{}
		for _, e := range entries(loaded(t)) {
			text, ok := e.texts[lang]
			if !ok {
				continue
			}
			if other, twice := seen[text]; twice {
				t.Errorf("%s and %s have the same text in %s: %q", other, e.id, lang, text)
			}
			seen[text] = e.id
		}
	}
}

func TestMeasuresOfGoals(t *testing.T) {
	c := loaded(t)
	used := map[MeasureID]bool{}
	for _, g := range c.goals {
		own := 0
		for i, id := range g.Measures {
			used[id] = true
			m, ok := c.Measure(id)
			if !ok || slices.Contains(g.Measures[:i], id) {
				t.Errorf("%s names %s, which is missing or named twice", g.ID, id)
			}
			if m.Domain == g.Domain {
				own++
			}
			for _, name := range m.Placeholders {
				if name != "date" && !slices.Contains(g.Placeholders, name) {
					t.Errorf("%s needs %s, which %s does not have", id, name, g.ID)
				}
			}
		}
		if len(g.Measures) < 2 || own == 0 {
			t.Errorf("%s has %d measures, %d of its own domain; want at least 2 and 1", g.ID, len(g.Measures), own)
		}
	}
	for _, m := range c.measures {
		if !used[m.ID] {
			t.Errorf("no goal names %s", m.ID)
		}
		if !slices.Contains(domain.Whos[:], m.Who) || m.Weeks < 1 || m.Weeks > 104 {
			t.Errorf("%s: who %q, weeks %d", m.ID, m.Who, m.Weeks)
		}
	}
}

// TestOrderOfMeasures follows what each measure comes after, to an end, and sees that goals list their measures in that order.
func TestOrderOfMeasures(t *testing.T) {
	c := loaded(t)
	if cycle := cycleIn(c.measures); cycle != "" {
		t.Errorf("%s comes after itself", cycle)
	}
	for _, g := range c.goals {
		for i, id := range g.Measures {
			if m, _ := c.Measure(id); slices.Contains(g.Measures[i+1:], m.After) {
				t.Errorf("%s has %s before %s", g.ID, id, m.After)
			}
		}
	}
	if a, b := (Measure{ID: "a", After: "b"}), (Measure{ID: "b", After: "a"}); cycleIn([]Measure{a, b}) == "" || cycleIn([]Measure{a, {ID: "b"}}) != "" {
		t.Error("cycleIn does not find the circle, or finds one where none is")
	}
}

// cycleIn returns a measure that comes after itself, or nothing.
func cycleIn(measures []Measure) MeasureID {
	after := map[MeasureID]MeasureID{}
	for _, m := range measures {
		after[m.ID] = m.After
	}
	for _, m := range measures {
		id := m.After
		for range measures {
			if id == m.ID {
				return m.ID
			}
			id = after[id]
		}
	}
	return ""
}

func TestFitsAreOfClosedLists(t *testing.T) {
	for _, g := range loaded(t).goals {
		if g.Fit == nil {
			continue
		}
		for _, level := range []string{g.Fit.GermanFrom, g.Fit.GermanBelow} {
			if level != "" && rank(level) < rank("A1") {
				t.Errorf("%s: level %q", g.ID, level)
			}
		}
		for _, k := range slices.Concat(g.Fit.Has, g.Fit.Lacks) {
			if !slices.Contains(Kinds[:], k) {
				t.Errorf("%s: kind %q", g.ID, k)
			}
		}
		if !slices.Contains([]string{"", "shared", "any"}, g.Fit.Housing) {
			t.Errorf("%s: housing %q", g.ID, g.Fit.Housing)
		}
		if g.Fit.holds(Facts{}) {
			t.Errorf("%s is suggested when nothing is known", g.ID)
		}
		if slices.Contains(g.Placeholders, "occupation") && !slices.Contains(g.Fit.Has, Wish) {
			t.Errorf("%s needs an occupation but does not ask for one", g.ID)
		}
		if slices.Contains(g.Placeholders, "level") && g.Fit.GermanBelow == "" {
			t.Errorf("%s needs a level but does not ask for one", g.ID)
		}
		if g.Domain == "health" {
			t.Errorf("%s: nothing about health is inferred from other facts", g.ID)
		}
	}
}

// TestIDsAreStable compares the ids with testdata/ids.txt. Plans store them, so none may go; add new ones to the file.
func TestIDsAreStable(t *testing.T) {
	file, err := os.ReadFile("testdata/ids.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Fields(string(file))
	var ids []string
	for _, e := range entries(loaded(t)) {
		if !slug.MatchString(e.id) {
			t.Errorf("id %q is not of the form goal:a-b or measure:a-b", e.id)
		}
		if !slices.Contains(known, e.id) {
			t.Errorf("%s is not in testdata/ids.txt: add it there", e.id)
		}
		ids = append(ids, e.id)
	}
	for _, id := range known {
		if !slices.Contains(ids, id) {
			t.Errorf("%s is gone, but plans may hold it", id)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	const texts = `"text":{"de":"Ja"}`
	measure := `{"id":"measure:a","domain":"work","who":"person","type":"course",` + texts + `,"weeks":4}` + "\n"
	for _, tc := range []struct{ name, goals, measures string }{
		{"no_json", "{", measure},
		{"no_json_in_measures", "", "["},
		{"unknown_field", `{"id":"goal:a","domain":"work","colour":"red"}`, measure},
		{"unknown_domain", `{"id":"goal:a","domain":"weather",` + texts + `}`, measure},
		{"unknown_domain_of_a_measure", "", strings.Replace(measure, "work", "weather", 1)},
		{"missing_measure", `{"id":"goal:a","domain":"work","measures":["measure:b"]}`, measure},
		{"twice", strings.Repeat(`{"id":"goal:a","domain":"work"}`+"\n", 2), measure},
		{"measure_twice", "", measure + measure},
		{"unknown_type", "", strings.Replace(measure, `"course"`, `"holiday"`, 1)},
		{"no_type", "", strings.Replace(measure, `"type":"course",`, "", 1)},
		{"after_a_missing_measure", "", strings.Replace(measure, `"type"`, `"after":"measure:b","type"`, 1)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := load([]byte(tc.goals), []byte(tc.measures)); err == nil {
				t.Error("load accepted it")
			}
		})
	}
	if _, err := load([]byte(`{"id":"goal:a","domain":"work","measures":["measure:a"]}`), []byte(measure)); err != nil {
		t.Errorf("load refused good data: %v", err)
	}
}

func TestLookups(t *testing.T) {
	c := loaded(t)
	if g, ok := c.Goal("goal:german-level"); !ok || g.Domain != "language" || g.Measures[0] != "measure:placement-test" {
		t.Errorf("Goal = %v, %v", g, ok)
	}
	if m, ok := c.Measure("measure:integration-course"); !ok || m.Who != "person" || m.Weeks != 26 {
		t.Errorf("Measure = %v, %v", m, ok)
	}
	if g, ok := c.Goal("goal:unknown"); ok || g.ID != "" {
		t.Errorf("Goal of an unknown id = %v, %v", g, ok)
	}
	if m, ok := c.Measure("measure:unknown"); ok || m.ID != "" {
		t.Errorf("Measure of an unknown id = %v, %v", m, ok)
	}
	if got := c.Goals("weather"); got != nil {
		t.Errorf("Goals of an unknown domain = %v", got)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
