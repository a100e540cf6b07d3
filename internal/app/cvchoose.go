package app

import (
	"reflect"
	"slices"

	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// Suggested is a new CV for an aim: the jobs of the same field of work first, the others without their tasks. What the CV that is looked
// at decided about delicate lines and gaps goes with it. The person decides then.
func (p Profile) Suggested(v *vocab.Vocabulary, aim *domain.Term) domain.CVSelection {
	s := domain.CVSelection{Target: aim, Print: p.CV.Print, Residence: p.CV.Residence, Gaps: p.CV.Gaps, Languages: p.CV.Languages}
	var first, others []domain.CVEntry
	for _, e := range cv.InOrder(p.In(domain.SectionWork), p.CV) {
		if aim != nil && p.sameField(v, *aim, e.Work.Occupation) {
			first = append(first, domain.CVEntry{Entry: e.ID})
			continue
		}
		short := domain.CVEntry{Entry: e.ID}
		for _, t := range e.Work.Tasks {
			short.Tasks = append(short.Tasks, domain.CVTask{Task: t, Out: true})
		}
		others = append(others, short)
	}
	if len(first) > 0 {
		s.Entries = append(first, others...)
	}
	return s
}

// Fits tells whether an entry is a job of the same field of work as the aim of the CV that is looked at.
func (p Profile) Fits(v *vocab.Vocabulary, e domain.Entry) bool {
	return e.Work != nil && p.CV.Target != nil && p.sameField(v, *p.CV.Target, e.Work.Occupation)
}

// sameField tells whether two occupations belong to the same field of work.
func (p Profile) sameField(v *vocab.Vocabulary, a, b domain.Term) bool {
	x, y := p.occupation(v, a), p.occupation(v, b)
	return slices.ContainsFunc(x.Groups, func(g string) bool { return slices.Contains(y.Groups, g) })
}

// occupation is the concept of a term; the zero one when it has none for certain.
func (p Profile) occupation(v *vocab.Vocabulary, t domain.Term) vocab.Concept {
	if c, ok := v.Concept(vocab.ID(t.Concept)); ok {
		return c
	}
	if found := v.Exact(p.Person.Language, vocab.Occupation, t.Label); t.Label != "" && len(found) == 1 {
		return found[0]
	}
	return vocab.Concept{}
}

// LeaveEmpty is the choice that a time without an entry stays so.
const LeaveEmpty = "leave"

// Decide returns the decisions of the CV that is looked at with one more about b: a reason, LeaveEmpty, or to forget what was decided.
// explicit says that the person wants the plain wording printed.
// Errors: Invalid (no such reason).
func (p Profile) Decide(b cv.Break, reason string, explicit, forget bool) ([]domain.GapChoice, error) {
	if !forget && reason != LeaveEmpty && !slices.Contains(cv.GapReasons(), reason) {
		return nil, wrong("reason", "choose")
	}
	if reason == LeaveEmpty {
		reason, explicit = "", false
	}
	choices := slices.Clone(p.CV.Gaps)
	at := len(choices)
	if b.Choice != nil {
		at = slices.IndexFunc(choices, func(g domain.GapChoice) bool { return reflect.DeepEqual(g, *b.Choice) })
	}
	switch {
	case at < 0:
		return nil, domain.ErrConflict()
	case forget && b.Choice == nil:
		return choices, nil
	case forget:
		return slices.Delete(choices, at, at+1), nil
	case b.Choice != nil && b.Choice.Fixed:
		choices[at].Reason, choices[at].Explicit = reason, explicit
		return choices, nil
	case b.Choice != nil:
		choices[at] = cv.Choose(b, reason, explicit)
		return choices, nil
	}
	return append(choices, cv.Choose(b, reason, explicit)), nil
}
