package ui

import (
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// A WordView is one word that waits for staff.
type WordView struct {
	Word  domain.Unmatched
	Query string          // in German
	Found []vocab.Concept // like the query, or like the word
	Error *domain.Error
}

// A CityLabelLine is a label of the city with its concept; the zero concept when no list has it any more.
type CityLabelLine struct {
	domain.CityLabel
	Concept vocab.Concept
}
