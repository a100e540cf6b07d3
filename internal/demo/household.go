package demo

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/catalogue"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// sharedGoals are what the family wants to reach together.
var sharedGoals = [...]catalogue.GoalID{"goal:family-home", "goal:quiet-living"}

// shareHousehold lets the family of the cast share two goals: the adults agree to the first, which becomes version 1, and the second waits for
// one of them.
func (t *town) shareHousehold(ctx context.Context, tx *store.Tx) error {
	if len(t.kin) == 0 {
		return nil
	}
	for _, l := range t.kin {
		l.tx = tx
	}
	first := t.kin[0]
	first.goTo(70, 10)
	h := domain.HouseholdID(first.id())
	if err := t.invite(ctx, h); err != nil {
		return err
	}
	for i, l := range t.kin[:2] {
		l.goTo(69-i, 18)
		if err := l.join(ctx, h); err != nil {
			return err
		}
	}
	g, err := t.shareGoal(ctx, h, sharedGoals[0], 60)
	if err != nil {
		return err
	}
	for i, l := range t.kin[:2] {
		if err := l.agreeShared(ctx, h, g, 58-i); err != nil {
			return err
		}
	}
	if err := t.freezeHousehold(ctx, h, g); err != nil {
		return err
	}
	second, err := t.shareGoal(ctx, h, sharedGoals[1], 6)
	if err != nil {
		return err
	}
	return first.agreeShared(ctx, h, second, 5)
}

// invite makes the household h of the first of the family and asks the others in.
func (t *town) invite(ctx context.Context, h domain.HouseholdID) error {
	first := t.kin[0]
	if err := first.tx.NewHousehold(ctx, h, first.ID, first.manager.ID); err != nil {
		return err
	}
	for _, l := range t.kin[1:] {
		l.goTo(70, 10)
		if err := l.tx.AddMember(ctx, h, l.ID, l.age < 18); err != nil {
			return err
		}
		l.managed(domain.InviteMember, 0, int64(h))
	}
	first.managed(domain.InviteMember, 0, int64(h))
	return nil
}

// all notes an action of one of the family in the books of all: the manager's in that of the first.
func (t *town) all(of *life, e domain.Event) {
	e.Sections = planSection
	of.note(e)
	for _, l := range t.kin {
		if l != of {
			other := e
			other.Rule, other.Purpose = domain.RuleHousehold, domain.PurposePlan
			l.at = of.at
			l.note(other)
		}
	}
}

// managedAll notes an action of the manager in the books of all.
func (t *town) managedAll(act domain.Action, object int64) {
	first := t.kin[0]
	t.all(first, domain.Event{
		Actor: first.manager.ID, Org: first.manager.Org, Action: act, Rule: domain.RuleManaged, Purpose: domain.PurposePlan, Object: object,
	})
}

// join lets an adult agree to share.
func (l *life) join(ctx context.Context, h domain.HouseholdID) error {
	if err := l.tx.JoinHousehold(ctx, h, l.ID); err != nil {
		return err
	}
	l.town.all(l, domain.Event{Action: domain.JoinHousehold, Rule: domain.RuleOwn, Object: int64(h)})
	_, err := l.tx.AddRelease(ctx, domain.Release{
		ID: domain.ReleaseID(l.id()), Person: l.ID, Section: domain.SectionPlan, Org: l.manager.Org, Role: domain.RoleIntegrationManager,
		Purpose: domain.PurposePlan, From: l.tx.Today, Until: l.tx.Today.AddMonths(domain.ReleaseMonths), Terms: l.terms(string(domain.SessionOwn)),
	})
	return err
}

// shareGoal stores a goal of the catalogue with its first measures and shows it to the family, so many days before the end.
func (t *town) shareGoal(ctx context.Context, h domain.HouseholdID, id catalogue.GoalID, days int) (domain.SharedGoal, error) {
	first := t.kin[0]
	first.goTo(days, 11)
	from, _ := t.parts.Catalogue.Goal(id)
	own := first.goalOf(from)
	g := domain.SharedGoal{ID: domain.SharedGoalID(first.id()), Household: h, Domain: own.Domain, Text: own.Text, Due: first.tx.Today.AddDays(240)}
	for i, m := range own.Measures[:min(2, len(own.Measures))] {
		x := domain.SharedMeasure{Who: m.Who, Text: m.Text, Due: first.tx.Today.AddDays(30 + 30*i), State: m.State}
		if m.Who == "person" {
			x.Member = t.kin[i].ID
		}
		g.Measures = append(g.Measures, x)
	}
	if err := first.tx.SaveSharedGoal(ctx, g, first.manager.ID, false); err != nil {
		return g, err
	}
	t.managedAll(domain.SaveSharedGoal, int64(g.ID))
	first.minutes(5)
	if err := first.tx.OfferShared(ctx, h); err != nil {
		return g, err
	}
	t.managedAll(domain.OfferShared, int64(h))
	g.Version++
	return g, nil
}

// agreeShared lets an adult agree to a shared goal.
func (l *life) agreeShared(ctx context.Context, h domain.HouseholdID, g domain.SharedGoal, days int) error {
	l.goTo(days, 19)
	l.town.all(l, domain.Event{Action: domain.AnswerShared, Rule: domain.RuleOwn, Object: int64(g.ID), Note: string(domain.AnswerAgreed)})
	return l.tx.AnswerShared(ctx, h, domain.SharedAnswer{Goal: g.ID, Person: l.ID, Version: g.Version, Answer: domain.AnswerAgreed})
}

// freezeHousehold makes the first version of what the family shares.
func (t *town) freezeHousehold(ctx context.Context, h domain.HouseholdID, g domain.SharedGoal) error {
	first := t.kin[0]
	first.goTo(55, 10)
	v := domain.HouseholdVersion{Household: h, No: 1, Agreed: first.tx.Now, By: first.manager.Name, Goals: []domain.SharedGoal{g}}
	for _, l := range t.kin {
		v.Members = append(v.Members, l.ID)
		if l.age >= 18 {
			v.Adults = append(v.Adults, l.ID)
		}
	}
	t.managedAll(domain.FreezeHousehold, int64(h))
	return first.tx.AddHouseholdVersion(ctx, v, first.manager.ID)
}
