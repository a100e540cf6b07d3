// Package demo fills tenants with made-up cities: people of every role, persons with profiles, releases, plans and a record.
//
// Everybody in it is invented. The same seed and day give the same rows: row i of a table is drawn from the seed and i alone, so it
// does not change with the number of persons. Keys and sealed bytes differ each time, as do the secrets of those who can sign in.
package demo

import (
	"context"
	"fmt"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// A Recipe says which demo is made.
type Recipe struct {
	Persons int        // of Stuttgart, at least as many as have a login there
	Seed    uint64     // another seed is another city
	On      domain.Day // everything in the demo happened before this day
	TOTP    bool       // staff have a second factor
}

// Check returns nil, or an OperatorError that says why the recipe cannot be made.
func (r Recipe) Check() error {
	if !r.On.Valid() {
		return domain.Misused("%q is no day: want YYYY-MM-DD", r.On)
	}
	if least := len(stuttgart().cast); r.Persons < least {
		return domain.Misused("%d persons are too few: %d have a login", r.Persons, least)
	}
	return nil
}

// Make adds the tenants stuttgart and ulm and fills them. It returns who can sign in.
// Errors: a recipe that cannot be made; what the store says, such as a tenant that is there already.
func Make(ctx context.Context, tenants *store.Tenants, parts app.Parts, r Recipe) ([]Login, error) {
	if err := r.Check(); err != nil {
		return nil, err
	}
	first, second := stuttgart(), ulm()
	logins, err := fill(ctx, tenants, parts, first, r, r.Persons)
	if err != nil {
		return nil, fmt.Errorf("demo city %s: %w", first.id, err)
	}
	r.Seed++
	others, err := fill(ctx, tenants, parts, second, r, min(r.Persons, ulmPersons))
	if err != nil {
		return nil, fmt.Errorf("demo city %s: %w", second.id, err)
	}
	for i := range others {
		others[i].Tenant = second.id
	}
	return append(logins, others...), nil
}

// ulmPersons is how many persons the second city has.
const ulmPersons = 40

// fill adds the tenant of p and loads its rows.
func fill(ctx context.Context, tenants *store.Tenants, parts app.Parts, p blueprint, r Recipe, persons int) ([]Login, error) {
	db, err := tenants.Add(ctx, store.Tenant{ID: p.id, Name: p.name, Zone: zone, Hosts: p.hosts()})
	if err != nil {
		return nil, err
	}
	until, err := time.ParseInLocation(time.DateOnly, string(r.On), db.Zone)
	if err != nil {
		return nil, err
	}
	c := newCity(p, r.Seed, until)
	logins, hashes, err := c.secrets(ctx, parts.Hasher, r.TOTP)
	if err != nil {
		return nil, err
	}
	if err := db.Write(ctx, func(tx *store.Tx) error { return c.found(ctx, tx, hashes) }); err != nil {
		return nil, err
	}
	if err := c.people(ctx, db, parts, persons, hashes); err != nil {
		return nil, err
	}
	return logins, nil
}

// zone is the time zone of both cities.
const zone = "Europe/Berlin"
