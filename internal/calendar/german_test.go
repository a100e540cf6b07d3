package calendar

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

func TestGerman(t *testing.T) {
	for _, tc := range []struct {
		d         Date
		want, day string
	}{
		{Date{Gregorian, 2010, 9, 0, false}, "09/2010", "09/2010"},
		{Date{Gregorian, 2015, 0, 0, false}, "2015", "2015"},
		{Date{Gregorian, 2015, 0, 0, true}, "ca. 2015", "ca. 2015"},
		{Date{Gregorian, 1991, 3, 12, false}, "03/1991", "12.03.1991"},
		{Date{Gregorian, 1991, 3, 12, true}, "ca. 03/1991", "ca. 12.03.1991"},
		{Date{Ethiopic, 2004, 0, 0, false}, "2011/12", "2011/12"},
		{Date{Ethiopic, 2006, 0, 0, false}, "2013/14", "2013/14"},
		{Date{Ethiopic, 2008, 1, 0, false}, "09/2015", "09/2015"},
		{Date{Ethiopic, 2015, 13, 0, false}, "09/2023", "09/2023"},
		{Date{Ethiopic, 1992, 4, 0, false}, "12/1999", "12/1999"}, // 11 December to 9 January
		{Date{Ethiopic, 1991, 0, 0, false}, "1998/99", "1998/99"},
		{Date{Ethiopic, 1992, 0, 0, true}, "ca. 1999/2000", "ca. 1999/2000"},
		{Date{SolarHijri, 1389, 0, 0, false}, "2010/11", "2010/11"},
		{Date{SolarHijri, 1389, 1, 0, false}, "04/2010", "04/2010"},  // 21 March to 20 April
		{Date{SolarHijri, 1389, 10, 0, false}, "01/2011", "01/2011"}, // 22 December to 20 January
		{Date{SolarHijri, 1389, 6, 12, false}, "09/2010", "03.09.2010"},
		{Date{Hijri, 1429, 0, 0, false}, "2008", "2008"}, // 10 January to 28 December
		{Date{Hijri, 1445, 0, 0, false}, "2023/24", "2023/24"},
		{Date{Hijri, 1445, 9, 0, false}, "03/2024", "03/2024"},
		{Date{Hijri, 1445, 3, 0, false}, "09/2023", "09/2023"}, // 15 days of September, 15 of October
		{Date{}, "", ""},
		{Date{Gregorian, 2023, 2, 30, false}, "", ""},
	} {
		if got := German(tc.d); got != tc.want {
			t.Errorf("%s %s prints %q, want %q", tc.d.Calendar, tc.d, got, tc.want)
		}
		if got := GermanDay(tc.d); got != tc.day {
			t.Errorf("%s %s prints %q as a birth date, want %q", tc.d.Calendar, tc.d, got, tc.day)
		}
	}
}

func TestGermanSpan(t *testing.T) {
	partial := func(cal string, y, m int) *domain.PartialDate {
		return &domain.PartialDate{Calendar: cal, Year: y, Month: m}
	}
	ongoing := &domain.PartialDate{Ongoing: true}
	for _, tc := range []struct {
		from, to *domain.PartialDate
		want     string
	}{
		{partial("gregorian", 2010, 9), partial("gregorian", 2015, 0), "09/2010 – 2015"},
		{partial("ethiopic", 2004, 0), partial("ethiopic", 2008, 1), "2011/12 – 09/2015"},
		{partial("solar-hijri", 1389, 6), ongoing, "seit 09/2010"},
		{&domain.PartialDate{Calendar: "gregorian", Year: 2010, Circa: true}, ongoing, "seit ca. 2010"},
		{partial("gregorian", 2015, 0), partial("gregorian", 2015, 0), "2015"},
		{partial("gregorian", 2015, 2), nil, "02/2015"},
		{nil, partial("gregorian", 2024, 5), "bis 05/2024"},
		{nil, ongoing, "bis heute"},
		{nil, nil, ""},
		{partial("gregorian", 1389, 6), partial("gregorian", 2015, 0), "bis 2015"},
	} {
		if got := GermanSpan(tc.from, tc.to); got != tc.want {
			t.Errorf("GermanSpan(%v, %v) = %q, want %q", tc.from, tc.to, got, tc.want)
		}
	}
}
