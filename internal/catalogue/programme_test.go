package catalogue

import (
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

func TestProgrammes(t *testing.T) {
	c := loaded(t)
	p, ok := c.Programme(domain.DefaultProgramme)
	if !ok || p.Months != 36 || p.ExtendedMonths != 48 {
		t.Fatalf("the default programme is %+v, found %t", p, ok)
	}
	seen := map[domain.ProgrammeID]bool{}
	for _, p := range c.Programmes() {
		if seen[p.ID] {
			t.Errorf("%s is there twice", p.ID)
		}
		seen[p.ID] = true
		for _, kind := range p.ContactTypes {
			if !slices.Contains(domain.ContactTypes[:], kind) {
				t.Errorf("%s: unknown type of contact %q", p.ID, kind)
			}
		}
	}
	for _, wrong := range []string{
		`{"id":"x","name":"X","months":0,"review_months":6,"source":"s","checked_on":"2026-11-22","confidence":"verify"}`,
		`{"id":"x","name":"X","months":36,"extended_months":12,"review_months":6,"source":"s","checked_on":"2026-11-22","confidence":"verify"}`,
		`{"id":"x","name":"X","months":36,"review_months":6,"source":"","checked_on":"2026-11-22","confidence":"verify"}`,
		`{"id":"x","name":"X","months":36,"review_months":6,"source":"s","checked_on":"2026-11-22","confidence":"certain"}`,
	} {
		if _, err := loadProgrammes([]byte(wrong)); err == nil {
			t.Errorf("taken: %s", wrong)
		}
	}
}

func TestProgrammeEnds(t *testing.T) {
	p, _ := loaded(t).Programme(domain.DefaultProgramme)
	for _, c := range []struct {
		terms domain.PlanTerms
		want  domain.Day
	}{
		{domain.PlanTerms{}, ""},
		{domain.PlanTerms{Started: "2026-02-28"}, "2029-02-28"},
		{domain.PlanTerms{Started: "2024-02-29"}, "2027-02-28"},
		{domain.PlanTerms{Started: "2026-02-28", Extended: "Prüfung im Sommer"}, "2030-02-28"},
	} {
		if got := p.Ends(c.terms); got != c.want {
			t.Errorf("%+v ends %s, want %s", c.terms, got, c.want)
		}
	}
}
