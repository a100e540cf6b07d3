package domain

// ReleaseMonths is how long a release lasts when the person says nothing else.
const ReleaseMonths = 12

// MaxReleaseMonths is the longest that a release may last.
const MaxReleaseMonths = 24

// A Release lets one organisation, in one role, see one section of a person, one goal or one measure, for a time.
// It is the only source of access for everybody but the person.
type Release struct {
	ID        ReleaseID
	Person    PersonID
	Section   Section
	Goal      GoalID    // with SectionPlan: just this goal; else 0
	Measure   MeasureID // with Goal: just this measure of it, and of the goal its domain and text; else 0
	Org       OrgID
	OrgName   string
	Role      Role
	Purpose   Purpose
	From      Day // first day
	Until     Day // last day, inclusive to midnight in the tenant's time zone
	Terms     ReleaseTerms
	GivenAt   Instant
	RevokedAt Instant // 0 while not taken back
}

// EndsSoon tells whether r is in force and its last day is near: then the person is asked whether it should go on.
func (r Release) EndsSoon(on Day) bool {
	return r.InForce(on) && r.Until <= on.AddDays(ReleaseDaysAhead)
}

// InForce tells whether r counts on the day.
func (r Release) InForce(on Day) bool { return r.RevokedAt == 0 && r.From <= on && on <= r.Until }

// Purpose is what a release is for.
type Purpose string

// The purposes.
const (
	PurposeRegistration Purpose = "registration"     // to be found and helped at all
	PurposePlan         Purpose = "integration_plan" // to draw up and continue the plan
	PurposeCoordination Purpose = "coordination"     // to agree goals with the Jobcenter
)

// ReleaseTerms is how a release was given; it is kept for the proof.
type ReleaseTerms struct {
	TextHash    string // SHA-256 (hex) of the text that was shown
	Language    string // BCP 47 of that text
	Heard       bool   // the text was read aloud
	Interpreter bool
	How         string // "own" or "shared", a device of the person's session; "acting" with a user, "registration" on site
	Witness     UserID // who was there: acted for the person, or registered; 0 for nobody
	WitnessName string // filled when read
	Question    string // how the question who will see it went; empty where it was not asked
}

// ReleaseRequest is what a person is about to release.
type ReleaseRequest struct {
	Sections []Section
	Months   int // 1 … MaxReleaseMonths
	Terms    ReleaseTerms
	PIN      string // asked for when somebody acts for the person, and on a shared device
	Draft    int    // version of the draft that is confirmed; 0 for one that has none
}

// Check returns nil, or an Invalid error that names the first wrong field.
func (r ReleaseRequest) Check() error {
	if len(r.Sections) == 0 {
		return invalid("sections", "choose")
	}
	for _, s := range r.Sections {
		if !s.Releasable() {
			return invalid("sections", "choose")
		}
	}
	if r.Months < 1 || r.Months > MaxReleaseMonths {
		return invalid("months", "number")
	}
	return nil
}
