package pdf

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// A page collects what is drawn. Lengths are points from the top left corner; the file's own origin is the bottom left.
type page struct {
	number        int
	width, height float64
	content       bytes.Buffer
	owners        []*element // by number of marked content
	open          *element
	annotations   []*annotation
}

// number writes v with at most three decimals.
func number(b *bytes.Buffer, v float64) {
	out := strconv.AppendFloat(b.AvailableBuffer(), v, 'f', 3, 64)
	out = bytes.TrimRight(bytes.TrimRight(out, "0"), ".")
	if len(out) == 0 || string(out) == "-" || string(out) == "-0" {
		out = append(out[:0], '0')
	}
	b.Write(out)
	b.WriteByte(' ')
}

// op writes operands and an operator.
func (p *page) op(operator string, operands ...float64) {
	for _, v := range operands {
		number(&p.content, v)
	}
	p.content.WriteString(operator)
	p.content.WriteByte('\n')
}

// line draws line n of a paragraph; x is the left and y the top edge of the line's box.
func (p *page) line(t *paragraph, n int, x, y float64) {
	pieces := t.pieces(n)
	var total float64
	for _, part := range pieces {
		total += part.width
	}
	switch {
	case t.style.align == center:
		x += (t.width - total) / 2
	case t.rtl != (t.style.align == end):
		x += t.width - total
	}
	const capitalMiddle = 0.357 // half the height of a capital letter: it stands in the middle of the line
	baseline := y + t.leading()/2 + capitalMiddle*t.style.size
	type placed struct {
		piece
		x float64
	}
	all := make([]placed, len(pieces))
	for i, part := range pieces {
		all[i] = placed{part, x}
		x += part.width
	}
	slices.SortFunc(all, func(a, b placed) int { return cmp.Compare(a.from, b.from) }) // read in the order of the text
	for _, part := range all {
		if owner := t.owner(part.piece); owner != nil {
			p.mark(owner)
			if part.inside >= 0 && t.parts[part.inside].address != "" {
				p.annotate(owner, t.parts[part.inside].address, part.x, baseline, part.width, t.style.size)
			}
		}
		p.glyphs(t, t.lines[n], part.piece, part.x, baseline)
	}
}

// annotate makes a place on the page a link.
func (p *page) annotate(owner *element, address string, x, baseline, width, size float64) {
	bottom := p.height - baseline - 0.25*size
	a := &annotation{owner: owner, page: p.number, address: address, box: [4]float64{x, bottom, x + width, bottom + 1.2*size}}
	p.annotations = append(p.annotations, a)
	owner.kids = append(owner.kids, kid{annotation: a, page: p.number})
}

// glyphs draws one piece of a line.
func (p *page) glyphs(t *paragraph, line span, part piece, x, baseline float64) {
	p.content.WriteString("BT\n")
	p.op("rg", t.style.color[:]...)
	fmt.Fprintf(&p.content, "/%s ", part.use.name)
	p.op("Tf", t.unit(part.run)*1000)
	p.op("Tm", 1, 0, 0, 1, x, p.height-baseline)
	s := show{b: &p.content, use: part.use, size: t.unit(part.run) * 1000}
	for i := 0; i < len(part.glyphs); {
		j := i + 1
		for j < len(part.glyphs) && part.glyphs[j].cluster == part.glyphs[i].cluster {
			j++
		}
		at, rtl := span{part.glyphs[i].cluster, part.glyphs[i].cluster + part.glyphs[i].runes}, part.level%2 != 0
		before, after := t.steer(at.from, line), t.steerEnd(at.to, part.to)
		if rtl {
			before, after = after, before
		}
		s.zeroWidth(before)
		s.cluster(part.glyphs[i:j], t.text[at.from:at.to], rtl)
		s.zeroWidth(after)
		i = j
	}
	s.end()
	if s.rise != 0 {
		p.op("Ts", 0)
	}
	p.content.WriteString("ET\n")
}

// A show writes glyphs with the operator TJ. Positions are in 1/1000 of the font size from the start of the piece.
type show struct {
	b     *bytes.Buffer
	use   *fontUse
	size  float64
	pen   float64 // where the reader's pen is
	at    float64 // where the next glyph belongs
	rise  float64
	array bool // inside [ ]
	hex   bool // inside < >
}

// cluster shows the glyphs that together stand for text. The widest of them carries the text; the others are marked as having none.
// Programs that take the text out reverse what is read from the right picture by picture, so there a picture carries one character
// only, and the rest (the marks of a letter, the second half of a ligature) stands on pictures without width to its left.
func (s *show) cluster(glyphs []glyph, text []rune, rtl bool) {
	const most = 8 // characters on one picture; readers have limits, and only nonsense has more
	text = text[:min(len(text), most)]
	carrier := 0
	for i, g := range glyphs {
		if g.advance > glyphs[carrier].advance {
			carrier = i
		}
	}
	for i, g := range glyphs {
		if i != carrier {
			s.end()
			s.b.WriteString("/Span<</ActualText<FEFF>>>BDC\n")
			s.glyph(g, "")
			s.end()
			s.b.WriteString("EMC\n")
			continue
		}
		if rtl && s.use.blank != 0 {
			for n := len(text) - 1; n > 0; n-- {
				s.glyph(glyph{id: s.use.blank}, string(text[n]))
			}
			text = text[:1]
		}
		s.glyph(g, string(text))
	}
}

// nudge keeps an invisible mark to the left of the letter that follows it on the page when places are rounded, in 1/1000 of the font size.
const nudge = 3

// zeroWidth shows an invisible character; 0 stands for none.
func (s *show) zeroWidth(c rune) {
	if c != 0 && s.use.blank != 0 {
		s.glyph(glyph{id: s.use.blank, dx: -nudge}, string(c))
	}
}

func (s *show) glyph(g glyph, text string) {
	if g.dy != s.rise {
		s.end()
		number(s.b, g.dy*s.size/1000)
		s.b.WriteString("Ts\n")
		s.rise = g.dy
	}
	if !s.array {
		s.b.WriteByte('[')
		s.array = true
	}
	if shift := s.pen - (s.at + g.dx); shift >= 0.5 || shift <= -0.5 {
		s.endHex()
		number(s.b, shift)
		s.pen = s.at + g.dx
	}
	if !s.hex {
		s.b.WriteByte('<')
		s.hex = true
	}
	s.b.Write(appendHex(s.b.AvailableBuffer(), s.use.code(g.id, text)))
	width, _ := s.use.typeface.advance(g.id)
	s.pen += float64(width)
	s.at += g.advance
}

func (s *show) endHex() {
	if s.hex {
		s.b.WriteByte('>')
		s.hex = false
	}
}

func (s *show) end() {
	s.endHex()
	if s.array {
		s.b.WriteString("]TJ\n")
		s.array = false
	}
}

// rule draws a horizontal line.
func (p *page) rule(x, y, width, thickness float64, c color) {
	p.artifact("")
	p.op("RG", c[:]...)
	p.op("w", thickness)
	p.op("m", x, p.height-y)
	p.op("l", x+width, p.height-y)
	p.content.WriteString("S\n")
	p.unmark()
}

// box draws a filled box with round corners.
func (p *page) box(x, y, width, height, radius float64, c color) {
	p.artifact("")
	p.op("rg", c[:]...)
	k := radius * 0.4477 // 1 - the length of the control line of a quarter circle
	left, right, top, bottom := x, x+width, p.height-y, p.height-y-height
	p.op("m", left+radius, bottom)
	p.op("l", right-radius, bottom)
	p.op("c", right-k, bottom, right, bottom+k, right, bottom+radius)
	p.op("l", right, top-radius)
	p.op("c", right, top-k, right-k, top, right-radius, top)
	p.op("l", left+radius, top)
	p.op("c", left+k, top, left, top-k, left, top-radius)
	p.op("l", left, bottom+radius)
	p.op("c", left, bottom+k, left+k, bottom, left+radius, bottom)
	p.content.WriteString("f\n")
	p.unmark()
}
