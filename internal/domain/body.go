package domain

import (
	"cmp"
	"slices"
)

// BodyKinds are the kinds of bodies that a city works with, in the order of pages.
var BodyKinds = [...]string{
	"course_provider", "school", "advice", "chamber", "authority", "employer", "housing", "health", "childcare", "association", "other",
}

// A Body is an office, school, adviser or association that measures name: a row of the city's small directory.
type Body struct {
	ID      BodyID
	Name    string // German
	Kind    string // one of BodyKinds
	Contact string // telephone, address or hours, as the city writes it
	Closed  Day    // last day on which it can be named; empty while it is open
	Version int
}

// Open tells whether a measure can name the body on that day.
func (b Body) Open(on Day) bool { return b.Closed == "" || on <= b.Closed }

// Check returns nil, or an Invalid error that names every wrong field.
func (b Body) Check() error {
	return Together(
		cmp.Or(unless(b.Name != "", "name", "required"), checkLine("name", b.Name)),
		unless(slices.Contains(BodyKinds[:], b.Kind), "kind", "choose"),
		checkText("contact", b.Contact),
		unless(b.Closed == "" || b.Closed.Valid(), "closed", "date"),
	)
}
