package app_test

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// weighed gives the case of p the weight, with manager_a as the manager, and returns it.
func (s *scene) weighed(p domain.PersonID, w domain.Weight) domain.Case {
	s.t.Helper()
	c := s.caseOf(p)
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		if err := tx.ReassignCase(ctx, c.Person, s.User("manager_a"), c.Version); err != nil {
			return err
		}
		return tx.SetWeight(ctx, c.Person, w, s.day(0), c.Version+1)
	})
	return s.caseOf(p)
}

// deskByRoles are the methods of the desk on no person, and taking somebody from the waiting list of the team north.
var deskByRoles = []attempt{
	{"Morning", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Morning(s.t.Context(), by)
		return err
	}), managers},
	{"Loads", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, _, err := s.Loads(s.t.Context(), by)
		return err
	}), leads + " " + admins},
	{"Waiting", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Waiting(s.t.Context(), by)
		return err
	}), managers + " " + leads + " " + admins},
	{"TakeWaiting", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		c := s.weighed(p, domain.WeightWaiting)
		return func() error {
			err := s.TakeWaiting(s.t.Context(), by, domain.Taking{Person: p, Version: c.Version, Skip: "language"})
			if err == nil {
				s.weighed(p, "")
			}
			return err
		}
	}, "manager colleague"},
}

// deskOnPersons are the methods of the desk on one person.
var deskOnPersons = []attempt{
	{"SetWeight", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		c := s.weighed(p, "")
		return func() error { return s.SetWeight(s.t.Context(), by, p, domain.WeightAccompanied, c.Version) }
	}, managing},
	{"AssignWaiting", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		c := s.weighed(p, domain.WeightWaiting)
		return func() error {
			return s.AssignWaiting(s.t.Context(), by, domain.Taking{Person: p, Manager: s.User("manager_a"), Version: c.Version, Skip: "family"})
		}
	}, leading},
	{"SetUrgency", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		c := s.weighed(p, domain.WeightWaiting)
		return func() error { return s.SetUrgency(s.t.Context(), by, p, "housing", c.Version) }
	}, leading},
}
