package vocab

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// bells is a list with an occupation that we know by its German, one that we know by its Arabic, one that we do not know, and a task.
func bells(fail *bool) Lists {
	three := func(m, f string) domain.ListGerman { return domain.ListGerman{M: m, F: f, Neutral: m + "/" + f} }
	labels := map[string][]domain.ListLabels{
		"ar": {
			{Concept: "x:joiner", Labels: []string{"صانع الأبواب", "نجار"}},
			{Concept: "x:wood", Labels: []string{"نجار"}},
			{Concept: "x:bells", Labels: []string{"صانع أجراس"}},
			{Concept: "x:gone", Labels: []string{"صانع سيوف قديمة"}},
			{Concept: "isco:7211", Labels: []string{"سباكون"}},
		},
		"nb": {{Concept: "x:bells", Labels: []string{"klokkestøper"}}},
	}
	return Lists{
		Names: []string{"x"}, Languages: []string{"ar", "nb", "de"},
		Concepts: []domain.ListConcept{
			{ID: "isco:7211", Kind: "group", ISCO: "7211", German: domain.ListGerman{Phrase: "Former"}},
			{ID: "x:bells", Kind: "occupation", ISCO: "7211", German: three("Glockengießer", "Glockengießerin")},
			{ID: "x:gone", Kind: "occupation", ISCO: "7211", German: three("Säbelschmied", "Säbelschmiedin"), Retired: true},
			{ID: "x:joiner", Kind: "occupation", ISCO: "7522", German: three("Tischler", "Tischlerin")},
			{ID: "x:many", Kind: "occupation", ISCO: "7412", German: three("Besuchshelfer", "Besuchshelferin")},
			{ID: "x:nurse", Kind: "occupation", ISCO: "2221", German: three("Fachkrankenpfleger", "Fachkrankenpflegerin")},
			{ID: "x:pour", Kind: "task", German: domain.ListGerman{Phrase: "Glocken gießen"}},
			{ID: "x:rare", Kind: "occupation", ISCO: "0999", German: three("Turmwächter", "Turmwächterin"), Regulated: true},
			{ID: "x:wood", Kind: "occupation", ISCO: "7522", German: three("Holzfachmann", "Holzfachfrau")},
		},
		Labels: func(lang string) ([]domain.ListLabels, error) {
			if *fail {
				return nil, errors.New("out of reach")
			}
			return labels[lang], nil
		},
	}
}

func TestLists(t *testing.T) {
	fail := true
	own := loaded(t)
	v := own.With(bells(&fail))
	first := func(lang, query string, kinds ...Kind) (ID, int) {
		found := v.Search(lang, kinds, query, 5)
		if len(found) == 0 {
			return "", 0
		}
		n := 0
		for _, h := range found {
			if h.Concept.ID == found[0].Concept.ID {
				n++
			}
		}
		return found[0].Concept.ID, n
	}
	if id, _ := first("ar", "صانع أجراس", Occupation); id == "x:bells" {
		t.Error("found before the labels could be read")
	}
	fail = false
	for _, tc := range []struct {
		lang, query string
		kind        Kind
		want        ID
	}{
		{"ar", "صانع أجراس", Occupation, "x:bells"},
		{"nb", "klokkestoper", Occupation, "x:bells"},
		{"ar", "صانع الأبواب", Occupation, "occ:carpenter"}, // the same German and unit group
		{"ar", "نجار", Occupation, "occ:carpenter"},         // the same Arabic and unit group
		{"de", "Tischler", Occupation, "occ:carpenter"},
	} {
		if id, n := first(tc.lang, tc.query, tc.kind); id != tc.want || n != 1 {
			t.Errorf("%s %s: %s, %d times, want %s once", tc.lang, tc.query, id, n, tc.want)
		}
		if found := v.Exact(tc.lang, tc.kind, tc.query); tc.lang != "nb" && (len(found) != 1 || found[0].ID != tc.want) {
			t.Errorf("exactly %s %s: %v", tc.lang, tc.query, found)
		}
	}
	if found := v.Search("ar", nil, "صانع سيوف قديمة", 20); slices.ContainsFunc(found, func(h Hit) bool { return h.Concept.ID == "x:gone" }) {
		t.Error("a concept that was withdrawn is found")
	}
	if c, ok := v.Concept("x:gone"); !ok || c.German("f") != "Säbelschmiedin" {
		t.Error("a concept that was withdrawn has lost its German")
	}
	if found := v.Search("ar", nil, "سباكون", 20); slices.ContainsFunc(found, func(h Hit) bool { return h.Concept.ID == "isco:7211" }) {
		t.Error("a unit group is found as an answer")
	}
	if _, ok := own.Concept("x:bells"); ok || own.Imported() != nil || slices.Contains(own.Languages(), "nb") {
		t.Error("the own vocabulary has changed")
	}
	if !slices.Equal(v.Imported(), []string{"x"}) || !slices.Contains(v.Languages(), "nb") {
		t.Errorf("lists %v, languages %v", v.Imported(), v.Languages())
	}
}

// TestListsInBrowsing shows that an imported occupation has the tasks of its neighbours, and stands below its unit group.
func TestListsInBrowsing(t *testing.T) {
	fail := false
	v := loaded(t).With(bells(&fail))
	for _, tc := range []struct {
		id   ID
		isco string
	}{{"x:wood", "7522"}, {"x:many", "7412"}, {"x:rare", "0999"}} {
		var typical, first []ID // of the own occupations of the unit group: all, and the most typical of each
		for _, c := range v.Concepts(Occupation) {
			if c.ISCO == tc.isco && len(c.Tasks) > 0 {
				typical, first = append(typical, c.Tasks...), append(first, c.Tasks[0])
			}
		}
		slices.Sort(typical)
		typical = slices.Compact(typical)
		tasks := ids(v.Tasks(tc.id))
		if len(tasks) < len(typical) || !slices.Equal(slices.Sorted(slices.Values(tasks[:len(typical)])), typical) {
			t.Errorf("%s has %v first, want the tasks of its neighbours %v", tc.id, tasks, typical)
			continue
		}
		for _, id := range first {
			if slices.Index(tasks, id) >= len(first) {
				t.Errorf("%s has %s only at %d", tc.id, id, slices.Index(tasks, id))
			}
		}
	}
	if tasks := v.Tasks("x:wood"); !slices.Contains(tasks[len(tasks)-1].Groups, "wood") {
		t.Errorf("after the typical tasks comes %v, want others of the group wood", tasks[len(tasks)-1])
	}
	var units []string
	for _, g := range v.Concepts(Group) {
		for _, u := range v.Units(strings.TrimPrefix(string(g.ID), "group:")) {
			units = append(units, string(u.ID))
		}
	}
	if len(units) == 0 || slices.ContainsFunc(units, func(u string) bool { return u != "isco:7211" }) {
		t.Errorf("unit groups %v", units)
	}
	if in := v.InUnit("7211"); len(in) != 1 || in[0].ID != "x:bells" || in[0].Label("ar") != "صانع أجراس" || in[0].Label("de") != "Glockengießer / Glockengießerin" {
		t.Errorf("in 7211: %v", in)
	}
	if in := v.InUnit("7522"); len(in) != 1 || in[0].ID != "x:wood" {
		t.Errorf("in 7522: %v", in)
	}
}

// TestListsAreRegulated shows that the words of an imported occupation count as a title where German law asks for recognition.
func TestListsAreRegulated(t *testing.T) {
	fail := false
	v := loaded(t).With(bells(&fail))
	for id, want := range map[ID]bool{"x:nurse": true, "x:rare": true, "x:wood": false, "x:bells": false} {
		if r, ok := v.Regulation(id); ok != want || ok && (!r.Abroad || r.Confidence != "verify") {
			t.Errorf("%s: %+v %t", id, r, ok)
		}
	}
}

// BenchmarkLists reports what a list of the size of ESCO takes: 17,000 concepts with 180,000 labels in one language.
func BenchmarkLists(b *testing.B) {
	var l Lists
	lines := make([]domain.ListLabels, 0, 17_000)
	for i := range 17_000 {
		c := domain.ListConcept{ID: fmt.Sprintf("x:occupation/%08x-1111-2222-3333-%012x", i, i), Kind: "task", German: domain.ListGerman{Phrase: fmt.Sprintf("Werkstück %d bearbeiten und prüfen", i)}}
		if i < 3000 {
			c.Kind, c.ISCO = "occupation", fmt.Sprintf("%04d", 1000+i%436)
			c.German = domain.ListGerman{M: fmt.Sprintf("Bearbeiter %d", i), F: fmt.Sprintf("Bearbeiterin %d", i), Neutral: fmt.Sprintf("Bearbeiter/in %d", i)}
		}
		l.Concepts = append(l.Concepts, c)
		line := domain.ListLabels{Concept: c.ID}
		for n := range 11 {
			line.Labels = append(line.Labels, fmt.Sprintf("عامل %x %s %d", i*7919, [...]string{"نجارة", "حدادة", "خياطة", "بناء", "طبخ"}[(i+n)%5], n))
		}
		lines = append(lines, line)
	}
	l.Languages = []string{"ar"}
	l.Labels = func(string) ([]domain.ListLabels, error) { return lines, nil }
	own := loaded(b)
	own.Search("ar", nil, "نجار", 8)
	before := heap()
	v := own.With(l)
	with := heap()
	v.others.indexes["ar"]()
	built := heap()
	measure(b, []string{"نجارة", "عامل بناء", "حداده 7", "خياطه", "طباخ"}, func(q string) { v.Search("ar", nil, q, 8) })
	b.ReportMetric(float64(with-before)/1024, "concepts-KB")
	b.ReportMetric(float64(built-with)/1024, "ar-KB")
}
