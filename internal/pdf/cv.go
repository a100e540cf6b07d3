package pdf

import (
	"strings"
	"time"

	"golang.org/x/text/unicode/bidi"
)

// A CVDoc is a CV in tabular form, ready to be set: all texts in the language of the document and in their final order.
// Empty texts are left out with their row.
type CVDoc struct {
	Title         string // the kind of document, such as "Lebenslauf"; stands small above the name
	Lang          string // BCP 47
	RTL           bool   // the language is read from the right
	Created       time.Time
	Name          string // as in the passport
	NameNative    string // in the own script; set small beneath
	NativeLang    string // of NameNative
	Target        string // occupation looked for
	Contact       []string
	PersonalTitle string // heading of Personal
	Personal      []Row
	Sections      []Section
	Closing       string // place and date, such as "Stuttgart, 22.11.2026"

	// PageLabel gives the words for the foot of a page, such as "Seite 1 von 2"; nil for none. A CV of one page has none.
	PageLabel func(page, pages int) string
}

// A Row is a label with its value.
type Row struct{ Label, Value string }

// A Section is a part of a CV under a heading.
type Section struct {
	Title string
	Rows  []CVRow
}

// A CVRow is one entry: when, what and where, and details as a list.
type CVRow struct {
	When, What, Where string
	Details           []string
}

// Sizes of a CV.
const (
	cvSize      = 10.5
	cvSide      = 39 * mm // column of dates and labels
	cvGap       = 5 * mm
	cvRowSpace  = 7
	cvHeadSpace = 17
)

// A CV of one page may go nearer to the edges, as it has no foot, and its spaces may shrink to this part.
const (
	cvEdge     = 15 * mm
	cvTightest = 0.45
)

// CV sets a CV on A4. It has as many pages as it needs; one that is only a little longer than a page is set closer, on one page.
func CV(in CVDoc) ([]byte, error) {
	m := margins{top: 20 * mm, right: 20 * mm, bottom: 24 * mm, left: 25 * mm}
	if in.RTL {
		m.left, m.right = m.right, m.left
	}
	d, err := newDoc(Head{Title: titleOf(in.Title, in.Name), Author: in.Name, Lang: in.Lang, Created: in.Created}, a4Width, a4Height, m)
	if err != nil {
		return nil, err
	}
	c := cvSetter{doc: d, lang: in.Lang, rtl: in.RTL}
	c.head(in)
	if len(in.Personal) > 0 {
		rows := make([]CVRow, len(in.Personal))
		for i, r := range in.Personal {
			rows[i] = CVRow{When: r.Label, Where: r.Value}
		}
		c.section(Section{in.PersonalTitle, rows})
	}
	for _, s := range in.Sections {
		c.section(s)
	}
	c.closing(in.Closing)
	c.onOnePage()
	d.fill(c.slices)
	d.foot(in.Lang, in.RTL, in.Name, in.PageLabel)
	return d.bytes(), nil
}

// onOnePage sets a CV closer that would leave a few lines alone on a second page.
func (c *cvSetter) onOnePage() {
	text, space := 0.0, 0.0
	for i, s := range c.slices {
		text += s.height
		if i > 0 {
			space += s.before
		}
	}
	if space == 0 || text+space <= c.bottom()-c.margin.top {
		return
	}
	closer := min(1, (c.height-2*cvEdge-1-text)/space) // a point less: sums of fractions are not exact
	if closer < cvTightest {
		return
	}
	c.margin.top, c.margin.bottom, c.y = cvEdge, cvEdge, cvEdge
	for i := range c.slices {
		c.slices[i].before *= closer
	}
}

func titleOf(parts ...string) string {
	var filled []string
	for _, p := range parts {
		if p != "" {
			filled = append(filled, p)
		}
	}
	return strings.Join(filled, " – ")
}

// A cvSetter collects the slices of a CV.
type cvSetter struct {
	*doc
	lang   string
	rtl    bool
	slices []slice
}

func (c *cvSetter) words(text string) words { return words{text, c.lang, c.rtl} }

// column returns the left edge of a column that begins at offset from the edge where reading starts.
func (d *doc) column(rtl bool, offset, width float64) float64 {
	if rtl {
		return d.width - d.margin.right - offset - width
	}
	return d.margin.left + offset
}

// head sets title, name, occupation and contact.
func (c *cvSetter) head(in CVDoc) {
	width := c.textWidth()
	put := func(tag string, w words, st style, before float64) {
		if strings.TrimSpace(w.text) == "" {
			return
		}
		p := c.paragraph(c.root, tag, w, st, width)
		c.slices = append(c.slices, c.cut(p, c.margin.left, before, false)...)
	}
	put("P", c.words(in.Title), style{size: 10.5, bold: true, color: quiet, lead: 1.3}, 0)
	put("H1", c.words(in.Name), style{size: 25, bold: true, color: accent, lead: 1.25}, 2)
	native := style{size: 13, color: quiet, lead: 1.4}
	nativeRTL := readFromRight(in.NameNative)
	if nativeRTL != c.rtl {
		native.align = end
	}
	if in.NameNative != in.Name {
		put("P", words{in.NameNative, in.NativeLang, nativeRTL}, native, 0)
	}
	put("P", c.words(in.Target), style{size: 13, bold: true, color: ink}, 5)
	put("P", c.words(strings.Join(in.Contact, "  ·  ")), style{size: cvSize, color: ink}, 4)
}

// section sets a heading with its rule, and the rows as a table whose row headings are the dates.
func (c *cvSetter) section(s Section) {
	if len(s.Rows) == 0 {
		return
	}
	var all []slice
	if s.Title != "" {
		all = append(all, c.heading(s.Title))
	}
	table := c.root.add("Table", "")
	before := 6.0
	for _, r := range s.Rows {
		row := c.row(table, r)
		if len(row) == 0 {
			continue
		}
		row[0].before = before
		before = cvRowSpace
		if r.What == "" && len(r.Details) == 0 {
			before = 3.5 // labels and values stand closer
		}
		all = append(all, row...)
	}
	c.slices = append(c.slices, all...)
}

// heading sets the title of a section; it stays with the first row.
func (c *cvSetter) heading(title string) slice {
	p := c.paragraph(c.root, "H2", c.words(title), style{size: 12.5, bold: true, color: accent, lead: 1.3}, c.textWidth())
	height := p.height() + 3
	return slice{height: height, before: cvHeadSpace, keep: true, draw: func(y float64) {
		c.bookmark(title, y)
		c.draw(p, c.margin.left, y)
		c.page().rule(c.margin.left, y+height-1, c.textWidth(), 0.6, hair)
	}}
}

// row sets one entry: the date in the side column, all else beside it.
func (c *cvSetter) row(table *element, r CVRow) []slice {
	tr := table.add("TR", "")
	th := tr.add("TH", "")
	th.attributes = rowHeading
	td := tr.add("TD", "")
	plain := style{size: cvSize, color: ink}
	faint := style{size: cvSize, color: quiet}
	width := c.textWidth() - cvSide - cvGap
	x := c.column(c.rtl, cvSide+cvGap, width)
	var side, main []slice
	if r.When != "" {
		p := c.paragraph(th, "P", c.words(r.When), faint, cvSide)
		side = c.cut(p, c.column(c.rtl, 0, cvSide), 0, false)
	}
	for _, part := range []struct {
		text string
		st   style
	}{{r.What, style{size: cvSize, bold: true, color: ink}}, {r.Where, plain}} {
		if part.text != "" {
			main = append(main, c.cut(c.paragraph(td, "P", c.words(part.text), part.st, width), x, 0, false)...)
		}
	}
	if len(r.Details) > 0 {
		list := td.add("L", "")
		list.attributes = "<</O/List/ListNumbering/Disc>>"
		for _, text := range r.Details {
			main = append(main, c.bullet(list, text, plain, cvSide+cvGap, width)...)
		}
	}
	return beside(side, main)
}

// bullet sets one point of a list; its text hangs beside the bullet.
func (c *cvSetter) bullet(list *element, text string, st style, offset, width float64) []slice {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	const indent = 11
	item := list.add("LI", "")
	mark := c.paragraph(item, "Lbl", words{"•", c.lang, c.rtl}, style{size: st.size, color: accent}, indent)
	body := c.paragraph(item, "LBody", c.words(text), st, width-indent)
	parts := c.cut(body, c.column(c.rtl, offset+indent, width-indent), 1, false)
	if len(parts) == 0 {
		return nil
	}
	first := parts[0].draw
	parts[0].draw = func(y float64) {
		c.draw(mark, c.column(c.rtl, offset, indent), y)
		first(y)
	}
	return parts
}

// closing sets place and date; they do not stand alone on a page.
func (c *cvSetter) closing(text string) {
	if text == "" {
		return
	}
	if n := len(c.slices); n > 0 {
		c.slices[n-1].keep = true
	}
	p := c.paragraph(c.root, "P", c.words(text), style{size: cvSize, color: ink}, c.textWidth())
	c.slices = append(c.slices, c.cut(p, c.margin.left, 30, false)...)
}

// foot writes name and page label at the foot of every page of a document with several pages.
func (d *doc) foot(lang string, rtl bool, name string, label func(page, pages int) string) {
	if label == nil || len(d.pages) < 2 {
		return
	}
	half := d.textWidth() / 2
	y := d.height - 15*mm
	set := func(text string, a align) *paragraph {
		if runes := []rune(text); len(runes) > footMost {
			text = string(runes[:footMost])
		}
		return d.set(words{text, lang, rtl}, style{size: 9, color: quiet, align: a}, half, false)
	}
	who := set(name, start)
	for i, p := range d.pages {
		p.artifact("Pagination")
		for _, part := range []struct {
			*paragraph
			x float64
		}{{who, d.column(rtl, 0, half)}, {set(label(i+1, len(d.pages)), end), d.column(rtl, half, half)}} {
			if len(part.lines) > 0 {
				p.line(part.paragraph, 0, part.x, y)
			}
		}
		p.unmark()
	}
}

// footMost is the number of characters of a text at the foot of a page; more do not fit on its one line.
const footMost = 80

// readFromRight tells whether the first letter of text belongs to a script that is read from the right.
func readFromRight(text string) bool {
	for _, c := range text {
		p, _ := bidi.LookupRune(c)
		switch p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}
