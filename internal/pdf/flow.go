package pdf

// The flow fills pages from top to bottom. Everything is cut into slices first: the smallest parts that must not be torn apart. The
// rules for good breaks (no single line of a paragraph alone at the top or bottom, no heading without what follows it) are made while
// cutting; filling is then the same for everything.

// A slice is drawn as a whole on one page.
type slice struct {
	height float64
	before float64 // space above it; left out at the top of a page
	keep   bool    // stays on the page of the next slice
	draw   func(y float64)
}

// A flow is a place in a column that goes on from page to page.
type flow struct {
	y, top, bottom float64
	page           int // counted from where the flow began
}

// run places the slices one after the other, on new pages where needed. Slices that can't be kept together because they are higher
// than a page are torn apart after all.
func (f *flow) run(slices []slice, put func(s slice)) {
	for len(slices) > 0 {
		n, height := 0, 0.0
		for {
			if n > 0 {
				height += slices[n].before
			}
			height += slices[n].height
			n++
			if n == len(slices) || !slices[n-1].keep {
				break
			}
		}
		if f.y > f.top && f.y+slices[0].before+height > f.bottom+exact {
			f.turn()
		}
		for _, s := range slices[:n] {
			if f.y > f.top {
				f.y += s.before
				if f.y+s.height > f.bottom+exact {
					f.turn()
				}
			}
			put(s)
			f.y += s.height
		}
		slices = slices[n:]
	}
}

// exact is how far sums of fractions may be off.
const exact = 0.01

func (f *flow) turn() { f.y, f.page = f.top, f.page+1 }

// fill draws the slices from the current place on.
func (d *doc) fill(slices []slice) {
	f := flow{y: d.y, top: d.margin.top, bottom: d.bottom()}
	begun := len(d.pages)
	f.run(slices, func(s slice) {
		for len(d.pages)-begun < f.page {
			d.newPage()
		}
		s.draw(f.y)
	})
	d.y = f.y
}

// fewest is the number of lines of a paragraph that stay together at its beginning and at its end.
const fewest = 2

// cut returns the slices of a paragraph at x. keep keeps its last lines with what follows.
func (d *doc) cut(p *paragraph, x, before float64, keep bool) []slice {
	var out []slice
	for from := 0; from < len(p.lines); {
		to := from + 1
		if from == 0 {
			to = min(fewest, len(p.lines))
		}
		if len(p.lines)-to < fewest {
			to = len(p.lines)
		}
		first, last := from, to
		out = append(out, slice{
			height: float64(to-from) * p.leading(),
			draw: func(y float64) {
				for i := first; i < last; i++ {
					d.page().line(p, i, x, y+float64(i-first)*p.leading())
				}
			},
		})
		from = to
	}
	if len(out) > 0 {
		out[0].before = before
		out[len(out)-1].keep = keep
	}
	return out
}

// joined makes one slice of several.
func joined(parts []slice) slice {
	whole := slice{before: parts[0].before, keep: parts[len(parts)-1].keep}
	offsets := make([]float64, len(parts))
	for i, s := range parts {
		if i > 0 {
			whole.height += s.before
		}
		offsets[i] = whole.height
		whole.height += s.height
	}
	whole.draw = func(y float64) {
		for i, s := range parts {
			s.draw(y + offsets[i])
		}
	}
	return whole
}

// together is the height up to which a row is never torn apart.
const together = 130

// beside puts side to the left or right of the first of the main slices. A small row stays in one piece; of a large one the first
// two and the last two slices stay together. A side higher than that goes above the main slices.
func beside(side, main []slice) []slice {
	if len(side) == 0 || len(main) == 0 {
		return append(side, main...)
	}
	if sideHeight := joined(side).height; sideHeight > together {
		return append(side, main...)
	}
	head := joined(side)
	if whole := joined(main); whole.height <= together {
		main = []slice{whole}
	} else if len(main) > 2*fewest {
		tail := joined(main[len(main)-fewest:])
		main = append([]slice{joined(main[:fewest])}, append(main[fewest:len(main)-fewest:len(main)-fewest], tail)...)
	}
	first := alongside(head, main[0])
	first.before, first.keep = main[0].before, main[0].keep
	main[0] = first
	return main
}

// alongside makes one slice of two that begin at the same height.
func alongside(a, b slice) slice {
	return slice{height: max(a.height, b.height), before: a.before, keep: a.keep || b.keep, draw: func(y float64) {
		a.draw(y)
		b.draw(y)
	}}
}
