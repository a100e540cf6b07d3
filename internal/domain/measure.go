package domain

import (
	"cmp"
	"slices"
	"strconv"
)

// MeasureState is where a measure stands.
type MeasureState string

// MeasureStates is the closed list.
var MeasureStates = [...]MeasureState{"open", "running", "waiting", "done", "dropped"}

// Over tells whether nothing is left to do.
func (s MeasureState) Over() bool { return s == "done" || s == "dropped" }

// Whos are those who can be responsible for a measure.
var Whos = [...]string{"person", "manager", "volunteer", "jobcenter", "body"}

// MeasureType is what kind of step a measure is; it is counted in figures. Empty for one from before there were types.
type MeasureType string

// MeasureTypes is the closed list, in the order of pages.
var MeasureTypes = [...]MeasureType{
	"course", "counselling", "application", "job_application", "internship", "accompaniment", "document", "appointment", "own_activity",
}

// A Measure is one step towards a goal: who does what until when.
type Measure struct {
	ID          MeasureID    `json:"id"`
	Goal        GoalID       `json:"-"`
	Who         string       `json:"who"`
	Text        PlanText     `json:"text"`
	Type        MeasureType  `json:"type,omitempty"`
	Due         Day          `json:"due,omitempty"`
	State       MeasureState `json:"state"`
	Body        BodyID       `json:"body,omitempty"`        // where it takes place or who does it; 0 none
	After       MeasureID    `json:"after,omitempty"`       // of the same plan, what has to be done first; 0 none
	Appointment Day          `json:"appointment,omitempty"` // its date; empty for none
	Binding     bool         `json:"binding,omitempty"`     // the Jobcenter says that it carries duties there
	Evidence    []Evidence   `json:"evidence,omitempty"`    // oldest first
	Version     int          `json:"-"`
}

// Evidence is what shows that a step was taken: a text with a date. Papers come later.
type Evidence struct {
	Text string `json:"text"`
	On   Day    `json:"on"`
	By   string `json:"by"` // name of who wrote it, "" for the person
}

// MaxEvidence is how many lines of evidence a measure can have.
const MaxEvidence = 20

// Check returns nil, or an Invalid error that names the first wrong field.
func (e Evidence) Check() error {
	return cmp.Or(unless(e.Text != "", "evidence", "required"), checkLine("evidence", e.Text), unless(e.On.Valid(), "evidence_on", "date"))
}

// Check returns nil, or an Invalid error that names the first wrong field.
func (m Measure) Check() error {
	switch {
	case !slices.Contains(Whos[:], m.Who):
		return invalid("who", "choose")
	case !slices.Contains(MeasureStates[:], m.State):
		return invalid("state", "choose")
	case m.Type != "" && !slices.Contains(MeasureTypes[:], m.Type):
		return invalid("type", "choose")
	case m.Due != "" && !m.Due.Valid():
		return invalid("due", "date")
	case m.Appointment != "" && !m.Appointment.Valid():
		return invalid("appointment", "date")
	case m.After != 0 && m.After == m.ID:
		return invalid("after", "choose")
	case len(m.Evidence) > MaxEvidence:
		return invalid("evidence", "tooMany")
	}
	for _, e := range m.Evidence {
		if err := e.Check(); err != nil {
			return err
		}
	}
	return m.Text.check("text")
}

// SameAgreed tells whether m and u differ in nothing that both sides agree to: where a step stands, its date with the body, its evidence and
// how it is counted may change without asking anew.
func (m Measure) SameAgreed(u Measure) bool {
	return m.Who == u.Who && m.Due == u.Due && m.Body == u.Body && m.After == u.After && m.Binding == u.Binding && m.Text.Same(u.Text)
}

// Overdue tells whether the due date has passed and the step is still to be done.
func (m Measure) Overdue(on Day) bool { return m.Due != "" && m.Due < on && !m.State.Over() }

// changes tells how now differs from m; goal and measure of the changes are left to the caller.
func (m Measure) changes(now Measure) []Change {
	var out []Change
	add := func(differs bool, kind, before, after string) {
		if differs {
			out = append(out, Change{Kind: kind, Old: before, New: after})
		}
	}
	add(m.Due != now.Due, "measure_due", string(m.Due), string(now.Due))
	add(m.State != now.State, "measure_state", string(m.State), string(now.State))
	add(!m.Text.Same(now.Text) || m.Who != now.Who, "measure_text", "", "")
	add(m.Body != now.Body, "measure_body", m.Body.String(), now.Body.String())
	add(m.After != now.After, "measure_after", m.After.String(), now.After.String())
	add(m.Appointment != now.Appointment, "measure_appointment", string(m.Appointment), string(now.Appointment))
	add(m.Binding != now.Binding, "measure_binding", "", strconv.FormatBool(now.Binding))
	add(len(m.Evidence) != len(now.Evidence), "measure_evidence", "", "")
	return out
}

// CheckAfter returns an Invalid error when what m waits for is not in the plan, or waits for m itself, be it in a roundabout way.
func (p Plan) CheckAfter(m Measure) error {
	steps := map[MeasureID]MeasureID{}
	for _, g := range p.Goals {
		for _, x := range g.Measures {
			steps[x.ID] = x.After
		}
	}
	for next, left := m.After, len(steps); next != 0; next, left = steps[next], left-1 {
		if _, ok := steps[next]; !ok || next == m.ID || left == 0 {
			return invalid("after", "choose")
		}
	}
	return nil
}

// Waiting returns the measure of the plan that has to be done before m; ok is false when nothing stands in the way.
func (p Plan) Waiting(m Measure) (first Measure, ok bool) {
	for _, g := range p.Goals {
		for _, x := range g.Measures {
			if x.ID == m.After && !x.State.Over() {
				return x, true
			}
		}
	}
	return Measure{}, false
}

// NamesBody tells whether any measure of the goals names a body.
func NamesBody(goals []Goal) bool {
	for _, g := range goals {
		if slices.ContainsFunc(g.Measures, func(m Measure) bool { return m.Body != 0 }) {
			return true
		}
	}
	return false
}
