// Package vocab holds the words of a CV as concepts: occupations, tasks, certificates, subjects, skills. A person
// picks a concept by a label in the own language; the German comes from the concept, never from the label, so it is
// exactly right. The data is hand-written, CC0, embedded in the binary, and says for each label who has reviewed it.
//
// A Vocabulary is read-only and safe for concurrent use. Loading parses the concepts; the labels of a
// language are read, and its search index is built, at the first use.
package vocab

//go:generate go run ./gen

import (
	"cmp"
	"maps"
	"slices"
	"sync"
)

// A Vocabulary is the set of all concepts, with a search index per language.
type Vocabulary struct {
	concepts []Concept // in the order of Kinds, then of the data files
	byID     map[ID]int
	byKind   map[Kind][]int
	indexes  map[string]func() *index // by language, built once at the first call
	unnamed  map[string]func() []string

	regulations map[ID]Regulation // of occupations
	guides      map[GuideID]Guide
	others      *others // nil without imported lists
}

// newVocabulary takes concepts whose ids differ, the position of each, and their labels.
func newVocabulary(concepts []Concept, at map[ID]int, w words) *Vocabulary {
	v := &Vocabulary{
		concepts: concepts,
		byID:     at,
		byKind:   make(map[Kind][]int),
		indexes:  make(map[string]func() *index),
		unnamed:  make(map[string]func() []string),

		regulations: make(map[ID]Regulation),
		guides:      make(map[GuideID]Guide),
	}
	for i := range concepts {
		c := &concepts[i]
		c.words, c.at = w, i
		v.byKind[c.Kind] = append(v.byKind[c.Kind], i)
	}
	for lang := range w {
		v.indexes[lang] = sync.OnceValue(func() *index { return newIndex(v.entries(lang)) })
		v.unnamed[lang] = sync.OnceValue(func() []string { return v.without(lang) })
	}
	return v
}

// entries lists what can be found in lang: its labels, and the titles of documents in any language.
func (v *Vocabulary) entries(lang string) []entry {
	var all []entry
	for i, c := range v.concepts {
		preferred := c.Label(lang)
		if lang == "de" {
			preferred = cmp.Or(c.german.Label, c.german.Phrase, c.german.M)
		}
		labels := c.Labels(lang)
		for _, title := range []string{c.Fact.Original, c.Fact.Translit} {
			if title != "" && !slices.Contains(labels, title) {
				labels = append(labels, title)
			}
		}
		for _, text := range labels {
			all = append(all, entry{text: text, concept: int32(i), preferred: text == preferred})
		}
	}
	return all
}

// Concept returns the concept called id; ok is false when there is none.
func (v *Vocabulary) Concept(id ID) (c Concept, ok bool) {
	if i, ok := v.byID[id]; ok {
		return v.concepts[i], true
	}
	if v.others != nil {
		if i, ok := v.others.at[id]; ok {
			return v.others.concepts[i], true
		}
	}
	return Concept{}, false
}

// Concepts lists all own concepts of a kind in the order of the data.
func (v *Vocabulary) Concepts(kind Kind) []Concept {
	list := make([]Concept, 0, len(v.byKind[kind]))
	for _, i := range v.byKind[kind] {
		list = append(list, v.concepts[i])
	}
	return list
}

// Unnamed are the German labels of what has no label in lang; nil for a language of which nothing is known.
func (v *Vocabulary) Unnamed(lang string) []string {
	if list, ok := v.unnamed[lang]; ok {
		return list()
	}
	return nil
}

func (v *Vocabulary) without(lang string) []string {
	var list []string
	for _, c := range v.concepts {
		if c.Label(lang) == "" {
			list = append(list, c.Label("de"))
		}
	}
	return list
}

// Occupations lists the own occupations of a group ("wood") in the order of the data.
func (v *Vocabulary) Occupations(group string) []Concept {
	var list []Concept
	for _, i := range v.byKind[Occupation] {
		if slices.Contains(v.concepts[i].Groups, group) {
			list = append(list, v.concepts[i])
		}
	}
	return list
}

// Tasks suggests lines for an occupation: its own tasks in their order, then the others of its group, those that belong to
// fewer groups first. It is empty when id is no occupation.
func (v *Vocabulary) Tasks(occupation ID) []Concept {
	o, ok := v.Concept(occupation)
	if !ok || o.Kind != Occupation {
		return nil
	}
	var list []Concept
	for _, id := range o.Tasks {
		list = append(list, v.concepts[v.byID[id]])
	}
	own := len(list)
	for _, i := range v.byKind[Task] {
		t := v.concepts[i]
		inGroup := slices.ContainsFunc(o.Groups, func(g string) bool { return slices.Contains(t.Groups, g) })
		if inGroup && !slices.Contains(o.Tasks, t.ID) {
			list = append(list, t)
		}
	}
	slices.SortStableFunc(list[own:], func(a, b Concept) int { return len(a.Groups) - len(b.Groups) })
	return list
}

// Languages lists the languages that have labels, sorted.
func (v *Vocabulary) Languages() []string {
	list := slices.Collect(maps.Keys(v.indexes))
	if v.others != nil {
		list = slices.AppendSeq(list, maps.Keys(v.others.indexes))
	}
	slices.Sort(list)
	return slices.Compact(list)
}
