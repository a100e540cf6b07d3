package app

import (
	"cmp"
	"context"

	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// SignInTOTP finishes the sign-in of a session whose password was right, and gives it another token.
// Errors: Refused (a wrong or used code, or too early after wrong tries), NotFound (no such session waits).
func (a *App) SignInTOTP(ctx context.Context, waiting, code string) (token string, err error) {
	token = auth.NewToken()
	var refused error
	err = a.DB.Write(ctx, func(tx *store.Tx) error {
		s, err := tx.SessionByToken(ctx, crypt.HashCode(waiting))
		if err != nil {
			return err
		}
		if !s.TOTPPending || a.ended(s) {
			return domain.ErrNotFound()
		}
		l, err := tx.UserLoginByID(ctx, s.User)
		if err != nil {
			return err
		}
		if refused, err = a.checkCode(ctx, tx, domain.Actor{}, l, code, "code"); err != nil || refused != nil {
			return err
		}
		if err := tx.ProveSession(ctx, s.ID, crypt.HashCode(token)); err != nil {
			return err
		}
		return tx.AppendEvent(ctx, domain.Event{Actor: s.User, Org: s.Org, Session: s.ID, Action: domain.SignIn, Rule: domain.RuleRole, Note: "totp"})
	})
	return token, cmp.Or(err, refused)
}

// checkCode compares a code of the second factor of l and counts failures as checkSecret. That a code is refused is what the caller returns
// after the transaction: the try stays counted and written.
func (a *App) checkCode(ctx context.Context, tx *store.Tx, by domain.Actor, l store.Login, code, field string) (refused, err error) {
	if l, err = tx.CountTry(ctx, l); err != nil {
		return nil, err
	}
	if err := a.mustWait(l, field); err != nil {
		return nil, err
	}
	step, ok := auth.CheckTOTP(l.TOTP, code, tx.Now.Time(), l.TOTPStep)
	if !ok {
		return errSignIn(field), noteRefusal(ctx, tx, by, l, field)
	}
	if err := tx.UseTOTPStep(ctx, l.User, step); domain.KindOf(err) == domain.Conflict {
		return nil, errSignIn(field) // somebody else was quicker with it
	} else if err != nil {
		return nil, err
	}
	return nil, tx.ForgetTries(ctx, l)
}
