package calendar

import (
	"fmt"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// German prints d for a CV: 09/2010, 2010, or 2013/14 (1999/2000) for a year of another calendar that lies in two; "ca. " in front of
// an uncertain one. A month of another calendar is printed as the Gregorian month that holds most of its days. The day is
// left out. Empty when d is wrong.
func German(d Date) string {
	if d.Check() != nil {
		return ""
	}
	text := ""
	if d.Circa {
		text = "ca. "
	}
	if d.Month > 0 {
		g, err := Convert(d, Gregorian)
		if err != nil {
			return ""
		}
		return text + fmt.Sprintf("%02d/%04d", g.Month, g.Year)
	}
	first, last := d.Years(Gregorian)
	if first == last {
		return text + fmt.Sprintf("%04d", first)
	}
	if first/100 != last/100 {
		return text + fmt.Sprintf("%04d/%04d", first, last)
	}
	return text + fmt.Sprintf("%04d/%02d", first, last%100)
}

// GermanDay prints a birth date: 12.03.1991; like German when the day is not known.
func GermanDay(d Date) string {
	g, err := Convert(d, Gregorian)
	if err != nil || d.Day == 0 {
		return German(d)
	}
	text := fmt.Sprintf("%02d.%02d.%04d", g.Day, g.Month, g.Year)
	if d.Circa {
		return "ca. " + text
	}
	return text
}

// GermanSpan prints from when to when for a CV: "09/2010 – 2015", "seit 09/2010" when to is ongoing, "bis 2015" without
// a beginning, one date when both print the same or there is no end. What is nil or wrong is left out.
func GermanSpan(from, to *domain.PartialDate) string {
	begin, end := germanPartial(from), germanPartial(to)
	ongoing := to != nil && to.Ongoing
	switch {
	case begin != "" && ongoing:
		return "seit " + begin
	case ongoing:
		return "bis heute"
	case begin == "" && end != "":
		return "bis " + end
	case begin == end || end == "":
		return begin
	}
	return begin + " – " + end
}

func germanPartial(p *domain.PartialDate) string {
	d, ok := Of(p)
	if !ok {
		return ""
	}
	return German(d)
}
