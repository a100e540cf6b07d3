package domain_test

import (
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

func TestCircumstanceCheck(t *testing.T) {
	year := func(n int) *domain.PartialDate { return &domain.PartialDate{Calendar: "solar-hijri", Year: n} }
	long := fullText + "x"
	for _, tc := range []struct {
		name    string
		section domain.Section
		e       domain.Entry
		want    string
	}{
		{"child", "household", domain.Entry{Member: &domain.HouseholdMember{Relation: "child", Birth: year(1398), Care: "kita"}}, ""},
		{"nobody", "household", domain.Entry{Member: &domain.HouseholdMember{}}, "choose relation"},
		{"unknown_relation", "household", domain.Entry{Member: &domain.HouseholdMember{Relation: "neighbour"}}, "choose relation"},
		{"unknown_care", "household", domain.Entry{Member: &domain.HouseholdMember{Relation: "child", Care: "zoo"}}, "choose care"},
		{"grown_up_in_the_kita", "household", domain.Entry{Member: &domain.HouseholdMember{Relation: "parent", Care: "kita"}}, "choose care"},
		{"more_than_the_year", "household", domain.Entry{Member: &domain.HouseholdMember{Relation: "child", Birth: gregorian(2019, 5, 0)}}, "date birth"},
		{"born_until_today", "household", domain.Entry{Member: &domain.HouseholdMember{Relation: "child", Birth: &domain.PartialDate{Ongoing: true}}}, "date birth"},
		{"no_such_year", "household", domain.Entry{Member: &domain.HouseholdMember{Relation: "child", Birth: year(7)}}, "date birth"},
		{"paper", "residence", domain.Entry{Residence: &domain.Residence{Title: "permit", Until: gregorian(2027, 3, 31), Work: "with_permit"}}, ""},
		{"unknown_title", "residence", domain.Entry{Residence: &domain.Residence{Title: "passport"}}, "choose title"},
		{"unknown_work", "residence", domain.Entry{Residence: &domain.Residence{Work: "maybe"}}, "choose work"},
		{"another_calendar", "residence", domain.Entry{Residence: &domain.Residence{Until: &domain.PartialDate{Calendar: "hijri", Year: 1448, Month: 2}}}, "date until"},
		{"year_alone", "residence", domain.Entry{Residence: &domain.Residence{Until: gregorian(2027, 0, 0)}}, "date until"},
		{"until_today", "residence", domain.Entry{Residence: &domain.Residence{Until: &domain.PartialDate{Ongoing: true}}}, "date until"},
		{"needs", "health", domain.Entry{Health: &domain.Health{Needs: fullText}}, ""},
		{"long_needs", "health", domain.Entry{Health: &domain.Health{Needs: long}}, "tooLong needs"},
		{"participation", "participation", domain.Entry{Taking: &domain.Participation{Club: "نادي", Volunteering: "مطبخ", Hobbies: "كرة", Digital: "phone"}}, ""},
		{"long_club", "participation", domain.Entry{Taking: &domain.Participation{Club: long}}, "tooLong club"},
		{"long_volunteering", "participation", domain.Entry{Taking: &domain.Participation{Volunteering: long}}, "tooLong volunteering"},
		{"long_hobbies", "participation", domain.Entry{Taking: &domain.Participation{Hobbies: long}}, "tooLong hobbies"},
		{"unknown_access", "participation", domain.Entry{Taking: &domain.Participation{Digital: "modem"}}, "choose digital"},
		{"office", "money", domain.Entry{Money: &domain.Money{Office: "jobcenter"}}, ""},
		{"unknown_office", "money", domain.Entry{Money: &domain.Money{Office: "lottery"}}, "choose office"},
		{"long_words", "development", domain.Entry{Aims: &domain.Development{Words: long}}, "tooLong words"},
		{"hidden_sign", "development", domain.Entry{Aims: &domain.Development{Words: "a\u200bb"}}, "invisible words"},
	} {
		t.Run(tc.name, func(t *testing.T) { says(t, entry(tc.section, tc.e).Check(), tc.want) })
	}
}

// TestCircumstances: health is the one special category, every circumstance can be released, and none is a basic section.
func TestCircumstances(t *testing.T) {
	for _, s := range domain.Sections {
		if s.Special() != (s == domain.SectionHealth || s == domain.SectionParticipation) {
			t.Errorf("%s is special: %v", s, s.Special())
		}
		if basic := slices.Contains(domain.Basics(), s); s.Circumstance() && (basic || !s.InProfile() || !s.Releasable()) || basic && !s.InProfile() {
			t.Errorf("%s: basic %v, circumstance %v", s, basic, s.Circumstance())
		}
	}
	if n := len(domain.Basics()); n != 8 {
		t.Errorf("%d basic sections", n)
	}
}
