package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// ReviewPage is what a manager needs to continue a plan.
type ReviewPage struct {
	PlanPage
	Goals      []domain.Goal         // to be looked at
	Since      []domain.Change       // what has changed in the draft since the last version
	Answers    []domain.Coordination // that came from the Jobcenter since
	Assessment domain.Assessment     // the last one
	ReviewOn   domain.Day            // the usual day of the next review
}

// Review returns what is needed to continue the plan of p.
// Errors: NotFound (by does not manage p), Conflict (there is no version that could be continued).
func (a *App) Review(ctx context.Context, by domain.Actor, p domain.PersonID) (page ReviewPage, err error) {
	err = a.look(ctx, by, domain.PrepareReview, p, func(tx *store.Tx, d *deed) error {
		if page.PlanPage, err = a.loadPlan(ctx, tx, by, p, d, nil); err != nil {
			return err
		}
		if len(page.Versions) == 0 {
			return domain.ErrConflict()
		}
		last := page.Versions[0]
		page.Goals = page.Plan.Reviewable(last)
		page.ReviewOn = tx.Today.AddMonths(page.Programme.ReviewMonths)
		page.Since = domain.Diff(last, domain.PlanVersion{Goals: slices.DeleteFunc(slices.Clone(page.Plan.Goals), domain.Goal.Ended)})
		for _, c := range page.Coordinations {
			if c.AnsweredAt > last.Agreed {
				page.Answers = append(page.Answers, c)
			}
		}
		list, err := tx.Assessments(ctx, p)
		if len(list) > 0 {
			page.Assessment = list[0]
		}
		return err
	})
	return page, err
}

// ReviewPlan stores one review: how far each goal was reached, how independent the person is now where that was said, and the next version
// of the plan, which holds both. Goals that ended stand in that version for the last time. With the same once key a second click stores
// nothing more.
// Errors: NotFound (by does not manage the person), Invalid (r.Check, a goal without an outcome), Conflict (the plan, a goal or the
// assessment was changed since, or there is no version).
func (a *App) ReviewPlan(ctx context.Context, by domain.Actor, r domain.ReviewRequest, once string) error {
	return a.do(ctx, by, domain.ReviewPlan, r.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionPlan)
		if err := r.Check(tx.Today); err != nil {
			return err
		}
		id, again, err := made[domain.ReviewID](ctx, tx, by, once)
		d.event.Object = int64(id)
		if err != nil || again {
			return err
		}
		plan, err := tx.Plan(ctx, r.Person)
		if err != nil {
			return err
		}
		versions, err := tx.PlanVersions(ctx, r.Person)
		if err != nil {
			return err
		}
		if len(versions) == 0 || plan.Version != r.Version {
			return domain.ErrConflict()
		}
		goals, err := reach(ctx, tx, by, plan.Reviewable(versions[0]), r)
		if err != nil {
			return err
		}
		if err := assessAnew(ctx, tx, by, r); err != nil {
			return err
		}
		if err := a.freeze(ctx, tx, plan, by.User, by.Name, occasion{reason: "review", review: id, reviewOn: r.ReviewOn, goals: goals}); err != nil {
			return err
		}
		return addReview(ctx, tx, by, r, domain.PlanReview{ID: id, Version: plan.Version + 1, Goals: goals})
	})
}

// reach stores the outcome of each goal and returns the goals with it. A goal that nothing is said of is refused: somebody added it meanwhile.
func reach(ctx context.Context, tx *store.Tx, by domain.Actor, goals []domain.Goal, r domain.ReviewRequest) ([]domain.Goal, error) {
	if len(goals) != len(r.Goals) {
		return nil, domain.ErrConflict()
	}
	for i := range goals {
		g := &goals[i]
		at := slices.IndexFunc(r.Goals, func(x domain.ReviewedGoal) bool { return x.Goal == g.ID })
		if at < 0 || r.Goals[at].Version != g.Version {
			return nil, domain.ErrConflict()
		}
		said := r.Goals[at].Outcome
		said.On, g.Outcome = tx.Today, nil
		draft := *g
		if g.Answer == domain.AnswerOpen { // the draft is another one since: its text stays
			plan, err := tx.Plan(ctx, r.Person)
			if err != nil {
				return nil, err
			}
			draft, _ = plan.Goal(g.ID)
		}
		draft.Outcome, g.Outcome = &said, &said
		if err := tx.SaveOutcome(ctx, draft, by.User); err != nil {
			return nil, err
		}
	}
	return goals, nil
}

// assessAnew stores the next assessment when the review says how independent the person is now.
func assessAnew(ctx context.Context, tx *store.Tx, by domain.Actor, r domain.ReviewRequest) error {
	if len(r.Now) == 0 {
		return nil
	}
	list, err := tx.Assessments(ctx, r.Person)
	if err != nil {
		return err
	}
	next := domain.Assessment{Person: r.Person, No: 1, Stage: "review", By: by.Name}
	var last domain.Assessment
	if len(list) > 0 {
		last = list[0]
		next.No = last.No + 1
	}
	if last.No != r.Assessment {
		return domain.ErrConflict()
	}
	changed := false
	for _, d := range domain.LifeDomains {
		v := last.View(d)
		if n, said := r.Now[d]; said {
			changed = changed || v.Independence != n
			v.Independence = n
		}
		if v.Said() {
			next.Views = append(next.Views, v)
		}
	}
	if !changed {
		return nil
	}
	return tx.AddAssessment(ctx, next, by.User)
}

func addReview(ctx context.Context, tx *store.Tx, by domain.Actor, r domain.ReviewRequest, review domain.PlanReview) error {
	before, err := tx.PlanReviews(ctx, r.Person)
	if err != nil {
		return err
	}
	review.Person, review.No, review.By, review.ReviewOn = r.Person, len(before)+1, by.Name, r.ReviewOn
	review.Goals = slices.Clone(review.Goals)
	for i := range review.Goals {
		review.Goals[i].Measures = nil
	}
	return tx.AddPlanReview(ctx, review, by.User)
}
