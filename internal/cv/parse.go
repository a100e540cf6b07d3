package cv

import (
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
	c := domain.CV{AddressForm: domain.AddressNeutral}
	v := r.document(b)
	if r.err == nil && v.null() {
		r.fail(v, "is not an object")
	}
	r.object(v, []string{"format", "language", "name"}, func(key string, v value) bool {
		return r.once(&c, key, v) || r.entries(&c, key, v)
	})
	if c.Name.Or() == "" {
		r.fail(value{path: "name"}, "needs latin or native")
	}
	if r.err != nil {
		return domain.CV{}, r.err
	}
	return c, nil
}

// once reads what a CV has at most once.
func (r *reader) once(c *domain.CV, key string, v value) bool {
	switch key {
	case "format":
		c.Format = oneOf(r, v, domain.CVFormat)
	case "language":
		c.Language = r.language(v)
	case "address_form":
		if !v.null() {
			c.AddressForm = oneOf(r, v, domain.AddressForms[:]...)
		}
	case "name":
		c.Name = r.name(v)
	case "birth_date":
		c.BirthDate = r.date(v, false)
	case "nationality":
		c.Nationality = r.country(v)
	case "contact":
		c.Contact = r.contact(v)
	case "print":
		c.Print = r.print(v)
	case "residence":
		c.Residence = r.residence(v)
	case "target":
		c.Target = r.optionalTerm(v)
	default:
		return false
	}
	return true
}

// entries reads the lists of a CV.
func (r *reader) entries(c *domain.CV, key string, v value) bool {
	switch key {
	case "work":
		r.list(v, func(v value) { c.Work = append(c.Work, r.work(v)) })
	case "education":
		r.list(v, func(v value) { c.Education = append(c.Education, r.education(v)) })
	case "courses":
		r.list(v, func(v value) { c.Courses = append(c.Courses, r.course(v)) })
	case "languages":
		r.list(v, func(v value) { c.Languages = append(c.Languages, r.languageSkill(v)) })
	case "driving":
		r.list(v, func(v value) { c.Driving = append(c.Driving, r.driving(v)) })
	case "skills":
		r.list(v, func(v value) { c.Skills = append(c.Skills, r.term(v)) })
	case "gaps":
		r.list(v, func(v value) { c.Gaps = append(c.Gaps, r.gap(v)) })
	default:
		return false
	}
	return true
}

func (r *reader) name(v value) domain.Name {
	var n domain.Name
	r.object(v, nil, func(key string, v value) bool {
		switch key {
		case "latin":
			n.Latin = r.line(v)
		case "native":
			n.Native = r.line(v)
		default:
			return false
		}
		return true
	})
	return n
}

func (r *reader) contact(v value) domain.Contact {
	var c domain.Contact
	r.object(v, nil, func(key string, v value) bool {
		switch key {
		case "street":
			c.Street = r.line(v)
		case "postcode":
			c.Postcode = r.line(v)
		case "city":
			c.City = r.line(v)
		case "phone":
			c.Phone = r.line(v)
		case "email":
			c.Email = r.line(v)
		default:
			return false
		}
		return true
	})
	return c
}

func (r *reader) print(v value) domain.CVPrint {
	var p domain.CVPrint
	r.object(v, nil, func(key string, v value) bool {
		switch key {
		case "birth_date":
			p.BirthDate = r.flag(v)
		case "nationality":
			p.Nationality = r.flag(v)
		case "residence":
			p.Residence = r.flag(v)
		case "photo":
			p.Photo = r.flag(v)
		default:
			return false
		}
		return true
	})
	return p
}

func (r *reader) residence(v value) *domain.CVResidence {
	if r.done(v) {
		return nil
	}
	var d domain.CVResidence
	r.object(v, nil, func(key string, v value) bool {
		switch key {
		case "text_de":
			d.TextDE = r.line(v)
		case "valid_until":
			d.ValidUntil = r.day(v)
		case "work":
			d.Work = oneOf(r, v, "unknown", "allowed", "with_permit", "not_allowed")
		default:
			return false
		}
		return true
	})
	return &d
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

// date reads a date, or "ongoing" where that is allowed.
func (r *reader) date(v value, mayGoOn bool) *domain.PartialDate {
	if r.done(v) {
		return nil
	}
	if v.raw[0] == '"' && mayGoOn {
		oneOf(r, v, "ongoing")
		return &domain.PartialDate{Ongoing: true}
	}
	var d domain.PartialDate
	r.object(v, []string{"calendar", "year"}, func(key string, v value) bool {
		switch key {
		case "calendar":
			d.Calendar = oneOf(r, v, domain.Calendars[:]...)
		case "year":
			d.Year = r.part(v)
		case "month":
			d.Month = r.part(v)
		case "day":
			d.Day = r.part(v)
		case "circa":
			d.Circa = r.flag(v)
		default:
			return false
		}
		return true
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
