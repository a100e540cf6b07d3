package cv

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// OriginalFormat names the form that a Document in the person's own words has in JSON.
const OriginalFormat = "aufwind-cv-original/1"

// Original writes the CV c in its own language, as it was said: labels of the vocabulary in that language, free text as it was typed,
// names in the own script, dates in their own calendars. Under open stand dates that cannot be, and what is kept in German only.
// Errors: a language in which there are no headings.
func Original(c domain.CV, v *vocab.Vocabulary, on domain.Day) (Document, error) {
	l, ok := headingsIn(c.Language)
	if !ok {
		var tags []string
		for _, known := range i18n.ForPersons() {
			tags = append(tags, known.Tag())
		}
		return Document{}, fmt.Errorf("language: there are no headings in %q yet, only in %s", c.Language, strings.Join(tags, ", "))
	}
	s := speaker{newWriter(c.Language, c.AddressForm, c.BirthDate, v, on), l}
	d := Document{Format: OriginalFormat, Sections: []Section{}, On: on, Gaps: []OpenGap{}, Lang: l}
	d.Head = Head{Title: l.Term("section", "cv"), Name: oneLine(c.Name.Own()), Target: s.term(c.Target)}
	if latin := oneLine(c.Name.Latin); latin != d.Head.Name {
		d.Head.NameNative, d.Head.NativeLang = latin, "de" // set beneath, from left to right
	}
	for _, part := range [...]Section{
		{KeyHead, d.Head.Title, d.Head.lines(phrase{source: FromRule})},
		{KeyPersonal, l.Term("section", "identity"), s.personal(c)},
		{KeyWork, l.Term("section", "work"), s.work(c)},
		{KeyEducation, l.List([]string{l.Term("section", "schooling"), l.Term("section", "training")}), s.education(c)},
		{KeyCourses, l.CvTitleCourses(), s.courses(c)},
		{KeyLanguages, l.Term("section", "languages"), s.languages(c)},
		{KeyDriving, l.CvTitleDriving(), s.driving(c)},
		{KeySkills, l.Term("section", "skills"), s.skills(c)},
	} {
		if len(part.Lines) > 0 {
			d.Sections = append(d.Sections, part)
		}
	}
	d.Open = append([]Open{}, s.open...)
	d.Closing = closing(c.Contact.City, on)
	return d, nil
}

// HasOriginal tells whether Original can write a CV in the language of the tag.
func HasOriginal(tag string) bool {
	_, ok := headingsIn(tag)
	return ok
}

// headingsIn is the language of headings for a CV in the language of the tag: "ar" for "ar-SY".
func headingsIn(tag string) (i18n.Lang, bool) {
	for {
		if l, ok := i18n.Parse(tag); ok && slices.Contains(i18n.ForPersons(), l) {
			return l, true
		}
		i := strings.LastIndexByte(tag, '-')
		if i < 0 {
			return i18n.De, false
		}
		tag = tag[:i]
	}
}

// A speaker writes lines in the language of the person. Its writer knows which dates cannot be.
type speaker struct {
	*writer
	l i18n.Lang
}

// term is what a term is called in the own language: the label of its concept, else what was said.
func (s speaker) term(t *domain.Term) string {
	if t == nil {
		return ""
	}
	if c, ok := s.vocab.Concept(vocab.ID(t.Concept)); ok {
		return s.label(c)
	}
	return oneLine(t.Concept + t.Label + t.Text)
}

func (s speaker) label(c vocab.Concept) string {
	if own := c.Label(s.l.Tag()); own != "" {
		return own
	}
	return c.Label("de")
}

// when shows from when to when; dates that cannot be are noted under open and not shown.
func (s speaker) when(path string, from, to *domain.PartialDate) string {
	if at := s.contradiction(from, to); at != "" {
		s.note(Open{Path: path + at, Reason: Contradictory, Text: spoken(from, to)})
		return ""
	}
	return withoutIsolates.Replace(OwnSpan(s.l, from, to))
}

// withoutIsolates takes out what keeps the parts of a sentence of a page apart: a CV has no sentences.
var withoutIsolates = strings.NewReplacer("\u2068", "", "\u2069", "")

// where joins a name and a place in the own script.
func (s speaker) where(name domain.Name, at domain.Place) string {
	var parts []string
	for _, part := range [...]string{oneLine(name.Own()), oneLine(at.City.Own()), i18n.Country(s.l, at.Country)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return s.l.List(parts)
}

// said makes a line of the person's own words.
func said(when, what, where string, details ...string) Line {
	l := Line{When: when, What: what, Where: where, Source: FromRule, Details: []Detail{}}
	for _, d := range details {
		if d != "" {
			l.Details = append(l.Details, Detail{d, FromRule})
		}
	}
	return l
}

func (s speaker) personal(c domain.CV) []Line {
	var lines []Line
	add := func(label, text string) {
		if text = oneLine(text); text != "" {
			lines = append(lines, said("", label+": "+text, ""))
		}
	}
	if c.Print.BirthDate && s.birthDate(c.BirthDate) != "" {
		add(s.l.SectionBirth(), OwnDate(s.l, c.BirthDate))
	}
	if c.Print.Nationality {
		add(s.l.SectionNationality(), i18n.Country(s.l, c.Nationality))
	}
	add(s.l.SectionPostal(), joined(oneLine(c.Contact.Street), strings.TrimSpace(c.Contact.Postcode+" "+c.Contact.City)))
	add(s.l.SectionPhone(), c.Contact.Phone)
	add(s.l.SectionEmail(), c.Contact.Email)
	if c.Print.Residence && c.Residence != nil {
		s.note(Open{Path: "residence", Reason: Untranslated, Text: residence(*c.Residence)}) // it is kept in German only
	}
	return lines
}

func (s speaker) work(c domain.CV) []Line {
	var all []dated
	for i, job := range c.Work {
		var tasks []string
		for t := range job.Tasks {
			tasks = append(tasks, s.term(&job.Tasks[t]))
		}
		line := said(s.when(path("work", i), job.From, job.To), s.term(&job.Occupation), s.where(job.Employer, job.Place), tasks...)
		all = append(all, inTime(line, job.From, job.To))
	}
	for i, gap := range c.Gaps {
		reason, ok := s.vocab.Concept(vocab.ID("gap:" + gap.Reason))
		if ok && gap.Reason == "flight" && !gap.Explicit {
			reason, ok = s.vocab.Concept("gap:orientation") // flight is named only when the person asks for it
		}
		if ok {
			all = append(all, inTime(said(s.when(path("gaps", i), gap.From, gap.To), s.label(reason), ""), gap.From, gap.To))
		}
	}
	return latestFirst(all)
}

func (s speaker) education(c domain.CV) []Line {
	var all []dated
	for i, e := range c.Education {
		what, subject := s.term(e.Certificate), s.term(e.Subject)
		if what == "" {
			what = s.l.Term("education", e.Kind)
		}
		grade := ""
		if e.Grade != nil {
			grade = number(e.Grade.Got) + "/" + number(e.Grade.Best) // without spaces: it stays in order where one reads from the right
		}
		recognised := ""
		if e.Recognition != "" && e.Recognition != "none" {
			recognised = s.l.Term("recognition", e.Recognition)
		}
		line := said(s.when(path("education", i), e.From, e.To), what, s.where(e.Institution, e.Place), subject, grade, recognised)
		all = append(all, inTime(line, e.From, e.To))
	}
	return latestFirst(all)
}

func number(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

func (s speaker) courses(c domain.CV) []Line {
	var all []dated
	for i, course := range c.Courses {
		when := s.when(path("courses", i), course.From, course.To)
		if course.From == nil && course.To != nil && !course.To.Ongoing && when != "" {
			when = OwnDate(s.l, course.To) // the day of the certificate
		}
		all = append(all, inTime(said(when, s.term(course.Certificate), s.where(course.Institution, domain.Place{})), course.From, course.To))
	}
	return latestFirst(all)
}

func (s speaker) languages(c domain.CV) []Line {
	var lines []Line
	for i, k := range c.Languages {
		name := languageName(s.l, k.Language)
		if name == "" {
			s.note(Open{Path: path("languages", i) + ".language", Reason: Untranslated, Text: k.Language})
			continue
		}
		level := s.l.Term("level", k.Level)
		if proof := s.term(k.Certificate); proof != "" {
			level = s.l.List([]string{level, proof})
		}
		lines = append(lines, said("", name+": "+level, ""))
	}
	return lines
}

func (s speaker) driving(c domain.CV) []Line {
	var lines []Line
	for _, d := range c.Driving {
		lines = append(lines, said("", s.l.List([]string{d.Class, s.l.Term("driving", d.InGermany)}), ""))
	}
	return lines
}

func (s speaker) skills(c domain.CV) []Line {
	var lines []Line
	for i := range c.Skills {
		lines = append(lines, said("", s.term(&c.Skills[i]), ""))
	}
	return filled(lines)
}
