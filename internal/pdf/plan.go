package pdf

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// A PlanDoc is an integration plan: in German, in another language, or in both side by side.
type PlanDoc struct {
	Lang       string // of the words under Own; "de" for a plan in German only
	RTL        bool   // Own is read from the right
	Both       bool   // German on the left, Own on the right
	Created    time.Time
	Author     string
	Letterhead []string // name lines, then the address
	Title      Both
	Name       string // of the person
	Facts      []Both // programme, version, who is responsible
	Goals      []PlanGoal
	Notes      []Both // below the goals
	Signatures []Both // each below a line of its own
	Closing    string // German: place and date
	Below      string // German: the text of the letterhead

	// PageLabel gives the words for the foot of a page if the plan needs more than one.
	PageLabel func(page, pages int) string
}

// Both is a text in German and in the person's language; either may be empty.
type Both struct{ German, Own string }

// A PlanGoal is a goal with its steps.
type PlanGoal struct {
	Title Both   // life domain
	Text  Both   // the goal
	Lines []Both // until when, what the person said, how far it was reached
	Steps []PlanStep
}

// A PlanStep is a measure.
type PlanStep struct {
	Text  Both
	Lines []Both // who, until when, where
}

// mostPlanPages is how many pages a plan of usual length may take; a longer one is not set smaller.
const mostPlanPages = 2

// planSizes are the sizes tried until a plan takes two pages at most; none is too small to read.
var planSizes = [...]float64{1, 0.94, 0.88, 0.82, 0.78}

// Plan sets a plan on A4 pages with a heading and a bookmark for each goal.
func Plan(in PlanDoc) ([]byte, error) {
	s, err := newShaper()
	if err != nil {
		return nil, err
	}
	var p *planSetter
	for _, size := range planSizes {
		p = setPlan(s, in, size)
		if pages := p.pageCount(); pages <= mostPlanPages || pages > mostPlanPages+1 {
			break // fits, or is far too long
		}
	}
	p.fill(p.slices)
	lang := p.head.Lang
	p.foot(lang, p.rtl(), in.Author, in.PageLabel)
	return p.bytes(), nil
}

// A planSetter collects the slices of a plan.
type planSetter struct {
	*doc
	in     PlanDoc
	size   float64 // factor
	slices []slice
}

const (
	planGap    = 7 * mm // between the columns
	planIndent = 18.0   // of a step
)

func setPlan(s *shaper, in PlanDoc, size float64) *planSetter {
	lang, title := in.Lang, in.Title.Own
	if in.Both || title == "" {
		lang, title = "de", in.Title.German
	}
	m := margins{top: 16 * mm, right: 18 * mm, bottom: 20 * mm, left: 18 * mm}
	about := Head{Title: titleOf(title, in.Name), Author: in.Author, Lang: lang, Created: in.Created}
	p := &planSetter{doc: s.newDoc(about, a4Width, a4Height, m), in: in, size: size}
	p.top()
	for i, g := range in.Goals {
		p.goal(i, g)
	}
	p.bottomPart()
	return p
}

// pageCount is how many pages the plan takes.
func (p *planSetter) pageCount() int {
	f := flow{y: p.margin.top, top: p.margin.top, bottom: p.bottom()}
	f.run(p.slices, func(slice) {})
	return f.page + 1
}

// rtl tells whether the page as a whole is read from the right.
func (p *planSetter) rtl() bool { return p.in.RTL && !p.in.Both && p.in.Title.Own != "" }

func (p *planSetter) style(size float64, of color, bold bool) style {
	return style{size: size * p.size, lead: 1.32, color: of, bold: bold}
}

func (p *planSetter) put(parts ...slice) { p.slices = append(p.slices, parts...) }

// pair sets a text in both languages: side by side, or alone over the whole width. What has only German keeps the German column.
func (p *planSetter) pair(parent *element, tag string, b Both, st style, indent, before float64, keep bool) []slice {
	full := p.textWidth() - indent
	width := full
	if p.in.Both {
		width = (p.textWidth()-planGap)/2 - indent
	}
	set := func(w words, x float64, tag string) []slice {
		if strings.TrimSpace(w.text) == "" {
			return nil
		}
		return p.cut(p.paragraph(parent, tag, w, st, width), x, before, keep)
	}
	german := set(words{b.German, "de", false}, p.column(p.rtl(), indent, width), tag)
	if !p.in.Both {
		if b.Own != "" {
			german = nil
			return set(words{b.Own, p.in.Lang, p.in.RTL}, p.column(p.rtl(), indent, width), tag)
		}
		return german
	}
	if len(german) > 0 && (tag == "H1" || tag == "H2") {
		tag = "P" // one heading, said twice
	}
	right := p.margin.left + (p.textWidth()+planGap)/2
	if !p.in.RTL {
		right += indent
	}
	return zipped(german, set(words{b.Own, p.in.Lang, p.in.RTL}, right, tag))
}

// zipped puts the slices of two columns beside each other, so that a long text goes on in both on the next page.
func zipped(left, right []slice) []slice {
	if len(left) == 0 || len(right) == 0 {
		return append(left, right...)
	}
	if whole := alongside(joined(left), joined(right)); whole.height <= together {
		return []slice{whole}
	}
	var out []slice
	for i := range max(len(left), len(right)) {
		switch {
		case i >= len(left):
			out = append(out, right[i])
		case i >= len(right):
			out = append(out, left[i])
		default:
			out = append(out, alongside(left[i], right[i]))
		}
		out[i].keep = false
	}
	last := len(out) - 1
	out[last].keep = left[len(left)-1].keep || right[len(right)-1].keep
	if last > 0 {
		out[last-1].keep = true // no line alone at the top of a page
	}
	return out
}

// top sets letterhead, title, name and facts.
func (p *planSetter) top() {
	for i, line := range p.in.Letterhead {
		st := p.style(9.5, quiet, false)
		if i == 0 {
			st = p.style(11.5, accent, true)
		}
		p.put(p.cut(p.paragraph(p.root, "P", words{line, "de", false}, st, p.textWidth()), p.margin.left, 0, true)...)
	}
	p.put(slice{height: 9, keep: true, draw: func(y float64) { p.page().rule(p.margin.left, y+4, p.textWidth(), 0.8, accent) }})
	p.put(p.pair(p.root, "H1", p.in.Title, p.style(17, ink, true), 0, 4, true)...)
	if p.in.Name != "" {
		rtl := readFromRight(p.in.Name)
		st := p.style(12, accent, true)
		if rtl != p.rtl() {
			st.align = end
		}
		p.put(p.cut(p.paragraph(p.root, "P", words{p.in.Name, "", rtl}, st, p.textWidth()), p.margin.left, 2, true)...)
	}
	for i, f := range p.in.Facts {
		before := 0.5
		if i == 0 {
			before = 4
		}
		p.put(p.pair(p.root, "P", f, p.style(9.5, quiet, false), 0, before, false)...)
	}
}

// goal sets a goal; its heading stays with its text, and its text with the first step.
func (p *planSetter) goal(i int, g PlanGoal) {
	number := strconv.Itoa(i+1) + ". "
	title := g.Title
	for _, text := range [...]*string{&title.German, &title.Own} {
		if *text != "" {
			*text = number + *text
		}
	}
	head := joined(p.pair(p.root, "H2", title, p.style(11, accent, true), 0, 10, true))
	draw, mark := head.draw, title.German
	if !p.in.Both && title.Own != "" {
		mark = title.Own
	}
	head.draw = func(y float64) {
		p.page().rule(p.margin.left, y-3, p.textWidth(), 0.5, hair)
		p.bookmark(mark, y)
		draw(y)
	}
	p.put(head)
	all := p.pair(p.root, "P", g.Text, p.style(10.5, ink, true), 0, 1.5, true)
	for _, line := range g.Lines {
		all = append(all, p.pair(p.root, "P", line, p.style(9, quiet, false), 0, 0.5, len(g.Steps) > 0)...)
	}
	p.put(all...)
	if len(g.Steps) == 0 {
		return
	}
	list := p.root.add("L", "")
	list.attributes = bulleted
	for _, step := range g.Steps {
		p.step(list, step)
	}
}

// step sets a measure as a point of a list.
func (p *planSetter) step(list *element, s PlanStep) {
	item := list.add("LI", "")
	label, body := item.add("Lbl", ""), item.add("LBody", "")
	parts := p.pair(body, "P", s.Text, p.style(9.5, ink, false), planIndent, 3, len(s.Lines) > 0)
	for _, line := range s.Lines {
		parts = append(parts, p.pair(body, "P", line, p.style(8.6, quiet, false), planIndent, 0, false)...)
	}
	if len(parts) == 0 {
		return
	}
	if whole := joined(parts); whole.height <= together {
		parts = []slice{whole}
	}
	draw := parts[0].draw
	parts[0].draw = func(y float64) {
		p.bullets(label, y)
		draw(y)
	}
	p.put(parts...)
}

// bullets draws the mark of a step in each column.
func (p *planSetter) bullets(label *element, y float64) {
	mark := func(owner *element, x float64, rtl bool) {
		dot := p.set(words{text: "•", rtl: rtl}, p.style(9.5, accent, true), planIndent, false)
		dot.elem = owner
		p.draw(dot, x, y)
	}
	mark(label, p.column(p.rtl(), 6, planIndent-6), p.rtl())
	if !p.in.Both {
		return
	}
	x := p.margin.left + (p.textWidth()+planGap)/2 + 6
	if p.in.RTL {
		x = p.width - p.margin.right - planIndent
	}
	mark(label, x, p.in.RTL)
}

// bottomPart sets notes, lines to sign on, place and date, and the text of the letterhead.
func (p *planSetter) bottomPart() {
	for i, n := range p.in.Notes {
		before := 2.0
		if i == 0 {
			before = 12
		}
		p.put(p.pair(p.root, "P", n, p.style(9.5, ink, false), 0, before, false)...)
	}
	for row := range slices.Chunk(p.in.Signatures, inRow) {
		p.put(p.signatures(row, float64(min(inRow, len(p.in.Signatures)))))
	}
	if p.in.Closing != "" {
		p.put(p.cut(p.paragraph(p.root, "P", words{p.in.Closing, "de", false}, p.style(9, quiet, false), p.textWidth()), p.margin.left, 8, p.in.Below != "")...)
	}
	if p.in.Below != "" {
		p.put(p.cut(p.paragraph(p.root, "P", words{p.in.Below, "de", false}, p.style(8.6, quiet, false), p.textWidth()), p.margin.left, 6, false)...)
	}
}

// inRow is how many sign beside each other.
const inRow = 3

// signatures sets lines to sign on beside each other, n in a full row, with who signs below in both languages.
func (p *planSetter) signatures(row []Both, n float64) slice {
	width := (p.textWidth() - planGap*(n-1)) / n
	const room = 30.0
	var columns []slice
	for i, s := range row {
		x := p.column(p.rtl(), float64(i)*(width+planGap), width)
		parts := []slice{{height: room, draw: func(y float64) { p.page().rule(x, y+room-3, width, 0.6, quiet) }}}
		for _, w := range [...]words{{s.German, "de", false}, {s.Own, p.in.Lang, p.in.RTL}} {
			if w.text != "" {
				parts = append(parts, p.cut(p.paragraph(p.root, "P", w, p.style(8.6, quiet, false), width), x, 0, false)...)
			}
		}
		columns = append(columns, joined(parts))
	}
	whole := columns[0]
	for _, c := range slices.Clone(columns[1:]) {
		whole = alongside(whole, c)
	}
	whole.before = 6
	return whole
}
