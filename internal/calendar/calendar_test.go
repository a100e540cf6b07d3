package calendar

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestEveryDayAgainstICU compares all days from 1930 to 2035 with the file that testdata/golden.mjs wrote.
func TestEveryDayAgainstICU(t *testing.T) {
	f, err := os.Open("testdata/golden.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	if !lines.Scan() {
		t.Fatal("golden.txt is empty")
	}
	wantSum, _, _ := strings.Cut(lines.Text(), " ")
	sum := sha256.New()
	i, wrong := 0, 0
	for day := time.Date(1930, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2036; day = day.AddDate(0, 0, 1) {
		g := OfDay(domain.DayOf(day))
		line := g.String()
		for _, c := range Calendars()[1:] {
			got, err := Convert(g, c)
			if err != nil {
				t.Fatalf("%s to %s: %v", g, c, err)
			}
			line += " " + got.String()
		}
		fmt.Fprintln(sum, line)
		if i%97 == 0 {
			if !lines.Scan() || lines.Text() != line {
				if wrong++; wrong < 5 {
					t.Errorf("got %q, ICU says %q", line, lines.Text())
				}
			}
		}
		i++
	}
	if lines.Scan() || i != 38716 {
		t.Errorf("%d days compared, the file has more lines", i)
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != wantSum {
		t.Errorf("the days differ from ICU: hash %s, want %s", got, wantSum)
	}
}

// TestRoundTrip goes with every day of every valid year from each calendar to each other and back.
func TestRoundTrip(t *testing.T) {
	n, _, _ := Date{Calendar: Gregorian, Year: 1851}.numbers()
	_, end, _ := Date{Calendar: Gregorian, Year: 2119}.numbers()
	for ; n <= end; n++ {
		for _, from := range Calendars() {
			d := dateOf(from, n)
			if first, last, ok := d.numbers(); !ok || first != n || last != n {
				t.Fatalf("%s %s has the numbers %d, %d (%v), want %d", from, d, first, last, d.Check(), n)
			}
			for _, to := range Calendars() {
				there, err := Convert(d, to)
				if err != nil {
					t.Fatalf("%s %s to %s: %v", from, d, to, err)
				}
				if back, err := Convert(there, from); err != nil || back != d {
					t.Fatalf("%s %s became %s %s, then %s, %v", from, d, to, there, back, err)
				}
			}
		}
	}
}

func TestAnchors(t *testing.T) {
	for _, tc := range []struct {
		cal  Calendar
		s    string
		want domain.Day
	}{
		{SolarHijri, "1348-10-11", "1970-01-01"},
		{SolarHijri, "1389-01-01", "2010-03-21"},
		{SolarHijri, "1389-06-12", "2010-09-03"},
		{SolarHijri, "1403-12-30", "2025-03-20"},
		{SolarHijri, "1404-01-01", "2025-03-21"},
		{Ethiopic, "2000-01-01", "2007-09-12"},
		{Ethiopic, "2015-13-06", "2023-09-11"},
		{Ethiopic, "2016-01-01", "2023-09-12"},
		{Ethiopic, "2017-01-01", "2024-09-11"},
		{Hijri, "1389-10-22", "1970-01-01"},
		{Hijri, "1445-01-01", "2023-07-19"},
		{Gregorian, "2024-02-29", "2024-02-29"},
		{Gregorian, "1900-02-28", "1900-02-28"},
	} {
		d, err := Parse(tc.cal, tc.s)
		if err != nil {
			t.Errorf("%s %s: %v", tc.cal, tc.s, err)
			continue
		}
		if first, last := d.Interval(); first != tc.want || last != tc.want {
			t.Errorf("%s %s is %s to %s, want %s", tc.cal, tc.s, first, last, tc.want)
		}
		if back, err := Convert(OfDay(tc.want), tc.cal); err != nil || back != d {
			t.Errorf("%s is %s %s, want %s, %v", tc.want, tc.cal, back, d, err)
		}
	}
}

func TestCheck(t *testing.T) {
	for _, tc := range []struct {
		cal     Calendar
		y, m, d int
		want    error
	}{
		{Gregorian, 2023, 0, 0, nil},
		{Gregorian, 2023, 2, 28, nil},
		{Gregorian, 2023, 2, 29, ErrDay},
		{Gregorian, 2024, 2, 30, ErrDay},
		{Gregorian, 2000, 2, 29, nil},
		{Gregorian, 1900, 2, 29, ErrDay},
		{Gregorian, 2100, 2, 29, ErrDay},
		{Gregorian, 2023, 4, 31, ErrDay},
		{Gregorian, 2023, 12, 31, nil},
		{Gregorian, 2023, 12, 32, ErrDay},
		{Gregorian, 2023, 13, 0, ErrMonth},
		{Gregorian, 2023, -1, 0, ErrMonth},
		{Gregorian, 2023, 1, -1, ErrDay},
		{Gregorian, 2023, 0, 5, ErrMonth},
		{Gregorian, 0, 0, 0, ErrYear},
		{Gregorian, 1389, 6, 12, ErrYear},
		{Gregorian, 2121, 0, 0, ErrYear},
		{SolarHijri, 1403, 12, 30, nil},
		{SolarHijri, 1402, 12, 30, ErrDay},
		{SolarHijri, 1402, 6, 31, nil},
		{SolarHijri, 1402, 7, 31, ErrDay},
		{SolarHijri, 1402, 13, 0, ErrMonth},
		{SolarHijri, 2010, 0, 0, ErrYear},
		{Ethiopic, 2015, 13, 6, nil},
		{Ethiopic, 2016, 13, 6, ErrDay},
		{Ethiopic, 2015, 13, 7, ErrDay},
		{Ethiopic, 2016, 12, 31, ErrDay},
		{Ethiopic, 2016, 14, 0, ErrMonth},
		{Hijri, 1445, 1, 30, nil},
		{Hijri, 1445, 2, 30, ErrDay},
		{Hijri, 1445, 12, 30, nil},
		{Hijri, 1446, 12, 30, ErrDay},
		{Hijri, 1446, 13, 0, ErrMonth},
		{Hijri, 2010, 0, 0, ErrYear},
		{"julian", 2010, 1, 1, ErrCalendar},
		{"", 0, 0, 0, ErrCalendar},
	} {
		d := Date{Calendar: tc.cal, Year: tc.y, Month: tc.m, Day: tc.d}
		if err := d.Check(); !errors.Is(err, tc.want) {
			t.Errorf("Check of %s %s: %v, want %v", tc.cal, d, err, tc.want)
		}
		if first, last := d.Interval(); (first == "") != (tc.want != nil) || first > last {
			t.Errorf("%s %s is %q to %q", tc.cal, d, first, last)
		}
		if got := German(d); (got == "") != (tc.want != nil) {
			t.Errorf("%s %s prints %q", tc.cal, d, got)
		}
	}
	for _, c := range Calendars() {
		if !c.Valid() {
			t.Errorf("%s is not valid", c)
		}
		if ok := strings.Contains(fmt.Sprint(domain.Calendars), string(c)); !ok {
			t.Errorf("domain does not know %s", c)
		}
	}
	if Calendar("julian").Valid() {
		t.Error("julian is valid")
	}
}

func TestParse(t *testing.T) {
	for _, s := range []string{"1389", "1389-06", "1389-06-12"} {
		if d, err := Parse(SolarHijri, s); err != nil || d.String() != s {
			t.Errorf("Parse(%q) = %s, %v", s, d, err)
		}
	}
	for _, s := range []string{
		"", "-", "1389-", "1389-6", "1389-06-1", "1389-00", "1389-06-00", "0000", "138", "13890", "+389", "1389-06-12-01",
		"1389-06-12 ", "1389/06/12", "۱۳۸۹", "1389-+6", "99999-01", "1389-06-12T00:00",
	} {
		if d, err := Parse(SolarHijri, s); !errors.Is(err, ErrForm) || d != (Date{}) {
			t.Errorf("Parse(%q) = %s, %v, want ErrForm", s, d, err)
		}
	}
}

func TestTool(t *testing.T) {
	for _, tc := range []struct {
		from, to Calendar
		s, want  string
		err      error
	}{
		{SolarHijri, Gregorian, "1389-06-12", "2010-09-03", nil},
		{SolarHijri, Gregorian, "1389", "2010-03-21/2011-03-20", nil},
		{SolarHijri, Gregorian, "1389-06", "2010-08-23/2010-09-22", nil},
		{Ethiopic, Gregorian, "2004", "2011-09-12/2012-09-10", nil},
		{Ethiopic, Gregorian, "2008-01", "2015-09-12/2015-10-11", nil},
		{Gregorian, SolarHijri, "2010", "1388-10-11/1389-10-10", nil},
		{Gregorian, Ethiopic, "2023-09-12", "2016-01-01", nil},
		{Hijri, Gregorian, "1445", "2023-07-19/2024-07-07", nil},
		{Ethiopic, SolarHijri, "2016-01-01", "1402-06-21", nil},
		{Gregorian, Gregorian, "2010-02", "2010-02-01/2010-02-28", nil},
		{Gregorian, Gregorian, "2010-02-30", "", ErrDay},
		{"julian", Gregorian, "2010", "", ErrCalendar},
		{Gregorian, "julian", "2010", "", ErrCalendar},
		{Gregorian, Hijri, "x", "", ErrForm},
	} {
		if got, err := Tool(tc.from, tc.to, tc.s); got != tc.want || !errors.Is(err, tc.err) {
			t.Errorf("Tool(%s, %s, %s) = %q, %v, want %q, %v", tc.from, tc.to, tc.s, got, err, tc.want, tc.err)
		}
	}
}

func TestConvertPartial(t *testing.T) {
	month := Date{Calendar: Gregorian, Year: 2010, Month: 9, Circa: true}
	if got, err := Convert(month, SolarHijri); err != nil || got != (Date{SolarHijri, 1389, 6, 0, true}) {
		t.Errorf("09/2010 in Solar Hijri: %v, %v", got, err)
	}
	if _, err := Convert(Date{Calendar: Gregorian, Year: 2010}, SolarHijri); !errors.Is(err, ErrMonth) {
		t.Errorf("a year converted: %v", err)
	}
	if _, err := Convert(Date{Calendar: Gregorian, Year: 1850, Month: 1, Day: 1}, SolarHijri); !errors.Is(err, ErrYear) {
		t.Errorf("a day before the first year: %v", err)
	}
	if _, err := Convert(month, "julian"); !errors.Is(err, ErrCalendar) {
		t.Errorf("into no calendar: %v", err)
	}
	if first, last := (Date{Calendar: Gregorian, Year: 2010}).Years(SolarHijri); first != 1388 || last != 1389 {
		t.Errorf("2010 lies in %d and %d", first, last)
	}
	a, b := Date{Calendar: SolarHijri, Year: 1389}, Date{Calendar: Gregorian, Year: 2011, Month: 3, Day: 21}
	if !a.Before(b) || b.Before(a) || a.Before(a) || a.Before(Date{Calendar: Gregorian, Year: 2011}) || a.Before(Date{}) ||
		a.Before(Date{Calendar: Gregorian, Year: 2011, Month: 3, Day: 20}) {
		t.Error("Before is wrong")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("solar-hijri", "1389-06-12")
	f.Add("ethiopic", "2015-13-06")
	f.Add("ethiopic", "2016-13-07")
	f.Add("gregorian", "2023-02-30")
	f.Add("hijri", "1445-12-30")
	f.Add("hijri", "1445-13")
	f.Add("julian", "٢٠١٠")
	f.Fuzz(func(t *testing.T, cal, s string) {
		d, err := Parse(Calendar(cal), s)
		if err != nil {
			return
		}
		first, last := d.Interval()
		if d.String() != s || !first.Valid() && first > "1900" || first > last || German(d) == "" || GermanDay(d) == "" {
			t.Errorf("%s %q: %s to %s, %q", cal, s, first, last, German(d))
		}
	})
}

func BenchmarkConvert(b *testing.B) {
	d := Date{Calendar: Hijri, Year: 1445, Month: 6, Day: 10}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Convert(d, Gregorian); err != nil {
			b.Fatal(err)
		}
	}
}
