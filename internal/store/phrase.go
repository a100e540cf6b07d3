package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// phraseField binds a sealed phrase to its row.
func phraseField(id domain.PhraseID) string { return "phrase:" + id.String() }

// phrases runs a query about phrases and opens what it found.
func (tx *Tx) phrases(ctx context.Context, where string, args ...any) ([]domain.Phrase, error) {
	type row struct {
		p      domain.Phrase
		sealed []byte
	}
	rows, err := all(ctx, tx, func(scan scanner) (r row, err error) {
		err = scan(&r.p.ID, &r.p.Language, &r.sealed, &r.p.Approved, &r.p.ApprovedBy, &r.p.At)
		return r, err
	}, `
		SELECT f.id, f.language, f.body_sealed, f.approved_by, u.name, f.at FROM phrase f JOIN app_user u ON u.id = f.approved_by
		`+where+`
		ORDER BY f.language, f.id`, args...)
	if err != nil {
		return nil, err
	}
	out := make([]domain.Phrase, len(rows))
	for i, r := range rows {
		if out[i], err = open[domain.Phrase](tx.cityVault(), phraseField(r.p.ID), r.sealed); err != nil {
			return nil, err
		}
		out[i].ID, out[i].Language, out[i].Approved, out[i].ApprovedBy, out[i].At = r.p.ID, r.p.Language, r.p.Approved, r.p.ApprovedBy, r.p.At
	}
	return out, nil
}

// Phrases returns the city's memory by language, oldest first.
func (tx *Tx) Phrases(ctx context.Context) ([]domain.Phrase, error) { return tx.phrases(ctx, "") }

// Phrase returns the phrase of the city's memory that has this wording. NotFound when there is none.
func (tx *Tx) Phrase(ctx context.Context, language, own string) (domain.Phrase, error) {
	found, err := tx.phrases(ctx, `WHERE f.language = $1 AND f.source_mark = $2`, language, sourceMark(tx.cityVault(), language, own))
	if err == nil && len(found) == 0 {
		err = domain.ErrNotFound()
	}
	if err != nil {
		return domain.Phrase{}, err
	}
	return found[0], nil
}

// AddPhrase puts p into the city's memory, in the place of an earlier one with the same wording.
func (tx *Tx) AddPhrase(ctx context.Context, p domain.Phrase) (domain.PhraseID, error) {
	mark := sourceMark(tx.cityVault(), p.Language, p.Own)
	if err := tx.must(ctx, `DELETE FROM phrase WHERE language = $1 AND source_mark = $2`, p.Language, mark); err != nil {
		return 0, err
	}
	id := NewID[domain.PhraseID](tx)
	sealed, err := seal(tx.cityVault(), phraseField(id), p)
	if err != nil {
		return 0, err
	}
	return id, tx.must(ctx, `INSERT INTO phrase (id, language, source_mark, body_sealed, approved_by, at) VALUES ($1, $2, $3, $4, $5, $6)`,
		id, p.Language, mark, sealed, p.Approved, tx.Now)
}

// RemovePhrase takes a phrase out of the city's memory. NotFound when there is none (any more).
func (tx *Tx) RemovePhrase(ctx context.Context, id domain.PhraseID) error {
	n, err := tx.exec(ctx, `DELETE FROM phrase WHERE id = $1`, id)
	if err == nil && n == 0 {
		err = domain.ErrNotFound()
	}
	return err
}
