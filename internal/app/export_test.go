package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// Decide is what both doors ask before anything else.
func Decide(ctx context.Context, tx *store.Tx, by domain.Actor, act domain.Action, p domain.PersonID) (domain.Rule, error) {
	d, err := authorise(ctx, tx, by, act, p)
	if err != nil {
		return "", err
	}
	return d.event.Rule, nil
}
