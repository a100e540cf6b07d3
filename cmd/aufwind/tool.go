package main

import (
	"fmt"

	"github.com/aufwind-im/aufwind/internal/calendar"
)

// toolCommand holds the tools on files.
type toolCommand struct {
	Calendar toolCalendar `cmd:"" help:"Convert a date between calendars."`
}

// toolCalendar converts one date.
type toolCalendar struct {
	From string `required:"" enum:"gregorian,solar-hijri,ethiopic,hijri" help:"Calendar of DATE: ${enum}."`
	To   string `required:"" enum:"gregorian,solar-hijri,ethiopic,hijri" help:"Calendar of the answer: ${enum}."`
	Date string `arg:"" help:"YYYY, YYYY-MM or YYYY-MM-DD; a year or a month gives its first and last day."`
}

func (t toolCalendar) Run(w *world) error {
	answer, err := calendar.Tool(calendar.Calendar(t.From), calendar.Calendar(t.To), t.Date)
	if err != nil {
		return usageError{fmt.Errorf("%s: %w", t.Date, err)}
	}
	_, err = fmt.Fprintln(w.out, answer)
	return err
}
