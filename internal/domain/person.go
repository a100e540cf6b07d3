package domain

import (
	"slices"
	"strings"
	"unicode"
)

// PersonLanguages are the languages of the pages of persons.
var PersonLanguages = [...]string{"de", "en", "ar", "fa-AF", "fa", "ckb", "ku", "ps", "ti", "so", "uk", "ru", "tr", "fr"}

// A Person is the core of what is known of somebody: what registration stores.
type Person struct {
	ID            PersonID
	Name          Name
	Language      string // one of PersonLanguages
	Accommodation AccommodationID
	Registered    Instant
	Version       int
	Reads         string // another language that the person reads, ReadsNone, or empty while nothing was said
}

// ReadsNone is said by who reads no other language.
const ReadsNone = "none"

// A Registration is what a registration helper enters.
type Registration struct {
	Name          Name
	Language      string
	Accommodation AccommodationID
	Consent       bool // the person agreed to the core data being kept
	Terms         ReleaseTerms
	Once          string // key of the form: a second click stores nothing more
	NotADouble    bool   // the helper has seen "maybe already registered" and goes on
}

// Check returns nil, or an Invalid error that names every wrong field.
func (r Registration) Check() error {
	return Together(
		unless(strings.ContainsFunc(r.Name.Latin, unicode.IsLetter), "name_latin", "required"),
		unless(r.Name.Native == "" || strings.ContainsFunc(r.Name.Native, unicode.IsLetter), "name_native", "characters"),
		checkLine("name_latin", r.Name.Latin), checkLine("name_native", r.Name.Native),
		unless(slices.Contains(PersonLanguages[:], r.Language), "language", "choose"),
		unless(r.Accommodation != 0, "accommodation", "choose"),
		unless(r.Consent, "consent", "consent"),
	)
}

// unless says what is wrong with a field, unless it is right.
func unless(right bool, field, key string) error {
	if right {
		return nil
	}
	return invalid(field, key)
}

// A Slip is what a person takes home: code and first PIN. Only their hashes are stored.
type Slip struct {
	Person   PersonID
	Name     Name
	Language string
	Code     string // 16 letters of Crockford's base 32, in groups of four
	PIN      string // 6 digits

	Responsible Responsible // whom the person can ask
}

// Waiting is how much waits for a decision of the person.
type Waiting struct {
	Consents int // goals that the manager proposes to share with the Jobcenter
	Counters int // what the Jobcenter proposes instead
	Bodies   int // questions to bodies without the person's consent, and what bodies propose instead
	Goals    int // goals of the plan without an answer
	Words    int // suggestions for the own words
	Listed   Day // since when the person is on the waiting list; empty for who is not
	Notices  int // what the person has not put away
	Ending   int // releases to the responsible organisation that end soon
	Handover int // 1 when somebody else is to be responsible and the person has not answered
}
