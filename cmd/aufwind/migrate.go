package main

import (
	"fmt"

	"github.com/aufwind-im/aufwind/internal/store"
)

// migrateCommand brings the catalog and every tenant up to the schema of this program. Opening does it.
type migrateCommand struct{ place }

func (migrateCommand) Help() string {
	return `serve does it too, tenant by tenant; migrate does it before, so that no request waits for it.

Example: aufwind migrate`
}

func (c migrateCommand) Run(w *world) error {
	tenants, err := c.open(w)
	if err != nil {
		return err
	}
	defer tenants.Close()
	return tenants.Each(w.ctx, func(t store.Tenant, _ *store.DB) error {
		_, err := fmt.Fprintf(w.out, "%s: up to date\n", t.ID)
		return err
	})
}
