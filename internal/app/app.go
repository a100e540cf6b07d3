// Package app holds what people can do: one method per action, each through one door that authorises, opens the
// transaction and writes the event in it.
package app

import (
	"context"
	"fmt"

	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/catalogue"
	"github.com/aufwind-im/aufwind/internal/consent"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// App is the product of one tenant, without its pages.
type App struct {
	DB *store.DB
	Parts
}

// Parts is what all tenants of a process share.
type Parts struct {
	Hasher     *auth.Hasher
	Vocab      *vocab.Vocabulary
	Catalogue  *catalogue.Catalogue
	Consents   *consent.Texts
	Translator *Translator // nil where nothing is translated
	Courier    *Courier    // nil where no mail is sent
}

// LoadParts loads the embedded data.
func LoadParts() (Parts, error) {
	v, err := vocab.Load()
	if err != nil {
		return Parts{}, fmt.Errorf("vocabulary: %w", err)
	}
	c, err := catalogue.Load()
	if err != nil {
		return Parts{}, fmt.Errorf("catalogue: %w", err)
	}
	texts, err := consent.Load()
	if err != nil {
		return Parts{}, err
	}
	return Parts{Hasher: auth.NewHasher(), Vocab: v, Catalogue: c, Consents: texts}, nil
}

// deed is one action under way: why it is allowed, what is known of the person, and the event that will be written.
type deed struct {
	facts domain.Facts
	event domain.Event
}

// authorise loads the facts of p and decides. Who may, but has not proved lately who it is, hears that, and nothing of p. The event is filled as far as it is known before the action.
func authorise(ctx context.Context, tx *store.Tx, by domain.Actor, act domain.Action, p domain.PersonID) (*deed, error) {
	d := &deed{}
	if p != 0 || by.IsPerson() {
		var err error
		if d.facts, err = tx.Facts(ctx, by, p); err != nil {
			return nil, err
		}
	}
	rule, err := domain.Can(by, act, d.facts)
	if err != nil {
		return nil, err
	}
	if domain.MustProve(by, act, tx.Now) {
		return nil, domain.ErrUnproved()
	}
	d.event = domain.Event{
		Actor: by.User, Org: by.Org, Person: p, Acting: by.Acting(), Session: by.Session, Action: act, Rule: rule, Purpose: purposeOf(rule),
	}
	return d, nil
}

// permit is authorise for a change: nothing is changed of somebody whose counselling has ended, but for what OnClosed names.
func permit(ctx context.Context, tx *store.Tx, by domain.Actor, act domain.Action, p domain.PersonID) (*deed, error) {
	d, err := authorise(ctx, tx, by, act, p)
	if err == nil && d.facts.Closed && !domain.OnClosed(act) {
		err = domain.ErrClosed()
	}
	return d, err
}

func purposeOf(r domain.Rule) domain.Purpose {
	switch r {
	case domain.RuleManaged, domain.RuleUnit, domain.RuleReceiver:
		return domain.PurposePlan
	case domain.RuleAddressee:
		return domain.PurposeCoordination
	case domain.RuleRegistrar, domain.RuleRole:
		return domain.PurposeRegistration
	}
	return ""
}

// do is the door of every change: it authorises, runs f in one transaction and writes the event in the same. A draft that is sent
// once more goes with it.
// Errors: NotFound (by may not, or there is no such person), Unproved (domain.AsksProof), Closed (the counselling has ended), and those of f.
func (a *App) do(ctx context.Context, by domain.Actor, act domain.Action, p domain.PersonID, f func(*store.Tx, *deed) error) error {
	return a.DB.Write(ctx, func(tx *store.Tx) error {
		d, err := permit(ctx, tx, by, act, p)
		if err != nil {
			return err
		}
		if err := f(tx, d); err != nil {
			return err
		}
		if by.Again.Draft != 0 {
			if err := tx.DropDraft(ctx, by, by.Again); err != nil && domain.KindOf(err) != domain.NotFound {
				return err
			}
		}
		return tx.AppendEvent(ctx, d.event)
	})
}

// look is the door of every reading: it authorises and runs f on one state of the data. A look at somebody else's data is
// written before f's result is returned, once in ten minutes per session and thing; f says in d which sections it read.
// Errors: NotFound (by may not, or there is no such person), Unproved (domain.AsksProof), and those of f.
func (a *App) look(ctx context.Context, by domain.Actor, act domain.Action, p domain.PersonID, f func(*store.Tx, *deed) error) error {
	var event domain.Event
	written := false
	err := a.DB.Read(ctx, func(tx *store.Tx) error {
		d, err := authorise(ctx, tx, by, act, p)
		if err != nil {
			return err
		}
		if err := f(tx, d); err != nil {
			return err
		}
		event = d.event
		written = event.Rule == domain.RuleOwn // who reads the own data is nobody else
		if !written {
			written, err = tx.SeenLately(ctx, event)
		}
		return err
	})
	if err != nil || written {
		return err
	}
	return a.DB.Write(ctx, func(tx *store.Tx) error { return tx.AppendEvent(ctx, event) })
}

// made returns the id for a new record, or the one that the same form has made before (again is true then).
func made[T ~int64](ctx context.Context, tx *store.Tx, by domain.Actor, once string) (id T, again bool, err error) {
	was, again, err := tx.Once(ctx, by.Session, once, int64(store.NewID[T](tx)))
	return T(was), again, err
}

// sameAge is a Conflict for a record that has an id but no version, or a version but no id: no form of ours holds such a pair.
func sameAge[T ~int64](id T, version int) error {
	if (id == 0) != (version == 0) {
		return domain.ErrConflict()
	}
	return nil
}
