package app_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// TestPlanIsLive: whoever has the plan of a person open hears of every change of it, and of no look; who looks after another person hears nothing.
func TestPlanIsLive(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, today := t.Context(), domain.DayOf(p.Clock.Now())
		g := p.agree("Arbeit finden")[0]
		p.share(g)
		at := func() domain.Coordination { return p.at(g.ID) }
		token := "" // of the link of a body
		measure := func() domain.Measure { return p.drafted(g.ID).Measures[0] }
		page := func() app.PlanPage {
			x, err := p.Plan(ctx, p.manager, p.sami)
			p.ok(err)
			return x
		}
		for _, step := range []struct {
			name string
			do   func() error
		}{
			{"measure", func() error {
				return p.SaveMeasure(ctx, p.manager, p.sami, domain.Measure{Goal: g.ID, Who: "person", State: "open", Text: text}, "")
			}},
			{"evidence", func() error {
				return p.AddEvidence(ctx, p.manager, p.sami, measure(), domain.Evidence{Text: "x", On: today}, false)
			}},
			{"offer", func() error { return p.OfferPlan(ctx, p.manager, p.sami) }},
			{"answer", func() error { return p.AnswerGoal(ctx, p.own, agreed(p.drafted(g.ID)), "") }},
			{"terms", func() error { return p.SavePlanTerms(ctx, p.manager, p.sami, page().Plan.Terms) }},
			{"comment", func() error {
				return p.CommentCoordination(ctx, p.agent, p.sami, domain.CoordinationComment{Coordination: at().ID, Text: "x"}, "")
			}},
			{"point", func() error {
				return p.SaveJobcenterPoint(ctx, p.agent, domain.JobcenterPoint{Person: p.sami, Text: "x"}, "")
			}},
			{"counter", func() error {
				return p.RespondToGoal(ctx, p.agent, p.sami, domain.JobcenterResponse{ID: at().ID, Version: at().Version, Kind: "counter", Due: today, Reason: "x"})
			}},
			{"answer to it", func() error {
				return p.AnswerCounter(ctx, p.own, p.sami, app.CounterAnswer{ID: at().ID, Version: at().Version, Accept: true})
			}},
			{"another answer to it", func() error {
				return p.AnswerCounter(ctx, p.manager, p.sami, app.CounterAnswer{ID: at().ID, Version: at().Version, Accept: true})
			}},
			{"move", func() error {
				return p.MoveCoordination(ctx, p.agent, p.sami, app.CoordinationMove{ID: at().ID, Version: at().Version, Event: domain.CoordinationEnd})
			}},
			{"assessment", func() error {
				return p.SaveAssessment(ctx, p.manager, domain.Assessment{
					Person: p.sami, Stage: "entry", Views: []domain.DomainView{{Domain: "work", Need: "low"}},
				}, "")
			}},
			{"wish", func() error { return p.AddWish(ctx, p.own, domain.Wish{Domain: "work", Text: "x", Lang: "ar"}, "") }},
			{"wish taken", func() error { return p.TakeWish(ctx, p.manager, p.sami, page().Wishes[0].ID, "Ziel") }},
			{"together at the desk", func() error {
				p.offer()
				open := slices.DeleteFunc(page().Plan.Goals, func(g domain.Goal) bool { return g.Answer != domain.AnswerOpen })
				for i := range open {
					open[i].Answer, open[i].Explained = domain.AnswerAgreed, "Rana"
				}
				return p.AnswerGoals(ctx, p.own, open, domain.Agreement{}, "")
			}},
			{"review", func() error {
				r := domain.ReviewRequest{Person: p.sami, Version: page().Plan.Version, ReviewOn: today.AddMonths(2), Assessment: 1}
				for _, g := range page().Plan.Reviewable(p.versions()[0]) {
					r.Goals = append(r.Goals, domain.ReviewedGoal{Goal: g.ID, Version: g.Version})
				}
				return p.ReviewPlan(ctx, p.manager, r, "")
			}},
			{"removed goal", func() error { return p.RemoveGoal(ctx, p.manager, p.sami, g.ID, p.drafted(g.ID).Version) }},
			{"talk", func() error {
				return p.SaveTalk(ctx, p.manager, p.sami, p.counselling(domain.Talk{Result: "x"}), nil, "")
			}},
			{"body asked", func() error {
				m := p.course()
				q := domain.BodyQuestion{Body: p.place("Volkshochschule", ""), Goal: m.Goal, Measure: m.ID, Text: "x"}
				return p.AskBody(ctx, p.manager, p.sami, q, "")
			}},
			{"consent to it", func() error { return p.ConsentToBody(ctx, p.own, bodyYes(p.requests()[0])) }},
			{"its link", func() error { token = p.bodyLink(p.requests()[0]); return nil }},
			{"its answer", func() error {
				_, err := p.AnswerBodyLink(ctx, token, bodyCode, domain.BodyAnswer{Kind: "agree"})
				return err
			}},
			{"taken back from it", func() error { return p.TakeBackBody(ctx, p.own, p.requests()[0].ID) }},
		} {
			before := p.head()
			p.ok(step.do())
			pulses, newest, err := p.Pulses(ctx, before)
			p.ok(err)
			heard := func(x app.Pulse) bool { return x.Person == p.sami && x.Seq == newest }
			if !slices.ContainsFunc(pulses, heard) || slices.ContainsFunc(pulses, func(x app.Pulse) bool { return x.Person != p.sami }) {
				t.Errorf("of %s the open pages hear %+v", step.name, pulses)
			}
		}
		before := p.head()
		page()
		if pulses, _, err := p.Pulses(ctx, before); err != nil || len(pulses) > 0 {
			t.Errorf("a look is told: %+v, %v", pulses, err)
		}
	})
}

// TestPlanIsFlat: a plan of 20 goals and 60 measures takes as many statements as one of two goals, at most 15.
func TestPlanIsFlat(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		statements := func() int64 {
			if _, err := p.Plan(t.Context(), p.manager, p.sami); err != nil { // writes the look
				t.Fatal(err)
			}
			before := p.DB.Stats.Queries.Load()
			if _, err := p.Plan(t.Context(), p.manager, p.sami); err != nil {
				t.Fatal(err)
			}
			return p.DB.Stats.Queries.Load() - before
		}
		p.fill(2)
		few := statements()
		p.fill(18)
		if n := statements(); n != few || n > 15 {
			t.Errorf("20 goals take %d statements, two %d", n, few)
		}
	})
}

// fill adds so many goals with three measures each to the draft of sami.
func (p *play) fill(goals int) {
	p.t.Helper()
	p.Write(func(ctx context.Context, tx *store.Tx) error {
		for i := range goals {
			g := domain.Goal{Person: p.sami, Domain: domain.LifeDomains[i%len(domain.LifeDomains)], Text: text, Due: "2026-12-01"}
			var err error
			if g.ID, err = tx.SaveGoal(ctx, g, p.manager.User); err != nil {
				return err
			}
			for n := range 3 {
				m := domain.Measure{Goal: g.ID, Who: "person", State: "open", Text: domain.PlanText{German: fmt.Sprintf("Schritt %d", n)}}
				if _, err := tx.SaveMeasure(ctx, p.sami, m, p.manager.User); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
