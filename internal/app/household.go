package app

import (
	"context"
	"fmt"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// SharedPart is what a household shares, as its reader may see it.
type SharedPart struct {
	Household domain.Household // ID is 0 for none; for staff without members unless it is open
	Goals     []domain.SharedGoal
	Open      bool // the reader may see what is shared: a member who has joined, or staff to whom all adults release it
}

// HouseholdPage is a household as one of its members or the manager of one sees it.
type HouseholdPage struct {
	SharedPart
	Person      domain.Person
	Responsible domain.Responsible
	Versions    []domain.HouseholdVersion // newest first; a member sees those made since joining
	Copies      []domain.HouseholdVersion // for the person: what was agreed in households that the person has left
	Names       map[domain.PersonID]domain.Name
	Shown       bool            // for the person: the shared goals are released to the responsible organisation
	Draft       bool            // for staff: the goals or who agrees differ from the last version, and all have agreed
	Candidates  []domain.Person // for staff: who can be invited
	AddressForm domain.AddressForm
	Today       domain.Day
}

// Name returns the name of somebody in the household or in a version of it; erased tells that there is none any more, and an empty name
// without it that the reader may not know it.
func (p HouseholdPage) Name(id domain.PersonID) (name domain.Name, erased bool) {
	if m, ok := p.Household.Member(id); ok {
		return m.Name, m.Erased
	}
	name, known := p.Names[id]
	return name, !known && p.Names != nil
}

// Goal returns the shared goal with that id.
func (p SharedPart) Goal(id domain.SharedGoalID) (g domain.SharedGoal, ok bool) {
	i := slices.IndexFunc(p.Goals, func(g domain.SharedGoal) bool { return g.ID == id })
	if i < 0 {
		return g, false
	}
	return p.Goals[i], true
}

// Me returns the person as a member.
func (p HouseholdPage) Me() domain.Housemate {
	m, _ := p.Household.Member(p.Person.ID)
	return m
}

// loadShared loads the household of p as by may see it. Words of objections are the reader's own, and of those whom the reader manages.
func (a *App) loadShared(ctx context.Context, tx *store.Tx, by domain.Actor, p domain.PersonID) (part SharedPart, err error) {
	if part.Household, err = tx.Household(ctx, by, p); err != nil || part.Household.ID == 0 {
		return part, err
	}
	words := []domain.PersonID{p}
	if by.IsPerson() {
		me, _ := part.Household.Member(p)
		part.Open = me.In()
	} else if part.Open = part.Household.Covered(); part.Open {
		for _, m := range part.Household.Members {
			if m.Managed && m.Person != p {
				words = append(words, m.Person)
			}
		}
	}
	if !part.Open { // who is invited learns who has joined; staff learn nothing
		part.Household.Members = slices.DeleteFunc(part.Household.Members, func(m domain.Housemate) bool {
			return !by.IsPerson() || m.Person != p && !m.Answers()
		})
		return part, nil
	}
	if part.Goals, err = tx.SharedGoals(ctx, part.Household.ID, words); err != nil {
		return part, err
	}
	if by.IsPerson() {
		part.Goals = slices.DeleteFunc(part.Goals, func(g domain.SharedGoal) bool { return !g.Offered })
	}
	return part, nil
}

// Household returns the household of p to the person or to the manager. A look of the manager at what is shared is written for every member.
// Errors: NotFound (by is neither, core not released, or no such person).
func (a *App) Household(ctx context.Context, by domain.Actor, p domain.PersonID) (page HouseholdPage, err error) {
	var unseen []domain.Event
	err = a.look(ctx, by, domain.ReadHousehold, p, together(ctx, by, &unseen, func(tx *store.Tx, d *deed) (domain.Household, error) {
		if page, err = a.loadHousehold(ctx, tx, by, p); err != nil || by.IsPerson() || page.Household.ID != 0 && !page.Open {
			return domain.Household{}, err
		}
		page.Candidates, err = tx.Candidates(ctx, by, p)
		d.event.Note = fmt.Sprintf("listed=%d", len(page.Candidates))
		return page.Household, err
	}))
	if err != nil {
		return page, err
	}
	return page, a.writeUnseen(ctx, unseen)
}

func (a *App) loadHousehold(ctx context.Context, tx *store.Tx, by domain.Actor, p domain.PersonID) (page HouseholdPage, err error) {
	page.Today, page.AddressForm = tx.Today, domain.AddressNeutral
	if page.Person, err = tx.Person(ctx, p); err != nil {
		return page, err
	}
	if page.Responsible, err = tx.Responsible(ctx, p); err != nil {
		return page, err
	}
	if page.SharedPart, err = a.loadShared(ctx, tx, by, p); err != nil {
		return page, err
	}
	if page.Open {
		if page.Versions, err = tx.HouseholdVersions(ctx, page.Household.ID); err != nil {
			return page, err
		}
	}
	if !by.IsPerson() {
		last, _ := latest(page.Versions)
		_, notYet := page.Household.Agreeable(page.Goals, last)
		page.Draft = page.Open && notYet == nil
		return page, nil
	}
	since := page.Me().Joined
	page.Versions = slices.DeleteFunc(page.Versions, func(v domain.HouseholdVersion) bool { return v.Agreed < since })
	return page, a.loadOwnShare(ctx, tx, by, &page)
}

// latest returns the newest version, or the zero one.
func latest(versions []domain.HouseholdVersion) (v domain.HouseholdVersion, ok bool) {
	if len(versions) == 0 {
		return v, false
	}
	return versions[0], true
}

// loadOwnShare fills what only the person sees: the own release, and what was agreed in households that the person has left.
func (a *App) loadOwnShare(ctx context.Context, tx *store.Tx, by domain.Actor, page *HouseholdPage) error {
	releases, err := tx.Releases(ctx, by.Person)
	if err != nil {
		return err
	}
	page.Shown = slices.ContainsFunc(releases, func(r domain.Release) bool {
		return r.Section == domain.SectionPlan && r.Goal == 0 && r.Org == page.Responsible.Org && r.InForce(tx.Today)
	})
	known, err := tx.Entries(ctx, by.Person, domain.SetOf(domain.SectionIdentity))
	if err != nil {
		return err
	}
	page.AddressForm = Profile{Entries: known}.AddressForm()
	page.Copies, page.Names, err = tx.HouseholdCopies(ctx, by.Person)
	return err
}

// told are the events by which the other members know of e, and those whom it is about beside them.
func told(e domain.Event, h domain.Household, about ...domain.PersonID) []domain.Event {
	var out []domain.Event
	for _, p := range append(h.Told(e.Person), about...) {
		other := e
		other.Person, other.Rule, other.Purpose = p, domain.RuleHousehold, domain.PurposePlan
		out = append(out, other)
	}
	return out
}

func appendAll(ctx context.Context, tx *store.Tx, events []domain.Event) error {
	for _, e := range events {
		if err := tx.AppendEvent(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

// InviteMember asks somebody whom by manages too into the household of p, and makes it when p has none. A child is in at once.
// Errors: NotFound (by does not manage both, or not every adult releases what is shared), Invalid (nobody, p, somebody
// who lives elsewhere or declined a short while ago, or another age than the released birth says), Conflict (in a household already, or it is full).
func (a *App) InviteMember(ctx context.Context, by domain.Actor, p domain.PersonID, who domain.Invitation) error {
	if who.Person == 0 || who.Person == p {
		return wrong("member", "choose")
	}
	return a.do(ctx, by, domain.InviteMember, p, func(tx *store.Tx, d *deed) error {
		other, err := permit(ctx, tx, by, domain.InviteMember, who.Person)
		if err != nil {
			return err
		}
		if err := neighbours(ctx, tx, p, who.Person); err != nil {
			return err
		}
		h, err := a.covered(ctx, tx, by, p)
		if err != nil {
			return err
		}
		if h.ID == 0 {
			if err := checkInvited(ctx, tx, h, domain.Invitation{Person: p}, d); err != nil {
				return err
			}
			h.ID = store.NewID[domain.HouseholdID](tx)
			if err := tx.NewHousehold(ctx, h.ID, p, by.User); err != nil {
				return err
			}
		}
		if h.Current() >= domain.MaxMembers {
			return domain.ErrConflict()
		}
		if err := checkInvited(ctx, tx, h, who, other); err != nil {
			return err
		}
		if err := tx.AddMember(ctx, h.ID, who.Person, who.Child); err != nil {
			return err
		}
		d.event.Object, other.event.Object = int64(h.ID), int64(h.ID)
		return appendAll(ctx, tx, append(told(d.event, h), other.event))
	})
}

// neighbours returns an Invalid error when the two do not live in the same accommodation.
func neighbours(ctx context.Context, tx *store.Tx, p, other domain.PersonID) error {
	one, err := tx.Person(ctx, p)
	if err != nil {
		return err
	}
	two, err := tx.Person(ctx, other)
	if err == nil && one.Accommodation != two.Accommodation {
		err = wrong("member", "choose")
	}
	return err
}

// covered returns the household of p as staff may change it; ID is 0 when p has none.
// Errors: NotFound (not every adult who shares releases what is shared to the organisation of by).
func (a *App) covered(ctx context.Context, tx *store.Tx, by domain.Actor, p domain.PersonID) (domain.Household, error) {
	h, err := lockedHousehold(ctx, tx, by, p)
	if err == nil && h.ID != 0 && !h.Covered() {
		err = domain.ErrNotFound()
	}
	return h, err
}

// lockedHousehold is the household of p, which nobody else changes before the transaction has ended.
func lockedHousehold(ctx context.Context, tx *store.Tx, by domain.Actor, p domain.PersonID) (domain.Household, error) {
	if err := tx.LockHousehold(ctx, p); err != nil {
		return domain.Household{}, err
	}
	return tx.Household(ctx, by, p)
}

// TakeOutMember ends the membership of somebody in the household of p: with a copy of what they agreed to. p can be taken out always,
// another member while every adult releases what is shared.
// Errors: NotFound (by does not manage p, or may not see the household), Conflict (no member any more).
func (a *App) TakeOutMember(ctx context.Context, by domain.Actor, p, member domain.PersonID) error {
	return a.do(ctx, by, domain.TakeOutMember, p, func(tx *store.Tx, d *deed) error {
		h, err := lockedHousehold(ctx, tx, by, p)
		if err != nil {
			return err
		}
		if who, ok := h.Member(member); h.ID == 0 || !ok || member != p && (!h.Covered() || who.Erased) {
			return domain.ErrNotFound()
		}
		return leave(ctx, tx, d, h, member, true)
	})
}

// LeaveHousehold ends the own membership, or declines the invitation. What the person agreed to stays readable for the person.
// Errors: NotFound (by is somebody else, or in no household), Conflict (no member any more).
func (a *App) LeaveHousehold(ctx context.Context, by domain.Actor) error {
	return a.do(ctx, by, domain.LeaveHousehold, by.Person, func(tx *store.Tx, d *deed) error {
		h, err := lockedHousehold(ctx, tx, by, by.Person)
		if err != nil {
			return err
		}
		if h.ID == 0 {
			return domain.ErrNotFound()
		}
		return leave(ctx, tx, d, h, by.Person, false)
	})
}

// leave takes p out of h with a copy of the versions that p agreed to, ends the release of what is shared, and tells everybody.
func leave(ctx context.Context, tx *store.Tx, d *deed, h domain.Household, p domain.PersonID, takenOut bool) error {
	d.event.Object = int64(h.ID)
	versions, err := tx.HouseholdVersions(ctx, h.ID)
	if err != nil {
		return err
	}
	versions = slices.DeleteFunc(versions, func(v domain.HouseholdVersion) bool { return !slices.Contains(v.Adults, p) })
	if err := tx.LeaveHousehold(ctx, h.ID, p, takenOut, versions); err != nil {
		return err
	}
	if err := endShare(ctx, tx, p); err != nil {
		return err
	}
	var about []domain.PersonID
	if who, _ := h.Member(p); !who.In() && p != d.event.Person { // whose invitation is taken back
		about = append(about, p)
	}
	return appendAll(ctx, tx, told(d.event, h, about...))
}

// endShare takes back every release of what p shares with a household.
func endShare(ctx context.Context, tx *store.Tx, p domain.PersonID) error {
	releases, err := tx.Releases(ctx, p)
	if err != nil {
		return err
	}
	for _, r := range releases {
		if r.Section != domain.SectionPlan || r.Goal != 0 || r.RevokedAt != 0 {
			continue
		}
		if err := tx.TakeBack(ctx, p, r.ID); err != nil {
			return err
		}
	}
	return nil
}

// JoinHousehold makes an adult who was invited a member, and releases what is shared to the responsible organisation; a member releases it
// anew. When somebody acts for the person, and on a shared device, the person's PIN is asked for.
// Errors: NotFound (by is somebody else, or not invited), Refused (the PIN), Conflict (not invited any more).
func (a *App) JoinHousehold(ctx context.Context, by domain.Actor, r domain.JoinRequest) error {
	if err := a.given(ctx, by, domain.JoinHousehold, r.PIN, true, &r.Terms); err != nil {
		return err
	}
	return a.do(ctx, by, domain.JoinHousehold, by.Person, func(tx *store.Tx, d *deed) error {
		h, err := lockedHousehold(ctx, tx, by, by.Person)
		if err != nil {
			return err
		}
		if h.ID == 0 || h.ID != r.Household {
			return domain.ErrConflict()
		}
		me, _ := h.Member(by.Person)
		if !me.Adult {
			return domain.ErrNotFound()
		}
		if h.Deserted() { // who was only invited does not open what others shared and have left
			return domain.ErrConflict()
		}
		d.event.Object, d.event.Sections = int64(h.ID), domain.SetOf(domain.SectionPlan)
		if err := tx.JoinHousehold(ctx, h.ID, by.Person); err != nil {
			return err
		}
		if err := share(ctx, tx, by.Person, r.Terms); err != nil || me.In() { // then the others know
			return err
		}
		return appendAll(ctx, tx, told(d.event, h))
	})
}

// share releases what p shares with a household to the responsible organisation from today on, once a day.
func share(ctx context.Context, tx *store.Tx, p domain.PersonID, terms domain.ReleaseTerms) error {
	to, err := tx.Responsible(ctx, p)
	if err != nil {
		return err
	}
	given := domain.Release{
		Person: p, Section: domain.SectionPlan, Org: to.Org, Role: domain.RoleIntegrationManager, Purpose: domain.PurposePlan,
		From: tx.Today, Until: tx.Today.AddMonths(domain.ReleaseMonths), Terms: terms,
	}
	releases, err := tx.Releases(ctx, p)
	if err != nil {
		return err
	}
	for _, r := range releases {
		if r.Section == given.Section && r.Goal == 0 && r.RevokedAt == 0 && r.Org == given.Org && r.From == given.From && r.Until == given.Until {
			return nil
		}
	}
	if err := endShare(ctx, tx, p); err != nil {
		return err
	}
	_, err = tx.AddRelease(ctx, given)
	return err
}
