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

// Load parses the embedded vocabulary. Errors: only when the data is broken, which the tests of this package exclude.
func Load() (*Vocabulary, error) {
	return load(embedded)
}

func load(fsys fs.FS) (*Vocabulary, error) {
	files, err := fs.Glob(fsys, "data/*.jsonl")
	if err != nil {
		return nil, fmt.Errorf("vocab: list data: %w", err)
	}
	byKind := make(map[Kind][]Concept)
	for _, name := range files {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("vocab: read %s: %w", name, err)
		}
		if err := readConcepts(byKind, name, string(text)); err != nil {
			return nil, err
		}
	}
	total := 0
	for _, list := range byKind {
		total += len(list)
	}
	all := make([]Concept, 0, total)
	for _, kind := range Kinds() {
		all = append(all, byKind[kind]...)
	}
	return newVocabulary(all)
}

// readConcepts adds the concepts of one file to those of their kinds. Blank lines are allowed.
func readConcepts(byKind map[Kind][]Concept, name, text string) error {
	kinds := Kinds()
	number := 0
	for line := range strings.Lines(text) {
		number++
		if strings.TrimSpace(line) == "" {
			continue
		}
		p := parser{text: line}
		c, err := p.concept()
		if err != nil {
			return fmt.Errorf("vocab: %s:%d: %w", name, number, err)
		}
		if !slices.Contains(kinds, c.Kind) {
			return fmt.Errorf("vocab: %s:%d: unknown kind %q", name, number, c.Kind)
		}
		list := byKind[c.Kind]
		if list == nil { // a file holds one kind
			list = make([]Concept, 0, strings.Count(text, "\n")+1)
		}
		byKind[c.Kind] = append(list, c)
	}
	return nil
}
