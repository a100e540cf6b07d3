package domain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Asked says what a term of an entry is about, which decides which kinds of concepts can be meant.
type Asked string

// What is asked for in terms.
const (
	AskedOccupation  Asked = "occupation"
	AskedTask        Asked = "task"
	AskedCertificate Asked = "certificate"
	AskedSubject     Asked = "subject"
	AskedSkill       Asked = "skill"
	AskedCourse      Asked = "course"

	AskedLanguageCertificate Asked = "language_certificate"
)

// EachTerm calls f for every term of the entry that is not empty, which f may change.
func (e *Entry) EachTerm(f func(what Asked, t *Term)) {
	*e = e.eachTerm(func(field string, t Term) Term {
		if !t.Empty() {
			f(e.asked(field), &t)
		}
		return t
	})
}

// asked says what a field of the entry is about.
func (e *Entry) asked(field string) Asked {
	switch {
	case e.Course != nil:
		return AskedCourse
	case e.Language != nil:
		return AskedLanguageCertificate
	case e.Skill != nil:
		return AskedSkill
	case SameField(field, "tasks"):
		return AskedTask
	}
	return Asked(field) // occupation, certificate, subject
}

// The bounds of a word that others may be shown: what is longer tells something about somebody.
const (
	maxQueueLetters = 60
	maxQueueWords   = 6
)

// ShortWord tells whether a text is short enough to be a word of the trade rather than a story: a line of at most six words, with letters
// and without digits, addresses, ends of sentences and line breaks.
func ShortWord(s string) bool {
	return utf8.RuneCountInString(s) <= maxQueueLetters && len(strings.Fields(s)) <= maxQueueWords &&
		strings.ContainsFunc(s, unicode.IsLetter) &&
		!strings.ContainsFunc(s, func(r rune) bool {
			return unicode.IsNumber(r) || strings.ContainsRune("@.!?؟۔።፧", r) || Forbidden(r, "")
		})
}

// MaxOpenWords is how many words of one person wait in the queue at once, so that nobody fills it alone.
const MaxOpenWords = 100

// UnmatchedState is what became of a word.
type UnmatchedState string

// The states of a word. Staff decide the first three times, the person the others.
const (
	WordOpen      UnmatchedState = "open"
	WordSuggested UnmatchedState = "suggested" // staff name a concept; nothing of the person's has changed
	WordNoFit     UnmatchedState = "no_fit"    // staff: there is no concept for it
	WordPrivate   UnmatchedState = "private"   // staff: it says something about somebody, and is shown to nobody more
	WordAccepted  UnmatchedState = "accepted"  // the person took the concept
	WordDeclined  UnmatchedState = "declined"  // the person keeps the own words
)

// An Unmatched is a word that waits for staff. Who said it is not in it.
type Unmatched struct {
	ID       UnmatchedID
	Asked    Asked
	Language string
	Word     string
	Persons  int // how many said it
}

// A WordDecision is what staff decide about a word, for all who said it.
type WordDecision struct {
	ID      UnmatchedID
	State   UnmatchedState // suggested, no_fit or private
	Concept string         // when suggested
	General bool           // when suggested: the word becomes a label of the city
	Native  bool           // when general: who decides grew up with the language, and has read the word
}

// Check returns nil, or an Invalid error that names the first wrong field.
func (d WordDecision) Check() error {
	switch {
	case !slices.Contains([]UnmatchedState{WordSuggested, WordNoFit, WordPrivate}, d.State):
		return invalid("state", "choose")
	case (d.State == WordSuggested) != (d.Concept != ""):
		return invalid("concept", "choose")
	case d.State != WordSuggested && (d.General || d.Native), d.Native && !d.General:
		return invalid("general", "choose")
	}
	return nil
}

// A WordSuggestion is a concept that staff suggest for a word of the person.
type WordSuggestion struct {
	ID      UnmatchedID
	Entry   EntryID
	Asked   Asked
	Word    string
	Concept string
}

// A CityLabel is a word that staff have approved as a label of a concept, in this city only.
type CityLabel struct {
	ID       CityLabelID
	Asked    Asked
	Language string
	Folded   string // as package vocab compares words
	Label    string
	Concept  string
	Review   string // none or native
	By       UserID
	ByName   string
	At       Instant
}
