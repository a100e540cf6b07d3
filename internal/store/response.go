package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// ResponseTime is how many days the organisation has for an answer.
func (tx *Tx) ResponseTime(ctx context.Context, o domain.OrgID) (domain.ResponseTime, error) {
	return one(ctx, tx, func(scan scanner) (r domain.ResponseTime, err error) {
		err = scan(&r.Org, &r.OrgName, &r.Days, &r.Version)
		return r, err
	}, `SELECT id, name, response_days, response_version FROM org WHERE id = $1`, o)
}

// SaveResponseTime stores r as version r.Version+1. Conflict when r.Version is not the stored one.
func (tx *Tx) SaveResponseTime(ctx context.Context, r domain.ResponseTime) error {
	return tx.oneRow(ctx, `UPDATE org SET response_days = $1, response_version = response_version + 1 WHERE id = $2 AND response_version = $3`,
		r.Days, r.Org, r.Version)
}
