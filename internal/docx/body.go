package docx

import (
	"slices"
	"strings"
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
		d.table(&b, s)
	}
	foot := d.Foot
	if len(foot) == 0 {
		foot = []Paragraph{{Style: Closing}} // Word wants a paragraph behind the last table
	}
	for _, p := range foot {
		d.paragraph(&b, p)
	}
	b.WriteString(d.sheet() + `</w:body></w:document>`)
	return b.String()
}

// sheet describes the paper: A4 with the margins of the PDF, 25 mm where reading starts and 20 mm elsewhere.
func (d Doc) sheet() string {
	left, right, direction := wideMargin, margin, ""
	if d.RTL {
		left, right, direction = margin, wideMargin, `<w:bidi/>`
	}
	return `<w:sectPr><w:footerReference w:type="default" r:id="r4"/><w:pgSz w:w="11906" w:h="16838"/>` +
		`<w:pgMar w:top="` + margin + `" w:right="` + right + `" w:bottom="` + wideMargin + `" w:left="` + left + `" w:header="567" w:footer="680" w:gutter="0"/>` +
		direction + `</w:sectPr>`
}

// table writes rows of two columns that keep their widths; a row does not break over pages.
func (d Doc) table(b *strings.Builder, s Section) {
	b.WriteString(`<w:tbl><w:tblPr>`)
	if d.RTL {
		b.WriteString(`<w:bidiVisual/>`)
	}
	b.WriteString(`<w:tblW w:w="` + fullWidth + `" w:type="dxa"/><w:tblLayout w:type="fixed"/>` + s.cellMargins() +
		`<w:tblLook w:val="0080" w:firstRow="0" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>` +
		`<w:tblGrid><w:gridCol w:w="` + sideWidth + `"/><w:gridCol w:w="` + mainWidth + `"/></w:tblGrid>`)
	for _, r := range s.Rows {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
		d.cell(b, sideWidth, []Paragraph{{Text: r.Side, Style: label}})
		d.cell(b, mainWidth, r.Main)
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
}

// cellMargins puts the text of a table under that of its heading, with a little space below each row: less where all are of one line.
func (s Section) cellMargins() string {
	space := labelSpace
	if slices.ContainsFunc(s.Rows, func(r Row) bool { return len(r.Main) > 1 }) {
		space = entrySpace
	}
	return `<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:bottom w:w="` + space + `" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>`
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
	d.open(b, p.Style)
	for _, r := range runs(p.Text, d.RTL) {
		d.run(b, r, p.Lang)
	}
	b.WriteString(`</w:p>`)
}

// open begins a paragraph.
func (d Doc) open(b *strings.Builder, s Style) {
	b.WriteString(`<w:p><w:pPr>`)
	if s != Normal {
		b.WriteString(`<w:pStyle w:val="` + string(s) + `"/>`)
	}
	if d.RTL {
		b.WriteString(`<w:bidi/>`)
	}
	b.WriteString(`</w:pPr>`)
}

// run writes text of one script. lang is the language of its paragraph, or "".
func (d Doc) run(b *strings.Builder, r run, lang string) {
	b.WriteString(`<w:r><w:rPr>`)
	if r.script == fromRight {
		b.WriteString(`<w:rtl/>`)
	}
	if tag := d.langOf(r.script, lang); tag != "" {
		attribute := "val"
		if r.script == fromRight {
			attribute = "bidi"
		}
		b.WriteString(`<w:lang w:` + attribute + `="` + escape(tag) + `"/>`)
	}
	b.WriteString(`</w:rPr><w:t xml:space="preserve">` + escape(r.text) + `</w:t></w:r>`)
}

// langOf is the language of a run: that of its paragraph, of the document or of the person, if it is written so. Empty for that of the
// document, which is the default, and where only the script is known.
func (d Doc) langOf(s script, lang string) string {
	for _, tag := range [...]string{lang, d.Lang, d.Native} {
		if tag == "" || scriptOf(tag) != s {
			continue
		}
		if tag == d.Lang {
			return ""
		}
		return tag
	}
	return ""
}

// footer writes the number of the page and that of all pages as fields.
func (d Doc) footer() string {
	var b strings.Builder
	b.WriteString(`<w:ftr ` + mainNamespace + `>`)
	d.open(&b, footer)
	field := func(name string) {
		b.WriteString(`<w:fldSimple w:instr=" ` + name + ` "><w:r><w:t>1</w:t></w:r></w:fldSimple>`)
	}
	words := func(text string) {
		for _, r := range runs(text, d.RTL) {
			d.run(&b, r, "")
		}
	}
	words(d.Page.Before)
	field("PAGE")
	words(d.Page.Between)
	field("NUMPAGES")
	b.WriteString(`</w:p></w:ftr>`)
	return b.String()
}
