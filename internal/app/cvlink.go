package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

const day = 24 * 60 * 60 * 1000 // milliseconds

// CVLinksPage is the links to the own CVs, and when they were used.
type CVLinksPage struct {
	Links []domain.CVLink // newest first
	Uses  []domain.Event  // the last hundred, newest first; Object is the link
	CVs   []domain.CVSelection
	Now   domain.Instant
}

// CVLinks returns the links to the own CVs.
// Errors: NotFound (by is somebody else).
func (a *App) CVLinks(ctx context.Context, by domain.Actor) (page CVLinksPage, err error) {
	err = a.look(ctx, by, domain.ReadCVLinks, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionCV)
		page.Now = tx.Now
		if _, page.CVs, err = tx.Said(ctx, by.Person, domain.SetOf(domain.SectionCV)); err != nil {
			return err
		}
		if page.Links, err = tx.CVLinks(ctx, by.Person); err != nil {
			return err
		}
		page.Uses, err = tx.CVLinkUses(ctx, by.Person)
		return err
	})
	return page, err
}

// MakeCVLink makes a link to one of the own CVs; token is what its address ends with, of which a hash is stored. With the same once
// key a second click makes no other link, and returns the first. When somebody acts for the person, and on a shared device, the
// person's PIN is asked for.
// Errors: NotFound (by is somebody else, or has no such CV), Invalid (r.Check; the person has domain.MaxCVLinks in force), Refused (the PIN),
// Conflict (the same form made a link that is not in force any more).
func (a *App) MakeCVLink(ctx context.Context, by domain.Actor, r domain.CVLinkRequest, token, once string) (l domain.CVLink, err error) {
	if err := r.Check(); err != nil {
		return l, err
	}
	if by.Kind != domain.SessionOwn {
		if _, err := a.checkPIN(ctx, by, domain.MakeCVLink, r.PIN, "pin"); err != nil {
			return l, err
		}
	}
	err = a.do(ctx, by, domain.MakeCVLink, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionCV)
		if _, err := tx.CVSelection(ctx, by.Person, r.CV); err != nil {
			return err
		}
		id, again, err := made[domain.CVLinkID](ctx, tx, by, once)
		if err != nil {
			return err
		}
		d.event.Object = int64(id)
		if again {
			if l, err = tx.CVLinkByToken(ctx, crypt.HashCode(token)); err != nil || l.ID != id {
				return domain.ErrConflict()
			}
			return nil
		}
		l = domain.CVLink{ID: id, Person: by.Person, CV: r.CV, Form: r.Form, For: r.For, Made: tx.Now, Until: tx.Now + domain.Instant(r.Days)*day}
		return tx.AddCVLink(ctx, l, crypt.HashCode(token))
	})
	return l, err
}

// EndCVLink ends one of the own links at once.
// Errors: NotFound (by is somebody else, or has no such link in force).
func (a *App) EndCVLink(ctx context.Context, by domain.Actor, l domain.CVLinkID) error {
	return a.do(ctx, by, domain.EndCVLink, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections, d.event.Object = domain.SetOf(domain.SectionCV), int64(l)
		return tx.EndCVLink(ctx, by.Person, l)
	})
}

// endCVLinks ends the links of by to a CV, with 0 to all of them, each with its event.
func endCVLinks(ctx context.Context, tx *store.Tx, by domain.Actor, id domain.CVID, d *deed) error {
	ended, err := tx.EndCVLinks(ctx, by.Person, id)
	if err != nil {
		return err
	}
	for _, l := range ended {
		e := d.event
		e.Action, e.Sections, e.Object, e.Purpose = domain.EndCVLink, domain.SetOf(domain.SectionCV), int64(l), ""
		if err := tx.AppendEvent(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

// LinkHolds returns until when a link opens a CV; nothing else of it is told, and nothing counted.
// Errors: NotFound (no such link in force: a wrong address, one that ended, and one of another tenant are the same).
func (a *App) LinkHolds(ctx context.Context, token string) (until domain.Instant, err error) {
	l, err := a.linkOf(ctx, token)
	return l.Until, err
}

// linkOf finds the link with this address. It writes nothing and waits for nobody, so that guessing costs us one look into an index.
func (a *App) linkOf(ctx context.Context, token string) (l domain.CVLink, err error) {
	err = a.DB.Read(ctx, func(tx *store.Tx) error {
		l, err = tx.CVLinkByToken(ctx, crypt.HashCode(token))
		return err
	})
	return l, err
}

// LinkedCV returns the CV of a link as it is now, to whoever has the address; with download, to make its PDF of it. It is counted and
// stands in the record before it is shown.
// Errors: NotFound (as LinkHolds; the CV is gone), Refused (too often within an hour).
func (a *App) LinkedCV(ctx context.Context, token string, download bool) (doc cv.Document, l domain.CVLink, err error) {
	if l, err = a.linkOf(ctx, token); err != nil {
		return doc, l, err
	}
	act := domain.ReadLinkedCV
	if download {
		act = domain.TakeLinkedCV
	}
	err = a.do(ctx, domain.LinkActor(l.ID), act, l.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections, d.event.Object = domain.SetOf(domain.SectionCV), int64(l.ID)
		if err := tx.UseCVLink(ctx, l.ID, download); err != nil {
			return err
		}
		page, err := a.cvPage(ctx, tx, l.Person, l.CV)
		if err != nil {
			return err
		}
		doc, err = page.Document(l.Form, a.Vocab)
		return err
	})
	return doc, l, err
}
