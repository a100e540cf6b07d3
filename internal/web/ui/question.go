package ui

import (
	"net/url"
	"slices"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// A Question is one page of the profile: one step of one entry.
type Question struct {
	Entry    domain.Entry // as stored; with an error or a conflict, with what was typed in it
	Step     routes.Step
	Once     string         // key of the form of a new entry
	Only     bool           // the page was opened to change this step alone
	Saved    routes.Step    // whose answer was stored just before; empty for none
	Typed    url.Values     // what was sent and refused; nil for a fresh page
	Stored   *domain.Entry  // with a conflict, what somebody else stored
	Browse   Browse         // of the question for the occupation
	Search   Search         // of steps that search the vocabulary
	Calendar string         // of the steps that ask for a date
	Others   []domain.Entry // all entries of the profile, to offer first what was said before
	Error    *domain.Error
	German   app.Preview // what the answer adds to the CV
}

// A Search is what was looked for in the vocabulary, and what was found.
type Search struct {
	Query   string
	Found   []vocab.Concept // of the query
	Second  []vocab.Concept // of the query in the other language that the person reads
	Reads   string          // that language; domain.ReadsNone, or empty while nothing was said
	Asks    bool            // the page asks for it
	Suggest []vocab.Concept // fitting without a search
}

// Steps are the questions about an entry, in their order.
func Steps(e domain.Entry) []routes.Step {
	switch {
	case e.Identity != nil:
		return []routes.Step{routes.StepAddressForm, routes.StepBirth, routes.StepNationality}
	case e.Contact != nil:
		return []routes.Step{routes.StepPhone, routes.StepEmail, routes.StepAddress}
	case e.Language != nil:
		return []routes.Step{routes.StepLanguage, routes.StepLevel}
	case e.Section == domain.SectionSchooling:
		return []routes.Step{routes.StepPlace, routes.StepCertificate, routes.StepTime}
	case e.Education != nil:
		return []routes.Step{
			routes.StepKind, routes.StepPlace, routes.StepCertificate, routes.StepSubject, routes.StepTime, routes.StepRecognition,
		}
	case e.Course != nil:
		return []routes.Step{routes.StepCourse, routes.StepTime, routes.StepInstitution}
	case e.Work != nil:
		return []routes.Step{routes.StepOccupation, routes.StepPlace, routes.StepTime, routes.StepTasks}
	case e.Skill != nil && e.Skill.Driving != nil:
		return []routes.Step{routes.StepClass, routes.StepInGermany}
	case e.Skill != nil:
		return []routes.Step{routes.StepSkill}
	case e.Housing != nil:
		return []routes.Step{routes.StepKind, routes.StepPersons, routes.StepWish}
	}
	return circumstanceSteps(e)
}

// NewEntry is an entry that does not exist yet, as its first question finds it; step tells a driving licence from other skills, and a
// course from other training.
func NewEntry(s domain.Section, step routes.Step) domain.Entry {
	e := domain.Entry{Section: s}
	switch s {
	case domain.SectionIdentity:
		e.Identity = &domain.Identity{}
	case domain.SectionContact:
		e.Contact = &domain.Contact{}
	case domain.SectionLanguages:
		e.Language = &domain.LanguageSkill{}
	case domain.SectionSchooling:
		e.Education = &domain.Education{Kind: "school"}
	case domain.SectionTraining:
		e.Education = &domain.Education{}
		if step == routes.StepCourse {
			e.Education, e.Course = nil, &domain.Course{}
		}
	case domain.SectionWork:
		e.Work = &domain.Work{}
	case domain.SectionSkills:
		e.Skill = &domain.Skill{Term: &domain.Term{}}
		if step == routes.StepClass || step == routes.StepInGermany {
			e.Skill = &domain.Skill{Driving: &domain.Driving{InGermany: "foreign"}}
		}
	case domain.SectionHousing:
		e.Housing = &domain.Housing{}
	default:
		e = newCircumstance(e)
	}
	return e
}

// Kinds are the kinds of concepts that answer a step; nil for a step that searches nothing.
func Kinds(s domain.Section, step routes.Step) []vocab.Kind {
	switch step {
	case routes.StepOccupation:
		return []vocab.Kind{vocab.Occupation}
	case routes.StepTasks:
		return []vocab.Kind{vocab.Task, vocab.Machine, vocab.IT, vocab.Soft}
	case routes.StepCertificate:
		if s == domain.SectionSchooling {
			return []vocab.Kind{vocab.Certificate, vocab.School}
		}
		return []vocab.Kind{vocab.Certificate, vocab.Licence}
	case routes.StepCourse:
		return []vocab.Kind{vocab.Course, vocab.LanguageCertificate, vocab.Licence}
	case routes.StepSubject:
		return []vocab.Kind{vocab.Subject, vocab.Occupation}
	case routes.StepSkill:
		return []vocab.Kind{vocab.Soft, vocab.IT, vocab.Machine, vocab.Licence, vocab.Task}
	}
	return nil
}

// firstSuggestions is how many concepts are offered at once; the others wait behind a line to open.
const firstSuggestions = 12

// Searches tells whether the step is answered by searching.
func (q Question) Searches() bool {
	return q.Step != routes.StepTasks && Kinds(q.Entry.Section, q.Step) != nil
}

// place is which of how many steps this is, counted from 1.
func (q Question) place() (n, of int) {
	steps := Steps(q.Entry)
	return slices.Index(steps, q.Step) + 1, len(steps)
}

// Next is the page that follows when the answer is stored as entry id; 0 when it was skipped without one.
func (q Question) Next(id domain.EntryID, saved bool) string {
	s := q.Entry.Section
	n, of := q.place()
	switch {
	case q.Only:
		return routes.Entry(s, id)
	case q.Entry.ID == 0 && q.Entry.Language != nil && q.Entry.Language.Level != "":
		return routes.ProfileSection(s)
	case n < of && saved:
		return routes.QuestionNext(s, id, Steps(q.Entry)[n], q.Step)
	case n < of && id == 0 && q.Begins():
		return routes.ProfileSection(s)
	case n < of:
		return routes.Question(s, id, Steps(q.Entry)[n])
	}
	return routes.ProfileSection(s)
}

// Another begins one more entry of the section.
func (q Question) Another() string {
	return routes.QuestionNew(q.Entry.Section, Steps(NewEntry(q.Entry.Section, ""))[0], Once())
}

// Begins tells whether the first step begins the entry: without its answer there is none.
func (q Question) Begins() bool {
	return q.Entry.Member != nil || q.Entry.Work != nil || q.Entry.Language != nil || q.Entry.Skill != nil || q.Entry.Section == domain.SectionTraining
}

// LevelOfNew tells whether the step asks for the level of a language that has been chosen and is no entry yet.
func (q Question) LevelOfNew() bool {
	return q.Step == routes.StepLevel && q.Entry.ID == 0 && q.Entry.Language.Language != ""
}

// back is the page before this one.
func (q Question) back() string {
	s, id := q.Entry.Section, q.Entry.ID
	n, _ := q.place()
	switch {
	case q.Only:
		return routes.Entry(s, id)
	case n > 1 && (id != 0 || !q.Begins()):
		return routes.Question(s, id, Steps(q.Entry)[n-2])
	case q.Step == routes.StepLevel:
		return routes.QuestionNew(s, routes.StepLanguage, q.Once)
	}
	return routes.ProfileSection(s)
}

// action is where the form goes.
func (q Question) action() string { return routes.Question(q.Entry.Section, q.Entry.ID, q.Step) }

// previews tells whether the page shows the German of the answer: not of what no line of a CV says.
func (q Question) previews() bool {
	return q.Entry.Housing == nil && !q.Entry.Section.Circumstance() && q.Step != routes.StepAddressForm
}

// preview is where the form is sent while somebody types; empty when the page shows no German.
func (q Question) preview() string {
	if !q.previews() {
		return ""
	}
	return routes.Preview(q.Entry.Section, q.Entry.ID, q.Step)
}

// value is what stands in a field: what was typed when it was refused, else what is stored.
func (q Question) value(field, stored string) string {
	if q.Typed != nil {
		return q.Typed.Get(field)
	}
	return stored
}

// chosen tells whether one of several values of a field is chosen.
func (q Question) chosen(field, value string, stored bool) bool {
	if q.Typed != nil {
		return slices.Contains(q.Typed[field], value)
	}
	return stored
}
