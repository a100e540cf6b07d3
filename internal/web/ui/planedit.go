package ui

import (
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// GoalFields is what the form of a goal holds, as it was typed.
type GoalFields struct {
	Goal         domain.Goal
	Once         string
	Theirs       string                          // what somebody else has saved meanwhile, in German
	Catalogue    []Option                        // goals of the life domain
	Measures     []Option                        // measures of the life domain
	Asks         bool                            // the text that was chosen takes values that were not asked for yet
	Measure      *domain.Measure                 // that the form was sent for; nil for the goal itself
	TheirMeasure string                          // what somebody else has saved of that measure meanwhile, in German
	Takes        func(catalogue string) []string // which values a text of the catalogue takes
}

// MeasureField is the id of a field of a measure: several forms stand on the page.
func MeasureField(name string, m domain.MeasureID) string { return name + "-m" + m.String() }

// added is what the form for a further measure holds.
func (f GoalFields) added() domain.Measure {
	if f.Measure != nil && f.Measure.ID == 0 {
		return *f.Measure
	}
	return domain.Measure{Who: "person", State: "open"}
}

// sent tells whether the form of a measure was sent and is shown once more.
func (f GoalFields) sent(m domain.Measure) bool { return f.Measure != nil && f.Measure.ID == m.ID }

func (f GoalFields) action(p domain.PersonID) string {
	if f.Goal.ID == 0 {
		return routes.Goals(p)
	}
	return routes.Goal(p, f.Goal.ID)
}

func (f GoalFields) measureAction(p domain.PersonID, m domain.Measure) string {
	if m.ID == 0 {
		return routes.Measures(p, f.Goal.ID)
	}
	return routes.Measure(p, f.Goal.ID, m.ID)
}

// argOf is the value of a placeholder of a text.
func argOf(t domain.PlanText, name string) string {
	for _, a := range t.Args {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

func (p Page) goalTitle(f GoalFields) string {
	if f.Goal.ID == 0 {
		return p.L.PlaneditAddGoal()
	}
	return p.L.PlaneditEditGoal()
}

func (p Page) domainOptions() []Option {
	var out []Option
	for _, d := range domain.LifeDomains {
		out = append(out, Option{Value: string(d), Text: p.L.Term("domain", string(d))})
	}
	return out
}

// valueLabel is what a value that a text takes is called.
func (p Page) valueLabel(name string) string {
	switch name {
	case "level":
		return p.L.PlaneditValueLevel()
	case "date":
		return p.L.PlaneditValueDate()
	}
	return p.L.PlaneditValueOccupation()
}

func levelOptions() []Option {
	out := []Option{{}}
	for _, l := range [...]string{"A1", "A2", "B1", "B2", "C1"} {
		out = append(out, Option{Value: l, Text: l})
	}
	return out
}

// answer is what the person has said to a goal, for the manager.
func (p Page) answer(g domain.Goal) string {
	switch g.Answer {
	case domain.AnswerAgreed:
		return p.L.PlaneditAnswerAgreed()
	case domain.AnswerObjected:
		return p.L.PlaneditAnswerObjected()
	}
	return p.L.PlaneditAnswerOpen()
}

// late tells whether a step of g should have been done by now.
func (v PlanView) late(g domain.Goal) bool {
	return slices.ContainsFunc(g.Measures, func(m domain.Measure) bool { return m.Overdue(v.Today) })
}

// typedIn tells whether g has the step of a form that was refused.
func (v PlanView) typedIn(g domain.Goal) bool {
	return v.Typed.Measure != 0 && slices.ContainsFunc(g.Measures, func(m domain.Measure) bool { return m.ID == v.Typed.Measure })
}
