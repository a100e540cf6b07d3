package app_test

import (
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestMeasureOrder: a measure names what has to be done first, of the same plan and never in a circle; the catalogue knows the usual order.
func TestMeasureOrder(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		goal := domain.Goal{Person: p.sami, Domain: "recognition", Text: text}
		id, err := p.SaveGoal(ctx, p.manager, goal, "")
		p.ok(err)
		var steps []domain.Measure
		for _, what := range []string{"Antrag", "Kurs", "Prüfung"} {
			m := domain.Measure{Goal: id, Who: "person", State: "open", Text: domain.PlanText{German: what}}
			if n := len(steps); n > 0 {
				m.After = steps[n-1].ID
			}
			p.Clock.Add(time.Millisecond) // ids made at one moment differ by chance only
			p.ok(p.SaveMeasure(ctx, p.manager, p.sami, m, ""))
			g, _ := p.draft().Goal(id)
			steps = g.Measures
		}
		if first, ok := p.draft().Waiting(steps[2]); !ok || first.ID != steps[1].ID {
			t.Errorf("the third step waits for %+v, %t", first, ok)
		}
		steps[0].After = steps[2].ID
		p.is("an order that goes round", p.SaveMeasure(ctx, p.manager, p.sami, steps[0], ""), domain.Invalid)
		steps[0].After = 4711
		p.is("after something unknown", p.SaveMeasure(ctx, p.manager, p.sami, steps[0], ""), domain.Invalid)
		steps[0].After, steps[0].Due = 0, domain.DayOf(p.Clock.Now()).AddDays(-1)
		p.is("due yesterday", p.SaveMeasure(ctx, p.manager, p.sami, steps[0], ""), domain.Invalid)
	})
}

// draft is the plan as the manager reads it.
func (p *play) draft() domain.Plan {
	p.t.Helper()
	page, err := p.Plan(p.t.Context(), p.manager, p.sami)
	p.ok(err)
	return page.Plan
}

// TestBodyClosed: a measure cannot name a body that is closed; one that named it before stays as it is, and can be changed.
func TestBodyClosed(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, lead := t.Context(), p.Actor("lead")
		p.ok(p.SaveBody(ctx, lead, domain.Body{Name: "Volkshochschule", Kind: "course_provider"}, "b1"))
		p.is("the same name", p.SaveBody(ctx, lead, domain.Body{Name: "Volkshochschule", Kind: "school"}, "b2"), domain.Invalid)
		bodies, _, err := p.Bodies(ctx)
		p.ok(err)
		id, err := p.SaveGoal(ctx, p.manager, domain.Goal{Person: p.sami, Domain: "language", Text: text}, "")
		p.ok(err)
		m := domain.Measure{Goal: id, Who: "person", State: "open", Text: text, Body: bodies[0].ID}
		p.ok(p.SaveMeasure(ctx, p.manager, p.sami, m, ""))
		closed := bodies[0]
		closed.Closed = domain.DayOf(p.Clock.Now()).AddDays(-1)
		p.ok(p.SaveBody(ctx, lead, closed, ""))
		p.is("an old version", p.SaveBody(ctx, lead, closed, ""), domain.Conflict)
		p.is("a new measure for it", p.SaveMeasure(ctx, p.manager, p.sami, m, ""), domain.Invalid)
		g, _ := p.draft().Goal(id)
		g.Measures[0].State = "done"
		p.ok(p.SaveMeasure(ctx, p.manager, p.sami, g.Measures[0], ""))
		if page, err := p.Plan(ctx, p.manager, p.sami); err != nil || len(page.Bodies) != 1 || page.Bodies[0].Open(page.Today) {
			t.Errorf("the plan knows %+v, %v", page.Bodies, err)
		}
	})
}

// TestEvidence: person and manager add evidence, which nobody else can change; what both agreed stays agreed.
func TestEvidence(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, today := t.Context(), domain.DayOf(p.Clock.Now())
		id, err := p.SaveGoal(ctx, p.manager, domain.Goal{Person: p.sami, Domain: "language", Text: text}, "")
		p.ok(err)
		p.ok(p.SaveMeasure(ctx, p.manager, p.sami, domain.Measure{Goal: id, Who: "person", State: "open", Text: text}, ""))
		stored := func() domain.Measure {
			g, _ := p.draft().Goal(id)
			return g.Measures[0]
		}
		e := domain.Evidence{Text: "Bescheinigung der Volkshochschule", On: today}
		m := stored()
		m.Goal = id
		p.is("on a goal that was not shown", p.AddEvidence(ctx, p.own, p.sami, m, e, false), domain.Conflict)
		p.ok(p.OfferPlan(ctx, p.manager, p.sami))
		p.is("of tomorrow", p.AddEvidence(ctx, p.own, p.sami, m, domain.Evidence{Text: "x", On: today.AddDays(1)}, false), domain.Invalid)
		p.is("without a word", p.AddEvidence(ctx, p.own, p.sami, m, domain.Evidence{On: today}, false), domain.Invalid)
		p.ok(p.AddEvidence(ctx, p.own, p.sami, m, e, false))
		p.is("a version that is gone", p.AddEvidence(ctx, p.manager, p.sami, m, e, true), domain.Conflict)
		m = stored()
		m.Goal, m.Evidence = id, nil
		p.ok(p.AddEvidence(ctx, p.manager, p.sami, m, e, true))
		got := stored()
		if len(got.Evidence) != 2 || got.Evidence[0].By != "" || got.Evidence[1].By == "" || got.State != "done" {
			t.Errorf("stored %+v", got)
		}
		if g, _ := p.draft().Goal(id); !g.Offered {
			t.Error("evidence took the goal out of the offer")
		}
	})
}

// TestPlanTerms: programme, first day and the reason for a longer time; the programme's rules hold.
func TestPlanTerms(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, today := t.Context(), domain.DayOf(p.Clock.Now())
		terms := p.draft().Terms
		if terms.Programme != domain.DefaultProgramme || terms.Started != "" {
			t.Errorf("a new plan is in %+v", terms)
		}
		terms.Started, terms.Extended = today.AddDays(-100), "Prüfung im Sommer"
		p.ok(p.SavePlanTerms(ctx, p.manager, p.sami, terms))
		p.is("an old version", p.SavePlanTerms(ctx, p.manager, p.sami, terms), domain.Conflict)
		terms.Version++
		for what, wrong := range map[string]domain.PlanTerms{
			"no such programme":       {Programme: "none", Version: terms.Version},
			"begins tomorrow":         {Programme: terms.Programme, Started: today.AddDays(1), Version: terms.Version},
			"no day":                  {Programme: terms.Programme, Started: "2026-02-30", Version: terms.Version},
			"longer where that ended": {Programme: "mbe", Extended: "weil", Version: terms.Version},
		} {
			p.is(what, p.SavePlanTerms(ctx, p.manager, p.sami, wrong), domain.Invalid)
		}
		page, err := p.Plan(ctx, p.manager, p.sami)
		p.ok(err)
		if got := page.Plan.Terms; got.Extended != "Prüfung im Sommer" || page.Programme.Ends(got) != got.Started.AddMonths(48) {
			t.Errorf("stored %+v", got)
		}
	})
}
