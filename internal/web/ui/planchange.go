package ui

import (
	"cmp"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// A Comparison is how two versions of a plan differ.
type Comparison struct {
	With     int // the version that was chosen beside the one on the page
	Old, New int // the earlier and the later of both; 0 when there is nothing to compare
	Changes  []domain.Change
}

// change puts one difference of two versions into words, in the language of the page.
func (v PlanView) change(p Page, c domain.Change) string {
	switch c.Kind {
	case "goal_added":
		return p.L.PlanGoalAdded()
	case "goal_removed":
		return p.L.PlanGoalRemoved()
	case "goal_due":
		return p.L.PlanGoalDue(p.dayOrNone(c.New), p.dayOrNone(c.Old))
	case "goal_text":
		return p.L.PlanGoalText()
	case "goal_outcome":
		return p.L.StepChangeOutcome(i18n.Attainment(p.L, c.Goal.Outcome.Attainment))
	case "measure_added":
		return p.L.PlanMeasureAdded()
	case "measure_removed":
		return p.L.PlanMeasureRemoved()
	case "measure_text":
		return p.L.PlanMeasureText()
	}
	return v.measureChange(p, c)
}

// measureChange puts what differs at one measure into words.
func (v PlanView) measureChange(p Page, c domain.Change) string {
	switch c.Kind {
	case "measure_due":
		return p.L.PlanMeasureDue(p.dayOrNone(c.New), p.dayOrNone(c.Old))
	case "measure_state":
		return p.L.PlanMeasureState(p.L.Term("measure", c.New), p.L.Term("measure", c.Old))
	case "measure_body":
		return p.L.StepChangeBody(v.bodyName(p, c.New), v.bodyName(p, c.Old))
	case "measure_after":
		return p.L.StepChangeAfter(v.stepName(p, c.New), v.stepName(p, c.Old))
	case "measure_appointment":
		return p.L.StepChangeAppointment(p.dayOrNone(c.New), p.dayOrNone(c.Old))
	case "measure_binding":
		if c.Measure.Binding {
			return p.L.StepBinding()
		}
		return p.L.StepVoluntary()
	}
	return p.L.StepChangeEvidence()
}

// bodyName names a body by its id; "nothing" for none.
func (v PlanView) bodyName(p Page, id string) string {
	b, _ := v.Body(domain.ParseID[domain.BodyID](id))
	return cmp.Or(b.Name, p.L.StepNothing())
}

// stepName names a measure by its id in the language of the reader; "nothing" for none.
func (v PlanView) stepName(p Page, id string) string {
	m, ok := v.step(domain.ParseID[domain.MeasureID](id))
	if !ok {
		return p.L.StepNothing()
	}
	return v.heading(p, m.Text)
}

// step finds a measure in the draft, or where it is not there any more in the newest version that has it.
func (v PlanView) step(id domain.MeasureID) (m domain.Measure, ok bool) {
	if m, ok := stepIn(v.Plan.Goals, id); ok {
		return m, true
	}
	for _, x := range v.Versions {
		if m, ok := stepIn(x.Goals, id); ok {
			return m, true
		}
	}
	return m, false
}

func stepIn(goals []domain.Goal, id domain.MeasureID) (m domain.Measure, ok bool) {
	for _, g := range goals {
		for _, m := range g.Measures {
			if m.ID == id && id != 0 {
				return m, true
			}
		}
	}
	return m, false
}

// heading is a text in the language of whoever reads the page.
func (v PlanView) heading(p Page, t domain.PlanText) string {
	if !p.By.IsPerson() {
		return v.german(t)
	}
	text, _, _ := v.own(t)
	return text
}

// otherVersions are those that version no can be compared with.
func (p Page) otherVersions(v PlanView, no int) []Option {
	var out []Option
	for _, x := range v.Versions {
		if x.No != no {
			out = append(out, Option{Value: strconv.Itoa(x.No), Text: p.L.PlanVersionOf(x.No, p.Day(p.DayOf(x.Agreed)))})
		}
	}
	return out
}
