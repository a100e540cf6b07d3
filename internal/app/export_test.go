package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// OpenSession is how a sign-in ends whose secret was right when it was compared.
func OpenSession(ctx context.Context, a *App, l store.Login) error {
	_, err := a.openSession(ctx, l, store.Session{Kind: domain.SessionShared, Person: l.Person, User: l.User, Language: "de"}, "pin")
	return err
}

// Decide is what both doors ask before anything else.
func Decide(ctx context.Context, tx *store.Tx, by domain.Actor, act domain.Action, p domain.PersonID) (domain.Rule, error) {
	d, err := authorise(ctx, tx, by, act, p)
	if err != nil {
		return "", err
	}
	return d.event.Rule, nil
}

// TakeDigest is how a process begins to send the digest of a user.
func TakeDigest(ctx context.Context, a *App, u domain.UserID) error {
	_, _, ok, err := a.takeDigest(ctx, u)
	if err == nil && !ok {
		err = domain.ErrConflict()
	}
	return err
}
