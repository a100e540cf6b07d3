package cldr

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"testing"
)

// The rules made from CLDR agree with those of ICU, from which testdata/plural.json comes.
func TestPluralAgreesWithICU(t *testing.T) {
	content, err := os.ReadFile("testdata/plural.json")
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(content, &raw); err != nil {
		t.Fatal(err)
	}
	var numbers []int
	if err := json.Unmarshal(raw["numbers"], &numbers); err != nil {
		t.Fatal(err)
	}
	letters := map[byte]Form{'z': Zero, '1': One, '2': Two, 'f': Few, 'm': Many, '.': Other}
	for l := range count {
		var want string
		if err := json.Unmarshal(raw[l.Tag()], &want); err != nil || len(want) != len(numbers) {
			t.Fatalf("%s: %d letters for %d numbers, %v", l.Tag(), len(want), len(numbers), err)
		}
		seen := map[Form]bool{}
		for i, n := range numbers {
			form := letters[want[i]]
			seen[form] = true
			if got := Plural(l, n); got != form {
				t.Errorf("%s %d: %v, want %v", l.Tag(), n, got, form)
			}
			if got := Plural(l, -n); got != form {
				t.Errorf("%s %d: %v, want %v", l.Tag(), -n, got, form)
			}
		}
		forms := map[Form]bool{}
		for _, f := range Forms(l) {
			forms[f] = true
		}
		if !maps.Equal(forms, seen) {
			t.Errorf("%s: Forms %v, ICU uses %v", l.Tag(), forms, seen)
		}
	}
}

// Names looked up by hand; among them those that other libraries get wrong.
func TestNames(t *testing.T) {
	for _, tc := range []struct {
		l    Locale
		of   func(Locale, string) string
		code string
		want string
	}{
		{De, Country, "SY", "Syrien"},
		{Ar, Country, "SY", "سوريا"},
		{Ti, Country, "SY", "ሶርያ"},
		{Ti, Country, "ER", "ኤርትራ"},
		{Ku, Country, "SY", "Sûrîye"},
		{Ku, Country, "DE", "Almanya"},
		{Uk, Country, "UA", "Україна"},
		{FaAF, Country, "AF", "افغانستان"},
		{Ckb, Country, "IQ", "عێراق"},
		{De, Country, "XK", "Kosovo"},
		{Ckb, Country, "IO", "Britisches Territorium im Indischen Ozean"}, // CLDR has no Sorani name
		{De, Country, "EU", ""},
		{De, Country, "", ""},
		{De, Country, "sy", ""},
		{Ku, Language, "tr", "tirkî"},
		{Ku, Language, "de", "almanî"},
		{De, Language, "ti", "Tigrinya"},
		{Ti, Language, "ti", "ትግርኛ"},
		{De, Language, "fa-AF", "Dari"},
		{Ckb, Language, "fa-AF", "Dari"},
		{Ar, Language, "de", "الألمانية"},
		{De, Language, "ku", "Kurdisch (Kurmandschi)"},
		{Uk, Language, "ckb", "курдська (сорані)"},
		{Ar, Language, "rom", "Romani"},
		{200, Country, "SY", "Syrien"},
	} {
		if got := tc.of(tc.l, tc.code); got != tc.want {
			t.Errorf("%s %s: %q, want %q", tc.l.Tag(), tc.code, got, tc.want)
		}
	}
}

func TestTablesAreWhole(t *testing.T) {
	for _, table := range [][]name{countries[:], languages[:]} {
		if !slices.IsSortedFunc(table, func(a, b name) int {
			if a.code < b.code {
				return -1
			}
			return 1
		}) {
			t.Errorf("codes are not in order, from %s", table[0].code)
		}
	}
	if len(countries) != 250 || len(languages) < 120 {
		t.Errorf("%d countries, %d languages", len(countries), len(languages))
	}
	for l := range count {
		for name, all := range map[string]func(func(string, string) bool){"countries": Countries(l), "languages": Languages(l)} {
			codes := map[string]bool{}
			for code, s := range all {
				codes[code] = true
				if s == "" {
					t.Errorf("%s: no name for %s", l.Tag(), code)
				}
			}
			if want := map[string]int{"countries": len(countries), "languages": len(languages)}[name]; len(codes) != want {
				t.Errorf("%s: %d different %s in order, want %d", l.Tag(), len(codes), name, want)
			}
		}
		for calendar, months := range map[string]int{"gregorian": 12, "solar-hijri": 12, "ethiopic": 13, "hijri": 12} {
			seen := map[string]bool{}
			for m := 1; m <= months; m++ {
				seen[Month(l, calendar, m)] = true
			}
			if len(seen) != months || seen[""] {
				t.Errorf("%s: %d different names of %d months, %s: %v", l.Tag(), len(seen), months, calendar, seen)
			}
			if Month(l, calendar, 0) != "" || Month(l, calendar, months+1) != "" {
				t.Errorf("%s: a month beyond the year, %s", l.Tag(), calendar)
			}
		}
		for day := range 7 {
			if Weekday(l, day) == "" {
				t.Errorf("%s: no weekday %d", l.Tag(), day)
			}
		}
	}
}

func TestMonthsAndDays(t *testing.T) {
	for _, tc := range []struct {
		l        Locale
		calendar string
		month    int
		want     string
	}{
		{De, "gregorian", 11, "November"},
		{Uk, "gregorian", 11, "листопад"}, // alone; within a date "листопада"
		{FaAF, "solar-hijri", 1, "حمل"},
		{Fa, "solar-hijri", 1, "فروردین"},
		{Ps, "solar-hijri", 1, "وری"},
		{Ti, "ethiopic", 1, "መስከረም"},
		{De, "ethiopic", 13, "Ṗagumen"},
		{Ar, "hijri", 9, "رمضان"},
		{Ps, "hijri", 4, "ربيع الآخر"}, // CLDR's own is half Latin
		{So, "solar-hijri", 1, "Farvardin"},
		{De, "maya", 1, ""},
	} {
		if got := Month(tc.l, tc.calendar, tc.month); got != tc.want {
			t.Errorf("%s %s %d: %q, want %q", tc.l.Tag(), tc.calendar, tc.month, got, tc.want)
		}
	}
	if got := Weekday(De, 0) + Weekday(Ar, 1) + Weekday(De, 7) + Weekday(De, -1); got != "Sonntagالاثنين" {
		t.Errorf("weekdays %q", got)
	}
}

func TestDate(t *testing.T) {
	for l, want := range map[Locale]string{
		De:   "5. November 2026",
		En:   "November 5, 2026",
		Ar:   "5 نوفمبر 2026",
		FaAF: "5 نومبر 2026",
		Fa:   "5 نوامبر 2026",
		Ckb:  "5ی تشرینی دووەمی 2026",
		Ku:   "5ê mijdara 2026an",
		Ti:   "ሕዳር 5, 2026",
		Uk:   "5 листопада 2026\u00a0р.",
		Ru:   "5 ноября 2026\u00a0г.",
		Tr:   "5 Kasım 2026",
		Fr:   "5 novembre 2026",
		So:   "Noofeembar 5, 2026",
		Ps:   "2026 نومبر 5",
	} {
		if got := Date(l, 2026, 11, 5); got != want {
			t.Errorf("%s: %q, want %q", l.Tag(), got, want)
		}
	}
	if got := Date(De, 2026, 13, 1) + Date(De, 2026, 0, 1); got != "" {
		t.Errorf("a month that is none: %q", got)
	}
}

func TestLookUpDoesNotAllocate(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() {
		_ = Country(Ti, "SY")
		_ = Language(Ku, "ckb")
		_ = Month(Fa, "solar-hijri", 7)
		_ = Weekday(Ps, 3)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkCountry(b *testing.B) {
	for b.Loop() {
		_ = Country(Ti, "SY")
	}
}
