package app

import (
	"context"
	"log/slog"
	"time"
)

// sweepEvery is how often a process looks for documents that were left behind.
const sweepEvery = time.Hour

// A Keeper keeps the data of a process's tenants in order.
type Keeper struct{ log *slog.Logger }

// NewKeeper returns a keeper that tells log what it could not do.
func NewKeeper(log *slog.Logger) *Keeper { return &Keeper{log} }

// Run does what is due, every hour, until ctx ends. cities lists the tenants.
func (k *Keeper) Run(ctx context.Context, cities func(context.Context) ([]*App, error)) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		list, err := cities(ctx)
		if err != nil && ctx.Err() == nil {
			k.log.ErrorContext(ctx, "not every tenant can be kept in order", "err", err)
		}
		for _, a := range list {
			switch n, err := a.DB.SweepBlobs(ctx); {
			case err != nil && ctx.Err() == nil:
				k.log.ErrorContext(ctx, "documents that were left behind cannot be removed now", "tenant", a.DB.Tenant, "err", err)
			case n > 0:
				k.log.InfoContext(ctx, "documents that were left behind are removed", "tenant", a.DB.Tenant, "count", n)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
