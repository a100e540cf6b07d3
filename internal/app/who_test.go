package app_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestWhoSees says exactly what is in force today: a section more when it is released, nothing of what was taken back or has ended.
func TestWhoSees(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		sees := func(when string, want ...domain.Section) {
			t.Helper()
			page, err := p.WhoSees(t.Context(), p.own)
			p.ok(err)
			var got domain.SectionSet
			for _, s := range page.Seers {
				for _, r := range s.Releases {
					got = got.With(r.Section)
				}
				if len(s.People) == 0 || s.OrgName == "" {
					t.Errorf("%s: %q stands without anybody", when, s.OrgName)
				}
			}
			if got != domain.SetOf(want...) || page.Nobody() != (len(want) == 0) {
				t.Errorf("%s: %v seen, nobody %t; want %v", when, got, page.Nobody(), want)
			}
		}
		sees("at first", domain.SectionCore)
		p.give(domain.SectionWork)
		sees("after a release", domain.SectionCore, domain.SectionWork)
		p.back(domain.SectionWork, testkit.OrgBridge)
		sees("taken back", domain.SectionCore)
		p.give(domain.SectionWork)
		p.Clock.AddDays(366)
		sees("after a year", domain.SectionCore)
		p.give(domain.SectionHealth)
		p.back(domain.SectionCore, testkit.OrgBridge)
		sees("with core gone")
		for name, by := range map[string]domain.Actor{"manager": p.manager, "agent": p.agent} {
			if _, err := p.WhoSees(t.Context(), by); domain.KindOf(err) != domain.NotFound {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}
