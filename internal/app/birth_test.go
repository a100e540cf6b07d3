package app

import (
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/calendar"
)

// FuzzSplitBirth takes a birth date out of any search: what is left has no word more, and the date exists.
func FuzzSplitBirth(f *testing.F) {
	for _, s := range []string{"Nadir 12.03.1991", "1991 1992", "30.02.1991", "۱۹۹۱ علی", "(*1.1.1990)", "....", "1.2.3", "\xff 1991-03", "12.03.91"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, query string) {
		name, birth := splitBirth(query)
		if birth != (calendar.Date{}) && birth.Check() != nil {
			t.Errorf("%q: the date %v", query, birth)
		}
		if before, after := len(strings.Fields(query)), len(strings.Fields(name)); after > before || after < before-1 {
			t.Errorf("%q became %q", query, name)
		}
	})
}
