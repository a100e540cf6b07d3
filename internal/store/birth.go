package store

import (
	"context"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// ReleasedBirths returns the birth dates of those of the persons who have said one and released their identity to the organisation of
// by, an integration manager.
func (tx *Tx) ReleasedBirths(ctx context.Context, by domain.Actor, persons []domain.PersonID) (map[domain.PersonID]*domain.PartialDate, error) {
	if len(persons) == 0 {
		return nil, nil
	}
	w := &where{conditions: []string{strings.Replace(visible, "'core'", "'identity'", 1)}, args: []any{by.Org, tx.Today, domain.RoleIntegrationManager}}
	ids := make([]any, len(persons))
	for i, p := range persons {
		ids[i] = p
	}
	w.and("c.person_id IN ("+strings.TrimSuffix(strings.Repeat("{}, ", len(ids)), ", ")+")", ids...)
	births := map[domain.PersonID]*domain.PartialDate{}
	type row struct {
		entryRow
		wrapped []byte
	}
	rows, err := all(ctx, tx, func(scan scanner) (r row, err error) {
		err = scan(&r.entry.ID, &r.entry.Person, &r.sealed, &r.wrapped)
		return r, err
	}, `
		SELECT e.id, e.person_id, e.body_sealed, k.wrapped
		FROM person_case c
		JOIN entry e ON e.person_id = c.person_id AND e.section = 'identity'
		JOIN person_key k ON k.person_id = c.person_id
		WHERE `+w.String()+`
		ORDER BY e.person_id`, w.args...)
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		v, err := tx.openVault(r.entry.Person, r.wrapped)
		if err != nil {
			return nil, err
		}
		e, err := r.open(v, r.entry.Person)
		if err != nil {
			return nil, err
		}
		if e.Identity != nil && e.Identity.Birth != nil {
			births[r.entry.Person] = e.Identity.Birth
		}
	}
	return births, nil
}
