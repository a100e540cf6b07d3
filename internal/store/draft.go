package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// draftLife is for how long a draft is kept, in milliseconds.
const draftLife = domain.DraftDays * 24 * 60 * 60 * 1000

// whose is the condition that a draft was sent by an actor, who is $1, $2 and $3.
const whose = `user_id = $1 AND acting = $2 AND (person_id = $3 OR $3 = 0)`

// KeepDraft stores d for by, in the place of an earlier one of the same form. The oldest above domain.MaxDrafts (20), and all
// that are past their time, go.
func (tx *Tx) KeepDraft(ctx context.Context, by domain.Actor, d domain.Draft) error {
	v, err := tx.draftVault(ctx, d.Person)
	if err != nil {
		return err
	}
	sealed, err := seal(v, draftField(by, d.Path), d.Fields)
	if err != nil {
		return err
	}
	if err := tx.must(ctx, `DELETE FROM draft WHERE at <= $1`, tx.Now-draftLife); err != nil {
		return err
	}
	if err := tx.must(ctx, `
		INSERT INTO draft (id, user_id, acting, person_id, path, form_key, body_sealed, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (user_id, acting, person_id, path, form_key) DO UPDATE
		SET id = excluded.id, body_sealed = excluded.body_sealed, at = excluded.at`,
		NewID[domain.DraftID](tx), by.User, by.Acting(), d.Person, d.Path, d.Key(), sealed, tx.Now); err != nil {
		return err
	}
	return tx.must(ctx, `
		DELETE FROM draft
		WHERE `+whose+` AND id NOT IN (SELECT id FROM draft WHERE `+whose+` ORDER BY id DESC LIMIT 20)`,
		by.User, by.Acting(), by.Person)
}

// Drafts returns what is kept for by, newest first, without the fields.
func (tx *Tx) Drafts(ctx context.Context, by domain.Actor) ([]domain.Draft, error) {
	return all(ctx, tx, func(scan scanner) (d domain.Draft, err error) {
		err = scan(&d.ID, &d.Person, &d.Path, &d.At)
		return d, err
	}, `SELECT id, person_id, path, at FROM draft WHERE `+whose+` AND at > $4 ORDER BY id DESC`,
		by.User, by.Acting(), by.Person, tx.Now-draftLife)
}

// DraftFields returns what was typed into d, one of the drafts of by.
func (tx *Tx) DraftFields(ctx context.Context, by domain.Actor, d domain.Draft) (map[string][]string, error) {
	v, err := tx.draftVault(ctx, d.Person)
	if err != nil {
		return nil, err
	}
	body, err := one(ctx, tx, value[[]byte], `SELECT body_sealed FROM draft WHERE `+whose+` AND id = $4`, by.User, by.Acting(), by.Person, d.ID)
	if err != nil {
		return nil, err
	}
	return open[map[string][]string](v, draftField(by, d.Path), body)
}

// DropDraft takes a draft of by away. NotFound when it is gone, somebody else's, or of another form.
func (tx *Tx) DropDraft(ctx context.Context, by domain.Actor, again domain.Again) error {
	n, err := tx.exec(ctx, `DELETE FROM draft WHERE `+whose+` AND id = $4 AND (path = $5 OR $5 = '')`,
		by.User, by.Acting(), by.Person, again.Draft, again.Path)
	if err == nil && n == 0 {
		err = domain.ErrNotFound()
	}
	return err
}

func (tx *Tx) draftVault(ctx context.Context, p domain.PersonID) (vault, error) {
	if p == 0 {
		return tx.cityVault(), nil
	}
	return tx.vault(ctx, p)
}

// draftField binds a sealed draft to whoever sent it and to its form.
func draftField(by domain.Actor, path string) string { return "draft:" + by.As() + ":" + path }
