package ui

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// emptyTasks is how many empty lines there are for tasks in own words.
const emptyTasks = 3

func (p Page) questionTitle(q Question) string {
	if q.Step == routes.StepLevel {
		if name := p.languageName(q.Entry.Language.Language); name != "" {
			return p.L.ProfileLevelOf(name)
		}
	}
	return p.L.Term("question", string(q.Entry.Section)+"."+string(q.Step))
}

// examplePhone shows how a number is written. As an argument it keeps its direction in every text.
const examplePhone = "+49 711 000000"

// questionHint is one short sentence below a question; empty for questions that need none.
func (p Page) questionHint(q Question) string {
	return p.hint(string(q.Entry.Section) + "." + string(q.Step))
}

func (p Page) hint(key string) string {
	if s := p.L.Term("hint", key, examplePhone); s != key { // only the hint of a telephone has a place for the number
		return s
	}
	return ""
}

// fieldOf is the name that errors have for the answer of a search.
func fieldOf(step routes.Step) string {
	if step == routes.StepCourse {
		return "certificate"
	}
	if step == routes.StepSkill {
		return "term"
	}
	return string(step)
}

func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// options are the words of a closed list.
func (p Page) options(group string, values []string) []Option {
	out := make([]Option, len(values))
	for i, v := range values {
		out[i] = Option{Value: v, Text: p.L.Term(group, v)}
	}
	return out
}

func (p Page) addressForms() []Option {
	return []Option{
		{Value: "f", Text: p.L.Term("address", "f")},
		{Value: "m", Text: p.L.Term("address", "m")},
		{Value: "neutral", Text: p.L.Term("address", "neutral")},
	}
}

// levels are the levels of a language as plain statements.
func (p Page) levels() []Option {
	out := p.options("level", domain.Levels[:])
	for i, o := range out {
		out[i].Hint = p.hint("level." + o.Value)
	}
	return out
}

// certificate is that of the language; the zero term without one.
func (q Question) certificate() domain.Term {
	if t := q.Entry.Language.Certificate; t != nil {
		return *t
	}
	return domain.Term{}
}

// languageCertificates are the certificates of the language that is asked about, after none. Its name stands in brackets behind the German
// of each, except for German.
func (p Page) languageCertificates(q Question) []Option {
	out := []Option{{Value: "", Text: p.L.ProfilePleaseChoose()}}
	for _, c := range p.Vocab.Concepts(vocab.LanguageCertificate) {
		of := "de"
		for code, name := range i18n.Languages(i18n.De) {
			if strings.HasSuffix(c.Label("de"), " ("+name+")") {
				of = code
			}
		}
		if of != q.Entry.Language.Language && string(c.ID) != q.certificate().Concept {
			continue
		}
		o := Option{Value: string(c.ID), Text: p.concept(c)}
		if c.Label(p.L.Tag()) == "" {
			o.Lang = "de"
		}
		out = append(out, o)
	}
	return out
}

// classes are the driving licences, the usual ones first.
func (p Page) classes() []Option {
	var usual, others []Option
	for _, c := range domain.DrivingClasses {
		o := Option{Value: c, Text: c, Hint: p.hint("class." + c)}
		if o.Hint != "" {
			usual = append(usual, o)
		} else {
			others = append(others, o)
		}
	}
	return append(usual, others...)
}

func (p Page) languageName(code string) string { return i18n.Language(p.L, code) }

func (p Page) languages() []Option {
	out := []Option{{Value: "", Text: p.L.ProfilePleaseChoose()}}
	for code, name := range i18n.Languages(p.L) {
		out = append(out, p.named(code, name))
	}
	return out
}

// likelyLanguages are the language of the page, German and English, without those that the profile has.
func (p Page) likelyLanguages(q Question) []string {
	var out []string
	for _, code := range [...]string{p.L.Tag(), "de", "en"} {
		said := slices.ContainsFunc(q.Others, func(e domain.Entry) bool {
			return e.Language != nil && e.Language.Language == code && e.ID != q.Entry.ID
		})
		if !said && !slices.Contains(out, code) && (code != p.L.Tag() || !p.offersNative(q)) {
			out = append(out, code)
		}
	}
	return out
}

// offersNative tells whether one tap can say that the language of the page is the mother tongue.
func (p Page) offersNative(q Question) bool {
	said := slices.ContainsFunc(q.Others, func(e domain.Entry) bool {
		return e.Language != nil && (e.Language.Level == "native" || e.Language.Language == p.L.Tag())
	})
	return q.Entry.ID == 0 && !said
}

// countries are all countries in the alphabet of the page, after those that the profile names.
func (p Page) countries(q Question) []Option {
	out := []Option{{Value: "", Text: p.L.ProfilePleaseChoose()}}
	add := func(code string) {
		known := slices.ContainsFunc(out, func(o Option) bool { return o.Value == code })
		if name := i18n.Country(p.L, code); !known && name != "" {
			out = append(out, p.named(code, name))
		}
	}
	for _, e := range q.Others {
		add(countryOf(e))
	}
	first := len(out)
	for code, name := range i18n.Countries(p.L) {
		if !slices.ContainsFunc(out[:first], func(o Option) bool { return o.Value == code }) {
			out = append(out, p.named(code, name))
		}
	}
	return out
}

// country is the country of a place; while nothing was said about it, the one that the profile named last.
func (q Question) country(at domain.Place) string {
	if at != (domain.Place{}) || q.Only {
		return at.Country
	}
	last := ""
	for _, e := range q.Others {
		if c := countryOf(e); c != "" {
			last = c
		}
	}
	return last
}

// countryOf is the country that an entry names.
func countryOf(e domain.Entry) string {
	switch {
	case e.Identity != nil:
		return e.Identity.Nationality
	case e.Work != nil:
		return e.Work.Place.Country
	case e.Education != nil:
		return e.Education.Place.Country
	}
	return ""
}

// ownScript tells whether the language of the page is not written in Latin letters.
func (p Page) ownScript() bool {
	switch p.L {
	case i18n.De, i18n.En, i18n.Fr, i18n.Tr, i18n.Ku, i18n.So:
		return false
	}
	return true
}

func (p Page) nameLabel(label, script string) string {
	switch {
	case label == "":
		return script
	case !p.ownScript():
		return label
	}
	return label + " – " + script
}

// latinError shows the error of a name at its Latin spelling when that is the only field.
func (q Question) latinError(p Page, name string, n domain.Name) *domain.Error {
	if q.Error == nil || q.Error.Field != name || p.ownScript() || n.Native != "" {
		return nil
	}
	e := *q.Error
	e.Field = name + "_latin"
	return &e
}

// calendar is this page in another calendar.
func (q Question) calendar(c string) string {
	v := url.Values{"calendar": {c}}
	if q.Only {
		v.Set("only", "1")
	}
	if q.Once != "" {
		v.Set("once", q.Once)
	}
	return q.action() + "?" + v.Encode()
}

// date is a stored date in the calendar of the page: as it was said, or converted where that is exact to its parts.
func (q Question) date(stored *domain.PartialDate) calendar.Date {
	d, ok := calendar.Of(stored)
	if !ok || string(d.Calendar) == q.Calendar {
		return d
	}
	d, err := calendar.Convert(d, calendar.Calendar(q.Calendar))
	if err != nil {
		return calendar.Date{}
	}
	return d
}

func (p Page) days(c string) []Option {
	last := 30
	if c == string(calendar.Gregorian) || c == string(calendar.SolarHijri) {
		last = 31
	}
	out := make([]Option, last)
	for i := range out {
		out[i] = Option{Value: strconv.Itoa(i + 1), Text: strconv.Itoa(i + 1)}
	}
	return out
}

func (p Page) months(c string) []Option {
	var out []Option
	for m := 1; i18n.Month(p.L, c, m) != ""; m++ {
		out = append(out, Option{Value: strconv.Itoa(m), Text: p.month(c, m)})
	}
	return out
}

// ownWords is the answer to a search as far as it was typed.
func (p Page) ownWords(q Question) string {
	var t *domain.Term
	switch {
	case q.Entry.Work != nil:
		t = &q.Entry.Work.Occupation
	case q.Entry.Skill != nil:
		t = q.Entry.Skill.Term
	case q.Entry.Course != nil:
		t = q.Entry.Course.Certificate
	case q.Step == routes.StepSubject:
		t = q.Entry.Education.Subject
	case q.Entry.Education != nil:
		t = q.Entry.Education.Certificate
	}
	if t == nil {
		return ""
	}
	return t.Label + t.Text
}

// taskChoices are the tasks that were chosen and the first that fit the occupation, then the others that fit. What is ticked in a
// form that comes back stands among the first.
func (p Page) taskChoices(q Question) (first, more []vocab.Concept) {
	for _, t := range q.Entry.Work.Tasks {
		if c, ok := p.Vocab.Concept(vocab.ID(t.Concept)); ok {
			first = append(first, c)
		}
	}
	room := len(first) + firstSuggestions
	for _, c := range q.Search.Suggest {
		switch {
		case slices.ContainsFunc(first, func(x vocab.Concept) bool { return x.ID == c.ID }):
		case len(first) < room || q.chosen("task", string(c.ID), false):
			first = append(first, c)
		default:
			more = append(more, c)
		}
	}
	return first, more
}

func hasTask(tasks []domain.Term, id vocab.ID) bool {
	return slices.ContainsFunc(tasks, func(t domain.Term) bool { return t.Concept == string(id) })
}

// ownTasks are the tasks in own words, with empty lines for more.
func (q Question) ownTasks() []string {
	var out []string
	if q.Typed != nil {
		out = slices.DeleteFunc(slices.Clone(q.Typed["text"]), func(s string) bool { return s == "" })
	} else {
		for _, t := range q.Entry.Work.Tasks {
			if s := t.Label + t.Text; t.Concept == "" && s != "" {
				out = append(out, s)
			}
		}
	}
	return append(out, make([]string, emptyTasks)...)
}
