package domain

import "slices"

// ClosingReason is why a counselling has ended.
type ClosingReason string

// The reasons.
const (
	ClosedReached      ClosingReason = "reached"       // the goals are reached, or the person goes on without counselling
	ClosedMovedAway    ClosingReason = "moved_away"    // to another place
	ClosedTakenOver    ClosingReason = "taken_over"    // another organisation goes on
	ClosedNoContact    ClosingReason = "no_contact"    // several tries, no answer
	ClosedByPerson     ClosingReason = "by_person"     // the person wants no counselling, or has ended it
	ClosedDurationOver ClosingReason = "duration_over" // the longest duration of the programme has passed
	ClosedDeath        ClosingReason = "death"
)

// ClosingReasons is the closed list.
var ClosingReasons = [...]ClosingReason{
	ClosedReached, ClosedMovedAway, ClosedTakenOver, ClosedNoContact, ClosedByPerson, ClosedDurationOver, ClosedDeath,
}

// Valid tells whether r is on the list.
func (r ClosingReason) Valid() bool { return slices.Contains(ClosingReasons[:], r) }

// A Closing is the end of a counselling. It stands until the case is opened again; the record keeps that it was.
type Closing struct {
	On     Day // empty for a case that was closed before reasons were asked for
	Reason ClosingReason
	Note   string // German, for the person too; may be empty
}

// Check returns nil, or an Invalid error that names every wrong field.
func (c Closing) Check() error {
	return Together(
		unless(c.Reason.Valid(), "reason", "choose"),
		unless(c.Reason != ClosedTakenOver || c.Note != "", "note", "required"), // which organisation
		checkText("note", c.Note),
	)
}
