package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// OfferPlan shows the draft to the person as it stands. With that the manager agrees to it.
// Errors: NotFound (by does not manage p), Invalid (there is no goal).
func (a *App) OfferPlan(ctx context.Context, by domain.Actor, p domain.PersonID) error {
	return a.do(ctx, by, domain.OfferPlan, p, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionPlan)
		plan, err := tx.Plan(ctx, p)
		if err != nil {
			return err
		}
		if len(plan.Goals) == 0 {
			return &domain.Error{Kind: domain.Invalid, Key: "planEmpty"}
		}
		return tx.OfferGoals(ctx, p)
	})
}

// AnswerGoal stores what the person says to an offered goal. A text that nobody has translated can be agreed to only when somebody
// explained it. With the last open answer, what both agreed is frozen as the next version. When somebody acts for the person, the
// person agrees with the own PIN.
// Errors: NotFound (by is somebody else), Invalid (no such answer; nobody explained), Refused (pin), Conflict (the goal was changed since).
func (a *App) AnswerGoal(ctx context.Context, by domain.Actor, g domain.Goal, pin string) error {
	goals := []domain.Goal{g}
	if err := a.checkAgreeing(ctx, by, goals, pin); err != nil {
		return err
	}
	return a.do(ctx, by, domain.AnswerGoal, by.Person, a.answers(ctx, by, goals, domain.Agreement{How: howOf(by)}))
}

// howOf is how by answers when nothing else is said.
func howOf(by domain.Actor) string {
	if by.Acting() {
		return "desk"
	}
	return "phone"
}

// AnswerGoals stores what the person says to several offered goals together at the desk, with one PIN and at most one new version.
// Errors: as of AnswerGoal; Invalid also when nothing was answered, or the language of the interpreter is missing.
func (a *App) AnswerGoals(ctx context.Context, by domain.Actor, goals []domain.Goal, how domain.Agreement, pin string) error {
	how.How = howOf(by)
	if err := how.Check(); err != nil {
		return err
	}
	if len(goals) == 0 {
		return wrong("answers", "choose")
	}
	if err := a.checkAgreeing(ctx, by, goals, pin); err != nil {
		return err
	}
	return a.do(ctx, by, domain.AnswerGoal, by.Person, a.answers(ctx, by, goals, how))
}

// checkAgreeing asks for the person's PIN when somebody acts for the person, who agrees to any of the goals.
func (a *App) checkAgreeing(ctx context.Context, by domain.Actor, goals []domain.Goal, pin string) error {
	if !by.Acting() || !slices.ContainsFunc(goals, func(g domain.Goal) bool { return g.Answer == domain.AnswerAgreed }) {
		return nil
	}
	_, err := a.checkPIN(ctx, by, domain.AnswerGoal, pin, "pin")
	return err
}

// answers stores the answers, and the version that they complete.
func (a *App) answers(ctx context.Context, by domain.Actor, goals []domain.Goal, how domain.Agreement) func(*store.Tx, *deed) error {
	return func(tx *store.Tx, d *deed) error {
		d.event.Sections, d.event.Note = domain.SetOf(domain.SectionPlan), answersNote(goals)
		if len(goals) == 1 {
			d.event.Object = int64(goals[0].ID)
		}
		plan, err := tx.Plan(ctx, by.Person)
		if err != nil {
			return err
		}
		person, err := tx.Person(ctx, by.Person)
		if err != nil {
			return err
		}
		for _, g := range goals {
			if err := a.checkOne(plan, g, person.Language, len(goals) > 1); err != nil {
				return err
			}
			g.Person = by.Person
			if err := tx.AnswerGoal(ctx, g, by.User); err != nil {
				return err
			}
		}
		if plan, err = tx.Plan(ctx, by.Person); err != nil {
			return err
		}
		return a.freezeIfNew(ctx, tx, plan, &how)
	}
}

// answersNote counts the answers; of one it says which.
func answersNote(goals []domain.Goal) string {
	if len(goals) == 1 {
		return string(goals[0].Answer)
	}
	n := map[domain.Answer]int{}
	for _, g := range goals {
		n[g.Answer]++
	}
	return fmt.Sprintf("%s=%d %s=%d", domain.AnswerAgreed, n[domain.AnswerAgreed], domain.AnswerObjected, n[domain.AnswerObjected])
}

// checkOne finds what is wrong with the answer to one goal. Of several, the field of a wrong one is named after its goal.
func (a *App) checkOne(plan domain.Plan, g domain.Goal, language string, several bool) error {
	old, ok := plan.Goal(g.ID)
	if !ok || !old.Offered || old.Ended() {
		return domain.ErrConflict()
	}
	err := a.checkAnswer(g, old, language)
	if e, ok := errors.AsType[*domain.Error](err); ok && several {
		at := *e
		at.Field += "-" + g.ID.String()
		return &at
	}
	return err
}

// freezeIfNew makes the next version once every offered goal is answered and what is agreed differs from the last version.
func (a *App) freezeIfNew(ctx context.Context, tx *store.Tx, plan domain.Plan, how *domain.Agreement) error {
	if !plan.AllAnswered() {
		return nil
	}
	versions, err := tx.PlanVersions(ctx, plan.Person)
	if err != nil || len(versions) > 0 && !needsVersion(plan, versions[0]) || len(plan.Agreeable()) == 0 {
		return err
	}
	responsible, err := tx.Responsible(ctx, plan.Person)
	if err != nil {
		return err
	}
	return a.freeze(ctx, tx, plan, responsible.User, responsible.Name, occasion{reason: "event", how: how})
}

func (a *App) checkAnswer(g, old domain.Goal, language string) error {
	if err := g.CheckAnswer(); err != nil {
		return err
	}
	if g.Answer == domain.AnswerAgreed && g.Explained == "" && !a.Translated(old, language) {
		return wrong("explained", "explained")
	}
	return nil
}

// needsVersion tells whether the agreed goals differ from what the last version holds: one was never in it, one was changed, or one
// is gone from the draft. A goal that the person objects to now makes no new version by itself.
func needsVersion(plan domain.Plan, last domain.PlanVersion) bool {
	for _, c := range domain.Diff(last, domain.PlanVersion{Goals: plan.Agreeable()}) {
		if _, drafted := plan.Goal(c.Goal.ID); c.Kind != "goal_removed" || !drafted {
			return true
		}
	}
	return false
}

// FreezePlan makes the next version of what the person has agreed to so far, without waiting for open answers. When every goal of the last
// version is gone from the draft, the next one has none.
// Errors: NotFound (by does not manage p), Invalid (nothing is agreed, or nothing has changed since the last version).
func (a *App) FreezePlan(ctx context.Context, by domain.Actor, p domain.PersonID) error {
	return a.do(ctx, by, domain.FreezePlan, p, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionPlan)
		plan, err := tx.Plan(ctx, p)
		if err != nil {
			return err
		}
		versions, err := tx.PlanVersions(ctx, p)
		if err != nil {
			return err
		}
		switch {
		case len(versions) > 0 && !needsVersion(plan, versions[0]):
			return &domain.Error{Kind: domain.Invalid, Key: "planUnchanged"}
		case len(versions) == 0 && len(plan.Agreeable()) == 0:
			return &domain.Error{Kind: domain.Invalid, Key: "planNothingAgreed"}
		}
		return a.freeze(ctx, tx, plan, by.User, by.Name, occasion{reason: "event"})
	})
}

// An occasion is why a version is made.
type occasion struct {
	reason   string // one of domain.VersionReasons; the first version is "first" whatever it says
	review   domain.ReviewID
	reviewOn domain.Day        // the next review, of a review
	goals    []domain.Goal     // that were looked at, with their outcome, of a review
	how      *domain.Agreement // nil when the manager alone holds fast what was agreed
}

// freeze stores exactly the goals that both sides agreed as the next version; a review says how far they were reached.
func (a *App) freeze(ctx context.Context, tx *store.Tx, plan domain.Plan, by domain.UserID, name string, why occasion) error {
	programme, _ := a.Catalogue.Programme(plan.Terms.Programme)
	v := domain.PlanVersion{
		Person: plan.Person, No: plan.Version + 1, Agreed: tx.Now, By: name, Reason: why.reason, ReviewOn: plan.Terms.ReviewOn, Goals: plan.Agreeable(),
		Agreement: why.how,
	}
	if v.No == 1 {
		v.Reason, v.ReviewOn = "first", tx.Today.AddMonths(programme.ReviewMonths)
	}
	if why.review != 0 {
		v.Review, v.ReviewOn, v.Goals = why.review, why.reviewOn, why.goals
	}
	if err := tx.AddPlanVersion(ctx, v, by); err != nil {
		return err
	}
	return enterIntoForce(ctx, tx, v, by)
}
