package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// Letterhead returns what by's organisation prints on its papers.
// Errors: NotFound (by is no admin).
func (a *App) Letterhead(ctx context.Context, by domain.Actor) (l domain.Letterhead, org domain.Org, err error) {
	err = a.look(ctx, by, domain.ListOrgs, 0, func(tx *store.Tx, _ *deed) error {
		if org, err = tx.Org(ctx, by.Org); err != nil {
			return err
		}
		l, err = tx.Letterhead(ctx, by.Org)
		return err
	})
	return l, org, err
}

// SaveLetterhead stores what by's organisation prints on its papers.
// Errors: NotFound (by is no admin), Invalid (l.Check), Conflict (l.Version is old).
func (a *App) SaveLetterhead(ctx context.Context, by domain.Actor, l domain.Letterhead) error {
	return a.do(ctx, by, domain.SaveLetterhead, 0, func(tx *store.Tx, d *deed) error {
		l.Org = by.Org
		d.event.Object = int64(l.Org)
		if err := l.Check(); err != nil {
			return err
		}
		return tx.SaveLetterhead(ctx, l)
	})
}
