package domain

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The bounds of input, in Unicode code points.
const (
	MaxLine = 200  // one line: a name, a street, a label
	MaxText = 4000 // a free text
	MaxList = 60   // entries of one section
)

// An Entry is one thing a person said: a job, a school, a language, the identity. Exactly one of the bodies is set.
type Entry struct {
	ID        EntryID          `json:"-"`
	Person    PersonID         `json:"-"`
	Section   Section          `json:"-"`
	Version   int              `json:"-"` // 0 before the first save; grows by 1 per save
	Pos       int              `json:"-"` // order within the section
	Updated   Instant          `json:"-"`
	Identity  *Identity        `json:"identity,omitempty"`
	Contact   *Contact         `json:"contact,omitempty"`
	Language  *LanguageSkill   `json:"language,omitempty"`
	Education *Education       `json:"education,omitempty"` // schooling and training
	Course    *Course          `json:"course,omitempty"`    // training
	Work      *Work            `json:"work,omitempty"`
	Skill     *Skill           `json:"skill,omitempty"`
	Housing   *Housing         `json:"housing,omitempty"`
	Member    *HouseholdMember `json:"member,omitempty"` // household
	Residence *Residence       `json:"residence,omitempty"`
	Health    *Health          `json:"health,omitempty"`
	Taking    *Participation   `json:"participation,omitempty"`
	Money     *Money           `json:"money,omitempty"`
	Aims      *Development     `json:"development,omitempty"`
	HelpedBy  string           `json:"helped_by,omitempty"` // who acted for the person, by name
	Imported  Instant          `json:"imported,omitempty"`  // when it came in with a file; 0 when it was typed here
}

// Identity is what stands in a passport, as far as the person says it.
type Identity struct {
	AddressForm AddressForm  `json:"address_form,omitempty"`
	Birth       *PartialDate `json:"birth,omitempty"`
	Nationality string       `json:"nationality,omitempty"` // ISO 3166-1 alpha-2
}

// Skill is a driving licence, or another skill as a term.
type Skill struct {
	Driving *Driving `json:"driving,omitempty"`
	Term    *Term    `json:"term,omitempty"`
}

// Housing is how a person lives and what the person wishes.
type Housing struct {
	Kind    string `json:"kind,omitempty"`    // one of HousingKinds
	Persons int    `json:"persons,omitempty"` // how many live together, 0 unknown
	Wish    string `json:"wish,omitempty"`    // one of HousingWishes
}

// The closed lists of the profile.
var (
	HousingKinds   = [...]string{"shared_room", "own_room", "flat_in_home", "private_flat", "with_family", "other"}
	HousingWishes  = [...]string{"stay", "own_flat", "larger_flat", "accessible_flat", "other_district"}
	EducationKinds = [...]string{"school", "vocational", "university", "other"}
	Levels         = [...]string{"basic", "A1", "A2", "B1", "B2", "C1", "C2", "native"}
	Recognitions   = [...]string{"none", "applied", "partly", "full"}
	AddressForms   = [...]AddressForm{AddressM, AddressF, AddressNeutral}
	DrivingClasses = [...]string{"AM", "A1", "A2", "A", "B", "BE", "C1", "C1E", "C", "CE", "D1", "D", "DE", "L", "T"}
	DrivingStates  = [...]string{"foreign", "valid", "converted"}
	Calendars      = [...]string{"gregorian", "solar-hijri", "ethiopic", "hijri"}
)

// OnePerSection tells whether a section has one entry only.
func OnePerSection(s Section) bool {
	return s == SectionIdentity || s == SectionContact || s == SectionHousing || s.Circumstance() && s != SectionHousehold
}

// Check returns nil, or an Invalid error that names the first wrong field.
func (e Entry) Check() error {
	switch {
	case e.Section == SectionIdentity && e.Identity != nil:
		return e.Identity.check()
	case e.Section == SectionContact && e.Contact != nil:
		return e.Contact.check()
	case e.Section == SectionLanguages && e.Language != nil:
		return e.Language.check()
	case (e.Section == SectionSchooling || e.Section == SectionTraining) && e.Education != nil:
		return e.Education.check()
	case e.Section == SectionTraining && e.Course != nil:
		return e.Course.check()
	case e.Section == SectionWork && e.Work != nil:
		return e.Work.check()
	case e.Section == SectionSkills && e.Skill != nil:
		return e.Skill.check()
	case e.Section == SectionHousing && e.Housing != nil:
		return e.Housing.check()
	case e.Section.Circumstance():
		return e.checkCircumstance()
	}
	return invalid("", "entry.section")
}

func (v *Identity) check() error {
	if v.AddressForm != "" && !slices.Contains(AddressForms[:], v.AddressForm) {
		return invalid("address_form", "choose")
	}
	if v.Nationality != "" && !countryCode(v.Nationality) {
		return invalid("nationality", "choose")
	}
	return v.Birth.check("birth")
}

func (c *Contact) check() error {
	for _, f := range [...]struct{ field, text string }{
		{"street", c.Street},
		{"postcode", c.Postcode},
		{"city", c.City},
		{"phone", c.Phone},
		{"email", c.Email},
	} {
		if err := checkLine(f.field, f.text); err != nil {
			return err
		}
	}
	if c.Phone != "" && strings.ContainsFunc(c.Phone, func(r rune) bool { return !strings.ContainsRune("+0123456789 ()/-", r) }) {
		return invalid("phone", "phone")
	}
	if at := strings.IndexByte(c.Email, '@'); c.Email != "" && (at < 1 || at == len(c.Email)-1 || strings.ContainsAny(c.Email, " \t")) {
		return invalid("email", "email")
	}
	return nil
}

func (l *LanguageSkill) check() error {
	tag := func(c rune) bool { return c == '-' || c < utf8.RuneSelf && (unicode.IsLetter(c) || unicode.IsDigit(c)) }
	if l.Language == "" || len(l.Language) > 12 || strings.ContainsFunc(l.Language, func(c rune) bool { return !tag(c) }) {
		return invalid("language", "choose")
	}
	if !slices.Contains(Levels[:], l.Level) {
		return invalid("level", "choose")
	}
	return l.Certificate.check("certificate")
}

func (v *Education) check() error {
	if !slices.Contains(EducationKinds[:], v.Kind) {
		return invalid("kind", "choose")
	}
	if v.Recognition != "" && !slices.Contains(Recognitions[:], v.Recognition) {
		return invalid("recognition", "choose")
	}
	return cmp.Or(v.Certificate.check("certificate"), v.Subject.check("subject"), v.Institution.check("institution"),
		v.Place.check(), v.From.check("from"), v.To.check("to"), checkOrder(v.From, v.To))
}

func (c *Course) check() error {
	return cmp.Or(c.Certificate.check("certificate"), c.Institution.check("institution"),
		c.From.check("from"), c.To.check("to"), checkOrder(c.From, c.To))
}

func (w *Work) check() error {
	if w.Occupation.Empty() {
		return invalid("occupation", "required")
	}
	if len(w.Tasks) > MaxList {
		return invalid("tasks", "tooMany")
	}
	for i := range w.Tasks {
		if err := w.Tasks[i].check("tasks"); err != nil {
			return err
		}
	}
	return cmp.Or(w.Occupation.check("occupation"), w.Employer.check("employer"), w.Place.check(),
		w.From.check("from"), w.To.check("to"), checkOrder(w.From, w.To))
}

func (s *Skill) check() error {
	switch {
	case s.Driving != nil && !slices.Contains(DrivingClasses[:], s.Driving.Class):
		return invalid("class", "choose")
	case s.Driving != nil && !slices.Contains(DrivingStates[:], s.Driving.InGermany):
		return invalid("in_germany", "choose")
	case s.Driving != nil && s.Driving.Country != "" && !countryCode(s.Driving.Country):
		return invalid("country", "choose")
	case s.Driving != nil:
		return nil
	case s.Term == nil || s.Term.Empty():
		return invalid("term", "required")
	}
	return s.Term.check("term")
}

func (h *Housing) check() error {
	switch {
	case h.Kind != "" && !slices.Contains(HousingKinds[:], h.Kind):
		return invalid("kind", "choose")
	case h.Wish != "" && !slices.Contains(HousingWishes[:], h.Wish):
		return invalid("wish", "choose")
	case h.Persons < 0 || h.Persons > 30:
		return invalid("persons", "number")
	}
	return nil
}

func (n Name) check(field string) error {
	return cmp.Or(checkLine(field, n.Latin), checkLine(field, n.Native))
}

func (p Place) check() error {
	if p.Country != "" && !countryCode(p.Country) {
		return invalid("country", "choose")
	}
	return p.City.check("city")
}

func (t *Term) check(field string) error {
	if t == nil {
		return nil
	}
	return cmp.Or(checkLine(field, t.Concept), checkLine(field, t.Label), checkText(field, t.Text), checkText(field, t.German))
}

func (d *PartialDate) check(field string) error {
	switch {
	case d == nil || d.Ongoing:
		return nil
	case !slices.Contains(Calendars[:], d.Calendar):
		return invalid(field, "date")
	case d.Year < 1000 || d.Year > 2200 || d.Month < 0 || d.Month > 13 || d.Day < 0 || d.Day > 31 || d.Day > 0 && d.Month == 0:
		return invalid(field, "date")
	}
	return nil
}

// checkOrder compares dates of the same calendar; other pairs are compared where calendars are known.
func checkOrder(from, to *PartialDate) error {
	if from == nil || to == nil || to.Ongoing || from.Calendar != to.Calendar {
		return nil
	}
	if to.Year < from.Year || to.Year == from.Year && to.Month > 0 && from.Month > 0 && to.Month < from.Month {
		return invalid("to", "dateOrder")
	}
	return nil
}

func countryCode(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z'
}

// checkLine bounds one line of text: no control and no invisible characters, no direction overrides, at most
// MaxLine code points.
func checkLine(field, s string) error { return checkChars(field, s, MaxLine, "") }

// checkText bounds a free text: line breaks are allowed, at most MaxText code points.
func checkText(field, s string) error { return checkChars(field, s, MaxText, "\n\r\t\u2028\u2029") }

// overrides tells whether r turns the direction of what follows.
func overrides(r rune) bool { return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 }

// invisible tells whether r shows nothing: two names that differ in it look the same. The joiners U+200C and U+200D and the marks U+200E,
// U+200F and U+061C stay: Persian, Arabic and mixed lines are written with them.
func invisible(r rune) bool {
	switch {
	case r >= 0x200C && r <= 0x200F, r == 0x061C, overrides(r):
		return false
	case unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return true
	}
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

func checkChars(field, s string, limit int, also string) error {
	if !utf8.ValidString(s) {
		return invalid(field, "characters")
	}
	if utf8.RuneCountInString(s) > limit {
		return invalid(field, "tooLong")
	}
	for _, r := range s {
		switch {
		case invisible(r):
			return invalid(field, "invisible")
		case Forbidden(r, also):
			return invalid(field, "characters")
		}
	}
	return nil
}

// Forbidden tells whether r may not stand in a text: a control character or the end of a line that is not one of also, one that turns
// the direction of what follows, or one that shows nothing.
func Forbidden(r rune, also string) bool {
	breaks := unicode.IsControl(r) || unicode.In(r, unicode.Zl, unicode.Zp)
	return breaks && !strings.ContainsRune(also, r) || overrides(r) || invisible(r)
}
