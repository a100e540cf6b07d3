package domain

import (
	"cmp"
	"strings"
)

// A Letterhead is what an organisation prints above and below its papers: text only.
type Letterhead struct {
	Org     OrgID
	Names   string // one to three lines: city, office, department
	Address string // one to four lines
	Below   string // at the end of a paper: hours, telephone, internet
	Version int    // 0 before the first save
}

// Empty tells whether nothing was set.
func (l Letterhead) Empty() bool { return l.Names == "" }

// Most lines of the parts of a letterhead.
const (
	mostNameLines    = 3
	mostAddressLines = 4
	mostBelowLines   = 6
)

// Check returns nil, or an Invalid error that names every wrong field.
func (l Letterhead) Check() error {
	return Together(
		cmp.Or(unless(len(Lines(l.Names)) > 0, "names", "required"), checkLines("names", l.Names, mostNameLines)),
		checkLines("address", l.Address, mostAddressLines),
		checkLines("below", l.Below, mostBelowLines),
	)
}

// checkLines bounds a text of a few short lines.
func checkLines(field, text string, most int) error {
	lines := Lines(text)
	err := cmp.Or(checkText(field, text), unless(len(lines) <= most, field, "tooMany"))
	for _, line := range lines {
		err = cmp.Or(err, checkLine(field, line))
	}
	return err
}

// Lines splits a text into its lines without the empty ones.
func Lines(text string) []string {
	var out []string
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}
