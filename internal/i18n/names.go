package i18n

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n/cldr"
)

// Country is the name of the country with the ISO 3166-1 code ("SY"; also "XK", Kosovo), "" where there is
// no such country.
func Country(l Lang, code string) string { return cldr.Country(cldr.Locale(l), code) }

// Countries yields code and name of all countries in the alphabetical order of the language.
func Countries(l Lang) func(yield func(code, name string) bool) {
	return cldr.Countries(cldr.Locale(l))
}

// Language is the name of the language with the code ("ar", "ckb", "fa-AF"), "" where it is not known.
func Language(l Lang, code string) string { return cldr.Language(cldr.Locale(l), code) }

// Languages yields code and name of some 130 languages in the alphabetical order of the language l.
func Languages(l Lang) func(yield func(code, name string) bool) {
	return cldr.Languages(cldr.Locale(l))
}

// Unnamed are the German names that Country and Language give because l has none of its own. A page marks them as German.
func Unnamed(l Lang) []string { return cldr.Unnamed(cldr.Locale(l)) }

// Month is the name of a month, counted from 1, in the calendar "gregorian", "solar-hijri", "ethiopic" or
// "hijri"; "" where there is no such month.
func Month(l Lang, calendar string, month int) string {
	return cldr.Month(cldr.Locale(l), calendar, month)
}

// Weekday is the name of a day of the week, 0 = Sunday … 6 = Saturday.
func Weekday(l Lang, day int) string { return cldr.Weekday(cldr.Locale(l), day) }

// Date is a Gregorian day in short, "22.11.2026", the same in each language: it can be compared with the
// German paper beside it.
func Date(_ Lang, year, month, day int) string {
	digit := func(n int) byte { return byte('0' + n%10) }
	return string([]byte{
		digit(day / 10), digit(day), '.', digit(month / 10), digit(month), '.', digit(year / 1000), digit(year / 100), digit(year / 10), digit(year),
	})
}

// LongDate is a Gregorian day with the name of its month, as the language writes it, in Latin digits:
// "22. November 2026".
func LongDate(l Lang, year, month, day int) string {
	text := cldr.Date(cldr.Locale(l), year, month, day)
	for _, year := range [...]string{"\u00a0р.", "\u00a0г.", " р.", " г."} { // the short word for year: its dot would end the sentence twice
		text = strings.TrimSuffix(text, year)
	}
	return text
}

// Attainment says how far a goal was reached: n is -2 (much less than planned) … 0 (as planned) … 2; any other number stays a number.
func Attainment(l Lang, n int) string {
	names := [...]string{"minus2", "minus1", "zero", "plus1", "plus2"}
	if n < -2 || n > 2 {
		return strconv.Itoa(n)
	}
	return l.Term("attainment", names[n+2])
}

// Reached is Attainment and, where the goal has ended, how: ended is one of domain.OutcomeEnds.
func Reached(l Lang, n int, ended string) string {
	text := Attainment(l, n)
	if ended != "" {
		text += " · " + l.Term("ended", ended)
	}
	return text
}

// GivenHow says how a release was given, and who was there.
func GivenHow(l Lang, t domain.ReleaseTerms) string {
	switch {
	case t.How == string(domain.SessionActing), t.How == "registration", t.WitnessName != "":
		return l.ReleaseHowWitnessed(cmp.Or(t.WitnessName, "…"))
	case t.How == string(domain.SessionShared):
		return l.ReleaseHowShared()
	}
	return l.ReleaseHowOwn()
}
