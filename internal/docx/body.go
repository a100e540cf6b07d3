package docx

import (
	"strings"

	"golang.org/x/text/unicode/bidi"
)

func (d Doc) body() string {
	var b strings.Builder
	b.WriteString(`<w:document ` + mainNamespace + `><w:body>`)
	for _, p := range d.Head {
		d.paragraph(&b, p)
	}
	for _, s := range d.Sections {
		if len(s.Rows) == 0 {
			continue
		}
		d.paragraph(&b, Paragraph{Text: s.Title, Style: heading})
		d.table(&b, s.Rows)
	}
	for _, p := range d.Foot {
		b.WriteString(`<w:p/>`)
		d.paragraph(&b, p)
	}
	b.WriteString(sheet + `</w:body></w:document>`)
	return b.String()
}

// table writes rows of two columns that keep their widths; a row does not break over pages.
func (d Doc) table(b *strings.Builder, rows []Row) {
	b.WriteString(`<w:tbl><w:tblPr>`)
	if d.RTL {
		b.WriteString(`<w:bidiVisual/>`)
	}
	b.WriteString(`<w:tblW w:w="` + fullWidth + `" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>` +
		`<w:tblGrid><w:gridCol w:w="` + sideWidth + `"/><w:gridCol w:w="` + mainWidth + `"/></w:tblGrid>`)
	for _, r := range rows {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		d.cell(b, sideWidth, []Paragraph{{Text: r.Side, Style: Quiet}})
		d.cell(b, mainWidth, r.Main)
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
}

// cell writes a cell; one without a paragraph would be a broken file.
func (d Doc) cell(b *strings.Builder, width string, list []Paragraph) {
	b.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + width + `" w:type="dxa"/></w:tcPr>`)
	if len(list) == 0 {
		list = []Paragraph{{}}
	}
	for _, p := range list {
		d.paragraph(b, p)
	}
	b.WriteString(`</w:tc>`)
}

func (d Doc) paragraph(b *strings.Builder, p Paragraph) {
	b.WriteString(`<w:p><w:pPr>`)
	if p.Style != Normal {
		b.WriteString(`<w:pStyle w:val="` + string(p.Style) + `"/>`)
	}
	if d.RTL {
		b.WriteString(`<w:bidi/>`)
	}
	b.WriteString(`</w:pPr>`)
	lang := p.Lang
	if lang == "" {
		lang = d.Lang
	}
	for _, r := range runs(p.Text, d.RTL) {
		b.WriteString(`<w:r><w:rPr>`)
		switch {
		case r.rtl:
			b.WriteString(`<w:rtl/><w:lang w:bidi="` + escape(lang) + `"/>`)
		case p.Lang != "" && p.Lang != d.Lang:
			b.WriteString(`<w:lang w:val="` + escape(lang) + `"/>`)
		}
		b.WriteString(`</w:rPr><w:t xml:space="preserve">` + escape(r.text) + `</w:t></w:r>`)
	}
	b.WriteString(`</w:p>`)
}

// A run is text of one direction.
type run struct {
	text string
	rtl  bool
}

// runs cuts text where its direction changes. Signs and spaces between two letters of the same direction go with them,
// others with the paragraph; digits count as read from the left.
func runs(text string, rtl bool) []run {
	var all []run
	put := func(s string, rtl bool) {
		if n := len(all); n > 0 && all[n-1].rtl == rtl {
			all[n-1].text += s
		} else if s != "" {
			all = append(all, run{s, rtl})
		}
	}
	last := rtl        // the direction of the letters so far
	start, end := 0, 0 // of these letters, with the signs between them
	for i, c := range text {
		now, strong := direction(c)
		if !strong {
			continue
		}
		if now != last {
			put(text[start:end], last)
			put(text[end:i], rtl)
			start = i
		}
		last, end = now, i+len(string(c))
	}
	put(text[start:end], last)
	put(text[end:], rtl)
	return all
}

// direction tells whether c is read from the right, and whether it has a direction at all.
func direction(c rune) (rtl, strong bool) {
	p, _ := bidi.LookupRune(c)
	switch p.Class() {
	case bidi.R, bidi.AL:
		return true, true
	case bidi.L, bidi.EN, bidi.AN:
		return false, true
	}
	return false, false
}
