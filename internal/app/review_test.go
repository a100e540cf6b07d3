package app_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestAssessments: each is the next one and never changes, the person reads the own, somebody who was slower is told, and with core the
// manager loses all of them.
func TestAssessments(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		x := domain.Assessment{Person: p.sami, Stage: "entry", Views: []domain.DomainView{{Domain: "work", Need: "high", Independence: 2, Resources: canary}, {Domain: "health"}}}
		before := p.head()
		p.ok(p.SaveAssessment(ctx, p.manager, x, "once"))
		p.ok(p.SaveAssessment(ctx, p.manager, x, "once"))
		p.is("on an old one", p.SaveAssessment(ctx, p.manager, x, ""), domain.Conflict)
		x.No = 1
		x.Stage, x.Views[0].Independence = "review", 4
		p.ok(p.SaveAssessment(ctx, p.manager, x, ""))
		for _, wrong := range []domain.Assessment{
			{Person: p.sami, No: 2, Stage: "entry"},
			{Person: p.sami, No: 2, Stage: "later", Views: x.Views},
			{Person: p.sami, No: 2, Stage: "entry", Views: []domain.DomainView{{Domain: "work", Independence: 6}}},
			{Person: p.sami, No: 2, Stage: "entry", Views: []domain.DomainView{{Domain: "work", Need: "much"}}},
			{Person: p.sami, No: 2, Stage: "entry", Views: []domain.DomainView{{Domain: "money", Need: "low"}}},
			{Person: p.sami, No: 2, Stage: "entry", Views: []domain.DomainView{{Domain: "work", Need: "low"}, {Domain: "work", Need: "high"}}},
		} {
			p.is("a wrong one", p.SaveAssessment(ctx, p.manager, wrong, ""), domain.Invalid)
		}
		page, err := p.Assessments(ctx, p.own, p.sami)
		p.ok(err)
		if len(page.List) != 2 || page.List[0].No != 2 || page.List[1].View("work").Independence != 2 || page.List[0].By != "Anna Weber" || len(page.List[1].Views) != 1 {
			t.Errorf("the assessments are %+v", page.List)
		}
		if entry, ok := domain.EntryOf(page.List); !ok || entry.No != 1 {
			t.Errorf("the first one is %+v, %t", entry, ok)
		}
		if n := len(p.events(before)); n != 3 { // a second click is in the record, and stores nothing
			t.Errorf("%d events", n)
		}
		p.back(domain.SectionCore, testkit.OrgBridge)
		_, err = p.Assessments(ctx, p.manager, p.sami)
		p.is("read after core was taken back", err, domain.NotFound)
		p.is("saved after core was taken back", p.SaveAssessment(ctx, p.manager, domain.Assessment{Person: p.sami, No: 2, Stage: "exit", Views: x.Views}, ""), domain.NotFound)
		if page, err = p.Assessments(ctx, p.own, p.sami); err != nil || len(page.List) != 2 {
			t.Errorf("the person reads %+v, %v", page.List, err)
		}
	})
}

// review is what a manager says when every goal came as far as expected.
func (p *play) review() domain.ReviewRequest {
	p.t.Helper()
	page, err := p.Review(p.t.Context(), p.manager, p.sami)
	p.ok(err)
	return expected(page.Plan, page.Versions[0], page.ReviewOn)
}

// TestPlanReview: a review says how far each goal came, makes the next version with it, ends goals, and what was agreed before stays as it was.
func TestPlanReview(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		goals := p.agree("Arbeit finden", "Wohnung finden")
		first := p.versions()[0]
		r := p.review()
		if r.Goals[0].Goal != goals[0].ID {
			slices.Reverse(r.Goals) // ids made at one moment differ by chance only
		}
		r.Goals[0].Outcome = domain.Outcome{Attainment: 1, Ended: "reached", Next: "Feiern"}
		r.Goals[1].Outcome = domain.Outcome{Attainment: -1, Reason: "waiting_time"}
		r.Now = map[domain.LifeDomain]int{"work": 4}
		p.ok(p.ReviewPlan(ctx, p.manager, r, "once"))
		p.ok(p.ReviewPlan(ctx, p.manager, r, "once")) // a second click
		v := p.versions()
		if len(v) != 2 || v[0].Reason != "review" || v[0].Review == 0 || v[0].ReviewOn != r.ReviewOn || len(v[0].Goals) != 2 || v[1].Hash != first.Hash {
			t.Fatalf("the versions are %+v", v)
		}
		if o := p.drafted(goals[1].ID).Outcome; o == nil || o.Attainment != -1 || o.On != domain.DayOf(p.Clock.Now()) {
			t.Errorf("the outcome is %+v", o)
		}
		p.is("the same review again", p.ReviewPlan(ctx, p.manager, r, ""), domain.Conflict)
		c, err := p.Case(ctx, p.manager, p.sami)
		p.ok(err)
		if c.Case.ReviewOn != r.ReviewOn {
			t.Errorf("the case is to be continued on %q", c.Case.ReviewOn)
		}
		a, err := p.Assessments(ctx, p.own, p.sami)
		p.ok(err)
		if len(a.List) != 1 || a.List[0].Stage != "review" || a.List[0].View("work").Independence != 4 {
			t.Errorf("the assessments are %+v", a.List)
		}
		ended := p.drafted(goals[0].ID)
		_, err = p.SaveGoal(ctx, p.manager, ended, "")
		p.is("an ended goal is changed", err, domain.Invalid)
		p.is("an ended goal is answered", p.AnswerGoal(ctx, p.own, agreed(ended), ""), domain.Conflict)
		p.offer()
		next := p.review()
		if len(next.Goals) != 1 || next.Goals[0].Goal != goals[1].ID {
			t.Errorf("the next review looks at %+v", next.Goals)
		}
		next.Goals[0].Outcome.Attainment = 2
		next.Assessment = 1
		p.ok(p.ReviewPlan(ctx, p.manager, next, ""))
		if d := domain.Diff(v[0], p.versions()[0]); len(d) != 1 || d[0].Kind != "goal_outcome" {
			t.Errorf("the difference is %+v", d)
		}
	})
}

// TestPlanReviewRefused: what is wrong is named with its goal, and who was slower hears of it; nothing is stored then.
func TestPlanReviewRefused(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		goals := p.agree("Arbeit finden", "Wohnung finden")
		today := domain.DayOf(p.Clock.Now())
		for name, tc := range map[string]struct {
			change func(*domain.ReviewRequest)
			want   domain.Kind
		}{
			"no attainment":       {func(r *domain.ReviewRequest) { r.Goals[0].Outcome.Attainment = domain.AttainmentUnsaid }, domain.Invalid},
			"no reason":           {func(r *domain.ReviewRequest) { r.Goals[0].Outcome.Attainment = -1 }, domain.Invalid},
			"no such end":         {func(r *domain.ReviewRequest) { r.Goals[0].Outcome.Ended = "won" }, domain.Invalid},
			"today":               {func(r *domain.ReviewRequest) { r.ReviewOn = today }, domain.Invalid},
			"no day":              {func(r *domain.ReviewRequest) { r.ReviewOn = "" }, domain.Invalid},
			"far away":            {func(r *domain.ReviewRequest) { r.ReviewOn = today.AddMonths(25) }, domain.Invalid},
			"no such value":       {func(r *domain.ReviewRequest) { r.Now = map[domain.LifeDomain]int{"work": 9} }, domain.Invalid},
			"a goal less":         {func(r *domain.ReviewRequest) { r.Goals = r.Goals[1:] }, domain.Conflict},
			"a goal twice":        {func(r *domain.ReviewRequest) { r.Goals[1] = r.Goals[0] }, domain.Conflict},
			"an old goal":         {func(r *domain.ReviewRequest) { r.Goals[0].Version-- }, domain.Conflict},
			"an old version":      {func(r *domain.ReviewRequest) { r.Version-- }, domain.Conflict},
			"an older assessment": {func(r *domain.ReviewRequest) { r.Assessment, r.Now = 3, map[domain.LifeDomain]int{"work": 3} }, domain.Conflict},
		} {
			r := p.review()
			tc.change(&r)
			p.is(name, p.ReviewPlan(ctx, p.manager, r, ""), tc.want)
		}
		if g := p.drafted(goals[0].ID); g.Outcome != nil || len(p.versions()) != 1 {
			t.Errorf("something was stored: %+v", g)
		}
		p.back(domain.SectionCore, testkit.OrgBridge)
		_, err := p.Review(ctx, p.manager, p.sami)
		p.is("after core was taken back", err, domain.NotFound)
	})
}

// TestPlanReviewOfReopened: a goal that was changed since, so that the answer is open, is continued as it was agreed, and its draft stays.
func TestPlanReviewOfReopened(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		g := p.agree("Arbeit finden")[0]
		changed := p.drafted(g.ID)
		changed.Due = "2027-03-01"
		_, err := p.SaveGoal(t.Context(), p.manager, changed, "")
		p.ok(err)
		p.ok(p.ReviewPlan(t.Context(), p.manager, p.review(), ""))
		v := p.versions()
		if len(v) != 2 || len(v[0].Goals) != 1 || v[0].Goals[0].Due != v[1].Goals[0].Due || v[0].Goals[0].Outcome == nil {
			t.Fatalf("the versions are %+v", v)
		}
		if d := p.drafted(g.ID); d.Due != "2027-03-01" || d.Answer != domain.AnswerOpen || d.InVersion != 0 || d.Outcome == nil {
			t.Errorf("the draft is %+v", d)
		}
		p.offer()
		p.answer(g.ID, domain.AnswerAgreed)
		if v = p.versions(); len(v) != 3 || v[0].Goals[0].Due != "2027-03-01" {
			t.Errorf("after the answer the versions are %+v", v)
		}
	})
}

// TestVersionsOfReviews plays edits, answers and reviews at random: versions and reviews have no gaps, and none ever changes.
func TestVersionsOfReviews(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, dice := t.Context(), rand.New(rand.NewPCG(1, 2)) //nolint:gosec // a test
		p.agree("Arbeit finden", "Wohnung finden", "Sport")
		var seen []domain.PlanVersion
		for range 40 {
			p.Clock.Add(time.Hour)
			goals := p.draft().Goals
			g := goals[dice.IntN(len(goals))]
			switch dice.IntN(5) {
			case 0:
				p.goal("Neues Ziel")
			case 1:
				g.Due = domain.DayOf(p.Clock.Now()).AddDays(dice.IntN(90))
				_, _ = p.SaveGoal(ctx, p.manager, g, "") // an ended goal refuses
			case 2:
				p.offer()
			case 3:
				if g.Offered && !g.Ended() {
					p.answer(g.ID, []domain.Answer{domain.AnswerAgreed, domain.AnswerObjected}[dice.IntN(2)])
				}
			case 4:
				r := p.review()
				for i := range r.Goals {
					r.Goals[i].Outcome = domain.Outcome{Attainment: dice.IntN(5) - 2, Reason: "other", Ended: []string{"", "", "", "reached"}[dice.IntN(4)]}
				}
				p.ok(p.ReviewPlan(ctx, p.manager, r, ""))
			}
			now := p.versions()
			for i, old := range slices.Backward(seen) {
				if v := now[len(now)-len(seen)+i]; v.Hash != old.Hash || v.No != old.No || len(v.Goals) != len(old.Goals) {
					t.Fatalf("version %d became %+v", old.No, v)
				}
			}
			for i, v := range now {
				if v.No != len(now)-i {
					t.Fatalf("the versions have a gap: %d at %d", v.No, i)
				}
			}
			seen = now
		}
		story, err := p.Story(ctx, p.own, p.sami)
		p.ok(err)
		no := 0
		for _, c := range story.Chapters {
			if c.Kind == "review" {
				if no++; c.Review.No != no {
					t.Errorf("review %d comes as %d", c.Review.No, no)
				}
			}
		}
		if no < 3 || len(seen) < 4 {
			t.Errorf("only %d reviews and %d versions", no, len(seen))
		}
	})
}
