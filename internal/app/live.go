package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// A Pulse says that something about a person was changed; what it was, each reader fetches with the own rights.
type Pulse struct {
	Seq    int64
	Person domain.PersonID
}

// Pulses returns the changes after seq, and the newest seq. With seq 0 it returns the newest seq only.
func (a *App) Pulses(ctx context.Context, seq int64) (out []Pulse, newest int64, err error) {
	err = a.DB.Read(ctx, func(tx *store.Tx) error {
		head, err := tx.Head(ctx)
		if err != nil {
			return err
		}
		if newest = head.Seq; seq == 0 || newest == seq {
			return nil
		}
		events, err := tx.EventsAfter(ctx, seq, 1000)
		for _, e := range events {
			newest = e.Seq
			if (!e.Look() || e.Rule == domain.RuleLink || e.Rule == domain.RuleBody) && e.Person != 0 { // a use of a link stands in the list of links
				out = append(out, Pulse{e.Seq, e.Person})
			}
		}
		return err
	})
	return out, newest, err
}

// MayFollow tells whether by may hear that something about p has changed: by the same rules as reading it.
func (a *App) MayFollow(ctx context.Context, by domain.Actor, p domain.PersonID) bool {
	err := a.DB.Read(ctx, func(tx *store.Tx) error {
		facts, err := tx.Facts(ctx, by, p)
		if err != nil {
			return err
		}
		for _, act := range [...]domain.Action{domain.ReadPlan, domain.ReadShared} {
			if _, err = domain.Can(by, act, facts); err == nil {
				return nil
			}
		}
		return err
	})
	return err == nil
}
