package app_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestAgreement follows a plan: what both sides agree becomes version 1, an objected goal stays in the draft, a change needs a new
// answer and becomes version 2, and version 1 stays as it was.
func TestAgreement(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		work, flat := p.goal("Arbeit finden"), p.goal("Wohnung finden")
		person, err := p.Plan(t.Context(), p.own, p.sami)
		p.ok(err)
		if len(person.Plan.Goals) != 0 {
			t.Error("the person sees a draft that was not offered")
		}
		p.is("answer before the offer", p.AnswerGoal(t.Context(), p.own, agreed(work), ""), domain.Conflict)
		p.offer()
		p.answer(work.ID, domain.AnswerAgreed)
		if len(p.versions()) != 0 {
			t.Error("a version was made while an answer was open")
		}
		p.answer(flat.ID, domain.AnswerObjected)
		v := p.versions()
		if len(v) != 1 || v[0].No != 1 || len(v[0].Goals) != 1 || v[0].Goals[0].ID != work.ID || v[0].By != "Anna Weber" {
			t.Fatalf("version 1 is %+v", v)
		}
		if got := p.drafted(flat.ID).Answer; got != domain.AnswerObjected {
			t.Errorf("the objected goal is %s in the draft", got)
		}
		if page, err := p.Case(t.Context(), p.manager, p.sami); err != nil || page.Case.Status != domain.CaseActive || page.Case.PlanVersion != 1 {
			t.Errorf("the case is %+v, %v", page.Case, err)
		}
		hash := v[0].Hash

		changed := p.drafted(work.ID)
		changed.Due = "2027-01-31"
		_, err = p.SaveGoal(t.Context(), p.manager, changed, "")
		p.ok(err)
		_, err = p.SaveGoal(t.Context(), p.manager, changed, "")
		p.is("the old version saved again", err, domain.Conflict)
		p.is("answer to what was not offered again", p.AnswerGoal(t.Context(), p.own, agreed(changed), ""), domain.Conflict)
		p.offer()
		p.is("answer to an old version of the goal", p.AnswerGoal(t.Context(), p.own, agreed(changed), ""), domain.Conflict)
		p.answer(work.ID, domain.AnswerAgreed)
		v = p.versions()
		if len(v) != 2 || v[0].No != 2 || v[1].Hash != hash || v[1].Goals[0].Due != "2026-12-01" {
			t.Fatalf("after the change the versions are %+v", v)
		}
		diff := domain.Diff(v[1], v[0])
		if len(diff) != 1 || diff[0].Kind != "goal_due" || diff[0].Old != "2026-12-01" || diff[0].New != "2027-01-31" {
			t.Errorf("the difference is %+v", diff)
		}
		p.answer(work.ID, domain.AnswerAgreed) // said once more, nothing is new
		if n := len(p.versions()); n != 2 {
			t.Errorf("%d versions after the same answer", n)
		}
		p.is("the manager makes one of nothing new", p.FreezePlan(t.Context(), p.manager, p.sami), domain.Invalid)
	})
}

func agreed(g domain.Goal) domain.Goal {
	g.Answer = domain.AnswerAgreed
	return g
}

// TestRemovedGoal shows that a goal taken out of the draft is not in the next version, and stays in the last.
func TestRemovedGoal(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		goals := p.agree("Arbeit finden", "Wohnung finden")
		g := p.drafted(goals[1].ID)
		p.ok(p.RemoveGoal(t.Context(), p.manager, p.sami, g.ID, g.Version))
		p.is("removed twice", p.RemoveGoal(t.Context(), p.manager, p.sami, g.ID, g.Version), domain.Conflict)
		more := p.goal("Sport")
		p.offer()
		p.answer(more.ID, domain.AnswerAgreed)
		v := p.versions()
		if len(v) != 2 || len(v[0].Goals) != 2 || len(v[1].Goals) != 2 {
			t.Fatalf("the versions are %+v", v)
		}
		kinds := map[string]int{}
		for _, c := range domain.Diff(v[1], v[0]) {
			kinds[c.Kind]++
		}
		if kinds["goal_added"] != 1 || kinds["goal_removed"] != 1 || len(kinds) != 2 {
			t.Errorf("the difference is %v", kinds)
		}
	})
}

// TestMeasures shows which change of a measure needs the person's answer again.
func TestMeasures(t *testing.T) {
	level := func(v string) domain.PlanText {
		return domain.PlanText{German: "Kurs", Own: "دورة", OwnLang: "ar", Args: []domain.PlanArg{{Name: "level", Value: v}}}
	}
	for _, tc := range []struct {
		name   string
		change func(*domain.Measure)
		open   bool
	}{
		{"state", func(m *domain.Measure) { m.State = "done" }, false},
		{"due", func(m *domain.Measure) { m.Due = "2026-08-01" }, true},
		{"who", func(m *domain.Measure) { m.Who = "body" }, true},
		{"text", func(m *domain.Measure) { m.Text.German = "Anderer Kurs" }, true},
		{"value", func(m *domain.Measure) { m.Text = level("B2") }, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			eachPlay(t, func(t *testing.T, p *play) {
				g := p.goal("Deutsch", domain.Measure{Who: "person", State: "open", Text: level("B1")})
				p.offer()
				p.answer(g.ID, domain.AnswerAgreed)
				m := p.drafted(g.ID).Measures[0]
				tc.change(&m)
				p.ok(p.SaveMeasure(t.Context(), p.manager, p.sami, m, ""))
				if open := p.drafted(g.ID).Answer == domain.AnswerOpen; open != tc.open {
					t.Errorf("the answer is open again: %t, want %t", open, tc.open)
				}
				p.is("the old version saved again", p.SaveMeasure(t.Context(), p.manager, p.sami, m, ""), domain.Conflict)
			})
		})
	}
}

// TestMeasureOfAnotherGoal shows that a measure is removed only with the goal that it belongs to, whose answer is open again.
func TestMeasureOfAnotherGoal(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		measure := domain.Measure{Who: "person", State: "open", Text: domain.PlanText{German: "Kurs"}}
		one, two := p.goal("Deutsch", measure), p.goal("Arbeit")
		m := one.Measures[0]
		p.is("removed with another goal", p.RemoveMeasure(t.Context(), p.manager, p.sami, two.ID, m.ID, m.Version), domain.Conflict)
		m.Goal = two.ID
		p.is("moved to another goal", p.SaveMeasure(t.Context(), p.manager, p.sami, m, ""), domain.Conflict)
		p.ok(p.RemoveMeasure(t.Context(), p.manager, p.sami, one.ID, m.ID, m.Version))
		if n := len(p.drafted(one.ID).Measures); n != 0 {
			t.Errorf("%d measures are left", n)
		}
	})
}

// TestExplained shows that a text in German only can be agreed to only when somebody explained it, and objected to at once.
func TestExplained(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		id, err := p.SaveGoal(t.Context(), p.manager, domain.Goal{Person: p.sami, Domain: "work", Text: domain.PlanText{German: "Arbeit"}}, "")
		p.ok(err)
		p.offer()
		g := p.drafted(id)
		p.is("agreed to a text in German only", p.AnswerGoal(t.Context(), p.own, agreed(g), ""), domain.Invalid)
		objected := g
		objected.Answer, objected.Objection = domain.AnswerObjected, "أريد دراسة"
		p.ok(p.AnswerGoal(t.Context(), p.own, objected, ""))
		if got := p.drafted(id).Objection; got != "أريد دراسة" {
			t.Errorf("the objection is %q", got)
		}
		g.Explained = "Dolmetscherin Rana"
		p.ok(p.AnswerGoal(t.Context(), p.own, agreed(g), ""))
		if got := p.drafted(id); got.Explained != "Dolmetscherin Rana" || got.Answer != domain.AnswerAgreed {
			t.Errorf("the goal is %+v", got)
		}
		g.Answer = "maybe"
		p.is("an answer that is none", p.AnswerGoal(t.Context(), p.own, g, ""), domain.Invalid)
	})
}

// TestDrawnValuesStayDrawn shows that a value drawn from a section goes with it, however the goal was edited before.
func TestDrawnValuesStayDrawn(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		var level []string // texts of the catalogue with a level
		for _, d := range domain.LifeDomains {
			for _, g := range p.Catalogue.Goals(d) {
				if slices.Equal(g.Placeholders, []string{"level"}) {
					level = append(level, string(g.ID))
				}
			}
		}
		if len(level) < 2 {
			t.Fatalf("the catalogue has %d texts with a level", len(level))
		}
		drawn := domain.PlanArg{Name: "level", Value: "B1", From: domain.SectionLanguages}
		save := func(catalogue string, id domain.GoalID, version int, args ...domain.PlanArg) domain.Goal {
			t.Helper()
			id, err := p.SaveGoal(t.Context(), p.manager, domain.Goal{
				ID: id, Version: version, Person: p.sami, Domain: "language", Text: domain.PlanText{Catalogue: catalogue, Args: args},
			}, "")
			p.ok(err)
			return p.drafted(id)
		}
		p.give(domain.SectionLanguages)
		same := save(level[0], 0, 0, drawn)
		same = save(level[0], same.ID, same.Version, domain.PlanArg{Name: "level", Value: "B1"})
		other := save(level[0], 0, 0, drawn)
		other = save(level[len(level)-1], other.ID, other.Version, domain.PlanArg{Name: "level", Value: "B1"})
		p.back(domain.SectionLanguages, testkit.OrgBridge)
		for name, g := range map[string]domain.Goal{"the same text": same, "another text": other} {
			if shown := p.drafted(g.ID).Text.Args[0].Value; shown == "B1" {
				t.Errorf("%s shows what was taken back", name)
			}
		}
		same = p.drafted(same.ID)
		save(level[0], same.ID, same.Version) // a list cannot show the sign for a hidden value
		p.offer()
		page, err := p.Plan(t.Context(), p.own, p.sami)
		p.ok(err)
		if g, _ := page.Plan.Goal(same.ID); len(g.Text.Args) != 1 || g.Text.Args[0] != drawn {
			t.Errorf("the person reads the goal with %+v", g.Text.Args)
		}
	})
}

// TestUnknownText shows that a plan takes no text that the catalogue has not.
func TestUnknownText(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		unknown := domain.PlanText{Catalogue: "goal:nothing"}
		long := domain.PlanText{German: "Ziel", Args: []domain.PlanArg{{Name: "occupation", Value: strings.Repeat("x", domain.MaxLine+1)}}}
		m := domain.Measure{Who: "person", State: "open", Text: unknown}
		for name, g := range map[string]domain.Goal{
			"unknown goal": {Text: unknown}, "long value": {Text: long}, "unknown measure": {Text: text, Measures: []domain.Measure{m}},
		} {
			g.Person, g.Domain = p.sami, "work"
			_, err := p.SaveGoal(t.Context(), p.manager, g, "")
			p.is(name, err, domain.Invalid)
		}
		m.Goal = p.goal("Arbeit finden").ID
		p.is("unknown measure alone", p.SaveMeasure(t.Context(), p.manager, p.sami, m, ""), domain.Invalid)
	})
}

// TestDoubleClick shows that the same form sent twice stores one goal, entry, measure and person, and two forms store two.
func TestDoubleClick(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		typed := domain.Goal{Person: p.sami, Domain: "work", Text: domain.PlanText{German: "Arbeit"}}
		first, err := p.SaveGoal(t.Context(), p.manager, typed, "form-1")
		p.ok(err)
		again, err := p.SaveGoal(t.Context(), p.manager, typed, "form-1")
		p.ok(err)
		if first != again {
			t.Errorf("the second click made %d beside %d", again, first)
		}
		two := []domain.Goal{typed, typed}
		for range 2 {
			p.ok(p.AddGoals(t.Context(), p.manager, p.sami, two, "form-2"))
		}
		p.ok(p.AddGoals(t.Context(), p.manager, p.sami, two, ""))
		measure := domain.Measure{Goal: first, Who: "person", State: "open", Text: domain.PlanText{German: "Kurs"}}
		for range 2 {
			p.ok(p.SaveMeasure(t.Context(), p.manager, p.sami, measure, "form-3"))
			_, err := p.SaveEntry(t.Context(), p.own, work("نجار"), "form-1") // another session: another form
			p.ok(err)
		}
		page, err := p.Plan(t.Context(), p.manager, p.sami)
		p.ok(err)
		if n := len(page.Plan.Goals); n != 5 {
			t.Errorf("%d goals, want 1 + 2 + 2", n)
		}
		if n := len(p.drafted(first).Measures); n != 1 {
			t.Errorf("%d measures, want 1", n)
		}
		profile, err := p.Profile(t.Context(), p.own)
		p.ok(err)
		if n := len(profile.Entries); n != 1 {
			t.Errorf("%d entries, want 1", n)
		}
	})
}

// TestManyWriters lets eight save the same goal at once, again and again: one wins each round, the others hear of it, none is lost.
func TestManyWriters(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		id := p.goal("Arbeit").ID
		for round := range 5 {
			g := p.drafted(id)
			before := g.Version
			errs := make([]error, 8)
			var wait sync.WaitGroup
			for i := range errs {
				wait.Go(func() {
					mine := g
					mine.Text = domain.PlanText{German: string(rune('A' + i))}
					_, errs[i] = p.SaveGoal(t.Context(), p.manager, mine, "")
				})
			}
			wait.Wait()
			won := slices.IndexFunc(errs, func(err error) bool { return err == nil })
			for i, err := range errs {
				if i != won && domain.KindOf(err) != domain.Conflict {
					t.Errorf("round %d, writer %d: %v", round, i, err)
				}
			}
			if got := p.drafted(id); won < 0 || got.Version != before+1 || got.Text.German != string(rune('A'+won)) {
				t.Fatalf("round %d: writer %d won, the goal is %+v", round, won, got)
			}
		}
		good, found, err := p.DB.Verify(t.Context())
		if err != nil || found != nil || good < 6 {
			t.Errorf("the record: %d good, %+v, %v", good, found, err)
		}
	})
}

// TestFreezeNothingNew shows that a version is made only of a change, that a goal which left the draft is one, and that the last goal
// can leave, too.
func TestFreezeNothingNew(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		work := p.goal("Arbeit finden")
		p.is("nothing is agreed", p.FreezePlan(t.Context(), p.manager, p.sami), domain.Invalid)
		remove := func(g domain.Goal) {
			t.Helper()
			g = p.drafted(g.ID)
			p.ok(p.RemoveGoal(t.Context(), p.manager, p.sami, g.ID, g.Version))
		}
		goals := p.agree("Wohnung finden", "Sport")
		p.answer(work.ID, domain.AnswerObjected)
		for _, want := range []int{1, 1} {
			p.is("nothing has changed", p.FreezePlan(t.Context(), p.manager, p.sami), domain.Invalid)
			if n := len(p.versions()); n != want {
				t.Fatalf("%d versions, want %d", n, want)
			}
		}
		remove(goals[0])
		p.ok(p.FreezePlan(t.Context(), p.manager, p.sami))
		if v := p.versions(); len(v) != 2 || len(v[0].Goals) != 1 || v[0].Goals[0].ID != goals[1].ID {
			t.Fatalf("without the first goal: %+v", v)
		}
		remove(goals[1])
		p.ok(p.FreezePlan(t.Context(), p.manager, p.sami))
		if v := p.versions(); len(v) != 3 || len(v[0].Goals) != 0 {
			t.Fatalf("without any goal: %+v", v)
		}
		p.is("nothing has changed since", p.FreezePlan(t.Context(), p.manager, p.sami), domain.Invalid)
	})
}
