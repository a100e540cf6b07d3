package web

import (
	"net/http"
	"strconv"
	"strings"
	"unicode"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// answered is the entry of a question with what the form says to it.
// Errors: Invalid (a number or a choice that cannot be read; what was typed is in the form).
func answered(r *http.Request, v *visit, q ui.Question) (domain.Entry, error) {
	f := form{r: r, v: v, q: q}
	e := q.Entry
	switch {
	case e.Identity != nil:
		e.Identity = f.identity(*e.Identity)
	case e.Contact != nil:
		e.Contact = f.contact(*e.Contact)
	case e.Language != nil:
		e.Language = f.language(*e.Language)
	case e.Education != nil:
		e.Education = f.education(*e.Education)
	case e.Course != nil:
		e.Course = f.course(*e.Course)
	case e.Work != nil:
		e.Work = f.work(*e.Work)
	case e.Skill != nil:
		e.Skill = f.skill(*e.Skill)
	case e.Housing != nil:
		e.Housing = f.housing(*e.Housing)
	default:
		e = f.circumstance(e)
	}
	return e, f.err
}

// A form reads the fields of a question; err is the first that cannot be read.
type form struct {
	r   *http.Request
	v   *visit
	q   ui.Question
	err error
}

func (f *form) text(field string) string { return strings.TrimSpace(f.r.PostFormValue(field)) }

func (f *form) wrong(field, key string) {
	if f.err == nil {
		f.err = &domain.Error{Kind: domain.Invalid, Key: key, Field: field}
	}
}

// choice is a field in which something has to be chosen.
func (f *form) choice(field string) string {
	s := f.text(field)
	if s == "" {
		f.wrong(field, "choose")
	}
	return s
}

// number reads a whole number in any digits; 0 for an empty field.
func (f *form) number(field, key, name string) int {
	s := strings.Map(digit, f.text(name))
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n <= 0 {
		f.wrong(field, key)
	}
	return n
}

// digit turns the digits of all scripts into 0 to 9.
func digit(c rune) rune {
	if c > unicode.MaxASCII && unicode.Is(unicode.Nd, c) {
		zero := c
		for zero > 0 && unicode.Is(unicode.Nd, zero-1) && c-zero < 9 {
			zero--
		}
		return '0' + c - zero
	}
	return c
}

// date reads a date in the calendar of the page; nil when nothing was said. A day or a month needs its year.
func (f *form) date(field string) *domain.PartialDate {
	d := domain.PartialDate{Calendar: f.q.Calendar}
	d.Day = f.number(field, "date", field+"_day")
	d.Month = f.number(field, "date", field+"_month")
	d.Year = f.number(field, "date", field+"_year")
	if d.Day == 0 && d.Month == 0 && d.Year == 0 {
		return nil
	}
	return &d
}

// span reads from when to when.
func (f *form) span() (from, to *domain.PartialDate) {
	from, to = f.date("from"), f.date("to")
	if f.text("ongoing") != "" {
		to = &domain.PartialDate{Ongoing: true}
	}
	return from, to
}

// name reads a name in the own script and in Latin letters, whichever field it was typed in.
func (f *form) name(field string) domain.Name {
	n := domain.Name{Latin: f.text(field + "_latin"), Native: f.text(field)}
	switch {
	case n.Native == "" && n.Latin != "" && !latin(n.Latin):
		n.Latin, n.Native = "", n.Latin
	case n.Latin == "" && latin(n.Native):
		n.Latin, n.Native = n.Native, ""
	}
	return n
}

// latin tells whether all letters are Latin ones.
func latin(s string) bool {
	return !strings.ContainsFunc(s, func(c rune) bool { return unicode.IsLetter(c) && !unicode.Is(unicode.Latin, c) })
}

func (f *form) place() domain.Place {
	return domain.Place{City: f.name("city"), Country: f.text("country")}
}

// term reads the answer to a search: a concept that was tapped, or own words.
func (f *form) term(field string) *domain.Term {
	kinds := ui.Kinds(f.q.Entry.Section, f.q.Step)
	var t domain.Term
	if id := f.text("concept"); id != "" {
		var err error
		if t, err = f.v.app.Pick(field, id, kinds); err != nil && f.err == nil {
			f.err = err
		}
		return &t
	}
	if s := f.text("text"); s != "" {
		t = f.said(s, kinds)
		return &t
	}
	f.wrong(field, "required")
	return &t
}

// said is what words mean that were typed.
func (f *form) said(text string, kinds []vocab.Kind) domain.Term {
	t, err := f.v.app.Said(f.r.Context(), f.v.by, f.v.lang.Tag(), text, kinds)
	if err != nil && f.err == nil {
		f.err = err
	}
	return t
}

func (f *form) identity(v domain.Identity) *domain.Identity {
	switch f.q.Step {
	case routes.StepAddressForm:
		v.AddressForm = domain.AddressForm(f.choice("address_form"))
	case routes.StepBirth:
		v.Birth = f.date("birth")
	default:
		v.Nationality = f.text("nationality")
	}
	return &v
}

func (f *form) contact(c domain.Contact) *domain.Contact {
	switch f.q.Step {
	case routes.StepPhone:
		c.Phone = strings.Map(digit, f.text("phone"))
	case routes.StepEmail:
		c.Email = f.text("email")
	default:
		c.Street, c.Postcode, c.City = f.text("street"), strings.Map(digit, f.text("postcode")), f.text("city")
	}
	return &c
}

func (f *form) language(l domain.LanguageSkill) *domain.LanguageSkill {
	switch {
	case f.q.Step == routes.StepLevel:
		l.Level, l.Certificate = f.choice("level"), f.certificate(l.Certificate)
	case f.text("native") != "":
		l.Language, l.Level = f.text("native"), "native"
	case f.text("pick") != "":
		l.Language = f.text("pick")
	default:
		l.Language = f.choice("language")
	}
	return &l
}

// certificate reads the certificate of a language: one of the list, else own words; nil for none. A form that does not ask keeps it.
func (f *form) certificate(before *domain.Term) *domain.Term {
	if !f.r.PostForm.Has("certificate") && !f.r.PostForm.Has("certificate_text") {
		return before
	}
	kinds := app.KindsOf(domain.AskedLanguageCertificate)
	var t domain.Term
	switch id, text := f.text("certificate"), f.text("certificate_text"); {
	case before != nil && (id != "" && before.Concept == id || id == "" && text != "" && before.Label+before.Text == text):
		return before
	case id != "":
		var err error
		if t, err = f.v.app.Pick("certificate", id, kinds); err != nil && f.err == nil {
			f.err = err
		}
	case text != "":
		t = f.said(text, kinds)
	default:
		return nil
	}
	return &t
}

func (f *form) education(v domain.Education) *domain.Education {
	switch f.q.Step {
	case routes.StepKind:
		v.Kind = f.choice("kind")
	case routes.StepPlace:
		v.Institution, v.Place = f.name("institution"), f.place()
	case routes.StepCertificate:
		v.Certificate = f.term("certificate")
	case routes.StepSubject:
		v.Subject = f.term("subject")
	case routes.StepTime:
		v.From, v.To = f.span()
	default:
		v.Recognition = f.choice("recognition")
	}
	return &v
}

func (f *form) course(c domain.Course) *domain.Course {
	switch f.q.Step {
	case routes.StepCourse:
		c.Certificate = f.term("certificate")
	case routes.StepTime:
		c.From, c.To = f.span()
	default:
		c.Institution = f.name("institution")
	}
	return &c
}

func (f *form) work(w domain.Work) *domain.Work {
	switch f.q.Step {
	case routes.StepOccupation:
		w.Occupation = *f.term("occupation")
		if f.r.PostForm["task"] != nil { // chosen with the occupation, see browse
			w.Tasks = f.tasks(w.Tasks)
		}
	case routes.StepPlace:
		w.Employer, w.Place = f.name("employer"), f.place()
	case routes.StepTime:
		w.From, w.To = f.span()
	default:
		w.Tasks = f.tasks(w.Tasks)
	}
	return &w
}

// tasks reads the tasks that were chosen and those in own words; what was typed before keeps its German.
func (f *form) tasks(before []domain.Term) []domain.Term {
	kinds := ui.Kinds(f.q.Entry.Section, routes.StepTasks)
	var all []domain.Term
	said := map[domain.Term]bool{}
	add := func(t domain.Term) {
		if !said[t] {
			said[t] = true
			all = append(all, t)
		}
	}
	for _, id := range f.r.PostForm["task"] {
		t, err := f.v.app.Pick("tasks", id, kinds)
		if err != nil {
			f.wrong("tasks", "choose")
			continue
		}
		add(t)
	}
	for _, s := range f.r.PostForm["text"] {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		t := f.said(s, kinds)
		for _, old := range before {
			if old.Text == s {
				t = old
			}
		}
		add(t)
	}
	return all
}

func (f *form) skill(s domain.Skill) *domain.Skill {
	switch f.q.Step {
	case routes.StepSkill:
		s.Term = f.term("term")
		return &s
	case routes.StepClass:
		d := *s.Driving
		d.Class = f.choice("class")
		s.Driving = &d
	default:
		d := *s.Driving
		d.InGermany = f.choice("in_germany")
		s.Driving = &d
	}
	return &s
}

func (f *form) housing(h domain.Housing) *domain.Housing {
	switch f.q.Step {
	case routes.StepKind:
		h.Kind = f.choice("kind")
	case routes.StepPersons:
		h.Persons = f.number("persons", "number", "persons")
	default:
		h.Wish = f.choice("wish")
	}
	return &h
}
