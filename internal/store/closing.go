package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

func closingField(p domain.PersonID) string { return "closing:" + p.String() }

// CloseCase ends the counselling of p today. Conflict when version is old, or it is closed already.
func (tx *Tx) CloseCase(ctx context.Context, p domain.PersonID, c domain.Closing, version int) error {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return err
	}
	note, err := sealText(v, closingField(p), c.Note)
	if err != nil {
		return err
	}
	return tx.oneRow(ctx, `
		UPDATE person_case
		SET status = 'closed', closed_on = $1, closing_reason = $2, closing_sealed = $3, changed_at = $4, version = version + 1
		WHERE person_id = $5 AND version = $6 AND status <> 'closed'`,
		tx.Today, c.Reason, note, tx.Now, p, version)
}

// ReopenCase lets the counselling of p go on. Conflict when version is old, or it is not closed.
func (tx *Tx) ReopenCase(ctx context.Context, p domain.PersonID, version int) error {
	return tx.oneRow(ctx, `
		UPDATE person_case
		SET status = CASE WHEN plan_version > 0 THEN 'active' ELSE 'new' END, closed_on = '', closing_reason = '', closing_sealed = NULL,
			changed_at = $1, version = version + 1
		WHERE person_id = $2 AND version = $3 AND status = 'closed'`,
		tx.Now, p, version)
}

// Closing returns how the counselling of p ended; zero while it goes on.
func (tx *Tx) Closing(ctx context.Context, p domain.PersonID) (domain.Closing, error) {
	type row struct {
		closing domain.Closing
		note    []byte
	}
	r, err := one(ctx, tx, func(scan scanner) (r row, err error) {
		err = scan(&r.closing.On, &r.closing.Reason, &r.note)
		return r, err
	}, `SELECT closed_on, closing_reason, closing_sealed FROM person_case WHERE person_id = $1`, p)
	if err != nil || r.note == nil {
		return r.closing, err
	}
	v, err := tx.vault(ctx, p)
	if err != nil {
		return domain.Closing{}, err
	}
	r.closing.Note, err = open[string](v, closingField(p), r.note)
	return r.closing, err
}

// WithdrawOffers takes back the question for every goal of p that the person has not answered. The goals stay in the draft.
func (tx *Tx) WithdrawOffers(ctx context.Context, p domain.PersonID) error {
	if err := tx.must(ctx, `
		UPDATE goal SET offered = FALSE, version = version + 1
		WHERE person_id = $1 AND offered AND answer = 'open' AND NOT ended AND removed_at = 0`, p); err != nil {
		return err
	}
	return tx.countWaiting(ctx, p)
}
