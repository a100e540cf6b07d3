package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/translate"
)

// A wording is what a person says in own words in one place: in an entry, or (entry 0) about the CV.
type wording struct {
	person   domain.PersonID
	entry    domain.EntryID
	section  domain.Section
	language string // of the texts
	by       domain.UserID
	texts    []domain.FreeText
}

// keepTexts lets the translations of an entry that was just saved follow its words: what is new goes into the queue, what was said
// otherwise before stays as history. had tells whether an earlier version of the entry may have had free texts.
func (a *App) keepTexts(ctx context.Context, tx *store.Tx, by domain.Actor, e domain.Entry, had bool) error {
	texts := e.FreeTexts()
	if len(texts) == 0 && !had {
		return nil
	}
	return a.keepWording(ctx, tx, by, wording{person: e.Person, entry: e.ID, section: e.Section, texts: texts})
}

// keepTargets is keepTexts for the occupations looked for, after a CV was saved or taken away.
func (a *App) keepTargets(ctx context.Context, tx *store.Tx, by domain.Actor) error {
	_, cvs, err := tx.Said(ctx, by.Person, domain.SetOf(domain.SectionCV))
	if err != nil {
		return err
	}
	return a.keepWording(ctx, tx, by, targets(by.Person, cvs))
}

// targets is what a person looks for in own words, in all CVs.
func targets(p domain.PersonID, cvs []domain.CVSelection) wording {
	w := wording{person: p, section: domain.SectionCV}
	for _, s := range cvs {
		w.texts = append(w.texts, s.FreeTexts()...)
	}
	return w
}

func (a *App) keepWording(ctx context.Context, tx *store.Tx, by domain.Actor, w wording) error {
	w.by = by.User
	if len(w.texts) == 0 {
		return tx.EndTranslations(ctx, w.person, w.entry)
	}
	if err := tx.AskTranslation(ctx, w.person); err != nil { // before anything is read: who translates waits for the end of this
		return err
	}
	w.language = by.Lang
	if w.language == "de" || !slices.Contains(domain.PersonLanguages[:], w.language) {
		p, err := tx.Person(ctx, w.person)
		if err != nil {
			return err
		}
		w.language = p.Language
	}
	return a.follow(ctx, tx, w)
}

// follow matches the texts of w with the translations that count. A text that stands elsewhere in the entry now keeps its translation.
func (a *App) follow(ctx context.Context, tx *store.Tx, w wording) error {
	stored, err := tx.TranslationsOf(ctx, w.person, w.entry)
	if err != nil {
		return err
	}
	var fresh []domain.FreeText
	for _, f := range w.texts {
		i := slices.IndexFunc(stored, func(t domain.Translation) bool { return t.Source == f.Text && t.Field == f.Field })
		if i < 0 {
			i = slices.IndexFunc(stored, func(t domain.Translation) bool { return t.Source == f.Text && domain.SameField(t.Field, f.Field) })
		}
		if i < 0 {
			fresh = append(fresh, f)
			continue
		}
		if t := stored[i]; t.Field != f.Field {
			t.Field = f.Field
			if _, err := tx.SaveTranslation(ctx, t, w.by); err != nil {
				return err
			}
		}
		stored = slices.Delete(stored, i, i+1)
	}
	for _, t := range stored {
		t.Ended, t.Due = tx.Now, false
		if !slices.ContainsFunc(fresh, func(f domain.FreeText) bool { return f.Field == t.Field }) {
			t.Field = "" // nothing stands in its place
		}
		if _, err := tx.SaveTranslation(ctx, t, w.by); err != nil {
			return err
		}
	}
	for _, f := range fresh {
		t, err := a.begin(ctx, tx, w, f)
		if err != nil {
			return err
		}
		if _, err := tx.SaveTranslation(ctx, t, w.by); err != nil {
			return err
		}
	}
	return nil
}

// begin is the translation of a text that is new in its place: what the person's memory or the city's knows of it, the German that came
// with it, or nothing yet.
func (a *App) begin(ctx context.Context, tx *store.Tx, w wording, f domain.FreeText) (domain.Translation, error) {
	t := domain.Translation{Person: w.person, Entry: w.entry, Section: w.section, Field: f.Field, Language: w.language, Source: f.Text}
	for _, s := range translate.Sentences(f.Text) {
		t.Sentences = append(t.Sentences, domain.Sentence{Own: s})
	}
	found, err := a.recall(ctx, tx, &t)
	switch {
	case err != nil || found:
	case f.German != "":
		t.State, t.Due, t.Sentences = domain.TextMachine, !a.Translator.none(), []domain.Sentence{{Own: f.Text, German: f.German}}
	case a.Translator.none():
		toHelper(&t, domain.ReasonNoEngine)
	default:
		t.State, t.Due = domain.TextWaiting, true
	}
	return t, err
}

// recall fills t from what the person has said before, or from the city's memory, so that no engine gets the same text again.
func (a *App) recall(ctx context.Context, tx *store.Tx, t *domain.Translation) (found bool, err error) {
	before, err := tx.Remembered(ctx, t.Person, t.Language, t.Source)
	if err != nil {
		return false, err
	}
	for _, b := range before {
		if b.ID != t.ID && (b.German() != "" || triedInVain(b)) {
			b.ID, b.Entry, b.Section, b.Field, b.Version, b.Ended = t.ID, t.Entry, t.Section, t.Field, t.Version, t.Ended
			*t = b
			return true, nil
		}
	}
	p, err := tx.Phrase(ctx, t.Language, t.Source)
	if domain.KindOf(err) == domain.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	t.State, t.Reason, t.Due, t.Engine = domain.TextReviewed, "", !a.Translator.none(), domain.EngineCity
	t.Sentences, t.Reviewer, t.ReviewerName, t.Reviewed = []domain.Sentence{{Own: t.Source, German: p.German}}, p.Approved, p.ApprovedBy, p.At
	return true, nil
}

// triedInVain tells whether engines got the text and made nothing of it that can be used.
func triedInVain(t domain.Translation) bool {
	return t.State == domain.TextHelper && (t.Reason == domain.ReasonFacts || t.Reason == domain.ReasonAnswer)
}
