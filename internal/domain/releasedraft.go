package domain

import "slices"

// PrepareRelease is a step on the way to a release.
const PrepareRelease Action = "release.prepare"

// A ReleaseStep is one question on the way to a release. A special section is a step of its own, with the name of the section.
type ReleaseStep string

// The steps, besides those of special sections.
const (
	StepWhat     ReleaseStep = "what"
	StepWhom     ReleaseStep = "whom"
	StepWhy      ReleaseStep = "why"
	StepUntil    ReleaseStep = "until"
	StepPreview  ReleaseStep = "preview"
	StepQuestion ReleaseStep = "question"
	StepConfirm  ReleaseStep = "confirm"
)

// ReleaseSteps returns the steps in their order.
func ReleaseSteps() []ReleaseStep {
	steps := []ReleaseStep{StepWhat}
	for _, s := range ReleasableSections {
		if s.Special() {
			steps = append(steps, ReleaseStep(s))
		}
	}
	return append(steps, StepWhom, StepWhy, StepUntil, StepPreview, StepQuestion, StepConfirm)
}

// The answers to the question who will see what is released.
const (
	SeenByAdvice    = "advice" // the right one
	SeenByJobcenter = "jobcenter"
	SeenByOffice    = "office" // the foreigners' authority
	SeenByHome      = "home"   // all in the accommodation
)

// SeenBy lists the answers as they are offered: the right one neither first nor last.
var SeenBy = [...]string{SeenByHome, SeenByAdvice, SeenByOffice, SeenByJobcenter}

// How the question who will see it went, as releases keep it.
const (
	QuestionRight     = "right"     // answered rightly at once
	QuestionExplained = "explained" // rightly after it had been explained
	QuestionTold      = "told"      // not rightly, but explained twice
	QuestionBefore    = "before"    // asked when the release that is extended was given
)

// A ReleaseDraft is a release that somebody is about to give: what was answered so far. The zero draft has no answers.
type ReleaseDraft struct {
	Sections []Section     `json:"sections,omitempty"` // what was chosen, special ones too
	Done     []ReleaseStep `json:"done,omitempty"`     // the steps that are answered
	Org      OrgID         `json:"org,omitempty"`      // to whom
	Purpose  Purpose       `json:"purpose,omitempty"`
	Months   int           `json:"months,omitempty"`
	Wrong    int           `json:"wrong,omitempty"` // wrong answers to the question
	Question string        `json:"question,omitempty"`
	Version  int           `json:"-"` // of what is stored; 0 for nothing
}

// A ReleaseAnswer is the answer to one step; only what the step asks is read.
type ReleaseAnswer struct {
	Sections []Section // of StepWhat
	Yes      bool      // of a special section
	Org      OrgID
	Purpose  Purpose
	Months   int
	SeenBy   string // one of SeenBy; empty when somebody goes on after the explanation
}

// Set returns the sections of d.
func (d ReleaseDraft) Set() SectionSet { return SetOf(d.Sections...) }

// Next is the first step without an answer.
func (d ReleaseDraft) Next() ReleaseStep {
	for _, s := range ReleaseSteps() {
		if !slices.Contains(d.Done, s) {
			return s
		}
	}
	return StepConfirm
}

// Reached tells whether s may be shown: all steps before it are answered.
func (d ReleaseDraft) Reached(s ReleaseStep) bool {
	steps := ReleaseSteps()
	at := slices.Index(steps, s)
	return at >= 0 && at <= slices.Index(steps, d.Next())
}

// Explained tells whether the question was answered wrongly so often that nobody is kept from going on.
func (d ReleaseDraft) Explained() bool { return d.Wrong >= 2 }

// Answer returns d with the answer to s, and Invalid when it is none. to is who may receive the release. After a change of what, to whom,
// what for or until when the preview has to be seen again. A wrong answer to the question is counted, and the step stays open.
func (d ReleaseDraft) Answer(s ReleaseStep, x ReleaseAnswer, to OrgID) (ReleaseDraft, error) {
	if !d.Reached(s) {
		return d, ErrNotFound()
	}
	d.Sections, d.Done = slices.Clone(d.Sections), slices.Clone(d.Done)
	before := d
	var err error
	switch s {
	case StepWhat:
		err = d.choose(x.Sections)
	case StepWhom:
		if d.Org = x.Org; x.Org != to {
			err = invalid("org", "choose")
		}
	case StepWhy:
		if d.Purpose = x.Purpose; x.Purpose != PurposePlan {
			err = invalid("purpose", "choose")
		}
	case StepUntil:
		if d.Months = x.Months; x.Months < 1 || x.Months > MaxReleaseMonths {
			err = invalid("months", "number")
		}
	case StepPreview:
		if len(d.Sections) == 0 {
			err = invalid("sections", "choose")
		}
	case StepQuestion:
		if more, err := d.understand(x.SeenBy); !more || err != nil {
			return d, err
		}
	case StepConfirm:
		return before, ErrNotFound()
	default:
		d.tick(Section(s), x.Yes)
	}
	if err != nil {
		return before, err
	}
	if s != StepPreview && s != StepQuestion {
		d.Done = slices.DeleteFunc(d.Done, func(done ReleaseStep) bool { return done == StepPreview })
	}
	if !slices.Contains(d.Done, s) {
		d.Done = append(d.Done, s)
	}
	return d, nil
}

// choose takes sections that are not special; those stay as they were answered. With nothing else, a special one may be all there is.
func (d *ReleaseDraft) choose(sections []Section) error {
	chosen := slices.DeleteFunc(slices.Clone(d.Sections), func(s Section) bool { return !s.Special() })
	for _, s := range sections {
		if !s.Releasable() || s.Special() {
			return invalid("sections", "choose")
		}
		chosen = append(chosen, s)
	}
	d.Sections = SetOf(chosen...).List()
	return nil
}

func (d *ReleaseDraft) tick(s Section, yes bool) {
	d.Sections = slices.DeleteFunc(d.Sections, func(x Section) bool { return x == s })
	if yes {
		d.Sections = SetOf(append(d.Sections, s)...).List()
	}
}

// understand reads the answer to the question, and tells whether it goes on.
func (d *ReleaseDraft) understand(seenBy string) (more bool, err error) {
	switch {
	case seenBy == SeenByAdvice && d.Wrong == 0:
		d.Question = QuestionRight
	case seenBy == SeenByAdvice:
		d.Question = QuestionExplained
	case seenBy == "" && d.Explained():
		d.Question = QuestionTold
	case !slices.Contains(SeenBy[:], seenBy):
		return false, invalid("seen", "choose")
	default:
		d.Wrong++
		return false, nil
	}
	return true, nil
}

// Extend is a draft that gives r once more, for as long as a release lasts when nobody says anything else: only to be confirmed.
func Extend(r Release) ReleaseDraft {
	steps := ReleaseSteps()
	return ReleaseDraft{
		Sections: []Section{r.Section}, Done: steps[:len(steps)-1], Org: r.Org, Purpose: r.Purpose, Months: ReleaseMonths, Question: QuestionBefore,
	}
}

// Request is what d asks for, with what is said when it is confirmed.
func (d ReleaseDraft) Request(terms ReleaseTerms, pin string) ReleaseRequest {
	terms.Question = d.Question
	return ReleaseRequest{Sections: d.Sections, Months: d.Months, Terms: terms, PIN: pin, Draft: d.Version}
}
