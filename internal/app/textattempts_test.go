package app_test

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// textsByRoles are the methods on texts of no person.
var textsByRoles = []attempt{
	{"TextsToReview", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.TextsToReview(s.t.Context(), by)
		return err
	}), managers},
	{"Phrases", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Phrases(s.t.Context(), by)
		return err
	}), leads + " " + admins},
	{"RemovePhrase", func(s *scene, by domain.Actor, _ domain.PersonID) func() error {
		var id domain.PhraseID
		s.Write(func(ctx context.Context, tx *store.Tx) (err error) {
			id, err = tx.AddPhrase(ctx, domain.Phrase{Language: "ar", Own: "طبخ", German: "Kochen", Approved: s.User("manager_a")})
			return err
		})
		return func() error { return s.RemovePhrase(s.t.Context(), by, id) }
	}, leads + " " + admins},
	{"SetTranslationLimit", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		return s.SetTranslationLimit(s.t.Context(), by, 1000)
	}), operator},
	{"TranslationBudget", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.TranslationBudget(s.t.Context(), by)
		return err
	}), operator},
}

// textsOnPersons are the methods on the texts of a person whom the caller names. Only work is released of the sections.
var textsOnPersons = []attempt{
	{"PersonTexts", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.PersonTexts(s.t.Context(), by, p)
		return err
	}), managing},
	{"ReviewText", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.text(s.known(p), domain.SectionWork, domain.TextHelper)
		return func() error {
			return s.ReviewText(s.t.Context(), by, p, domain.Review{ID: id, Version: 1, German: []string{"Dächer decken"}})
		}
	}, "manager substitute"},
	{"ReviewText/not_released", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.text(s.known(p), domain.SectionSkills, domain.TextHelper)
		return func() error {
			return s.ReviewText(s.t.Context(), by, p, domain.Review{ID: id, Version: 1, German: []string{"Dächer decken"}})
		}
	}, ""},
	{"ApprovePhrase", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.text(s.known(p), domain.SectionWork, domain.TextReviewed)
		return func() error { return s.ApprovePhrase(s.t.Context(), by, p, id, 1) }
	}, "manager substitute"},
	{"ApprovePhrase/not_released", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.text(s.known(p), domain.SectionSkills, domain.TextReviewed)
		return func() error { return s.ApprovePhrase(s.t.Context(), by, p, id, 1) }
	}, ""},
}

// textsOnTheOwn are the methods on the caller's own texts.
var textsOnTheOwn = []attempt{
	{"Texts", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		got, err := s.Texts(s.t.Context(), by)
		return same(by, got.Person.ID, err)
	}), themselves},
	{"ConfirmText", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.text(s.known(p), domain.SectionWork, domain.TextMachine)
		return func() error { return s.ConfirmText(s.t.Context(), by, id, 1) }
	}, person},
	{"RejectText", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.text(s.known(p), domain.SectionWork, domain.TextMachine)
		return func() error { return s.RejectText(s.t.Context(), by, id, 1) }
	}, person},
	{"AskTextHelp", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.text(s.known(p), domain.SectionWork, domain.TextWaiting)
		return func() error { return s.AskTextHelp(s.t.Context(), by, id, 1) }
	}, person},
}

// text adds a text of p in the state, with German unless it waits.
func (s *scene) text(p domain.PersonID, section domain.Section, state domain.TextState) (id domain.TranslationID) {
	s.t.Helper()
	t := domain.Translation{
		Person: p, Entry: 77, Section: section, Field: "term", Language: "ar", State: state, Source: "تسقيف",
		Sentences: []domain.Sentence{{Own: "تسقيف", German: "Dächer decken"}},
	}
	if state == domain.TextWaiting {
		t.Sentences[0].German = ""
	}
	s.Write(func(ctx context.Context, tx *store.Tx) (err error) {
		id, err = tx.SaveTranslation(ctx, t, 0)
		return err
	})
	return id
}
