package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// TalkPage is the talks of a person as their reader may see them.
type TalkPage struct {
	Person domain.Person
	Talks  []domain.Talk      // newest first
	Types  []string           // how a talk can take place in the programme of the plan
	Others []domain.Housemate // of the household, who can have taken part too
	Today  domain.Day
	Now    domain.Instant
}

// Talk returns one of the talks.
func (p TalkPage) Talk(id domain.TalkID) (t domain.Talk, ok bool) {
	for _, t := range p.Talks {
		if t.ID == id {
			return t, true
		}
	}
	return t, false
}

// Talks returns the talks of p: all of them to the person, those of the own organisation to the manager.
// Errors: NotFound (by is neither, core not released, or no such person).
func (a *App) Talks(ctx context.Context, by domain.Actor, p domain.PersonID) (page TalkPage, err error) {
	err = a.look(ctx, by, domain.ReadTalks, p, func(tx *store.Tx, d *deed) error {
		page, err = a.loadTalks(ctx, tx, by, p)
		return err
	})
	return page, err
}

// loadTalks reads the talks of p that by may see.
func (a *App) loadTalks(ctx context.Context, tx *store.Tx, by domain.Actor, p domain.PersonID) (page TalkPage, err error) {
	page.Today, page.Now = tx.Today, tx.Now
	if page.Person, err = tx.Person(ctx, p); err != nil {
		return page, err
	}
	if page.Talks, err = tx.Talks(ctx, p, talksOf(by), store.MaxTalks); err != nil || by.IsPerson() {
		return page, err
	}
	page.Types, err = a.talkTypes(ctx, tx, p)
	return page, err
}

// lastTalks is how many talks a page shows that is about more than talks.
const lastTalks = 5

// loadLastTalks reads the newest talks with the person of the plan that by may see.
func (a *App) loadLastTalks(ctx context.Context, tx *store.Tx, by domain.Actor, plan domain.Plan) (page TalkPage, err error) {
	programme, _ := a.Catalogue.Programme(plan.Terms.Programme)
	page.Types, page.Today, page.Now = programme.ContactTypes, tx.Today, tx.Now
	page.Talks, err = tx.Talks(ctx, plan.Person, talksOf(by), lastTalks)
	return page, err
}

// talkOthers returns who lives with p and can be named as having taken part in a talk; nobody while the household is closed to by.
func talkOthers(ctx context.Context, tx *store.Tx, by domain.Actor, p domain.PersonID) ([]domain.Housemate, error) {
	h, err := tx.Household(ctx, by, p)
	if err != nil || !h.Covered() {
		return nil, err
	}
	return h.Reachable(p), nil
}

// talksOf is whose talks by sees: 0 for those of every organisation, as the person does.
func talksOf(by domain.Actor) domain.OrgID {
	if by.IsPerson() {
		return 0
	}
	return by.Org
}

// talkTypes are how talks with p can take place: the programme of the plan says it.
func (a *App) talkTypes(ctx context.Context, tx *store.Tx, p domain.PersonID) ([]string, error) {
	plan, err := tx.Plan(ctx, p)
	programme, _ := a.Catalogue.Programme(plan.Terms.Programme)
	return programme.ContactTypes, err
}

// SaveTalk stores a talk with p, and with others who took part: each of them has it as their own. A talk that has an id is corrected,
// within domain.TalkDays and by who wrote it, for p alone. Nobody's talk says who the others are.
// Errors: NotFound (by does not manage p, or has no such talk with p to correct any more), Invalid (t.Check; a type that the programme of p
// does not know; one of the others whom by does not manage), Closed (the counselling of one of them had ended by then), Conflict (t.Version is old).
func (a *App) SaveTalk(ctx context.Context, by domain.Actor, p domain.PersonID, t domain.Talk, others []domain.PersonID, once string) error {
	return a.do(ctx, by, domain.SaveTalk, p, func(tx *store.Tx, d *deed) error {
		if err := sameAge(t.ID, t.Version); err != nil {
			return err
		}
		if err := d.heldOpen(t); err != nil {
			return err
		}
		t.Person, t.Org, t.User, t.Joint = p, by.Org, by.User, false
		others = slices.DeleteFunc(slices.Compact(slices.Sorted(slices.Values(others))), func(o domain.PersonID) bool { return o == p })
		if err := a.checkTalk(ctx, tx, t); err != nil {
			return err
		}
		if t.ID != 0 {
			d.event.Object = int64(t.ID)
			return correctTalk(ctx, tx, by, t)
		}
		var again bool
		var err error
		t.ID, again, err = made[domain.TalkID](ctx, tx, by, once)
		d.event.Object, t.Meeting = int64(t.ID), t.ID
		if err != nil || again {
			return err
		}
		t.Joint = len(others) > 0
		if err := tx.SaveTalk(ctx, t); err != nil {
			return err
		}
		return addToMeeting(ctx, tx, by, t, others)
	})
}

// heldOpen is a Closed error for a talk that was held after the counselling had ended; what was before can still be written down.
func (d *deed) heldOpen(t domain.Talk) error {
	if d.facts.Closed && t.Day > d.facts.ClosedOn {
		return domain.ErrClosed()
	}
	return nil
}

// addToMeeting stores the talk for the others who took part, each with a line in their own record.
func addToMeeting(ctx context.Context, tx *store.Tx, by domain.Actor, t domain.Talk, others []domain.PersonID) error {
	var events []domain.Event
	for _, p := range others {
		d, err := permit(ctx, tx, by, domain.SaveTalk, p)
		if domain.KindOf(err) == domain.NotFound { // what was typed for the one who is named stays in the form
			return wrong("others", "notFound")
		}
		if err != nil {
			return err
		}
		if err := d.heldOpen(t); err != nil {
			return err
		}
		one := t
		one.Person, one.ID = p, store.NewID[domain.TalkID](tx)
		if err := tx.SaveTalk(ctx, one); err != nil {
			return err
		}
		d.event.Object = int64(one.ID)
		events = append(events, d.event)
	}
	return appendAll(ctx, tx, events)
}

// correctTalk stores the next version of a talk, as long as who wrote it may still change it.
func correctTalk(ctx context.Context, tx *store.Tx, by domain.Actor, t domain.Talk) error {
	stored, err := tx.Talk(ctx, t.Person, t.ID)
	switch {
	case err != nil:
		return err
	case stored.Org != by.Org:
		return domain.ErrNotFound()
	case stored.Version != t.Version:
		return domain.ErrConflict()
	case !stored.Correctable(by.User, tx.Now):
		return domain.ErrNotFound()
	}
	t.Meeting, t.Joint = stored.Meeting, stored.Joint
	return tx.SaveTalk(ctx, t)
}

func (a *App) checkTalk(ctx context.Context, tx *store.Tx, t domain.Talk) error {
	types, err := a.talkTypes(ctx, tx, t.Person)
	if err != nil {
		return err
	}
	if err := t.Check(tx.Today); err != nil {
		return err
	}
	if !slices.Contains(types, t.Type) {
		return wrong("type", "choose")
	}
	return nil
}

// CountTalk stores that there was a talk with somebody who does not want to be named: of t only what is counted.
// Errors: NotFound (by is no integration manager), Invalid (t.Check).
func (a *App) CountTalk(ctx context.Context, by domain.Actor, t domain.Talk, once string) error {
	return a.do(ctx, by, domain.CountTalk, 0, func(tx *store.Tx, _ *deed) error {
		t = t.Counted()
		if err := t.Check(tx.Today); err != nil {
			return err
		}
		t.Org, t.User = by.Org, by.User
		var again bool
		var err error
		if t.ID, again, err = made[domain.TalkID](ctx, tx, by, once); err != nil || again {
			return err
		}
		return tx.CountTalk(ctx, t)
	})
}

// Counting is what the form of a talk begins with that is counted only: it can take place in any way.
// Errors: NotFound (by is no integration manager).
func (a *App) Counting(by domain.Actor) (page TalkPage, err error) {
	if _, err := domain.Can(by, domain.CountTalk, domain.Facts{}); err != nil {
		return page, err
	}
	page.Now = a.DB.Now()
	page.Today, page.Types = domain.DayOf(page.Now.Time().In(a.DB.Zone)), domain.ContactTypes[:]
	return page, nil
}
