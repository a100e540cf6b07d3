package app_test

import (
	"cmp"
	"context"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// responseByRoles are the methods on how long an organisation has for an answer.
var responseByRoles = []attempt{
	{"ResponseDays", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.ResponseDays(s.t.Context(), by)
		return err
	}), leads + " " + admins + " " + agents},
	{"SaveResponseDays", func(s *scene, by domain.Actor, _ domain.PersonID) func() error {
		var r domain.ResponseTime
		s.Write(func(ctx context.Context, tx *store.Tx) (err error) {
			r, err = tx.ResponseTime(ctx, cmp.Or(by.Org, testkit.OrgBridge))
			if domain.KindOf(err) == domain.NotFound {
				err = nil // of the other tenant
			}
			return err
		})
		return func() error { return s.SaveResponseDays(s.t.Context(), by, r) }
	}, admins + " " + agents},
}

// digestsByRoles are the methods on the own daily digest.
var digestsByRoles = []attempt{
	{"DigestSetting", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.DigestSetting(s.t.Context(), by)
		return err
	}), managers + " " + agents},
	{"SaveDigestSetting", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		return s.SaveDigestSetting(s.t.Context(), by, domain.DigestSetting{Address: "post@amt.example"})
	}), managers + " " + agents},
}

// bodiesOnPersons are the methods on what bodies are asked about a person whom the caller names.
var bodiesOnPersons = []attempt{
	{"BodyRequests", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.BodyRequests(s.t.Context(), by, p)
		return err
	}), person + " " + managing},
	{"AskBody", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		g := s.agreed(s.known(p))
		r := s.bodyRequest(s.known(p), domain.CoordinationEnded)
		return func() error {
			return s.AskBody(s.t.Context(), by, p, domain.BodyQuestion{Body: r.Body.ID, Goal: g.ID, Text: "Gibt es einen Platz?"}, "")
		}
	}, managing},
	{"MakeBodyLink", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		r := s.bodyRequest(s.known(p), domain.CoordinationShared)
		return func() error {
			_, err := s.MakeBodyLink(s.t.Context(), by, p, r.ID, auth.NewToken(), bodyCode, "")
			return err
		}
	}, managing},
	{"MoveBodyRequest", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		r := s.bodyRequest(s.known(p), domain.CoordinationShared)
		return func() error {
			return s.MoveBodyRequest(s.t.Context(), by, p, app.CoordinationMove{ID: r.ID, Version: r.Version, Event: domain.CoordinationEnd})
		}
	}, managing},
	{"AnswerBodyCounter", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		r := s.bodyRequest(s.known(p), domain.CoordinationCountered)
		return func() error {
			return s.AnswerBodyCounter(s.t.Context(), by, p, app.CounterAnswer{ID: r.ID, Version: r.Version})
		}
	}, person + " " + managing},
}

// bodiesOnTheOwn are the methods on what bodies are asked about oneself.
var bodiesOnTheOwn = []attempt{
	{"ConsentToBody", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		r := s.bodyRequest(s.known(p), domain.CoordinationProposed)
		return func() error {
			return s.ConsentToBody(s.t.Context(), by, app.BodyConsent{ID: r.ID, Version: r.Version})
		}
	}, person},
	{"TakeBackBody", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		r := s.bodyRequest(s.known(p), domain.CoordinationShared)
		return func() error { return s.TakeBackBody(s.t.Context(), by, r.ID) }
	}, person},
}

// bodyRequest asks a body about p's first goal; it stands in the state.
func (s *scene) bodyRequest(p domain.PersonID, state domain.CoordinationState) (r domain.BodyRequest) {
	s.t.Helper()
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		id := store.NewID[domain.CoordinationID](tx)
		body, err := tx.SaveBody(ctx, domain.Body{Name: "VHS " + id.String(), Kind: "course_provider"})
		if err != nil {
			return err
		}
		r = domain.BodyRequest{Body: domain.Body{ID: body}, By: s.User("manager_a"), Question: "Gibt es einen Platz?"}
		r.ID, r.Person, r.Goal, r.Version = id, p, s.first[p], 1
		if err := tx.AddBodyRequest(ctx, r); err != nil {
			return err
		}
		r.State, r.CounterDue, r.ByManager, r.ByPerson = state, "2026-12-01", domain.AnswerOpen, domain.AnswerOpen
		if state != domain.CoordinationProposed {
			r.GivenAt, r.Until, r.Shown = tx.Now, tx.Today.AddDays(30), domain.BodyFirstName
		}
		err = tx.SaveBodyRequest(ctx, r, 0)
		r.Version = 2
		return err
	})
	return r
}
