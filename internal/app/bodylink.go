package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// AskBody asks a body about one goal or measure of the agreed plan. Nobody there sees anything before the person consents. With the same
// once key a second click asks nothing more.
// Errors: NotFound (by does not manage p), Invalid (q.Check; the body is closed; the item is not agreed, or this body is asked about it already;
// too many).
func (a *App) AskBody(ctx context.Context, by domain.Actor, p domain.PersonID, q domain.BodyQuestion, once string) error {
	if err := q.Check(); err != nil {
		return err
	}
	return a.do(ctx, by, domain.AskBody, p, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionPlan)
		id, again, err := made[domain.CoordinationID](ctx, tx, by, once)
		d.event.Object = int64(id)
		if err != nil || again {
			return err
		}
		r := domain.BodyRequest{By: by.User, Question: q.Text}
		if r.Body, err = openBody(ctx, tx, q.Body); err != nil {
			return err
		}
		versions, err := tx.PlanVersions(ctx, p)
		if err != nil {
			return err
		}
		goals, measures := []domain.GoalID{q.Goal}, []domain.MeasureID(nil)
		if q.Measure != 0 {
			goals, measures = nil, []domain.MeasureID{q.Measure}
		}
		r.Coordination = chosen(versions, goals, measures)[0]
		r.ID, r.Person = id, p
		all, err := currentBodies(ctx, tx, p, by.User)
		if err != nil {
			return err
		}
		who, err := coordinationActor(ctx, tx, d, by)
		if err != nil {
			return err
		}
		if !askable(all, r, who) {
			return wrong("item", "bodyItem")
		}
		if err := domain.Room(len(all), domain.MaxBodyRequests, "item"); err != nil {
			return err
		}
		return tx.AddBodyRequest(ctx, r)
	})
}

// openBody is the body that can be asked today. Errors: Invalid (it is closed, or there is none such).
func openBody(ctx context.Context, tx *store.Tx, id domain.BodyID) (domain.Body, error) {
	bodies, err := tx.Bodies(ctx)
	if err != nil {
		return domain.Body{}, err
	}
	i := slices.IndexFunc(bodies, func(b domain.Body) bool { return b.ID == id })
	switch {
	case i < 0:
		return domain.Body{}, wrong("body", "choose")
	case !bodies[i].Open(tx.Today):
		return domain.Body{}, wrong("body", "bodyClosed")
	}
	return bodies[i], nil
}

// askable tells whether who can ask r now: the item is agreed, and what this body was last asked about it has come to an end.
func askable(all []domain.BodyRequest, r domain.BodyRequest, who domain.CoordinationActor) bool {
	var same []domain.Coordination
	for _, x := range all {
		if x.Body.ID == r.Body.ID {
			same = append(same, x.Coordination)
		}
	}
	return proposable(same, r.Coordination, who)
}

// BodyConsent is what a person says to a request: whether the body may see it, until when and under which name.
type BodyConsent struct {
	ID      domain.CoordinationID
	Version int
	Share   bool
	Shown   domain.BodyName
	Days    int // one of domain.BodyDays
	Terms   domain.ReleaseTerms
	PIN     string // asked for when somebody acts for the person and shares, and on a shared device
}

// ConsentToBody lets a body see exactly the item of a request, or withholds it.
// Errors: NotFound (by is somebody else), Refused (the PIN), Invalid (Shown, Days; the body has closed), Conflict (it is not proposed any more).
func (a *App) ConsentToBody(ctx context.Context, by domain.Actor, c BodyConsent) error {
	switch {
	case c.Share && !slices.Contains(domain.BodyNames[:], c.Shown):
		return wrong("shown", "choose")
	case c.Share && !slices.Contains(domain.BodyDays[:], c.Days):
		return wrong("days", "choose")
	}
	if err := a.given(ctx, by, domain.ConsentToBody, c.PIN, c.Share, &c.Terms); err != nil {
		return err
	}
	return a.do(ctx, by, domain.ConsentToBody, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections, d.event.Purpose, d.event.Object = domain.SetOf(domain.SectionPlan), domain.PurposeCoordination, int64(c.ID)
		all, err := currentBodies(ctx, tx, by.Person, by.User)
		if err != nil {
			return err
		}
		r, err := pickBody(all, c.ID, c.Version)
		if err != nil {
			return err
		}
		said := domain.CoordinationWithhold
		if c.Share {
			if _, err := openBody(ctx, tx, r.Body.ID); err != nil {
				return err
			}
			said, r.Release = domain.CoordinationConsent, domain.ReleaseCovers
			r.Shown, r.Until, r.Terms, r.GivenAt = c.Shown, tx.Today.AddDays(c.Days), c.Terms, tx.Now
		}
		d.event.Note = string(said)
		if r.State, err = domain.Next(r.State, said, domain.CoordinationPerson, r.Release); err != nil {
			return err
		}
		return tx.SaveBodyRequest(ctx, r, by.User)
	})
}

// TakeBackBody takes the consent to a request back: its link is closed at once.
// Errors: NotFound (by is somebody else, or there is no such request), Conflict (nothing of it is shared).
func (a *App) TakeBackBody(ctx context.Context, by domain.Actor, id domain.CoordinationID) error {
	return a.do(ctx, by, domain.TakeBackBody, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections, d.event.Purpose, d.event.Object = domain.SetOf(domain.SectionPlan), domain.PurposeCoordination, int64(id)
		all, err := currentBodies(ctx, tx, by.Person, by.User)
		if err != nil {
			return err
		}
		r, err := pickBody(all, id, anyVersion)
		if err != nil {
			return err
		}
		if r, err = takenBack(r, tx.Now); err != nil {
			return err
		}
		return tx.SaveBodyRequest(ctx, r, by.User)
	})
}

// takenBack is r without the consent. Errors: Conflict (nothing of it was under way).
func takenBack(r domain.BodyRequest, at domain.Instant) (domain.BodyRequest, error) {
	next, err := domain.Next(r.State, domain.CoordinationReleaseEnded, domain.CoordinationPerson, domain.ReleaseRevoked)
	if err != nil {
		return r, domain.ErrConflict()
	}
	if r.State = next; r.GivenAt != 0 {
		r.Revoked = at
	}
	return r, nil
}

// stopBodies takes back all that bodies may see of p.
func stopBodies(ctx context.Context, tx *store.Tx, p domain.PersonID, by domain.UserID) error {
	return changeBodies(ctx, tx, p, by, func(r domain.BodyRequest) (domain.BodyRequest, error) { return takenBack(r, tx.Now) })
}

// endBodies ends the requests about p that are under way; the consents stay as they were given.
func endBodies(ctx context.Context, tx *store.Tx, p domain.PersonID, by domain.UserID, who domain.CoordinationActor) error {
	return changeBodies(ctx, tx, p, by, func(r domain.BodyRequest) (_ domain.BodyRequest, err error) {
		r.State, err = domain.Next(r.State, domain.CoordinationEnd, who, r.Release)
		return r, err
	})
}

// changeBodies stores every request about p as change returns it, but for those of which it says that nothing is under way.
func changeBodies(ctx context.Context, tx *store.Tx, p domain.PersonID, by domain.UserID, change func(domain.BodyRequest) (domain.BodyRequest, error)) error {
	all, err := currentBodies(ctx, tx, p, by)
	if err != nil {
		return err
	}
	for _, r := range all {
		if r, err = change(r); err != nil {
			continue // nothing of it was under way
		}
		if err := tx.SaveBodyRequest(ctx, r, by); err != nil {
			return err
		}
	}
	return nil
}

// MakeBodyLink makes the link by which the body sees and answers a request, and closes the one before; token is what its address ends with,
// code is said to the body by telephone or letter. Only hashes of both are stored. With the same once key a second click makes no other.
// Errors: NotFound (by does not manage p), Conflict (the person has not consented, or it does not wait for the body), Invalid (the body has closed;
// too many).
func (a *App) MakeBodyLink(ctx context.Context, by domain.Actor, p domain.PersonID, id domain.CoordinationID, token, code, once string) (r domain.BodyRequest, err error) {
	err = a.do(ctx, by, domain.MakeBodyLink, p, func(tx *store.Tx, d *deed) error {
		d.event.Sections, d.event.Object = domain.SetOf(domain.SectionPlan), int64(id)
		all, err := currentBodies(ctx, tx, p, by.User)
		if err != nil {
			return err
		}
		if r, err = pickBody(askedBy(all, by), id, anyVersion); err != nil {
			return err
		}
		if r.State != domain.CoordinationShared || r.Release != domain.ReleaseCovers {
			return domain.ErrConflict()
		}
		if _, err := openBody(ctx, tx, r.Body.ID); err != nil {
			return err
		}
		link, again, err := made[domain.BodyLinkID](ctx, tx, by, once)
		if err != nil {
			return err
		}
		if again {
			if l, _, err := tx.BodyLinkByToken(ctx, crypt.HashCode(token)); err != nil || l.ID != link || !l.Opens {
				return domain.ErrConflict()
			}
			return nil
		}
		links, err := tx.BodyLinks(ctx, p)
		links = slices.DeleteFunc(links, func(l domain.BodyLink) bool { return l.Request != id })
		if err = cmp.Or(err, domain.Room(len(links), domain.MaxBodyLinks, "")); err != nil {
			return err
		}
		l := domain.BodyLink{ID: link, Request: id, Person: p, By: by.User}
		if err := tx.AddBodyLink(ctx, l, crypt.HashCode(token), codeHash(token, code)); err != nil {
			return err
		}
		r.AsksBack = false
		return tx.SaveBodyRequest(ctx, r, by.User)
	})
	return r, err
}
