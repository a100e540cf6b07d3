// Package cldr holds what the Unicode CLDR knows about the 14 languages of the product: plural rules for
// whole numbers, names of countries and languages, names of months in four calendars, of weekdays, and the
// order of a written date.
//
// The tables in zz_*.go are made from the npm packages of CLDR 48.2 (Persian and Ethiopic calendar: 46.1) by
//
//	node internal/i18n/cldr/generate.mjs
//
// which installs the packages into a temporary folder; nothing of them but these tables and their licence
// (LICENSE-unicode) stands in the project. All tables are constants of the linker: nothing is computed at
// start-up and no look-up allocates, except Date.
//
// The package knows no catalogue; package i18n is what pages use.
package cldr

import (
	"sort"
	"strconv"
	"strings"
)

// A Locale is one of the languages below; the zero value is German.
type Locale uint8

// The languages in the order of the tables.
const (
	De   Locale = iota
	En          // English
	Ar          // Arabic
	FaAF        // Dari
	Fa          // Persian of Iran
	Ckb         // Sorani
	Ku          // Kurmanji
	Ps          // Pashto
	Ti          // Tigrinya
	So          // Somali
	Uk          // Ukrainian
	Ru          // Russian
	Tr          // Turkish
	Fr          // French
	count
)

// Tags are the language tags (BCP 47) of the locales, in their order.
var tags = [count]string{"de", "en", "ar", "fa-AF", "fa", "ckb", "ku", "ps", "ti", "so", "uk", "ru", "tr", "fr"}

// Tag is the language tag, such as "fa-AF".
func (l Locale) Tag() string { return tags[l.known()] }

// Locales is the number of locales; Locale(0) … Locale(Locales-1) are all of them.
const Locales = int(count)

func (l Locale) known() Locale {
	if l < count {
		return l
	}
	return De
}

// A Form is one of the six plural forms of CLDR.
type Form uint8

// The forms, Other first: every language has it.
const (
	Other Form = iota
	Zero
	One
	Two
	Few
	Many
)

var formNames = [...]string{"other", "zero", "one", "two", "few", "many"}

// String is the name of the form in CLDR, such as "few".
func (f Form) String() string { return formNames[f] }

// Plural is the form that the whole number n takes in the language; -3 takes the form of 3.
func Plural(l Locale, n int) Form {
	if n < 0 {
		n = -n
	}
	return plural(l, n)
}

// Forms are the forms that whole numbers take in the language. Ukrainian and Russian have no Other here:
// it is for fractions.
func Forms(l Locale) []Form { return forms(l) }

// A name is what one country, language or month is called, in the order of the locales; empty where CLDR has
// no name of its own.
type name struct {
	code string
	in   [count]string
}

func find(table []name, l Locale, code string) string {
	i := sort.Search(len(table), func(i int) bool { return table[i].code >= code })
	if i == len(table) || table[i].code != code {
		return ""
	}
	if s := table[i].in[l.known()]; s != "" {
		return s
	}
	return table[i].in[De]
}

// Country is the name of the country with the ISO 3166-1 code ("SY"; also "XK", Kosovo), in German where
// the language has no name for it, "" where there is no such country.
func Country(l Locale, code string) string { return find(countries[:], l, code) }

// Language is the name of the language with the code ("ar", "ckb", "fa-AF"), in German where the language
// has no name for it, "" where the table does not have it.
func Language(l Locale, code string) string { return find(languages[:], l, code) }

// Countries yields code and name of all countries, in the alphabetical order of the language.
func Countries(l Locale) func(yield func(code, name string) bool) {
	return sorted(countries[:], countryOrder[l.known()][:], l)
}

// Languages yields code and name of all languages of the table, in the alphabetical order of the language l.
func Languages(l Locale) func(yield func(code, name string) bool) {
	return sorted(languages[:], languageOrder[l.known()][:], l)
}

// Unnamed are the German names of what the language has no name for: countries, then languages.
func Unnamed(l Locale) []string {
	var all []string
	for _, table := range [...][]name{countries[:], languages[:]} {
		for _, n := range table {
			if n.in[l.known()] == "" {
				all = append(all, n.in[De])
			}
		}
	}
	return all
}

func sorted(table []name, order []uint8, l Locale) func(yield func(code, name string) bool) {
	return func(yield func(code, name string) bool) {
		for _, i := range order {
			s := table[i].in[l.known()]
			if s == "" {
				s = table[i].in[De]
			}
			if !yield(table[i].code, s) {
				return
			}
		}
	}
}

// Month is the name of a month as it stands alone, "" where there is no such month or calendar.
// calendar is "gregorian", "solar-hijri", "ethiopic" (13 months) or "hijri"; month counts from 1.
// Where CLDR has no names in the language they are those of a neighbouring or the English language.
func Month(l Locale, calendar string, month int) string {
	var table [][count]string
	switch calendar {
	case "gregorian":
		table = gregorianMonths[:]
	case "solar-hijri":
		table = solarHijriMonths[:]
	case "ethiopic":
		table = ethiopicMonths[:]
	case "hijri":
		table = hijriMonths[:]
	}
	if month < 1 || month > len(table) {
		return ""
	}
	return table[month-1][l.known()]
}

// Weekday is the name of a day of the week, 0 = Sunday … 6 = Saturday, "" for other numbers.
func Weekday(l Locale, day int) string {
	if day < 0 || day > 6 {
		return ""
	}
	return weekdays[day][l.known()]
}

// Date is a Gregorian day as the language writes it, in Latin digits: "22. November 2026".
// It is "" when month is not 1 … 12.
func Date(l Locale, year, month, day int) string {
	if month < 1 || month > 12 {
		return ""
	}
	var b strings.Builder
	b.Grow(32)
	pattern := datePatterns[l.known()]
	for pattern != "" {
		n := 1
		for n < len(pattern) && pattern[n] == pattern[0] {
			n++
		}
		switch pattern[0] {
		case 'd':
			if n == 2 && day < 10 {
				b.WriteByte('0')
			}
			b.WriteString(strconv.Itoa(day))
		case 'M':
			b.WriteString(datedMonths[month-1][l.known()])
		case 'y':
			b.WriteString(strconv.Itoa(year))
		case '\'':
			end := 1 + strings.IndexByte(pattern[1:], '\'')
			b.WriteString(pattern[1:end])
			n = end + 1
		default:
			b.WriteString(pattern[:n])
		}
		pattern = pattern[n:]
	}
	return b.String()
}
