package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// AddOrg stores an organisation of the tenant.
// Errors: NotFound (by is no operator), OperatorError (o.Check; the name is taken).
func (a *App) AddOrg(ctx context.Context, by domain.Actor, o domain.Org) (domain.OrgID, error) {
	err := a.do(ctx, by, domain.AddOrg, 0, func(tx *store.Tx, d *deed) (err error) {
		o.ID, err = addOrg(ctx, tx, o)
		d.event.Object = int64(o.ID)
		return err
	})
	return o.ID, err
}

func addOrg(ctx context.Context, tx *store.Tx, o domain.Org) (domain.OrgID, error) {
	if err := o.Check(); err != nil {
		return 0, err
	}
	orgs, err := tx.Orgs(ctx)
	if err != nil {
		return 0, err
	}
	if slices.ContainsFunc(orgs, func(was domain.Org) bool { return was.Name == o.Name }) {
		return 0, domain.Misused("there is an organisation %q already", o.Name)
	}
	return tx.AddOrg(ctx, o)
}

// orgNamed is the organisation of that name.
// Errors: OperatorError (there is none).
func orgNamed(ctx context.Context, tx *store.Tx, name string) (domain.Org, error) {
	orgs, err := tx.Orgs(ctx)
	if err != nil {
		return domain.Org{}, err
	}
	i := slices.IndexFunc(orgs, func(o domain.Org) bool { return o.Name == name })
	if i < 0 {
		return domain.Org{}, domain.Misused("there is no organisation %q", name)
	}
	return orgs[i], nil
}

// AddTeam stores a team of the organisation of that name.
// Errors: NotFound (by is no operator), OperatorError (no such organisation; the name is taken in it).
func (a *App) AddTeam(ctx context.Context, by domain.Actor, org, name string) error {
	return a.do(ctx, by, domain.AddTeam, 0, func(tx *store.Tx, d *deed) error {
		o, err := orgNamed(ctx, tx, org)
		if err != nil {
			return err
		}
		t := domain.Team{Org: o.ID, Name: name}
		if err := t.Check(); err != nil {
			return err
		}
		teams, err := tx.Teams(ctx)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(teams, func(was domain.Team) bool { return was.Org == t.Org && was.Name == t.Name }) {
			return domain.Misused("%q has a team %q already", org, name)
		}
		t.ID, err = tx.AddTeam(ctx, t.Org, 0, t.Name)
		d.event.Object = int64(t.ID)
		return err
	})
}

// Orgs returns the organisations of the tenant and their teams, by name.
// Errors: NotFound (by is neither an operator nor an admin).
func (a *App) Orgs(ctx context.Context, by domain.Actor) (orgs []domain.Org, teams []domain.Team, err error) {
	err = a.look(ctx, by, domain.ListOrgs, 0, func(tx *store.Tx, _ *deed) error {
		if orgs, err = tx.Orgs(ctx); err != nil {
			return err
		}
		teams, err = tx.Teams(ctx)
		return err
	})
	return orgs, teams, err
}
