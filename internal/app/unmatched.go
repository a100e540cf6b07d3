package app

import (
	"context"
	"fmt"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/translate"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// KindsOf are the kinds of concepts that can be meant by a word.
func KindsOf(what domain.Asked) []vocab.Kind {
	switch what {
	case domain.AskedOccupation:
		return []vocab.Kind{vocab.Occupation}
	case domain.AskedTask:
		return []vocab.Kind{vocab.Task, vocab.Machine, vocab.IT, vocab.Soft}
	case domain.AskedCertificate:
		return []vocab.Kind{vocab.Certificate, vocab.School, vocab.Licence}
	case domain.AskedSubject:
		return []vocab.Kind{vocab.Subject, vocab.Occupation}
	case domain.AskedCourse:
		return []vocab.Kind{vocab.Course, vocab.LanguageCertificate, vocab.Licence}
	case domain.AskedLanguageCertificate:
		return []vocab.Kind{vocab.LanguageCertificate}
	case domain.AskedSkill:
		return []vocab.Kind{vocab.Soft, vocab.IT, vocab.Machine, vocab.Licence, vocab.Task}
	}
	return nil
}

// keepWords puts the words of an entry that no concept meets into the queue of the city. A word that could say who somebody is never gets
// there: one with a number, an address, a name or a place of the person, or one that is as long as a story. had tells whether an earlier
// version of the entry may have had some.
func (a *App) keepWords(ctx context.Context, tx *store.Tx, by domain.Actor, e domain.Entry, had bool) error {
	var words []store.FoldedWord
	e.EachTerm(func(what domain.Asked, t *domain.Term) {
		text := t.Label + t.Text
		if t.Concept == "" && t.German == "" && domain.ShortWord(text) && a.Typed(by.Lang, text, KindsOf(what)) == (domain.Term{Text: text}) {
			words = append(words, store.FoldedWord{Asked: what, Language: by.Lang, Text: text, Folded: vocab.Fold(text)})
		}
	})
	if len(words) == 0 {
		if !had {
			return nil
		}
		return tx.ForgetWords(ctx, e.Person, e.ID)
	}
	known, err := whoSomebodyIs(ctx, tx, e.Person)
	if err != nil {
		return err
	}
	words = slices.DeleteFunc(words, func(w store.FoldedWord) bool { return translate.Mask(w.Text, known).Text != w.Text })
	return tx.KeepWords(ctx, e.Person, e.ID, !had, words)
}

// whoSomebodyIs lists the names, firms, schools, streets and places of a person, and where the person lives.
func whoSomebodyIs(ctx context.Context, tx *store.Tx, p domain.PersonID) (known []translate.Known, err error) {
	person, err := tx.Person(ctx, p)
	if err != nil {
		return nil, err
	}
	home, err := tx.Accommodation(ctx, person.Accommodation)
	if err != nil {
		return nil, err
	}
	entries, err := tx.Entries(ctx, p, allSections)
	add := func(names ...string) {
		for _, s := range names {
			if s != "" {
				known = append(known, translate.Known{Source: s})
			}
		}
	}
	add(person.Name.Latin, person.Name.Native, home.Name)
	for _, e := range entries {
		switch {
		case e.Contact != nil:
			add(e.Contact.Street, e.Contact.City)
		case e.Work != nil:
			add(e.Work.Employer.Latin, e.Work.Employer.Native, e.Work.Place.City.Latin, e.Work.Place.City.Native)
		case e.Education != nil:
			add(e.Education.Institution.Latin, e.Education.Institution.Native, e.Education.Place.City.Latin, e.Education.Place.City.Native)
		case e.Course != nil:
			add(e.Course.Institution.Latin, e.Course.Institution.Native)
		}
	}
	return known, err
}

// shownWords is how many words a page of the queue shows.
const shownWords = 50

// OpenWords returns the words of persons that no concept meets and that wait for staff, those of most persons first: words of somebody who
// has released the section to the organisation of by, or of several persons. Who said them is not in it.
// Errors: NotFound (by has no role for it).
func (a *App) OpenWords(ctx context.Context, by domain.Actor) (words []domain.Unmatched, err error) {
	err = a.look(ctx, by, domain.ListWords, 0, func(tx *store.Tx, d *deed) error {
		words, err = tx.OpenWords(ctx, by, shownWords)
		d.event.Purpose, d.event.Note = "", fmt.Sprintf("rows=%d", len(words))
		return err
	})
	return words, err
}

// OpenWord returns one word that waits.
// Errors: NotFound (by has no role for it, may not see the word, or it does not wait any more).
func (a *App) OpenWord(ctx context.Context, by domain.Actor, id domain.UnmatchedID) (word domain.Unmatched, err error) {
	err = a.look(ctx, by, domain.ListWords, 0, func(tx *store.Tx, d *deed) error {
		word, err = tx.OpenWord(ctx, by, id)
		d.event.Purpose, d.event.Object = "", int64(id)
		return err
	})
	return word, err
}

// DecideWord keeps what staff decide about a word. Whoever said it gets a suggestion; nothing that they have said is changed. A general one
// becomes a label of the city.
// Errors: NotFound (by has no role for it, may not see the word, or it does not wait any more), Invalid (w.Check; no such concept).
func (a *App) DecideWord(ctx context.Context, by domain.Actor, w domain.WordDecision) error {
	return a.do(ctx, by, domain.DecideWord, 0, func(tx *store.Tx, d *deed) error {
		if err := w.Check(); err != nil {
			return err
		}
		word, err := tx.OpenWord(ctx, by, w.ID)
		if err != nil {
			return err
		}
		if w.State == domain.WordSuggested {
			if _, err := a.Pick("concept", w.Concept, KindsOf(word.Asked)); err != nil {
				return err
			}
		}
		d.event.Purpose, d.event.Object, d.event.Note = "", int64(w.ID), string(w.State)
		if w.General {
			d.event.Note += " general"
			l := domain.CityLabel{
				Asked: word.Asked, Language: word.Language, Folded: vocab.Fold(word.Word), Label: word.Word, Concept: w.Concept,
				Review: string(vocab.Unreviewed), By: by.User,
			}
			if w.Native {
				l.Review = string(vocab.Native)
			}
			if err := tx.AddCityLabel(ctx, l); err != nil {
				return err
			}
		}
		return tx.DecideWord(ctx, w, by.User)
	})
}

// CityLabels returns the words that staff have approved as labels of the city.
// Errors: NotFound (by is neither team lead nor admin).
func (a *App) CityLabels(ctx context.Context, by domain.Actor) (list []domain.CityLabel, err error) {
	err = a.look(ctx, by, domain.ListCityLabels, 0, func(tx *store.Tx, d *deed) error {
		list, err = tx.LabelsOfCity(ctx)
		d.event.Purpose, d.event.Note = "", fmt.Sprintf("rows=%d", len(list))
		return err
	})
	return list, err
}

// RemoveCityLabel takes a label away: the search finds its word no more, and its concept is suggested to nobody. Whoever has it keeps it.
// Errors: NotFound (by is neither team lead nor admin, or there is no such label).
func (a *App) RemoveCityLabel(ctx context.Context, by domain.Actor, id domain.CityLabelID) error {
	return a.do(ctx, by, domain.RemoveCityLabel, 0, func(tx *store.Tx, d *deed) error {
		d.event.Purpose, d.event.Object = "", int64(id)
		return tx.RemoveCityLabel(ctx, id)
	})
}

// WordSuggestions returns the concepts that staff suggest for words of the person, to the person.
// Errors: NotFound (by is somebody else).
func (a *App) WordSuggestions(ctx context.Context, by domain.Actor) (list []domain.WordSuggestion, err error) {
	err = a.look(ctx, by, domain.ReadProfile, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections = allSections
		list, err = tx.WordSuggestions(ctx, by.Person)
		return err
	})
	return list, err
}

// AnswerWord takes a suggestion, which puts its concept in the place of the word, or keeps the word.
// Errors: NotFound (by is somebody else, or has no such suggestion), Conflict (the word is not there any more).
func (a *App) AnswerWord(ctx context.Context, by domain.Actor, id domain.UnmatchedID, take bool) error {
	return a.do(ctx, by, domain.AnswerWord, by.Person, func(tx *store.Tx, d *deed) error {
		s, err := tx.WordSuggestion(ctx, by.Person, id)
		if err != nil {
			return err
		}
		d.event.Object = int64(s.Entry)
		if !take {
			return tx.AnswerWord(ctx, by.Person, id, domain.WordDeclined)
		}
		e, err := tx.Entry(ctx, by.Person, s.Entry)
		if err != nil {
			return err
		}
		d.event.Sections = domain.SetOf(e.Section)
		if !a.takeConcept(&e, s) {
			return domain.ErrConflict()
		}
		if by.Acting() {
			e.HelpedBy = by.Name
		}
		if err := e.Check(); err != nil {
			return err
		}
		saved, err := tx.SaveEntry(ctx, e, by.User)
		if err != nil {
			return err
		}
		if err := a.keepTexts(ctx, tx, by, e, saved.OwnWords); err != nil {
			return err
		}
		return tx.AnswerWord(ctx, by.Person, id, domain.WordAccepted)
	})
}

// takeConcept puts the concept of a suggestion in the place of its word; false when the word or the concept is not there any more.
func (a *App) takeConcept(e *domain.Entry, s domain.WordSuggestion) bool {
	term, err := a.Pick("", s.Concept, KindsOf(s.Asked))
	found := false
	e.EachTerm(func(what domain.Asked, t *domain.Term) {
		if err == nil && what == s.Asked && t.Concept == "" && t.Label+t.Text == s.Word {
			*t, found = term, true
		}
	})
	return found
}

// SaveReading keeps which other language the person reads, for the search of words; domain.ReadsNone for none.
// Errors: NotFound (by is somebody else), Invalid (no words in that language).
func (a *App) SaveReading(ctx context.Context, by domain.Actor, language string) error {
	return a.do(ctx, by, domain.SaveReading, by.Person, func(tx *store.Tx, _ *deed) error {
		if language != domain.ReadsNone && !slices.Contains(a.Vocab.Languages(), language) {
			return wrong("language", "choose")
		}
		return tx.SaveReading(ctx, by.Person, language)
	})
}
