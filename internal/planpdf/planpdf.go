// Package planpdf prints integration plans: the draft and each agreed version, in German, in the person's language, or in both side by
// side.
//
// The package is pure: no clock, no files, no network. What it prints is given to it; the words around it come from the catalogues of
// package i18n. All functions may be called from many goroutines at once.
package planpdf

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/pdf"
)

// A Form is in which language a plan is printed.
type Form string

// Forms are those languages: German, the person's own, both side by side.
var Forms = [...]Form{"german", "own", "both"}

// Valid tells whether f is one of Forms.
func (f Form) Valid() bool { return slices.Contains(Forms[:], f) }

// A Sheet is a plan to be printed.
type Sheet struct {
	Form        Form
	Own         i18n.Lang // the person's language; German makes every form a German one
	City        string
	Letterhead  domain.Letterhead // empty: the name of the organisation stands instead
	Person      domain.Name
	Responsible domain.Responsible
	Programme   string             // German
	Version     domain.PlanVersion // the goals to be printed; No is 0 for a draft
	Agreed      domain.Day         // of the version
	ReviewOn    domain.Day         // when the plan is to be continued; empty for not said
	On          domain.Day         // of printing
	Household   *Household         // for what a household shares, else nil
	Body        func(domain.BodyID) string
	Text        func(t domain.PlanText, lang string) (text string, ok bool) // German where nobody has translated it
}

// A Household is whose plan is printed when it is that of several persons.
type Household struct {
	Members []string // names, as they are written
	Adults  []string // names of those who have agreed, or are to
	Doer    func(l i18n.Lang, m domain.Measure) string
}

// hashShown is how many characters of a version's hash are printed: enough to compare papers by eye.
const hashShown = 12

// PDF prints the plan on A4. The same sheet gives the same bytes.
func PDF(s Sheet) ([]byte, error) {
	if s.Own == i18n.De {
		s.Form = "german"
	}
	return pdf.Plan(s.doc())
}

func (s Sheet) doc() pdf.PlanDoc {
	lang := s.Own
	if s.Form == "german" {
		lang = i18n.De
	}
	d := pdf.PlanDoc{
		Lang: lang.Tag(), RTL: lang.Dir() == "rtl", Both: s.Form == "both", Created: noon(s.On),
		Author: s.Responsible.OrgName, Letterhead: s.head(), Title: s.both(i18n.Lang.PlansheetTitle), Name: s.Person.Or(),
		Facts: s.facts(), Notes: s.notes(), Signatures: s.signatures(),
		Closing: s.City + ", " + day(i18n.De, s.On), Below: s.below(),
		PageLabel: func(page, pages int) string {
			if s.Form == "german" {
				return fmt.Sprintf("Seite %d von %d", page, pages)
			}
			return fmt.Sprintf("\u2066%d / %d\u2069", page, pages) // read from the left in every language
		},
	}
	if s.Household != nil {
		d.Title, d.Name = s.both(i18n.Lang.HouseholdShared), strings.Join(s.Household.Members, " · ")
	}
	for _, g := range s.Version.Goals {
		d.Goals = append(d.Goals, s.goal(g))
	}
	return d
}

// both says the same in the languages of the form.
func (s Sheet) both(say func(i18n.Lang) string) pdf.Both {
	var b pdf.Both
	if s.Form != "own" {
		b.German = say(i18n.De)
	}
	if s.Form != "german" {
		b.Own = say(s.Own)
	}
	return b
}

// text is a text of the plan in the languages of the form; what nobody has translated stays German.
func (s Sheet) text(t domain.PlanText) pdf.Both {
	german, _ := s.Text(t, "de")
	if s.Form == "german" {
		return pdf.Both{German: german}
	}
	own, ok := s.Text(t, s.Own.Tag())
	switch {
	case !ok && s.Form == "own":
		return pdf.Both{German: german}
	case !ok:
		own = s.Own.PlanNotTranslated()
	}
	if s.Form == "own" {
		german = ""
	}
	return pdf.Both{German: german, Own: own}
}

func (s Sheet) head() []string {
	if s.Letterhead.Empty() {
		return []string{cmp.Or(s.Responsible.OrgName, s.City)}
	}
	return append(domain.Lines(s.Letterhead.Names), domain.Lines(s.Letterhead.Address)...)
}

func (s Sheet) below() string {
	text := ""
	for i, line := range domain.Lines(s.Letterhead.Below) {
		if i > 0 {
			text += "\n"
		}
		text += line
	}
	return text
}

// facts are what stands between the title and the goals.
func (s Sheet) facts() []pdf.Both {
	v, by := s.Version, s.Responsible
	facts := []pdf.Both{s.both(func(l i18n.Lang) string {
		if v.No == 0 {
			return l.PlansheetDraft(day(l, s.On))
		}
		text := l.PlanVersionOf(v.No, day(l, s.Agreed))
		if v.Hash != "" {
			text += " · " + l.PlansheetMark(v.Hash[:min(hashShown, len(v.Hash))])
		}
		return text
	})}
	if h := s.Household; h != nil && v.No > 0 {
		facts = append(facts, s.both(func(l i18n.Lang) string { return l.HouseholdAgreedBy(l.List(h.Adults)) }))
	}
	if s.Programme != "" {
		facts = append(facts, s.both(func(l i18n.Lang) string { return l.PlansheetProgramme(s.Programme) }))
	}
	facts = append(facts, s.both(func(l i18n.Lang) string { return join(l.PlansheetResponsible(by.Name), by.OrgName, by.Phone) }))
	if s.ReviewOn != "" {
		facts = append(facts, s.both(func(l i18n.Lang) string { return l.PlansheetNextReview(day(l, s.ReviewOn)) }))
	}
	if a := v.Agreement; a != nil && a.How == "desk" {
		facts = append(facts, s.both(i18n.Lang.PlansheetDesk))
	}
	if a := v.Agreement; a != nil && a.Interpreter != "" {
		facts = append(facts, s.both(func(l i18n.Lang) string { return l.PlansheetInterpreted(a.Interpreter, i18n.Language(l, a.Language)) }))
	}
	return facts
}

func (s Sheet) goal(g domain.Goal) pdf.PlanGoal {
	out := pdf.PlanGoal{
		Title: s.both(func(l i18n.Lang) string { return l.Term("domain", string(g.Domain)) }),
		Text:  s.text(g.Text),
		Lines: []pdf.Both{s.both(func(l i18n.Lang) string { return due(l, g.Due) })},
	}
	if g.Objection != "" {
		out.Lines = append(out.Lines, s.both(func(l i18n.Lang) string { return l.PlansheetSaid(g.Objection) }))
	}
	if o := g.Outcome; o != nil {
		out.Lines = append(out.Lines, s.both(func(l i18n.Lang) string { return l.PlansheetReached(day(l, o.On), attained(l, *o)) }))
		if o.Next != "" {
			out.Lines = append(out.Lines, s.both(func(l i18n.Lang) string { return l.PlansheetNext(o.Next) }))
		}
	}
	for _, m := range g.Measures {
		out.Steps = append(out.Steps, s.step(m))
	}
	return out
}

// attained says in words how far a goal was reached, with its step of the scale from -2 to +2 behind.
func attained(l i18n.Lang, o domain.Outcome) string {
	const leftToRight = "\u200e" // or the sign would stand on the other side of the number
	sign := ""
	if o.Attainment > 0 {
		sign = "+"
	}
	return i18n.Reached(l, o.Attainment, o.Ended) + " (" + leftToRight + sign + strconv.Itoa(o.Attainment) + ")"
}

// step says who does what until when, and where.
func (s Sheet) step(m domain.Measure) pdf.PlanStep {
	return pdf.PlanStep{Text: s.text(m.Text), Lines: []pdf.Both{s.both(func(l i18n.Lang) string {
		place, appointment, binding := "", "", ""
		if m.Body != 0 {
			place = l.PlansheetAt(s.Body(m.Body))
		}
		if m.Appointment != "" {
			appointment = l.PlansheetAppointment(day(l, m.Appointment))
		}
		if m.Binding {
			binding = l.PlansheetBinding()
		}
		return join(s.doer(l, m), due(l, m.Due), place, appointment, l.Term("measure", string(m.State)), binding)
	})}}
}

// doer is who is to do a measure: in a household by name.
func (s Sheet) doer(l i18n.Lang, m domain.Measure) string {
	if s.Household != nil {
		return s.Household.Doer(l, m)
	}
	return l.Term("who", m.Who)
}

func (s Sheet) notes() []pdf.Both { return []pdf.Both{s.both(i18n.Lang.PlansheetVoluntary)} }

func (s Sheet) signatures() []pdf.Both {
	manager := cmp.Or(s.Version.By, s.Responsible.Name)
	signers := []string{s.Person.Or()}
	if s.Household != nil {
		signers = s.Household.Adults
	}
	var out []pdf.Both
	for _, name := range append(slices.Clone(signers), manager) {
		out = append(out, s.both(func(l i18n.Lang) string { return l.PlansheetSign(name) }))
	}
	return out
}

func due(l i18n.Lang, d domain.Day) string {
	if d == "" {
		return l.PlanNoDue()
	}
	return l.PlanDue(day(l, d))
}

func day(l i18n.Lang, d domain.Day) string {
	y, m, dd := d.Parts()
	if y == 0 {
		return ""
	}
	return i18n.Date(l, y, m, dd)
}

// join puts what is not empty into one line.
func join(parts ...string) string {
	line := ""
	for _, p := range parts {
		if p == "" {
			continue
		}
		if line != "" {
			line += " · "
		}
		line += p
	}
	return line
}

// noon is the time that stands in a file made on day.
func noon(day domain.Day) time.Time {
	t, err := time.Parse(time.DateOnly, string(day))
	if err != nil {
		return time.Time{}
	}
	return t.Add(12 * time.Hour)
}
