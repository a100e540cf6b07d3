package pdf

import (
	"fmt"
	"strings"
	"testing"
)

// testDoc has room for ten lines of 10 points on a page.
func testDoc(t *testing.T) *doc {
	t.Helper()
	d, err := newDoc(Head{Title: "t", Created: day}, 400, 140, margins{20, 20, 20, 20})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var tenPoints = style{size: 8, lead: 1.25}

// lines makes a paragraph of n lines.
func lines(d *doc, n int) *paragraph {
	return d.paragraph(d.root, "P", words{text: strings.TrimSuffix(strings.Repeat("x\n", n), "\n")}, tenPoints, 300)
}

// drawn returns how many lines of a paragraph stand on each page.
func drawn(d *doc, slices []slice) []int {
	count := make([]int, 0, 4)
	for i := range slices {
		draw, height := slices[i].draw, slices[i].height
		slices[i].draw = func(y float64) {
			for len(count) < len(d.pages) {
				count = append(count, 0)
			}
			count[len(count)-1] += int(height/10 + 0.5)
			draw(y)
		}
	}
	d.fill(slices)
	return count
}

func TestPageBreaks(t *testing.T) {
	for _, tc := range []struct {
		name  string
		above int // lines already on the page
		build func(d *doc) []slice
		want  []int // lines on each page
	}{
		{"fits", 7, func(d *doc) []slice { return d.cut(lines(d, 3), 20, 0, false) }, []int{3}},
		{"three lines are not torn", 8, func(d *doc) []slice { return d.cut(lines(d, 3), 20, 0, false) }, []int{0, 3}},
		{"no orphan", 9, func(d *doc) []slice { return d.cut(lines(d, 5), 20, 0, false) }, []int{0, 5}},
		{"no widow", 6, func(d *doc) []slice { return d.cut(lines(d, 5), 20, 0, false) }, []int{3, 2}},
		{"heading stays with its paragraph", 7, func(d *doc) []slice {
			return append(d.cut(lines(d, 1), 20, 0, true), d.cut(lines(d, 3), 20, 0, false)...)
		}, []int{0, 4}},
		{"heading goes with the first two lines only", 7, func(d *doc) []slice {
			return append(d.cut(lines(d, 1), 20, 0, true), d.cut(lines(d, 6), 20, 0, false)...)
		}, []int{3, 4}},
		{"longer than a page", 0, func(d *doc) []slice { return d.cut(lines(d, 25), 20, 0, false) }, []int{10, 10, 5}},
		{"a chain higher than a page is torn", 0, func(d *doc) []slice {
			var all []slice
			for range 12 {
				all = append(all, d.cut(lines(d, 1), 20, 0, true)...)
			}
			return all
		}, []int{10, 2}},
		{"a small row stays whole", 7, func(d *doc) []slice {
			return beside(d.cut(lines(d, 1), 20, 0, false), d.cut(lines(d, 5), 60, 0, false))
		}, []int{0, 5}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := testDoc(t)
			if tc.above > 0 {
				d.fill([]slice{{height: float64(tc.above) * 10, draw: func(float64) {}}})
			}
			if got := drawn(d, tc.build(d)); fmt.Sprint(got) != fmt.Sprint(tc.want) {
				t.Errorf("lines per page %v, want %v", got, tc.want)
			}
		})
	}
}

// A row too large to stay whole keeps two lines on either side of the break.
func TestLargeRowBreaks(t *testing.T) {
	d := testDoc(t)
	d.fill([]slice{{height: 80, draw: func(float64) {}}})
	var main []slice
	for range 15 {
		main = append(main, d.cut(lines(d, 1), 60, 0, false)...)
	}
	got := drawn(d, beside(d.cut(lines(d, 1), 20, 0, false), main))
	if fmt.Sprint(got) != fmt.Sprint([]int{2, 10, 3}) {
		t.Errorf("lines per page %v, want [2 10 3]", got)
	}
}

func TestLinesFitTheirWidth(t *testing.T) {
	d := testDoc(t)
	for _, text := range append([]string{strings.Repeat("W", 500), strings.Repeat("سلام", 200), "a " + strings.Repeat("ኣ", 300) + " b"}, paragraphs["ar"], paragraphs["de"], paragraphs["fa"]) {
		for _, width := range []float64{1, 12, 90, 300} {
			p := d.set(words{text: text, rtl: readFromRight(text)}, tenPoints, width, false)
			at := 0
			for n, line := range p.lines {
				if gap := string(p.text[at:line.from]); strings.TrimSpace(gap) != "" {
					t.Fatalf("width %v: %q is in no line", width, gap)
				}
				at = line.to
				total := 0.0
				for _, part := range p.pieces(n) {
					total += part.width
				}
				trailing := 3.0 // a space at the end of a line is not seen
				if total > width+trailing && line.to-line.from > 2 {
					t.Fatalf("width %v: line %d %q is %v wide", width, n, string(p.text[line.from:line.to]), total)
				}
			}
			if at != len(p.text) {
				t.Fatalf("width %v: %d of %d characters set", width, at, len(p.text))
			}
		}
	}
}
