package pdf

import (
	"math/rand/v2"
	"slices"
	"testing"

	gotext "github.com/go-text/typesetting/bidi"
	"golang.org/x/text/unicode/bidi"
)

// The levels of go-text are merged into runs of one direction; whether a character is read from left or right must agree with ours on
// every text.
func TestBidiDirectionsAgreeWithGoText(t *testing.T) {
	alphabet := []rune("ab12+-.,:/%$ ()[]{}!«»אבעربי٠١٢۳\u0301\u064b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
	random := rand.New(rand.NewPCG(1, 2))
	var reference gotext.Paragraph
	for range 40_000 {
		text := make([]rune, 1+random.IntN(24))
		for i := range text {
			text[i] = alphabet[random.IntN(len(alphabet))]
		}
		for _, rtl := range []bool{false, true} {
			base := gotext.LeftToRight
			if rtl {
				base = gotext.RightToLeft
			}
			want := make([]bool, len(text))
			for runs, i := reference.Segment(text, base), 0; i < runs.NumRuns(); i++ {
				r := runs.Run(i)
				for k := r.Start; k < r.End; k++ {
					want[k] = !r.IsLeftToRight()
				}
			}
			got := bidiLevels(text, rtl)
			for i := range solid(text) {
				if ignored(classOf(text[i])) {
					continue
				}
				if (got[i]%2 != 0) != want[i] {
					t.Fatalf("rtl=%v %+q: character %d: level %d, go-text says right to left: %v", rtl, string(text), i, got[i], want[i])
				}
			}
		}
	}
}

// solid leaves out what stands at the end of a line: spaces there take the base direction, and we do not draw them.
func solid(text []rune) []rune {
	for len(text) > 0 {
		switch classOf(text[len(text)-1]) {
		case bidi.WS, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI, bidi.BN, bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF:
			text = text[:len(text)-1]
		default:
			return text
		}
	}
	return text
}

// visual returns the characters of a line from left to right, as they are drawn.
func visual(text string, rtl bool) string {
	r := read(text, rtl, false)
	p := paragraph{answer: answer{reading: r}}
	for i := range r.text {
		p.runs = append(p.runs, run{span: span{i, i + 1}, level: r.levels[i]})
	}
	levels := make([]int8, len(p.runs))
	for i, r := range p.runs {
		levels[i] = r.level
	}
	var out []rune
	for _, i := range visualOrder(levels) {
		out = append(out, r.text[i])
	}
	return string(out)
}

// Hebrew letters stand for any script that is read from the right: they do not change their form, so the cases can be read.
func TestVisualOrder(t *testing.T) {
	for _, tc := range []struct {
		name, text string
		rtl        bool
		want       string
	}{
		{"number between words in German text", "xy אב 12 גד z", false, "xy דג 12 בא z"},
		{"number behind a name in German text", "xy (אב, 3 z), אב, 31.03.2027", false, "xy (בא, 3 z), בא, 31.03.2027"},
		{"number at a name in German text", "xy אב2010–2015 z, אב3", false, "xy בא2010–2015 z, בא3"},
		{"percent in German text", "xy אב 78 % z", false, "xy בא 78 % z"},
		{"phone", "אב +49 711 123-45 גד", true, "דג +49 711 123-45 בא"},
		{"phone with bracket", "אב (0711) 12 34 גד", true, "דג (0711) 12 34 בא"},
		{"range", "אב 2010–2015 גד", true, "דג 2010–2015 בא"},
		{"range of months", "אב 09/2010 – 2015 גד", true, "דג 09/2010 – 2015 בא"},
		{"date", "אב 31.03.2027", true, "31.03.2027 בא"},
		{"iso date", "אב 2027-03-31.", true, ".2027-03-31 בא"},
		{"arabic date", "ء 31.03.2027", true, "31.03.2027 ء"},
		{"e-mail", "אב a.b-c@x-y.org, גד", true, "דג ,a.b-c@x-y.org בא"},
		{"address with path", "אב https://x.org/a?b=1. גד", true, "דג .https://x.org/a?b=1 בא"},
		{"percent", "אב 78% גד", true, "דג 78% בא"},
		{"latin in brackets", "אב (Stuttgart) גד", true, "דג )Stuttgart( בא"},
		{"isolate from the caller", "\u2067אב 1\u2069: xy", false, "1 בא: xy"},
		{"native digits keep their own order", "سنة ١٩٩١–٢٠٠٠", true, "٢٠٠٠–١٩٩١ ةنس"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := visual(tc.text, tc.rtl); got != tc.want {
				t.Errorf("%q is drawn as %q, want %q", tc.text, got, tc.want)
			}
		})
	}
}

func TestReadFindsLinks(t *testing.T) {
	r := read("Post: a@x.org oder www.x.org/y, https://x.org.", false, true)
	var got []string
	for _, l := range r.parts {
		got = append(got, string(r.text[l.from:l.to])+" → "+l.address)
	}
	want := []string{"a@x.org → mailto:a@x.org", "www.x.org/y → https://www.x.org/y", "https://x.org → https://x.org"}
	if !slices.Equal(got, want) {
		t.Errorf("links %q, want %q", got, want)
	}
}
