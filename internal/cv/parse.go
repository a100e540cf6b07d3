package cv

import (
	"cmp"
	"regexp"
	"strings"

	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

var (
	languageTag  = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$`)
	drivingClass = regexp.MustCompile(`^[A-Z][A-Z0-9]{0,3}$`)
)

// Parse reads a CV of the form aufwind-cv/1. null is read as "not said" everywhere; a form of address that is not said
// is neutral.
// Errors: *InputError for anything that the form does not allow, with its place.
func Parse(b []byte) (domain.CV, error) {
	var r reader
	var c domain.CV
	v := r.document(b)
	if r.err == nil && v.null() {
		r.fail(v, "is not an object")
	}
	r.object(v, []string{"format", "language", "name"}, fields{
		"format":       into(&c.Format, oneOf(&r, domain.CVFormat)),
		"language":     into(&c.Language, r.language),
		"address_form": into(&c.AddressForm, oneOf(&r, domain.AddressForms[:]...)),
		"name":         into(&c.Name, r.name),
		"birth_date":   into(&c.BirthDate, r.date),
		"nationality":  into(&c.Nationality, r.country),
		"contact":      into(&c.Contact, r.contact),
		"print":        into(&c.Print, r.print),
		"residence":    into(&c.Residence, maybe(&r, r.residence)),
		"target":       into(&c.Target, maybe(&r, r.term)),
		"work":         each(&r, &c.Work, r.work),
		"education":    each(&r, &c.Education, r.education),
		"courses":      each(&r, &c.Courses, r.course),
		"languages":    each(&r, &c.Languages, r.languageSkill),
		"driving":      each(&r, &c.Driving, r.driving),
		"skills":       each(&r, &c.Skills, r.term),
		"gaps":         each(&r, &c.Gaps, r.gap),
	})
	c.AddressForm = cmp.Or(c.AddressForm, domain.AddressNeutral)
	if c.Name.Or() == "" {
		r.fail(value{path: "name"}, "needs latin or native")
	}
	if r.err != nil {
		return domain.CV{}, r.err
	}
	return c, nil
}

func (r *reader) name(v value) (n domain.Name) {
	r.object(v, nil, fields{"latin": into(&n.Latin, r.line), "native": into(&n.Native, r.line)})
	return n
}

func (r *reader) contact(v value) (c domain.Contact) {
	r.object(v, nil, fields{
		"street":   into(&c.Street, r.line),
		"postcode": into(&c.Postcode, r.line),
		"city":     into(&c.City, r.line),
		"phone":    into(&c.Phone, r.line),
		"email":    into(&c.Email, r.line),
	})
	return c
}

func (r *reader) print(v value) (p domain.CVPrint) {
	r.object(v, nil, fields{
		"birth_date":  into(&p.BirthDate, r.flag),
		"nationality": into(&p.Nationality, r.flag),
		"residence":   into(&p.Residence, r.flag),
		"photo":       into(&p.Photo, r.flag),
	})
	return p
}

func (r *reader) residence(v value) (d domain.CVResidence) {
	r.object(v, nil, fields{
		"text_de":     into(&d.TextDE, r.line),
		"valid_until": into(&d.ValidUntil, r.day),
		"work":        into(&d.Work, oneOf(r, "unknown", "allowed", "with_permit", "not_allowed")),
	})
	return d
}

func (r *reader) day(v value) *domain.Day {
	d := domain.Day(r.line(v))
	if r.done(v) || d == "" {
		return nil
	}
	if !d.Valid() {
		r.fail(v, "is no day of the form YYYY-MM-DD")
	}
	return &d
}

// country reads an ISO 3166-1 code; empty means not said.
func (r *reader) country(v value) string {
	s := r.line(v)
	if s != "" && (len(s) != 2 || s != strings.ToUpper(s) || i18n.Country(i18n.De, s) == "") {
		r.fail(v, "is no country of ISO 3166-1 in two capital letters")
	}
	return s
}

func (r *reader) language(v value) string {
	s := r.line(v)
	if !r.done(v) && !languageTag.MatchString(s) {
		r.fail(v, "is no language tag of BCP 47")
	}
	return s
}

// dateOrOngoing reads the end of a span.
func (r *reader) dateOrOngoing(v value) *domain.PartialDate {
	if !r.done(v) && v.raw[0] == '"' {
		oneOf(r, "ongoing")(v)
		return &domain.PartialDate{Ongoing: true}
	}
	return r.date(v)
}

func (r *reader) date(v value) *domain.PartialDate {
	if r.done(v) {
		return nil
	}
	var d domain.PartialDate
	r.object(v, []string{"calendar", "year"}, fields{
		"calendar": into(&d.Calendar, oneOf(r, domain.Calendars[:]...)),
		"year":     into(&d.Year, r.part),
		"month":    into(&d.Month, r.part),
		"day":      into(&d.Day, r.part),
		"circa":    into(&d.Circa, r.flag),
	})
	if r.err == nil {
		if problem := dateProblem(d); problem != "" {
			r.fail(v, problem)
		}
	}
	return &d
}

// part reads a year, a month or a day; none of them is 0 when it is said.
func (r *reader) part(v value) int {
	n := r.whole(v)
	if !r.done(v) && n < 1 {
		r.fail(v, "is less than 1")
	}
	return n
}

func dateProblem(d domain.PartialDate) string {
	date, ok := calendar.Of(&d)
	if !ok {
		return "has no year"
	}
	if err := date.Check(); err != nil {
		return "is no date: " + strings.TrimPrefix(err.Error(), "calendar: ")
	}
	return ""
}

// term reads a concept, a label or a free text: exactly one of them.
func (r *reader) term(v value) (t domain.Term) {
	if r.done(v) {
		return t
	}
	r.object(v, nil, fields{
		"concept": into(&t.Concept, r.line),
		"label":   into(&t.Label, r.line),
		"text":    into(&t.Text, r.text),
		"german":  into(&t.German, r.text),
		"state":   into(&t.State, oneOf(r, domain.TextMachine, domain.TextReviewed, domain.TextConfirmed)),
	})
	said := 0
	for _, s := range [...]string{t.Concept, t.Label, t.Text} {
		if s != "" {
			said++
		}
	}
	switch {
	case said != 1:
		r.fail(v, "needs exactly one of concept, label and text")
	case t.Text == "" && (t.German != "" || t.State != ""):
		r.fail(v, "has german or state, which belong to text only")
	case t.State != "" && t.German == "":
		r.fail(v, "has a state without german")
	}
	return t
}

func (r *reader) place(v value) (p domain.Place) {
	r.object(v, nil, fields{"city": into(&p.City, r.name), "country": into(&p.Country, r.country)})
	return p
}

func (r *reader) work(v value) (w domain.Work) {
	r.object(v, []string{"occupation"}, fields{
		"occupation": into(&w.Occupation, r.term),
		"employer":   into(&w.Employer, r.name),
		"place":      into(&w.Place, r.place),
		"from":       into(&w.From, r.date),
		"to":         into(&w.To, r.dateOrOngoing),
		"tasks":      each(r, &w.Tasks, r.term),
	})
	return w
}

func (r *reader) education(v value) (e domain.Education) {
	r.object(v, []string{"kind"}, fields{
		"kind":        into(&e.Kind, oneOf(r, domain.EducationKinds[:]...)),
		"certificate": into(&e.Certificate, maybe(r, r.term)),
		"subject":     into(&e.Subject, maybe(r, r.term)),
		"institution": into(&e.Institution, r.name),
		"place":       into(&e.Place, r.place),
		"from":        into(&e.From, r.date),
		"to":          into(&e.To, r.dateOrOngoing),
		"grade":       into(&e.Grade, maybe(r, r.grade)),
		"recognition": into(&e.Recognition, oneOf(r, domain.Recognitions[:]...)),
	})
	return e
}

func (r *reader) grade(v value) (g domain.Grade) {
	r.object(v, []string{"got", "best", "pass", "unit"}, fields{
		"got":  into(&g.Got, r.number),
		"best": into(&g.Best, r.number),
		"pass": into(&g.Pass, r.number),
		"unit": into(&g.Unit, oneOf(r, unitPercent, unitPoints, unitGrade)),
	})
	return g
}

func (r *reader) course(v value) (c domain.Course) {
	r.object(v, nil, fields{
		"certificate": into(&c.Certificate, maybe(r, r.term)),
		"institution": into(&c.Institution, r.name),
		"from":        into(&c.From, r.date),
		"to":          into(&c.To, r.dateOrOngoing),
	})
	return c
}

func (r *reader) languageSkill(v value) (l domain.LanguageSkill) {
	r.object(v, []string{"language", "level"}, fields{
		"language":    into(&l.Language, r.language),
		"level":       into(&l.Level, oneOf(r, domain.Levels[:]...)),
		"certificate": into(&l.Certificate, maybe(r, r.term)),
	})
	return l
}

func (r *reader) driving(v value) (d domain.Driving) {
	r.object(v, []string{"class", "in_germany"}, fields{
		"class":      into(&d.Class, r.drivingClass),
		"country":    into(&d.Country, r.country),
		"in_germany": into(&d.InGermany, oneOf(r, domain.DrivingStates[:]...)),
	})
	return d
}

func (r *reader) drivingClass(v value) string {
	s := r.line(v)
	if !r.done(v) && !drivingClass.MatchString(s) {
		r.fail(v, "is no class of driving licence")
	}
	return s
}

func (r *reader) gap(v value) (g domain.Gap) {
	r.object(v, []string{"reason"}, fields{
		"from":     into(&g.From, r.date),
		"to":       into(&g.To, r.dateOrOngoing),
		"reason":   into(&g.Reason, oneOf(r, GapReasons()...)),
		"explicit": into(&g.Explicit, r.flag),
	})
	return g
}
