package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// A TranslationBudget is how many characters engines may get in a month, and how many they got.
type TranslationBudget struct {
	Limit int // 0 for none
	Used  []domain.TranslationUse
}

// TranslationBudget returns the budget of the tenant.
// Errors: NotFound (by is no operator).
func (a *App) TranslationBudget(ctx context.Context, by domain.Actor) (b TranslationBudget, err error) {
	err = a.look(ctx, by, domain.ReadTranslationBudget, 0, func(tx *store.Tx, _ *deed) error {
		if b.Limit, err = tx.TranslationLimit(ctx); err != nil {
			return err
		}
		b.Used, err = tx.TranslationUse(ctx)
		return err
	})
	return b, err
}

// maxCharacters is the largest budget of a month.
const maxCharacters = 1_000_000_000

// SetTranslationLimit sets how many characters engines may get in a month, 0 for none.
// Errors: NotFound (by is no operator), OperatorError (no such number).
func (a *App) SetTranslationLimit(ctx context.Context, by domain.Actor, characters int) error {
	if characters < 0 || characters > maxCharacters {
		return domain.Misused("%d characters: use 0 for none, or up to %d", characters, maxCharacters)
	}
	return a.do(ctx, by, domain.SetTranslationLimit, 0, func(tx *store.Tx, d *deed) error {
		d.event.Object = int64(characters)
		return tx.SetTranslationLimit(ctx, characters)
	})
}
