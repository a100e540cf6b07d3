package ui

import (
	"slices"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

func hasCore(page app.ReleasePage) bool {
	return slices.ContainsFunc(page.InForce(), func(r domain.Release) bool { return r.Section == domain.SectionCore })
}

// ended returns what no longer counts.
func ended(page app.ReleasePage) []domain.Release {
	return slices.DeleteFunc(slices.Clone(page.Releases), func(r domain.Release) bool { return r.InForce(page.Today) })
}

// releaseName says what a release lets somebody see.
func (p Page) releaseName(r domain.Release) string {
	if r.Section == domain.SectionPlan {
		return p.L.ReleaseGoal()
	}
	return p.L.Term("section", string(r.Section))
}

func (p Page) sectionNames(set domain.SectionSet) string {
	var names []string
	for _, s := range set.List() {
		names = append(names, p.L.Term("section", string(s)))
	}
	return p.L.List(names)
}

// eventDay is the events of one day.
type eventDay struct {
	Day    domain.Day
	Events []domain.Event
}

// byDay groups events, newest first, by the days of the tenant's time zone.
func (p Page) byDay(events []domain.Event) []eventDay {
	var out []eventDay
	for _, e := range events {
		day := p.DayOf(e.At)
		if len(out) == 0 || out[len(out)-1].Day != day {
			out = append(out, eventDay{Day: day})
		}
		last := &out[len(out)-1]
		last.Events = append(last.Events, e)
	}
	return out
}

// actorName is who did it, as the person reads it.
func (p Page) actorName(e domain.Event) string {
	switch {
	case e.Acting:
		return p.L.AccessForYou(e.Name)
	case e.Actor == 0:
		return p.L.AccessYou()
	}
	return e.Name
}

// byThePerson tells whether the person did it alone: the book then needs to name no right and no kind.
func byThePerson(e domain.Event) bool { return !e.Acting && e.Actor == 0 }

// ruleName is by which right it was done.
func (p Page) ruleName(e domain.Event) string {
	switch e.Rule {
	case domain.RuleActing:
		return p.L.AccessRuleActing()
	case domain.RuleManaged:
		return p.L.AccessRuleManaged()
	case domain.RuleUnit:
		return p.L.AccessRuleUnit()
	case domain.RuleAddressee:
		return p.L.AccessRuleAddressee()
	case domain.RuleRegistrar:
		return p.L.AccessRuleRegistrar()
	case domain.RuleRole:
		return p.L.AccessRuleRole()
	}
	return p.L.AccessRuleOwn()
}
