package domain_test

import (
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestPlanNext: the own step before that of others, what is due first before the rest, never one that waits, is done or belongs to an ended goal.
func TestPlanNext(t *testing.T) {
	step := func(id domain.MeasureID, who string, due domain.Day, change func(*domain.Measure)) domain.Measure {
		m := domain.Measure{ID: id, Who: who, Due: due, State: "open"}
		if change != nil {
			change(&m)
		}
		return m
	}
	done := func(m *domain.Measure) { m.State = "done" }
	after := func(id domain.MeasureID) func(*domain.Measure) { return func(m *domain.Measure) { m.After = id } }
	for name, tc := range map[string]struct {
		steps []domain.Measure
		want  domain.MeasureID
	}{
		"none":            {nil, 0},
		"own_first":       {[]domain.Measure{step(1, "manager", "2026-01-01", nil), step(2, "person", "", nil)}, 2},
		"due_first":       {[]domain.Measure{step(1, "person", "", nil), step(2, "person", "2026-05-01", nil), step(3, "person", "2026-04-01", nil)}, 3},
		"done":            {[]domain.Measure{step(1, "person", "", done), step(2, "body", "", nil)}, 2},
		"waits":           {[]domain.Measure{step(1, "person", "2026-01-01", after(2)), step(2, "body", "", nil)}, 2},
		"waits_no_longer": {[]domain.Measure{step(1, "person", "", after(2)), step(2, "body", "", done)}, 1},
		"all_done":        {[]domain.Measure{step(1, "person", "", done)}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			ended := domain.Goal{ID: 9, Domain: "work", Outcome: &domain.Outcome{Ended: "reached"}, Measures: []domain.Measure{step(8, "person", "2020-01-01", nil)}}
			other := domain.Goal{ID: 8, Domain: "health", Measures: []domain.Measure{step(7, "person", "2020-01-01", nil)}}
			p := domain.Plan{Goals: []domain.Goal{ended, other, {ID: 1, Domain: "work", Measures: tc.steps}}}
			if got, ok := p.Next("work"); got.ID != tc.want || ok != (tc.want != 0) {
				t.Errorf("Next = %d, %t; want %d", got.ID, ok, tc.want)
			}
			if got := len(p.Active()); got != 2 {
				t.Errorf("%d active goals, want 2", got)
			}
		})
	}
}

// TestOverdue: a step is overdue from the day after its due date until it is over.
func TestOverdue(t *testing.T) {
	for _, tc := range []struct {
		due   domain.Day
		state domain.MeasureState
		want  bool
	}{
		{"2026-03-01", "open", true}, {"2026-03-02", "open", false}, {"", "open", false}, {"2026-03-01", "done", false}, {"2026-03-01", "dropped", false}, {"2026-03-01", "waiting", true},
	} {
		if got := (domain.Measure{Due: tc.due, State: tc.state}).Overdue("2026-03-02"); got != tc.want {
			t.Errorf("due %q, %s: overdue = %t", tc.due, tc.state, got)
		}
	}
}

// TestBodiesIn: each body once, of the field of life alone.
func TestBodiesIn(t *testing.T) {
	p := domain.Plan{Goals: []domain.Goal{
		{Domain: "work", Measures: []domain.Measure{{Body: 3}, {Body: 2}, {Body: 3}, {}}},
		{Domain: "health", Measures: []domain.Measure{{Body: 4}}},
	}}
	if got := p.BodiesIn("work"); !slices.Equal(got, []domain.BodyID{3, 2}) {
		t.Errorf("BodiesIn = %v", got)
	}
}
