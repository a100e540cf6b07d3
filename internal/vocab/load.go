package vocab

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
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
	var all []Concept
	for _, name := range files {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("vocab: read %s: %w", name, err)
		}
		if all, err = appendConcepts(all, name, text); err != nil {
			return nil, err
		}
	}
	kinds := Kinds()
	slices.SortStableFunc(all, func(a, b Concept) int {
		return slices.Index(kinds, a.Kind) - slices.Index(kinds, b.Kind)
	})
	return newVocabulary(all)
}

// A record is one line of a data file.
type record struct {
	ID     ID                  `json:"id"`
	Kind   Kind                `json:"kind"`
	Group  string              `json:"group"`
	Groups []string            `json:"groups"`
	ISCO   string              `json:"isco"`
	Code   string              `json:"code"`
	Icon   string              `json:"icon"`
	German german              `json:"de"`
	Labels map[string][]string `json:"labels"`
	Review map[string]Review   `json:"review"`
	Fact
}

// appendConcepts adds the concepts of one file to all. Blank lines are allowed; an unknown key is an error.
func appendConcepts(all []Concept, name string, text []byte) ([]Concept, error) {
	number := 0
	for line := range bytes.Lines(text) {
		number++
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		var r record
		if err := json.Unmarshal(line, &r); err != nil {
			return nil, fmt.Errorf("vocab: %s:%d: %w", name, number, err)
		}
		if !slices.Contains(Kinds(), r.Kind) {
			return nil, fmt.Errorf("vocab: %s:%d: unknown kind %q", name, number, r.Kind)
		}
		if r.Group != "" {
			r.Groups = append(r.Groups, r.Group)
		}
		all = append(all, Concept{
			ID: r.ID, Kind: r.Kind, Groups: r.Groups, ISCO: r.ISCO, Code: r.Code, Icon: r.Icon, Fact: r.Fact,
			german: r.German, labels: r.Labels, review: r.Review,
		})
	}
	return all, nil
}
