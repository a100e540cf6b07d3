package app_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestResponseDays: an admin sets how long the own organisation has, and an agent how long the Jobcenter has for an answer, and its list marks what waits for longer.
func TestResponseDays(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		admin := p.Actor("admin")
		r, err := p.ResponseDays(t.Context(), admin)
		p.ok(err)
		for _, days := range []int{0, -1, domain.MaxResponseDays + 1} {
			bad := r
			bad.Days = days
			p.is("a time that is none", p.SaveResponseDays(t.Context(), admin, bad), domain.Invalid)
		}
		r.Days = 3
		p.ok(p.SaveResponseDays(t.Context(), admin, r))
		p.is("on the old page", p.SaveResponseDays(t.Context(), admin, r), domain.Conflict)
		if now, err := p.ResponseDays(t.Context(), admin); err != nil || now.Days != 3 || now.Version != r.Version+1 {
			t.Errorf("it is %+v, %v", now, err)
		}
		office, err := p.ResponseDays(t.Context(), p.agent)
		p.ok(err)
		office.Days = 2
		p.ok(p.SaveResponseDays(t.Context(), p.agent, office))
		goals := p.agree("Arbeit finden")
		p.share(goals[0])
		if c := p.at(goals[0].ID); c.Patience != 2 || c.Late("2026-03-01", "2026-03-03") || !c.Late("2026-03-01", "2026-03-04") {
			t.Errorf("the clock has %d days", c.Patience)
		}
		list, err := p.SharedCases(t.Context(), p.agent, domain.CaseFilter{})
		p.ok(err)
		if list.Patience != 2 {
			t.Errorf("the list has %d days", list.Patience)
		}
	})
}
