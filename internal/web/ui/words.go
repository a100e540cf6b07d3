package ui

import (
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// A WordLine is a suggestion of staff for a word of the person.
type WordLine struct {
	domain.WordSuggestion
	Concept vocab.Concept
}

// namesESCO tells whether words of ESCO are found here.
func (p Page) namesESCO() bool {
	return p.Vocab != nil && slices.Contains(p.Vocab.Imported(), domain.ListESCO)
}
