package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// SubstitutionPage is who stands in for whom in a unit, and who can.
type SubstitutionPage struct {
	Substitutions []domain.Substitution // that have not ended, by first day
	Away          []domain.User         // of the unit: whom somebody can stand in for
	Users         []domain.User         // managers of the organisation: who can stand in
	Today         domain.Day
}

// Substitutions returns who stands in for whom: in the team of a team lead, in the organisation of an admin.
// Errors: NotFound (by leads nothing).
func (a *App) Substitutions(ctx context.Context, by domain.Actor) (page SubstitutionPage, err error) {
	err = a.look(ctx, by, domain.ListSubstitutions, 0, func(tx *store.Tx, _ *deed) error {
		page.Today = tx.Today
		if page.Users, page.Away, err = managersOf(ctx, tx, by); err != nil {
			return err
		}
		page.Substitutions, err = tx.Substitutions(ctx, by.Org)
		page.Substitutions = slices.DeleteFunc(page.Substitutions, func(s domain.Substitution) bool { return !named(page.Away, s.For) })
		return err
	})
	return page, err
}

// managersOf returns the managers of the organisation of by, and those of them whom by leads.
func managersOf(ctx context.Context, tx *store.Tx, by domain.Actor) (all, led []domain.User, err error) {
	users, err := tx.Users(ctx, by.Org)
	for _, u := range users {
		if !slices.Contains(u.Roles, domain.RoleIntegrationManager) {
			continue
		}
		all = append(all, u)
		if by.Has(domain.RoleAdmin) || u.Team == by.Team {
			led = append(led, u)
		}
	}
	return all, led, err
}

func named(users []domain.User, u domain.UserID) bool {
	return slices.ContainsFunc(users, func(x domain.User) bool { return x.ID == u })
}

// AddSubstitution lets a manager stand in for one whom by leads. Persons see it at once: who stands in has them in a list.
// Errors: NotFound (by leads nothing, or somebody of another unit), Invalid (s.Check; a last day that has passed), Conflict (it is there already).
func (a *App) AddSubstitution(ctx context.Context, by domain.Actor, s domain.Substitution) error {
	if err := s.Check(); err != nil {
		return err
	}
	return a.do(ctx, by, domain.AddSubstitution, 0, func(tx *store.Tx, d *deed) error {
		d.event.Object, d.event.Note = int64(s.User), "for "+s.For.String()
		all, led, err := managersOf(ctx, tx, by)
		if err != nil {
			return err
		}
		switch {
		case !named(all, s.User) || !named(led, s.For):
			return domain.ErrNotFound() // no form of ours offers them
		case s.Until < tx.Today:
			return wrong("until", "past")
		}
		return tx.AddSubstitution(ctx, s.User, s.For, s.From, s.Until)
	})
}

// EndSubstitution ends one at once: who stood in sees the cases no more.
// Errors: NotFound (by leads nothing, or not whom it is for), Conflict (it has ended already).
func (a *App) EndSubstitution(ctx context.Context, by domain.Actor, s domain.Substitution) error {
	return a.do(ctx, by, domain.EndSubstitution, 0, func(tx *store.Tx, d *deed) error {
		d.event.Object, d.event.Note = int64(s.User), "for "+s.For.String()
		_, led, err := managersOf(ctx, tx, by)
		if err != nil {
			return err
		}
		if !named(led, s.For) {
			return domain.ErrNotFound()
		}
		return tx.EndSubstitution(ctx, s)
	})
}
