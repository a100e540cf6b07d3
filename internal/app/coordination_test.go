package app_test

import (
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// at returns the agreement about the goal as it is stored.
func (p *play) at(g domain.GoalID) domain.Coordination {
	p.t.Helper()
	var found domain.Coordination
	for _, c := range p.coordinations() {
		if c.Goal.ID == g {
			found = c
		}
	}
	return found
}

func (p *play) respond(c domain.Coordination, kind string) {
	p.t.Helper()
	r := domain.JobcenterResponse{ID: c.ID, Version: c.Version, Kind: kind, Due: "2027-03-31", Reason: "Frist der Maßnahme"}
	p.ok(p.RespondToGoal(p.t.Context(), p.agent, p.sami, r))
}

// TestCoordination plays it through: consent to one of two goals, another due date, both accept, the draft has it, the next version too.
func TestCoordination(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		goals := p.agree("Arbeit finden", "Wohnung finden", "Sport")
		work, flat := goals[0], goals[1]
		p.is("proposed while nobody is named", p.ProposeGoals(t.Context(), p.manager, p.sami, []domain.GoalID{work.ID}), domain.Invalid)
		p.name()
		p.is("no goal chosen", p.ProposeGoals(t.Context(), p.manager, p.sami, nil), domain.Invalid)
		draft := p.goal("Noch nicht vereinbart")
		p.is("a goal of the draft", p.ProposeGoals(t.Context(), p.manager, p.sami, []domain.GoalID{draft.ID}), domain.Invalid)
		p.ok(p.ProposeGoals(t.Context(), p.manager, p.sami, []domain.GoalID{work.ID, flat.ID, work.ID}))
		p.is("proposed twice", p.ProposeGoals(t.Context(), p.manager, p.sami, []domain.GoalID{work.ID}), domain.Invalid)
		if n := len(p.coordinations()); n != 2 {
			t.Fatalf("%d are proposed, want 2", n)
		}
		_, err := p.Shared(t.Context(), p.agent, p.sami)
		p.is("the agent before the consent", err, domain.NotFound)
		shown := []domain.CoordinationID{p.at(work.ID).ID, p.at(flat.ID).ID}
		later := goals[2]
		p.ok(p.ProposeGoals(t.Context(), p.manager, p.sami, []domain.GoalID{later.ID})) // after the person's page was made
		p.is("consent to nothing shown", p.ConsentToShare(t.Context(), p.own, app.Consent{Share: shown, Months: 6}), domain.Conflict)
		p.ok(p.ConsentToShare(t.Context(), p.own, app.Consent{Shown: shown, Share: append(shown[:1:1], p.at(later.ID).ID), Months: 6}))
		p.is("consent once more", p.ConsentToShare(t.Context(), p.own, app.Consent{Shown: shown, Months: 6}), domain.Conflict)
		if got := p.at(later.ID).State; got != domain.CoordinationProposed {
			t.Errorf("the goal that was not shown is %s", got)
		}
		if got := p.at(flat.ID).State; got != domain.CoordinationWithheld {
			t.Errorf("the goal without consent is %s", got)
		}
		page, err := p.Shared(t.Context(), p.agent, p.sami)
		p.ok(err)
		if len(page.Coordinations) != 1 || page.Coordinations[0].Goal.ID != work.ID {
			t.Errorf("the agent sees %+v", page.Coordinations)
		}
		list, err := p.SharedCases(t.Context(), p.agent, domain.CaseFilter{})
		p.ok(err)
		if len(list.Cases) != 1 || list.Cases[0].Person != p.sami {
			t.Errorf("the agent's list is %+v", list.Cases)
		}
		hidden := p.at(flat.ID)
		p.is("an answer to a goal that is not shared", p.RespondToGoal(t.Context(), p.agent, p.sami, domain.JobcenterResponse{ID: hidden.ID, Version: hidden.Version, Kind: "agree"}), domain.NotFound)
		for _, bad := range []domain.JobcenterResponse{{Kind: "counter", Due: "2027-01-01"}, {Kind: "counter", Reason: "x"}, {Kind: "decline"}, {Kind: "maybe"}} {
			bad.ID, bad.Version = p.at(work.ID).ID, p.at(work.ID).Version
			p.is("the answer "+bad.Kind, p.RespondToGoal(t.Context(), p.agent, p.sami, bad), domain.Invalid)
		}

		old := p.at(work.ID)
		p.respond(old, "counter")
		p.is("a second answer on the old page", p.RespondToGoal(t.Context(), p.agent, p.sami, domain.JobcenterResponse{ID: old.ID, Version: old.Version, Kind: "agree"}), domain.Conflict)
		if got := p.drafted(work.ID).Due; got != "2026-12-01" {
			t.Errorf("the counter-proposal alone moved the draft to %s", got)
		}
		c := p.at(work.ID)
		p.ok(p.AnswerCounter(t.Context(), p.manager, p.sami, app.CounterAnswer{ID: c.ID, Version: c.Version, Accept: true}))
		if got := p.at(work.ID).State; got != domain.CoordinationCountered {
			t.Errorf("with the manager's word alone it is %s", got)
		}
		p.is("the person on the old page", p.AnswerCounter(t.Context(), p.own, p.sami, app.CounterAnswer{ID: c.ID, Version: c.Version, Accept: true}), domain.Conflict)
		c = p.at(work.ID)
		p.ok(p.AnswerCounter(t.Context(), p.own, p.sami, app.CounterAnswer{ID: c.ID, Version: c.Version, Accept: true}))
		if c = p.at(work.ID); c.State != domain.CoordinationAgreed || c.Goal.Due != "2027-03-31" {
			t.Errorf("both accepted: %s, due %s", c.State, c.Goal.Due)
		}
		if g := p.drafted(work.ID); g.Due != "2027-03-31" || g.Answer != domain.AnswerAgreed {
			t.Errorf("the draft is due %s, %s", g.Due, g.Answer)
		}
		if v := p.versions(); len(v) != 1 || v[0].Goals[0].Due != "2026-12-01" {
			t.Errorf("the agreed version changed: %+v", v)
		}
		p.ok(p.FreezePlan(t.Context(), p.manager, p.sami))
		v := p.versions()
		if diff := domain.Diff(v[1], v[0]); len(diff) != 1 || diff[0].New != "2027-03-31" {
			t.Errorf("version 2 differs by %+v", diff)
		}
	})
}

// TestCounterRefused shows that the goal waits at the Jobcenter again, as it stood, when one side refuses the other due date.
func TestCounterRefused(t *testing.T) {
	for _, first := range []string{"manager", "person"} {
		t.Run(first, func(t *testing.T) {
			eachPlay(t, func(t *testing.T, p *play) {
				g := p.agree("Arbeit finden")[0]
				p.share(g)
				p.respond(p.at(g.ID), "counter")
				by := map[string]domain.Actor{"manager": p.manager, "person": p.own}[first]
				c := p.at(g.ID)
				p.ok(p.AnswerCounter(t.Context(), by, p.sami, app.CounterAnswer{ID: c.ID, Version: c.Version, Accept: false}))
				if c = p.at(g.ID); c.State != domain.CoordinationShared || c.CounterDue != "" || c.ByManager != domain.AnswerOpen || c.ByPerson != domain.AnswerOpen {
					t.Errorf("after the refusal: %+v", c)
				}
				if got := p.drafted(g.ID).Due; got != "2026-12-01" {
					t.Errorf("the draft is due %s", got)
				}
				p.respond(c, "agree")
				if c = p.at(g.ID); c.State != domain.CoordinationAgreed || c.Goal.Due != "2026-12-01" {
					t.Errorf("agreed as it stood: %+v", c)
				}
			})
		})
	}
}

// TestSharingEnds shows that a goal is gone for the agent when its release ends or is taken back, and that its agreement is over then.
func TestSharingEnds(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		goals := p.agree("Arbeit finden", "Wohnung finden", "Sport")
		p.share(goals...)
		p.respond(p.at(goals[0].ID), "agree")
		p.respond(p.at(goals[1].ID), "counter")
		seen := func() (ids []domain.GoalID) {
			t.Helper()
			page, err := p.Shared(t.Context(), p.agent, p.sami)
			if domain.KindOf(err) == domain.NotFound && err != nil {
				return nil
			}
			p.ok(err)
			for _, c := range page.Coordinations {
				ids = append(ids, c.Goal.ID)
			}
			slices.Sort(ids)
			return ids
		}
		if n := len(seen()); n != 3 {
			t.Fatalf("the agent sees %d goals, want 3", n)
		}
		releases, err := p.Releases(t.Context(), p.own)
		p.ok(err)
		for _, r := range releases.InForce() {
			if r.Goal == goals[0].ID || r.Goal == goals[1].ID {
				p.ok(p.TakeBack(t.Context(), p.own, r.ID))
			}
		}
		if got := seen(); !slices.Equal(got, []domain.GoalID{goals[2].ID}) {
			t.Errorf("after two were taken back the agent sees %v", got)
		}
		if a, b := p.at(goals[0].ID).State, p.at(goals[1].ID).State; a != domain.CoordinationEnded || b != domain.CoordinationWithheld {
			t.Errorf("the states are %s and %s", a, b)
		}
		p.Clock.AddDays(200)
		if got := seen(); got != nil {
			t.Errorf("after its last day the agent sees %v", got)
		}
		c := p.at(goals[2].ID)
		p.is("an answer after the last day", p.RespondToGoal(t.Context(), p.agent, p.sami, domain.JobcenterResponse{ID: c.ID, Version: c.Version, Kind: "agree"}), domain.NotFound)
		list, err := p.SharedCases(t.Context(), p.agent, domain.CaseFilter{})
		if err != nil || len(list.Cases) != 0 {
			t.Errorf("after its last day the list is %v, %v", list.Cases, err)
		}
	})
}

// TestSharedTwice shows that a goal that was shared a second time is gone for the agent when it is taken back once.
func TestSharedTwice(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		goals := p.agree("Arbeit finden", "Wohnung finden")
		p.share(goals...)
		p.respond(p.at(goals[0].ID), "decline")
		p.share(goals[0])
		releases, err := p.Releases(t.Context(), p.own)
		p.ok(err)
		for _, r := range releases.InForce() {
			if r.Goal == goals[0].ID {
				p.ok(p.TakeBack(t.Context(), p.own, r.ID))
				break
			}
		}
		page, err := p.Shared(t.Context(), p.agent, p.sami)
		p.ok(err)
		for _, c := range page.Coordinations {
			if c.Goal.ID == goals[0].ID {
				t.Errorf("the agent still sees the goal that was taken back, %s", c.State)
			}
		}
	})
}

// TestOneAgent shows that another agent of the Jobcenter sees nothing, until standing in.
func TestOneAgent(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.share(p.agree("Arbeit finden")...)
		other := p.Actor("agent_2")
		_, err := p.Shared(t.Context(), other, p.sami)
		p.is("another agent", err, domain.NotFound)
		p.StandIn("agent_2", "agent_1", 0, 1)
		_, err = p.Shared(t.Context(), other, p.sami)
		p.ok(err)
		p.Clock.AddDays(2)
		_, err = p.Shared(t.Context(), other, p.sami)
		p.is("after the substitution", err, domain.NotFound)
		book, err := p.AccessBook(t.Context(), p.own, domain.BookFilter{})
		p.ok(err)
		if n := len(book.Standing); n != 5 { // manager_a, substitute, lead, admin, agent_1
			t.Errorf("%d standing lines: %+v", n, book.Standing)
		}
	})
}
