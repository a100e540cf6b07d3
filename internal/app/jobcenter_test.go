package app_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// about returns the newest agreement about exactly the goal or measure.
func (p *play) about(g domain.GoalID, m domain.MeasureID) (found domain.Coordination) {
	p.t.Helper()
	for _, c := range p.coordinations() {
		if c.Goal.ID == g && c.Measure == m {
			found = c
		}
	}
	return found
}

// agreeStep makes version 1 of one goal with two measures.
func (p *play) agreeStep() domain.Goal {
	p.t.Helper()
	step := func(text string) domain.Measure {
		return domain.Measure{Who: "person", State: "open", Due: "2026-10-01", Text: domain.PlanText{German: text, Own: text + " (ar)", OwnLang: "ar"}}
	}
	g := p.goal("Arbeit finden", step("Kurs besuchen"), step("Geheimer anderer Schritt"))
	p.offer()
	p.answer(g.ID, domain.AnswerAgreed)
	return p.drafted(g.ID)
}

// TestOneMeasure shares one measure: the Jobcenter sees nothing else of the goal, counters with another text, and the draft has it with
// "binding"; the next version brings it into force; the release that ends ends it.
func TestOneMeasure(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		g := p.agreeStep()
		m := g.Measures[0]
		p.name()
		p.is("a measure that is in no version", p.ProposeGoals(t.Context(), p.manager, p.sami, nil, 4711), domain.Invalid)
		p.ok(p.ProposeGoals(t.Context(), p.manager, p.sami, nil, m.ID))
		p.is("twice", p.ProposeGoals(t.Context(), p.manager, p.sami, nil, m.ID), domain.Invalid)
		p.consent()
		page, err := p.Shared(t.Context(), p.agent, p.sami)
		p.ok(err)
		if len(page.Coordinations) != 1 {
			t.Fatalf("the agent sees %+v", page.Coordinations)
		}
		seen := page.Coordinations[0]
		if len(seen.Goal.Measures) != 1 || seen.Goal.Measures[0].ID != m.ID || seen.Goal.Due != "" || seen.Text().German != "Kurs besuchen" {
			t.Errorf("the agent sees of the goal %+v", seen.Goal)
		}
		p.ok(p.RespondToGoal(t.Context(), p.agent, p.sami, domain.JobcenterResponse{
			ID: seen.ID, Version: seen.Version, Kind: "counter", Due: "2027-03-31", Text: "Abendkurs besuchen", Reason: "Arbeitszeit", Binding: true,
		}))
		for _, by := range []domain.Actor{p.manager, p.own} {
			c := p.about(g.ID, m.ID)
			p.ok(p.AnswerCounter(t.Context(), by, p.sami, app.CounterAnswer{ID: c.ID, Version: c.Version, Accept: true}))
			if by.User != 0 {
				c = p.about(g.ID, m.ID)
				p.is("the same yes again", p.AnswerCounter(t.Context(), by, p.sami, app.CounterAnswer{ID: c.ID, Version: c.Version, Accept: true}), domain.Conflict)
			}
		}
		now := p.drafted(g.ID)
		if x := now.Measures[0]; x.Text.German != "Abendkurs besuchen" || x.Due != "2027-03-31" || !x.Binding || now.Answer != domain.AnswerAgreed {
			t.Errorf("the draft has %+v, %s", x, now.Answer)
		}
		if x := now.Measures[1]; x.Binding || x.Due != "2026-10-01" {
			t.Errorf("the other step became %+v", x)
		}
		p.ok(p.FreezePlan(t.Context(), p.manager, p.sami))
		c := p.about(g.ID, m.ID)
		if c.State != domain.CoordinationInForce {
			t.Errorf("with the next version it is %s", c.State)
		}
		p.is("the whole goal is not released", p.RespondToGoal(t.Context(), p.agent, p.sami, domain.JobcenterResponse{ID: c.ID, Version: c.Version, Kind: "agree"}), domain.Conflict)
		p.Clock.AddDays(200)
		plan, err := p.Plan(t.Context(), p.manager, p.sami)
		p.ok(err)
		if c, _ := plan.Coordination(g.ID, m.ID); c.State != domain.CoordinationEnded || c.Release != domain.ReleaseEnded || c.Released.Until == "" {
			t.Errorf("after its last day it is %s, release %s until %s", c.State, c.Release, c.Released.Until)
		}
	})
}

// TestLapsedStaysStopped shows that a release that is given later does not start what had stopped.
func TestLapsedStaysStopped(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		g := p.agree("Arbeit finden")[0]
		p.share(g)
		old := p.at(g.ID)
		p.Clock.AddDays(200)
		p.share(g)
		page, err := p.Shared(t.Context(), p.agent, p.sami)
		p.ok(err)
		if len(page.Coordinations) != 1 || page.Coordinations[0].ID == old.ID {
			t.Errorf("the agent sees %+v", page.Coordinations)
		}
		for _, c := range p.coordinations() {
			if c.ID == old.ID && c.State != domain.CoordinationWithheld {
				t.Errorf("the old one is %s", c.State)
			}
		}
	})
}

// TestBeside plays comments, the Jobcenter's own points, the record and the answer by a substitute to all at once: who sees what, and what
// is left after the release was taken back.
func TestBeside(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		goals := p.agree("Arbeit finden", "Wohnung finden")
		p.share(goals...)
		_, err := p.TakeRecord(t.Context(), p.agent, p.sami)
		p.is("a record of nothing", err, domain.NotFound)
		other := p.Actor("agent_2")
		var all []domain.JobcenterResponse
		for _, g := range goals {
			c := p.at(g.ID)
			all = append(all, domain.JobcenterResponse{ID: c.ID, Version: c.Version, Kind: "agree", Binding: true})
		}
		p.is("by somebody else", p.RespondToGoal(t.Context(), other, p.sami, all...), domain.NotFound)
		stale := all[1]
		stale.Version++
		p.is("one of them old", p.RespondToGoal(t.Context(), p.agent, p.sami, all[0], stale), domain.Conflict)
		if got := p.at(goals[0].ID).State; got != domain.CoordinationShared {
			t.Errorf("half of it was stored: %s", got)
		}
		p.StandIn("agent_2", "agent_1", 0, 1)
		p.ok(p.RespondToGoal(t.Context(), other, p.sami, all...))
		if c := p.at(goals[1].ID); c.State != domain.CoordinationAgreed || !c.Binding {
			t.Errorf("by the substitute: %+v", c)
		}
		c := p.at(goals[0].ID)
		for _, by := range []domain.Actor{p.manager, p.agent} {
			for range 2 { // a double click
				p.ok(p.CommentCoordination(t.Context(), by, p.sami, domain.CoordinationComment{Coordination: c.ID, Text: "Bitte bald."}, "once"+by.User.String()))
			}
		}
		p.is("an empty comment", p.CommentCoordination(t.Context(), p.agent, p.sami, domain.CoordinationComment{Coordination: c.ID}, ""), domain.Invalid)
		p.is("a comment on another", p.CommentCoordination(t.Context(), p.agent, p.sami, domain.CoordinationComment{Coordination: 4711, Text: "x"}, ""), domain.NotFound)
		point := domain.JobcenterPoint{Person: p.sami, Goal: goals[0].ID, Text: "Acht Bewerbungen", Due: "2026-08-01", Binding: true}
		p.ok(p.SaveJobcenterPoint(t.Context(), p.agent, point, ""))
		foreign := point
		foreign.Goal = 4711
		p.is("a point about another goal", p.SaveJobcenterPoint(t.Context(), p.agent, foreign, ""), domain.Invalid)
		before := p.head()
		for range 2 {
			rec, err := p.TakeRecord(t.Context(), p.agent, p.sami)
			p.ok(err)
			if len(rec.Coordinations) != 2 {
				t.Errorf("the record has %d goals", len(rec.Coordinations))
			}
		}
		if n := len(p.events(before)); n != 2 {
			t.Errorf("two downloads are %d events", n)
		}
		for name, by := range map[string]domain.Actor{"manager": p.manager, "person": p.own} {
			page, err := p.Plan(t.Context(), by, p.sami)
			p.ok(err)
			c, _ := page.Coordination(goals[0].ID, 0)
			if len(c.Comments) != 2 || len(page.Points) != 1 || page.Points[0].Text != "Acht Bewerbungen" || c.RecordedAt == 0 {
				t.Errorf("%s: %d comments, points %+v, recorded %d", name, len(c.Comments), page.Points, c.RecordedAt)
			}
		}
		p.takenBack(goals[0].ID, goals[1].ID)
	})
}

// takenBack takes the releases of the goals back: the agent can do nothing more, and what was seen stays told.
func (p *play) takenBack(goals ...domain.GoalID) {
	p.t.Helper()
	ctx := p.t.Context()
	c := p.at(goals[0])
	for _, g := range goals {
		page, err := p.Releases(ctx, p.own)
		p.ok(err)
		for _, r := range page.InForce() {
			if r.Goal == g {
				p.ok(p.TakeBack(ctx, p.own, r.ID))
			}
		}
	}
	_, err := p.Shared(ctx, p.agent, p.sami)
	p.is("the page", err, domain.NotFound)
	_, err = p.TakeRecord(ctx, p.agent, p.sami)
	p.is("the record", err, domain.NotFound)
	p.is("a comment", p.CommentCoordination(ctx, p.agent, p.sami, domain.CoordinationComment{Coordination: c.ID, Text: "x"}, ""), domain.NotFound)
	p.is("a point", p.SaveJobcenterPoint(ctx, p.agent, domain.JobcenterPoint{Person: p.sami, Text: "x"}, ""), domain.NotFound)
	p.is("a move", p.MoveCoordination(ctx, p.agent, p.sami, app.CoordinationMove{ID: c.ID, Version: c.Version, Event: domain.CoordinationEnd}), domain.NotFound)
	page, err := p.Plan(ctx, p.own, p.sami)
	p.ok(err)
	if c, _ := page.Coordination(goals[0], 0); c.State != domain.CoordinationEnded || c.Released.RevokedAt == 0 || c.RecordedAt == 0 {
		p.t.Errorf("the person reads %s, revoked %d, recorded %d", c.State, c.Released.RevokedAt, c.RecordedAt)
	}
}

// TestMoveCoordination brings what was agreed into force and to its end, each once and only in its turn.
func TestMoveCoordination(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		g := p.agree("Arbeit finden")[0]
		p.share(g)
		move := func(by domain.Actor, e domain.CoordinationEvent) error {
			c := p.at(g.ID)
			return p.MoveCoordination(t.Context(), by, p.sami, app.CoordinationMove{ID: c.ID, Version: c.Version, Event: e})
		}
		p.is("into force before an agreement", move(p.manager, domain.CoordinationEnterIntoForce), domain.Conflict)
		p.is("another event", move(p.manager, domain.CoordinationAgree), domain.Invalid)
		p.is("withdrawn by the agent", move(p.agent, domain.CoordinationEnd), domain.NotFound)
		p.respond(p.at(g.ID), "agree")
		p.ok(move(p.agent, domain.CoordinationEnterIntoForce))
		p.is("twice", move(p.manager, domain.CoordinationEnterIntoForce), domain.Conflict)
		p.ok(move(p.manager, domain.CoordinationEnd))
		if got := p.at(g.ID).State; got != domain.CoordinationEnded {
			t.Errorf("at the end it is %s", got)
		}
		p.ok(p.ProposeGoals(t.Context(), p.manager, p.sami, []domain.GoalID{g.ID}))
	})
}

// TestJobcenterSeesNoOutcome: what is proposed after a review says neither how far the goal came nor what was kept as evidence, to the
// Jobcenter and in what is stored of the proposal; a body is asked without both, too.
func TestJobcenterSeesNoOutcome(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		m := p.course()
		m.Version = p.drafted(m.Goal).Measures[0].Version
		p.ok(p.AddEvidence(ctx, p.own, p.sami, m, domain.Evidence{Text: "Vertraulich", On: domain.DayOf(p.Clock.Now())}, false))
		r := p.review()
		r.Goals[0].Outcome = domain.Outcome{Attainment: -1, Reason: "waiting_time"}
		p.ok(p.ReviewPlan(ctx, p.manager, r, ""))
		p.name()
		p.ok(p.ProposeGoals(ctx, p.manager, p.sami, []domain.GoalID{m.Goal}, m.ID))
		p.consent()
		page, err := p.Shared(ctx, p.agent, p.sami)
		p.ok(err)
		asked := p.askBody(m, p.place("Volkshochschule", ""))
		if len(page.Coordinations) != 2 || len(p.versions()[0].Goals[0].Measures[0].Evidence) != 1 || p.versions()[0].Goals[0].Outcome == nil {
			t.Fatalf("%d agreements, the version holds %+v", len(page.Coordinations), p.versions()[0].Goals)
		}
		for _, c := range append(append(page.Coordinations, p.coordinations()...), asked.Coordination) {
			if c.Goal.Outcome != nil || len(c.Goal.Measures[0].Evidence) != 0 {
				t.Errorf("it says %+v, with evidence %+v", c.Goal.Outcome, c.Goal.Measures[0].Evidence)
			}
		}
	})
}
