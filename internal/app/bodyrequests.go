package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// BodyRequestsPage is what bodies were asked about a person.
type BodyRequestsPage struct {
	Person      domain.Person
	Responsible domain.Responsible
	Requests    []domain.BodyRequest // newest first
	Goals       []domain.Goal        // of the last agreed version, to the manager: what can be asked about
	Bodies      []domain.Body        // to the manager: those that can be asked today
	AddressForm domain.AddressForm
	Today       domain.Day
}

// BodyRequests returns what bodies were asked about p, to the person and to the manager, with every use of the links.
// Errors: NotFound (by is neither, or no such person).
func (a *App) BodyRequests(ctx context.Context, by domain.Actor, p domain.PersonID) (page BodyRequestsPage, err error) {
	err = a.look(ctx, by, domain.ReadBodyRequests, p, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionPlan)
		page.Today, page.AddressForm = tx.Today, domain.AddressNeutral
		if page.Person, err = tx.Person(ctx, p); err != nil {
			return err
		}
		if page.Responsible, err = tx.Responsible(ctx, p); err != nil {
			return err
		}
		if page.Requests, err = bodyRequests(ctx, tx, p); err != nil {
			return err
		}
		page.Requests = askedBy(page.Requests, by)
		slices.Reverse(page.Requests)
		if by.IsPerson() {
			return nil
		}
		versions, err := tx.PlanVersions(ctx, p)
		if err != nil {
			return err
		}
		if len(versions) > 0 {
			page.Goals = slices.DeleteFunc(slices.Clone(versions[0].Goals), domain.Goal.Ended)
		}
		page.hideDrawn(d.facts.Released)
		bodies, err := tx.Bodies(ctx)
		page.Bodies = slices.DeleteFunc(bodies, func(b domain.Body) bool { return !b.Open(tx.Today) })
		return err
	})
	return page, err
}

// hideDrawn takes out of the page what was drawn from sections that are not released.
func (p *BodyRequestsPage) hideDrawn(released domain.SectionSet) {
	p.Goals = hideDrawn(p.Goals, released)
	for i := range p.Requests {
		goals := hideDrawn([]domain.Goal{p.Requests[i].Goal, p.Requests[i].Now}, released)
		p.Requests[i].Goal, p.Requests[i].Now = goals[0], goals[1]
	}
}

// bodyRequests returns what bodies were asked about p as it stands today, with links, their uses, and what the draft has otherwise.
func bodyRequests(ctx context.Context, tx *store.Tx, p domain.PersonID) ([]domain.BodyRequest, error) {
	all, _, err := standingBodies(ctx, tx, p)
	if err != nil || len(all) == 0 {
		return all, err
	}
	links, err := tx.BodyLinks(ctx, p)
	if err != nil {
		return nil, err
	}
	uses, err := tx.BodyUses(ctx, p)
	if err != nil {
		return nil, err
	}
	plan, err := tx.Plan(ctx, p)
	for i := range all {
		r := &all[i]
		for _, l := range links {
			if l.Request == r.ID {
				r.Links = append(r.Links, l)
			}
		}
		for _, e := range uses {
			if e.Object == int64(r.ID) {
				r.Uses = append(r.Uses, e)
			}
		}
		if r.Changed = !holds(plan.Goals, r.Coordination); r.Changed {
			r.Now = itemNow(plan.Goals, r.Coordination)
		}
	}
	return all, err
}

// itemNow is the goal or measure of c as the draft has it; the zero goal when it has none such.
func itemNow(goals []domain.Goal, c domain.Coordination) domain.Goal {
	i := slices.IndexFunc(goals, func(g domain.Goal) bool { return g.ID == c.Goal.ID })
	if i < 0 {
		return domain.Goal{}
	}
	if c.Measure == 0 {
		return goals[i]
	}
	only, _ := goals[i].Only(c.Measure)
	return only
}

// standingBodies returns the requests about p as they stand today: where the consent to one has passed its last day, it has stopped. What
// stopped so and is not stored yet is named by its place.
func standingBodies(ctx context.Context, tx *store.Tx, p domain.PersonID) (all []domain.BodyRequest, stopped []int, err error) {
	all, err = tx.BodyRequests(ctx, p)
	for i := range all {
		r := &all[i]
		r.Release = r.Consented(tx.Today)
		if next, err := domain.Next(r.State, domain.CoordinationReleaseEnded, domain.CoordinationClock, r.Release); err == nil {
			r.State, stopped = next, append(stopped, i)
		}
	}
	return all, stopped, err
}

// currentBodies returns the requests about p as they stand today, and stores those that have stopped. Nobody else changes one meanwhile:
// writes about one person wait for one another.
func currentBodies(ctx context.Context, tx *store.Tx, p domain.PersonID, by domain.UserID) ([]domain.BodyRequest, error) {
	all, stopped, err := standingBodies(ctx, tx, p)
	for _, i := range stopped {
		if err := tx.SaveBodyRequest(ctx, all[i], by); err != nil {
			return nil, err
		}
		all[i].Version++
	}
	return all, err
}

// askedBy are the requests that by may know of: all to the person, to staff those of their own organisation.
func askedBy(all []domain.BodyRequest, by domain.Actor) []domain.BodyRequest {
	return slices.DeleteFunc(all, func(r domain.BodyRequest) bool { return !by.IsPerson() && r.ByOrg != by.Org })
}

// pickBody finds the request with that id. Errors: NotFound, Conflict (it has changed since version, unless that is anyVersion).
func pickBody(all []domain.BodyRequest, id domain.CoordinationID, version int) (r domain.BodyRequest, err error) {
	i := slices.IndexFunc(all, func(r domain.BodyRequest) bool { return r.ID == id })
	if i < 0 {
		return r, domain.ErrNotFound()
	}
	if version != anyVersion && all[i].Version != version {
		return r, domain.ErrConflict()
	}
	return all[i], nil
}

// anyVersion is said by who decides whatever a request has become meanwhile: taking back is never too late.
const anyVersion = -1
