package ui

import (
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// DeskForm is what was typed on the page of deciding together.
type DeskForm struct {
	Once        string
	Interpreter string
	Language    string
	Goals       map[domain.GoalID]domain.Goal
	Wish        domain.Wish
}

// answerOptions are what the person can say to a goal now.
func (p Page) answerOptions() []Option {
	return []Option{
		{Value: string(domain.AnswerAgreed), Text: p.L.PlanAgree()},
		{Value: string(domain.AnswerObjected), Text: p.L.PlanObject()},
		{Value: "", Text: p.L.CommonLater()},
	}
}

// interpreterLanguages are the languages of the pages, the person's first.
func (p Page) interpreterLanguages(own string) []Option {
	var out []Option
	for _, l := range i18n.ForPersons() {
		o := Option{Value: l.Tag(), Text: l.Native(), Lang: l.Tag()}
		if o.Value == own {
			out = slices.Insert(out, 0, o)
		} else {
			out = append(out, o)
		}
	}
	return out
}

// offered are the goals that the person has been shown.
func (v PlanView) offered() []domain.Goal {
	return slices.DeleteFunc(slices.Clone(v.Plan.Goals), func(g domain.Goal) bool { return !g.Offered })
}

// undecided are the offered goals to which the person has not agreed.
func (v PlanView) undecided() []domain.Goal {
	return slices.DeleteFunc(v.offered(), func(g domain.Goal) bool { return g.Answer == domain.AnswerAgreed })
}
