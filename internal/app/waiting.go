package app

import (
	"context"
	"fmt"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// WaitingPage is who waits for a manager, in the order in which they are taken.
type WaitingPage struct {
	Lists    []domain.WaitingList // one for each team of the unit on which anybody stands
	Managers []domain.User        // to whom by can assign somebody; empty for who leads no unit
	Leads    bool                 // by assigns, and sees names; else by takes, and sees none
	Takes    bool                 // by takes
	Today    domain.Day
}

// leadsUnit tells whether by assigns who waits.
func leadsUnit(by domain.Actor) bool { return by.Has(domain.RoleTeamLead) || by.Has(domain.RoleAdmin) }

// Waiting returns the waiting list of the own team, and to an admin those of all teams. Who takes the next one needs no name: managers see the
// language and the district.
// Errors: NotFound (by is neither manager nor lead).
func (a *App) Waiting(ctx context.Context, by domain.Actor) (page WaitingPage, err error) {
	err = a.look(ctx, by, domain.ListWaiting, 0, func(tx *store.Tx, d *deed) error {
		page.Today, page.Leads, page.Takes = tx.Today, leadsUnit(by), by.Has(domain.RoleIntegrationManager)
		if page.Lists, err = tx.WaitingLists(ctx, by); err != nil {
			return err
		}
		n := 0
		for _, l := range page.Lists {
			n += len(l.Rows)
			for i := range l.Rows {
				if !page.Leads {
					l.Rows[i].Name = domain.Name{}
				}
			}
		}
		d.event.Note = fmt.Sprintf("rows=%d", n)
		if page.Leads {
			page.Managers, _, err = managersOf(ctx, tx, by)
		}
		return err
	})
	return page, err
}

// TakeWaiting makes by responsible for somebody on the waiting list of the own team: the first, or with a reason another one.
// Errors: NotFound (by is no manager, or nobody like that waits there), Invalid (not the first, and no reason), Conflict (the version is old).
func (a *App) TakeWaiting(ctx context.Context, by domain.Actor, t domain.Taking) error {
	t.Manager = by.User
	return a.do(ctx, by, domain.TakeWaiting, 0, func(tx *store.Tx, d *deed) error {
		d.event.Person, d.event.Purpose, d.event.Sections = t.Person, domain.PurposePlan, domain.SetOf(domain.SectionCore)
		return takeWaiting(ctx, tx, by, t, d)
	})
}

// AssignWaiting makes a manager of the organisation responsible for somebody on the waiting list of the unit of by.
// Errors: NotFound (by leads no such unit, or the person does not wait), Invalid (nobody chosen; not the first, and no reason), Conflict (the
// version is old).
func (a *App) AssignWaiting(ctx context.Context, by domain.Actor, t domain.Taking) error {
	return a.do(ctx, by, domain.AssignWaiting, t.Person, func(tx *store.Tx, d *deed) error {
		d.event.Object = int64(t.Manager)
		managers, _, err := managersOf(ctx, tx, by)
		if err != nil {
			return err
		}
		if t.Manager != 0 && !named(managers, t.Manager) {
			return domain.ErrNotFound() // no form of ours offers them
		}
		return takeWaiting(ctx, tx, by, t, d)
	})
}

// takeWaiting takes somebody from the list. The event keeps the place, and why it was not the first.
func takeWaiting(ctx context.Context, tx *store.Tx, by domain.Actor, t domain.Taking, d *deed) error {
	if err := t.Check(); err != nil {
		return err
	}
	lists, err := tx.WaitingLists(ctx, by)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(lists, func(l domain.WaitingList) bool { return l.Place(t.Person) > 0 })
	if i < 0 {
		return domain.ErrNotFound()
	}
	place := lists[i].Place(t.Person)
	if place == 1 {
		t.Skip = ""
	} else if t.Skip == "" {
		return wrong("skip", "choose")
	}
	d.event.Note = fmt.Sprintf("place=%d skip=%s", place, t.Skip)
	if err := tx.TakeWaiting(ctx, t); err != nil {
		return err
	}
	return tx.EndActingSessions(ctx, t.Person, 0)
}

// SetUrgency says why somebody on the waiting list goes before others, or with an empty reason that nothing speaks for it.
// Errors: NotFound (by leads no such unit), Invalid (no such reason), Conflict (the version is old, or the person waits no more).
func (a *App) SetUrgency(ctx context.Context, by domain.Actor, p domain.PersonID, u domain.Urgency, version int) error {
	return a.do(ctx, by, domain.SetUrgency, p, func(tx *store.Tx, d *deed) error {
		if u != "" && !u.Valid() {
			return wrong("urgency", "choose")
		}
		d.event.Note = "urgency=" + string(u)
		return tx.SetUrgency(ctx, p, u, version)
	})
}
