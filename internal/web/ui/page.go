// Package ui holds the pages as templ components with typed arguments. No text stands outside the catalogues, and every page
// works without JavaScript and from right to left.
package ui

//go:generate go tool templ generate

import (
	"crypto/rand"
	"time"

	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// Page is what every page shows around its own content.
type Page struct {
	L      i18n.Lang
	City   string
	By     domain.Actor
	Path   string // of this page, to come back to after choosing a language
	Nav    string // which place of the navigation this is
	Zone   *time.Location
	Static string            // hash of style and script
	Vocab  *vocab.Vocabulary // what concepts are called
	Follow domain.PersonID   // whose changes refresh the page; 0 for none
	Notice string            // what to say before all else; mostly empty
}

// As names who a form was made for: a form sent by somebody else on the same device is refused.
func As(by domain.Actor) string { return by.As() }

// Once makes the key of a form that stores something new: a second click stores nothing more.
func Once() string { return rand.Text() }

// Languages are those that somebody can choose: persons and visitors all of persons, staff those of staff.
func Languages(by domain.Actor) []i18n.Lang {
	if by.User != 0 && !by.IsPerson() {
		return i18n.ForStaff()
	}
	return i18n.ForPersons()
}

// Home is where the own work begins.
func Home(by domain.Actor) string {
	switch {
	case by.IsPerson():
		return routes.Me
	case by.Has(domain.RoleIntegrationManager):
		return routes.Today
	case by.Has(domain.RoleJobcenterAgent):
		return routes.Jobcenter
	case by.Has(domain.RoleTeamLead):
		return routes.Unit
	case by.Has(domain.RoleRegistrationHelper):
		return routes.Register
	case by.Has(domain.RoleAdmin):
		return routes.Organisation
	}
	return routes.Login
}

// static is the address of one of our files.
func (p Page) static(name string) string { return "/static/" + p.Static + "/" + name }

// Day shows a day: to a person with the name of its month and in the own calendar, to everybody else in short.
func (p Page) Day(d domain.Day) string {
	if p.By.IsPerson() {
		return p.LongDay(d)
	}
	y, m, dd := d.Parts()
	if y == 0 {
		return ""
	}
	return i18n.Date(p.L, y, m, dd)
}

// LongDay shows a day with the name of its month, in the calendar of the language.
func (p Page) LongDay(d domain.Day) string {
	if p.L == i18n.Fa || p.L == i18n.FaAF || p.L == i18n.Ps {
		if own, err := calendar.Convert(calendar.OfDay(d), calendar.SolarHijri); err == nil {
			return cv.OwnDate(p.L, &domain.PartialDate{Calendar: string(own.Calendar), Year: own.Year, Month: own.Month, Day: own.Day})
		}
	}
	y, m, dd := d.Parts()
	if y == 0 {
		return ""
	}
	return i18n.LongDate(p.L, y, m, dd)
}

// DayOf is the day of a moment in the tenant's time zone.
func (p Page) DayOf(at domain.Instant) domain.Day { return domain.DayOf(at.Time().In(p.Zone)) }

// Clock shows the hour and minute of a moment.
func (p Page) Clock(at domain.Instant) string { return at.Time().In(p.Zone).Format("15:04") }

// live is the address of the stream of changes, empty when the page follows nobody.
func (p Page) live() string {
	if p.Follow == 0 {
		return ""
	}
	return routes.Live + "?person=" + p.Follow.String()
}

// errorFor returns the message for a field, empty when the error is not about it.
func (p Page) errorFor(field string, e *domain.Error) string {
	for _, x := range together(e) {
		if x.Field == field {
			return p.L.Error(x.Key, x.Args...)
		}
	}
	return ""
}

// together are an error and what else is wrong in the same form.
func together(e *domain.Error) []*domain.Error {
	if e == nil {
		return nil
	}
	return append([]*domain.Error{e}, e.Also...)
}

// Reviewed tells whether all files named have been reviewed by a native speaker; else the page says that it is a draft.
func (p Page) reviewed(words ...string) bool {
	for _, w := range words {
		if !p.L.Reviewed(w) {
			return false
		}
	}
	return true
}

// fieldError is the id of the message at a field.
func fieldError(name string) string { return "error-" + name }
