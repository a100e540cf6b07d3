package main

import (
	"context"
	"log/slog"
	"net/http"
	"sync"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/web"
)

// cities are the tenants of a process, each with its App.
type cities struct {
	tenants *store.Tenants
	parts   app.Parts
	keeper  *app.Keeper
	words   *wordbook // the vocabulary with what was imported
	apps    sync.Map  // tenant → *app.App
}

// byHost returns the App of the tenant of a host name. NotFound for an unknown one.
func (c *cities) byHost(ctx context.Context, host string) (*app.App, error) {
	db, err := c.tenants.ByHost(ctx, host)
	if err != nil {
		return nil, err
	}
	return c.of(ctx, db), nil
}

// of returns the App of a tenant; after an import that is another one than before.
func (c *cities) of(ctx context.Context, db *store.DB) *app.App {
	known := c.words.current(ctx)
	if a, ok := c.apps.Load(db.Tenant); ok && a.(*app.App).Vocab == known {
		return a.(*app.App)
	}
	a := &app.App{DB: db, Parts: c.parts}
	a.Vocab = known
	c.apps.Store(db.Tenant, a)
	return a
}

// all returns the Apps of all tenants. One that cannot be opened does not keep the others from theirs.
func (c *cities) all(ctx context.Context) (list []*app.App, err error) {
	tenants, err := c.tenants.List(ctx)
	if err != nil {
		return nil, err
	}
	for _, t := range tenants {
		db, openErr := c.tenants.Open(ctx, t.ID)
		if openErr == nil {
			list = append(list, c.of(ctx, db))
		} else if domain.KindOf(openErr) != domain.NotFound {
			err = openErr
		}
	}
	return list, err
}

// site answers for all tenants. secure is false where the pages are read over plain http, as the demo is; pace is how many pages an account
// may ask for in a minute.
func (c *cities) site(log *slog.Logger, secure bool, pace int) http.Handler {
	s := &web.Server{Apps: c.byHost, Secure: secure, Log: log, Pace: web.NewPace(pace)}
	return s.Handler()
}

// background lets the texts of all tenants be translated, their digests be sent and their data be kept in order, until stop is called; stop waits for what is under way.
func (c *cities) background(ctx context.Context) (stop func()) {
	ctx, end := context.WithCancel(ctx)
	var under sync.WaitGroup
	under.Go(func() { c.parts.Translator.Run(ctx, c.all) })
	under.Go(func() { c.parts.Courier.Run(ctx, c.all) })
	under.Go(func() { c.keeper.Run(ctx, c.all) })
	return func() {
		end()
		under.Wait()
	}
}
