package app

import (
	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// checkFacts finds what no entry can say: days that do not exist in their calendar, an end before its beginning across calendars,
// a birth after today or more than 120 years ago, unknown countries and languages. The first wrong one comes back as an Invalid error that names its field.
func checkFacts(e domain.Entry, today domain.Day) error {
	switch {
	case e.Identity != nil:
		v := e.Identity
		if d, ok := calendar.Of(v.Birth); ok && !calendar.Age(d, calendar.OfDay(today)) {
			return wrong("birth", "date")
		}
		return checkCountry("nationality", v.Nationality)
	case e.Member != nil:
		if d, ok := calendar.Of(e.Member.Birth); ok && !calendar.Age(d, calendar.OfDay(today)) {
			return wrong("birth", "date")
		}
	case e.Residence != nil:
		if d, ok := calendar.Of(e.Residence.Until); ok && d.Check() != nil {
			return wrong("until", "date")
		}
	case e.Language != nil:
		if i18n.Language(i18n.De, e.Language.Language) == "" {
			return wrong("language", "choose")
		}
	case e.Education != nil:
		return checkStay(e.Education.Place, e.Education.From, e.Education.To, today)
	case e.Course != nil:
		return checkStay(domain.Place{}, e.Course.From, e.Course.To, today)
	case e.Work != nil:
		return checkStay(e.Work.Place, e.Work.From, e.Work.To, today)
	}
	return nil
}

// checkStay checks where and from when to when somebody worked or learned.
func checkStay(at domain.Place, from, to *domain.PartialDate, today domain.Day) error {
	f, hasFrom := calendar.Of(from)
	t, hasTo := calendar.Of(to)
	switch {
	case hasFrom && (f.Check() != nil || calendar.OfDay(today).Before(f)):
		return wrong("from", "date")
	case hasTo && t.Check() != nil:
		return wrong("to", "date")
	case hasFrom && hasTo && t.Before(f):
		return wrong("to", "dateOrder")
	}
	return checkCountry("country", at.Country)
}

func checkCountry(field, code string) error {
	if code != "" && i18n.Country(i18n.De, code) == "" {
		return wrong(field, "choose")
	}
	return nil
}

func wrong(field, key string) error {
	return &domain.Error{Kind: domain.Invalid, Key: key, Field: field}
}
