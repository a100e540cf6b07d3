package domain_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// agreed is a version of a plan with two goals, of which the first has two measures.
func agreed() domain.PlanVersion {
	return domain.PlanVersion{No: 1, Goals: []domain.Goal{
		{ID: 1, Domain: "language", Text: domain.PlanText{German: "B1"}, Due: "2027-01-31", Measures: []domain.Measure{
			{ID: 11, Who: "person", State: "open", Due: "2026-12-01", Text: domain.PlanText{German: "Kurs suchen"}},
			{ID: 12, Who: "manager", State: "open", Text: domain.PlanText{Catalogue: "m:form", Args: []domain.PlanArg{{Name: "level", Value: "B1"}}}},
		}},
		{ID: 2, Domain: "work", Text: domain.PlanText{Catalogue: "g:work"}},
	}}
}

// TestDiff makes one change at a time, and some together; a difference is written "kind goal[/measure] [old > new]".
func TestDiff(t *testing.T) {
	type v = domain.PlanVersion
	for _, tc := range []struct {
		name   string
		change func(*v)
		want   string
	}{
		{"nothing", func(*v) {}, ""},
		{"other_number_and_day", func(b *v) { b.No, b.Agreed = 2, 99 }, ""},
		{"goal_added", func(b *v) { b.Goals = append(b.Goals, domain.Goal{ID: 3}) }, "goal_added 3"},
		{"goal_added_with_measures", func(b *v) {
			b.Goals = append(b.Goals, domain.Goal{ID: 3, Measures: []domain.Measure{{ID: 31}}})
		}, "goal_added 3"},
		{"goal_removed", func(b *v) { b.Goals = b.Goals[1:] }, "goal_removed 1"},
		{"all_removed", func(b *v) { b.Goals = nil }, "goal_removed 1; goal_removed 2"},
		{"goal_due", func(b *v) { b.Goals[0].Due = "2027-02-28" }, "goal_due 1 2027-01-31 > 2027-02-28"},
		{"goal_open_ended", func(b *v) { b.Goals[0].Due = "" }, "goal_due 1 2027-01-31 > "},
		{"goal_german", func(b *v) { b.Goals[0].Text.German = "B2" }, "goal_text 1"},
		{"goal_own", func(b *v) { b.Goals[0].Text.Own = "ب١" }, "goal_text 1"},
		{"goal_catalogue", func(b *v) { b.Goals[1].Text.Catalogue = "g:job" }, "goal_text 2"},
		{"goal_value", func(b *v) { b.Goals[1].Text.Args = []domain.PlanArg{{Name: "occupation", Value: "x"}} }, "goal_text 2"},
		{"goal_answer_is_no_text", func(b *v) { b.Goals[0].Answer, b.Goals[0].Version = domain.AnswerOpen, 9 }, ""},
		{"goals_change_places", func(b *v) { slices.Reverse(b.Goals) }, ""},
		{"measure_added", func(b *v) { b.Goals[1].Measures = []domain.Measure{{ID: 21}} }, "measure_added 2/21"},
		{"measure_removed", func(b *v) { b.Goals[0].Measures = b.Goals[0].Measures[:1] }, "measure_removed 1/12"},
		{"measure_due", func(b *v) { b.Goals[0].Measures[1].Due = "2027-01-01" }, "measure_due 1/12  > 2027-01-01"},
		{"measure_state", func(b *v) { b.Goals[0].Measures[0].State = "done" }, "measure_state 1/11 open > done"},
		{"measure_text", func(b *v) { b.Goals[0].Measures[0].Text.German = "Kurs finden" }, "measure_text 1/11"},
		{"measure_value", func(b *v) { b.Goals[0].Measures[1].Text.Args = nil }, "measure_text 1/12"},
		{"measure_by_somebody_else", func(b *v) { b.Goals[0].Measures[0].Who = "manager" }, "measure_text 1/11"},
		{"measure_all_at_once", func(b *v) {
			m := &b.Goals[0].Measures[0]
			m.Due, m.State, m.Who = "2026-12-31", "running", "body"
		}, "measure_due 1/11 2026-12-01 > 2026-12-31; measure_state 1/11 open > running; measure_text 1/11"},
		{"measure_replaced", func(b *v) { b.Goals[0].Measures[0].ID = 19 }, "measure_added 1/19; measure_removed 1/11"},
		{"in_order", func(b *v) {
			b.Goals[1].Due = "2027-05-05"
			b.Goals = append([]domain.Goal{{ID: 3}}, b.Goals[1:]...)
		}, "goal_added 3; goal_due 2  > 2027-05-05; goal_removed 1"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			b := agreed()
			tc.change(&b)
			if got := spelled(domain.Diff(agreed(), b)); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
	if got := spelled(domain.Diff(domain.PlanVersion{}, agreed())); got != "goal_added 1; goal_added 2" {
		t.Errorf("against no version: %q", got)
	}
}

// TestDiffKeeps what was removed as it was, and what was changed as it is.
func TestDiffKeeps(t *testing.T) {
	b := agreed()
	b.Goals[0].Measures[0].Text.German = "new"
	b.Goals[0].Measures = b.Goals[0].Measures[:1]
	b.Goals = b.Goals[:1]
	b.Goals[0].Due = "2027-02-28"
	got := domain.Diff(agreed(), b)
	if len(got) != 4 {
		t.Fatalf("%d changes: %s", len(got), spelled(got))
	}
	if got[0].Goal.Due != "2027-02-28" || got[1].Measure.Text.German != "new" || got[2].Measure.Who != "manager" || got[3].Goal.Text.Catalogue != "g:work" {
		t.Errorf("%+v", got)
	}
}

func spelled(changes []domain.Change) string {
	var all []string
	for _, c := range changes {
		s := c.Kind + " " + c.Goal.ID.String()
		if c.Measure != nil {
			s += "/" + c.Measure.ID.String()
		}
		if c.Old != "" || c.New != "" {
			s += fmt.Sprintf(" %s > %s", c.Old, c.New)
		}
		all = append(all, s)
	}
	return strings.Join(all, "; ")
}

// TestPlan asks a plan which goals could be agreed now, and whether an answer is missing.
func TestPlan(t *testing.T) {
	goal := func(id domain.GoalID, offered bool, a domain.Answer) domain.Goal {
		return domain.Goal{ID: id, Offered: offered, Answer: a}
	}
	for _, tc := range []struct {
		name      string
		goals     []domain.Goal
		agreeable string
		answered  bool
	}{
		{"empty", nil, "", true},
		{"agreed", []domain.Goal{goal(1, true, domain.AnswerAgreed)}, "1", true},
		{"objected", []domain.Goal{goal(1, true, domain.AnswerObjected)}, "", true},
		{"open", []domain.Goal{goal(1, true, domain.AnswerOpen)}, "", false},
		{"not_offered", []domain.Goal{goal(1, false, domain.AnswerOpen), goal(2, false, domain.AnswerAgreed)}, "", true},
		{"mixed", []domain.Goal{
			goal(1, true, domain.AnswerAgreed), goal(2, true, domain.AnswerObjected), goal(3, true, domain.AnswerAgreed), goal(4, true, domain.AnswerOpen),
		}, "1 3", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p := domain.Plan{Goals: tc.goals}
			var ids []string
			for _, g := range p.Agreeable() {
				ids = append(ids, g.ID.String())
			}
			if got := strings.Join(ids, " "); got != tc.agreeable || p.AllAnswered() != tc.answered {
				t.Errorf("agreeable %q, all answered %v, want %q, %v", got, p.AllAnswered(), tc.agreeable, tc.answered)
			}
		})
	}
	p := domain.Plan{Goals: agreed().Goals}
	if g, ok := p.Goal(2); !ok || g.Domain != "work" {
		t.Errorf("goal 2: %+v, %v", g, ok)
	}
	if g, ok := p.Goal(3); ok || g.ID != 0 {
		t.Errorf("goal 3: %+v, %v", g, ok)
	}
}

func TestUnseen(t *testing.T) {
	for _, tc := range []struct {
		changed, seen domain.Instant
		want          bool
	}{{0, 0, false}, {5, 0, true}, {5, 4, true}, {5, 5, false}, {5, 6, false}} {
		if got := (domain.Plan{Changed: tc.changed, Seen: tc.seen}).Unseen(); got != tc.want {
			t.Errorf("changed %d, seen %d: %v", tc.changed, tc.seen, got)
		}
	}
}

// BenchmarkDiff compares two versions of 20 goals and 60 measures that differ in every goal and measure.
func BenchmarkDiff(b *testing.B) {
	version := func(due domain.Day) (v domain.PlanVersion) {
		for i := range 20 {
			g := domain.Goal{ID: domain.GoalID(i + 1), Due: due, Text: domain.PlanText{German: "Ziel"}}
			for n := range 3 {
				g.Measures = append(g.Measures, domain.Measure{ID: domain.MeasureID(10*i + n + 1), Due: due})
			}
			v.Goals = append(v.Goals, g)
		}
		return v
	}
	older, newer := version("2026-05-01"), version("2026-06-01")
	for b.Loop() {
		if got := len(domain.Diff(older, newer)); got != 80 {
			b.Fatalf("%d differences", got)
		}
	}
}
