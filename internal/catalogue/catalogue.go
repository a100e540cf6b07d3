// Package catalogue holds the goals and measures an integration plan can be made of, each in all languages of persons' pages.
//
// The texts are our own and free to use (CC0). All of them are drafts: nobody has reviewed them natively. Facts such as hours, prices and
// deadlines stay out of the texts, because they change. A German body keeps its German name in every language. See README.md.
package catalogue

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
)

var (
	//go:embed data/goals.jsonl
	goalLines []byte
	//go:embed data/measures.jsonl
	measureLines []byte
)

// GoalID names a goal of the catalogue: "goal:" and a slug. It is stored in plans and never reused.
type GoalID string

// MeasureID names a measure of the catalogue: "measure:" and a slug. It is stored in plans and never reused.
type MeasureID string

// A Goal is one aim a person can agree to, in the first person where it names one.
type Goal struct {
	ID           GoalID            `json:"id"`
	Domain       domain.LifeDomain `json:"domain"`
	Placeholders []string          `json:"placeholders"` // what Text needs, of Placeholders; empty for most
	Texts        Texts             `json:"text"`
	Measures     []MeasureID       `json:"measures"` // usual steps in their usual order, at least two
	Fit          *Fit              `json:"fit"`      // nil: never suggested, only chosen
}

// Text returns the goal in lang with its placeholders filled.
// ok is false when the text does not exist in lang or args lacks a value: there is no silent fallback.
func (g Goal) Text(lang string, args Args) (text string, ok bool) {
	return g.Texts.fill(lang, g.Placeholders, args)
}

// A Measure is one step towards a goal.
type Measure struct {
	ID           MeasureID          `json:"id"`
	Domain       domain.LifeDomain  `json:"domain"`
	Who          string             `json:"who"`   // who usually takes the step, of domain.Whos
	Type         domain.MeasureType `json:"type"`  // looking for something for a person is accompaniment, deciding on an application is application
	After        MeasureID          `json:"after"` // the measure that usually has to be done first; empty for most
	Placeholders []string           `json:"placeholders"`
	Texts        Texts              `json:"text"`
	Weeks        int                `json:"weeks"` // usual time until due, 1 to 104
}

// Text returns the measure in lang with its placeholders filled; see Goal.Text.
func (m Measure) Text(lang string, args Args) (text string, ok bool) {
	return m.Texts.fill(lang, m.Placeholders, args)
}

// A Catalogue is the loaded data. It is never changed after Load and may be used by many goroutines; its slices and maps are read-only.
type Catalogue struct {
	goals     []Goal
	goalAt    map[GoalID]int
	measures  []Measure
	measureAt map[MeasureID]int

	programmes []domain.Programme
	weights    []domain.WeightRule
	truth      truth
}

// Load reads the embedded data. It takes a few milliseconds: call it once at start.
// Errors: a line that cannot be read, an unknown domain, a doubled id, an unknown type, a goal or a measure that names a missing measure.
func Load() (*Catalogue, error) {
	c, err := load(goalLines, measureLines)
	if err != nil {
		return nil, err
	}
	if c.programmes, err = loadProgrammes(programmeLines); err != nil {
		return nil, err
	}
	if c.weights, err = loadWeights(weightLines); err != nil {
		return nil, err
	}
	c.truth, err = loadTruth(lawLines, flowLines, viewerLines)
	return c, err
}

func load(goals, measures []byte) (*Catalogue, error) {
	c := &Catalogue{goalAt: map[GoalID]int{}, measureAt: map[MeasureID]int{}}
	var err error
	if c.goals, err = lines[Goal](goals); err != nil {
		return nil, fmt.Errorf("goals of the catalogue: %w", err)
	}
	if c.measures, err = lines[Measure](measures); err != nil {
		return nil, fmt.Errorf("measures of the catalogue: %w", err)
	}
	for i, m := range c.measures {
		if _, twice := c.measureAt[m.ID]; twice || !m.Domain.Valid() {
			return nil, fmt.Errorf("catalogue: %s is there twice or has an unknown domain", m.ID)
		}
		if !slices.Contains(domain.MeasureTypes[:], m.Type) {
			return nil, fmt.Errorf("catalogue: %s has the type %q", m.ID, m.Type)
		}
		c.measureAt[m.ID] = i
	}
	for _, m := range c.measures {
		if _, ok := c.measureAt[m.After]; !ok && m.After != "" {
			return nil, fmt.Errorf("catalogue: %s comes after %s, which is missing", m.ID, m.After)
		}
	}
	for i, g := range c.goals {
		if _, twice := c.goalAt[g.ID]; twice || !g.Domain.Valid() {
			return nil, fmt.Errorf("catalogue: %s is there twice or has an unknown domain", g.ID)
		}
		c.goalAt[g.ID] = i
		for _, id := range g.Measures {
			if _, ok := c.measureAt[id]; !ok {
				return nil, fmt.Errorf("catalogue: %s names %s, which is missing", g.ID, id)
			}
		}
	}
	return c, nil
}

// lines decodes one T per line and refuses fields T does not have.
func lines[T any](data []byte) ([]T, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var out []T
	for {
		var t T
		err := dec.Decode(&t)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("entry %d: %w", len(out)+1, err)
		}
		out = append(out, t)
	}
}

// Goal returns the goal with that id; ok is false when there is none.
func (c *Catalogue) Goal(id GoalID) (g Goal, ok bool) {
	i, ok := c.goalAt[id]
	if !ok {
		return Goal{}, false
	}
	return c.goals[i], true
}

// Measure returns the measure with that id; ok is false when there is none.
func (c *Catalogue) Measure(id MeasureID) (m Measure, ok bool) {
	i, ok := c.measureAt[id]
	if !ok {
		return Measure{}, false
	}
	return c.measures[i], true
}

// Readable tells whether a goal and all its measures have a text in lang.
func (c *Catalogue) Readable(g Goal, lang string) bool {
	if _, ok := g.Texts[lang]; !ok {
		return false
	}
	return !slices.ContainsFunc(g.Measures, func(id MeasureID) bool {
		m, _ := c.Measure(id)
		_, ok := m.Texts[lang]
		return !ok
	})
}

// Goals returns the goals of one domain in the order of the catalogue, the most usual first.
func (c *Catalogue) Goals(d domain.LifeDomain) []Goal {
	var out []Goal
	for _, g := range c.goals {
		if g.Domain == d {
			out = append(out, g)
		}
	}
	return out
}

// Measures returns the measures of one domain in the order of the catalogue.
func (c *Catalogue) Measures(d domain.LifeDomain) []Measure {
	return slices.DeleteFunc(slices.Clone(c.measures), func(m Measure) bool { return m.Domain != d })
}
