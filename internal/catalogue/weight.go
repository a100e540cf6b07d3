package catalogue

import (
	_ "embed"
	"fmt"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
)

//go:embed data/weights.jsonl
var weightLines []byte

// loadWeights reads one weight per line, all of them in their order. Errors: a line that cannot be read, rules that cannot hold.
func loadWeights(data []byte) ([]domain.WeightRule, error) {
	all, err := lines[domain.WeightRule](data)
	if err != nil {
		return nil, fmt.Errorf("weights of the catalogue: %w", err)
	}
	if len(all) != len(domain.Weights) {
		return nil, fmt.Errorf("catalogue: %d weights, want %d", len(all), len(domain.Weights))
	}
	for i, w := range all {
		known := slices.Contains(domain.Confidences[:], w.Confidence) && w.CheckedOn.Valid() && w.Source != ""
		if !known || w.Weight != domain.Weights[i] || w.Points < 0 || w.ContactDays < 0 || w.ReviewMonths < 0 {
			return nil, fmt.Errorf("catalogue: the rules of the weight %q cannot hold", w.Weight)
		}
	}
	return all, nil
}

// Weights returns what each weight means, in the order of pages.
func (c *Catalogue) Weights() []domain.WeightRule { return slices.Clone(c.weights) }
