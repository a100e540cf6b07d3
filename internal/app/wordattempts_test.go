package app_test

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// onWords are the methods on words that no concept meets.
var onWords = []attempt{
	{"OpenWords", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.OpenWords(s.t.Context(), by)
		return err
	}), managers + " " + leads + " " + admins},
	{"OpenWord", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.word(s.known(p), domain.WordOpen)
		return func() error { _, err := s.OpenWord(s.t.Context(), by, id); return err }
	}, managers + " " + leads + " " + admins},
	{"DecideWord", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		d := domain.WordDecision{ID: s.word(s.known(p), domain.WordOpen), State: domain.WordNoFit}
		return func() error { return s.DecideWord(s.t.Context(), by, d) }
	}, managers + " " + leads + " " + admins},
	{"WordSuggestions", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.WordSuggestions(s.t.Context(), by)
		return err
	}), themselves},
	{"AnswerWord", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.word(s.known(p), domain.WordSuggested)
		return func() error { return s.AnswerWord(s.t.Context(), by, id, true) }
	}, person},
	{"SaveReading", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		return s.SaveReading(s.t.Context(), by, "en")
	}), themselves},
	{"Search", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Search(s.t.Context(), by, "ar", "en", "طبخ", app.KindsOf(domain.AskedSkill), 3)
		return err
	}), themselves},
	{"Said", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Said(s.t.Context(), by, "ar", "كلمة لا يعرفها أحد", []vocab.Kind{vocab.Occupation})
		return err
	}), themselves},
}

// word is a word of p that no concept meets, in the state.
func (s *scene) word(p domain.PersonID, state domain.UnmatchedState) (id domain.UnmatchedID) {
	s.t.Helper()
	e := skillOf(p)
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		had, err := tx.Entries(ctx, p, domain.SetOf(domain.SectionSkills))
		if err == nil && len(had) > 0 { // a section has room for so many only
			err = tx.RemoveEntry(ctx, p, had[0].ID, had[0].Version, 0)
		}
		if err == nil {
			var saved store.SavedEntry
			saved, err = tx.SaveEntry(ctx, e, 0)
			e.ID = saved.ID
		}
		if err != nil {
			return err
		}
		w := store.FoldedWord{Asked: domain.AskedSkill, Language: "ar", Text: e.Skill.Term.Text, Folded: e.ID.String()} // each a word of its own
		if err := tx.KeepWords(ctx, p, e.ID, true, []store.FoldedWord{w}); err != nil {
			return err
		}
		list, err := tx.OpenWords(ctx, 1000)
		id = list[len(list)-1].ID
		if err == nil && state == domain.WordSuggested {
			err = tx.DecideWord(ctx, domain.WordDecision{ID: id, State: state, Concept: "it:excel"}, s.User("manager_a"))
		}
		return err
	})
	return id
}
