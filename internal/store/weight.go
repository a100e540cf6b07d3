package store

import (
	"context"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// loadColumns counts the cases c that are not closed by their weight.
const loadColumns = `count(CASE WHEN c.weight = 'A' AND c.status <> 'closed' THEN 1 END), count(CASE WHEN c.weight = 'B' AND c.status <> 'closed' THEN 1 END),
	count(CASE WHEN c.weight = 'C' AND c.status <> 'closed' THEN 1 END), count(CASE WHEN c.weight = 'waiting' AND c.status <> 'closed' THEN 1 END),
	count(CASE WHEN c.weight = '' AND c.status <> 'closed' THEN 1 END)`

// load counts the caseload of by by weight, how many persons ReviewCases has, without its limit, and how many rows HandoversTo has.
func (tx *Tx) load(ctx context.Context, by domain.Actor, others []domain.User) (l domain.Load, reviews, handovers int, err error) {
	w := tx.managed(by, others)
	mine, n := w.String(), len(w.conditions)
	w.unreviewed()
	unreviewed := strings.Join(w.conditions[n:], " AND ")
	w.conditions = []string{visible}
	w.received(by)
	l, err = one(ctx, tx, func(scan scanner) (l domain.Load, err error) {
		err = scan(&l.Intensive, &l.Accompanied, &l.Occasional, &l.Waiting, &l.Unweighed, &reviews, &handovers)
		return l, err
	}, `
		SELECT `+loadColumns+`, count(CASE WHEN EXISTS (
			SELECT 1 FROM translation t WHERE t.person_id = c.person_id AND `+unreviewed+`) THEN 1 END),
			(SELECT count(*) FROM handover h JOIN person_case c ON c.person_id = h.person_id WHERE `+w.String()+`)
		FROM person_case c
		WHERE `+mine, w.args...)
	return l, reviews, handovers, err
}

// Loads counts the cases of each team of the unit of by by weight, by the name of the team.
func (tx *Tx) Loads(ctx context.Context, by domain.Actor) ([]domain.Load, error) {
	w := tx.led(by)
	return all(ctx, tx, func(scan scanner) (l domain.Load, err error) {
		err = scan(&l.Team, &l.Name, &l.Intensive, &l.Accompanied, &l.Occasional, &l.Waiting, &l.Unweighed)
		return l, err
	}, `
		SELECT t.id, t.name, `+loadColumns+`
		FROM team t JOIN person_case c ON c.team_id = t.id
		WHERE `+w.String()+`
		GROUP BY t.id, t.name
		ORDER BY t.name, t.id`, w.args...)
}

// SetWeight says how much of a manager's time the case takes from the day on. Conflict when version is not the stored one.
func (tx *Tx) SetWeight(ctx context.Context, p domain.PersonID, weight domain.Weight, on domain.Day, version int) error {
	return tx.oneRow(ctx, `
		UPDATE person_case SET weight = $1, weight_on = $2, urgency = '', changed_at = $3, version = version + 1
		WHERE person_id = $4 AND version = $5`,
		weight, on, tx.Now, p, version)
}
