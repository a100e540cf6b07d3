package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// queue is the waiting list of the team north by first names, as somebody reads it; without names it says the places only.
func (p *play) queue(by domain.Actor) string {
	p.t.Helper()
	page, err := p.Waiting(p.t.Context(), by)
	p.ok(err)
	var names []string
	for _, l := range page.Lists {
		for _, r := range l.Rows {
			first, _, _ := strings.Cut(r.Name.Latin, " ")
			names = append(names, first)
		}
	}
	return strings.Join(names, " ")
}

func (p *play) wait(names ...string) {
	p.t.Helper()
	for _, n := range names {
		c := p.coreOf(n)
		p.ok(p.SetWeight(p.t.Context(), p.manager, c.Person, domain.WeightWaiting, c.Version))
	}
}

// coreOf is the case of somebody who is registered in the accommodation of manager_a.
func (p *play) coreOf(first string) domain.Case {
	p.t.Helper()
	page, err := p.UnitCases(p.t.Context(), p.Actor("lead"), domain.CaseFilter{})
	p.ok(err)
	i := slices.IndexFunc(page.Cases, func(c domain.Case) bool { return strings.HasPrefix(c.Name.Latin, first+" ") })
	if i < 0 {
		p.t.Fatalf("nobody is called %s", first)
	}
	core, err := p.CoreCase(p.t.Context(), p.Actor("lead"), page.Cases[i].Person)
	p.ok(err)
	return core.Case
}

// newcomers registers people in the accommodation of manager_a, one each day.
func (p *play) newcomers(names ...string) {
	p.t.Helper()
	for _, n := range names {
		p.Clock.AddDays(1)
		p.Register(domain.Registration{Name: domain.Name{Latin: n + " Alhassan"}, Language: "ar", Accommodation: testkit.HomeBridge, Consent: true, Terms: testkit.Terms, NotADouble: true})
	}
}

// TestWaitingOrder: first come, first served by the day of registration, whenever the manager says that they wait; an urgent reason goes first.
func TestWaitingOrder(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		lead := p.Actor("lead")
		p.newcomers("Ada", "Bea", "Cem", "Dua")
		p.wait("Dua", "Bea", "Ada", "Cem")
		for range 3 {
			if got := p.queue(lead); got != "Ada Bea Cem Dua" {
				t.Fatalf("the list is %s", got)
			}
		}
		if got := p.queue(p.Actor("manager_b")); strings.TrimSpace(got) != "" || len(got) != 3 {
			t.Errorf("a manager reads %q, want four rows without names", got)
		}
		if got := p.queue(p.Actor("admin")); got != "Ada Bea Cem Dua" {
			t.Errorf("the admin reads %s", got)
		}
		for _, who := range []string{"lead_south", "substitute", "manager_c", "admin_harbour"} {
			if got := p.queue(p.Actor(who)); got != "" {
				t.Errorf("%s reads %s", who, got)
			}
		}
		p.is("no such reason", p.SetUrgency(t.Context(), lead, p.coreOf("Dua").Person, "rich", 2), domain.Invalid)
		p.ok(p.SetUrgency(t.Context(), lead, p.coreOf("Dua").Person, "housing", 2))
		p.ok(p.SetUrgency(t.Context(), lead, p.coreOf("Cem").Person, "deadline", 2))
		if last := p.events(p.head() - 1); last[0].Note != "urgency=deadline" || last[0].Person != p.coreOf("Cem").Person {
			t.Errorf("the record says %+v", last)
		}
		if got := p.queue(lead); got != "Cem Dua Ada Bea" {
			t.Errorf("with urgent reasons the list is %s", got)
		}
		p.ok(p.SetUrgency(t.Context(), lead, p.coreOf("Cem").Person, "", 3))
		if got := p.queue(lead); got != "Dua Ada Bea Cem" {
			t.Errorf("without it the list is %s", got)
		}
		sami := p.coreOf("Sami")
		p.ok(p.SetCaseStatus(t.Context(), p.manager, sami.Person, domain.CaseActive, sami.Version))
		p.wait("Sami")
		if got := p.queue(lead); got != "Dua Ada Bea Cem Sami" {
			t.Errorf("somebody who was worked with waits from today: %s", got)
		}
	})
}

// TestWaitingTaken: the first is taken without a word, any other with a reason that the record keeps; and only once.
func TestWaitingTaken(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, lead, colleague := t.Context(), p.Actor("lead"), p.Actor("manager_b")
		p.newcomers("Ada", "Bea", "Cem")
		p.wait("Ada", "Bea", "Cem")
		ada, bea, cem := p.coreOf("Ada"), p.coreOf("Bea"), p.coreOf("Cem")
		take := func(c domain.Case, skip string) domain.Taking {
			return domain.Taking{Person: c.Person, Version: c.Version, Skip: skip}
		}
		_, err := p.Case(ctx, colleague, ada.Person)
		p.is("before it is taken", err, domain.NotFound)
		p.is("the second without a reason", p.TakeWaiting(ctx, colleague, take(bea, "")), domain.Invalid)
		p.is("with a reason that is none", p.TakeWaiting(ctx, colleague, take(bea, "nicer")), domain.Invalid)
		p.is("of another team", p.TakeWaiting(ctx, p.Actor("substitute"), take(ada, "")), domain.NotFound)
		p.is("of another organisation", p.TakeWaiting(ctx, p.Actor("manager_c"), take(ada, "")), domain.NotFound)
		p.is("somebody who does not wait", p.TakeWaiting(ctx, colleague, take(p.coreOf("Sami"), "language")), domain.NotFound)
		if got := p.queue(lead); got != "Ada Bea Cem" {
			t.Fatalf("after refusals the list is %s", got)
		}
		p.ok(p.TakeWaiting(ctx, colleague, take(bea, "language")))
		if last := p.events(p.head() - 1); last[0].Action != domain.TakeWaiting || last[0].Person != bea.Person || last[0].Note != "place=2 skip=language" {
			t.Errorf("the record says %+v", last)
		}
		if got := p.coreOf("Bea"); got.ManagerName != "Bernd Vogel" || got.Weight != "" || got.WeightOn != "" {
			t.Errorf("the case is %+v", got)
		}
		_, err = p.Case(ctx, p.manager, bea.Person)
		p.is("the manager before", err, domain.NotFound)
		p.is("taken already", p.TakeWaiting(ctx, p.manager, take(bea, "language")), domain.NotFound)

		to := take(ada, "family")
		p.is("to nobody", p.AssignWaiting(ctx, lead, to), domain.Invalid)
		to.Manager = p.User("manager_c")
		p.is("to another organisation", p.AssignWaiting(ctx, lead, to), domain.NotFound)
		to.Manager, to.Version = p.User("manager_b"), ada.Version-1
		p.is("from an old page", p.AssignWaiting(ctx, lead, to), domain.Conflict)
		to.Version = ada.Version
		p.ok(p.AssignWaiting(ctx, lead, to))
		if last := p.events(p.head() - 1); last[0].Note != "place=1 skip=" || last[0].Object != int64(p.User("manager_b")) {
			t.Errorf("of the first the record says %+v", last)
		}
		p.is("by somebody who works with them already", p.SetWeight(ctx, p.manager, cem.Person, domain.WeightIntensive, cem.Version), domain.Conflict)
		p.Write(takeBackAll(cem.Person))
		if got := p.queue(lead); got != "" {
			t.Errorf("who has taken core back is on the list: %s", got)
		}
	})
}

// TestWaitingIsSaid: the person reads since when they wait, and no more once it is over.
func TestWaitingIsSaid(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		listed := func() domain.Day {
			t.Helper()
			page, err := p.Me(t.Context(), p.own)
			p.ok(err)
			return page.Waiting.Listed
		}
		if got := listed(); got != "" {
			t.Errorf("nobody put sami on the list, but it says %s", got)
		}
		registered := domain.DayOf(p.Clock.Now())
		p.Clock.Add(50 * time.Hour)
		p.wait("Sami")
		if got := listed(); got == "" || got > registered {
			t.Errorf("sami waits since %s, registered by %s", got, registered)
		}
		p.ok(p.TakeWaiting(t.Context(), p.manager, domain.Taking{Person: p.sami, Version: p.coreOf("Sami").Version}))
		if got := listed(); got != "" {
			t.Errorf("taken, but it says %s", got)
		}
	})
}

// TestWeights: what managers say is summed up for their own list and for a team; nobody else says it.
func TestWeights(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		p.newcomers("Ada", "Bea", "Cem")
		for name, w := range map[string]domain.Weight{"Ada": "A", "Bea": "C", "Cem": "waiting"} {
			c := p.coreOf(name)
			p.ok(p.SetWeight(ctx, p.manager, c.Person, w, c.Version))
		}
		sami := p.coreOf("Sami")
		p.is("no such weight", p.SetWeight(ctx, p.manager, sami.Person, "D", sami.Version), domain.Invalid)
		p.is("no weight", p.SetWeight(ctx, p.manager, sami.Person, "", sami.Version), domain.Invalid)
		p.is("an old page", p.SetWeight(ctx, p.manager, sami.Person, "A", sami.Version-1), domain.Conflict)
		p.ok(p.SetWeight(ctx, p.manager, sami.Person, "B", sami.Version))
		if got := p.coreOf("Sami"); got.Weight != "B" || got.WeightOn != domain.DayOf(p.Clock.Now()) {
			t.Errorf("the case is %+v", got)
		}
		list, err := p.Cases(ctx, p.manager, domain.CaseFilter{ByWeight: true})
		p.ok(err)
		want := domain.Load{Intensive: 1, Accompanied: 1, Occasional: 1, Waiting: 1, Unweighed: 1}
		if list.Load != want || list.Load.Points(list.Weights) != 6 {
			t.Errorf("the caseload is %+v", list.Load)
		}
		var order []string
		for _, c := range list.Cases {
			order = append(order, string(c.Weight))
		}
		if got := strings.Join(order, " "); got != " A B C waiting" {
			t.Errorf("by weight the list is %q", got)
		}
		for w, n := range map[domain.Weight]int{"A": 1, "waiting": 1, domain.Unweighed: 1, "": 5} {
			list, err := p.Cases(ctx, p.manager, domain.CaseFilter{Weight: w})
			if p.ok(err); len(list.Cases) != n {
				t.Errorf("%q has %d cases, want %d", w, len(list.Cases), n)
			}
		}
		loads, rules, err := p.Loads(ctx, p.Actor("lead"))
		p.ok(err)
		want.Team, want.Name = testkit.TeamNorth, "Team"
		if len(loads) != 1 || loads[0] != want || loads[0].Points(rules) != 6 {
			t.Errorf("the team has %+v", loads)
		}
		c := p.coreOf("Ada")
		p.ok(p.CloseCase(ctx, p.manager, c.Person, domain.Closing{Reason: domain.ClosedReached}, c.Version))
		if list, err = p.Cases(ctx, p.manager, domain.CaseFilter{}); err != nil || list.Load.Intensive != 0 {
			t.Errorf("a closed case counts: %+v, %v", list.Load, err)
		}
	})
}

// TestWeightPages: by weight, too, each case stands on one page.
func TestWeightPages(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.Crowd(testkit.CrowdOfA)
		first, err := p.Cases(t.Context(), p.manager, domain.CaseFilter{})
		p.ok(err)
		for i, c := range first.Cases {
			page, err := p.CoreCase(t.Context(), p.Actor("lead"), c.Person)
			p.ok(err)
			p.ok(p.SetWeight(t.Context(), p.manager, c.Person, domain.Weights[i%3], page.Case.Version))
		}
		seen, f, last := map[domain.PersonID]bool{}, domain.CaseFilter{ByWeight: true}, domain.Weight("")
		for {
			page, err := p.Cases(t.Context(), p.manager, f)
			p.ok(err)
			for _, c := range page.Cases {
				if seen[c.Person] || c.Weight < last {
					t.Fatalf("%s with weight %q after %q, seen before: %t", c.Name.Latin, c.Weight, last, seen[c.Person])
				}
				seen[c.Person], last = true, c.Weight
			}
			if f.After = page.Next; page.Next.Person == 0 {
				break
			}
		}
		if len(seen) != testkit.CrowdOfA+2 {
			t.Errorf("%d cases on all pages, want %d", len(seen), testkit.CrowdOfA+2)
		}
	})
}

func takeBackAll(person domain.PersonID) func(context.Context, *store.Tx) error {
	return func(ctx context.Context, tx *store.Tx) error { return tx.TakeBackAll(ctx, person, 0) }
}
