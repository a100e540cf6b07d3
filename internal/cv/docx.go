package cv

import (
	"github.com/aufwind-im/aufwind/internal/docx"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// DOCX writes the document for Word and LibreOffice. The same document gives the same bytes.
func DOCX(d Document) ([]byte, error) {
	title, heading, target := d.Head.heading()
	doc := docx.Doc{
		Title:   joined(title, heading),
		Author:  d.Head.Name,
		Lang:    d.Lang.Tag(),
		RTL:     d.Lang.Dir() == "rtl",
		Created: noon(d.On),
		Native:  d.Head.NativeLang,
		Page:    docx.PageWords{Between: " / "},
	}
	if d.Lang == i18n.De {
		doc.Lang, doc.Page = "de-DE", docx.PageWords{Before: "Seite ", Between: " von "}
	}
	put := func(text string, style docx.Style, lang string) {
		if text != "" {
			doc.Head = append(doc.Head, docx.Paragraph{Text: text, Style: style, Lang: lang})
		}
	}
	put(title, docx.Quiet, "")
	put(heading, docx.Name, "")
	put(d.Head.NameNative, docx.Quiet, d.Head.NativeLang)
	put(target, docx.Aim, "")
	for _, s := range d.Sections {
		if s.Key != KeyHead {
			doc.Sections = append(doc.Sections, docxSection(s))
		}
	}
	if d.Closing != "" {
		doc.Foot = []docx.Paragraph{{Text: d.Closing, Style: docx.Closing}}
	}
	return docx.Bytes(doc)
}

func docxSection(s Section) docx.Section {
	part := docx.Section{Title: s.Title}
	for _, l := range s.Lines {
		row := docx.Row{Side: l.When}
		put := func(text string, style docx.Style) {
			if text != "" {
				row.Main = append(row.Main, docx.Paragraph{Text: text, Style: style})
			}
		}
		switch {
		case s.Key == KeyPersonal, s.Key == KeyLanguages:
			label, text := l.labelled()
			row.Side = label
			put(text, docx.Normal)
		case plainList(s.Key):
			put(l.What, docx.Normal)
		default:
			put(l.What, docx.Strong)
		}
		put(l.Where, docx.Normal)
		for _, detail := range l.Details {
			put(detail.Text, docx.Bullet)
		}
		part.Rows = append(part.Rows, row)
	}
	return part
}
