package ui

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// TestSaidWith: every part keeps its direction, and city and country stand in the order of the page. Inside one more isolate they would
// have no letter that counts for its direction (UAX 9, P2), and stand from left to right on a page from right to left.
func TestSaidWith(t *testing.T) {
	p := Page{L: i18n.Ar}
	place := p.location(domain.Place{City: domain.Name{Native: "حلب"}, Country: "SY"})
	for _, x := range []struct{ name, want, got string }{
		{"a name", "\u2068Al-Nur\u2069", saidWith("Al-Nur")},
		{"a place", "\u2068حلب\u2069، \u2068سوريا\u2069", saidWith(place)},
		{"both", "\u2068Al-Nur\u2069 · \u2068حلب\u2069، \u2068سوريا\u2069", saidWith("", "Al-Nur", place)},
	} {
		if x.got != x.want {
			t.Errorf("%s: %q, want %q", x.name, x.got, x.want)
		}
	}
}
