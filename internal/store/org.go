package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// AddOrg stores an organisation; a zero id is made here.
func (tx *Tx) AddOrg(ctx context.Context, o domain.Org) (domain.OrgID, error) {
	if o.ID == 0 {
		o.ID = NewID[domain.OrgID](tx)
	}
	return o.ID, tx.must(ctx, `INSERT INTO org (id, name, kind, phone) VALUES ($1, $2, $3, $4)`, o.ID, o.Name, o.Kind, o.Phone)
}

// Orgs returns all organisations by name.
func (tx *Tx) Orgs(ctx context.Context) ([]domain.Org, error) {
	return all(ctx, tx, scanOrg, `SELECT id, name, kind, phone FROM org ORDER BY name, id`)
}

// Org returns one organisation.
func (tx *Tx) Org(ctx context.Context, o domain.OrgID) (domain.Org, error) {
	return one(ctx, tx, scanOrg, `SELECT id, name, kind, phone FROM org WHERE id = $1`, o)
}

func scanOrg(scan scanner) (o domain.Org, err error) {
	err = scan(&o.ID, &o.Name, &o.Kind, &o.Phone)
	return o, err
}

// AddTeam stores a team of an organisation.
func (tx *Tx) AddTeam(ctx context.Context, o domain.OrgID, t domain.TeamID, name string) (domain.TeamID, error) {
	if t == 0 {
		t = NewID[domain.TeamID](tx)
	}
	return t, tx.must(ctx, `INSERT INTO team (id, org_id, name) VALUES ($1, $2, $3)`, t, o, name)
}

// Teams returns the teams of all organisations by name.
func (tx *Tx) Teams(ctx context.Context) ([]domain.Team, error) {
	return all(ctx, tx, func(scan scanner) (t domain.Team, err error) {
		err = scan(&t.ID, &t.Org, &t.Name)
		return t, err
	}, `SELECT id, org_id, name FROM team ORDER BY name, id`)
}

// TeamNamed returns the team of that name in an organisation; where there is none it is made.
func (tx *Tx) TeamNamed(ctx context.Context, o domain.OrgID, name string) (domain.TeamID, error) {
	ids, err := all(ctx, tx, value[domain.TeamID], `SELECT id FROM team WHERE org_id = $1 AND name = $2 ORDER BY id LIMIT 1`, o, name)
	if err != nil {
		return 0, err
	}
	if len(ids) == 1 {
		return ids[0], nil
	}
	return tx.AddTeam(ctx, o, 0, name)
}
