package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// WaitingLists returns the waiting lists of the organisation of by, one of each team that by may take from or assign: of the own team, and for an admin of every team.
// Each is in its order. Who has taken the core data back, or whose case is closed, is on none.
func (tx *Tx) WaitingLists(ctx context.Context, by domain.Actor) ([]domain.WaitingList, error) {
	w := tx.seen(by, domain.RoleIntegrationManager)
	w.and("c.org_id = {}", by.Org)
	w.and("c.weight = 'waiting' AND c.status <> 'closed'")
	if !by.Has(domain.RoleAdmin) {
		w.and("c.team_id = {}", by.Team)
	}
	type row struct {
		domain.WaitingRow
		team string
	}
	rows, err := all(ctx, tx, func(scan scanner) (r row, err error) {
		err = scan(&r.Person, &r.Name.Latin, &r.Name.Native, &r.Language, &r.District, &r.DistrictName, &r.Team, &r.team, &r.Since, &r.Urgency, &r.Version)
		return r, err
	}, `
		SELECT c.person_id, p.name_latin, p.name_native, c.language, c.district_id, d.name, c.team_id, t.name, c.weight_on, c.urgency, c.version
		FROM person_case c
		JOIN person p ON p.id = c.person_id
		JOIN district d ON d.id = c.district_id
		JOIN team t ON t.id = c.team_id
		WHERE `+w.String()+`
		ORDER BY c.weight_on, c.person_id`, w.args...)
	if err != nil {
		return nil, err
	}
	var lists []domain.WaitingList
	for _, r := range rows {
		i := 0
		for i < len(lists) && lists[i].Team != r.Team {
			i++
		}
		if i == len(lists) {
			lists = append(lists, domain.WaitingList{Team: r.Team, Name: r.team})
		}
		lists[i].Rows = append(lists[i].Rows, r.WaitingRow)
	}
	for _, l := range lists {
		domain.OrderWaiting(l.Rows)
	}
	return lists, nil
}

// TakeWaiting makes the manager responsible for somebody on the waiting list of the own organisation; the place on the list is gone.
// Conflict when version is not the stored one, or the person waits no more.
func (tx *Tx) TakeWaiting(ctx context.Context, t domain.Taking) error {
	return tx.oneRow(ctx, `
		UPDATE person_case
		SET manager_id = $1, team_id = (SELECT team_id FROM app_user WHERE id = $1), weight = '', weight_on = '', urgency = '', changed_at = $2,
			version = version + 1
		WHERE person_id = $3 AND version = $4 AND weight = 'waiting' AND org_id = (SELECT org_id FROM app_user WHERE id = $1 AND disabled_at = 0)`,
		t.Manager, tx.Now, t.Person, t.Version)
}

// SetUrgency says why somebody on the waiting list goes first; empty for nothing. Conflict when version is not the stored one, or the person
// waits no more.
func (tx *Tx) SetUrgency(ctx context.Context, p domain.PersonID, u domain.Urgency, version int) error {
	return tx.oneRow(ctx, `
		UPDATE person_case SET urgency = $1, changed_at = $2, version = version + 1 WHERE person_id = $3 AND version = $4 AND weight = 'waiting'`,
		u, tx.Now, p, version)
}
