package domain_test

import (
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestHouseholdDiff compares two versions in which everything differs that can, and each of them with itself.
func TestHouseholdDiff(t *testing.T) {
	text := func(s string) domain.PlanText { return domain.PlanText{German: s} }
	step := func(s string, member domain.PersonID, due domain.Day, state domain.MeasureState) domain.SharedMeasure {
		return domain.SharedMeasure{Who: "person", Member: member, Text: text(s), Due: due, State: state}
	}
	a := domain.HouseholdVersion{No: 1, Goals: []domain.SharedGoal{
		{ID: 1, Text: text("Wohnung"), Due: "2026-05-01", Measures: []domain.SharedMeasure{
			step("Anzeigen lesen", 7, "", "open"), step("Anzeigen lesen", 8, "", "open"), step("Antrag", 0, "2026-04-01", "open"), step("Umzug", 0, "", "open"),
		}},
		{ID: 2, Text: text("Kita")},
		{ID: 3, Text: text("Verein"), Outcome: &domain.Outcome{Ended: "reached"}},
		{ID: 4, Text: text("Schule")},
	}}
	b := domain.HouseholdVersion{No: 2, Goals: []domain.SharedGoal{
		{ID: 5, Text: text("Arbeit")},
		{ID: 1, Text: text("Wohnung"), Due: "2026-06-01", Measures: []domain.SharedMeasure{
			step("Möbel", 0, "", "open"), step("Anzeigen lesen", 7, "", "done"), step("Anzeigen lesen", 9, "", "open"), step("Antrag", 0, "2026-04-15", "open"),
		}},
		{ID: 4, Text: text("Schule für beide"), Outcome: &domain.Outcome{Attainment: 1}},
	}}
	want := []string{
		"goal_added Arbeit ", "goal_due Wohnung 2026-05-01>2026-06-01", "measure_added Möbel ", "measure_state Anzeigen lesen open>done",
		"measure_due Antrag 2026-04-01>2026-04-15", "measure_removed Umzug ", "measure_who Anzeigen lesen person:8>person:9",
		"goal_text Schule für beide ", "goal_outcome Schule für beide >1", "goal_removed Kita ",
	}
	if got := said(domain.HouseholdDiff(a, b)); !slices.Equal(got, want) {
		t.Errorf("the difference is\n%q, want\n%q", got, want)
	}
	for _, v := range []domain.HouseholdVersion{a, b} {
		if got := domain.HouseholdDiff(v, v); len(got) > 0 {
			t.Errorf("version %d differs from itself: %+v", v.No, got)
		}
	}
}

// said puts changes into short lines.
func said(changes []domain.Change) (out []string) {
	for _, c := range changes {
		text, days := c.Goal.Text.German, ""
		if c.Measure != nil {
			text = c.Measure.Text.German
		}
		if c.Old+c.New != "" {
			days = c.Old + ">" + c.New
		}
		out = append(out, c.Kind+" "+text+" "+days)
	}
	return out
}
