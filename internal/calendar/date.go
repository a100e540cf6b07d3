package calendar

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// The errors of a date: each says which part is the first wrong one.
var (
	ErrCalendar = errors.New("calendar: unknown calendar")
	ErrForm     = errors.New("calendar: not year, year-month or year-month-day")
	ErrYear     = errors.New("calendar: no year of a life in this calendar")
	ErrMonth    = errors.New("calendar: no such month")
	ErrDay      = errors.New("calendar: no such day")
)

// A Date is a day, a month or a year in the numbers of its own calendar.
type Date struct {
	Calendar Calendar
	Year     int
	Month    int // 1 to 12 (Ethiopic 13); 0 when unknown
	Day      int // 0 when unknown
	Circa    bool
}

// Of is the date that d tells; false when d is nil, ongoing or has no year.
func Of(d *domain.PartialDate) (Date, bool) {
	if d == nil || d.Ongoing || d.Year == 0 {
		return Date{}, false
	}
	return Date{Calendar(d.Calendar), d.Year, d.Month, d.Day, d.Circa}, true
}

// OfDay is a Gregorian day as a Date; the zero Date when day is not valid.
func OfDay(day domain.Day) Date {
	y, m, d := day.Parts()
	if y == 0 {
		return Date{}
	}
	return Date{Calendar: Gregorian, Year: y, Month: m, Day: d}
}

// Parse reads 1389, 1389-06 or 1389-06-12 in the numbers of c.
// Errors: ErrForm, and those of Check.
func Parse(c Calendar, s string) (Date, error) {
	d := Date{Calendar: c}
	parts := strings.Split(s, "-")
	if len(parts) > 3 {
		return Date{}, ErrForm
	}
	for i, to := range []*int{&d.Year, &d.Month, &d.Day}[:len(parts)] {
		n, err := strconv.ParseUint(parts[i], 10, 16)
		if err != nil || n == 0 || len(parts[i]) != 2 && i > 0 || len(parts[i]) != 4 && i == 0 {
			return Date{}, ErrForm
		}
		*to = int(n)
	}
	if err := d.Check(); err != nil {
		return Date{}, err
	}
	return d, nil
}

// String is the form that Parse reads, without the calendar and without circa.
func (d Date) String() string {
	switch {
	case d.Month == 0:
		return fmt.Sprintf("%04d", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Check returns nil when there is such a date: no 30 February, no 30 Esfand but in leap years, no 13th month but in the
// Ethiopic calendar, no year of another calendar (Gregorian 1850 to 2120 and what that is in the others), no day without
// its month.
// Errors: ErrCalendar, ErrYear, ErrMonth, ErrDay.
func (d Date) Check() error {
	r, ok := d.Calendar.rule()
	switch {
	case !ok:
		return ErrCalendar
	case d.Year < r.firstYear || d.Year > r.lastYear:
		return ErrYear
	case d.Month < 0 || d.Month > r.months || d.Month == 0 && d.Day != 0:
		return ErrMonth
	case d.Day < 0 || d.Day > 0 && d.Day > r.length(d.Year, d.Month):
		return ErrDay
	}
	return nil
}

// Interval is the first and the last Gregorian day of d: the same for a day; both empty when d is wrong.
func (d Date) Interval() (first, last domain.Day) {
	from, to, ok := d.numbers()
	if !ok {
		return "", ""
	}
	return domain.Day(dateOf(Gregorian, from).String()), domain.Day(dateOf(Gregorian, to).String())
}

// Before reports whether d is over, to its last day, before o begins. Both may be in any calendar; false when one is wrong.
func (d Date) Before(o Date) bool {
	_, last, ok := d.numbers()
	first, _, ok2 := o.numbers()
	return ok && ok2 && last < first
}

// maxAge is how old somebody can be, in years.
const maxAge = 120

// Age reports whether somebody born on d can live on the day on: not born later, and at most 120 years old.
func Age(d, on Date) bool {
	first, _, ok := on.numbers()
	_, born, ok2 := d.numbers()
	return ok && ok2 && !on.Before(d) && first-born <= maxAge*366
}

// LatinDigit turns the digits of Arabic and Persian into 0 to 9; other characters stay.
func LatinDigit(c rune) rune {
	switch {
	case c >= '٠' && c <= '٩':
		return c - '٠' + '0'
	case c >= '۰' && c <= '۹':
		return c - '۰' + '0'
	}
	return c
}

// Convert gives d in another calendar: a day as the same day, a month as the month that holds most of its days (the
// earlier one of two equals). A year lies in two years: see Years.
// Errors: those of Check; ErrMonth for a year alone; ErrYear when the result lies outside the years of its calendar.
func Convert(d Date, to Calendar) (Date, error) {
	from, until, ok := d.numbers()
	switch {
	case !ok:
		return Date{}, d.Check()
	case !to.Valid():
		return Date{}, ErrCalendar
	case d.Calendar == to:
		return d, nil
	case d.Month == 0:
		return Date{}, ErrMonth
	}
	got := dateOf(to, from)
	if d.Day == 0 {
		got = mostly(got, from, until)
	}
	got.Circa = d.Circa
	if err := got.Check(); err != nil {
		return Date{}, err
	}
	return got, nil
}

// Years is the first and the last year of another calendar that d touches; zeros when d is wrong.
func (d Date) Years(to Calendar) (first, last int) {
	from, until, ok := d.numbers()
	if !ok || !to.Valid() {
		return 0, 0
	}
	return dateOf(to, from).Year, dateOf(to, until).Year
}

// mostly is the month that holds most of the days from … until, which begin in the month of d.
func mostly(d Date, from, until int) Date {
	best, most := Date{}, 0
	for n := from; n <= until; {
		m := dateOf(d.Calendar, n)
		m.Day = 0
		_, end, _ := m.unchecked()
		if days := min(end, until) - n + 1; days > most {
			best, most = m, days
		}
		n = end + 1
	}
	return best
}

// numbers is the first and the last Julian day number of d; false when d is wrong.
func (d Date) numbers() (first, last int, ok bool) {
	if d.Check() != nil {
		return 0, 0, false
	}
	return d.unchecked()
}

func (d Date) unchecked() (first, last int, ok bool) {
	r, ok := d.Calendar.rule()
	switch {
	case !ok:
		return 0, 0, false
	case d.Month == 0:
		return r.start(d.Year), r.start(d.Year+1) - 1, true
	case d.Day == 0:
		first = r.number(d.Year, d.Month, 1)
		return first, first + r.length(d.Year, d.Month) - 1, true
	}
	first = r.number(d.Year, d.Month, d.Day)
	return first, first, true
}

// dateOf is the day with Julian day number n in a valid calendar.
func dateOf(c Calendar, n int) Date {
	r, _ := c.rule()
	y, m, d := r.day(n)
	return Date{Calendar: c, Year: y, Month: m, Day: d}
}

// Tool converts s for the command line: a day to the day, a year or a year with month to the first and the last day in
// the calendar to, as 2010-03-21/2011-03-20.
// Errors: those of Parse, and ErrCalendar for to.
func Tool(from, to Calendar, s string) (string, error) {
	d, err := Parse(from, s)
	if err != nil {
		return "", err
	}
	if !to.Valid() {
		return "", ErrCalendar
	}
	first, last, _ := d.numbers()
	if d.Day > 0 {
		return dateOf(to, first).String(), nil
	}
	return dateOf(to, first).String() + "/" + dateOf(to, last).String(), nil
}
