package cv

import (
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// OwnDate shows a date in its own calendar and in words of the language; after it the day, month or year of the calendar used in
// Germany. Empty for no date.
func OwnDate(l i18n.Lang, d *domain.PartialDate) string {
	own, ok := calendar.Of(d)
	if !ok {
		return ""
	}
	var parts []string
	if own.Day > 0 {
		day := strconv.Itoa(own.Day)
		if l == i18n.De {
			day += "."
		}
		parts = append(parts, day)
	}
	if own.Month > 0 {
		parts = append(parts, i18n.Month(l, d.Calendar, own.Month))
	}
	text := strings.Join(append(parts, strconv.Itoa(own.Year)), " ")
	if german := calendar.GermanDay(own); own.Calendar != calendar.Gregorian && german != "" {
		text += " (" + german + ")"
	}
	return text
}

// OwnSpan shows from when to when, each as OwnDate.
func OwnSpan(l i18n.Lang, from, to *domain.PartialDate) string {
	f, t := OwnDate(l, from), OwnDate(l, to)
	switch {
	case to != nil && to.Ongoing && f != "":
		return l.CommonSince(f)
	case to != nil && to.Ongoing:
		return l.ProfileStillThere()
	case f != "" && t != "":
		return l.CommonFromUntil(f, t)
	case f != "":
		return l.CommonSince(f)
	case t != "":
		return l.CommonUntilDate(t)
	}
	return ""
}
