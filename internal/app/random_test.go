package app_test

import (
	"context"
	"maps"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// fullCases is how many pairs of an actor and a person the full run tries (AUFWIND_CASES=full); otherwise a fiftieth.
const fullCases = 100_000

// A tally counts what was tried: a rule or a reason that never came up was not tested.
type tally struct {
	cases  int
	rules  map[domain.Rule]int
	denied map[string]int
}

// TestRandomWorlds shows in random worlds that three tellers agree about who may do what: the rules (domain.Can with the facts
// of the store), the lists (their conditions in SQL) and the model of this package. Every rule and every reason must come up.
func TestRandomWorlds(t *testing.T) {
	want := fullCases / 50
	if os.Getenv("AUFWIND_CASES") == "full" {
		want = fullCases
	}
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		n := &tally{rules: map[domain.Rule]int{}, denied: map[string]int{}}
		for seed := uint64(1000); n.cases < want && !t.Failed(); seed++ {
			var w *world
			c.Write(func(ctx context.Context, tx *store.Tx) error {
				w = newWorld(seed, c.Clock.Now(), tx.Today)
				return w.store(ctx, tx)
			})
			err := c.DB.Read(t.Context(), func(tx *store.Tx) error { return tryWorld(t, tx, w, n) })
			if err != nil {
				t.Fatalf("world %d: %v", seed, err)
			}
		}
		t.Logf("%d cases; rules %v; denied %v", n.cases, n.rules, n.denied)
		for _, r := range []domain.Rule{"own", "acting", "managed", "unit", "addressee", "receiver", "registrar", "role"} {
			if n.rules[r] == 0 {
				t.Errorf("the rule %s was never asked for", r)
			}
		}
		for _, why := range []string{
			"unknown id", "substitution out of date", "other organisation", "colleague", "revoked", "expired", "not yet", "to another role",
			"to another organisation", "nothing released",
		} {
			if n.denied[why] == 0 {
				t.Errorf("nobody was denied for the reason: %s", why)
			}
		}
	})
}

func tryWorld(t *testing.T, tx *store.Tx, w *world, n *tally) error {
	ctx := t.Context()
	for _, by := range w.actors() {
		var persons []*inhabitant
		for i := range w.persons {
			persons = append(persons, &w.persons[i])
		}
		for _, p := range append(persons, nil, nil) {
			if err := tryCase(t, tx, w, n, by, p); err != nil {
				return err
			}
		}
		if err := tryLists(ctx, t, tx, w, by); err != nil {
			return err
		}
	}
	return tryStandings(ctx, t, tx, w)
}

// tryCase compares all actions of one actor on one person: by the facts, and one of them through the door.
func tryCase(t *testing.T, tx *store.Tx, w *world, n *tally, by domain.Actor, p *inhabitant) error {
	n.cases++
	var id domain.PersonID
	switch {
	case p != nil:
		id = p.id
	case w.chance(50):
		id = domain.PersonID(w.next + 1 + w.rand.Int64N(1000)) // nobody's
	}
	facts, err := tx.Facts(t.Context(), by, id)
	if err != nil {
		return err
	}
	if p == nil && !reflect.DeepEqual(facts, domain.Facts{}) {
		t.Errorf("an unknown person has the facts %+v", facts)
	}
	for _, act := range domain.Actions {
		want := w.may(by, act, p)
		rule, err := domain.Can(by, act, facts)
		check(t, by, act, p, want, rule, err)
		if err == nil {
			n.rules[rule]++
		}
	}
	act := pick(w, domain.Actions[:]...)
	rule, err := app.Decide(t.Context(), tx, by, act, id)
	check(t, by, act, p, w.may(by, act, p), rule, err)
	if by.Has(domain.RoleIntegrationManager) && len(w.may(by, domain.ReadCase, p)) == 0 {
		n.denied[w.missing(by, p)]++
	}
	return nil
}

func check(t *testing.T, by domain.Actor, act domain.Action, p *inhabitant, want []domain.Rule, got domain.Rule, err error) {
	t.Helper()
	if err == nil && slices.Contains(want, got) || domain.KindOf(err) == domain.NotFound && err != nil && len(want) == 0 {
		return
	}
	t.Errorf("%s by %+v on %+v: rule %q, error %v; the model says %v", act, by, p, got, err, want)
}

// tryLists compares what each list returns with the model, all pages of it and with a filter.
func tryLists(ctx context.Context, t *testing.T, tx *store.Tx, w *world, by domain.Actor) error {
	f := domain.CaseFilter{}
	if w.chance(30) {
		f.Status = pick(w, domain.CaseStatuses[:]...)
	}
	if w.chance(20) {
		f.District = pick(w, w.persons...).district
	}
	if w.chance(20) {
		f.Language = pick(w, "ar", "uk")
	}
	for _, list := range []struct {
		name string
		act  domain.Action
		page func(context.Context, domain.Actor, domain.CaseFilter) (domain.CasePage, error)
	}{
		{"Caseload", domain.ReadCase, tx.Caseload}, {"UnitCases", domain.ReadCore, tx.UnitCases}, {"SharedCases", domain.ReadShared, tx.SharedCases},
	} {
		got, err := walk(ctx, list.page, by, f)
		if err != nil {
			return err
		}
		want := w.visible(by, list.act, f, list.act != domain.ReadShared)
		compare(t, list.name, by, got, want)
	}
	found, err := tx.CasesByName(ctx, by, domain.CaseFilter{}, []store.KeyRange{{K1: w.key, To: "z", Limit: 1000}, {K1: w.key, From: "a", To: "z", Limit: 1000}})
	if err != nil {
		return err
	}
	compare(t, "CasesByName", by, ids(found), w.visible(by, domain.ReadCase, domain.CaseFilter{}, false))
	return nil
}

// walk reads all pages of a list.
func walk(ctx context.Context, page func(context.Context, domain.Actor, domain.CaseFilter) (domain.CasePage, error), by domain.Actor, f domain.CaseFilter) ([]domain.PersonID, error) {
	var out []domain.PersonID
	for {
		p, err := page(ctx, by, f)
		if err != nil {
			return nil, err
		}
		out = append(out, ids(p.Cases)...)
		if p.Next == (domain.CaseCursor{}) {
			return out, nil
		}
		f.After = p.Next
	}
}

func ids(cases []domain.Case) []domain.PersonID {
	var out []domain.PersonID
	for _, c := range cases {
		out = append(out, c.Person)
	}
	return out
}

// visible are the persons of the world on whom by may do act, as the filter narrows them.
// Where closed cases leave the list, its status filter shows them.
func (w *world) visible(by domain.Actor, act domain.Action, f domain.CaseFilter, leaves bool) []domain.PersonID {
	var out []domain.PersonID
	for i := range w.persons {
		p := &w.persons[i]
		if len(w.may(by, act, p)) > 0 && (f.Status == p.status || f.Status == "" && (p.status != domain.CaseClosed || !leaves)) && (f.District == 0 || f.District == p.district) &&
			(f.Language == "" || f.Language == "ar") {
			out = append(out, p.id)
		}
	}
	return out
}

func compare(t *testing.T, list string, by domain.Actor, got, want []domain.PersonID) {
	t.Helper()
	if g, w := slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want)); !slices.Equal(g, w) {
		t.Errorf("%s of %+v shows %v, want %v", list, by, g, w)
	}
}

// tryStandings compares the standing lines of the access book with who has the person in a list.
func tryStandings(ctx context.Context, t *testing.T, tx *store.Tx, w *world) error {
	for i := range w.persons {
		p := &w.persons[i]
		want := map[string]bool{}
		for _, u := range w.users {
			by := domain.Actor{User: u.ID, Org: u.Org, Team: u.Team, Roles: u.Roles}
			for _, act := range [...]domain.Action{domain.ReadCase, domain.ReadCore, domain.ReadShared} {
				if len(w.may(by, act, p)) > 0 {
					want[u.Username] = true
				}
			}
		}
		lines, err := tx.Standings(ctx, p.id)
		if err != nil {
			return err
		}
		got := map[string]bool{}
		for _, l := range lines {
			got[l.Name] = true
		}
		if !maps.Equal(got, want) {
			t.Errorf("the access book of %+v says %v, in whose list they are: %v", p, got, want)
		}
	}
	return nil
}
