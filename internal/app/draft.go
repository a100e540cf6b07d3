package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// KeepDraft keeps a form that came after the session of token had ended by its age, and returns whose it is. as is who the form
// was made for; d.Person is whom its page is about.
// Errors: NotFound (no such session, a form made for somebody else, nothing typed, or no right to the page), Conflict (the form
// was saved before), Invalid (too long).
func (a *App) KeepDraft(ctx context.Context, token, as string, d domain.Draft) (by domain.Actor, err error) {
	var s store.Session
	err = a.DB.Read(ctx, func(tx *store.Tx) (err error) {
		s, err = tx.SessionByToken(ctx, crypt.HashCode(token))
		return err
	})
	if err != nil {
		return domain.Actor{}, err
	}
	by = actorOf(s)
	lately := a.DB.Now()-s.Seen < domain.DraftDays*day
	if !a.ended(s) || !lately || s.TOTPPending || by.As() != as {
		return domain.Actor{}, domain.ErrNotFound()
	}
	if by.IsPerson() {
		d.Person = by.Person
	}
	if err := d.Check(); err != nil {
		return by, err
	}
	return by, a.doDraft(ctx, by, domain.KeepDraft, d.Person, func(tx *store.Tx) error {
		made, err := tx.Made(ctx, s.ID, d.Key())
		if err != nil {
			return err
		}
		if made != 0 {
			return domain.ErrConflict()
		}
		return tx.KeepDraft(ctx, by, d)
	})
}

// doDraft is do for a draft of by; one of a page about nobody is the user's own.
func (a *App) doDraft(ctx context.Context, by domain.Actor, act domain.Action, p domain.PersonID, f func(*store.Tx) error) error {
	if p != 0 {
		return a.do(ctx, by, act, p, func(tx *store.Tx, _ *deed) error { return f(tx) })
	}
	if by.User == 0 || by.IsPerson() {
		return domain.ErrNotFound()
	}
	return a.DB.Write(ctx, func(tx *store.Tx) error {
		if err := f(tx); err != nil {
			return err
		}
		return tx.AppendEvent(ctx, domain.Event{Actor: by.User, Org: by.Org, Session: by.Session, Action: act, Rule: domain.RuleOwn})
	})
}

// HasDrafts tells whether anything is kept for by.
func (a *App) HasDrafts(ctx context.Context, by domain.Actor) (bool, error) {
	list, err := a.draftList(ctx, by)
	return len(list) > 0, err
}

// Drafts returns what is kept for by, newest first. A draft of a page that by may not see any more is not among them.
func (a *App) Drafts(ctx context.Context, by domain.Actor) ([]domain.Draft, error) {
	list, err := a.draftList(ctx, by)
	if err != nil {
		return nil, err
	}
	var out []domain.Draft
	for _, d := range list {
		read := func(tx *store.Tx) (err error) {
			d.Fields, err = tx.DraftFields(ctx, by, d)
			return err
		}
		if d.Person == 0 {
			err = a.DB.Read(ctx, read)
		} else {
			err = a.look(ctx, by, domain.ReadDraft, d.Person, func(tx *store.Tx, _ *deed) error {
				person, err := tx.Person(ctx, d.Person)
				if err != nil {
					return err
				}
				d.Name = person.Name
				return read(tx)
			})
		}
		if domain.KindOf(err) == domain.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

func (a *App) draftList(ctx context.Context, by domain.Actor) (list []domain.Draft, err error) {
	if by.Session == 0 {
		return nil, domain.ErrNotFound()
	}
	err = a.DB.Read(ctx, func(tx *store.Tx) error {
		list, err = tx.Drafts(ctx, by)
		return err
	})
	return list, err
}

// DropDraft takes a draft of by away. NotFound when it is gone, somebody else's, or of another form.
func (a *App) DropDraft(ctx context.Context, by domain.Actor, again domain.Again) error {
	list, err := a.draftList(ctx, by)
	if err != nil {
		return err
	}
	for _, d := range list {
		if d.ID == again.Draft {
			return a.doDraft(ctx, by, domain.DropDraft, d.Person, func(tx *store.Tx) error { return tx.DropDraft(ctx, by, again) })
		}
	}
	return domain.ErrNotFound()
}
