package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// SetWeight says how much of a manager's time a case takes from today on, or puts the person on the waiting list. Whoever waits leaves the
// list only by being taken from it, so that nobody is passed over in silence.
// Errors: NotFound (by does not manage it), Invalid (no such weight), Conflict (version is old; the person waits).
func (a *App) SetWeight(ctx context.Context, by domain.Actor, p domain.PersonID, weight domain.Weight, version int) error {
	return a.do(ctx, by, domain.SetWeight, p, func(tx *store.Tx, d *deed) error {
		if !weight.Valid() {
			return wrong("weight", "choose")
		}
		d.event.Note = string(weight)
		c, err := tx.Case(ctx, p)
		switch {
		case err != nil:
			return err
		case c.Version != version:
			return domain.ErrConflict()
		case c.Weight == weight:
			return nil
		case c.Weight == domain.WeightWaiting:
			return domain.ErrConflict() // no form of ours offers it
		}
		on := tx.Today
		if weight == domain.WeightWaiting {
			person, err := tx.Person(ctx, p)
			if err != nil {
				return err
			}
			on = c.WaitsSince(domain.DayOf(person.Registered.Time().In(a.DB.Zone)), tx.Today)
		}
		return tx.SetWeight(ctx, p, weight, on, version)
	})
}

// Loads counts the cases of each team of the unit of by by weight. It tells nothing of single managers: nobody is compared.
// Errors: NotFound (by leads no unit).
func (a *App) Loads(ctx context.Context, by domain.Actor) (loads []domain.Load, rules []domain.WeightRule, err error) {
	err = a.look(ctx, by, domain.ListUnit, 0, func(tx *store.Tx, d *deed) error {
		d.event.Note = "weights"
		loads, err = tx.Loads(ctx, by)
		return err
	})
	return loads, a.Catalogue.Weights(), err
}
