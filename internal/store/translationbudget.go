package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TranslationLimit returns how many characters engines may get in a month; 0 for none.
func (tx *Tx) TranslationLimit(ctx context.Context) (int, error) {
	return one(ctx, tx, value[int], `SELECT characters FROM engine_limit WHERE one = 1`)
}

// SetTranslationLimit sets how many characters engines may get in a month.
func (tx *Tx) SetTranslationLimit(ctx context.Context, characters int) error {
	return tx.oneRow(ctx, `UPDATE engine_limit SET characters = $1 WHERE one = 1`, characters)
}

// TranslationUse returns how many characters engines got, by month, newest first and at most 24 of them.
func (tx *Tx) TranslationUse(ctx context.Context) ([]domain.TranslationUse, error) {
	return all(ctx, tx, func(scan scanner) (u domain.TranslationUse, err error) {
		err = scan(&u.Month, &u.Characters)
		return u, err
	}, `SELECT month, characters FROM engine_use ORDER BY month DESC LIMIT 24`)
}

// TakeCharacters counts characters of the month as used. Conflict when they would be more than the limit; then nothing is counted.
func (tx *Tx) TakeCharacters(ctx context.Context, month string, characters int) error {
	return tx.oneRow(ctx, `
		INSERT INTO engine_use (month, characters)
		SELECT $1, $2 FROM engine_limit l WHERE l.one = 1 AND l.characters >= $2
		ON CONFLICT (month) DO UPDATE SET characters = engine_use.characters + excluded.characters
		WHERE engine_use.characters + excluded.characters <= (SELECT l.characters FROM engine_limit l WHERE l.one = 1)`, month, characters)
}

// GiveCharactersBack undoes TakeCharacters for what was not used.
func (tx *Tx) GiveCharactersBack(ctx context.Context, month string, characters int) error {
	return tx.must(ctx, `UPDATE engine_use SET characters = characters - $1 WHERE month = $2`, characters, month)
}
