// Package cv turns a CV in a person's own words into a German one.
//
// Parse reads the form aufwind-cv/1 strictly; FromProfile makes the same of a person's profile. German writes the German
// lines: from concepts of the vocabulary, from facts by rule, and from free text only once its German was reviewed or
// confirmed. What cannot be made certain stands under Open and is never dropped. Original writes it as it was said instead. Text, JSON,
// PDF and DOCX show the result.
// The forms are described in docs/reference/cv-format.md.
//
// The package is pure: no clock, no files, no network. All functions may be called from many goroutines at once.
package cv

import (
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// DocumentFormat names the form that a Document has in JSON.
const DocumentFormat = "aufwind-cv-de/1"

// A Document is a CV, German or in the person's own words, final line by line, with what is still open.
type Document struct {
	Format   string    `json:"format"` // DocumentFormat or OriginalFormat
	Sections []Section `json:"sections"`
	Open     []Open    `json:"open"`
	Gaps     []OpenGap `json:"gaps"`

	Head    Head       `json:"-"` // the section head in its parts
	Closing string     `json:"-"` // place and date, "Stuttgart, 22.11.2026"
	On      domain.Day `json:"-"` // the day of the CV
	Lang    i18n.Lang  `json:"-"` // of all lines
}

// A Head is what stands above a CV.
type Head struct {
	Title      string // of the document, such as "Lebenslauf"
	Name       string // Latin letters as in the passport
	NameNative string // in the own script
	NativeLang string // of NameNative, BCP 47
	Target     string // the occupation looked for
}

// The keys of sections, in the order of print. A section without lines is left out.
const (
	KeyHead      = "head"
	KeyPersonal  = "personal"
	KeyProfile   = "profile"
	KeyWork      = "work"
	KeyEducation = "education"
	KeyCourses   = "courses"
	KeyLanguages = "languages"
	KeyDriving   = "driving"
	KeySkills    = "skills"
)

// A Section is a part of a CV under its German title.
type Section struct {
	Key   string `json:"key"`
	Title string `json:"title"`
	Lines []Line `json:"lines"`
}

// A Line is one entry of a section. Any of When, What and Where may be empty.
type Line struct {
	When    string   `json:"when"`
	What    string   `json:"what"` // "label: value" in the sections personal and languages
	Where   string   `json:"where"`
	Source  Source   `json:"source"` // of What, or of the line when What is empty
	Details []Detail `json:"details"`
}

// A Detail is a point below a line.
type Detail struct {
	Text   string `json:"text"`
	Source Source `json:"source"`
}

// A Source says why a German text is certain.
type Source string

// The sources, from the surest on.
const (
	FromConcept   Source = "concept"   // the vocabulary has it
	FromRule      Source = "rule"      // a date, a name, a country, a grade
	FromConfirmed Source = "confirmed" // free text whose German the person has confirmed
	FromReviewed  Source = "reviewed"  // free text whose German somebody has reviewed
)

// An Open is something of the CV that could not be made certain.
type Open struct {
	Path       string      `json:"path"` // in the CV: work[0].tasks[1]
	Reason     Reason      `json:"reason"`
	Text       string      `json:"text"` // what was said
	German     string      `json:"-"`    // of a machine, with Unconfirmed: printed nowhere
	Candidates []Candidate `json:"candidates,omitempty"`
}

// A Reason says why something is open.
type Reason string

// The reasons.
const (
	Untranslated  Reason = "untranslated"  // there is no German
	Unconfirmed   Reason = "unconfirmed"   // there is German from a machine only
	Ambiguous     Reason = "ambiguous"     // the vocabulary knows no or several such labels
	Contradictory Reason = "contradictory" // dates or a grade that cannot be
)

// A Candidate is a concept that an ambiguous label may mean.
type Candidate struct {
	Concept string `json:"concept"`
	Label   string `json:"label"`
	German  string `json:"german"`
}

// An OpenGap is a span of more than two months without an entry, with neutral wordings to choose from.
type OpenGap struct {
	When        string   `json:"when"` // 2016 – 2018
	From        string   `json:"-"`    // 2016 or 03/2016, without words, for pages in other languages
	Until       string   `json:"-"`    // empty when it lasts
	Suggestions []string `json:"suggestions"`
}
