package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// A Text is what a person said in own words, with its way into German.
type Text struct {
	domain.Translation
	Before *domain.Translation // German of an earlier wording, TextOutdated; nil when there is none
}

// TextsPage is the free texts of a person as their reader may see them.
type TextsPage struct {
	Person  domain.Person
	Texts   []Text                          // in the order of the questions
	Entries map[domain.EntryID]domain.Entry // of which the texts are
	Today   domain.Day
}

// Of returns the texts of one entry; 0 for the occupation looked for.
func (p TextsPage) Of(e domain.EntryID) []Text {
	var out []Text
	for _, t := range p.Texts {
		if t.Entry == e {
			out = append(out, t)
		}
	}
	return out
}

// Text returns one text.
func (p TextsPage) Text(id domain.TranslationID) (Text, bool) {
	for _, t := range p.Texts {
		if t.ID == id && id != 0 {
			return t, true
		}
	}
	return Text{}, false
}

// Texts returns the own free texts with their German, sentence by sentence.
// Errors: NotFound (by is somebody else).
func (a *App) Texts(ctx context.Context, by domain.Actor) (page TextsPage, err error) {
	err = a.look(ctx, by, domain.ReadCV, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionCV)
		page, err = loadTexts(ctx, tx, by.Person, allSections.With(domain.SectionCV), domain.MaxCVs)
		return err
	})
	return page, err
}

// loadTexts loads the free texts in the sections, with the section cv those of the first so many CVs.
func loadTexts(ctx context.Context, tx *store.Tx, p domain.PersonID, sections domain.SectionSet, ofCVs int) (page TextsPage, err error) {
	page.Today = tx.Today
	if page.Person, err = tx.Person(ctx, p); err != nil {
		return page, err
	}
	entries, cvs, err := tx.Said(ctx, p, sections)
	if err != nil {
		return page, err
	}
	known, err := tx.Translations(ctx, p, sections)
	if err != nil {
		return page, err
	}
	page.Entries = map[domain.EntryID]domain.Entry{}
	if sections.Has(domain.SectionCV) {
		page.add(known, 0, domain.SectionCV, targets(p, cvs[:min(ofCVs, len(cvs))]).texts)
	}
	order := domain.ProfileSections[:]
	slices.SortStableFunc(entries, func(x, y domain.Entry) int {
		return cmp.Or(slices.Index(order, x.Section)-slices.Index(order, y.Section), x.Pos-y.Pos)
	})
	for _, e := range entries {
		if texts := e.FreeTexts(); len(texts) > 0 {
			page.Entries[e.ID] = e
			page.add(known, e.ID, e.Section, texts)
		}
	}
	return page, nil
}

// add puts the free texts of one place on the page, with what is known of them.
func (p *TextsPage) add(known []domain.Translation, e domain.EntryID, s domain.Section, texts []domain.FreeText) {
	for _, f := range texts {
		t := Text{Translation: domain.Translation{
			Person: p.Person.ID, Entry: e, Section: s, Field: f.Field, Language: p.Person.Language, State: domain.TextWaiting,
			Source: f.Text, Sentences: []domain.Sentence{{Own: f.Text}},
		}}
		for _, k := range known {
			switch {
			case k.Entry != e:
			case k.Ended == 0 && k.Source == f.Text && (t.ID == 0 || k.Field == f.Field):
				t.Translation = k
			case k.Ended != 0 && k.Field == f.Field && k.German() != "":
				k.State = domain.TextOutdated
				t.Before = &k
			}
		}
		t.Field = f.Field
		p.Texts = append(p.Texts, t)
	}
}

// ConfirmText says that the German of a text is right: from then on it stands in the CV.
// Errors: NotFound (no such text of the person, or by is somebody else), Conflict (version is old, or there is no German), Invalid (by acts
// for the person and has reviewed the German).
func (a *App) ConfirmText(ctx context.Context, by domain.Actor, id domain.TranslationID, version int) error {
	return a.changeText(ctx, by, domain.ConfirmText, by.Person, id, version, func(tx *store.Tx, t *domain.Translation) error {
		if t.State != domain.TextMachine && t.State != domain.TextReviewed || t.German() == "" {
			return domain.ErrConflict()
		}
		if by.Acting() && t.State == domain.TextReviewed && t.Reviewer == by.User {
			return wrong("", "ownReview")
		}
		t.State, t.Reason, t.Confirmed, t.ConfirmedBy = domain.TextConfirmed, "", tx.Now, ""
		if by.Acting() {
			t.ConfirmedBy = by.Name
		}
		return nil
	})
}

// RejectText says that the German of a text is not right: it goes to a human, and out of the CV.
// Errors: NotFound (no such text of the person, or by is somebody else), Conflict (version is old, or there is no German).
func (a *App) RejectText(ctx context.Context, by domain.Actor, id domain.TranslationID, version int) error {
	return a.changeText(ctx, by, domain.RejectText, by.Person, id, version, func(_ *store.Tx, t *domain.Translation) error {
		if t.German() == "" {
			return domain.ErrConflict()
		}
		toHelper(t, domain.ReasonNotCorrect)
		return nil
	})
}

// AskTextHelp asks for a human who looks at a text.
// Errors: NotFound (no such text of the person, or by is somebody else), Conflict (version is old, or the text is confirmed).
func (a *App) AskTextHelp(ctx context.Context, by domain.Actor, id domain.TranslationID, version int) error {
	return a.changeText(ctx, by, domain.AskTextHelp, by.Person, id, version, func(_ *store.Tx, t *domain.Translation) error {
		if t.State == domain.TextConfirmed {
			return domain.ErrConflict()
		}
		toHelper(t, domain.ReasonAsked)
		return nil
	})
}

// toHelper lets a text wait for a human.
func toHelper(t *domain.Translation, why domain.TextReason) {
	t.State, t.Reason, t.Due = domain.TextHelper, why, false
}

// changeText is do for one text of p that counts now, in the version that its reader saw.
func (a *App) changeText(
	ctx context.Context, by domain.Actor, act domain.Action, p domain.PersonID, id domain.TranslationID, version int,
	f func(*store.Tx, *domain.Translation) error,
) error {
	err := a.do(ctx, by, act, p, func(tx *store.Tx, d *deed) error {
		t, err := tx.Translation(ctx, p, id)
		if err != nil {
			return err
		}
		if !by.IsPerson() {
			if err := releasedText(ctx, tx, t, d.facts.Released); err != nil {
				return err
			}
		}
		d.event.Sections, d.event.Object = domain.SetOf(t.Section), int64(id)
		if t.Version != version {
			return domain.ErrConflict()
		}
		if err := f(tx, &t); err != nil {
			return err
		}
		if t.Due {
			if err := tx.AskTranslation(ctx, p); err != nil {
				return err
			}
		}
		_, err = tx.SaveTranslation(ctx, t, by.User)
		return err
	})
	if err == nil {
		a.Translator.wake()
	}
	return err
}

// releasedText returns NotFound for a text in none of the sections, and for what is looked for in another CV than the first one, which is
// the person's own.
func releasedText(ctx context.Context, tx *store.Tx, t domain.Translation, sections domain.SectionSet) error {
	if !sections.Has(t.Section) {
		return domain.ErrNotFound()
	}
	if t.Entry != 0 {
		return nil
	}
	_, cvs, err := tx.Said(ctx, t.Person, domain.SetOf(domain.SectionCV))
	if err == nil && t.Field != domain.TargetField(first(cvs).ID) {
		err = domain.ErrNotFound()
	}
	return err
}
