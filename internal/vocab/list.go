package vocab

import (
	"slices"
	"strings"
	"sync"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// Lists are concepts of lists that others keep, such as ESCO, to stand beside the own ones.
type Lists struct {
	Names     []string // "esco"
	Languages []string // that have labels
	Concepts  []domain.ListConcept
	// Labels reads the words of one language. It is called at the first search in that language, and again while it fails; until then
	// nothing of the lists is found in that language.
	Labels func(language string) ([]domain.ListLabels, error)
}

// others are the concepts of lists, beside the own ones.
type others struct {
	names    []string
	concepts []Concept // in the order of Lists
	at       map[ID]int
	retired  map[ID]bool
	rules    map[ID]Regulation
	units    map[string]int   // unit group of ISCO-08 → its concept
	inUnit   map[string][]int // unit group of ISCO-08 → occupations
	indexes  map[string]func() *index
}

// With returns the vocabulary with the concepts of lists beside the own ones. Where both know an occupation — the same unit group of
// ISCO-08 and the same label, in German or in the language that is searched — the own concept is found, with its German.
func (v *Vocabulary) With(l Lists) *Vocabulary {
	o := &others{
		names: slices.Clone(l.Names), at: make(map[ID]int), retired: make(map[ID]bool), rules: make(map[ID]Regulation),
		units: make(map[string]int), inUnit: make(map[string][]int), indexes: make(map[string]func() *index),
	}
	w := make(words)
	for _, c := range l.Concepts {
		o.add(v, c, w)
	}
	for _, lang := range l.Languages {
		read := kept(func() (lexicon, error) { return o.lexicon(l.Labels, lang) }, lexicon{labels: make([][]string, len(o.concepts))})
		w[lang] = func() lexicon { x, _ := read(); return x }
		build := kept(func() (*index, error) {
			x, err := read()
			if err != nil {
				return nil, err
			}
			return newIndex(o.entries(x)), nil
		}, newIndex(nil))
		o.indexes[lang] = func() *index { x, _ := build(); return x }
	}
	out := *v
	out.others = o
	return &out
}

// kept returns a function that calls read until it does not fail, and keeps that result; else it gives back the empty one.
func kept[T any](read func() (T, error), empty T) func() (T, error) {
	var mu sync.Mutex
	var value *T
	return func() (T, error) {
		mu.Lock()
		defer mu.Unlock()
		if value == nil {
			got, err := read()
			if err != nil {
				return empty, err
			}
			value = &got
		}
		return *value, nil
	}
}

// add takes a concept in. An occupation has the tasks of the own ones of its unit group, and the groups of those of the same or the nearest.
func (o *others) add(v *Vocabulary, l domain.ListConcept, w words) {
	i := len(o.concepts)
	g := l.German
	c := Concept{ID: ID(l.ID), Kind: Kind(l.Kind), ISCO: l.ISCO, german: german{M: g.M, F: g.F, Neutral: g.Neutral, Phrase: g.Phrase}, words: w, at: i}
	switch {
	case c.Kind == Group:
		o.units[c.ISCO] = i
	case c.Kind == Occupation && !l.Retired:
		o.inUnit[c.ISCO] = append(o.inUnit[c.ISCO], i)
	}
	if c.Kind == Occupation {
		c.Groups, c.Tasks = v.groupsNear(c.ISCO), v.tasksOfUnit(c.ISCO)
		if r, ok := v.ruleOf(c.ISCO); ok {
			o.rules[c.ID] = r
		} else if l.Regulated {
			o.rules[c.ID] = Regulation{Kind: Regulated, Abroad: true, Source: o.list(c.ID), Confidence: "verify"}
		}
	}
	o.at[c.ID] = i
	o.concepts = append(o.concepts, c)
	if l.Retired {
		o.retired[c.ID] = true
	}
}

// list is the name of the list that a concept comes from.
func (o *others) list(id ID) string {
	name, _, _ := strings.Cut(string(id), ":")
	return name
}

// groupsNear are the groups of the own occupations of a unit group of ISCO-08, else of the minor group that it is in.
func (v *Vocabulary) groupsNear(isco string) []string {
	for digits := len(isco); digits >= 3; digits-- {
		var groups []string
		for _, i := range v.byKind[Occupation] {
			if c := &v.concepts[i]; strings.HasPrefix(c.ISCO, isco[:digits]) {
				for _, g := range c.Groups {
					if !slices.Contains(groups, g) {
						groups = append(groups, g)
					}
				}
			}
		}
		if len(groups) > 0 {
			return groups
		}
	}
	return nil
}

// tasksOfUnit are the tasks of the own occupations of a unit group of ISCO-08, each once: the most typical of each first.
func (v *Vocabulary) tasksOfUnit(isco string) []ID {
	var tasks []ID
	for rank, more := 0, true; more; rank++ {
		more = false
		for _, i := range v.byKind[Occupation] {
			c := &v.concepts[i]
			if c.ISCO != isco || rank >= len(c.Tasks) {
				continue
			}
			more = true
			if id := c.Tasks[rank]; !slices.Contains(tasks, id) {
				tasks = append(tasks, id)
			}
		}
	}
	return tasks
}

// ruleOf is what German law asks of the own occupations of a unit group. Nobody has looked which of them an imported occupation is, so
// its words count as a title, and the country stands behind them in a CV: better once too often.
func (v *Vocabulary) ruleOf(isco string) (Regulation, bool) {
	for _, i := range v.byKind[Occupation] {
		if c := &v.concepts[i]; c.ISCO == isco {
			if r, ok := v.regulations[c.ID]; ok && r.Kind != CraftMaster {
				r.Abroad, r.Confidence = true, "verify"
				return r, true
			}
		}
	}
	return Regulation{}, false
}

func (o *others) lexicon(read func(string) ([]domain.ListLabels, error), lang string) (lexicon, error) {
	lines, err := read(lang)
	x := lexicon{labels: make([][]string, len(o.concepts))}
	for _, line := range lines {
		if i, ok := o.at[ID(line.Concept)]; ok {
			x.labels[i] = line.Labels
		}
	}
	return x, err
}

// entries lists what can be found of the lists: occupations and tasks, not what was withdrawn, and no groups.
func (o *others) entries(x lexicon) []entry {
	var all []entry
	for i, labels := range x.labels {
		if c := o.concepts[i]; c.Kind == Group || o.retired[c.ID] {
			continue
		}
		for n, text := range labels {
			all = append(all, entry{text: text, concept: int32(i), preferred: n == 0})
		}
	}
	return all
}

// join adds what the lists know to the own hits.
func (v *Vocabulary) join(own []Hit, lang string, kinds []Kind, query string, n int) []Hit {
	build := v.others.indexes[lang]
	if build == nil {
		return own
	}
	found := hits(build(), v.others.concepts, kinds, query, n)
	for _, h := range found {
		if c, ok := v.ours(lang, h.Concept, h.Label); ok {
			h.Concept, h.German = c, c.Label("de")
		}
		if !slices.ContainsFunc(own, func(o Hit) bool { return o.Concept.ID == h.Concept.ID }) {
			own = append(own, h)
		}
	}
	slices.SortStableFunc(own, func(a, b Hit) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return 0
	})
	return own[:min(n, len(own))]
}

// ours is the own concept that is the same as one of a list that was found by label.
func (v *Vocabulary) ours(lang string, c Concept, label string) (Concept, bool) {
	if own, ok := v.same(lang, c, label); ok {
		return own, true
	}
	for _, form := range [...]string{c.german.M, c.german.F, c.german.Phrase} {
		if own, ok := v.same("de", c, form); form != "" && ok {
			return own, true
		}
	}
	return Concept{}, false
}

// same is the own concept of the kind and the unit group of c that has the label.
func (v *Vocabulary) same(lang string, c Concept, label string) (Concept, bool) {
	build := v.indexes[lang]
	if build == nil {
		return Concept{}, false
	}
	x := build()
	for _, at := range x.equal(fold(label)) {
		if own := v.concepts[x.labels[at].concept]; own.Kind == c.Kind && own.ISCO == c.ISCO {
			return own, true
		}
	}
	return Concept{}, false
}

// Imported lists the names of the lists that stand beside the own concepts.
func (v *Vocabulary) Imported() []string {
	if v.others == nil {
		return nil
	}
	return slices.Clone(v.others.names)
}

// Units lists the unit groups of ISCO-08 in which imported occupations stand, of those in which the own occupations of a group stand;
// a unit group is named only if its list names it. The order is that of the numbers.
func (v *Vocabulary) Units(group string) []Concept {
	if v.others == nil {
		return nil
	}
	var codes []string
	for _, c := range v.Occupations(group) {
		if _, named := v.others.units[c.ISCO]; named && len(v.others.inUnit[c.ISCO]) > 0 && !slices.Contains(codes, c.ISCO) {
			codes = append(codes, c.ISCO)
		}
	}
	slices.Sort(codes)
	list := make([]Concept, len(codes))
	for i, code := range codes {
		list[i] = v.others.concepts[v.others.units[code]]
	}
	return list
}

// InUnit lists the imported occupations of a unit group of ISCO-08, without those that are own ones.
func (v *Vocabulary) InUnit(isco string) []Concept {
	if v.others == nil {
		return nil
	}
	var list []Concept
	for _, i := range v.others.inUnit[isco] {
		c := v.others.concepts[i]
		if _, own := v.ours("de", c, c.german.Neutral); !own {
			list = append(list, c)
		}
	}
	return list
}
