package pdf

import (
	"regexp"
	"strings"
)

// A PlainDoc is running text.
type PlainDoc struct {
	Head
	RTL  bool
	Text string // paragraphs separated by blank lines; other line ends count as spaces
	// PageLabel gives the words for the foot of a page; nil for none.
	PageLabel func(page, pages int) string
}

var blankLines = regexp.MustCompile(`\n[ \t]*\n\s*`)

// Plain sets paragraphs on A4, as many pages as needed.
func Plain(in PlainDoc) ([]byte, error) {
	d, err := newDoc(in.Head, a4Width, a4Height, margins{top: 22 * mm, right: 22 * mm, bottom: 24 * mm, left: 22 * mm})
	if err != nil {
		return nil, err
	}
	var all []slice
	for _, text := range blankLines.Split(strings.ReplaceAll(in.Text, "\r\n", "\n"), -1) {
		text = strings.Join(strings.Fields(text), " ")
		if text == "" {
			continue
		}
		p := d.paragraph(d.root, "P", words{text, in.Lang, in.RTL}, style{size: 11, lead: 1.5, color: ink}, d.textWidth())
		all = append(all, d.cut(p, d.margin.left, 9, false)...)
	}
	d.fill(all)
	d.foot(in.Lang, in.RTL, in.Title, in.PageLabel)
	return d.bytes(), nil
}
