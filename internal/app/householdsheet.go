package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// A HouseholdSheet is what a household shares, with what is printed around it.
type HouseholdSheet struct {
	HouseholdPage
	Letterhead domain.Letterhead
}

// PrintHousehold returns what the household of p shares to be printed, to a member who has joined or to the manager of p. Printing by the
// manager is written for every member.
// Errors: NotFound (by is neither, nothing is shared with by, core not released, or no such person).
func (a *App) PrintHousehold(ctx context.Context, by domain.Actor, p domain.PersonID) (s HouseholdSheet, err error) {
	var unseen []domain.Event
	err = a.look(ctx, by, domain.PrintPlan, p, together(ctx, by, &unseen, func(tx *store.Tx, d *deed) (domain.Household, error) {
		if s.HouseholdPage, err = a.loadHousehold(ctx, tx, by, p); err != nil {
			return s.Household, err
		}
		if s.Household.ID == 0 || !s.Open {
			return s.Household, domain.ErrNotFound()
		}
		d.event.Object = int64(s.Household.ID) // else a print of the own plan soon after would be taken for this one
		s.Letterhead, err = tx.LetterheadFor(ctx, s.Responsible.Org)
		return s.Household, err
	}))
	if err != nil {
		return s, err
	}
	return s, a.writeUnseen(ctx, unseen)
}

// together is f as it looks at what a household shares: what the other members of the household that f returns are to read of it is put into
// unseen; nothing when one of them looks.
func together(ctx context.Context, by domain.Actor, unseen *[]domain.Event, f func(*store.Tx, *deed) (domain.Household, error)) func(*store.Tx, *deed) error {
	return func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionPlan)
		h, err := f(tx, d)
		if err != nil || by.IsPerson() {
			return err
		}
		others := d.event
		others.Note = ""
		for _, e := range told(others, h) {
			lately, err := tx.SeenLately(ctx, e)
			if err != nil {
				return err
			}
			if !lately {
				*unseen = append(*unseen, e)
			}
		}
		return nil
	}
}

// writeUnseen stores what the other members are to read of a look.
func (a *App) writeUnseen(ctx context.Context, unseen []domain.Event) error {
	if len(unseen) == 0 {
		return nil
	}
	return a.DB.Write(ctx, func(tx *store.Tx) error { return appendAll(ctx, tx, unseen) })
}
