package vocab

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

//go:embed data
var embedded embed.FS

// Load parses the embedded vocabulary. Errors: only when the data is broken, which the tests of this package exclude.
func Load() (*Vocabulary, error) {
	return load(embedded)
}

func load(fsys fs.FS) (*Vocabulary, error) {
	byKind := make(map[Kind][]Concept)
	err := eachLine(fsys, "data/*.jsonl", func(_, line string) error { return addConcept(byKind, line) })
	if err != nil {
		return nil, err
	}
	var all []Concept
	for _, kind := range Kinds() {
		all = append(all, byKind[kind]...)
	}
	at := make(map[ID]int, len(all))
	for i, c := range all {
		if other, ok := at[c.ID]; ok {
			return nil, fmt.Errorf("vocab: two concepts are called %s (%s and %s)", c.ID, all[other].Kind, c.Kind)
		}
		at[c.ID] = i
		all[i].labels = make(map[string][]string, 16)
	}
	err = eachLine(fsys, "data/labels/*.jsonl", func(name, line string) error {
		return addLabels(all, at, strings.TrimSuffix(path.Base(name), ".jsonl"), line)
	})
	if err != nil {
		return nil, err
	}
	v := newVocabulary(all, at)
	err = eachLine(fsys, "data/regulated/*.jsonl", func(_, line string) error { return v.addRegulation(line) })
	return v, err
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

// eachLine calls add for each line of the files whose names match pattern. Blank lines are allowed. An error of add
// gets the file and the number of the line.
func eachLine(fsys fs.FS, pattern string, add func(name, line string) error) error {
	files, err := fs.Glob(fsys, pattern)
	if err != nil {
		return fmt.Errorf("vocab: list data: %w", err)
	}
	for _, name := range files {
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
			if err := add(name, line); err != nil {
				return fmt.Errorf("vocab: %s:%d: %w", name, number, err)
			}
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

// addLabels gives the concept that the line names its words in lang.
func addLabels(all []Concept, at map[ID]int, lang, line string) error {
	p := parser{text: line}
	l, err := p.labelling()
	if err != nil {
		return err
	}
	i, ok := at[l.id]
	if !ok {
		return fmt.Errorf("no concept is called %q", l.id)
	}
	c := &all[i]
	if _, ok := c.labels[lang]; ok {
		return fmt.Errorf("%s has a line already", l.id)
	}
	c.labels[lang] = l.labels
	if l.review != "" {
		if c.review == nil {
			c.review = make(map[string]Review)
		}
		c.review[lang] = l.review
	}
	return nil
}
