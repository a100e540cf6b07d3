package ui

import (
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// GoalFields is what the form of a goal holds, as it was typed.
type GoalFields struct {
	Goal      domain.Goal
	Once      string
	Theirs    string   // what somebody else has saved meanwhile, in German
	Catalogue []Option // goals of the life domain
	Measures  []Option // measures of the life domain
}

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

// arg is the value of a placeholder.
func (f GoalFields) arg(name string) string {
	for _, a := range f.Goal.Text.Args {
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
