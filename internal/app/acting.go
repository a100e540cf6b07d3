package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// StartActing opens a session in which by goes on for p, and returns its token. It lives like one on a shared device. The session of by
// ends: whoever sits at the device afterwards finds no way back to the desk but the password.
// Errors: NotFound (by neither manages p nor registered p a short while ago).
func (a *App) StartActing(ctx context.Context, by domain.Actor, p domain.PersonID, device string) (token string, err error) {
	token = auth.NewToken()
	err = a.do(ctx, by, domain.StartActing, p, func(tx *store.Tx, d *deed) error {
		person, err := tx.Person(ctx, p)
		if err != nil {
			return err
		}
		id, err := tx.AddSession(ctx, store.Session{
			Kind: domain.SessionActing, Person: p, User: by.User, Language: person.Language, Device: device,
		}, crypt.HashCode(token))
		if err != nil {
			return err
		}
		d.event.Object = int64(id)
		if err := tx.EndSession(ctx, by.Session, 0, by.User); err != nil && domain.KindOf(err) != domain.NotFound {
			return err
		}
		return nil
	})
	return token, err
}

// EndActing ends an acting session.
func (a *App) EndActing(ctx context.Context, by domain.Actor) error {
	return a.do(ctx, by, domain.EndActing, by.Person, func(tx *store.Tx, _ *deed) error {
		return tx.EndSession(ctx, by.Session, by.Person, by.User)
	})
}
