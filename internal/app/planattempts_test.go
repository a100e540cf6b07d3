package app_test

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// planByRoles are the methods on what plans of all persons share.
var planByRoles = []attempt{
	{"SaveBody", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		return s.SaveBody(s.t.Context(), by, domain.Body{Name: "Volkshochschule " + by.Session.String(), Kind: "course_provider"}, "")
	}), leads + " " + admins},
}

// substitutionsByRoles are the methods on who stands in for whom.
var substitutionsByRoles = []attempt{
	{"Substitutions", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Substitutions(s.t.Context(), by)
		return err
	}), leads + " " + admins},
	{"AddSubstitution", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		return s.AddSubstitution(s.t.Context(), by, s.absence())
	}), "lead admin"},
	{"EndSubstitution", func(s *scene, by domain.Actor, _ domain.PersonID) func() error {
		x := s.absence()
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			return tx.AddSubstitution(ctx, x.User, x.For, x.From, x.Until)
		})
		return func() error { return s.EndSubstitution(s.t.Context(), by, x) }
	}, "lead admin"},
}

// absence is a substitution of the team north, each time of another day.
func (s *scene) absence() domain.Substitution {
	s.absences++
	day := s.day(100 + s.absences)
	return domain.Substitution{User: s.User("substitute"), For: s.User("manager_a"), From: day, Until: day}
}

// planOnPersons are the methods on the plan of one person.
var planOnPersons = []attempt{
	{"SavePlanTerms", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		terms := s.planOf(s.known(p)).Terms
		return func() error { return s.SavePlanTerms(s.t.Context(), by, p, terms) }
	}, managing},
	{"AddEvidence", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		m := s.agreed(s.known(p)).Measures[0]
		return func() error {
			return s.AddEvidence(s.t.Context(), by, p, m, domain.Evidence{Text: "Bescheinigung", On: "2026-03-01"}, false)
		}
	}, person + " " + managing},
}

// planOf is the draft of the person's plan.
func (s *scene) planOf(p domain.PersonID) (plan domain.Plan) {
	s.Write(func(ctx context.Context, tx *store.Tx) (err error) {
		plan, err = tx.Plan(ctx, p)
		return err
	})
	return plan
}
