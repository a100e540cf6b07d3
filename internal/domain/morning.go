package domain

import "slices"

// A Matter is what of a case asks for the manager now.
type Matter string

// The matters.
const (
	MatterDue     Matter = "due"     // steps, appointments and goals of today, or overdue
	MatterAnswer  Matter = "answer"  // what came in and waits to be taken up
	MatterReview  Matter = "review"  // the plan is to be continued
	MatterRelease Matter = "release" // a release ends soon
	MatterNoPlan  Matter = "no_plan" // nothing is agreed yet
)

// Matters is the closed list, in the order of the morning page.
var Matters = [...]Matter{MatterDue, MatterAnswer, MatterReview, MatterRelease, MatterNoPlan}

// Valid tells whether m is on the list.
func (m Matter) Valid() bool { return slices.Contains(Matters[:], m) }

// Cues are what a matter is made of.
var Cues = [...]string{
	"appointment", "appointment_past", "step", "goal",
	"agreed", "objected", "version", "counter", "jobcenter_agreed", "jobcenter_declined", "wish",
	"review", "release", "jobcenter_release", "no_plan",
}

// How far the morning page looks ahead for releases, and back for what nobody has to take up: new versions and answers of the Jobcenter.
const (
	ReleaseDaysAhead = 30
	AnswerDaysBack   = 7
)

// MorningRows is how many persons of each matter the morning page names; the list behind it has them all.
const MorningRows = 5

// A Cue is one reason why a person stands on the morning page. It never says contents.
type Cue struct {
	Kind string  // of Cues
	N    int     // how many of the kind
	Day  Day     // the earliest of them; empty where Since says it
	At   Instant // the earliest of them; 0 where Day says it
}

// A MorningRow is one person of a matter.
type MorningRow struct {
	Person      PersonID
	Name        Name
	Language    string
	Manager     UserID // other than who asks when that one stands in
	ManagerName string
	Cues        []Cue // at least one
}

// A MorningBlock is a matter with how many persons it concerns, and the first of them: the longest overdue.
type MorningBlock struct {
	Matter Matter
	Count  int
	Rows   []MorningRow // at most MorningRows
}
