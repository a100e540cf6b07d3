package calendar

// A Calendar is one of Calendars; the words are those of the CV format and of domain.Calendars.
type Calendar string

// The calendars.
const (
	Gregorian  Calendar = "gregorian"
	SolarHijri Calendar = "solar-hijri" // Iran and Afghanistan
	Ethiopic   Calendar = "ethiopic"    // Ethiopia and Eritrea (Ge'ez), years of mercy
	Hijri      Calendar = "hijri"       // the lunar calendar of Islam, in its tabular civil form
)

// Calendars lists all of them.
func Calendars() []Calendar { return []Calendar{Gregorian, SolarHijri, Ethiopic, Hijri} }

// Valid reports whether c is one of Calendars.
func (c Calendar) Valid() bool {
	_, ok := c.rule()
	return ok
}

// A rule is all there is to know about a calendar. Days are Julian day numbers.
type rule struct {
	firstYear, lastYear int                   // the years taken for lives and plans, about 1850 to 2120
	months              int                   // of each year
	start               func(year int) int    // the first day of a year
	length              func(year, m int) int // of a month, in days
}

func (c Calendar) rule() (rule, bool) {
	switch c {
	case Gregorian:
		return rule{1850, 2120, 12, gregorianStart, gregorianLength}, true
	case SolarHijri:
		return rule{1229, 1498, 12, solarHijriStart, solarHijriLength}, true
	case Ethiopic:
		return rule{1843, 2112, 13, ethiopicStart, ethiopicLength}, true
	case Hijri:
		return rule{1267, 1544, 12, hijriStart, hijriLength}, true
	}
	return rule{}, false
}

func gregorianStart(y int) int {
	const day1 = 1721426 // 1 January 1
	y--
	return day1 + 365*y + y/4 - y/100 + y/400
}

func gregorianLength(y, m int) int {
	switch m {
	case 2:
		return gregorianStart(y+1) - gregorianStart(y) - 337
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// solarHijriStart follows the cycle of 33 years with 8 leap years, which is that of the sun from 1210 to 1500.
func solarHijriStart(y int) int {
	const day1 = 1948320
	return day1 + 365*(y-1) + (8*y+21)/33
}

func solarHijriLength(y, m int) int {
	switch {
	case m <= 6:
		return 31
	case m <= 11:
		return 30
	}
	return solarHijriStart(y+1) - solarHijriStart(y) - 336
}

func ethiopicStart(y int) int {
	const day1 = 1724221
	return day1 + 365*(y-1) + y/4
}

func ethiopicLength(y, m int) int {
	if m <= 12 {
		return 30
	}
	return ethiopicStart(y+1) - ethiopicStart(y) - 360
}

// hijriStart follows the cycle of 30 years with 11 leap years (2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29).
func hijriStart(y int) int {
	const day1 = 1948440 // 16 July 622 Julian
	return day1 + 354*(y-1) + (11*y+3)/30
}

func hijriLength(y, m int) int {
	switch {
	case m == 12:
		return hijriStart(y+1) - hijriStart(y) - 325
	case m%2 == 1:
		return 30
	}
	return 29
}

// number is the Julian day number of a day of this calendar.
func (r rule) number(y, m, d int) int {
	n := r.start(y) + d - 1
	for i := 1; i < m; i++ {
		n += r.length(y, i)
	}
	return n
}

// day is the year, month and day on which the day with number n falls.
func (r rule) day(n int) (y, m, d int) {
	y = 1 + (n-r.start(1))/366 // never too late, and too early by a year or two; 47 in the short lunar years
	for r.start(y+1) <= n {
		y++
	}
	d = n - r.start(y) + 1
	for m = 1; m < r.months && d > r.length(y, m); m++ {
		d -= r.length(y, m)
	}
	return y, m, d
}
