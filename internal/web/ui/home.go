package ui

import (
	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// step is what a person can do next.
type step struct{ title, text, button, href string }

// step finds the one thing that comes next: a decision that others wait for goes first.
func (p Page) step(profile app.Profile, plan app.PlanPage) step {
	for _, c := range plan.Coordinations {
		switch {
		case c.State == domain.CoordinationProposed:
			return step{p.L.HomeShareConsent(), p.L.HomeShareConsentText(), p.L.HomeDecide(), routes.MyPlan}
		case c.State == domain.CoordinationCountered && c.ByPerson == domain.AnswerOpen:
			return step{p.L.HomeCounter(), p.L.HomeCounterText(), p.L.HomeRead(), routes.MyPlan}
		}
	}
	if len(plan.Plan.Goals) > 0 && !plan.Plan.AllAnswered() {
		return step{p.L.HomePlanWaits(), p.L.HomePlanWaitsText(), p.L.HomeReadPlan(), routes.MyPlan}
	}
	empty := 0
	for _, s := range domain.ProfileSections {
		if len(profile.In(s)) == 0 {
			empty++
		}
	}
	switch {
	case empty == len(domain.ProfileSections):
		return step{p.L.HomeStartProfile(), p.L.HomeStartProfileText(), p.L.HomeStart(), routes.Profile}
	case empty > 0:
		return step{p.L.HomeGoOnProfile(), p.L.HomeGoOnProfileText(empty, len(domain.ProfileSections)), p.L.HomeGoOn(), routes.Profile}
	}
	return step{p.L.HomeAllDone(), p.L.HomeAllDoneText(), "", ""}
}
