package cv

import (
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// TestProtectedTitles writes a CV for each regulated occupation, as work and as aim, in all forms of address: the
// protected title stands nowhere, and a word that is a title of its own names its country.
func TestProtectedTitles(t *testing.T) {
	v := vocabulary(t)
	seen := 0
	for _, c := range v.Concepts(vocab.Occupation) {
		r, ok := v.Regulation(c.ID)
		if !ok {
			continue
		}
		seen++
		for _, form := range []domain.AddressForm{domain.AddressM, domain.AddressF, domain.AddressNeutral} {
			term := domain.Term{Concept: string(c.ID)}
			work := domain.Work{Occupation: term, From: year(2010), To: year(2015), Place: domain.Place{Country: "SY"}}
			d := German(domain.CV{AddressForm: form, Work: []domain.Work{work}, Target: &term}, v, day)
			for _, text := range []string{d.Head.Target, section(d, KeyWork)[0].What} {
				if text == r.Title(string(form)) || text == "" {
					t.Errorf("%s, %s: %q", c.ID, form, text)
				}
			}
		}
	}
	if seen < 100 {
		t.Errorf("%d regulated occupations", seen)
	}
}

func TestTitleFromAbroad(t *testing.T) {
	nurse := domain.Term{Concept: "occ:nurse"}
	const neutral = "Pflegekraft in der Krankenpflege"
	for _, tc := range []struct {
		form    domain.AddressForm
		country string
		want    string
	}{
		{domain.AddressF, "SY", "Krankenschwester (Syrien)"},
		{domain.AddressM, "UA", "Krankenpfleger (Ukraine)"},
		{domain.AddressF, "", neutral},
		{domain.AddressF, "DE", neutral},
		{domain.AddressNeutral, "SY", neutral},
	} {
		work := domain.Work{Occupation: nurse, From: year(2010), To: year(2015), Place: domain.Place{Country: tc.country}}
		c := domain.CV{AddressForm: tc.form, Work: []domain.Work{work}, Target: &nurse}
		d := German(c, vocabulary(t), day)
		if got := section(d, KeyWork)[0].What; got != tc.want || d.Head.Target != neutral {
			t.Errorf("%s from %q: %q, aim %q", tc.form, tc.country, got, d.Head.Target)
		}
		if text := Text(Anonymous(c, Short{}, vocabulary(t), day)); strings.Contains(text, "Syrien") || !strings.Contains(text, neutral) {
			t.Errorf("without a name: %s", text)
		}
	}
}
