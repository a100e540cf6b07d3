package app_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

const (
	// fullInterleavings is how many the full run plays (AUFWIND_CASES=full); otherwise a fiftieth.
	fullInterleavings = 10_000
	// perCity is how many of them share one city: its clock only goes on, and the releases of all others with it.
	perCity = 200

	// What the catalogue has with a level in it.
	aGoal, aMeasure = "goal:german-level", "measure:language-exam"
)

// TestRandomPlans plays random interleavings of edits, agreements, proposals and revocations of five actors on one person, through all
// rules, and asks after each step what has to hold: an agreed version never changes, versions are without gaps, nobody sees a text without a
// release that covers it, and nothing that was acknowledged is lost. Everything that can be done must have been done and have been refused.
func TestRandomPlans(t *testing.T) {
	want := fullInterleavings / 50
	if os.Getenv("AUFWIND_CASES") == "full" {
		want = fullInterleavings
	}
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		var mu sync.Mutex // of both
		done, refused := map[string]int{}, map[string]int{}
		t.Run("cities", func(t *testing.T) { // ends when all of them have
			for first := 0; first < want; first += perCity {
				t.Run(fmt.Sprintf("from %d", first), func(t *testing.T) {
					t.Parallel()
					here, not := map[string]int{}, map[string]int{}
					next := newInterleavings(t, testkit.On(t, c.DB.Engine))
					for i := range perCity {
						next(uint64(first+i)).play(here, not)
					}
					mu.Lock()
					defer mu.Unlock()
					addCounts(done, here)
					addCounts(refused, not)
				})
			}
		})
		t.Logf("done %v; refused %v", done, refused)
		if t.Failed() {
			return
		}
		for _, m := range moves {
			if done[m.name] == 0 || refused[m.name] == 0 && m.canFail && want == fullInterleavings {
				t.Errorf("%s was done %d times and refused %d times", m.name, done[m.name], refused[m.name])
			}
		}
		for _, r := range readers {
			if done[r.name] == 0 || refused[r.name] == 0 {
				t.Errorf("%s was read %d times and refused %d times", r.name, done[r.name], refused[r.name])
			}
		}
	})
}

func addCounts(to, more map[string]int) {
	for name, n := range more {
		to[name] += n
	}
}

// An interleaving is one person with a plan on whom several actors work in turns, with a model of what has to be so.
type interleaving struct {
	t    *testing.T
	c    *testkit.City
	in   *inside
	rand *rand.Rand
	seed uint64
	log  []string // what was done, for the report of a failure

	p                                                         domain.PersonID
	own, manager, substitute, second, stranger, lead, jc, jc2 domain.Actor

	now    stored // as of the last step
	before stored // as of an earlier one: what is on a page that stayed open
	model
}

// stored is what the tables say of the person.
type stored struct {
	today         domain.Day
	plan          domain.Plan
	coordinations []domain.Coordination
	file          domain.Case
	versions      []domain.PlanVersion // newest first
}

// newInterleavings returns what makes one person of the city after the other, each somewhere on the way from the first goal to an agreement
// with the Jobcenter.
func newInterleavings(t *testing.T, c *testkit.City) func(seed uint64) *interleaving {
	t.Helper()
	in := newInside(t, c)
	c.StandIn("substitute", "manager_a", 8, 20_000)
	c.Clock.AddDays(8)
	by := map[string]domain.Actor{}
	for _, name := range [...]string{"manager_a", "substitute", "manager_b", "manager_c", "lead", "agent_1", "agent_2"} {
		by[name] = c.Actor(name)
	}
	return func(seed uint64) *interleaving {
		x := &interleaving{
			t: t, c: c, in: in, seed: seed, rand: rand.New(rand.NewPCG(seed, 7)), //nolint:gosec // a test
			manager: by["manager_a"], substitute: by["substitute"], second: by["manager_b"], stranger: by["manager_c"], lead: by["lead"],
			jc: by["agent_1"], jc2: by["agent_2"], model: newModel(),
		}
		x.model.manager, x.model.agent = x.manager.User, x.jc.User
		c.Write(x.begin)
		return x
	}
}

// begin stores the person, two releases, two goals and, for most, how far it has gone with them.
func (x *interleaving) begin(ctx context.Context, tx *store.Tx) (err error) {
	x.p, err = tx.AddPerson(ctx, domain.Person{Name: domain.Name{Latin: "N"}, Language: "ar", Accommodation: testkit.HomeBridge}, nil, x.c.User("helper"))
	if err != nil {
		return err
	}
	x.own = domain.Actor{Kind: domain.SessionOwn, Person: x.p, Session: domain.SessionID(x.p), Lang: "ar"}
	if err := tx.SetAgent(ctx, x.p, x.jc.User, 1); err != nil {
		return err
	}
	for _, s := range [...]domain.Section{domain.SectionCore, domain.SectionWork} {
		if err := x.beginRelease(ctx, tx, releaseKey{section: s, org: testkit.OrgBridge}, tx.Today.AddDays(30+x.rand.IntN(60))); err != nil {
			return err
		}
	}
	for range 2 {
		g := domain.Goal{Person: x.p, Domain: "language", Text: x.text(aGoal, tx.Today), Due: tx.Today.AddDays(100)}
		if g.ID, err = tx.SaveGoal(ctx, g, x.manager.User); err != nil {
			return err
		}
		x.saved(g)
		m := domain.Measure{Goal: g.ID, Who: "person", State: "open", Text: x.text(aMeasure, tx.Today)}
		if m.ID, err = tx.SaveMeasure(ctx, x.p, m, x.manager.User); err != nil {
			return err
		}
		x.savedMeasure(m)
	}
	return x.beginAgreed(ctx, tx)
}

func (x *interleaving) beginRelease(ctx context.Context, tx *store.Tx, k releaseKey, until domain.Day) error {
	r := domain.Release{
		Person: x.p, Section: k.section, Goal: k.goal, Measure: k.measure, Org: k.org, Role: domain.RoleIntegrationManager,
		From: tx.Today, Until: until, Purpose: domain.PurposePlan,
	}
	if k.org == testkit.OrgJobcenter {
		r.Role = domain.RoleJobcenterAgent
	}
	x.released(k, until)
	_, err := tx.AddRelease(ctx, r)
	return err
}

// beginAgreed lets two of three persons have agreed to both goals, and half of these share the first of them.
func (x *interleaving) beginAgreed(ctx context.Context, tx *store.Tx) error {
	if x.rand.IntN(3) == 0 {
		return nil
	}
	if err := tx.OfferGoals(ctx, x.p); err != nil {
		return err
	}
	x.offered(nil)
	plan, err := tx.Plan(ctx, x.p)
	if err != nil {
		return err
	}
	for _, g := range plan.Goals {
		if err := tx.AnswerGoal(ctx, agreed(g), 0); err != nil {
			return err
		}
		x.answered(agreed(g))
	}
	if plan, err = tx.Plan(ctx, x.p); err != nil {
		return err
	}
	if err := tx.AddPlanVersion(ctx, domain.PlanVersion{Person: x.p, No: 1, Goals: plan.Agreeable()}, x.manager.User); err != nil {
		return err
	}
	if x.rand.IntN(2) == 0 {
		return nil
	}
	c := domain.Coordination{Person: x.p, Goal: plan.Goals[0], Org: testkit.OrgJobcenter, Agent: x.jc.User, Version: 1}
	if x.rand.IntN(2) == 0 {
		c.Measure = c.Goal.Measures[0].ID
		c.Goal, _ = c.Goal.Only(c.Measure)
	}
	if c.ID, err = tx.AddCoordination(ctx, c); err != nil {
		return err
	}
	x.proposed(c)
	until := tx.Today.AddDays(5 + x.rand.IntN(40))
	for _, k := range [...]releaseKey{keyOf(c), {section: domain.SectionCore, org: testkit.OrgJobcenter}} {
		if err := x.beginRelease(ctx, tx, k, until); err != nil {
			return err
		}
	}
	x.consented(c)
	c.State, c.ByManager, c.ByPerson = domain.CoordinationShared, domain.AnswerOpen, domain.AnswerOpen
	switch x.rand.IntN(3) {
	case 0:
		c.State = domain.CoordinationAgreed
	case 1:
		c.State, c.CounterDue = domain.CoordinationCountered, tx.Today.AddDays(200)
	}
	return tx.SaveCoordination(ctx, c, 0)
}

// play does between 8 and 14 moves and watches after each, and at the end more closely.
func (x *interleaving) play(done, refused map[string]int) {
	count := func(name string, err error) {
		if err == nil {
			done[name]++
		} else {
			refused[name]++
		}
	}
	x.refresh()
	for range 8 + x.rand.IntN(7) {
		m, before := x.next(), x.c.DB.Stats.Commits.Load()
		err := m.call()
		x.log = append(x.log, fmt.Sprintf("%s by %d/%d: %v", m.what, m.by.User, m.by.Person, err))
		count(m.name, err)
		switch x.judge(m, err); {
		case err == nil:
			if m.then != nil {
				m.then()
			}
			x.refresh()
			x.watchVersions()
		case x.c.DB.Stats.Commits.Load() != before:
			x.t.Errorf("%s is refused, but something was written", m.what)
		}
		if x.rand.IntN(3) == 0 {
			r := pickOf(x.rand, readers)
			count(r.name, x.watch(r, pickOf(x.rand, x.actors())))
		}
		if x.t.Failed() {
			x.t.Fatalf("seed %d:\n%s", x.seed, strings.Join(x.log, "\n"))
		}
	}
	for _, by := range x.actors() {
		r := pickOf(x.rand, readers)
		count(r.name, x.watch(r, by))
	}
	x.watchDraft()
	x.watchKept()
	if x.t.Failed() {
		x.t.Fatalf("seed %d:\n%s", x.seed, strings.Join(x.log, "\n"))
	}
}

func (x *interleaving) actors() []domain.Actor {
	return []domain.Actor{x.own, x.manager, x.substitute, x.second, x.stranger, x.lead, x.jc, x.jc2}
}

func pickOf[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// refresh reads what is stored; what was stored before stays on one page or another.
func (x *interleaving) refresh() {
	x.t.Helper()
	if x.rand.IntN(2) == 0 {
		x.before = x.now
	}
	versions := x.now.versions
	err := x.c.DB.Read(x.t.Context(), func(tx *store.Tx) (err error) {
		x.now = stored{today: tx.Today, versions: versions}
		if x.now.plan, err = tx.Plan(x.t.Context(), x.p); err != nil {
			return err
		}
		if x.now.coordinations, err = tx.Coordinations(x.t.Context(), x.p); err != nil {
			return err
		}
		if x.now.file, err = tx.Case(x.t.Context(), x.p); err != nil || x.now.plan.Version == len(versions) {
			return err
		}
		x.now.versions, err = tx.PlanVersions(x.t.Context(), x.p)
		return err
	})
	if err != nil {
		x.t.Fatal(err)
	}
}

// judge says whether the answer to a move was the one that the model expects.
func (x *interleaving) judge(m move, err error) {
	x.t.Helper()
	kind := domain.KindOf(err)
	switch {
	case err == nil && !m.may:
		x.t.Errorf("%s is allowed to user %d, person %d", m.what, m.by.User, m.by.Person)
	case err == nil && m.stale:
		x.t.Errorf("%s is accepted, although it was changed meanwhile", m.what)
	case err == nil:
	case !m.may && kind != domain.NotFound:
		x.t.Errorf("%s by somebody without a right: %v, want not found", m.what, err)
	case m.may && m.must && !m.stale:
		x.t.Errorf("%s is refused: %v", m.what, err)
	case m.may && kind != domain.Conflict && kind != domain.Invalid:
		x.t.Errorf("%s: %v", m.what, err)
	}
}
