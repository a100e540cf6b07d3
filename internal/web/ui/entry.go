package ui

import (
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// term is what a term is called in the language of the page: the label of its concept, else what was typed.
func (p Page) term(t *domain.Term) string {
	if t == nil {
		return ""
	}
	if c, ok := p.Vocab.Concept(vocab.ID(t.Concept)); ok {
		return p.concept(c)
	}
	return t.Concept + t.Label + t.Text
}

// concept is what a concept is called in the language of the page, in German where it has no such label.
func (p Page) concept(c vocab.Concept) string {
	if l := c.Label(p.L.Tag()); l != "" {
		return l
	}
	return c.Label("de")
}

// month is a month by its number and name, as it is chosen and shown: "6 · Mehr".
func (p Page) month(cal string, m int) string {
	return strconv.Itoa(m) + " · " + i18n.Month(p.L, cal, m)
}

// PartialDate shows a date in its own calendar, and after it the day, month or year of the calendar used in Germany.
func (p Page) PartialDate(d *domain.PartialDate) string { return cv.OwnDate(p.L, d) }

// span shows from when to when, in the calendar of the person.
func (p Page) span(from, to *domain.PartialDate) string { return cv.OwnSpan(p.L, from, to) }

// ownName is a name in the script of the page, as far as it was said in it.
func (p Page) ownName(n domain.Name) string {
	if p.ownScript() {
		return n.Own()
	}
	return n.Or()
}

func (p Page) location(at domain.Place) string {
	city, country := p.ownName(at.City), i18n.Country(p.L, at.Country)
	if city == "" || country == "" {
		return city + country
	}
	return p.L.ProfilePlace(city, country)
}

// termOr is a word of a closed list; empty for the empty value.
func (p Page) termOr(group, key string) string {
	if key == "" {
		return ""
	}
	return p.L.Term(group, key)
}

// Answer is what an entry says to one step, in the language of the page; empty when nothing was said.
func (p Page) Answer(e domain.Entry, step routes.Step) string {
	switch {
	case e.Identity != nil:
		return p.identityAnswer(*e.Identity, step)
	case e.Contact != nil:
		return contactAnswer(*e.Contact, step)
	case e.Language != nil && step == routes.StepLanguage:
		return i18n.Language(p.L, e.Language.Language)
	case e.Language != nil:
		return joinedWith(", ", p.termOr("level", e.Language.Level), p.term(e.Language.Certificate))
	case e.Education != nil:
		return p.educationAnswer(*e.Education, step)
	case e.Course != nil:
		return p.courseAnswer(*e.Course, step)
	case e.Work != nil:
		return p.workAnswer(*e.Work, step)
	case e.Skill != nil:
		return p.skillAnswer(*e.Skill, step)
	case e.Housing != nil:
		return p.housingAnswer(*e.Housing, step)
	}
	return p.circumstanceAnswer(e, step)
}

func (p Page) identityAnswer(v domain.Identity, step routes.Step) string {
	switch step {
	case routes.StepAddressForm:
		return p.termOr("address", string(v.AddressForm))
	case routes.StepBirth:
		return p.PartialDate(v.Birth)
	}
	return i18n.Country(p.L, v.Nationality)
}

func contactAnswer(c domain.Contact, step routes.Step) string {
	switch step {
	case routes.StepPhone:
		return c.Phone
	case routes.StepEmail:
		return c.Email
	}
	return joinedWith(", ", c.Street, strings.TrimSpace(c.Postcode+" "+c.City))
}

func (p Page) educationAnswer(v domain.Education, step routes.Step) string {
	switch step {
	case routes.StepKind:
		return p.termOr("education", v.Kind)
	case routes.StepPlace:
		return saidWith(p.ownName(v.Institution), p.location(v.Place))
	case routes.StepCertificate:
		return p.term(v.Certificate)
	case routes.StepSubject:
		return p.term(v.Subject)
	case routes.StepTime:
		return p.span(v.From, v.To)
	}
	return p.termOr("recognition", v.Recognition)
}

func (p Page) courseAnswer(c domain.Course, step routes.Step) string {
	switch step {
	case routes.StepCourse:
		return p.term(c.Certificate)
	case routes.StepTime:
		return p.span(c.From, c.To)
	}
	return p.ownName(c.Institution)
}

func (p Page) workAnswer(w domain.Work, step routes.Step) string {
	switch step {
	case routes.StepOccupation:
		return p.term(&w.Occupation)
	case routes.StepPlace:
		return saidWith(p.ownName(w.Employer), p.location(w.Place))
	case routes.StepTime:
		return p.span(w.From, w.To)
	}
	tasks := make([]string, len(w.Tasks))
	for i := range w.Tasks {
		tasks[i] = p.term(&w.Tasks[i])
	}
	return saidWith(tasks...)
}

func (p Page) skillAnswer(v domain.Skill, step routes.Step) string {
	switch {
	case v.Driving == nil:
		return p.term(v.Term)
	case step == routes.StepClass:
		return v.Driving.Class
	}
	return p.termOr("driving", v.Driving.InGermany)
}

func (p Page) housingAnswer(h domain.Housing, step routes.Step) string {
	switch {
	case step == routes.StepKind:
		return p.termOr("housing", h.Kind)
	case step == routes.StepWish:
		return p.termOr("wish", h.Wish)
	case h.Persons == 0:
		return ""
	}
	return p.L.ProfilePersons(h.Persons)
}

// EntryTitle is the entry in a few words.
func (p Page) EntryTitle(e domain.Entry) string {
	switch {
	case e.Education != nil:
		for _, s := range [...]string{p.term(e.Education.Certificate), p.term(e.Education.Subject)} {
			if s != "" {
				return s
			}
		}
		return p.termOr("education", e.Education.Kind)
	case e.Skill != nil && e.Skill.Driving != nil:
		return p.L.Term("driving", e.Skill.Driving.InGermany) + " " + e.Skill.Driving.Class
	case e.Course != nil && p.term(e.Course.Certificate) == "":
		return p.L.CvTitleCourses()
	}
	if first := p.Answer(e, Steps(e)[0]); first != "" && !domain.OnePerSection(e.Section) {
		return first
	}
	return p.L.Term("section", string(e.Section))
}

// EntryText is what else an entry says.
func (p Page) EntryText(e domain.Entry) string {
	switch {
	case e.Work != nil:
		return saidWith(p.span(e.Work.From, e.Work.To), p.ownName(e.Work.Employer), p.location(e.Work.Place))
	case e.Education != nil:
		subject := p.term(e.Education.Subject)
		if subject == p.EntryTitle(e) {
			subject = ""
		}
		return saidWith(subject, p.span(e.Education.From, e.Education.To), p.ownName(e.Education.Institution), p.location(e.Education.Place))
	case e.Skill != nil:
		return ""
	}
	var answers []string
	for _, step := range Steps(e) {
		answers = append(answers, p.Answer(e, step))
	}
	if !domain.OnePerSection(e.Section) {
		answers = answers[1:]
	}
	return saidWith(answers...)
}

// saidWith joins what a person said; each part keeps its own direction. A part that begins with an isolated word, such as city and
// country, stays in that of the page: isolated once more, it would show no letter that tells its direction, and be read from the left.
func saidWith(parts ...string) string {
	isolated := make([]string, len(parts))
	for i, s := range parts {
		if isolated[i] = s; s != "" && !strings.HasPrefix(s, "\u2068") {
			isolated[i] = "\u2068" + s + "\u2069"
		}
	}
	return joinedWith(" · ", isolated...)
}

// German is the entry as it stands in the German CV, in one line; empty when nothing of it does.
func (p Page) German(l app.EntryLine) string {
	if l.Language != nil && p.L == i18n.De {
		return "" // it says the same
	}
	if l.German.What != "" || l.German.When != "" {
		return joinedWith(" · ", l.German.What, l.German.When, l.German.Where)
	}
	if !domain.OnePerSection(l.Section) || p.L == i18n.De {
		return ""
	}
	own, e := p.EntryText(l.Entry), l.Entry
	if p.L = i18n.De; e.Identity != nil {
		v := *e.Identity
		v.Birth = gregorian(v.Birth)
		e.Identity = &v
	}
	if german := p.EntryText(e); german != own {
		return german
	}
	return ""
}

// gregorian is the same day or month in the calendar used in Germany; a year alone stays, as it lies in two.
func gregorian(d *domain.PartialDate) *domain.PartialDate {
	own, ok := calendar.Of(d)
	if !ok {
		return d
	}
	g, err := calendar.Convert(own, calendar.Gregorian)
	if err != nil {
		return d
	}
	return &domain.PartialDate{Calendar: string(g.Calendar), Year: g.Year, Month: g.Month, Day: g.Day, Circa: g.Circa}
}

func joinedWith(between string, parts ...string) string {
	var said []string
	for _, s := range parts {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, between)
}
