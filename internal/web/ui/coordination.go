package ui

import (
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// lastSeen is the last day on which the Jobcenter could see what c is about.
func (p Page) lastSeen(c domain.Coordination) domain.Day {
	if c.Released.RevokedAt != 0 {
		return p.DayOf(c.Released.RevokedAt)
	}
	return c.Released.Until
}

// pointDifference says how a point of the Jobcenter's own plan differs from the goal that it is compared with.
func (p Page) pointDifference(v PlanView, x domain.JobcenterPoint) string {
	g, ok := v.Plan.Goal(x.Goal)
	switch person := p.By.IsPerson(); {
	case !ok && person:
		return p.L.SharePointNone()
	case !ok:
		return p.L.JobcenterPointNone()
	case g.Due == x.Due && person:
		return p.L.SharePointSame()
	case g.Due == x.Due:
		return p.L.JobcenterPointSame()
	case person:
		return p.L.SharePointOther(p.dayOrNone(string(g.Due)))
	}
	return p.L.JobcenterPointOther(p.dayOrNone(string(g.Due)))
}

// pointLabel is what a field of a point is called.
func (p Page) pointLabel(field string) string {
	name, _, _ := strings.Cut(field, "-")
	switch name {
	case "text":
		return p.L.JobcenterPointText()
	case "due":
		return p.L.JobcenterPointDue()
	}
	return p.L.JobcenterPointGoal()
}
