package app

import (
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
func (a *App) PrintPlan(ctx context.Context, by domain.Actor, p domain.PersonID) (s PlanSheet, err error) {
	err = a.look(ctx, by, domain.PrintPlan, p, func(tx *store.Tx, d *deed) error {
		s, err = a.loadSheet(ctx, tx, by, p, d)
		return err
	})
	return s, err
}

// PrintNote returns the plan for a note that the manager prints for the person.
// Errors: NotFound (by does not manage p).
func (a *App) PrintNote(ctx context.Context, by domain.Actor, p domain.PersonID) (s PlanSheet, err error) {
	err = a.look(ctx, by, domain.PrintNote, p, func(tx *store.Tx, d *deed) error {
		s, err = a.loadSheet(ctx, tx, by, p, d)
		return err
	})
	return s, err
}

func (a *App) loadSheet(ctx context.Context, tx *store.Tx, by domain.Actor, p domain.PersonID, d *deed) (s PlanSheet, err error) {
	if s.PlanPage, err = a.loadPlan(ctx, tx, by, p, d, nil); err != nil {
		return s, err
	}
	s.Letterhead, err = tx.LetterheadFor(ctx, s.Responsible.Org)
	return s, err
}
