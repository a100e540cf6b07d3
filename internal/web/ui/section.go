package ui

import (
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// SectionView is a released section as its reader sees it, and as the person sees it before releasing it.
type SectionView struct {
	Section domain.Section
	Until   domain.Day // last day of the release; empty while it is not released yet
	Lines   []SectionLine
}

// inGerman tells whether a reader without German can't read a part of the section.
func (v SectionView) inGerman() bool {
	return slices.ContainsFunc(v.Lines, func(l SectionLine) bool { return l.German })
}

// sectionIcon is the drawing that stands for a section.
func sectionIcon(s domain.Section) string {
	if s == domain.SectionCV {
		return "paper"
	}
	return string(s)
}

// SectionLine is one entry, or one fact with its label. What may stand in German (German) or be the same in every language.
type SectionLine struct {
	Title   string // heading within the CV, German
	Label   string // in the language of the page
	When    string
	What    string
	Where   string
	Details []string
	Open    []string // in the person's own words: there is no German of it yet
	German  bool     // When to Details are German text
	LTR     bool     // What is a phone number or an address of e-mail
	Facts   []string // more about What, in the language of the page
	Helped  string   // who acted for the person; empty when nobody did

	Said     domain.Instant // when the entry that ends with this line was said or changed; 0 within an entry
	Imported domain.Instant // when it came in with a file; 0 when it was typed here

	Regulation *vocab.Regulation // what German law asks of the occupation; nil when nothing is known to be asked
}
