package app_test

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// householdsOnPersons are the methods of a manager on the household of one person, in which nobody has agreed to share yet.
var householdsOnPersons = []attempt{
	{"Household", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.Household(s.t.Context(), by, p)
		return err
	}), person + " " + managing},
	{"PrintHousehold", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		s.household(s.known(p), true)
		s.share(s.known(p))
		return func() error {
			_, err := s.PrintHousehold(s.t.Context(), by, p)
			return err
		}
	}, person + " " + managing},
	{"InviteMember", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		s.household(s.known(p), false)
		other := s.person("fresh")
		return func() error { return s.InviteMember(s.t.Context(), by, p, domain.Invitation{Person: other}) }
	}, managing},
	{"TakeOutMember", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		s.household(s.known(p), false)
		return func() error { return s.TakeOutMember(s.t.Context(), by, p, p) }
	}, managing},
	{"SaveSharedGoal", onHousehold(func(s *scene, by domain.Actor, p domain.PersonID, _ domain.SharedGoal) error {
		return s.SaveSharedGoal(s.t.Context(), by, p, domain.SharedGoal{Domain: "work", Text: text}, "")
	}), managing},
	{"SaveSharedGoal/changed", onHousehold(func(s *scene, by domain.Actor, p domain.PersonID, g domain.SharedGoal) error {
		return s.SaveSharedGoal(s.t.Context(), by, p, g, "")
	}), managing},
	{"RemoveSharedGoal", onHousehold(func(s *scene, by domain.Actor, p domain.PersonID, g domain.SharedGoal) error {
		return s.RemoveSharedGoal(s.t.Context(), by, p, g.ID, g.Version)
	}), managing},
	{"ReachSharedGoal", onHousehold(func(s *scene, by domain.Actor, p domain.PersonID, g domain.SharedGoal) error {
		return s.ReachSharedGoal(s.t.Context(), by, p, g.ID, g.Version, domain.Outcome{})
	}), managing},
	{"OfferShared", onHousehold(func(s *scene, by domain.Actor, p domain.PersonID, _ domain.SharedGoal) error {
		return s.OfferShared(s.t.Context(), by, p)
	}), managing},
	{"FreezeHousehold", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		g := s.household(s.known(p), true)
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			x := domain.SharedAnswer{Goal: g.ID, Person: s.known(p), Version: g.Version, Answer: domain.AnswerAgreed}
			return tx.AnswerShared(ctx, g.Household, x)
		})
		s.share(s.known(p))
		return func() error { return s.FreezeHousehold(s.t.Context(), by, p) }
	}, managing},
}

// householdsOnTheOwn are the methods on the own household.
var householdsOnTheOwn = []attempt{
	{"JoinHousehold", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		g := s.household(s.known(p), false)
		return func() error {
			return s.JoinHousehold(s.t.Context(), by, domain.JoinRequest{Household: g.Household, Terms: testkit.Terms, PIN: testkit.PIN})
		}
	}, person},
	{"LeaveHousehold", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		s.household(s.known(p), true)
		return func() error { return s.LeaveHousehold(s.t.Context(), by) }
	}, person},
	{"AnswerShared", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		g := s.household(s.known(p), true)
		return func() error {
			return s.AnswerShared(s.t.Context(), by, domain.SharedAnswer{Goal: g.ID, Version: g.Version, Answer: domain.AnswerAgreed}, testkit.PIN)
		}
	}, person},
}

func onHousehold(f func(s *scene, by domain.Actor, p domain.PersonID, g domain.SharedGoal) error) func(*scene, domain.Actor, domain.PersonID) func() error {
	return func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		g := s.household(s.known(p), false)
		return func() error { return f(s, by, p, g) }
	}
}

// household puts p into a new household with an offered goal.
func (s *scene) household(p domain.PersonID, joined bool) (g domain.SharedGoal) {
	s.t.Helper()
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		old, err := tx.Household(ctx, domain.Actor{Person: p}, p)
		if err != nil {
			return err
		}
		if old.ID != 0 {
			if err := tx.LeaveHousehold(ctx, old.ID, p, true, nil); err != nil {
				return err
			}
		}
		h := store.NewID[domain.HouseholdID](tx)
		if err := tx.NewHousehold(ctx, h, p, s.User("manager_a")); err != nil {
			return err
		}
		if joined {
			if err := tx.JoinHousehold(ctx, h, p); err != nil {
				return err
			}
		}
		g = domain.SharedGoal{ID: store.NewID[domain.SharedGoalID](tx), Household: h, Domain: "work", Text: text}
		if err := tx.SaveSharedGoal(ctx, g, s.User("manager_a"), false); err != nil {
			return err
		}
		g.Version = 1
		return tx.OfferShared(ctx, h)
	})
	return g
}

// share releases the goals of p's household to the organisation that is responsible.
func (s *scene) share(p domain.PersonID) {
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.AddRelease(ctx, domain.Release{
			Person: p, Section: domain.SectionPlan, Org: testkit.OrgBridge, Role: domain.RoleIntegrationManager, From: s.day(-3), Until: s.day(300),
			Purpose: domain.PurposePlan,
		})
		return err
	})
}
