package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// SavePlanTerms stores in which programme the plan is, since when, and why it goes on after the usual time.
// Errors: NotFound (by does not manage p), Invalid (no such programme; a day that is none or is to come; a reason where the programme knows
// no longer time), Conflict (t.Version is old).
func (a *App) SavePlanTerms(ctx context.Context, by domain.Actor, p domain.PersonID, t domain.PlanTerms) error {
	programme, ok := a.Catalogue.Programme(t.Programme)
	if !ok {
		return wrong("programme", "choose")
	}
	if t.Extended != "" && programme.ExtendedMonths == 0 {
		return wrong("extended", "notExtended")
	}
	if err := t.Check(); err != nil {
		return err
	}
	return a.do(ctx, by, domain.SavePlanTerms, p, func(tx *store.Tx, d *deed) error {
		d.event.Sections, d.event.Note = domain.SetOf(domain.SectionPlan), string(t.Programme)
		if t.Started > tx.Today {
			return wrong("started", "future")
		}
		return tx.SavePlanTerms(ctx, p, t, by.User)
	})
}
