package ui

import (
	"strings"

	"github.com/aufwind-im/aufwind/internal/i18n"
)

// noBreakDash keeps both times of a span in one line.
const noBreakDash = "\u2060–\u2060"

// hours are office hours in the language of the page. They are stored as staff write them in German, "Mo–Do 9–16 Uhr, Fr 8–12 Uhr";
// ok is false for what is written in another way, which then stays German.
func (p Page) hours(german string) (text string, ok bool) {
	if p.L == i18n.De {
		return "", false
	}
	var parts, days []string
	for word := range strings.FieldsFuncSeq(german, func(r rune) bool { return strings.ContainsRune(" ,;", r) }) {
		if word == "Uhr" && len(parts) > 0 && len(days) == 0 {
			continue
		}
		from, until, isSpan := strings.Cut(strings.ReplaceAll(word, "-", "–"), "–")
		switch {
		case p.weekday(from) != "" && !isSpan:
			days = append(days, p.weekday(from))
		case p.weekday(from) != "" && p.weekday(until) != "":
			days = append(days, p.L.CommonFromUntil(p.weekday(from), p.weekday(until)))
		case clockTime(from) != "" && clockTime(until) != "" && len(days) > 0:
			parts = append(parts, p.L.CommonHours(p.L.List(days), clockTime(from)+noBreakDash+clockTime(until)))
			days = nil
		default:
			return "", false
		}
	}
	return strings.Join(parts, " · "), len(parts) > 0 && len(days) == 0
}

// weekday is a day of the week by its German abbreviation; empty for anything else.
func (p Page) weekday(german string) string {
	for i, short := range [...]string{"So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"} {
		if short == german {
			return i18n.Weekday(p.L, i)
		}
	}
	return ""
}

// clockTime is an hour with its minutes: "9" and "9.00" are 9:00. It is empty for what is no time of day.
func clockTime(s string) string {
	hour, minutes, _ := strings.Cut(strings.ReplaceAll(s, ".", ":"), ":")
	digits := func(s string) bool {
		return s != "" && len(s) <= 2 && strings.Trim(s, "0123456789") == ""
	}
	switch {
	case !digits(hour) || len(hour) == 2 && hour > "24":
		return ""
	case minutes == "":
		return hour + ":00"
	case len(minutes) == 2 && digits(minutes) && minutes < "60":
		return hour + ":" + minutes
	}
	return ""
}
