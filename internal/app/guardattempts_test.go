package app_test

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// guardOnTheOwn are the methods on what a person is told.
var guardOnTheOwn = []attempt{
	{"PutAwayNotice", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		n := s.notice(s.known(p))
		return func() error { return s.PutAwayNotice(s.t.Context(), by, n) }
	}, alone},
}

// notice tells p that somebody made a new slip.
func (s *scene) notice(p domain.PersonID) (id domain.NoticeID) {
	s.t.Helper()
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		by := s.Actor("manager_a")
		if err := tx.AddNotice(ctx, domain.Notice{Person: p, Kind: domain.NoticeSlipReplaced, Actor: by.User, Org: by.Org}); err != nil {
			return err
		}
		list, err := tx.Notices(ctx, p)
		id = list[0].ID
		return err
	})
	return id
}
