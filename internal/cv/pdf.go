package cv

import (
	"fmt"
	"strings"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/pdf"
)

// PDF sets the document as tagged PDF on A4, with at least one page. The same document gives the same bytes.
func PDF(d Document) ([]byte, error) {
	title, heading, target := d.Head.heading()
	doc := pdf.CVDoc{
		Title:      title,
		Lang:       d.Lang.Tag(),
		RTL:        d.Lang.Dir() == "rtl",
		Created:    noon(d.On),
		Author:     d.Head.Name,
		Name:       heading,
		NameNative: d.Head.NameNative,
		NativeLang: d.Head.NativeLang,
		Target:     target,
		Closing:    d.Closing,
		PageLabel: func(page, pages int) string {
			if d.Lang == i18n.De {
				return fmt.Sprintf("Seite %d von %d", page, pages)
			}
			return fmt.Sprintf("%d / %d", page, pages)
		},
	}
	for _, s := range d.Sections {
		switch s.Key {
		case KeyHead:
		case KeyPersonal:
			doc.PersonalTitle = s.Title
			for _, l := range s.Lines {
				label, text := l.labelled()
				doc.Personal = append(doc.Personal, pdf.Row{Label: label, Value: text})
			}
		default:
			doc.Sections = append(doc.Sections, pdfSection(s))
		}
	}
	return pdf.CV(doc)
}

func pdfSection(s Section) pdf.Section {
	part := pdf.Section{Title: s.Title}
	for _, l := range s.Lines {
		row := pdf.CVRow{When: l.When, What: l.What, Where: l.Where}
		switch {
		case s.Key == KeyLanguages:
			row.When, row.Where = l.labelled()
			row.What = ""
		case plainList(s.Key):
			row = pdf.CVRow{Where: l.What}
		}
		for _, detail := range l.Details {
			row.Details = append(row.Details, detail.Text)
		}
		part.Rows = append(part.Rows, row)
	}
	return part
}

// plainList tells whether the lines of a section are short words, not entries with a date.
func plainList(key string) bool {
	return key == KeyProfile || key == KeyLanguages || key == KeyDriving || key == KeySkills
}

// labelled splits a line of personal data, or a language, into its label and its value; what has no label is the value.
func (l Line) labelled() (label, text string) {
	label, text, ok := strings.Cut(l.What, ": ")
	if !ok {
		return "", l.What
	}
	return label, text
}

// heading is the highest heading of a document: who it is of, else what is looked for, else what it is. Above it stands title, which may be
// empty, and below it target.
func (h Head) heading() (title, heading, target string) {
	switch {
	case h.Name != "":
		return h.Title, h.Name, h.Target
	case h.Target != "":
		return h.Title, h.Target, ""
	}
	return "", h.Title, ""
}

// noon is the time that stands in a file made on day.
func noon(day domain.Day) time.Time {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return time.Time{}
	}
	return t.Add(12 * time.Hour)
}
