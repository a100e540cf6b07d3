package catalogue

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
)

//go:embed data/programmes.jsonl
var programmeLines []byte

// loadProgrammes reads one programme per line. Errors: a line that cannot be read, rules that cannot hold.
func loadProgrammes(data []byte) ([]domain.Programme, error) {
	all, err := lines[domain.Programme](data)
	if err != nil {
		return nil, fmt.Errorf("programmes of the catalogue: %w", err)
	}
	for _, p := range all {
		known := slices.Contains(domain.Confidences[:], p.Confidence) && p.CheckedOn.Valid() && p.Source != ""
		if !known || p.ID == "" || p.Name == "" || p.Months < 1 || p.ReviewMonths < 1 || p.ExtendedMonths != 0 && p.ExtendedMonths <= p.Months {
			return nil, fmt.Errorf("catalogue: the rules of the programme %q cannot hold", p.ID)
		}
	}
	return all, nil
}

// Programmes returns the programmes in the order of pages.
func (c *Catalogue) Programmes() []domain.Programme { return slices.Clone(c.programmes) }

// Programme returns the programme with that id; ok is false when there is none.
func (c *Catalogue) Programme(id domain.ProgrammeID) (p domain.Programme, ok bool) {
	i := slices.IndexFunc(c.programmes, func(p domain.Programme) bool { return p.ID == id })
	if i < 0 {
		return domain.Programme{}, false
	}
	return c.programmes[i], true
}
