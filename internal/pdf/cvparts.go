package pdf

import (
	"slices"
	"strings"
)

// A cvSetter collects the slices of a CV.
type cvSetter struct {
	*doc
	density
	lang   string
	rtl    bool
	side   float64 // width of the column of dates and labels
	slices []slice
}

// setCV sets a CV in a density. Nothing is drawn yet.
func setCV(s *shaper, in CVDoc, close density) *cvSetter {
	m := margins{top: close.edge, right: cvRight, left: cvLeft}
	if in.RTL {
		m.left, m.right = m.right, m.left
	}
	about := Head{Title: titleOf(in.Title, in.Name), Author: in.Author, Lang: in.Lang, Created: in.Created}
	c := &cvSetter{doc: s.newDoc(about, a4Width, a4Height, m), density: close, lang: in.Lang, rtl: in.RTL}
	personal := Section{Title: in.PersonalTitle}
	for _, r := range in.Personal {
		personal.Rows = append(personal.Rows, CVRow{When: r.Label, Where: r.Value})
	}
	all := append([]Section{personal}, in.Sections...)
	c.side = c.sideWidth(all)
	c.head(in)
	for _, s := range all {
		c.section(s)
	}
	c.closing(in.Closing)
	return c
}

// pageCount is how many pages the CV takes.
func (c *cvSetter) pageCount() int {
	pages := 0
	for pages < 2 {
		f := flow{y: c.margin.top, top: c.margin.top, bottom: c.height - c.bottomFor(pages+1)}
		f.run(c.slices, func(slice) {})
		if f.page <= pages {
			break
		}
		pages = max(1, f.page)
	}
	return pages + 1
}

// mayShrink tells whether the CV could have a page less if it were set as tight as can be.
func (c *cvSetter) mayShrink() bool {
	const text, space = 0.8, 0.5 // what is left of heights and spaces in the tightest density, or a little less
	least := 0.0
	for _, s := range c.slices {
		least += text*s.height + space*s.before
	}
	fewer := float64(c.pageCount() - 1)
	return fewer > 0 && least <= fewer*(c.height-2*densities[len(densities)-1].edge)
}

// bottomFor is the margin below the text of a CV of so many pages; one has no foot.
func (c *cvSetter) bottomFor(pages int) float64 {
	if pages == 1 {
		return c.edge
	}
	return cvFoot
}

// sideWidth is as wide as the dates and labels need; what is longer than the column may be gets room for two lines.
func (c *cvSetter) sideWidth(all []Section) float64 {
	width := float64(cvSideLeast)
	for _, s := range all {
		for _, r := range s.Rows {
			w := c.natural(c.words(r.When), c.size)
			if w > cvSideMost {
				w = min(w*cvSideHalf, cvSideMost)
			}
			width = max(width, w)
		}
	}
	return width
}

// natural is the width of a text on one line.
func (s *shaper) natural(w words, size float64) float64 {
	before := s.look(w, false, true).before
	return before[len(before)-1] * size
}

func (c *cvSetter) words(text string) words { return words{text, c.lang, c.rtl} }

// text returns the style of running text.
func (c *cvSetter) text(of color) style { return style{size: c.size, lead: c.lead, color: of} }

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
	put("P", c.words(in.Title), style{size: c.size, bold: true, color: quiet, lead: 1.3}, 0)
	put("H1", c.words(in.Name), style{size: 25, bold: true, color: accent, lead: 1.25}, 2)
	native := style{size: 13, color: quiet, lead: 1.4}
	nativeRTL := readFromRight(in.NameNative)
	if nativeRTL != c.rtl {
		native.align = end
	}
	if in.NameNative != in.Name {
		put("P", words{in.NameNative, in.NativeLang, nativeRTL}, native, 0)
	}
	put("P", c.words(in.Target), style{size: 13, bold: true, color: ink, lead: c.lead}, 5*c.air)
	put("P", c.words(strings.Join(in.Contact, "  ·  ")), c.text(ink), 4*c.air)
}

// section sets a heading with its rule, and the rows: a table whose row headings are the dates or labels, or without these a list.
func (c *cvSetter) section(s Section) {
	s.Rows = slices.DeleteFunc(slices.Clone(s.Rows), CVRow.blank)
	if len(s.Rows) == 0 {
		return
	}
	var all []slice
	if s.Title != "" {
		all = append(all, c.heading(s.Title))
	}
	labelled := slices.ContainsFunc(s.Rows, func(r CVRow) bool { return r.When != "" })
	var parent *element
	if labelled {
		parent = c.root.add("Table", "")
	} else {
		parent = c.root.add("L", "")
		parent.attributes = unmarked
	}
	before, small := 6*c.air, true
	for _, r := range s.Rows {
		row := c.row(parent, r, labelled)
		if len(row) == 0 {
			continue
		}
		row[0].before = before
		before = cvClose * c.air
		if r.What != "" || len(r.Details) > 0 {
			before, small = cvRowSpace*c.air, false
		}
		all = append(all, row...)
	}
	if small {
		keepSmall(all)
	}
	c.slices = append(c.slices, all...)
}

// keepSmall keeps a short list with its heading on one page; of a long one, two lines on either side of a break.
func keepSmall(all []slice) {
	whole := joined(all).height <= together
	for i := range all[:len(all)-1] {
		if whole || i < fewest || i == len(all)-fewest {
			all[i].keep = true
		}
	}
}

// heading sets the title of a section; it stays with the first row.
func (c *cvSetter) heading(title string) slice {
	p := c.paragraph(c.root, "H2", c.words(title), style{size: 12.5, bold: true, color: accent, lead: 1.3}, c.textWidth())
	height := p.height() + 3
	return slice{height: height, before: cvHeadSpace * c.air, keep: true, draw: func(y float64) {
		c.bookmark(title, y)
		c.draw(p, c.margin.left, y)
		c.page().rule(c.margin.left, y+height-1, c.textWidth(), 0.6, hair)
	}}
}

// blank tells whether there is nothing to print.
func (r CVRow) blank() bool {
	return strings.TrimSpace(r.When+r.What+r.Where+strings.Join(r.Details, "")) == ""
}

// row sets one entry: the date in the side column, all else beside it. It is a row of a table, or without dates a point of a list.
func (c *cvSetter) row(parent *element, r CVRow, labelled bool) []slice {
	var side, main []slice
	var body *element
	if labelled {
		tr := parent.add("TR", "")
		if r.When == "" {
			tr.add("TD", "")
		} else {
			th := tr.add("TH", "")
			th.attributes = rowHeading
			p := c.paragraph(th, "P", c.words(r.When), c.text(quiet), c.side)
			side = c.cut(p, c.column(c.rtl, 0, c.side), 0, false)
		}
		body = tr.add("TD", "")
	} else {
		body = parent.add("LI", "").add("LBody", "")
	}
	offset := c.side + cvGap
	width := c.textWidth() - offset
	bold := c.text(ink)
	bold.bold = true
	for _, part := range []struct {
		text string
		st   style
	}{{r.What, bold}, {r.Where, c.text(ink)}} {
		if part.text != "" {
			p := c.paragraph(body, "P", c.words(part.text), part.st, width)
			main = append(main, c.cut(p, c.column(c.rtl, offset, width), 0, false)...)
		}
	}
	if len(r.Details) > 0 {
		list := body.add("L", "")
		list.attributes = bulleted
		for _, text := range r.Details {
			main = append(main, c.bullet(list, text, offset, width)...)
		}
	}
	return beside(side, main)
}

// bullet sets one point of a list; its text hangs beside the bullet.
func (c *cvSetter) bullet(list *element, text string, offset, width float64) []slice {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	const indent = 11
	item := list.add("LI", "")
	mark := c.paragraph(item, "Lbl", words{"•", c.lang, c.rtl}, c.text(accent), indent)
	body := c.paragraph(item, "LBody", c.words(text), c.text(ink), width-indent)
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
	p := c.paragraph(c.root, "P", c.words(text), c.text(ink), c.textWidth())
	c.slices = append(c.slices, c.cut(p, c.margin.left, cvClosing*c.air, false)...)
}
