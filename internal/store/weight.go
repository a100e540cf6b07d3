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

// load counts the caseload of by by weight, and how many persons ReviewCases has, without its limit.
func (tx *Tx) load(ctx context.Context, by domain.Actor, others []domain.User) (l domain.Load, reviews int, err error) {
	w := tx.managed(by, others)
	mine, n := w.String(), len(w.conditions)
	w.unreviewed()
	l, err = one(ctx, tx, func(scan scanner) (l domain.Load, err error) {
		err = scan(&l.Intensive, &l.Accompanied, &l.Occasional, &l.Waiting, &l.Unweighed, &reviews)
		return l, err
	}, `
		SELECT `+loadColumns+`, count(CASE WHEN EXISTS (
			SELECT 1 FROM translation t WHERE t.person_id = c.person_id AND `+strings.Join(w.conditions[n:], " AND ")+`) THEN 1 END)
		FROM person_case c
		WHERE `+mine, w.args...)
	return l, reviews, err
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
