// Package docx writes a CV as a Word document that a helper can go on editing: real headings, one table of fixed columns per
// section, real lists, a page number that counts, and runs marked with their direction and language, so that Word and LibreOffice
// show, read and check them in the right way.
//
// All words are given by the caller. The same input gives the same bytes.
package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"time"
)

// A Doc is a document on A4.
type Doc struct {
	Title    string // in the properties of the file
	Author   string
	Lang     string // BCP 47
	Native   string // BCP 47, of words in the script of that language inside other text; empty when not known
	RTL      bool   // the language is read from the right
	Created  time.Time
	Head     []Paragraph
	Sections []Section
	Foot     []Paragraph
	Page     PageWords
}

// PageWords stand at the foot of each page around the number of the page and that of all pages: Before 1 Between 2.
type PageWords struct{ Before, Between string }

// A Section is a heading with a table; a row is a side column and beside it paragraphs.
type Section struct {
	Title string
	Rows  []Row
}

// A Row is one entry of a section.
type Row struct {
	Side string // a date or a label; may be empty
	Main []Paragraph
}

// A Paragraph is text in one style.
type Paragraph struct {
	Text  string
	Style Style
	Lang  string // BCP 47, when other than that of the document
}

// A Style is the look and the role of a paragraph.
type Style string

// The styles.
const (
	Normal  Style = ""
	Name    Style = "Heading1" // one per document
	Quiet   Style = "Quiet"    // small and grey
	Aim     Style = "Aim"      // the occupation looked for
	Strong  Style = "Strong"   // bold
	Bullet  Style = "ListBullet"
	Closing Style = "Closing" // place and date, with room for a signature
)

const (
	heading Style = "Heading2"
	label   Style = "Label"  // in the side column
	footer  Style = "Footer" // of each page
)

// Bytes writes the document.
// Errors: none that the caller can cause; those of the archive are handed on.
func Bytes(d Doc) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [...]struct{ name, text string }{
		{"[Content_Types].xml", contentTypes},
		{"_rels/.rels", packageRelations},
		{"docProps/core.xml", d.properties()},
		{"word/_rels/document.xml.rels", documentRelations},
		{"word/styles.xml", d.styles()},
		{"word/settings.xml", settings},
		{"word/numbering.xml", numbering},
		{"word/footer1.xml", d.footer()},
		{"word/document.xml", d.body()},
	} {
		w, err := z.Create(part.name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(declaration + part.text)); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func (d Doc) properties() string {
	created := d.Created.UTC().Format(time.RFC3339)
	return `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escape(d.Title) + `</dc:title><dc:creator>` + escape(d.Author) + `</dc:creator><dc:language>` + escape(d.Lang) + `</dc:language>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + created + `</dcterms:created></cp:coreProperties>`
}

// escape makes text fit for XML; characters that XML cannot hold become U+FFFD.
func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
