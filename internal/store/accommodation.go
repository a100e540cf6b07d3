package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// AddDistrict stores a part of the city.
func (tx *Tx) AddDistrict(ctx context.Context, d domain.District) error {
	return tx.must(ctx, `INSERT INTO district (id, name) VALUES ($1, $2)`, d.ID, d.Name)
}

// Districts returns the parts of the city by name.
func (tx *Tx) Districts(ctx context.Context) ([]domain.District, error) {
	return all(ctx, tx, func(scan scanner) (d domain.District, err error) {
		err = scan(&d.ID, &d.Name)
		return d, err
	}, `SELECT id, name FROM district ORDER BY name, id`)
}

// AddAccommodation stores an accommodation; its organisation and manager become responsible for whoever is registered there.
func (tx *Tx) AddAccommodation(ctx context.Context, a domain.Accommodation) error {
	if a.ID == 0 {
		a.ID = NewID[domain.AccommodationID](tx)
	}
	return tx.must(ctx, `INSERT INTO accommodation (id, name, kind, district_id, org_id, manager_id) VALUES ($1, $2, $3, $4, $5, $6)`,
		a.ID, a.Name, a.Kind, a.District, a.Org, a.Manager)
}

const accommodations = `SELECT a.id, a.name, a.kind, a.district_id, a.org_id, o.name, a.manager_id FROM accommodation a JOIN org o ON o.id = a.org_id `

func scanAccommodation(scan scanner) (a domain.Accommodation, err error) {
	err = scan(&a.ID, &a.Name, &a.Kind, &a.District, &a.Org, &a.OrgName, &a.Manager)
	return a, err
}

// Accommodations returns all accommodations by name.
func (tx *Tx) Accommodations(ctx context.Context) ([]domain.Accommodation, error) {
	return all(ctx, tx, scanAccommodation, accommodations+`ORDER BY a.name, a.id`)
}

// Accommodation returns one accommodation.
func (tx *Tx) Accommodation(ctx context.Context, a domain.AccommodationID) (domain.Accommodation, error) {
	return one(ctx, tx, scanAccommodation, accommodations+`WHERE a.id = $1`, a)
}

// AssignAccommodation makes another organisation and manager responsible for whoever is registered in the accommodation from now on.
func (tx *Tx) AssignAccommodation(ctx context.Context, a domain.AccommodationID, o domain.OrgID, manager domain.UserID) error {
	return tx.oneRow(ctx, `UPDATE accommodation SET org_id = $1, manager_id = $2 WHERE id = $3`, o, manager, a)
}
