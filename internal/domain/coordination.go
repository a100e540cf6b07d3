package domain

import (
	"cmp"
	"slices"
)

// A Coordination is the agreement of one goal, or of one measure of it, with the responsible Jobcenter agent.
type Coordination struct {
	ID          CoordinationID
	Person      PersonID
	Goal        Goal      // as it stood in the agreed version it was proposed from; about a measure: its domain and text with just that measure
	Measure     MeasureID // which it is about; 0 for the whole goal
	Org         OrgID
	OrgName     string
	Agent       UserID
	AgentName   string
	State       CoordinationState
	CounterDue  Day
	CounterText string // German, about a measure: what the Jobcenter would have it say; empty when the text stays
	Reason      string // of the Jobcenter, German
	Binding     bool   // the Jobcenter says that it carries duties there
	ByManager   Answer // to the counter-proposal
	ByPerson    Answer
	ProposedAt  Instant
	AnsweredAt  Instant
	TurnedAt    Instant // since when the state stands
	RecordedAt  Instant // when the Jobcenter last took a record that holds it; 0 never
	Patience    int     // days that the Jobcenter has for an answer before it is late
	Version     int
	Release     ReleaseState          // of exactly this goal or measure, today
	Released    Release               // the newest release of it; zero while there was none
	Comments    []CoordinationComment // oldest first
}

// A CoordinationComment is what the manager or an agent writes beside an agreement, in German. The person reads it in the plan.
type CoordinationComment struct {
	Coordination CoordinationID
	By           UserID
	Name         string
	OrgName      string
	At           Instant
	Text         string
}

// Check returns nil, or an Invalid error.
func (c CoordinationComment) Check() error {
	return Together(unless(c.Text != "", "text", "required"), checkText("text", c.Text))
}

// A JobcenterPoint is one line of the Jobcenter's own cooperation plan, in the words of the agent. It stands beside the integration plan
// and is never a part of it.
type JobcenterPoint struct {
	ID      JobcenterPointID
	Person  PersonID
	Org     OrgID
	OrgName string
	By      UserID
	ByName  string
	Goal    GoalID // of the integration plan, with which it is compared; 0 for none
	Text    string // German
	Due     Day    // empty when open-ended
	Binding bool
	At      Instant
	Version int
}

// Check returns nil, or an Invalid error that names every wrong field.
func (p JobcenterPoint) Check() error {
	return Together(unless(p.Text != "", "text", "required"), checkText("text", p.Text), unless(p.Due == "" || p.Due.Valid(), "due", "date"))
}

// A JobcenterResponse is what an agent says to a shared goal or measure.
type JobcenterResponse struct {
	ID      CoordinationID
	Version int
	Kind    string // agree, counter, decline
	Due     Day    // with counter
	Text    string // German; with counter, about a measure: another text, empty when it stays
	Reason  string // German; asked for with counter and decline
	Binding bool   // it carries duties at the Jobcenter; not with decline
}

// Check returns nil, or an Invalid error that names every wrong field.
func (r JobcenterResponse) Check() error {
	if r.Kind != "agree" && r.Kind != "counter" && r.Kind != "decline" {
		return invalid("kind", "choose")
	}
	return Together(
		unless(r.Kind != "counter" || r.Due.Valid(), "due", "date"),
		unless(r.Kind == "agree" || r.Reason != "", "reason", "required"),
		checkText("reason", r.Reason), checkText("text", r.Text),
	)
}

// Text is the text that is agreed: of the measure, or of the goal.
func (c Coordination) Text() PlanText {
	if c.Measure != 0 && len(c.Goal.Measures) == 1 {
		return c.Goal.Measures[0].Text
	}
	return c.Goal.Text
}

// Due is the day that is agreed: of the measure, or of the goal; empty when open-ended.
func (c Coordination) Due() Day {
	if c.Measure != 0 && len(c.Goal.Measures) == 1 {
		return c.Goal.Measures[0].Due
	}
	return c.Goal.Due
}

// Only returns what a coordination about one measure holds of g: its domain and text, and just that measure; ok is false when g has none such.
func (g Goal) Only(m MeasureID) (only Goal, ok bool) {
	i := slices.IndexFunc(g.Measures, func(x Measure) bool { return x.ID == m })
	if i < 0 {
		return Goal{}, false
	}
	return Goal{ID: g.ID, Person: g.Person, Domain: g.Domain, Text: g.Text, Measures: []Measure{g.Measures[i]}}, true
}

// Item is the goal as others than person and manager can be asked about it: without how far it was reached, and without evidence.
func (g Goal) Item() Goal {
	g.Outcome, g.Measures = nil, slices.Clone(g.Measures)
	for i := range g.Measures {
		g.Measures[i].Evidence = nil
	}
	return g
}

// WaitsForPerson tells whether the person has to answer a counter-proposal.
func (c Coordination) WaitsForPerson() bool {
	return c.State == CoordinationCountered && c.ByPerson != AnswerAgreed
}

// Settled returns what the coordination is about as the accepted counter-proposal has it.
func (c Coordination) Settled() Goal {
	g := c.Goal
	due := cmp.Or(c.CounterDue, c.Due())
	if c.Measure == 0 || len(g.Measures) != 1 {
		g.Due = due
		return g
	}
	m := g.Measures[0]
	if m.Due = due; c.CounterText != "" {
		m.Text = PlanText{German: c.CounterText}
	}
	g.Measures = []Measure{m}
	return g
}

// Covering returns the newest release of exactly the goal or measure of c, and where it stands on the day.
func (c Coordination) Covering(all []Release, on Day) (r Release, s ReleaseState) {
	s = ReleaseNotGiven
	for _, x := range all {
		switch {
		case x.Section != SectionPlan || x.Goal != c.Goal.ID || x.Measure != c.Measure || x.Org != c.Org || x.Role != RoleJobcenterAgent:
		case x.InForce(on):
			return x, ReleaseCovers
		case x.GivenAt < r.GivenAt:
		case x.RevokedAt != 0:
			r, s = x, ReleaseRevoked
		case x.Until < on:
			r, s = x, ReleaseEnded
		}
	}
	return r, s
}

// Late tells whether the Jobcenter has been asked for longer than it has for an answer; turned is the day of TurnedAt.
func (c Coordination) Late(turned, today Day) bool {
	return c.State == CoordinationShared && c.Patience > 0 && turned.AddDays(c.Patience) < today
}
