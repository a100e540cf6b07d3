package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// ResponseDays returns how many days by's organisation has for an answer.
// Errors: NotFound (by leads nothing and answers nothing).
func (a *App) ResponseDays(ctx context.Context, by domain.Actor) (r domain.ResponseTime, err error) {
	err = a.look(ctx, by, domain.ReadResponseDays, 0, func(tx *store.Tx, d *deed) error {
		d.event.Object = int64(by.Org)
		r, err = tx.ResponseTime(ctx, by.Org)
		return err
	})
	return r, err
}

// SaveResponseDays stores how many days by's organisation has for an answer; lists mark what waits for longer from then on.
// Errors: NotFound (by is neither admin nor Jobcenter agent), Invalid (r.Check), Conflict (r.Version is old).
func (a *App) SaveResponseDays(ctx context.Context, by domain.Actor, r domain.ResponseTime) error {
	return a.do(ctx, by, domain.SaveResponseDays, 0, func(tx *store.Tx, d *deed) error {
		r.Org = by.Org
		d.event.Object = int64(r.Org)
		if err := r.Check(); err != nil {
			return err
		}
		return tx.SaveResponseTime(ctx, r)
	})
}
