package app_test

import (
	"cmp"
	"context"
	"strconv"
	"time"

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
	{"OpenWord", onWord(domain.SectionWork, readWord), bridge},
	{"OpenWord/not_released", onWord(domain.SectionSkills, readWord), ""},
	{"OpenWord/of_several", onWord(domain.SectionSkills, readWord, "olena"), managers + " " + leads + " " + admins},
	{"DecideWord", onWord(domain.SectionWork, decideWord), bridge},
	{"DecideWord/not_released", onWord(domain.SectionSkills, decideWord), ""},
	{"DecideWord/of_several", onWord(domain.SectionSkills, decideWord, "olena"), managers + " " + leads + " " + admins},
	{"CityLabels", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.CityLabels(s.t.Context(), by)
		return err
	}), leads + " " + admins},
	{"RemoveCityLabel", func(s *scene, by domain.Actor, _ domain.PersonID) func() error {
		id := s.cityLabel()
		return func() error { return s.RemoveCityLabel(s.t.Context(), by, id) }
	}, leads + " " + admins},
	{"WordSuggestions", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.WordSuggestions(s.t.Context(), by)
		return err
	}), themselves},
	{"AnswerWord", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		id := s.word(domain.SectionSkills, s.known(p))
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			return tx.DecideWord(ctx, domain.WordDecision{ID: id, State: domain.WordSuggested, Concept: "it:excel"}, s.User("manager_a"))
		})
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

// bridge are the askers with a role for words in the organisation to which sami has released work.
const bridge = "manager substitute colleague lead lead_other admin"

func readWord(s *scene, by domain.Actor, id domain.UnmatchedID) error {
	_, err := s.OpenWord(s.t.Context(), by, id)
	return err
}

func decideWord(s *scene, by domain.Actor, id domain.UnmatchedID) error {
	return s.DecideWord(s.t.Context(), by, domain.WordDecision{ID: id, State: domain.WordNoFit})
}

// onWord makes an attempt on an open word that the person said in an entry of the section, and the others too.
func onWord(in domain.Section, f func(*scene, domain.Actor, domain.UnmatchedID) error, others ...string) onPerson {
	return func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		persons := []domain.PersonID{s.known(p)}
		for _, name := range others {
			persons = append(persons, s.Person(name))
		}
		id := s.word(in, persons...)
		return func() error { return f(s, by, id) }
	}
}

// word is a word that no concept meets and that waits: the persons have said it in entries of the section, and nobody else.
func (s *scene) word(in domain.Section, persons ...domain.PersonID) (first domain.UnmatchedID) {
	s.t.Helper()
	word := store.FoldedWord{Asked: domain.AskedSkill, Language: "ar", Text: "طبخ", Folded: strconv.FormatInt(s.Clock.Now().UnixNano(), 10)} // each a word of its own
	for _, p := range persons {
		e := skillOf(p)
		if in == domain.SectionWork {
			e = domain.Entry{Person: p, Section: in, Work: &domain.Work{Occupation: domain.Term{Text: "طبخ"}}}
		}
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			had, err := tx.Entries(ctx, p, domain.SetOf(in))
			if err == nil && len(had) > 0 { // a section has room for so many only
				err = cmp.Or(tx.RemoveEntry(ctx, p, had[0].ID, had[0].Version, 0), tx.ForgetWords(ctx, p, had[0].ID))
			}
			if err != nil {
				return err
			}
			saved, err := tx.SaveEntry(ctx, e, 0)
			if err != nil {
				return err
			}
			return tx.KeepWords(ctx, p, saved.ID, true, []store.FoldedWord{word})
		})
		s.Clock.Add(time.Millisecond)
	}
	err := s.Raw().QueryRowContext(s.t.Context(), `
		SELECT min(id) FROM unmatched WHERE word_key = (SELECT word_key FROM unmatched ORDER BY id DESC LIMIT 1)`).Scan(&first)
	if err != nil {
		s.t.Fatal(err)
	}
	return first
}

// cityLabel makes a word a label of the city.
func (s *scene) cityLabel() (id domain.CityLabelID) {
	s.t.Helper()
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		err := tx.AddCityLabel(ctx, domain.CityLabel{
			Asked: domain.AskedSkill, Language: "ar", Folded: "طبخ", Label: "طبخ", Concept: "it:excel", Review: "none", By: s.User("manager_a"),
		})
		if err != nil {
			return err
		}
		list, err := tx.LabelsOfCity(ctx)
		id = list[0].ID
		return err
	})
	return id
}
