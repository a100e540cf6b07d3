package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// AddSubstitution lets user stand in for another from the first to the last day. Conflict when one of both begins on that day already.
func (tx *Tx) AddSubstitution(ctx context.Context, user, standsInFor domain.UserID, from, until domain.Day) error {
	tx.standIns = nil
	err := tx.must(ctx, `INSERT INTO substitution (user_id, for_user_id, from_day, until_day) VALUES ($1, $2, $3, $4)`,
		user, standsInFor, from, until)
	if exists(err) {
		return domain.ErrConflict()
	}
	return err
}

// Substitutions returns those of the organisation's users that have not ended, by first day.
func (tx *Tx) Substitutions(ctx context.Context, o domain.OrgID) ([]domain.Substitution, error) {
	return all(ctx, tx, func(scan scanner) (s domain.Substitution, err error) {
		err = scan(&s.User, &s.Name, &s.For, &s.ForName, &s.From, &s.Until)
		return s, err
	}, `
		SELECT s.user_id, u.name, s.for_user_id, a.name, s.from_day, s.until_day
		FROM substitution s JOIN app_user u ON u.id = s.user_id JOIN app_user a ON a.id = s.for_user_id
		WHERE a.org_id = $1 AND s.until_day >= $2
		ORDER BY s.from_day, a.name, s.for_user_id, s.user_id`, o, tx.Today)
}

// EndSubstitution ends one at once, with the sessions in which who stood in acts for a person. Conflict when it has ended already.
func (tx *Tx) EndSubstitution(ctx context.Context, s domain.Substitution) error {
	tx.standIns = nil
	if err := tx.must(ctx, `
		UPDATE session SET ended_at = $1
		WHERE user_id = $2 AND ended_at = 0 AND person_id IN (SELECT c.person_id FROM person_case c WHERE c.manager_id = $3)`,
		tx.Now, s.User, s.For); err != nil {
		return err
	}
	return tx.oneRow(ctx, `UPDATE substitution SET until_day = $1 WHERE user_id = $2 AND for_user_id = $3 AND from_day = $4 AND until_day >= $5`,
		tx.Today.AddDays(-1), s.User, s.For, s.From, tx.Today)
}

// EndSubstitutionsBy ends all in which the user stands in for somebody. Those in which somebody stands in for the user go on.
func (tx *Tx) EndSubstitutionsBy(ctx context.Context, u domain.UserID) error {
	tx.standIns = nil
	return tx.must(ctx, `UPDATE substitution SET until_day = $1 WHERE user_id = $2 AND until_day >= $3`, tx.Today.AddDays(-1), u, tx.Today)
}
