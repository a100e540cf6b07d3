package domain

import (
	"cmp"
	"slices"
)

// MaxCVs is how many CVs one person keeps.
const MaxCVs = 10

// A CVSelection is one of a person's CVs: what of the profile's entries it shows, in which order, and for which aim. The entries stand
// once, in the profile. The zero selection shows all of them.
type CVSelection struct {
	ID        CVID         `json:"-"`
	Person    PersonID     `json:"-"`
	Version   int          `json:"-"` // 0 before the first save; grows by 1 per save
	Updated   Instant      `json:"-"`
	Title     string       `json:"title,omitempty"`    // the person's own name of it; empty: that of the target
	Language  string       `json:"language,omitempty"` // of its labels, BCP 47; empty: the person's
	Target    *Term        `json:"target,omitempty"`
	Print     CVPrint      `json:"print"`
	Residence *CVResidence `json:"residence,omitempty"` // only from a file so far
	Entries   []CVEntry    `json:"entries,omitempty"`
	Gaps      []GapChoice  `json:"gaps,omitempty"`
	Languages bool         `json:"all_languages,omitempty"` // the short profile shows all languages
	Imported  Instant      `json:"imported,omitempty"`      // when it came in with a file; 0 when it was made here
}

// A CVEntry says how one entry stands in a CV. Entries that no CVEntry names stand behind the named ones, whole; those that are not in the
// profile any more are passed over.
type CVEntry struct {
	Entry EntryID  `json:"entry"`
	Out   bool     `json:"out,omitempty"`   // the CV leaves it out
	Tasks []CVTask `json:"tasks,omitempty"` // of a job, as Entries of a CV
}

// A CVTask says how one task of a job stands in a CV.
type CVTask struct {
	Task Term `json:"task"`
	Out  bool `json:"out,omitempty"`
}

// A GapChoice is what a person decided about a span without an entry.
type GapChoice struct {
	Gap
	First Day  `json:"first,omitempty"` // the days that were free when it was chosen; Last is empty when they reached the present
	Last  Day  `json:"last,omitempty"`
	Fixed bool `json:"fixed,omitempty"` // From and To are said by the person and do not follow the entries beside the gap
}

// Left tells whether the gap shall stay empty.
func (g GapChoice) Left() bool { return g.Reason == "" }

// FirstCV is the id of the CV that every person has from the beginning, saved or not.
func FirstCV(p PersonID) CVID { return CVID(p) }

// Of returns how the CV shows entry e; the zero CVEntry with its id when it names e nowhere.
func (s CVSelection) Of(e EntryID) CVEntry {
	for _, c := range s.Entries {
		if c.Entry == e {
			return c
		}
	}
	return CVEntry{Entry: e}
}

// Shows tells whether task t is in.
func (e CVEntry) Shows(t Term) bool {
	return !slices.Contains(e.Tasks, CVTask{Task: t, Out: true})
}

// Check returns nil, or an Invalid error that names the first wrong field.
func (s CVSelection) Check() error {
	switch {
	case len(s.Entries) > MaxList*len(ProfileSections) || len(s.Gaps) > MaxList:
		return invalid("", "tooMany")
	case len(s.Language) > MaxLine:
		return invalid("language", "choose")
	}
	for _, e := range s.Entries {
		if len(e.Tasks) > 2*MaxList {
			return invalid("tasks", "tooMany")
		}
	}
	return cmp.Or(checkLine("title", s.Title), s.Target.check("target"))
}

// A CVForm is one of the forms in which a CV is written.
type CVForm string

// The forms of a CV.
const (
	CVFull      CVForm = "full"
	CVAnonymous CVForm = "short-anonymous" // names nobody
	CVOriginal  CVForm = "original"        // in the person's own language, as it was said
)

// CVForms lists every form.
var CVForms = [...]CVForm{CVFull, CVAnonymous, CVOriginal}

// Valid tells whether f is one of CVForms.
func (f CVForm) Valid() bool { return slices.Contains(CVForms[:], f) }
