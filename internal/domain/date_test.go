package domain_test

import (
	"encoding/json"
	"math"
	"strconv"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
)

func gregorian(year, month, day int) *domain.PartialDate {
	return &domain.PartialDate{Calendar: "gregorian", Year: year, Month: month, Day: day}
}

// TestPartialDateCheck: what no calendar has is refused here. Whether a calendar has just this day is asked of the calendar, by app.
func TestPartialDateCheck(t *testing.T) {
	with := func(change func(*domain.PartialDate)) *domain.PartialDate {
		d := gregorian(1990, 6, 12)
		change(d)
		return d
	}
	for _, tc := range []struct {
		name string
		d    *domain.PartialDate
		want string
	}{
		{"not_said", nil, ""},
		{"day", gregorian(1990, 6, 12), ""},
		{"year_and_month", gregorian(1990, 6, 0), ""},
		{"year_only", gregorian(1990, 0, 0), ""},
		{"about", with(func(d *domain.PartialDate) { d.Circa = true }), ""},
		{"goes_on", &domain.PartialDate{Ongoing: true}, ""},
		{"thirteenth_month", &domain.PartialDate{Calendar: "ethiopic", Year: 1984, Month: 13, Day: 5}, ""},
		{"solar", &domain.PartialDate{Calendar: "solar-hijri", Year: 1369, Month: 3, Day: 31}, ""},
		{"lunar", &domain.PartialDate{Calendar: "hijri", Year: 1410, Month: 9, Day: 30}, ""},
		{"zero", &domain.PartialDate{}, "date birth"},
		{"no_calendar", with(func(d *domain.PartialDate) { d.Calendar = "" }), "date birth"},
		{"unknown_calendar", with(func(d *domain.PartialDate) { d.Calendar = "julian" }), "date birth"},
		{"no_year", with(func(d *domain.PartialDate) { d.Year = 0 }), "date birth"},
		{"first_year", gregorian(1000, 0, 0), ""},
		{"before_the_first_year", gregorian(999, 0, 0), "date birth"},
		{"last_year", gregorian(2200, 0, 0), ""},
		{"after_the_last_year", gregorian(2201, 0, 0), "date birth"},
		{"month_14", gregorian(1990, 14, 0), "date birth"},
		{"month_before_the_first", gregorian(1990, -1, 0), "date birth"},
		{"day_31", gregorian(1990, 1, 31), ""},
		{"day_32", gregorian(1990, 1, 32), "date birth"},
		{"day_before_the_first", gregorian(1990, 1, -1), "date birth"},
		{"day_without_month", gregorian(1990, 0, 12), "date birth"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			e := entry(domain.SectionIdentity, domain.Entry{Identity: &domain.Identity{Birth: tc.d}})
			says(t, e.Check(), tc.want)
		})
	}
}

// TestDateOrder: an end before its beginning is refused where the numbers of one calendar show it.
func TestDateOrder(t *testing.T) {
	hijri := &domain.PartialDate{Calendar: "hijri", Year: 1410}
	for _, tc := range []struct {
		name     string
		from, to *domain.PartialDate
		want     string
	}{
		{"forwards", gregorian(2009, 5, 0), gregorian(2010, 4, 0), ""},
		{"same_month", gregorian(2010, 5, 0), gregorian(2010, 5, 0), ""},
		{"year_before", gregorian(2010, 0, 0), gregorian(2009, 12, 0), "dateOrder to"},
		{"month_before", gregorian(2010, 5, 0), gregorian(2010, 4, 0), "dateOrder to"},
		{"year_that_holds_the_month", gregorian(2010, 5, 0), gregorian(2010, 0, 0), ""},
		{"month_of_the_year", gregorian(2010, 0, 0), gregorian(2010, 1, 0), ""},
		{"goes_on", gregorian(2010, 0, 0), &domain.PartialDate{Ongoing: true}, ""},
		{"no_beginning", nil, gregorian(2009, 0, 0), ""},
		{"no_end", gregorian(2010, 0, 0), nil, ""},
		{"two_calendars", gregorian(2010, 0, 0), hijri, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			e := entry(domain.SectionSchooling, domain.Entry{Education: &domain.Education{Kind: "school", From: tc.from, To: tc.to}})
			says(t, e.Check(), tc.want)
		})
	}
}

func TestPartialDateJSON(t *testing.T) {
	for _, tc := range []struct {
		name string
		d    domain.PartialDate
		want string
	}{
		{"goes_on", domain.PartialDate{Ongoing: true}, `"ongoing"`},
		{"year", *gregorian(1990, 0, 0), `{"calendar":"gregorian","year":1990}`},
		{"about", domain.PartialDate{Calendar: "hijri", Year: 1410, Month: 9, Day: 30, Circa: true}, `{"calendar":"hijri","year":1410,"month":9,"day":30,"circa":true}`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			b, err := json.Marshal(tc.d)
			if err != nil || string(b) != tc.want {
				t.Errorf("%s, %v, want %s", b, err, tc.want)
			}
			again := *gregorian(1, 2, 3)
			if err := json.Unmarshal([]byte(tc.want), &again); err != nil || again != tc.d {
				t.Errorf("read %+v, %v, want %+v", again, err, tc.d)
			}
		})
	}
	for _, in := range []string{`"today"`, `""`, `7`, `[]`, `{"year":"1990"}`} {
		var d domain.PartialDate
		if err := json.Unmarshal([]byte(in), &d); err == nil {
			t.Errorf("%s is read as %+v", in, d)
		}
	}
}

func TestDay(t *testing.T) {
	for day, want := range map[domain.Day]bool{
		"2026-11-22": true, "2024-02-29": true, "1900-01-01": true, "2200-12-31": true,
		"": false, "2026-02-29": false, "2026-13-01": false, "2026-1-2": false, "22.11.2026": false, "1899-12-31": false, "2201-01-01": false,
		"2026-11-22T00:00:00Z": false, " 2026-11-22": false,
	} {
		if got := day.Valid(); got != want {
			t.Errorf("%q: valid %v", day, got)
		}
	}
	for _, tc := range []struct {
		from         domain.Day
		months, days int
		want         domain.Day
	}{
		{"2026-01-31", 1, 0, "2026-02-28"},
		{"2024-01-31", 1, 0, "2024-02-29"},
		{"2026-11-22", 12, 0, "2027-11-22"},
		{"2024-02-29", 12, 0, "2025-02-28"},
		{"2026-08-31", 6, 0, "2027-02-28"},
		{"2026-03-31", -1, 0, "2026-02-28"},
		{"2026-12-31", 0, 1, "2027-01-01"},
		{"2026-01-31", 0, 28, "2026-02-28"},
		{"2026-03-01", 0, -1, "2026-02-28"},
		{"", 1, 0, ""},
		{"soon", 0, 1, "soon"},
	} {
		got := tc.from.AddMonths(tc.months)
		if tc.days != 0 {
			got = tc.from.AddDays(tc.days)
		}
		if got != tc.want {
			t.Errorf("%s + %d months, %d days: %s, want %s", tc.from, tc.months, tc.days, got, tc.want)
		}
	}
	if y, m, d := domain.Day("2026-11-22").Parts(); y != 2026 || m != 11 || d != 22 {
		t.Errorf("parts %d %d %d", y, m, d)
	}
	if y, m, d := domain.Day("2026-02-30").Parts(); y != 0 || m != 0 || d != 0 {
		t.Errorf("parts of no day: %d %d %d", y, m, d)
	}
}

// TestInstant: the day of an instant depends on where it is asked.
func TestInstant(t *testing.T) {
	at := time.Date(2026, 11, 22, 23, 30, 0, 123e6, time.UTC)
	i := domain.InstantOf(at.In(time.FixedZone("CET", 3600)))
	if i != 1795390200123 || !i.Time().Equal(at) || i.Time().Location() != time.UTC {
		t.Errorf("%d, %v", i, i.Time())
	}
	if utc, cet := domain.DayOf(at), domain.DayOf(at.In(time.FixedZone("CET", 3600))); utc != "2026-11-22" || cet != "2026-11-23" {
		t.Errorf("%s in UTC, %s in Berlin", utc, cet)
	}
}

// TestParseID: what is no id is 0, which nothing has.
func TestParseID(t *testing.T) {
	for in, want := range map[string]domain.PersonID{
		"1": 1, "0": 0, "9223372036854775807": math.MaxInt64, "007": 7,
		"": 0, "-1": 0, "9223372036854775808": 0, "1.0": 0, "0x1": 0, " 1": 0, "1 ": 0, "1e3": 0, "١": 0, "1;DROP": 0,
	} {
		if got := domain.ParseID[domain.PersonID](in); got != want {
			t.Errorf("%q is %d, want %d", in, got, want)
		}
	}
	const n = 1234567890123456789
	for _, id := range []interface{ String() string }{
		domain.PersonID(n), domain.UserID(n), domain.OrgID(n), domain.AccommodationID(n), domain.DistrictID(n), domain.SessionID(n),
		domain.EntryID(n), domain.ReleaseID(n), domain.GoalID(n), domain.MeasureID(n), domain.CoordinationID(n), domain.DraftID(n),
	} {
		if got := id.String(); got != strconv.Itoa(n) {
			t.Errorf("%T is written %s", id, got)
		}
	}
}
