package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// TopicPage is what the person's pages of the fields of life show.
type TopicPage struct {
	PlanPage
	Seen AssessmentPage // how person and manager see each field
}

// Topics returns the person's own plan and assessments for the pages of the fields of life. Unlike Plan it does not count as a look at the plan: these pages
// show a part of it only.
// Errors: NotFound (by is no person).
func (a *App) Topics(ctx context.Context, by domain.Actor) (page TopicPage, err error) {
	err = a.look(ctx, by, domain.ReadPlan, by.Person, func(tx *store.Tx, d *deed) error {
		if page.PlanPage, err = a.loadPlan(ctx, tx, by, by.Person, d, nil); err != nil {
			return err
		}
		page.Seen.Person, page.Seen.Responsible = page.Person, page.Responsible
		page.Seen.List, err = tx.Assessments(ctx, by.Person)
		return err
	})
	return page, err
}
