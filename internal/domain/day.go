package domain

import "time"

// Instant is a moment in unix milliseconds UTC; 0 means never.
type Instant int64

// InstantOf converts t.
func InstantOf(t time.Time) Instant { return Instant(t.UnixMilli()) }

// Time converts back, in UTC.
func (i Instant) Time() time.Time { return time.UnixMilli(int64(i)).UTC() }

// Day is a calendar day "YYYY-MM-DD" in the tenant's time zone; empty means open-ended or unknown.
type Day string

// DayOf is the day of t in t's own location.
func DayOf(t time.Time) Day { return Day(t.Format(time.DateOnly)) }

// Valid tells whether d is a real day between 1900 and 2200.
func (d Day) Valid() bool {
	t, err := time.Parse(time.DateOnly, string(d))
	return err == nil && t.Year() >= 1900 && t.Year() <= 2200
}

// AddDays moves a valid day by n days.
func (d Day) AddDays(n int) Day { return d.move(0, n) }

// AddMonths moves a valid day by n months; the last day of a longer month becomes the last day of the shorter one.
func (d Day) AddMonths(n int) Day { return d.move(n, 0) }

func (d Day) move(months, days int) Day {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return d
	}
	to := t.AddDate(0, months, days)
	if months != 0 && to.Day() != t.Day() {
		to = to.AddDate(0, 0, -to.Day())
	}
	return DayOf(to)
}

// DaysUntil counts the days from d to o, both valid: 0 for the same day, less when o is earlier.
func (d Day) DaysUntil(o Day) int {
	from, err := time.Parse(time.DateOnly, string(d))
	to, err2 := time.Parse(time.DateOnly, string(o))
	if err != nil || err2 != nil {
		return 0
	}
	return int(to.Sub(from).Hours() / 24)
}

// Parts returns year, month and day; zeros when d is not valid.
func (d Day) Parts() (year, month, day int) {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return 0, 0, 0
	}
	return t.Year(), int(t.Month()), t.Day()
}
