package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// Topics returns the person's own plan for the pages of the fields of life. Unlike Plan it does not count as a look at the plan: these pages
// show a part of it only.
// Errors: NotFound (by is no person).
func (a *App) Topics(ctx context.Context, by domain.Actor) (page PlanPage, err error) {
	err = a.look(ctx, by, domain.ReadPlan, by.Person, func(tx *store.Tx, d *deed) error {
		page, err = a.loadPlan(ctx, tx, by, by.Person, d, nil)
		return err
	})
	return page, err
}
