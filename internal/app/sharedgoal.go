package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// onShared lets f change what the household of p shares, as the manager of p: every adult releases it at that moment, and every member is told.
// Errors: NotFound (p is in no household, or not every adult releases what is shared), and those of f.
func (a *App) onShared(ctx context.Context, by domain.Actor, p domain.PersonID, f func(*store.Tx, *deed, domain.Household) error) func(*store.Tx, *deed) error {
	return func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionPlan)
		h, err := a.covered(ctx, tx, by, p)
		if err != nil {
			return err
		}
		if h.ID == 0 {
			return domain.ErrNotFound()
		}
		if err := f(tx, d, h); err != nil {
			return err
		}
		return appendAll(ctx, tx, told(d.event, h))
	}
}

// SaveSharedGoal stores a goal of p's household; with the same once key a second click stores nothing more. What the members said to it
// before counts on only when nothing has changed that they agree to.
// Errors: NotFound (by may not), Invalid (g.Check, a day that has passed, a measure for nobody of the household, a goal that has ended, too many),
// Conflict (g.Version is old).
func (a *App) SaveSharedGoal(ctx context.Context, by domain.Actor, p domain.PersonID, g domain.SharedGoal, once string) error {
	return a.do(ctx, by, domain.SaveSharedGoal, p, a.onShared(ctx, by, p, func(tx *store.Tx, d *deed, h domain.Household) error {
		if err := cmp.Or(sameAge(g.ID, g.Version), g.Check(), a.checkSharedTexts(g)); err != nil {
			return err
		}
		goals, err := tx.SharedGoals(ctx, h.ID, nil)
		if err != nil {
			return err
		}
		was, _ := SharedPart{Goals: goals}.Goal(g.ID)
		g.Household, g.Outcome = h.ID, was.Outcome
		switch {
		case was.Ended():
			return wrong("", "goalEnded")
		case g.ID != 0 && was.Version != g.Version:
			return domain.ErrConflict()
		}
		if err := checkSharedDays(g, was, tx.Today); err != nil {
			return err
		}
		if err := h.CheckMembers(g, was); err != nil {
			return err
		}
		again := false
		fresh := g.ID == 0
		if fresh {
			g.ID, again, err = made[domain.SharedGoalID](ctx, tx, by, once)
		}
		d.event.Object = int64(g.ID)
		if err != nil || again {
			return err
		}
		if fresh {
			open := slices.DeleteFunc(goals, domain.SharedGoal.Ended)
			if err := domain.Room(len(open), domain.MaxSharedGoals, ""); err != nil {
				return err
			}
		}
		return tx.SaveSharedGoal(ctx, g, by.User, was.ID != 0 && was.SameAgreed(g))
	}))
}

// checkSharedTexts finds texts that the catalogue has not, and what they take and g does not say.
func (a *App) checkSharedTexts(g domain.SharedGoal) error {
	own := g.Own()
	if err := a.checkGoal(own); err != nil {
		return err
	}
	if err := a.checkGoalArgs(g.Text); err != nil {
		return err
	}
	for _, m := range own.Measures {
		if err := a.checkMeasureArgs(m.Text); err != nil {
			return err
		}
	}
	return nil
}

// checkSharedDays finds a day that has passed; what stands in a goal already may stay.
func checkSharedDays(g, was domain.SharedGoal, today domain.Day) error {
	if g.Due != "" && g.Due < today && g.Due != was.Due {
		return wrong("due", "past")
	}
	for i, m := range g.Measures {
		stood := slices.ContainsFunc(was.Measures, func(x domain.SharedMeasure) bool { return x.Due == m.Due })
		if m.Due != "" && m.Due < today && !m.State.Over() && !stood {
			return domain.InMeasure(wrong("due", "past"), i)
		}
	}
	return nil
}

// RemoveSharedGoal takes a goal out of the draft of p's household; agreed versions keep it.
// Errors: NotFound (by may not), Conflict (version is old).
func (a *App) RemoveSharedGoal(ctx context.Context, by domain.Actor, p domain.PersonID, g domain.SharedGoalID, version int) error {
	return a.do(ctx, by, domain.RemoveSharedGoal, p, a.onShared(ctx, by, p, func(tx *store.Tx, d *deed, h domain.Household) error {
		d.event.Object = int64(g)
		return tx.RemoveSharedGoal(ctx, h.ID, g, version, by.User)
	}))
}

// ReachSharedGoal stores how far a goal of p's household was reached; what the members agreed of it stays. One that ends waits for no more answers.
// Errors: NotFound (by may not), Invalid (o.Check), Conflict (version is old, or the goal was never offered or has ended).
func (a *App) ReachSharedGoal(ctx context.Context, by domain.Actor, p domain.PersonID, id domain.SharedGoalID, version int, o domain.Outcome) error {
	return a.do(ctx, by, domain.SaveSharedGoal, p, a.onShared(ctx, by, p, func(tx *store.Tx, d *deed, h domain.Household) error {
		d.event.Object, d.event.Note = int64(id), "outcome"
		o.On = tx.Today
		if err := o.Check(); err != nil {
			return err
		}
		goals, err := tx.SharedGoals(ctx, h.ID, nil)
		if err != nil {
			return err
		}
		g, ok := SharedPart{Goals: goals}.Goal(id)
		if !ok || g.Version != version || !g.Open() {
			return domain.ErrConflict()
		}
		g.Outcome = &o
		return tx.SaveSharedGoal(ctx, g, by.User, true)
	}))
}

// OfferShared shows the goals of p's household to its members as they stand. With that the manager agrees to them.
// Errors: NotFound (by may not), Invalid (there is no goal).
func (a *App) OfferShared(ctx context.Context, by domain.Actor, p domain.PersonID) error {
	return a.do(ctx, by, domain.OfferShared, p, a.onShared(ctx, by, p, func(tx *store.Tx, d *deed, h domain.Household) error {
		d.event.Object = int64(h.ID)
		goals, err := tx.SharedGoals(ctx, h.ID, nil)
		if err != nil {
			return err
		}
		if len(goals) == 0 {
			return wrong("", "planEmpty")
		}
		return tx.OfferShared(ctx, h.ID)
	}))
}

// AnswerShared stores what an adult of a household says to an offered goal. A text that nobody has translated can be agreed to only when
// somebody explained it. When somebody acts for the person, the person agrees with the own PIN. The others learn whether, not in which words.
// Errors: NotFound (by is somebody else, or no adult who has joined), Invalid (x.Check; nobody explained), Refused (pin), Conflict (the goal
// was changed since).
func (a *App) AnswerShared(ctx context.Context, by domain.Actor, x domain.SharedAnswer, pin string) error {
	if by.Acting() && x.Answer == domain.AnswerAgreed {
		if _, err := a.checkPIN(ctx, by, domain.AnswerShared, pin, "pin"); err != nil {
			return err
		}
	}
	return a.do(ctx, by, domain.AnswerShared, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Object, d.event.Note, d.event.Sections = int64(x.Goal), string(x.Answer), domain.SetOf(domain.SectionPlan)
		x.Person = by.Person
		if err := tx.LockHousehold(ctx, by.Person); err != nil {
			return err
		}
		part, err := a.loadShared(ctx, tx, by, by.Person)
		if err != nil {
			return err
		}
		if me, _ := part.Household.Member(by.Person); !me.Answers() {
			return domain.ErrNotFound()
		}
		g, ok := part.Goal(x.Goal)
		if !ok || g.Version != x.Version || !g.Open() {
			return domain.ErrConflict()
		}
		if err := x.Check(); err != nil {
			return err
		}
		person, err := tx.Person(ctx, by.Person)
		if err != nil {
			return err
		}
		if x.Answer == domain.AnswerAgreed && x.Explained == "" && !a.Translated(g.Own(), person.Language) {
			return wrong("explained", "explained")
		}
		if err := tx.AnswerShared(ctx, part.Household.ID, x); err != nil {
			return err
		}
		return appendAll(ctx, tx, told(d.event, part.Household))
	})
}

// FreezeHousehold makes the next version of what all adults of p's household have agreed to.
// Errors: NotFound (by may not), Invalid (a goal waits for an answer, nothing is agreed, nothing has changed), Conflict (somebody was faster).
func (a *App) FreezeHousehold(ctx context.Context, by domain.Actor, p domain.PersonID) error {
	return a.do(ctx, by, domain.FreezeHousehold, p, a.onShared(ctx, by, p, func(tx *store.Tx, d *deed, h domain.Household) error {
		d.event.Object = int64(h.ID)
		goals, err := tx.SharedGoals(ctx, h.ID, nil)
		if err != nil {
			return err
		}
		versions, err := tx.HouseholdVersions(ctx, h.ID)
		if err != nil {
			return err
		}
		last, _ := latest(versions)
		agreed, err := h.Agreeable(goals, last)
		if err != nil {
			return err
		}
		v := domain.HouseholdVersion{Household: h.ID, No: h.Version + 1, Agreed: tx.Now, By: by.Name, Adults: h.Adults(), Goals: agreed}
		for _, m := range h.Members {
			if m.In() {
				v.Members = append(v.Members, m.Person)
			}
		}
		return tx.AddHouseholdVersion(ctx, v, by.User)
	}))
}
