package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// Listable returns the persons whom by may see in a list, and of each whether by manages the case, assigned or standing in. Of the unit of by
// these are the cases of the teams.
func (tx *Tx) Listable(ctx context.Context, by domain.Actor, teams []domain.Team) (map[domain.PersonID]bool, error) {
	others, err := tx.standsInFor(ctx, by.User)
	if err != nil {
		return nil, err
	}
	out := map[domain.PersonID]bool{}
	led := tx.led(by)
	led.ofTeams(teams)
	for i, w := range [...]*where{led, tx.managed(by, others)} {
		ids, err := all(ctx, tx, value[domain.PersonID], `SELECT c.person_id FROM person_case c WHERE `+w.String()+` ORDER BY c.person_id`, w.args...)
		if err != nil {
			return nil, err
		}
		for _, p := range ids {
			out[p] = i == 1
		}
	}
	return out, nil
}
