package vocab

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed data
var embedded embed.FS

// Load parses the embedded concepts; the labels of a language are read at their first use. Errors: only when the data is
// broken, which the tests of this package exclude.
func Load() (*Vocabulary, error) {
	return load(embedded)
}

func load(fsys fs.FS) (*Vocabulary, error) {
	byKind := make(map[Kind][]Concept)
	if err := eachFile(fsys, "data/*.jsonl", func(line string) error { return addConcept(byKind, line) }); err != nil {
		return nil, err
	}
	lists := make([][]Concept, 0, len(Kinds()))
	for _, kind := range Kinds() {
		lists = append(lists, byKind[kind])
	}
	all := slices.Concat(lists...)
	at := make(map[ID]int, len(all))
	for i, c := range all {
		if other, ok := at[c.ID]; ok {
			return nil, fmt.Errorf("vocab: two concepts are called %s (%s and %s)", c.ID, all[other].Kind, c.Kind)
		}
		at[c.ID] = i
	}
	w, err := newWords(fsys, at)
	if err != nil {
		return nil, err
	}
	v := newVocabulary(all, at, w)
	if err := v.checkTasks(); err != nil {
		return nil, err
	}
	if err := eachFile(fsys, "data/regulated/*.jsonl", v.addRegulation); err != nil {
		return nil, err
	}
	return v, eachFile(fsys, "data/guides/*.jsonl", v.addGuide)
}

// checkTasks refuses tasks that are no tasks, that stand twice, or that stand beside what is no occupation.
func (v *Vocabulary) checkTasks() error {
	for i := range v.concepts {
		c := &v.concepts[i]
		if len(c.Tasks) > 0 && c.Kind != Occupation {
			return fmt.Errorf("vocab: %s is no occupation, but has tasks", c.ID)
		}
		for n, id := range c.Tasks {
			if at, ok := v.byID[id]; !ok || v.concepts[at].Kind != Task {
				return fmt.Errorf("vocab: %s: no task is called %q", c.ID, id)
			}
			if slices.Contains(c.Tasks[:n], id) {
				return fmt.Errorf("vocab: %s: %s stands twice", c.ID, id)
			}
		}
	}
	return nil
}

func (v *Vocabulary) addRegulation(line string) error {
	p := parser{text: line}
	id, r, err := p.regulation()
	if err != nil {
		return err
	}
	if c, ok := v.Concept(id); !ok || c.Kind != Occupation {
		return fmt.Errorf("no occupation is called %q", id)
	}
	if _, ok := v.regulations[id]; ok {
		return fmt.Errorf("%s has a line already", id)
	}
	v.regulations[id] = r
	return nil
}

// eachFile calls add for each line of the files whose names match pattern.
func eachFile(fsys fs.FS, pattern string, add func(line string) error) error {
	files, err := fs.Glob(fsys, pattern)
	if err != nil {
		return fmt.Errorf("vocab: list data: %w", err)
	}
	for _, name := range files {
		if err := eachLine(fsys, name, add); err != nil {
			return err
		}
	}
	return nil
}

// eachLine calls add for each line of a file. Blank lines are allowed. An error of add gets the file and the number of
// the line.
func eachLine(fsys fs.FS, name string, add func(line string) error) error {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("vocab: read %s: %w", name, err)
	}
	number := 0
	for line := range strings.Lines(string(text)) {
		number++
		if strings.TrimSpace(line) == "" {
			continue
		}
		if err := add(line); err != nil {
			return fmt.Errorf("vocab: %s:%d: %w", name, number, err)
		}
	}
	return nil
}

func addConcept(byKind map[Kind][]Concept, line string) error {
	p := parser{text: line}
	c, err := p.concept()
	if err != nil {
		return err
	}
	if !slices.Contains(Kinds(), c.Kind) {
		return fmt.Errorf("unknown kind %q", c.Kind)
	}
	byKind[c.Kind] = append(byKind[c.Kind], c)
	return nil
}
