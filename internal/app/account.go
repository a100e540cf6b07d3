package app

import (
	"cmp"
	"context"
	"errors"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// FewCodes is how many recovery codes are so few that the page warns.
const FewCodes = 3

// Account is how a user signs in.
type Account struct {
	Codes int // recovery codes that were not used
}

// Account returns how by signs in.
// Errors: NotFound (by is no session of staff).
func (a *App) Account(ctx context.Context, by domain.Actor) (page Account, err error) {
	err = a.look(ctx, by, domain.ReadAccount, 0, func(tx *store.Tx, _ *deed) error {
		page.Codes, err = tx.RecoveryCodesLeft(ctx, by.User)
		return err
	})
	return page, err
}

// RequireSecondFactor says whether every user of this city needs a second factor; who has none then sets one up before anything else opens.
// Errors: NotFound (by is no operator).
func (a *App) RequireSecondFactor(ctx context.Context, by domain.Actor, required bool) error {
	return a.do(ctx, by, domain.RequireSecondFactor, 0, func(tx *store.Tx, d *deed) error {
		d.event.Note = strconv.FormatBool(required)
		return tx.RequireSecondFactor(ctx, required)
	})
}

// ChangePassword replaces the password of a user; every other session of the user ends.
// Errors: NotFound (by is no session of staff), Refused (old is wrong, or too early), Invalid (fresh is too short, too long, guessed at
// once, or the one before), Conflict (another password was set meanwhile).
func (a *App) ChangePassword(ctx context.Context, by domain.Actor, old, fresh string) error {
	var refused error
	username := ""
	l, err := a.login(ctx, "user:"+by.User.String(), func(tx *store.Tx) (l store.Login, err error) {
		if _, refused = authorise(ctx, tx, by, domain.ChangePassword, 0); refused != nil {
			return l, refused
		}
		u, err := tx.User(ctx, by.User)
		if err != nil {
			return l, err
		}
		username = u.Username
		return tx.UserLoginByID(ctx, by.User)
	})
	if err = cmp.Or(refused, err); err != nil {
		return err
	}
	if err := invalidPassword(auth.CheckPassword(fresh, username)); err != nil {
		return err
	}
	if err := a.checkSecret(ctx, by, l, old, "old_password"); err != nil {
		return err
	}
	if fresh == old {
		return &domain.Error{Kind: domain.Invalid, Key: "passwordSame", Field: "new_password"}
	}
	hash, err := a.Hasher.Hash(ctx, fresh)
	if err != nil {
		return err
	}
	return a.do(ctx, by, domain.ChangePassword, 0, func(tx *store.Tx, _ *deed) error {
		if err := tx.ChangePassword(ctx, l, hash); err != nil {
			return err
		}
		return tx.EndOtherSessionsOfUser(ctx, by.User, by.Session)
	})
}

// invalidPassword is the error for the form.
func invalidPassword(err error) error {
	if err == nil {
		return nil
	}
	key := "passwordKnown"
	switch {
	case errors.Is(err, auth.ErrShortPassword):
		key = "passwordShort"
	case errors.Is(err, auth.ErrLongPassword):
		key = "tooLong"
	}
	return &domain.Error{Kind: domain.Invalid, Key: key, Field: "new_password"}
}
