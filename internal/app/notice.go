package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// PutAwayNotice takes a notice off the first page of the person. Who acts for the person cannot: it may be about them.
// Errors: NotFound (by is somebody else, or has no such notice).
func (a *App) PutAwayNotice(ctx context.Context, by domain.Actor, n domain.NoticeID) error {
	return a.do(ctx, by, domain.PutAwayNotice, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Object = int64(n)
		return tx.PutAwayNotice(ctx, by.Person, n)
	})
}
