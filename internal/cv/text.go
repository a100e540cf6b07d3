package cv

import (
	"bytes"
	"encoding/json"
	"strings"
)

// JSON is the document in the form aufwind-cv-de/1, one line per line of the CV.
func JSON(d Document) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	err := encoder.Encode(d)
	return b.Bytes(), err
}

// Text is the text of the PDF in reading order; two spaces stand between the columns.
func Text(d Document) string {
	var b strings.Builder
	put := func(s string) {
		if s != "" {
			b.WriteString(s)
			b.WriteByte('\n')
		}
	}
	for i, s := range d.Sections {
		if i > 0 {
			b.WriteByte('\n')
		}
		put(s.Title)
		for _, l := range s.Lines {
			when, what := l.When, l.What
			if s.Key == KeyPersonal {
				when, what = l.labelled()
			}
			put(strings.TrimSpace(when + "  " + what))
			put(l.Where)
			for _, detail := range l.Details {
				put("• " + detail.Text)
			}
		}
	}
	if d.Closing != "" {
		b.WriteByte('\n')
		put(d.Closing)
	}
	return b.String()
}
