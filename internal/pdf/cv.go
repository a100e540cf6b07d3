package pdf

import (
	"strings"
	"time"
)

// A CVDoc is a CV in tabular form, ready to be set: all texts in the language of the document and in their final order.
// Empty texts are left out with their row.
type CVDoc struct {
	Title         string // the kind of document, such as "Lebenslauf"; stands small above the name
	Lang          string // BCP 47
	RTL           bool   // the language is read from the right
	Created       time.Time
	Author        string // in the properties of the file; empty where nobody is named
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

// A density is how close a CV is set. The step from roomy to tight is not seen without a ruler.
type density struct {
	size float64 // of letters; never below 10
	lead float64 // distance of lines as a multiple of size
	air  float64 // part of the full space between rows and sections
	edge float64 // at the top, and at the bottom of a CV of one page
}

// densities from the roomiest to the tightest.
var densities = [...]density{
	{10.5, 1.42, 1, 20 * mm},
	{10.5, 1.38, 0.85, 20 * mm},
	{10.5, 1.34, 0.7, 18 * mm},
	{10, 1.34, 0.6, 16 * mm},
	{10, 1.3, 0.5, 15 * mm},
}

// Measures of a CV.
const (
	cvRight, cvLeft     = 20 * mm, 25 * mm // of text read from the left
	cvFoot              = 24 * mm          // below the text where the page has a foot
	cvSideLeast         = 32 * mm          // column of dates and labels
	cvSideMost          = 48 * mm
	cvSideHalf          = 0.56 // of a text, on the longer of two lines
	cvGap               = 5 * mm
	cvRowSpace, cvClose = 7, 3 // between entries; between labels with their values
	cvHeadSpace         = 17
	cvClosing           = 30 // above place and date: room for a signature
)

// CV sets a CV on A4. It has as few pages as the tightest density needs, and is set as roomy as these pages allow.
func CV(in CVDoc) ([]byte, error) {
	s, err := newShaper()
	if err != nil {
		return nil, err
	}
	if isTag(in.NativeLang) {
		s.native = in.NativeLang
	}
	c := setCV(s, in, densities[0])
	if c.mayShrink() {
		fewest := setCV(s, in, densities[len(densities)-1]).pageCount()
		for i := 1; c.pageCount() > fewest; i++ {
			c = setCV(s, in, densities[i])
		}
	}
	c.margin.bottom = c.bottomFor(c.pageCount())
	c.fill(c.slices)
	c.foot(in.Lang, in.RTL, in.Name, in.PageLabel)
	return c.bytes(), nil
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
