package app

import (
	"cmp"
	"context"

	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// The fields of a proof.
const (
	ProofPassword = "prove_password"
	ProofCode     = "prove_code"
)

// Prove takes once more what the account of by asks for: the password, and a code where there is a second factor. From then on the session
// counts as proved for domain.ProofLasts, under the new token that is returned. A wrong proof is a failed try of the account.
// Errors: NotFound (by is no session of staff), Refused (wrong, or too early after wrong tries).
func (a *App) Prove(ctx context.Context, by domain.Actor, password, code string) (token string, err error) {
	if by.Kind != domain.SessionStaff {
		return "", domain.ErrNotFound()
	}
	l, err := a.login(ctx, "user:"+by.User.String(), func(tx *store.Tx) (store.Login, error) { return tx.UserLoginByID(ctx, by.User) })
	if err != nil {
		return "", err
	}
	if err := a.checkSecret(ctx, by, l, password, ProofPassword); err != nil {
		return "", err
	}
	token = auth.NewToken()
	var refused error
	err = a.DB.Write(ctx, func(tx *store.Tx) error {
		if same, err := tx.SameSecret(ctx, l); err != nil || !same {
			return cmp.Or(err, errSignIn(ProofPassword))
		}
		note := "password"
		if l.TOTP != "" {
			factor, no, err := a.checkCode(ctx, tx, by, l, code, ProofCode)
			if refused = no; err != nil || refused != nil {
				return err
			}
			note += ", " + factor
		}
		if err := tx.ProveSession(ctx, by.Session, crypt.HashCode(token)); err != nil {
			return err
		}
		return tx.AppendEvent(ctx, domain.Event{
			Actor: by.User, Org: by.Org, Session: by.Session, Action: domain.ProveSession, Rule: domain.RuleOwn, Note: note,
		})
	})
	return token, cmp.Or(err, refused)
}
