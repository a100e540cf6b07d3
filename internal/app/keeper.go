package app

import (
	"context"
	"log/slog"
	"time"

	"github.com/aufwind-im/aufwind/internal/heads"
)

// A Keeper signs how far the records of a process's tenants have come every minute, has the heads copied outside, and every hour removes
// documents that were left behind.
type Keeper struct {
	log    *slog.Logger
	signs  bool
	key    heads.Key
	copies []heads.Copies
}

// How often a keeper does what it does.
const (
	signEvery  = time.Minute
	sweepRound = 60 // every so many rounds
)

// NewKeeper returns a keeper that tells log what it could not do. It signs nothing.
func NewKeeper(log *slog.Logger) *Keeper { return &Keeper{log: log} }

// Sign lets k sign heads with key and keep them in all the copies.
func (k *Keeper) Sign(key heads.Key, copies ...heads.Copies) {
	k.signs, k.key, k.copies = true, key, copies
}

// Run does what is due until ctx ends. cities lists the tenants.
func (k *Keeper) Run(ctx context.Context, cities func(context.Context) ([]*App, error)) {
	tick := time.NewTicker(signEvery)
	defer tick.Stop()
	for round := 0; ; round++ {
		list, err := cities(ctx)
		if err != nil && ctx.Err() == nil {
			k.log.ErrorContext(ctx, "not every tenant can be kept in order", "err", err)
		}
		for _, a := range list {
			k.Heads(ctx, a)
			if round%sweepRound == 0 {
				k.sweep(ctx, a)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// Heads signs the head of one record when it has moved, and copies what is not in every place yet. What cannot be done now is done in
// the next round.
func (k *Keeper) Heads(ctx context.Context, a *App) {
	if !k.signs {
		return
	}
	if _, err := a.DB.SignHead(ctx, k.key); err != nil && ctx.Err() == nil {
		k.log.ErrorContext(ctx, "the head of the record is not signed", "tenant", a.DB.Tenant, "err", err)
	}
	for _, c := range k.copies {
		if err := copyHeads(ctx, a, c); err != nil && ctx.Err() == nil {
			k.log.ErrorContext(ctx, "heads of the record are not copied now", "tenant", a.DB.Tenant, "err", err)
		}
	}
}

func copyHeads(ctx context.Context, a *App, c heads.Copies) error {
	last, err := c.Last(ctx, a.DB.Tenant)
	if err != nil {
		return err
	}
	list, err := a.DB.HeadsAfter(ctx, last)
	for _, h := range list {
		if err == nil {
			err = c.Add(ctx, h)
		}
	}
	return err
}

func (k *Keeper) sweep(ctx context.Context, a *App) {
	switch n, err := a.DB.SweepBlobs(ctx); {
	case err != nil && ctx.Err() == nil:
		k.log.ErrorContext(ctx, "documents that were left behind cannot be removed now", "tenant", a.DB.Tenant, "err", err)
	case n > 0:
		k.log.InfoContext(ctx, "documents that were left behind are removed", "tenant", a.DB.Tenant, "count", n)
	}
}
