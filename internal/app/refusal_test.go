package app_test

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// An attempt is one action of App with what it needs to succeed, and who may do it.
type attempt struct {
	method string // of App; after a slash, which kind of call
	// on makes what the action needs, whoever may have made it, and returns the call.
	on  func(s *scene, by domain.Actor, p domain.PersonID) func() error
	may string // names of askers, with spaces between
}

// An asker is somebody who asks for a person; see scene.askers.
type asker struct {
	name string
	by   domain.Actor
	p    domain.PersonID
}

// A scene is a city in which one person has a plan, releases and shared goals, and others stand in each other state.
type scene struct {
	t *testing.T
	*testkit.City
	askers []asker
	first  map[domain.PersonID]domain.Goal // of each person's plan: the one that is shared

	absences int // so many substitutions were made
}

// TestRefusals asks for every action as everybody: who may gets it, all others get the same "not found", and nothing is written.
func TestRefusals(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		s := newScene(t, c)
		var plain []asker
		for _, who := range s.askers {
			if who.p == c.Person("sami") {
				plain = append(plain, who)
			}
		}
		for _, part := range []struct {
			attempts []attempt
			askers   []asker
		}{
			{byRoles, plain},
			{byOperator, plain},
			{textsByRoles, plain},
			{textsOnPersons, s.askers},
			{textsOnTheOwn, plain},
			{planByRoles, plain},
			{responseByRoles, plain},
			{digestsByRoles, plain},
			{substitutionsByRoles, plain},
			{talksByRoles, plain},
			{figuresByRoles, plain},
			{accountByRoles, plain},
			{deskByRoles, plain},
			{deskOnPersons, s.askers},
			{talksOnPersons, s.askers},
			{householdsOnPersons, s.askers},
			{householdsOnTheOwn, plain},
			{planOnPersons, s.askers},
			{planOnTheOwn, plain},
			{bodiesOnPersons, s.askers},
			{bodiesOnTheOwn, plain},
			{onPersons, s.askers},
			{onWords, plain},
			{guardOnTheOwn, plain},
			{truthOnTheOwn, plain},
			{questionsByRoles, plain},
			{onTheOwn, plain},
			{handoversByRoles, plain},
			{handoversOnPersons, s.askers},
		} {
			for _, a := range part.attempts {
				t.Run(a.method, func(t *testing.T) {
					s.t = t
					s.tryAll(a, part.askers)
				})
			}
		}
	})
}

func (s *scene) tryAll(a attempt, askers []asker) {
	allowed := map[string]bool{}
	for _, name := range strings.Fields(a.may) {
		allowed[name] = true
	}
	for _, who := range askers {
		s.try(a, who, allowed[who.name])
		delete(allowed, who.name)
	}
	for name := range allowed {
		s.t.Errorf("nobody is called %s", name)
	}
}

// TestRefusalsAreComplete fails for a method of App that stands neither in the table nor among those that ask nobody.
func TestRefusalsAreComplete(t *testing.T) {
	listed := map[string]bool{}
	for _, a := range slices.Concat(accountByRoles, handoversByRoles, handoversOnPersons, byRoles, byOperator, planByRoles, responseByRoles, digestsByRoles, talksByRoles, figuresByRoles, talksOnPersons, householdsOnPersons, householdsOnTheOwn, deskByRoles, deskOnPersons, planOnPersons, planOnTheOwn, bodiesOnPersons, bodiesOnTheOwn, substitutionsByRoles, onPersons, onTheOwn, onWords, textsByRoles, textsOnPersons, textsOnTheOwn, guardOnTheOwn, truthOnTheOwn, questionsByRoles) {
		method, _, _ := strings.Cut(a.method, "/")
		listed[method] = true
	}
	for name := range askNobody {
		if listed[name] {
			t.Errorf("%s stands in both tables", name)
		}
		listed[name] = true
	}
	methods := reflect.TypeFor[*app.App]()
	for m := range methods.Methods() {
		if !listed[m.Name] {
			t.Errorf("App.%s stands in no table: who may do it?", m.Name)
		}
		delete(listed, m.Name)
	}
	for name := range listed {
		t.Errorf("App has no method %s", name)
	}
}

func (s *scene) try(a attempt, who asker, allowed bool) {
	s.t.Helper()
	s.Clock.Add(time.Millisecond) // ids made at one moment differ by chance only
	who.by.Proved = domain.InstantOf(s.Clock.Now())
	call := a.on(s, who.by, who.p)
	before := s.DB.Stats.Commits.Load()
	err := call()
	switch {
	case allowed && err != nil:
		s.t.Errorf("%s by %s: %v", a.method, who.name, err)
	case !allowed && err == nil:
		s.t.Errorf("%s by %s is allowed", a.method, who.name)
	case !allowed && !refused(who, err):
		s.t.Errorf("%s by %s: %v, want not found", a.method, who.name, err)
	case !allowed && s.DB.Stats.Commits.Load() != before:
		s.t.Errorf("%s by %s is refused, but something was written", a.method, who.name)
	}
}

// refused tells whether err is what somebody without a right hears. A person who names a thing of somebody else in the own profile
// hears what they hear of a thing that was never there.
func refused(who asker, err error) bool {
	switch domain.KindOf(err) {
	case domain.NotFound:
		return true
	case domain.Conflict:
		return who.name == "stranger"
	}
	return false
}

// The states of a person's releases.
var states = [...]string{"never", "revoked", "expired", "future", "unshared", "fresh"}

func newScene(t *testing.T, c *testkit.City) *scene {
	s := &scene{t: t, City: c, first: map[domain.PersonID]domain.Goal{}}
	sami := c.Person("sami")
	by := map[string]domain.Actor{"own": c.Actor("sami"), "shared": c.OnShared("sami"), "acting": c.Acting("manager_a", "sami"), "stranger": c.Actor("olena")}
	fresh := by["own"]
	fresh.NewPIN = true
	by["new_pin"] = fresh
	noPIN := by["acting"]
	noPIN.NoPIN = true
	by["no_pin"] = noPIN
	for name, user := range map[string]string{
		"manager": "manager_a", "substitute": "substitute", "colleague": "manager_b", "other_organisation": "manager_c", "lead": "lead",
		"lead_other": "lead_south", "admin": "admin", "admin_other": "admin_harbour", "agent": "agent_1", "agent_other": "agent_2", "helper": "helper",
	} {
		by[name] = c.Actor(user)
	}
	by["nobody"] = domain.Actor{}
	by[operator] = domain.Operator()
	c.Clock.AddDays(3)
	s.name(sami)
	s.grant(sami, s.day(-3), s.day(300), false)
	for name, actor := range by {
		s.askers = append(s.askers, asker{name, actor, sami})
	}
	for _, state := range states {
		p := s.person(state)
		s.askers = append(s.askers, asker{"manager_" + state, by["manager"], p}, asker{"lead_" + state, by["lead"], p}, asker{"agent_" + state, by["agent"], p})
		if state == "fresh" {
			s.askers = append(s.askers, asker{"helper_now", by["helper"], p}, asker{"helper_other", c.Actor("helper_2"), p})
		}
	}
	s.askers = append(s.askers, asker{"manager_unknown", by["manager"], 4711}, asker{"manager_other_tenant", by["manager"], c.Ulm.Person("amal")},
		asker{"agent_unknown", by["agent"], 4711}, asker{"lead_unknown", by["lead"], 4711})
	slices.SortFunc(s.askers, func(a, b asker) int { return strings.Compare(a.name, b.name) })
	return s
}

// day is today moved by n days.
func (s *scene) day(n int) domain.Day { return domain.DayOf(s.Clock.Now().In(s.DB.Zone)).AddDays(n) }

// person stores somebody in the state, who lives where manager_a is responsible; the helper has just registered them.
func (s *scene) person(state string) domain.PersonID {
	var p domain.PersonID
	s.Write(func(ctx context.Context, tx *store.Tx) (err error) {
		p, err = tx.AddPerson(ctx, domain.Person{Name: domain.Name{Latin: state}, Language: "ar", Accommodation: testkit.HomeBridge}, nil, s.User("helper"))
		return err
	})
	s.name(p)
	switch state {
	case "revoked":
		s.grant(p, s.day(-30), s.day(300), true)
	case "expired":
		s.grant(p, s.day(-300), s.day(-1), false)
	case "future":
		s.grant(p, s.day(1), s.day(300), false)
	case "unshared", "fresh":
		s.release(p, testkit.OrgBridge, domain.RoleIntegrationManager, domain.SectionCore, s.day(-3), s.day(300), false)
	}
	return p
}

// grant releases core and work to the organisation, and core and a goal to the Jobcenter.
func (s *scene) grant(p domain.PersonID, from, until domain.Day, revoked bool) {
	for _, section := range [...]domain.Section{domain.SectionCore, domain.SectionWork} {
		s.release(p, testkit.OrgBridge, domain.RoleIntegrationManager, section, from, until, revoked)
	}
	for _, section := range [...]domain.Section{domain.SectionCore, domain.SectionPlan} {
		s.release(p, testkit.OrgJobcenter, domain.RoleJobcenterAgent, section, from, until, revoked)
	}
}

func (s *scene) release(p domain.PersonID, org domain.OrgID, role domain.Role, section domain.Section, from, until domain.Day, revoked bool) {
	s.t.Helper()
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		r := domain.Release{Person: p, Section: section, Org: org, Role: role, From: from, Until: until, Purpose: domain.PurposePlan}
		if section == domain.SectionPlan {
			r.Goal = s.first[p].ID
		}
		id, err := tx.AddRelease(ctx, r)
		if err == nil && revoked {
			err = tx.TakeBack(ctx, p, id)
		}
		return err
	})
}

// name names agent_1 for p and gives p an agreed goal.
func (s *scene) name(p domain.PersonID) {
	s.t.Helper()
	s.Write(func(ctx context.Context, tx *store.Tx) error { return tx.SetAgent(ctx, p, s.User("agent_1"), 1) })
	s.first[p] = s.agreed(p)
}
