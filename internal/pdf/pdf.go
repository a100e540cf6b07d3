// Package pdf writes the documents of Aufwind as tagged PDF: the CV, the slip to sign in, the note about a plan, plain paragraphs.
//
// It sets Latin, Cyrillic, Arabic and Ethiopic letters in one paragraph, in either base direction, and keeps the text readable for
// screen readers and for programs that take the text out again. All words are given by the caller; the package has none of its own.
// The same input and the same date give the same bytes. Every function may be called from many goroutines at once.
//
// The files are tagged, but do not call themselves PDF/UA or PDF/A: nothing has proved it yet.
package pdf

import "time"

// A Head names a document in its properties.
type Head struct {
	Title   string
	Author  string    // may be empty
	Lang    string    // BCP 47 tag of the main language, such as "de"
	Created time.Time // the only date that enters the file
}

// Sizes of paper and the unit of length, in points (1/72 inch).
const (
	mm       = 72 / 25.4
	a4Width  = 210 * mm
	a4Height = 297 * mm
	a5Width  = 148 * mm
)

// A color is red, green and blue, each 0..1.
type color [3]float64

var (
	ink    = color{0.09, 0.11, 0.14} // text
	quiet  = color{0.35, 0.38, 0.42} // labels; 6.9:1 on white
	accent = color{0.07, 0.25, 0.42} // name and headings
	hair   = color{0.72, 0.76, 0.80} // rules
	tint   = color{0.94, 0.96, 0.98} // boxes
)
