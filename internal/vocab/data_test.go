package vocab

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
)

// mainLanguages are those in which every occupation, task and group must have a label.
func mainLanguages() []string { return []string{"ar", "de", "en", "ti", "uk"} }

// languages are those of the product.
func languages() []string {
	return []string{"ar", "ckb", "de", "en", "fa", "fa-AF", "fr", "ku", "ps", "ru", "so", "ti", "tr", "uk"}
}

// TestCoverage holds the floor of each language: a person finds the own work in the own language.
func TestCoverage(t *testing.T) {
	v := loaded(t)
	complete := []string{"de", "en", "ar", "fa", "fa-AF", "uk", "ru", "tr", "fr"}
	for _, lang := range append(complete, "ps", "ckb", "ku", "ti", "so") {
		occupations, tasks := 100, 90
		if !slices.Contains(complete, lang) {
			occupations, tasks = 80, 60
		}
		for kind, floor := range map[Kind]int{Group: 100, Gap: 100, Occupation: occupations, Task: tasks} {
			labelled := 0
			for _, c := range v.Concepts(kind) {
				if c.Label(lang) != "" {
					labelled++
				}
			}
			if all := len(v.Concepts(kind)); labelled*100 < all*floor {
				t.Errorf("%s in %s: %d of %d have a label, want %d %%", kind, lang, labelled, all, floor)
			}
		}
	}
	for kind, least := range map[Kind]int{Occupation: 320, Task: 400, Subject: 110} {
		if n := len(v.Concepts(kind)); n < least {
			t.Errorf("%d concepts of kind %s, want %d", n, kind, least)
		}
	}
	if n := len(v.Concepts(School)) + len(v.Concepts(Certificate)); n < 130 {
		t.Errorf("%d schools and certificates, want 130", n)
	}
}

func TestData(t *testing.T) {
	v := loaded(t)
	for _, fault := range faults(v.concepts) {
		t.Error(fault)
	}
	if n := len(v.Concepts(Group)); n != 28 {
		t.Errorf("%d groups, want 28", n)
	}
	for _, kind := range Kinds() {
		if kind != Occupation && kind != Task && len(v.Concepts(kind)) == 0 {
			t.Errorf("no concept of kind %s", kind)
		}
	}
}

// TestDataFaults plants each fault once.
func TestDataFaults(t *testing.T) {
	good := func() []Concept {
		return []Concept{
			{ID: "group:wood", Kind: Group, Icon: "saw", german: german{Phrase: "Holz"}, words: said(map[string][]string{"ar": {"خشب"}, "uk": {"Дерево"}, "ti": {"ዕንጨይቲ"}, "en": {"Wood"}})},
			{ID: "occ:carpenter", Kind: Occupation, ISCO: "7522", Groups: []string{"wood"}, german: german{M: "Tischler", F: "Tischlerin", Neutral: "Fachkraft im Tischlerhandwerk"}, words: said(map[string][]string{"ar": {"نجار"}, "uk": {"столяр"}, "ti": {"ጸራቢ"}, "en": {"carpenter"}})},
			{ID: "cert:x", Kind: Certificate, Fact: Fact{Country: "SY", Original: "شهادة", Level: "vergleichbar mit …, keine Anerkennung", Source: "s", Confidence: "verify"}, german: german{Phrase: "Zeugnis"}, words: said(map[string][]string{"ar": {"شهادة"}})},
		}
	}
	if f := faults(good()); len(f) > 0 {
		t.Fatalf("the good concepts have faults: %q", f)
	}
	for _, tc := range []struct {
		name  string
		plant func(c []Concept)
		want  string
	}{
		{"prefix", func(c []Concept) { c[1].ID = "job:carpenter" }, "id"},
		{"id", func(c []Concept) { c[1].ID = "occ:Carpenter" }, "id"},
		{"unknown_group", func(c []Concept) { c[1].Groups = []string{"stone"} }, "unknown group"},
		{"no_group", func(c []Concept) { c[1].Groups = nil }, "groups"},
		{"isco", func(c []Concept) { c[1].ISCO = "75" }, "ISCO"},
		{"german_form", func(c []Concept) { c[1].german.F = "" }, "German"},
		{"german_pair", func(c []Concept) { c[1].german.M = "Tischler/-in" }, "German"},
		{"phrase", func(c []Concept) { c[0].german.Phrase = "" }, "German"},
		{"language", func(c []Concept) { delete(c[1].words, "ti") }, "no label in ti"},
		{"empty", func(c []Concept) { c[1].words["en"] = spoken("carpenter", "") }, "label"},
		{"untrimmed", func(c []Concept) { c[1].words["en"] = spoken("carpenter ") }, "label"},
		{"bidi", func(c []Concept) { c[1].words["ar"] = spoken("\u200fنجار") }, "label"},
		{"script", func(c []Concept) { c[1].words["uk"] = spoken("stolyar") }, "script"},
		{"twice", func(c []Concept) { c[1].words["en"] = spoken("carpenter", "Carpenter") }, "twice"},
		{"review", func(c []Concept) {
			c[1].words["ar"] = func() lexicon { return lexicon{[][]string{{"نجار"}}, map[int]Review{0: "yes"}} }
		}, "review"},
		{"level", func(c []Concept) { c[2].Fact.Level = "entspricht dem Abitur" }, "level"},
		{"country", func(c []Concept) { c[2].Fact.Country = "Syria" }, "country"},
		{"confidence", func(c []Concept) { c[2].Fact.Confidence = "sourced" }, "checked"},
		{"collision", func(c []Concept) {
			c[0].Kind, c[0].ID = Certificate, "cert:y"
			c[0].words["ar"] = spoken("شهاده")
		}, "share"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := good()
			tc.plant(c)
			if f := faults(c); !slices.ContainsFunc(f, func(s string) bool { return strings.Contains(s, tc.want) }) {
				t.Errorf("faults = %q, want one about %q", f, tc.want)
			}
		})
	}
}

// said is what the files of labels say about a single concept.
func said(labels map[string][]string) words {
	w := make(words)
	for lang, list := range labels {
		w[lang] = spoken(list...)
	}
	return w
}

// spoken is the file of a language with the labels of a single concept.
func spoken(labels ...string) func() lexicon {
	return func() lexicon { return lexicon{labels: [][]string{labels}} }
}

// faults lists what is wrong with a set of concepts.
func faults(concepts []Concept) []string {
	groups := make(map[string]bool)
	for _, c := range concepts {
		if c.Kind == Group {
			groups[strings.TrimPrefix(string(c.ID), "group:")] = true
		}
	}
	var all []string
	for _, c := range concepts {
		for _, f := range slices.Concat(idFaults(c), groupFaults(c, groups), germanFaults(c), labelFaults(c), factFaults(c)) {
			all = append(all, string(c.ID)+": "+f)
		}
	}
	return append(all, collisions(concepts)...)
}

func idFaults(c Concept) []string {
	prefix := map[Kind]string{
		Group: "group", Occupation: "occ", Task: "task", Certificate: "cert", School: "school", Subject: "subject",
		LanguageCertificate: "cert", Course: "course", Licence: "lic", Machine: "machine", IT: "it", Soft: "soft", Gap: "gap",
	}[c.Kind]
	if !regexp.MustCompile("^" + prefix + ":[a-z0-9]+([-_][a-z0-9]+)*$").MatchString(string(c.ID)) {
		return []string{"id is not " + prefix + ":<lower-case words>"}
	}
	return nil
}

func groupFaults(c Concept, known map[string]bool) []string {
	var list []string
	for _, g := range c.Groups {
		if !known[g] {
			list = append(list, "unknown group "+g)
		}
	}
	switch {
	case c.Kind == Occupation && len(c.Groups) != 1, c.Kind == Task && len(c.Groups) == 0:
		list = append(list, fmt.Sprintf("has %d groups", len(c.Groups)))
	case c.Kind != Occupation && c.Kind != Task && len(c.Groups) > 0:
		list = append(list, "groups are for occupations and tasks")
	}
	if c.Kind == Occupation && !regexp.MustCompile(`^\d{4}$`).MatchString(c.ISCO) {
		list = append(list, "ISCO is not of four digits: "+c.ISCO)
	}
	if c.Kind == Group && c.Icon == "" {
		list = append(list, "no icon")
	}
	return list
}

func germanFaults(c Concept) []string {
	g := c.german
	forms := []string{g.Phrase}
	if c.Kind == Occupation {
		forms = []string{g.M, g.F, g.Neutral}
	}
	var list []string
	for _, s := range append(forms, c.german.Explicit) {
		if regexp.MustCompile(`\p{L}(/-?in\b|[*:_]in\b|\(in\))|entspricht`).MatchString(s) {
			list = append(list, "German is no final line: "+s)
		}
	}
	if slices.Contains(forms, "") {
		list = append(list, "German form missing")
	}
	return list
}

func labelFaults(c Concept) []string {
	var list []string
	for _, lang := range mainLanguages() {
		if (c.Kind == Occupation || c.Kind == Task || c.Kind == Group) && c.Label(lang) == "" {
			list = append(list, "no label in "+lang)
		}
	}
	for lang := range c.words {
		folded := make(map[string]bool)
		for _, s := range c.words.labels(lang, c.at) {
			if s == "" || strings.Join(strings.Fields(s), " ") != s || strings.ContainsFunc(s, forbidden) || len(s) > maxText || fold(s) == "" {
				list = append(list, fmt.Sprintf("label %+q in %s is empty, untrimmed, too long or has hidden signs", s, lang))
			}
			if script := scripts()[lang]; script != nil && !strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(script, r) }) && c.Kind != IT && c.Kind != LanguageCertificate {
				list = append(list, fmt.Sprintf("label %q in %s is in another script", s, lang))
			}
			if folded[s] || folded[strings.ToLower(s)] {
				list = append(list, fmt.Sprintf("label %q in %s stands twice", s, lang))
			}
			folded[s], folded[strings.ToLower(s)] = true, true
		}
	}
	for lang := range c.words {
		if r := c.Review(lang); r != Unreviewed && r != Native && r != Double {
			list = append(list, fmt.Sprintf("review of %s is %q", lang, r))
		}
	}
	return list
}

func scripts() map[string]*unicode.RangeTable {
	return map[string]*unicode.RangeTable{
		"ar": unicode.Arabic, "fa": unicode.Arabic, "fa-AF": unicode.Arabic, "ps": unicode.Arabic, "ckb": unicode.Arabic, "ur": unicode.Arabic,
		"uk": unicode.Cyrillic, "ru": unicode.Cyrillic, "ti": unicode.Ethiopic, "am": unicode.Ethiopic,
		"de": unicode.Latin, "en": unicode.Latin, "tr": unicode.Latin, "so": unicode.Latin, "fr": unicode.Latin, "ku": unicode.Latin,
	}
}

// forbidden reports control characters, among them those of direction; the joiners of Persian are allowed.
func forbidden(r rune) bool {
	return r != '\u200c' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar)
}

func factFaults(c Concept) []string {
	f := c.Fact
	var list []string
	if f.Level != "" && !regexp.MustCompile(`^vergleichbar mit .+, keine Anerkennung$`).MatchString(f.Level) {
		list = append(list, "level is worded as a recognition: "+f.Level)
	}
	if c.Kind == Certificate && f != (Fact{}) && (!regexp.MustCompile(`^[A-Z]{2}$`).MatchString(f.Country) || f.Original == "" || f.Source == "") {
		list = append(list, "country, original or source is missing")
	}
	if f.CheckedOn != "" {
		if _, err := time.Parse(time.DateOnly, f.CheckedOn); err != nil {
			list = append(list, "checked_on is no date: "+f.CheckedOn)
		}
	}
	switch f.Confidence {
	case "sourced":
		if f.Source == "" || f.CheckedOn == "" {
			list = append(list, "sourced, but not checked anywhere")
		}
	case "verify":
	case "":
		if f != (Fact{}) {
			list = append(list, "no confidence")
		}
	default:
		list = append(list, "unknown confidence "+f.Confidence)
	}
	return list
}

// collisions lists concepts of a kind whose preferred labels are equal in a language, so that nobody could choose.
func collisions(concepts []Concept) []string {
	type place struct {
		kind         Kind
		lang, folded string
	}
	first := make(map[place]ID)
	var list []string
	for _, c := range concepts {
		for _, lang := range append(slices.Sorted(maps.Keys(c.words)), "de") {
			label := c.Label(lang)
			if lang == "de" && c.german.M != "" {
				label = c.german.M
			}
			p := place{c.Kind, lang, fold(label)}
			if other, ok := first[p]; ok && other != c.ID && label != "" {
				list = append(list, fmt.Sprintf("%s and %s share the preferred label %q in %s", other, c.ID, label, lang))
			}
			first[p] = c.ID
		}
	}
	return list
}
