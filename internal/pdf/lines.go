package pdf

import (
	"slices"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// A style says how a paragraph looks. Zero lead means 1.42.
type style struct {
	size  float64 // points
	lead  float64 // distance of lines as a multiple of size
	bold  bool
	color color
	align align
}

type align int

const (
	start  align = iota // left, or right in text read from the right
	center              // in the middle
	end                 // right, or left in text read from the right
)

// scaled returns the style in another size.
func (s style) scaled(factor float64) style {
	s.size *= factor
	return s
}

// A paragraph is a text set in lines of one width.
type paragraph struct {
	answer
	style style
	lang  string
	rtl   bool
	mixed bool // is or has something that is read from the right
	width float64
	lines []span // of text, without the spaces at their ends
	elem  *element

	inner   []*element // of parts, by index; made when drawn
	between []*element // of the text before each part and behind the last
}

// leading returns the height of one line.
func (p *paragraph) leading() float64 {
	lead := p.style.lead
	if lead == 0 {
		lead = 1.42
	}
	if p.rtl {
		lead *= 1.18 // Naskh reaches higher and lower
	}
	return p.style.size * lead
}

func (p *paragraph) height() float64 { return float64(len(p.lines)) * p.leading() }

// A words is text together with its language and base direction.
type words struct {
	text, lang string
	rtl        bool
}

// set shapes a text and breaks it into lines. withParts looks for links and words of other languages.
func (s *shaper) set(w words, st style, width float64, withParts bool) *paragraph {
	p := &paragraph{answer: s.look(w, st.bold, withParts), style: st, lang: w.lang, rtl: w.rtl, width: width}
	p.mixed = w.rtl || slices.ContainsFunc(p.levels, func(l int8) bool { return l%2 != 0 })
	p.lines = s.breakLines(p, width/st.size)
	s.evened(p)
	return p
}

// unit is 1/1000 of the font size of a run, in points.
func (p *paragraph) unit(r *run) float64 { return p.style.size * r.use.typeface.scale / 1000 }

// breakLines breaks at the places that UAX #14 allows, and inside a word only when the word is wider than the line. Widths are in
// multiples of the size.
func (s *shaper) breakLines(p *paragraph, width float64) (lines []span) {
	if len(p.text) == 0 {
		return nil
	}
	const slack = 0.001
	before, begins := p.before, p.begins
	from, begin := 0, 0 // of the line, and of what stands in one line
	whole := p.whole
	s.segmenter.Init(p.text)
	for parts := s.segmenter.LineIterator(); parts.Next(); {
		part := parts.Line()
		to := part.Offset + len(part.Text)
		for len(whole) > 0 && whole[0].to <= to {
			whole = whole[1:]
		}
		if len(whole) > 0 && whole[0].from < to && before[whole[0].to]-before[whole[0].from] <= width || p.shortHyphen(to) || p.clings(to) {
			continue
		}
		solid := p.trimmed(begin, to)
		if from < begin && before[solid]-before[from] > width+slack {
			lines = append(lines, span{from, p.trimmed(from, begin)})
			from = begin
		}
		begin = to
		for before[solid]-before[from] > width+slack { // a word wider than the line
			cut := from + 1
			for i := cut; i < solid && before[i]-before[from] <= width+slack; i++ {
				if begins[i] {
					cut = i
				}
			}
			for !begins[cut] {
				cut++
			}
			if cut >= solid {
				break
			}
			lines = append(lines, span{from, cut})
			from = cut
		}
		if part.IsMandatoryBreak && to <= len(p.text) && p.text[to-1] == '\n' {
			lines = append(lines, span{from, p.trimmed(from, to)})
			from = to
		}
	}
	if from < len(p.text) {
		lines = append(lines, span{from, p.trimmed(from, len(p.text))})
	}
	return lines
}

// evened sets a short paragraph again, a little narrower, whose last line is a single short word, if that needs no more lines.
func (s *shaper) evened(p *paragraph) {
	const most, step, tries, runt = 6, 0.03, 6, 0.2 // lines, part of the width
	last := func(lines []span) float64 {
		return p.before[lines[len(lines)-1].to] - p.before[lines[len(lines)-1].from]
	}
	width := p.width / p.style.size
	if len(p.lines) < 2 || len(p.lines) > most || last(p.lines) > runt*width {
		return
	}
	for i := 1; i <= tries; i++ {
		lines := s.breakLines(p, width*(1-step*float64(i)))
		if len(lines) > len(p.lines) {
			return
		}
		if last(lines) > runt*width {
			p.lines = lines
			return
		}
	}
}

// shortHyphen tells whether the text before to ends with one or two letters and a hyphen, as in "E-Mail": no place to break.
func (p *paragraph) shortHyphen(to int) bool {
	if to == len(p.text) || p.text[to-1] != '-' {
		return false
	}
	letters := 0
	for at := to - 2; at >= 0 && letters < 3 && unicode.IsLetter(p.text[at]); at-- {
		letters++
	}
	return letters == 1 || letters == 2
}

// clings tells whether the text before to ends with a short word that belongs to the number behind it, as in "§ 25 Abs. 2".
func (p *paragraph) clings(to int) bool {
	if to == len(p.text) || p.text[to] < '0' || p.text[to] > '9' {
		return false
	}
	for _, word := range [...]string{"§ ", "Abs. ", "Nr. ", "ca. "} {
		if n := len([]rune(word)); to >= n && string(p.text[to-n:to]) == word {
			return true
		}
	}
	return false
}

// trimmed returns the end of text[from:to] without spaces and line feeds at its end.
func (p *paragraph) trimmed(from, to int) int {
	for to > from && (p.text[to-1] == ' ' || p.text[to-1] == '\n') {
		to--
	}
	return to
}

// A piece is the part of a run that stands in one line.
type piece struct {
	span
	*run
	glyphs []glyph
	width  float64 // points
}

// pieces returns the parts of line n from left to right.
func (p *paragraph) pieces(n int) []piece {
	line := p.lines[n]
	if !p.mixed && p.style.align == start && line.to < len(p.text) && p.text[line.to] == ' ' {
		line.to++ // not seen, but parts the words for those who hear the text
	}
	var parts []piece
	var levels []int8
	for i := range p.runs {
		r := &p.runs[i]
		if r.to <= line.from || r.from >= line.to {
			continue
		}
		part := piece{span: span{max(r.from, line.from), min(r.to, line.to)}, run: r}
		part.glyphs = r.within(part.span)
		for _, g := range part.glyphs {
			part.width += g.advance * p.unit(r)
		}
		parts = append(parts, part)
		levels = append(levels, r.level)
	}
	ordered := make([]piece, len(parts))
	for at, i := range visualOrder(levels) {
		ordered[at] = parts[i]
	}
	return ordered
}

// The marks of direction that have no picture.
const (
	leftToRightMark = '\u200e'
	rightToLeftMark = '\u200f'
)

// steer returns the invisible mark that the text of character i needs before it, or 0, so that programs that take the text out of the
// finished page put it back in the right order: they see letters from left to right, know nothing of isolates, and join what has no
// direction of its own (spaces, brackets, full stops) to the wrong side.
func (p *paragraph) steer(i int, line span) rune {
	if !p.mixed || i == line.from || (p.levels[i]%2 != 0) != p.rtl || strong(p.text[i], p.rtl) {
		return 0
	}
	turned := p.levels[i-1]%2 != p.levels[i]%2
	switch {
	case p.rtl && (turned || numeric(p.text[i-1])):
		return rightToLeftMark
	case !p.rtl && turned:
		return leftToRightMark
	}
	return 0
}

// steerEnd returns the mark needed behind the character before to, when a piece that is read against the paragraph ends there with a
// character that has no direction.
func (p *paragraph) steerEnd(to, end int) rune {
	rtl := p.levels[to-1]%2 != 0
	switch {
	case !p.mixed || to != end || rtl == p.rtl || strong(p.text[to-1], rtl):
		return 0
	case rtl:
		return rightToLeftMark
	}
	return leftToRightMark
}

// strong tells whether a character itself shows the direction; in text read from the left, digits do too.
func strong(c rune, rtl bool) bool {
	switch classOf(c) {
	case bidi.NSM:
		return true
	case bidi.R, bidi.AL:
		return rtl
	case bidi.L, bidi.EN, bidi.AN:
		return !rtl
	}
	return false
}

func classOf(c rune) bidi.Class {
	p, _ := bidi.LookupRune(c)
	return p.Class()
}

// numeric tells the classes of characters that stand inside numbers.
func numeric(c rune) bool {
	class := classOf(c)
	return class == bidi.CS || class == bidi.ES || class == bidi.ET
}
