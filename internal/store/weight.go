package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// loadColumns counts the cases c by their weight.
const loadColumns = `count(CASE WHEN c.weight = 'A' THEN 1 END), count(CASE WHEN c.weight = 'B' THEN 1 END), count(CASE WHEN c.weight = 'C' THEN 1 END),
	count(CASE WHEN c.weight = 'waiting' THEN 1 END), count(CASE WHEN c.weight = '' THEN 1 END)`

// load counts the caseload of by by weight, and how many persons ReviewCases has, without its limit.
func (tx *Tx) load(ctx context.Context, by domain.Actor, others []domain.User) (l domain.Load, reviews int, err error) {
	own, review := tx.managed(by, others), tx.toReview(by, others) // the placeholders of review begin with those of own
	l, err = one(ctx, tx, func(scan scanner) (l domain.Load, err error) {
		err = scan(&l.Intensive, &l.Accompanied, &l.Occasional, &l.Waiting, &l.Unweighed, &reviews)
		return l, err
	}, `
		SELECT `+loadColumns+`, (
			SELECT count(DISTINCT c.person_id)
			FROM person_case c
			JOIN person p ON p.id = c.person_id
			JOIN translation t ON t.person_id = c.person_id
			WHERE `+review.String()+`)
		FROM person_case c
		WHERE `+own.String()+` AND c.status <> 'closed'`, review.args...)
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
		WHERE `+w.String()+` AND c.status <> 'closed'
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
