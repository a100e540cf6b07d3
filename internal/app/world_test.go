package app_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// A world is a random small city: what stands in the database, kept here a second time so that a model can say in plain
// Go who may do what.
type world struct {
	rand    *rand.Rand
	now     time.Time
	today   domain.Day
	next    int64 // ids
	users   []domain.User
	stands  []standIn
	persons []inhabitant
	key     string // all persons of this world are found by this name key
}

type standIn struct {
	user, standsFor domain.UserID
	from, until     domain.Day
}

// An inhabitant is a person with all that decides who may see them.
type inhabitant struct {
	id           domain.PersonID
	org          domain.OrgID
	team         domain.TeamID
	manager      domain.UserID
	agent        domain.UserID
	district     domain.DistrictID
	status       domain.CaseStatus
	registeredBy domain.UserID
	registeredAt time.Time
	releases     []domain.Release
	handover     domain.Handover // zero when there is none
}

func newWorld(seed uint64, now time.Time, today domain.Day) *world {
	w := &world{rand: rand.New(rand.NewPCG(seed, 1)), now: now, today: today, key: fmt.Sprintf("world%d", seed)} //nolint:gosec // a test
	w.next = int64(seed) * 1_000_000
	return w
}

func (w *world) id() int64               { w.next++; return w.next }
func (w *world) chance(percent int) bool { return w.rand.IntN(100) < percent }

func pick[T any](w *world, from ...T) T { return from[w.rand.IntN(len(from))] }

// store makes the world and writes it.
func (w *world) store(ctx context.Context, tx *store.Tx) error {
	orgs := []domain.Org{
		{ID: domain.OrgID(w.id()), Name: "A", Kind: domain.OrgProvider},
		{ID: domain.OrgID(w.id()), Name: "B", Kind: domain.OrgProvider},
		{ID: domain.OrgID(w.id()), Name: "J", Kind: domain.OrgJobcenter},
		{ID: domain.OrgID(w.id()), Name: "C", Kind: domain.OrgCity},
	}
	for _, o := range orgs {
		if _, err := tx.AddOrg(ctx, o); err != nil {
			return err
		}
		if err := w.storeUsers(ctx, tx, o); err != nil {
			return err
		}
	}
	for range 16 {
		if err := w.storeStandIn(ctx, tx); err != nil {
			return err
		}
	}
	for range 2 {
		if err := tx.AddDistrict(ctx, domain.District{ID: domain.DistrictID(w.next), Name: "West"}); err != nil {
			return err
		}
		w.id()
	}
	for range 36 {
		if err := w.storePerson(ctx, tx, orgs); err != nil {
			return err
		}
	}
	return nil
}

// storeUsers gives an organisation two teams and users with one role or two, some of them odd.
func (w *world) storeUsers(ctx context.Context, tx *store.Tx, o domain.Org) error {
	teams := []domain.TeamID{domain.TeamID(w.id()), domain.TeamID(w.id())}
	for _, team := range teams {
		if _, err := tx.AddTeam(ctx, o.ID, team, "Team"); err != nil {
			return err
		}
	}
	roles := map[domain.OrgKind][]domain.Role{
		domain.OrgProvider:  {domain.RoleIntegrationManager, domain.RoleIntegrationManager, domain.RoleTeamLead, domain.RoleAdmin},
		domain.OrgJobcenter: {domain.RoleJobcenterAgent, domain.RoleJobcenterAgent, domain.RoleJobcenterAgent},
		domain.OrgCity:      {domain.RoleRegistrationHelper, domain.RoleAdmin},
	}[o.Kind]
	for _, r := range roles {
		u := domain.User{ID: domain.UserID(w.id()), Org: o.ID, Team: pick(w, teams...), Language: "de", Roles: []domain.Role{r}}
		if w.chance(25) {
			u.Roles = append(u.Roles, pick(w, domain.RoleIntegrationManager, domain.RoleTeamLead, domain.RoleAdmin, domain.RoleJobcenterAgent))
		}
		u.Username = fmt.Sprintf("user%d", u.ID)
		u.Name = u.Username
		if _, err := tx.AddUser(ctx, u, "-", ""); err != nil {
			return err
		}
		w.users = append(w.users, u)
	}
	return nil
}

func (w *world) storeStandIn(ctx context.Context, tx *store.Tx) error {
	s := standIn{user: pick(w, w.users...).ID, standsFor: pick(w, w.users...).ID}
	s.from, s.until = w.span()
	for _, was := range w.stands {
		if was.user == s.user && was.standsFor == s.standsFor && was.from == s.from {
			return nil
		}
	}
	w.stands = append(w.stands, s)
	return tx.AddSubstitution(ctx, s.user, s.standsFor, s.from, s.until)
}

// span is a time from one day to another that is past, present or to come; its edges are often today.
func (w *world) span() (from, until domain.Day) {
	offsets := [][2]int{{-30, 300}, {-30, 300}, {-2, 30}, {0, 0}, {-1, 0}, {0, 9}, {-90, -1}, {1, 30}, {-400, -35}}
	o := pick(w, offsets...)
	return w.today.AddDays(o[0]), w.today.AddDays(o[1])
}

func (w *world) member(role domain.Role, org domain.OrgID) domain.User {
	for {
		u := pick(w, w.users...)
		if u.Org == org && (u.Roles[0] == role || w.chance(5)) {
			return u
		}
	}
}

func (w *world) storePerson(ctx context.Context, tx *store.Tx, orgs []domain.Org) error {
	org, jobcenter := orgs[w.rand.IntN(2)].ID, orgs[2].ID
	manager := w.member(domain.RoleIntegrationManager, org)
	p := inhabitant{
		id: domain.PersonID(w.id()), org: org, team: manager.Team, manager: manager.ID, district: domain.DistrictID(w.next - 1), status: domain.CaseNew,
		registeredBy: pick(w, w.users...).ID,
		registeredAt: w.now.Add(-pick(w, 0, time.Minute, 2*time.Hour, 2*time.Hour+time.Millisecond, 72*time.Hour)),
	}
	if w.chance(70) {
		p.agent = w.member(domain.RoleJobcenterAgent, jobcenter).ID
	}
	if err := tx.AddDistrict(ctx, domain.District{ID: p.district, Name: "Ost"}); err != nil {
		return err
	}
	home := domain.Accommodation{ID: domain.AccommodationID(w.id()), Name: "H", Kind: "home", District: p.district, Org: org, Manager: manager.ID}
	if err := tx.AddAccommodation(ctx, home); err != nil {
		return err
	}
	tx.At(domain.InstantOf(p.registeredAt))
	person := domain.Person{ID: p.id, Name: domain.Name{Latin: "N"}, Language: "ar", Accommodation: home.ID}
	if _, err := tx.AddPerson(ctx, person, []store.NameKey{{K1: w.key}, {K1: w.key, K2: "again"}}, p.registeredBy); err != nil {
		return err
	}
	version := 1
	if p.agent != 0 {
		if err := tx.SetAgent(ctx, p.id, p.agent, version); err != nil {
			return err
		}
		version++
	}
	if w.chance(30) {
		p.status = pick(w, domain.CaseStatuses[:]...)
		if err := w.setStatus(ctx, tx, p, version); err != nil {
			return err
		}
	}
	if err := w.storeReleases(ctx, tx, &p, orgs); err != nil {
		return err
	}
	if w.chance(40) {
		if err := w.storeHandover(ctx, tx, &p, orgs); err != nil {
			return err
		}
	}
	w.persons = append(w.persons, p)
	return nil
}

// storeHandover gives the case to somebody of the same organisation, or to an organisation, as far as it has come.
func (w *world) storeHandover(ctx context.Context, tx *store.Tx, p *inhabitant, orgs []domain.Org) error {
	h := domain.Handover{
		ID: domain.HandoverID(w.id()), Person: p.id, From: p.manager, FromOrg: p.org, To: w.member(domain.RoleIntegrationManager, p.org).ID, ToOrg: p.org,
		By: p.manager, Version: 1,
	}
	if w.chance(50) {
		h.To, h.ToOrg = 0, orgs[w.rand.IntN(2)].ID
	}
	if err := tx.AddHandover(ctx, h); err != nil {
		return err
	}
	h.State = pick(w, domain.HandoverConsented, domain.HandoverConsented, domain.HandoverConsented, domain.HandoverProposed, domain.HandoverAccepted, domain.HandoverRefused)
	p.handover = h
	return tx.MoveHandover(ctx, h)
}

func (w *world) setStatus(ctx context.Context, tx *store.Tx, p inhabitant, version int) error {
	if p.status == domain.CaseClosed {
		return tx.CloseCase(ctx, p.id, domain.Closing{Reason: domain.ClosedReached}, version)
	}
	return tx.SetCaseStatus(ctx, p.id, p.status, version)
}

// storeReleases writes between none and five releases, most of them of the kinds that real people give.
func (w *world) storeReleases(ctx context.Context, tx *store.Tx, p *inhabitant, orgs []domain.Org) error {
	tx.At(domain.InstantOf(w.now.Add(-time.Hour)))
	add := func(s domain.Section, org domain.OrgID, role domain.Role) error {
		r := domain.Release{ID: domain.ReleaseID(w.id()), Person: p.id, Section: s, Org: org, Role: role, Purpose: domain.PurposePlan}
		r.From, r.Until = w.span()
		if s == domain.SectionPlan {
			r.Goal = domain.GoalID(w.id())
		}
		if _, err := tx.AddRelease(ctx, r); err != nil {
			return err
		}
		if w.chance(15) {
			r.RevokedAt = tx.Now
			if err := tx.TakeBack(ctx, p.id, r.ID); err != nil {
				return err
			}
		}
		p.releases = append(p.releases, r)
		return nil
	}
	var err error
	try := func(percent int, s domain.Section, org domain.OrgID, role domain.Role) {
		if err == nil && w.chance(percent) {
			err = add(s, org, role)
		}
	}
	try(85, domain.SectionCore, p.org, domain.RoleIntegrationManager)
	try(15, domain.SectionCore, p.org, pick(w, domain.Roles[:]...))
	try(15, domain.SectionCore, pick(w, orgs...).ID, domain.RoleIntegrationManager)
	try(30, domain.SectionWork, p.org, domain.RoleIntegrationManager)
	try(75, domain.SectionCore, orgs[2].ID, domain.RoleJobcenterAgent)
	try(75, domain.SectionPlan, orgs[2].ID, domain.RoleJobcenterAgent)
	try(10, domain.SectionPlan, pick(w, orgs...).ID, pick(w, domain.RoleJobcenterAgent, domain.RoleIntegrationManager))
	return err
}

// actors are everybody who could ask: each user, and some persons signed in, on a shared device, with a new PIN, or acted for.
func (w *world) actors() []domain.Actor {
	var out []domain.Actor
	for _, u := range w.users {
		out = append(out, domain.Actor{Session: 1, Kind: domain.SessionStaff, User: u.ID, Org: u.Org, Team: u.Team, Roles: u.Roles, Proved: domain.InstantOf(w.now)})
	}
	for i, p := range w.persons[:8] {
		by := domain.Actor{Session: 1, Kind: pick(w, domain.SessionOwn, domain.SessionShared), Person: p.id, Roles: []domain.Role{domain.RolePerson}}
		switch i % 4 {
		case 1:
			by.NewPIN = true
		case 2:
			u := pick(w, w.users...)
			by.Kind, by.User, by.Org, by.Team, by.NoPIN = domain.SessionActing, u.ID, u.Org, u.Team, w.chance(50)
		}
		out = append(out, by)
	}
	return append(out, domain.Actor{})
}
