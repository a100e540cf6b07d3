package app

import (
	"context"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/translate"
)

// TextsToReview returns the persons whom by manages and some of whose texts in released sections nobody has reviewed: names and figures,
// the longest wait first.
// Errors: NotFound (by is no integration manager).
func (a *App) TextsToReview(ctx context.Context, by domain.Actor) (cases []domain.ReviewCase, err error) {
	err = a.look(ctx, by, domain.ListTexts, 0, func(tx *store.Tx, d *deed) error {
		cases, err = tx.ReviewCases(ctx, by)
		d.event.Note = filterNote(domain.CaseFilter{}, len(cases))
		return err
	})
	return cases, err
}

// PersonTexts returns the free texts of a person in the released sections; of the CVs the first one only.
// Errors: NotFound (not managed by by, core not released, or no such person).
func (a *App) PersonTexts(ctx context.Context, by domain.Actor, p domain.PersonID) (page TextsPage, err error) {
	err = a.look(ctx, by, domain.ReadTexts, p, func(tx *store.Tx, d *deed) error {
		d.event.Sections = d.facts.Released
		page, err = loadTexts(ctx, tx, p, d.facts.Released, 1)
		return err
	})
	return page, err
}

// ReviewText stores German that staff have written or mended. It stands in the CV from then on, until the person says that it is not right.
// Errors: Invalid (r.Check; not one text for each sentence), NotFound (not managed by by, section not released, or no such text), Conflict
// (version is old, or the person has confirmed the text).
func (a *App) ReviewText(ctx context.Context, by domain.Actor, p domain.PersonID, r domain.Review) error {
	if err := r.Check(); err != nil {
		return err
	}
	return a.changeText(ctx, by, domain.ReviewText, p, r.ID, r.Version, func(tx *store.Tx, t *domain.Translation) error {
		if t.State == domain.TextConfirmed {
			return domain.ErrConflict()
		}
		switch {
		case len(r.German) == len(t.Sentences):
			for i, german := range r.German {
				t.Sentences[i] = domain.Sentence{Own: t.Sentences[i].Own, German: strings.TrimSpace(german)}
			}
		case len(r.German) == 1:
			t.Sentences = []domain.Sentence{{Own: t.Source, German: strings.TrimSpace(r.German[0])}}
		default:
			return wrong("german", "required")
		}
		t.State, t.Reason, t.Due = domain.TextReviewed, "", !a.Translator.none()
		t.Engine, t.BackEngine = "", ""
		t.Reviewer, t.ReviewerName, t.Reviewed = by.User, by.Name, tx.Now
		return nil
	})
}

// ApprovePhrase says that a text with its German is general: it enters the city's memory, for everybody.
// Errors: NotFound (not managed by by, section not released, or no such text), Conflict (version is old, or nobody has reviewed the German),
// Invalid (it holds a number, a name or another fact).
func (a *App) ApprovePhrase(ctx context.Context, by domain.Actor, p domain.PersonID, id domain.TranslationID, version int) error {
	return a.do(ctx, by, domain.ApprovePhrase, p, func(tx *store.Tx, d *deed) error {
		t, err := tx.Translation(ctx, p, id)
		if err != nil {
			return err
		}
		if err := releasedText(ctx, tx, t, d.facts.Released); err != nil {
			return err
		}
		d.event.Sections, d.event.Object = domain.SetOf(t.Section), int64(id)
		if t.Version != version || !t.Printed() {
			return domain.ErrConflict()
		}
		known, err := whoSomebodyIs(ctx, tx, p)
		if err != nil {
			return err
		}
		if !general(t, known) {
			return wrong("", "phrase.facts")
		}
		_, err = tx.AddPhrase(ctx, domain.Phrase{Language: t.Language, Own: t.Source, German: t.German(), Approved: by.User})
		return err
	})
}

// general tells whether neither wording has a fact that would be masked.
func general(t domain.Translation, known []translate.Known) bool {
	for _, s := range [...]string{t.Source, t.German()} {
		if translate.Mask(s, known).Text != s {
			return false
		}
	}
	return true
}

// Phrases returns the city's memory.
// Errors: NotFound (by is neither team lead nor admin).
func (a *App) Phrases(ctx context.Context, by domain.Actor) (all []domain.Phrase, err error) {
	err = a.look(ctx, by, domain.ListPhrases, 0, func(tx *store.Tx, _ *deed) error {
		all, err = tx.Phrases(ctx)
		return err
	})
	return all, err
}

// RemovePhrase takes a phrase out of the city's memory; texts that came out of it stay as they are.
// Errors: NotFound (by is neither team lead nor admin, or there is no such phrase).
func (a *App) RemovePhrase(ctx context.Context, by domain.Actor, id domain.PhraseID) error {
	return a.do(ctx, by, domain.RemovePhrase, 0, func(tx *store.Tx, d *deed) error {
		d.event.Object = int64(id)
		return tx.RemovePhrase(ctx, id)
	})
}
