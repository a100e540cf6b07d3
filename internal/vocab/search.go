package vocab

import (
	"slices"
	"strings"
)

// A Hit is a concept that was found, with the label that matched.
type Hit struct {
	Concept Concept
	Label   string  // the matching label, as in the data
	German  string  // what a list shows beside it: Concept.Label("de")
	Score   float64 // 1 when the preferred label was typed, falling to 0
	Holds   bool    // Label holds all that was typed
}

// Search returns the n (at most 100) concepts of the given kinds that are most like the query in lang, best first; nil
// kinds means all. It forgives a few wrong letters and finds beginnings. The order is the same at every call.
// It is empty when the language has no labels.
func (v *Vocabulary) Search(lang string, kinds []Kind, query string, n int) []Hit {
	if n <= 0 {
		return nil
	}
	n = min(n, 100)
	var found []Hit
	if build := v.indexes[lang]; build != nil {
		found = hits(build(), v.concepts, kinds, query, n)
	}
	if v.others != nil {
		found = v.join(found, lang, kinds, query, n)
	}
	return found
}

// hits are the n concepts that an index finds.
func hits(x *index, concepts []Concept, kinds []Kind, query string, n int) []Hit {
	found := x.search(query, max(64, 8*n), func(concept int32) bool {
		return len(kinds) == 0 || slices.Contains(kinds, concepts[concept].Kind)
	})
	var list []Hit
	folded := fold(query)
	seen := make(map[int32]bool, n)
	for _, m := range found {
		l := x.labels[m.label]
		if seen[l.concept] {
			continue
		}
		seen[l.concept] = true
		c := concepts[l.concept]
		list = append(list, Hit{Concept: c, Label: l.text, German: c.Label("de"), Score: m.score, Holds: strings.Contains(l.folded, folded)})
		if len(list) == n {
			break
		}
	}
	return list
}

// Exact returns the concepts of a kind that label names in lang, after folding: those whose preferred label it is; if
// there are none, all others that have it. More than one means that the label is ambiguous.
func (v *Vocabulary) Exact(lang string, kind Kind, label string) []Concept {
	var list []Concept
	if build := v.indexes[lang]; build != nil {
		list = exact(build(), v.concepts, kind, label)
	}
	if len(list) > 0 || v.others == nil || v.others.indexes[lang] == nil {
		return list
	}
	for _, c := range exact(v.others.indexes[lang](), v.others.concepts, kind, label) {
		if own, ok := v.ours(lang, c, label); ok {
			c = own
		}
		if !slices.ContainsFunc(list, func(x Concept) bool { return x.ID == c.ID }) {
			list = append(list, c)
		}
	}
	return list
}

// Fold is the form in which two spellings of a word are compared.
func Fold(s string) string { return fold(s) }

func exact(x *index, concepts []Concept, kind Kind, label string) []Concept {
	var preferred, others []int32
	for _, at := range x.equal(fold(label)) {
		l := x.labels[at]
		switch {
		case concepts[l.concept].Kind != kind:
		case l.preferred:
			preferred = append(preferred, l.concept)
		default:
			others = append(others, l.concept)
		}
	}
	if len(preferred) == 0 {
		preferred = others
	}
	slices.Sort(preferred)
	var list []Concept
	for _, i := range slices.Compact(preferred) {
		list = append(list, concepts[i])
	}
	return list
}
