package app

import (
	"cmp"
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// A PlanSheet is a plan with what is printed around it.
type PlanSheet struct {
	PlanPage
	Letterhead domain.Letterhead
}

// PrintPlan returns the plan to be printed, to the person or to the manager.
// Errors: NotFound (by is neither, core not released, or no such person).
func (a *App) PrintPlan(ctx context.Context, by domain.Actor, p domain.PersonID) (PlanSheet, error) {
	return a.planSheet(ctx, by, domain.PrintPlan, p)
}

// PrintNote returns the plan for a note that the manager prints for the person.
// Errors: NotFound (by does not manage p).
func (a *App) PrintNote(ctx context.Context, by domain.Actor, p domain.PersonID) (PlanSheet, error) {
	return a.planSheet(ctx, by, domain.PrintNote, p)
}

func (a *App) planSheet(ctx context.Context, by domain.Actor, act domain.Action, p domain.PersonID) (s PlanSheet, err error) {
	err = a.look(ctx, by, act, p, func(tx *store.Tx, d *deed) error {
		page, pageErr := a.loadPlan(ctx, tx, by, p, d)
		letterhead, headErr := tx.LetterheadFor(ctx, page.Responsible.Org)
		s = PlanSheet{page, letterhead}
		return cmp.Or(pageErr, headErr)
	})
	return s, err
}
