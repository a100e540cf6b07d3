package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// Letterhead returns what an organisation prints on its papers; the zero one of version 0 while it has set nothing.
func (tx *Tx) Letterhead(ctx context.Context, o domain.OrgID) (domain.Letterhead, error) {
	l, err := one(ctx, tx, func(scan scanner) (l domain.Letterhead, err error) {
		err = scan(&l.Names, &l.Address, &l.Below, &l.Version)
		return l, err
	}, `SELECT names, address, below, version FROM letterhead WHERE org_id = $1`, o)
	if domain.KindOf(err) == domain.NotFound {
		err = nil
	}
	l.Org = o
	return l, err
}

// LetterheadFor returns what stands on the papers of an organisation: its own letterhead, else that of the city, else the zero one.
func (tx *Tx) LetterheadFor(ctx context.Context, o domain.OrgID) (domain.Letterhead, error) {
	l, err := one(ctx, tx, func(scan scanner) (l domain.Letterhead, err error) {
		err = scan(&l.Org, &l.Names, &l.Address, &l.Below, &l.Version)
		return l, err
	}, `
		SELECT l.org_id, l.names, l.address, l.below, l.version FROM letterhead l JOIN org o ON o.id = l.org_id
		WHERE l.org_id = $1 OR o.kind = 'city'
		ORDER BY CASE WHEN l.org_id = $1 THEN 0 ELSE 1 END, l.org_id LIMIT 1`, o)
	if domain.KindOf(err) == domain.NotFound {
		err = nil
	}
	return l, err
}

// SaveLetterhead stores l as version l.Version+1. Conflict when l.Version is not the stored one.
func (tx *Tx) SaveLetterhead(ctx context.Context, l domain.Letterhead) error {
	if l.Version == 0 {
		err := tx.must(ctx, `INSERT INTO letterhead (org_id, names, address, below, version) VALUES ($1, $2, $3, $4, 1)`, l.Org, l.Names, l.Address, l.Below)
		if exists(err) {
			return domain.ErrConflict()
		}
		return err
	}
	return tx.oneRow(ctx, `UPDATE letterhead SET names = $1, address = $2, below = $3, version = version + 1 WHERE org_id = $4 AND version = $5`,
		l.Names, l.Address, l.Below, l.Org, l.Version)
}
