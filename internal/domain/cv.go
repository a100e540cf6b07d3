package domain

// The types of this file are the form aufwind-cv/1 of docs/reference/cv-format.md: the profile's entries, written out.
// Their JSON is stored encrypted in entries and read by the command line, so a field name is never changed.

// CVFormat names the form that CV has.
const CVFormat = "aufwind-cv/1"

// A CV is a selection of a person's entries in the person's language.
type CV struct {
	Format      string          `json:"format"`
	Language    string          `json:"language"` // BCP 47
	AddressForm AddressForm     `json:"address_form"`
	Name        Name            `json:"name"`
	BirthDate   *PartialDate    `json:"birth_date,omitempty"`
	Nationality string          `json:"nationality,omitempty"` // ISO 3166-1 alpha-2
	Contact     Contact         `json:"contact"`
	Print       CVPrint         `json:"print"`
	Residence   *CVResidence    `json:"residence,omitempty"`
	Target      *Term           `json:"target,omitempty"`
	Work        []Work          `json:"work"`
	Education   []Education     `json:"education"`
	Courses     []Course        `json:"courses"`
	Languages   []LanguageSkill `json:"languages"`
	Driving     []Driving       `json:"driving"`
	Skills      []Term          `json:"skills"`
	Gaps        []Gap           `json:"gaps"`
}

// AddressForm decides the German form of an occupation.
type AddressForm string

// The forms of address.
const (
	AddressM       AddressForm = "m"
	AddressF       AddressForm = "f"
	AddressNeutral AddressForm = "neutral"
)

// Name is a name in Latin letters as in the passport, and in the own script.
type Name struct {
	Latin  string `json:"latin,omitempty"`
	Native string `json:"native,omitempty"`
}

// Or returns the Latin spelling, or the native one where there is no Latin one.
func (n Name) Or() string {
	if n.Latin != "" {
		return n.Latin
	}
	return n.Native
}

// Own returns the spelling in the own script, or the Latin one where there is none.
func (n Name) Own() string {
	if n.Native != "" {
		return n.Native
	}
	return n.Latin
}

// Contact is how to reach a person.
type Contact struct {
	Street   string `json:"street,omitempty"`
	Postcode string `json:"postcode,omitempty"`
	City     string `json:"city,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Email    string `json:"email,omitempty"`
}

// CVPrint says which of the delicate lines are printed; nothing of it is by default.
type CVPrint struct {
	BirthDate   bool `json:"birth_date"`
	Nationality bool `json:"nationality"`
	Residence   bool `json:"residence"`
	Photo       bool `json:"photo"`
}

// CVResidence is the residence line of a CV, printed only on demand.
type CVResidence struct {
	TextDE     string `json:"text_de,omitempty"`
	ValidUntil *Day   `json:"valid_until,omitempty"`
	Work       string `json:"work,omitempty"` // unknown, allowed, with_permit, not_allowed
}

// A Term is a concept of the vocabulary, a label that should be one, or free text with or without its German.
type Term struct {
	Concept string    `json:"concept,omitempty"`
	Label   string    `json:"label,omitempty"` // in the language of the CV
	Text    string    `json:"text,omitempty"`  // free text in the language of the CV
	German  string    `json:"german,omitempty"`
	State   TextState `json:"state,omitempty"` // of German
}

// Empty tells whether nothing was said.
func (t Term) Empty() bool { return t.Concept == "" && t.Label == "" && t.Text == "" }

// TextState is how far a German text of free text has come. Only reviewed and confirmed texts are printed.
type TextState string

// The states of a text.
const (
	TextMachine   TextState = "machine"
	TextReviewed  TextState = "reviewed"
	TextConfirmed TextState = "confirmed"
)

// PartialDate is a date in the numbers of its own calendar; Month and Day are 0 when unknown.
type PartialDate struct {
	Calendar string `json:"calendar"` // gregorian, solar-hijri, ethiopic, hijri
	Year     int    `json:"year"`
	Month    int    `json:"month,omitempty"`
	Day      int    `json:"day,omitempty"`
	Circa    bool   `json:"circa,omitempty"`
	Ongoing  bool   `json:"-"` // "to": "ongoing"
}

// Place is a city and a country.
type Place struct {
	City    Name   `json:"city"`
	Country string `json:"country,omitempty"` // ISO 3166-1 alpha-2
}

// Work is one job.
type Work struct {
	Occupation Term         `json:"occupation"`
	Employer   Name         `json:"employer"`
	Place      Place        `json:"place"`
	From       *PartialDate `json:"from,omitempty"`
	To         *PartialDate `json:"to,omitempty"`
	Tasks      []Term       `json:"tasks"`
}

// Education is a school, a vocational training or a university.
type Education struct {
	Kind        string       `json:"kind"` // school, vocational, university, other
	Certificate *Term        `json:"certificate,omitempty"`
	Subject     *Term        `json:"subject,omitempty"`
	Institution Name         `json:"institution"`
	Place       Place        `json:"place"`
	From        *PartialDate `json:"from,omitempty"`
	To          *PartialDate `json:"to,omitempty"`
	Grade       *Grade       `json:"grade,omitempty"`
	Recognition string       `json:"recognition,omitempty"` // none, applied, partly, full
}

// Grade is a foreign grade with the top mark and the lowest pass mark of its scale.
type Grade struct {
	Got  float64 `json:"got"`
	Best float64 `json:"best"`
	Pass float64 `json:"pass"`
	Unit string  `json:"unit"` // percent, points, grade
}

// Course is a language course or other further training.
type Course struct {
	Certificate *Term        `json:"certificate,omitempty"`
	Institution Name         `json:"institution"`
	From        *PartialDate `json:"from,omitempty"`
	To          *PartialDate `json:"to,omitempty"`
}

// LanguageSkill is one language of a person.
type LanguageSkill struct {
	Language    string `json:"language"` // BCP 47
	Level       string `json:"level"`    // A1 … C2, native, basic
	Certificate *Term  `json:"certificate,omitempty"`
}

// Driving is one class of driving licence.
type Driving struct {
	Class     string `json:"class"`
	Country   string `json:"country,omitempty"`
	InGermany string `json:"in_germany"` // foreign, valid, converted
}

// Gap is a span without an entry and the neutral reason that the person chose for it.
type Gap struct {
	From     *PartialDate `json:"from,omitempty"`
	To       *PartialDate `json:"to,omitempty"`
	Reason   string       `json:"reason"` // of docs/reference/cv-format.md
	Explicit bool         `json:"explicit,omitempty"`
}
