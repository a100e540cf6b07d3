package app_test

import (
	"cmp"
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// truthOnTheOwn are the methods on who sees what, and on questions about entries of the own access book.
var truthOnTheOwn = []attempt{
	{"WhoSees", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.WhoSees(s.t.Context(), by)
		return err
	}), themselves},
	{"AskedEntry", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		seq := s.looked(cmp.Or(by.Person, s.known(p)), testkit.OrgBridge)
		return func() error {
			_, err := s.AskedEntry(s.t.Context(), by, seq)
			return err
		}
	}, themselves},
	{"AskAboutEntry", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		seq := s.looked(cmp.Or(by.Person, s.known(p)), testkit.OrgBridge)
		return func() error {
			return s.AskAboutEntry(s.t.Context(), by, domain.BookQuestion{Seq: seq, Text: "لماذا؟", Lang: "ar"})
		}
	}, themselves},
}

// questionsByRoles are the methods on what persons asked the own organisation.
var questionsByRoles = []attempt{
	{"BookQuestions", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, _, err := s.BookQuestions(s.t.Context(), by)
		return err
	}), leads + " " + admins + " " + agents},
	{"BookQuestion", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.question(s.known(p), s.orgOf(by))
		return func() error {
			_, err := s.BookQuestion(s.t.Context(), by, id)
			return err
		}
	}, leads + " " + admins + " " + agents},
	{"BookQuestion/other", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		to := testkit.OrgBridge
		if by.Org == to {
			to = testkit.OrgJobcenter
		}
		id := s.question(s.known(p), to)
		return func() error {
			_, err := s.BookQuestion(s.t.Context(), by, id)
			return err
		}
	}, ""},
	{"AnswerBookQuestion", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.question(s.known(p), s.orgOf(by))
		return func() error { return s.AnswerBookQuestion(s.t.Context(), by, id, "mistake", "") }
	}, leads + " " + admins + " " + agents},
}

// orgOf is the organisation of by; the one of sami's manager for who has none here.
func (s *scene) orgOf(by domain.Actor) domain.OrgID {
	s.t.Helper()
	to := cmp.Or(by.Org, testkit.OrgBridge)
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.ResponseTime(ctx, to)
		if domain.KindOf(err) == domain.NotFound {
			to, err = testkit.OrgBridge, nil // of the other tenant
		}
		return err
	})
	return to
}

// looked writes a look of somebody of an organisation into the book of p, and returns its number.
func (s *scene) looked(p domain.PersonID, of domain.OrgID) (seq int64) {
	s.t.Helper()
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		by := s.User("manager_a")
		if err := tx.AppendEvent(ctx, domain.Event{Actor: by, Org: of, Person: p, Action: domain.ReadCase, Rule: domain.RuleManaged}); err != nil {
			return err
		}
		head, err := tx.Head(ctx)
		seq = head.Seq
		return err
	})
	return seq
}

// question is a new question of p to an organisation.
func (s *scene) question(p domain.PersonID, to domain.OrgID) (id domain.BookQuestionID) {
	s.t.Helper()
	seq := s.looked(p, to)
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		id = store.NewID[domain.BookQuestionID](tx)
		return tx.AddBookQuestion(ctx, domain.BookQuestion{ID: id, Person: p, Org: to, Seq: seq, Text: "لماذا؟", Lang: "ar", Due: tx.Today.AddDays(14)})
	})
	return id
}
