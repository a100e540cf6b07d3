package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// ReleaseDraft returns the release that by is about to give for the person; the zero draft when there is none, or none of the last seven days.
func (tx *Tx) ReleaseDraft(ctx context.Context, by domain.Actor) (d domain.ReleaseDraft, err error) {
	type row struct {
		body    []byte
		version int
	}
	rows, err := all(ctx, tx, func(scan scanner) (r row, err error) {
		err = scan(&r.body, &r.version)
		return r, err
	}, `SELECT body_sealed, version FROM release_draft WHERE person_id = $1 AND user_id = $2 AND at > $3 ORDER BY at`, by.Person, by.User, tx.Now-draftLife)
	if err != nil || len(rows) == 0 {
		return d, err
	}
	v, err := tx.vault(ctx, by.Person)
	if err != nil {
		return d, err
	}
	d, err = open[domain.ReleaseDraft](v, releaseDraftField(by), rows[0].body)
	d.Version = rows[0].version
	return d, err
}

// SaveReleaseDraft stores d in the place of the one before. What is past its time goes, of anybody.
func (tx *Tx) SaveReleaseDraft(ctx context.Context, by domain.Actor, d domain.ReleaseDraft) error {
	v, err := tx.vault(ctx, by.Person)
	if err != nil {
		return err
	}
	sealed, err := seal(v, releaseDraftField(by), d)
	if err != nil {
		return err
	}
	if err := tx.must(ctx, `DELETE FROM release_draft WHERE at <= $1`, tx.Now-draftLife); err != nil {
		return err
	}
	return tx.must(ctx, `
		INSERT INTO release_draft (person_id, user_id, body_sealed, version, at) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (person_id, user_id) DO UPDATE SET body_sealed = excluded.body_sealed, version = excluded.version, at = excluded.at`,
		by.Person, by.User, sealed, d.Version+1, tx.Now)
}

// DropReleaseDraft takes the draft of by away, if there is one.
func (tx *Tx) DropReleaseDraft(ctx context.Context, by domain.Actor) error {
	return tx.must(ctx, `DELETE FROM release_draft WHERE person_id = $1 AND user_id = $2`, by.Person, by.User)
}

// releaseDraftField binds a sealed draft to whoever makes it.
func releaseDraftField(by domain.Actor) string { return "release_draft:" + by.As() }
