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

// The sentence that the owner of ESCO asks for, and that its words were changed. It is a fixed formula, in every language of the pages.
const (
	escoEnglish = "This service uses the ESCO classification of the European Commission. The labels have been adapted."
	escoGerman  = "Dieser Dienst nutzt die ESCO-Klassifikation der Europäischen Kommission. Die Bezeichnungen wurden angepasst."
)

// namesESCO tells whether words of ESCO are found here.
func (p Page) namesESCO() bool {
	return p.Vocab != nil && slices.Contains(p.Vocab.Imported(), domain.ListESCO)
}
