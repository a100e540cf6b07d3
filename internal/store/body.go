package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// Bodies returns the city's directory by name, closed ones too.
func (tx *Tx) Bodies(ctx context.Context) ([]domain.Body, error) {
	return all(ctx, tx, func(scan scanner) (b domain.Body, err error) {
		err = scan(&b.ID, &b.Name, &b.Kind, &b.Contact, &b.Closed, &b.Version)
		return b, err
	}, `SELECT id, name, kind, contact, closed_on, version FROM body ORDER BY name, id`)
}

// SaveBody stores b as version b.Version+1; a zero id is made here. Conflict when b.Version is not the stored one.
func (tx *Tx) SaveBody(ctx context.Context, b domain.Body) (domain.BodyID, error) {
	if b.ID == 0 {
		b.ID = NewID[domain.BodyID](tx)
	}
	if b.Version == 0 {
		return b.ID, tx.must(ctx, `INSERT INTO body (id, name, kind, contact, closed_on, version) VALUES ($1, $2, $3, $4, $5, 1)`,
			b.ID, b.Name, b.Kind, b.Contact, b.Closed)
	}
	return b.ID, tx.oneRow(ctx, `UPDATE body SET name = $1, kind = $2, contact = $3, closed_on = $4, version = version + 1 WHERE id = $5 AND version = $6`,
		b.Name, b.Kind, b.Contact, b.Closed, b.ID, b.Version)
}
