package app_test

import (
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestChildrenOfAnAge: a small child without a place suggests the Kita, a schoolchild the school; what is not released suggests neither.
func TestChildrenOfAnAge(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		born := func(calendar string, year int) *domain.PartialDate {
			return &domain.PartialDate{Calendar: calendar, Year: year}
		}
		for _, tc := range []struct {
			name         string
			m            domain.HouseholdMember
			kita, school bool
		}{
			{"waits", domain.HouseholdMember{Relation: "child", Birth: born("gregorian", 2020), Care: "waiting"}, true, false},
			{"small", domain.HouseholdMember{Relation: "child", Birth: born("gregorian", 2023)}, true, false},
			{"in_the_kita", domain.HouseholdMember{Relation: "child", Birth: born("gregorian", 2022), Care: "kita"}, false, false},
			{"in_school", domain.HouseholdMember{Relation: "child", Care: "school"}, false, true},
			{"old_enough_in_another_calendar", domain.HouseholdMember{Relation: "child", Birth: born("solar-hijri", 1394), Care: "home"}, false, true},
			{"unknown", domain.HouseholdMember{Relation: "child"}, true, false},
			{"grown_up", domain.HouseholdMember{Relation: "partner", Birth: born("gregorian", 2023)}, false, false},
		} {
			for _, released := range []bool{true, false} {
				page := app.CasePage{Case: domain.Case{Language: "ar"}, Profile: app.Profile{Entries: []domain.Entry{{Section: "household", Member: &tc.m}}}}
				if released {
					page.Released = domain.SetOf(domain.SectionHousehold)
				}
				goals := p.SuggestGoals(page, "2026-03-02")
				has := func(id string) bool {
					return slices.ContainsFunc(goals, func(g domain.Goal) bool { return g.Text.Catalogue == id })
				}
				if kita, school := has("goal:kita-place"), has("goal:child-school-place"); kita != (tc.kita && released) || school != (tc.school && released) {
					t.Errorf("%s, released %v: Kita %v, school %v", tc.name, released, kita, school)
				}
			}
		}
	})
}
