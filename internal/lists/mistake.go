package lists

import (
	"fmt"
	"strings"
)

// A Mistake is what is wrong at one place of a file.
type Mistake struct {
	File   string
	Line   int    // from 1; 0 for the file as a whole
	Column string // empty for the line as a whole
	What   string
}

func (m Mistake) String() string {
	s := m.File
	if m.Line > 0 {
		s += fmt.Sprintf(":%d", m.Line)
	}
	if m.Column != "" {
		s += ": " + m.Column
	}
	return s + ": " + m.What
}

// Mistakes are all that were found; an import with one stores nothing.
type Mistakes []Mistake

// shownMistakes is how many are named; the others are counted.
const shownMistakes = 50

// maxMistakes is after how many the reading ends: such a file is another one than it should be.
const maxMistakes = 1000

func (m Mistakes) Error() string {
	lines := make([]string, 0, shownMistakes+1)
	for _, x := range m[:min(len(m), shownMistakes)] {
		lines = append(lines, x.String())
	}
	if more := len(m) - shownMistakes; more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(lines, "\n")
}
