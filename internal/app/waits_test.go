package app_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// waits are what the lists of manager, agent and team lead say of sami; the agent's is zero while sami is not in that list.
func (p *play) waits() (manager, agent, lead domain.Waits) {
	p.t.Helper()
	own, err := p.Cases(p.t.Context(), p.manager, domain.CaseFilter{})
	p.ok(err)
	shared, err := p.SharedCases(p.t.Context(), p.agent, domain.CaseFilter{})
	p.ok(err)
	unit, err := p.UnitCases(p.t.Context(), p.Actor("lead"), domain.CaseFilter{})
	p.ok(err)
	of := func(cases []domain.Case) (w domain.Waits) {
		for _, c := range cases {
			if c.Person == p.sami {
				w = c.Waits
			}
		}
		return w
	}
	return of(own.Cases), of(shared.Cases), of(unit.Cases)
}

// TestWaits plays a plan and its coordination through: after each step the lists say whose answer is missing, and each list only what
// its reader may know.
func TestWaits(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		after := func(step string, manager domain.Waits, agent int) {
			t.Helper()
			m, a, lead := p.waits()
			if m != manager || a.Agent != agent || (a.AgentSince != 0) != (agent > 0) || a.Manager+a.Person != 0 || lead != (domain.Waits{}) {
				t.Errorf("after %s: manager %+v, want %+v; agent %+v, want %d; lead %+v", step, m, manager, a, agent, lead)
			}
		}
		work, flat := p.goal("Arbeit finden"), p.goal("Wohnung finden")
		after("the draft", domain.Waits{}, 0)
		p.offer()
		after("the offer", domain.Waits{Person: 2}, 0)
		p.answer(work.ID, domain.AnswerAgreed)
		after("one answer", domain.Waits{Person: 1}, 0)
		p.answer(flat.ID, domain.AnswerAgreed)
		after("both answers", domain.Waits{}, 0)
		p.name()
		p.ok(p.ProposeGoals(t.Context(), p.manager, p.sami, []domain.GoalID{work.ID, flat.ID}))
		after("the proposal", domain.Waits{Person: 2}, 0)
		p.consent()
		after("the consent", domain.Waits{}, 2)
		p.respond(p.at(work.ID), "counter")
		after("a counter-proposal", domain.Waits{Manager: 1, Person: 1}, 1)
		c := p.at(work.ID)
		p.ok(p.AnswerCounter(t.Context(), p.manager, p.sami, app.CounterAnswer{ID: c.ID, Version: c.Version, Accept: true}))
		after("the manager's yes", domain.Waits{Person: 1}, 1)
		p.Clock.AddDays(200)
		if _, a, _ := p.waits(); a != (domain.Waits{}) {
			t.Errorf("after the last day of the releases the agent's list says %+v", a)
		}
	})
}

// TestWaitsTakenBack shows that a goal that was taken back waits for nobody.
func TestWaitsTakenBack(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		goals := p.agree("Arbeit finden", "Wohnung finden")
		p.share(goals...)
		page, err := p.Releases(t.Context(), p.own)
		p.ok(err)
		for _, r := range page.InForce() {
			if r.Goal == goals[0].ID {
				p.ok(p.TakeBack(t.Context(), p.own, r.ID))
			}
		}
		if _, a, _ := p.waits(); a.Agent != 1 {
			t.Errorf("%d goals wait, want 1", a.Agent)
		}
		g := p.drafted(goals[1].ID)
		p.ok(p.RemoveGoal(t.Context(), p.manager, p.sami, goals[0].ID, p.drafted(goals[0].ID).Version))
		g.Text.German = "Größere Wohnung finden"
		_, err = p.SaveGoal(t.Context(), p.manager, g, "")
		p.ok(err)
		p.offer()
		if m, _, _ := p.waits(); m.Person != 1 {
			t.Errorf("%d answers of the person are open, want 1", m.Person)
		}
		g = p.drafted(g.ID)
		g.Text.German = "Eigene Wohnung finden"
		_, err = p.SaveGoal(t.Context(), p.manager, g, "")
		p.ok(err)
		if m, _, _ := p.waits(); m.Person != 0 {
			t.Errorf("%d answers of the person are open while the goal is a draft again", m.Person)
		}
	})
}
