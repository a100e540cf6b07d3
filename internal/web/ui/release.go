package ui

import (
	"slices"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// ended returns what no longer counts.
func ended(page app.ReleasePage) []domain.Release {
	return slices.DeleteFunc(slices.Clone(page.Releases), func(r domain.Release) bool { return r.InForce(page.Today) })
}

// ReleaseName says what a release lets somebody see.
func (p Page) ReleaseName(r domain.Release) string {
	switch {
	case r.Section == domain.SectionPlan && r.Goal == 0:
		return p.L.HouseholdShared()
	case r.Section == domain.SectionPlan:
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
	case outside(e):
		return p.L.AccessSomebody()
	case e.Rule == domain.RuleMachine:
		return p.L.AccessMachine()
	case e.Rule == domain.RuleLink:
		return p.L.AccessByLink()
	case e.Rule == domain.RuleHousehold && (e.Actor == 0 || e.Acting):
		return p.L.AccessInHousehold()
	case e.Rule == domain.RuleBody:
		return p.L.AccessByBody()
	case e.Acting:
		return p.L.AccessForYou(e.Name)
	case e.Actor == 0:
		return p.L.AccessYou()
	}
	return e.Name
}

// byThePerson tells whether the person did it alone: the book then needs to name no right and no kind.
func byThePerson(e domain.Event) bool {
	return !e.Acting && e.Actor == 0 && e.Rule != domain.RuleMachine && e.Rule != domain.RuleLink && e.Rule != domain.RuleHousehold &&
		e.Rule != domain.RuleBody
}

// outside tells whether somebody did it of whom nothing is known: a try to sign in that was refused.
func outside(e domain.Event) bool { return e.Action == domain.SignInRefused && e.Session == 0 }

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
	case domain.RuleMachine:
		return p.L.AccessRuleMachine()
	case domain.RuleLink:
		return p.L.AccessRuleLink()
	case domain.RuleHousehold:
		return p.L.AccessRuleHousehold()
	case domain.RuleBody:
		return p.L.AccessRuleBody()
	case domain.RuleAsked:
		return p.L.AccessRuleAsked()
	}
	return p.L.AccessRuleOwn()
}

func (p Page) bookWho() []Option {
	return options(domain.BookWho[:], p.L.AccessWhoAll(), p.L.AccessWhoOthers(), p.L.AccessWhoOwn())
}

func (p Page) bookWhat() []Option {
	return options(domain.BookWhat[:], p.L.AccessWhatAll(), p.L.AccessWhatLooks(), p.L.AccessWhatChanges())
}

func (p Page) bookDays() []Option {
	texts := [...]string{p.L.AccessWhenAll(), p.L.AccessWhenWeek(), p.L.AccessWhenMonth(), p.L.AccessWhenYear()}
	var out []Option
	for i, days := range domain.BookDays {
		out = append(out, Option{Value: strconv.Itoa(days), Text: texts[i]})
	}
	return out
}

// options are choices with their texts.
func options(values []string, texts ...string) []Option {
	var out []Option
	for i, value := range values {
		out = append(out, Option{Value: value, Text: texts[i]})
	}
	return out
}

// older is the filter of the next page of the book.
func older(book app.AccessBook) domain.BookFilter {
	f := book.Filter
	f.Before = book.Older
	return f
}
