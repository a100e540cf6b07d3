package vocab

import (
	"cmp"
	"slices"
)

// An ID names a concept for good: "<prefix>:<words>", in lower-case ASCII, such as "occ:carpenter".
type ID string

// A Kind says what a concept is. The list is closed: see Kinds.
type Kind string

// The kinds of concepts; each has one data file.
const (
	Group               Kind = "group" // a field of work, for browsing occupations
	Occupation          Kind = "occupation"
	Task                Kind = "task"                 // a line of the CV below an occupation
	Certificate         Kind = "certificate"          // of a foreign school, training or university
	School              Kind = "school"               // a type of school
	Subject             Kind = "subject"              // of training or study
	LanguageCertificate Kind = "language_certificate" // with its level, where it has only one
	Course              Kind = "course"               // in Germany
	Licence             Kind = "licence"              // to drive, to operate or to practise
	Machine             Kind = "machine"
	IT                  Kind = "it"
	Soft                Kind = "soft" // how somebody works
	Gap                 Kind = "gap"  // the neutral reason of a time without entries
)

// Kinds lists every kind in the order in which the data is kept.
func Kinds() []Kind {
	return []Kind{
		Group, Occupation, Task, Certificate, School, Subject, LanguageCertificate,
		Course, Licence, Machine, IT, Soft, Gap,
	}
}

// A Review says who has looked at the labels of a concept in one language.
type Review string

// The states of review, from nobody to two native speakers.
const (
	Unreviewed Review = "none"
	Native     Review = "native"
	Double     Review = "double"
)

// A Fact is what a concept claims about the world outside, and how sure that is. It is zero for most kinds. Titles are
// shared by neighbours: the claims hold only for papers from Country.
type Fact struct {
	Country    string `json:"country"`    // ISO 3166-1 alpha-2; empty when not bound to one
	Original   string `json:"original"`   // title in the language of the document
	Translit   string `json:"translit"`   // the original in Latin letters
	Level      string `json:"level"`      // German orientation, "vergleichbar mit …, keine Anerkennung"; empty when unknown
	Years      int    `json:"years"`      // school years until then; 0 when not said
	Source     string `json:"source"`     // where the fact was read
	CheckedOn  string `json:"checked_on"` // YYYY-MM-DD of that reading; empty when only remembered
	Confidence string `json:"confidence"` // "sourced", or "verify" when it must be checked before use
}

// A Concept is one entry of the vocabulary. It is read-only: its parts are shared by all readers.
type Concept struct {
	ID     ID
	Kind   Kind
	Groups []string // keys of groups ("wood"): one for an occupation, one or more for a task, else none
	Tasks  []ID     // of an occupation: its most typical tasks, the most typical first; nil where none is typical
	ISCO   string   // ISCO-08 unit group of an occupation, four digits
	Code   string   // ISCED-F of a subject, class of a driving licence, CEFR level of a language certificate
	Icon   string   // key of the picture of a group
	Fact   Fact

	german german
	words  words // of all concepts
	at     int   // position of this one in them
}

// german holds the exact German of a concept: three forms of an occupation, or one phrase for all.
type german struct {
	M        string `json:"m"`
	F        string `json:"f"`
	Neutral  string `json:"neutral"`
	Phrase   string `json:"phrase"`
	Label    string `json:"label"`    // shown in a list when the phrase alone would be ambiguous
	Explicit string `json:"explicit"` // said only when the person has asked for it
}

// German returns the final German line of the concept. form is "m", "f" or "neutral" and matters for
// occupations only; "explicit" gives the open wording of a gap reason where there is one.
// An unknown form is treated as "neutral".
func (c Concept) German(form string) string {
	if form == "explicit" && c.german.Explicit != "" {
		return c.german.Explicit
	}
	if c.german.Phrase != "" {
		return c.german.Phrase
	}
	return c.german.of(form)
}

func (g german) of(form string) string {
	switch form {
	case "m":
		return g.M
	case "f":
		return g.F
	}
	return g.Neutral
}

// Label returns the preferred label in lang, a BCP 47 tag as in the data ("ar"), or "" when there is none.
// In German it is what a list shows: "Tischler / Tischlerin" for an occupation.
func (c Concept) Label(lang string) string {
	if lang == "de" {
		return c.germanLabel()
	}
	if l := c.words.labels(lang, c.at); len(l) > 0 {
		return l[0]
	}
	return ""
}

func (c Concept) germanLabel() string {
	switch g := c.german; {
	case g.Label != "":
		return g.Label
	case g.Phrase != "":
		return g.Phrase
	case g.M == g.F:
		return g.M
	default:
		return g.M + " / " + g.F
	}
}

// Labels returns all labels in lang, the preferred first; in German also the forms.
func (c Concept) Labels(lang string) []string {
	if lang != "de" {
		return slices.Clone(c.words.labels(lang, c.at))
	}
	var all []string
	for _, s := range append([]string{c.german.Label, c.german.Phrase, c.german.M, c.german.F, c.german.Neutral}, c.words.labels("de", c.at)...) {
		if s != "" && !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// Review says who has looked at the labels in lang.
func (c Concept) Review(lang string) Review {
	return cmp.Or(c.words.review(lang, c.at), Unreviewed)
}
