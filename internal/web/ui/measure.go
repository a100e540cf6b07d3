package ui

import (
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// EvidenceFields is what a form of evidence holds, as it was typed, when it was refused.
type EvidenceFields struct {
	Measure domain.MeasureID // 0 for none
	domain.Evidence
	Done  bool
	Error *domain.Error
}

// typedEvidence is what stands in the form of a measure.
func (v PlanView) typedEvidence(m domain.Measure) domain.Evidence {
	if v.Typed.Measure == m.ID {
		return v.Typed.Evidence
	}
	return domain.Evidence{On: v.Today}
}

// evidenceError is what was wrong with the form of a measure.
func (v PlanView) evidenceError(m domain.Measure) *domain.Error {
	if v.Typed.Measure == m.ID {
		return v.Typed.Error
	}
	return nil
}

// first is what has to be done before m. In a draft only while it stands in the way; in a version always.
func (v PlanView) first(p Page, m domain.Measure, draft bool) (text string, ok bool) {
	before, ok := v.Plan.Waiting(m)
	if !draft {
		before, ok = v.step(m.After)
	}
	return v.heading(p, before.Text), ok
}

// measureLine is who does a measure, where it stands and of what kind it is, for the manager.
func (p Page) measureLine(m domain.Measure) string {
	parts := []string{p.L.Term("who", m.Who), p.L.Term("measure", string(m.State))}
	if m.Type != "" {
		parts = append(parts, p.L.Term("measuretype", string(m.Type)))
	}
	return strings.Join(parts, " · ")
}

func (p Page) typeOptions() []Option {
	out := []Option{{Text: p.L.PlaneditTypeNone()}}
	for _, t := range domain.MeasureTypes {
		out = append(out, Option{Value: string(t), Text: p.L.Term("measuretype", string(t))})
	}
	return out
}

// bodyOptions are the bodies that a measure can name: those that are open, and the one that it names already.
func (p Page) bodyOptions(v PlanView, named domain.BodyID) []Option {
	out := []Option{{Value: domain.BodyID(0).String(), Text: p.L.PlaneditBodyNone()}}
	for _, b := range v.Bodies {
		switch {
		case b.Open(v.Today):
			out = append(out, Option{Value: b.ID.String(), Text: b.Name})
		case b.ID == named:
			out = append(out, Option{Value: b.ID.String(), Text: b.Name + " – " + p.L.StepGone(p.Day(b.Closed))})
		}
	}
	return out
}

// afterOptions are the other measures of the draft that m can wait for.
func (p Page) afterOptions(v PlanView, m domain.Measure) []Option {
	out := []Option{{Value: domain.MeasureID(0).String(), Text: p.L.PlaneditAfterNone()}}
	for _, g := range v.Plan.Goals {
		for _, x := range g.Measures {
			if x.ID != m.ID && (!x.State.Over() || x.ID == m.After) {
				out = append(out, Option{Value: x.ID.String(), Text: v.german(x.Text)})
			}
		}
	}
	return out
}

// moreIsWrong tells whether one of the folded fields of a measure has an error.
func moreIsWrong(m domain.Measure, e *domain.Error) bool {
	for _, x := range together(e) {
		switch x.Field {
		case MeasureField("type", m.ID), MeasureField("body", m.ID), MeasureField("after", m.ID), MeasureField("appointment", m.ID):
			return true
		}
	}
	return false
}
