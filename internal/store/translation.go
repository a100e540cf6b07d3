package store

import (
	"context"
	"slices"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/domain"
)

const translationColumns = `id, entry_id, section, field, language, state, machine_due, body_sealed, version, updated_at, ended_at`

// A translationRow is a translation before its body is opened.
type translationRow struct {
	t      domain.Translation
	sealed []byte
}

func scanTranslation(scan scanner) (r translationRow, err error) {
	err = scan(&r.t.ID, &r.t.Entry, &r.t.Section, &r.t.Field, &r.t.Language, &r.t.State, &r.t.Due, &r.sealed, &r.t.Version, &r.t.Updated, &r.t.Ended)
	return r, err
}

// open returns the translation of p with its body.
func (r translationRow) open(v vault, p domain.PersonID) (domain.Translation, error) {
	t, err := open[domain.Translation](v, translationField(r.t.ID), r.sealed)
	t.ID, t.Person, t.Entry, t.Section, t.Field, t.Language = r.t.ID, p, r.t.Entry, r.t.Section, r.t.Field, r.t.Language
	t.State, t.Due, t.Version, t.Updated, t.Ended = r.t.State, r.t.Due, r.t.Version, r.t.Updated, r.t.Ended
	return t, err
}

func translationField(id domain.TranslationID) string { return "translation:" + id.String() }

// sourceMark stands for a text in a language: equal for equal texts under one key.
func sourceMark(v vault, language, source string) []byte {
	return v.mark([]byte("text\x00" + language + "\x00" + source))
}

// openAll opens what a query about p found.
func (tx *Tx) openAll(ctx context.Context, p domain.PersonID, rows []translationRow, err error) ([]domain.Translation, error) {
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, err
	}
	out := make([]domain.Translation, len(rows))
	for i, r := range rows {
		if out[i], err = r.open(v, p); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Translations returns the translations of p in the sections with those of earlier wordings, oldest first.
func (tx *Tx) Translations(ctx context.Context, p domain.PersonID, sections domain.SectionSet) ([]domain.Translation, error) {
	rows, err := all(ctx, tx, scanTranslation, `SELECT `+translationColumns+` FROM translation WHERE person_id = $1 ORDER BY id`, p)
	rows = slices.DeleteFunc(rows, func(r translationRow) bool { return !sections.Has(r.t.Section) })
	return tx.openAll(ctx, p, rows, err)
}

// TranslationsOf returns what counts now of one entry of p (0: of no entry), oldest first.
func (tx *Tx) TranslationsOf(ctx context.Context, p domain.PersonID, e domain.EntryID) ([]domain.Translation, error) {
	rows, err := all(ctx, tx, scanTranslation, `
		SELECT `+translationColumns+` FROM translation WHERE person_id = $1 AND entry_id = $2 AND ended_at = 0 ORDER BY id`, p, e)
	return tx.openAll(ctx, p, rows, err)
}

// Translation returns one translation of p that counts now. NotFound when there is none (any more).
func (tx *Tx) Translation(ctx context.Context, p domain.PersonID, id domain.TranslationID) (domain.Translation, error) {
	t, err := tx.AnyTranslation(ctx, p, id)
	if err == nil && t.Ended != 0 {
		err = domain.ErrNotFound()
	}
	return t, err
}

// AnyTranslation returns one translation of p, also an ended one.
func (tx *Tx) AnyTranslation(ctx context.Context, p domain.PersonID, id domain.TranslationID) (domain.Translation, error) {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return domain.Translation{}, err
	}
	r, err := one(ctx, tx, scanTranslation, `SELECT `+translationColumns+` FROM translation WHERE id = $1 AND person_id = $2`, id, p)
	if err != nil {
		return domain.Translation{}, err
	}
	return r.open(v, p)
}

// Remembered returns the translations of p that have this source, also ended ones, newest first: what p's own memory knows of it.
func (tx *Tx) Remembered(ctx context.Context, p domain.PersonID, language, source string) ([]domain.Translation, error) {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, err
	}
	rows, err := all(ctx, tx, scanTranslation, `
		SELECT `+translationColumns+` FROM translation WHERE person_id = $1 AND source_mark = $2 ORDER BY id DESC LIMIT 20`,
		p, sourceMark(v, language, source))
	return tx.openAll(ctx, p, rows, err)
}

// MachineDue returns the translations of p for which an engine has something to do, oldest first.
func (tx *Tx) MachineDue(ctx context.Context, p domain.PersonID) ([]domain.Translation, error) {
	rows, err := all(ctx, tx, scanTranslation, `
		SELECT `+translationColumns+` FROM translation WHERE person_id = $1 AND machine_due AND ended_at = 0 ORDER BY id`, p)
	return tx.openAll(ctx, p, rows, err)
}

// SaveTranslation stores t as version t.Version+1 with its revision, and returns its id. Conflict when t.Version is not the stored one.
func (tx *Tx) SaveTranslation(ctx context.Context, t domain.Translation, by domain.UserID) (domain.TranslationID, error) {
	v, err := tx.vault(ctx, t.Person)
	if err != nil {
		return 0, err
	}
	fresh := t.ID == 0
	if fresh {
		t.ID = NewID[domain.TranslationID](tx)
	}
	sealed, err := seal(v, translationField(t.ID), t)
	if err != nil {
		return 0, err
	}
	if fresh {
		err = tx.must(ctx, `
			INSERT INTO translation (id, person_id, entry_id, section, field, language, source_mark, state, machine_due, body_sealed, version, updated_at, ended_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, 0)`,
			t.ID, t.Person, t.Entry, t.Section, t.Field, t.Language, sourceMark(v, t.Language, t.Source), t.State, t.Due, sealed, tx.Now)
	} else {
		err = tx.oneRow(ctx, `
			UPDATE translation SET field = $1, state = $2, machine_due = $3, body_sealed = $4, ended_at = $5, version = version + 1, updated_at = $6
			WHERE id = $7 AND person_id = $8 AND version = $9`,
			t.Field, t.State, t.Due, sealed, t.Ended, tx.Now, t.ID, t.Person, t.Version)
	}
	if err != nil {
		return 0, err
	}
	return t.ID, tx.addRevision(ctx, "translation", int64(t.ID), t.Version+1, t.Person, by, sealed)
}

// EndTranslations ends what counts of an entry of p that is gone; it stays as memory.
func (tx *Tx) EndTranslations(ctx context.Context, p domain.PersonID, e domain.EntryID) error {
	return tx.must(ctx, `
		UPDATE translation SET ended_at = $1, field = '', version = version + 1 WHERE person_id = $2 AND entry_id = $3 AND ended_at = 0`, tx.Now, p, e)
}

// maxReviewCases is how many persons the list of texts to review has.
const maxReviewCases = 200

// ReviewCases returns the persons whom by manages, assigned or standing in, and some of whose texts in released sections nobody has
// reviewed; the longest wait first.
func (tx *Tx) ReviewCases(ctx context.Context, by domain.Actor) ([]domain.ReviewCase, error) {
	others, err := tx.standsInFor(ctx, by.User)
	if err != nil {
		return nil, err
	}
	w := tx.toReview(by, others)
	return all(ctx, tx, func(scan scanner) (r domain.ReviewCase, err error) {
		err = scan(&r.Person, &r.Name.Latin, &r.Name.Native, &r.Language, &r.Texts, &r.Machine, &r.Since)
		return r, err
	}, `
		SELECT c.person_id, p.name_latin, p.name_native, c.language, count(CASE WHEN t.state = 'helper' THEN 1 END),
			count(CASE WHEN t.state = 'machine' THEN 1 END), min(t.updated_at) AS since
		FROM person_case c
		JOIN person p ON p.id = c.person_id
		JOIN translation t ON t.person_id = c.person_id
		WHERE `+w.String()+`
		GROUP BY c.person_id, p.name_latin, p.name_native, c.language
		ORDER BY since, c.person_id
		LIMIT `+strconv.Itoa(maxReviewCases), w.args...)
}

// toReview is the condition of ReviewCases on a case c and a translation t. Of what is looked for in CVs it has the first one's only, by the
// same order as Said.
func (tx *Tx) toReview(by domain.Actor, others []domain.User) *where {
	w := tx.managed(by, others)
	w.and("c.status <> 'closed'")
	w.unreviewed()
	return w
}

// unreviewed narrows the condition to translations t of a released section of the case c that nobody has reviewed.
func (w *where) unreviewed() {
	w.and(`EXISTS (
		SELECT 1 FROM release s
		WHERE s.person_id = c.person_id AND s.org_id = $1 AND s.section = t.section AND s.revoked_at = 0 AND s.until_day >= $2 AND s.from_day <= $2
			AND s.role = $3)`)
	w.and(`(t.entry_id <> 0 OR t.field = 'target[' || CAST(coalesce((
		SELECT min(v.id) FROM cv v WHERE v.person_id = c.person_id AND NOT EXISTS (SELECT 1 FROM cv f WHERE f.id = c.person_id)
	), c.person_id) AS TEXT) || ']')`)
	w.and("t.ended_at = 0 AND t.state IN ({}, {})", domain.TextHelper, domain.TextMachine)
}
