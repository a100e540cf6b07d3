package cv

import (
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestImpossibleBirth notes a birth in the future and one more than 120 years ago as open; neither is printed, and nothing else is lost.
func TestImpossibleBirth(t *testing.T) {
	for birth, possible := range map[domain.PartialDate]bool{
		{Calendar: "gregorian", Year: 1906, Month: 12, Day: 1}: true,
		{Calendar: "gregorian", Year: 1906}:                    true,
		{Calendar: "gregorian", Year: 1906, Month: 5}:          false,
		{Calendar: "gregorian", Year: 1851}:                    false,
		{Calendar: "solar-hijri", Year: 1370}:                  true,
		{Calendar: "solar-hijri", Year: 1410}:                  false,
		{Calendar: "ethiopic", Year: 2030}:                     false,
	} {
		d := German(domain.CV{
			Name: domain.Name{Latin: "A"}, BirthDate: &birth, Print: domain.CVPrint{BirthDate: true},
			Contact: domain.Contact{City: "Ulm", Phone: "+٤٩ ٧٣١ ۱۲۳"},
		}, vocabulary(t), day)
		open := slices.ContainsFunc(d.Open, func(o Open) bool { return o.Path == "birth_date" && o.Reason == Contradictory })
		personal := section(d, KeyPersonal)
		if open == possible || len(personal) != map[bool]int{true: 3, false: 2}[possible] {
			t.Errorf("%+v: open %v, %+v", birth, d.Open, personal)
		}
		if last := personal[len(personal)-1].What; last != "Telefon: +49 731 123" {
			t.Errorf("the phone reads %q", last)
		}
	}
}
