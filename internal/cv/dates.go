package cv

import (
	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// span prints from when to when. Dates that cannot be are noted under open and not printed.
func (w *writer) span(path string, from, to *domain.PartialDate) string {
	if at := w.contradiction(from, to); at != "" {
		w.note(Open{Path: path + at, Reason: Contradictory, Text: spoken(from, to)})
		return ""
	}
	return calendar.GermanSpan(from, to)
}

// contradiction names the date that cannot be; empty when both can.
func (w *writer) contradiction(from, to *domain.PartialDate) string {
	f, hasFrom := calendar.Of(from)
	t, hasTo := calendar.Of(to)
	ongoing := to != nil && to.Ongoing
	switch {
	case hasFrom && (f.Check() != nil || f.Before(w.birth)):
		return ".from"
	case hasTo && (t.Check() != nil || t.Before(w.birth)):
		return ".to"
	case hasFrom && hasTo && t.Before(f):
		return ".to"
	case hasFrom && ongoing && w.on.Before(f):
		return ".to"
	case hasFrom && w.on.Before(f):
		return ".from"
	}
	return ""
}

// spoken gives dates in the numbers of their calendars, as they were said.
func spoken(from, to *domain.PartialDate) string {
	var parts [2]string
	for i, p := range [...]*domain.PartialDate{from, to} {
		if d, ok := calendar.Of(p); ok {
			parts[i] = d.String()
		}
	}
	switch {
	case to != nil && to.Ongoing:
		return "seit " + parts[0]
	case parts[0] == "" || parts[1] == "":
		return parts[0] + parts[1]
	}
	return parts[0] + " – " + parts[1]
}

// interval is the first and the last day that p may mean; both empty without a date.
func interval(p *domain.PartialDate) (first, last domain.Day) {
	d, ok := calendar.Of(p)
	if !ok {
		return "", ""
	}
	return d.Interval()
}

// closing is place and date at the end of a CV.
func closing(city string, on domain.Day) string {
	y, m, d := on.Parts()
	if y == 0 {
		return oneLine(city)
	}
	return joined(oneLine(city), i18n.Date(i18n.De, y, m, d))
}
