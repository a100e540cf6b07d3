package ui

import (
	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// start is where the tile of a section leads: to its first question while nothing was said.
func (p Page) start(s domain.Section, entries int) string {
	if entries == 0 {
		return p.begin(s)
	}
	return routes.ProfileSection(s)
}

// step is what a person can do next.
type step struct{ title, text, button, href string }

// step finds the one thing that comes next: a decision that others wait for goes first.
func (p Page) step(page app.MePage) step {
	switch w := page.Waiting; {
	case w.Handover > 0:
		return step{p.L.ResponsibleAsk(), p.L.ResponsibleText(), p.L.HomeDecide(), routes.MyHandover}
	case w.Consents > 0:
		return step{p.L.HomeShareConsent(), p.L.HomeShareConsentText(), p.L.HomeDecide(), routes.MyPlan}
	case w.Counters > 0:
		return step{p.L.HomeCounter(), p.L.HomeCounterText(), p.L.HomeRead(), routes.MyPlan}
	case w.Bodies > 0:
		return step{p.L.BodylinkTitle(), p.L.BodylinkIntro(), p.L.HomeDecide(), routes.MyBodies}
	case w.Goals > 0:
		return step{p.L.HomePlanWaits(), p.L.HomePlanWaitsText(), p.L.HomeReadPlan(), routes.MyPlan}
	case w.Words > 0:
		return step{p.L.WordsWaits(), p.L.WordsWaitsText(), p.L.HomeRead(), routes.Words}
	}
	empty, asked := 0, domain.Basics()
	for _, s := range asked {
		if page.Entries[s] == 0 {
			empty++
		}
	}
	switch {
	case empty == len(asked):
		return step{p.L.HomeStartProfile(), p.L.HomeStartProfileText(), p.L.HomeStart(), routes.Profile}
	case empty > 0:
		return step{p.L.HomeGoOnProfile(), p.L.HomeGoOnProfileText(empty, len(asked)), p.L.HomeGoOn(), routes.Profile}
	}
	return step{p.L.HomeAllDone(), p.L.HomeAllDoneText(), "", ""}
}
