package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// wishBody is what a person asks for; it is sealed.
type wishBody struct {
	Domain domain.LifeDomain `json:"domain"`
	Text   string            `json:"text"`
	Lang   string            `json:"lang"`
}

// AddWish stores an open wish of w.Person.
func (tx *Tx) AddWish(ctx context.Context, w domain.Wish) error {
	v, err := tx.vault(ctx, w.Person)
	if err != nil {
		return err
	}
	sealed, err := seal(v, "wish:"+w.ID.String(), wishBody{w.Domain, w.Text, w.Lang})
	if err != nil {
		return err
	}
	return tx.must(ctx, `INSERT INTO wish (id, person_id, body_sealed, state, at) VALUES ($1, $2, $3, 'open', $4)`, w.ID, w.Person, sealed, tx.Now)
}

// Wishes returns the open wishes of p, oldest first.
func (tx *Tx) Wishes(ctx context.Context, p domain.PersonID) ([]domain.Wish, error) {
	type row struct {
		wish   domain.Wish
		sealed []byte
	}
	rows, err := all(ctx, tx, func(scan scanner) (r row, err error) {
		err = scan(&r.wish.ID, &r.sealed, &r.wish.State, &r.wish.At)
		return r, err
	}, `SELECT id, body_sealed, state, at FROM wish WHERE person_id = $1 AND state = 'open' ORDER BY id`, p)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, err
	}
	out := make([]domain.Wish, len(rows))
	for i, r := range rows {
		body, err := open[wishBody](v, "wish:"+r.wish.ID.String(), r.sealed)
		if err != nil {
			return nil, err
		}
		out[i] = r.wish
		out[i].Person, out[i].Domain, out[i].Text, out[i].Lang = p, body.Domain, body.Text, body.Lang
	}
	return out, nil
}

// SettleWish says what became of an open wish of p. Conflict when it is settled already, or is somebody else's.
func (tx *Tx) SettleWish(ctx context.Context, p domain.PersonID, w domain.WishID, state string) error {
	return tx.oneRow(ctx, `UPDATE wish SET state = $1 WHERE id = $2 AND person_id = $3 AND state = 'open'`, state, w, p)
}
