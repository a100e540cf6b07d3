package cv

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// A writer writes German lines and collects what stays open.
type writer struct {
	vocab     *vocab.Vocabulary
	lang      string // of labels
	form      string // of address
	on        calendar.Date
	birth     calendar.Date // zero when not said, or when nobody who lives on the day of the CV was born then
	anonymous bool
	short     Short // of an anonymous CV
	searches  int   // how often candidates were looked for
	open      []Open
}

func newWriter(lang string, form domain.AddressForm, birth *domain.PartialDate, v *vocab.Vocabulary, on domain.Day) *writer {
	w := &writer{vocab: v, lang: lang, form: string(form), on: calendar.OfDay(on)}
	if b, ok := calendar.Of(birth); ok && calendar.Age(b, w.on) {
		w.birth = b
	}
	return w
}

// note puts something under open. A CV that names nobody does not repeat what the person wrote.
func (w *writer) note(o Open) {
	if w.anonymous {
		o.Text, o.German = "", ""
	}
	w.open = append(w.open, o)
}

// German writes the CV c in German, as it stands on the day on.
func German(c domain.CV, v *vocab.Vocabulary, on domain.Day) Document {
	return newWriter(c.Language, c.AddressForm, c.BirthDate, v, on).document(c, on)
}

// In writes c in one of its forms; short is read for the anonymous one.
// Errors: the form original in a language without headings.
func In(form domain.CVForm, c domain.CV, short Short, v *vocab.Vocabulary, on domain.Day) (Document, error) {
	switch form {
	case domain.CVOriginal:
		return Original(c, v, on)
	case domain.CVAnonymous:
		return Anonymous(c, short, v, on), nil
	}
	return German(c, v, on), nil
}

func (w *writer) document(c domain.CV, on domain.Day) Document {
	d := Document{Format: DocumentFormat, Sections: []Section{}, On: on}
	title := titleHead
	if w.anonymous {
		title = titleAnonymous
	}
	var target phrase
	d.Head, target = w.head(c)
	d.Head.Title = title
	parts := [...]Section{
		{KeyHead, title, d.Head.lines(target)},
		{KeyPersonal, titlePersonal, w.personal(c)},
		{KeyProfile, titleProfile, nil},
		{KeyWork, titleWork, w.workLines(c)},
		{KeyEducation, titleEducation, w.educationLines(c)},
		{KeyCourses, titleCourses, w.courseLines(c)},
		{KeyLanguages, titleLanguages, w.languageLines(c)},
		{KeyDriving, titleDriving, w.drivingLines(c)},
		{KeySkills, titleSkills, w.skillLines(c)},
	}
	parts[2].Lines = w.profile(c, target)
	if w.anonymous {
		parts[1] = Section{KeyPersonal, titleContact, w.short.contact()}
	}
	for _, s := range parts {
		if len(s.Lines) > 0 {
			d.Sections = append(d.Sections, s)
		}
	}
	d.Gaps = w.gaps(c)
	d.Open = append([]Open{}, w.open...)
	if !w.anonymous {
		city := c.Contact.City
		if !inLatin(city) {
			city = "" // it is open in the personal data
		}
		d.Closing = closing(city, on)
	}
	return d
}

func (w *writer) head(c domain.CV) (Head, phrase) {
	var h Head
	if !w.anonymous {
		h = Head{Name: w.latin("name.latin", c.Name)}
		if native := oneLine(c.Name.Native); h.Name != "" && native != h.Name && native != "" {
			h.NameNative, h.NativeLang = native, c.Language
		}
	}
	target, ok := w.term("target", c.Target, "", occupationKinds())
	if ok {
		target.text = w.abroad(target, "") // an aim claims no title either
		h.Target = target.text
	}
	return h, target
}

func (h Head) lines(target phrase) []Line {
	var lines []Line
	if h.Name != "" {
		lines = append(lines, Line{What: h.Name, Where: h.NameNative, Source: FromRule, Details: []Detail{}})
	}
	if h.Target != "" {
		lines = append(lines, Line{What: h.Target, Source: target.source, Details: []Detail{}})
	}
	return lines
}

func (w *writer) personal(c domain.CV) []Line {
	var lines []Line
	add := func(label, text string) {
		if text != "" {
			lines = append(lines, ruleLine(label+": "+text))
		}
	}
	birth := w.birthDate(c.BirthDate)
	if w.anonymous {
		return nil
	}
	if c.Print.BirthDate {
		add(birthLabel(c.BirthDate), birth)
	}
	if c.Print.Nationality {
		add("Staatsangehörigkeit", nationality(c.Nationality))
	}
	town := oneLine(latinDigits(c.Contact.Postcode) + " " + w.written("contact.city", c.Contact.City))
	if street := w.written("contact.street", c.Contact.Street); street != "" {
		add("Anschrift", joined(street, town))
	} else {
		add("Wohnort", town)
	}
	add("Telefon", telephone(c.Contact.Phone))
	add("E-Mail", oneLine(c.Contact.Email))
	if c.Print.Residence && c.Residence != nil {
		r := *c.Residence
		r.TextDE = w.written("residence.text_de", r.TextDE)
		add("Aufenthalt", residence(r))
	}
	return lines
}

// telephone is a number as it is dialled in Germany: Latin digits, + before the code of a country, and behind that no 0 in brackets. The
// groups stay as they were typed.
func telephone(said string) string {
	number := oneLine(latinDigits(said))
	if abroad, ok := strings.CutPrefix(number, "00"); ok && !strings.HasPrefix(abroad, "0") {
		number = "+" + strings.TrimSpace(abroad)
	}
	if strings.HasPrefix(number, "+") {
		number = oneLine(strings.Replace(number, "(0)", " ", 1))
	}
	return number
}

func latinDigits(s string) string { return strings.Map(calendar.LatinDigit, s) }

// birthLabel is the German label of a birth date; many people know the year only.
func birthLabel(p *domain.PartialDate) string {
	if d, ok := calendar.Of(p); ok && d.Month == 0 {
		return "Geburtsjahr"
	}
	return "Geburtsdatum"
}

func (w *writer) birthDate(p *domain.PartialDate) string {
	d, ok := calendar.Of(p)
	if !ok {
		return ""
	}
	if !calendar.Age(d, w.on) {
		w.note(Open{Path: "birth_date", Reason: Contradictory, Text: d.String()})
		return ""
	}
	return calendar.GermanDay(d)
}

func ruleLine(what string) Line { return Line{What: what, Source: FromRule, Details: []Detail{}} }

// entry makes a line; without a German What its source is that of the facts.
func entry(when string, what phrase, where string, details []Detail) Line {
	l := Line{When: when, What: what.text, Where: where, Source: what.source, Details: details}
	if l.Source == "" {
		l.Source = FromRule
	}
	if l.Details == nil {
		l.Details = []Detail{}
	}
	return l
}

// empty tells whether there is nothing to print: a place alone says nothing.
func (l Line) empty() bool { return l.When == "" && l.What == "" && len(l.Details) == 0 }

func (w *writer) workLines(c domain.CV) []Line {
	var all []dated
	for i, job := range c.Work {
		all = append(all, inTime(w.work(path("work", i), job), job.From, job.To))
	}
	for i, gap := range c.Gaps {
		all = append(all, inTime(w.chosenGap(path("gaps", i), gap), gap.From, gap.To))
	}
	return latestFirst(all)
}

func (w *writer) work(path string, job domain.Work) Line {
	what, _ := w.term(path+".occupation", &job.Occupation, "", occupationKinds())
	what.text = w.abroad(what, job.Place.Country)
	when := w.span(path, job.From, job.To)
	where := ""
	if w.anonymous {
		where = w.sector(what.concept)
	} else {
		where = joined(w.latin(path+".employer", job.Employer), w.place(path+".place", job.Place))
	}
	var details []Detail
	for i := range job.Tasks {
		if t, ok := w.term(fmt.Sprintf("%s.tasks[%d]", path, i), &job.Tasks[i], "", taskKinds()); ok {
			details = append(details, Detail{t.text, t.source})
		}
	}
	return entry(when, what, where, details)
}

// abroad names the country behind an occupation whose German words are a title of their own: "Krankenschwester (Syrien)"
// claims no German licence. Where the country cannot be said, the neutral words are printed.
func (w *writer) abroad(what phrase, country string) string {
	if r, ok := w.vocab.Regulation(what.concept.ID); !ok || !r.Abroad {
		return what.text
	}
	name, neutral := i18n.Country(i18n.De, country), what.concept.German("neutral")
	if name == "" || country == "DE" || w.anonymous || what.text == neutral {
		return neutral
	}
	return what.text + " (" + name + ")"
}

func (w *writer) chosenGap(path string, gap domain.Gap) Line {
	form := w.form
	if gap.Explicit && !w.anonymous {
		form = "explicit"
	}
	var what phrase
	if c, ok := w.vocab.Concept(vocab.ID("gap:" + gap.Reason)); ok {
		what = phrase{c.German(form), FromConcept, c}
	}
	return entry(w.span(path, gap.From, gap.To), what, "", nil)
}

func (w *writer) place(path string, p domain.Place) string {
	city := w.latin(path+".city", p.City)
	country := i18n.Country(i18n.De, p.Country)
	if country == "" && p.Country != "" {
		w.note(Open{Path: path + ".country", Reason: Untranslated, Text: p.Country})
	}
	return joined(city, country)
}

func (w *writer) courseLines(c domain.CV) []Line {
	var all []dated
	for i, course := range c.Courses {
		all = append(all, inTime(w.course(path("courses", i), course), course.From, course.To))
	}
	return latestFirst(all)
}

func (w *writer) course(path string, course domain.Course) Line {
	what, ok := w.term(path+".certificate", course.Certificate, "", courseKinds())
	if !ok && optional(course.Certificate) == nil || w.betrays(what) {
		what = phrase{text: "Weiterbildung", source: FromRule}
	}
	when := w.span(path, course.From, course.To)
	if course.From == nil && course.To != nil && !course.To.Ongoing {
		when = strings.TrimPrefix(when, "bis ") // the day of the certificate
	}
	where := ""
	if !w.anonymous {
		where = w.latin(path+".institution", course.Institution)
	}
	return entry(when, what, where, nil)
}

func (w *writer) languageLines(c domain.CV) []Line {
	var lines []Line
	for i, l := range c.Languages {
		if !w.anonymous || w.short.shows(l) {
			lines = append(lines, w.language(path("languages", i), l))
		}
	}
	return filled(lines)
}

func (w *writer) language(path string, l domain.LanguageSkill) Line {
	name := languageName(i18n.De, l.Language)
	if name == "" {
		w.note(Open{Path: path + ".language", Reason: Untranslated, Text: l.Language})
		return Line{}
	}
	text := name + ": " + level(l.Level)
	if proof, ok := w.term(path+".certificate", l.Certificate, "", languageCertificateKinds()); ok && !w.betrays(proof) {
		text += ", " + strings.TrimSuffix(proof.text, " ("+name+")") // Englisch: C1, IELTS
	}
	return ruleLine(text)
}

func (w *writer) drivingLines(c domain.CV) []Line {
	var lines []Line
	for _, d := range c.Driving {
		lines = append(lines, ruleLine(driving(d)))
	}
	return lines
}

func (w *writer) skillLines(c domain.CV) []Line {
	var lines []Line
	for i := range c.Skills {
		if t, ok := w.term(path("skills", i), &c.Skills[i], "", skillKinds()); ok && !w.betrays(t) {
			lines = append(lines, entry("", t, "", nil))
		}
	}
	return lines
}

// A dated line can be put in order.
type dated struct {
	Line
	begin, end domain.Day // empty when not said
}

func inTime(l Line, from, to *domain.PartialDate) dated {
	begin, last := interval(from)
	if to != nil && to.Ongoing {
		return dated{l, begin, "9999"}
	}
	if _, end := interval(to); end != "" {
		last = end
	}
	return dated{l, begin, last}
}

// latestFirst orders lines: what goes on first, then by the end, then by the beginning; lines without a date last.
// Empty lines are left out.
func latestFirst(all []dated) []Line {
	slices.SortStableFunc(all, func(a, b dated) int {
		return cmp.Or(-cmp.Compare(a.end, b.end), -cmp.Compare(a.begin, b.begin))
	})
	lines := make([]Line, len(all))
	for i, d := range all {
		lines[i] = d.Line
	}
	return filled(lines)
}

func filled(lines []Line) []Line {
	return slices.DeleteFunc(lines, Line.empty)
}

func path(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }

// joined joins what is not empty by ", ".
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
}
