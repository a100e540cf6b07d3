package app

import (
	"cmp"
	"context"
	"fmt"

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
		note, no, err := a.checkCode(ctx, tx, domain.Actor{}, l, code, "code")
		if refused = no; err != nil || refused != nil {
			return err
		}
		if err := tx.ProveSession(ctx, s.ID, crypt.HashCode(token)); err != nil {
			return err
		}
		return tx.AppendEvent(ctx, domain.Event{Actor: s.User, Org: s.Org, Session: s.ID, Action: domain.SignIn, Rule: domain.RuleRole, Note: note})
	})
	return token, cmp.Or(err, refused)
}

// checkCode compares a code of the second factor of l, or takes a recovery code, and counts failures as checkSecret. note is how the record
// names what was given. That a code is refused is what the caller returns after the transaction: the try stays counted and written.
func (a *App) checkCode(
	ctx context.Context, tx *store.Tx, by domain.Actor, l store.Login, code, field string,
) (note string, refused, err error) {
	if l, err = tx.CountTry(ctx, l); err != nil {
		return "", nil, err
	}
	if err := a.mustWait(l, field); err != nil {
		return "", nil, err
	}
	if recovery, noCode := auth.ParseRecovery(code); noCode == nil {
		note, err = useRecovery(ctx, tx, l, recovery)
	} else {
		note, err = useTOTP(ctx, tx, l, code)
	}
	switch domain.KindOf(err) {
	case domain.NotFound:
		return "", errSignIn(field), noteRefusal(ctx, tx, by, l, field)
	case domain.Conflict:
		return "", nil, errSignIn(field) // somebody else was quicker with it
	}
	if err != nil {
		return "", nil, err
	}
	return note, nil, tx.ForgetTries(ctx, l)
}

// useTOTP takes a code of the app. NotFound for a wrong one, Conflict for one that was used in this moment.
func useTOTP(ctx context.Context, tx *store.Tx, l store.Login, code string) (note string, err error) {
	step, ok := auth.CheckTOTP(l.TOTP, code, tx.Now.Time(), l.TOTPStep)
	if !ok {
		return "", domain.ErrNotFound()
	}
	return "totp", tx.UseTOTPStep(ctx, l.User, step)
}

// useRecovery takes a recovery code. NotFound for a wrong or used one.
func useRecovery(ctx context.Context, tx *store.Tx, l store.Login, code auth.Recovery) (note string, err error) {
	if err := tx.UseRecoveryCode(ctx, l.User, crypt.HashCode(string(code))); err != nil {
		return "", err
	}
	left, err := tx.RecoveryCodesLeft(ctx, l.User)
	return fmt.Sprintf("recovery code, left=%d", left), err
}

// IsRecoveryCode tells whether somebody has typed a recovery code and no code of the app.
func IsRecoveryCode(code string) bool {
	_, err := auth.ParseRecovery(code)
	return err == nil
}

// BeginSecondFactor makes a secret for an authenticator app; it counts from the first right code on. See SetSecondFactor.
// Errors: NotFound (by is no session of staff), Unproved.
func (a *App) BeginSecondFactor(ctx context.Context, by domain.Actor) error {
	return a.do(ctx, by, domain.SetSecondFactor, 0, func(tx *store.Tx, d *deed) error {
		u, err := tx.User(ctx, by.User)
		if err != nil {
			return err
		}
		_, otpauth, err := a.newTOTP(u.Username)
		if err != nil {
			return err
		}
		d.event.Note = "begun"
		return tx.BeginTOTP(ctx, by.User, otpauth)
	})
}

// A NextFactor is a second factor that waits for its first code.
type NextFactor struct {
	URL    string // for the QR code
	Secret string // to type, base 32
}

// NextSecondFactor is what BeginSecondFactor has made for by.
// Errors: NotFound (nothing waits, or by is no session of staff), Unproved.
func (a *App) NextSecondFactor(ctx context.Context, by domain.Actor) (next NextFactor, err error) {
	err = a.look(ctx, by, domain.SetSecondFactor, 0, func(tx *store.Tx, _ *deed) error {
		if next.URL, err = tx.NextTOTP(ctx, by.User); err != nil {
			return err
		}
		next.Secret, err = auth.TOTPSecret(next.URL)
		return err
	})
	return next, err
}

// SetSecondFactor makes what BeginSecondFactor has begun the second factor of by, in the place of the one before, and returns new recovery
// codes. Every other session of the user ends.
// Errors: NotFound (nothing waits, or by is no session of staff), Unproved, Invalid (code is not that of the new secret).
func (a *App) SetSecondFactor(ctx context.Context, by domain.Actor, code string) (codes []string, err error) {
	err = a.do(ctx, by, domain.SetSecondFactor, 0, func(tx *store.Tx, d *deed) error {
		otpauth, err := tx.NextTOTP(ctx, by.User)
		if err != nil {
			return err
		}
		secret, err := auth.TOTPSecret(otpauth)
		if err != nil {
			return err
		}
		step, ok := auth.CheckTOTP(secret, code, tx.Now.Time(), 0)
		if !ok {
			return &domain.Error{Kind: domain.Invalid, Key: "signin", Field: "code"}
		}
		if err := tx.SetTOTP(ctx, by.User, secret); err != nil {
			return err
		}
		if err := tx.UseTOTPStep(ctx, by.User, step); err != nil {
			return err
		}
		d.event.Note = "set"
		if codes, err = newRecoveryCodes(ctx, tx, by.User); err != nil {
			return err
		}
		return tx.EndOtherSessionsOfUser(ctx, by.User, by.Session)
	})
	return codes, err
}

// MakeRecoveryCodes returns new recovery codes of by; those before work no more.
// Errors: NotFound (there is no second factor, or by is no session of staff), Unproved.
func (a *App) MakeRecoveryCodes(ctx context.Context, by domain.Actor) (codes []string, err error) {
	err = a.do(ctx, by, domain.MakeRecoveryCodes, 0, func(tx *store.Tx, _ *deed) error {
		if !by.TOTP {
			return domain.ErrNotFound()
		}
		codes, err = newRecoveryCodes(ctx, tx, by.User)
		return err
	})
	return codes, err
}

// recoveryCodes is how many recovery codes somebody gets.
const recoveryCodes = 10

func newRecoveryCodes(ctx context.Context, tx *store.Tx, u domain.UserID) (codes []string, err error) {
	var hashes [][]byte
	for range recoveryCodes {
		code := auth.NewRecovery()
		codes, hashes = append(codes, code.Groups()), append(hashes, crypt.HashCode(string(code)))
	}
	return codes, tx.AddRecoveryCodes(ctx, u, hashes)
}
