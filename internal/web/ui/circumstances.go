package ui

import (
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// circumstanceSteps are the questions about how somebody lives. A grown-up is not asked about Kita and school.
func circumstanceSteps(e domain.Entry) []routes.Step {
	switch {
	case e.Member != nil && (e.Member.Relation == "" || e.Member.Relation == domain.RelationChild):
		return []routes.Step{routes.StepRelation, routes.StepBirth, routes.StepCare}
	case e.Member != nil:
		return []routes.Step{routes.StepRelation, routes.StepBirth}
	case e.Residence != nil:
		return []routes.Step{routes.StepTitle, routes.StepUntil, routes.StepWorkAllowed}
	case e.Taking != nil:
		return []routes.Step{routes.StepClub, routes.StepVolunteering, routes.StepHobbies, routes.StepDigital}
	case e.Money != nil:
		return []routes.Step{routes.StepOffice}
	case e.Aims != nil:
		return []routes.Step{routes.StepWords}
	case e.Health != nil:
		return []routes.Step{routes.StepNeeds}
	}
	return nil
}

// newCircumstance gives an entry that does not exist yet its empty body.
func newCircumstance(e domain.Entry) domain.Entry {
	switch e.Section {
	case domain.SectionHousehold:
		e.Member = &domain.HouseholdMember{}
	case domain.SectionResidence:
		e.Residence = &domain.Residence{}
	case domain.SectionParticipation:
		e.Taking = &domain.Participation{}
	case domain.SectionMoney:
		e.Money = &domain.Money{}
	case domain.SectionDevelopment:
		e.Aims = &domain.Development{}
	case domain.SectionHealth:
		e.Health = &domain.Health{}
	}
	return e
}

func (p Page) circumstanceAnswer(e domain.Entry, step routes.Step) string {
	switch {
	case e.Member != nil && step == routes.StepRelation:
		return p.termOr("relation", e.Member.Relation)
	case e.Member != nil && step == routes.StepBirth:
		return p.PartialDate(e.Member.Birth)
	case e.Member != nil:
		return p.termOr("care", e.Member.Care)
	case e.Residence != nil && step == routes.StepTitle:
		return p.termOr("title", e.Residence.Title)
	case e.Residence != nil && step == routes.StepUntil:
		return p.PartialDate(e.Residence.Until)
	case e.Residence != nil:
		return p.termOr("permission", e.Residence.Work)
	case e.Taking != nil && step == routes.StepDigital:
		return p.termOr("digital", e.Taking.Digital)
	case e.Money != nil:
		return p.termOr("office", e.Money.Office)
	}
	return wordsOf(e, step)
}

// wordsOf is what an entry says to a step in own words.
func wordsOf(e domain.Entry, step routes.Step) string {
	switch {
	case e.Health != nil:
		return e.Health.Needs
	case e.Aims != nil:
		return e.Aims.Words
	case e.Taking == nil:
		return ""
	case step == routes.StepClub:
		return e.Taking.Club
	case step == routes.StepVolunteering:
		return e.Taking.Volunteering
	case step == routes.StepHobbies:
		return e.Taking.Hobbies
	}
	return ""
}

// orNot are the words of a closed list behind "I do not want to say", which takes back what was said.
func (p Page) orNot(group string, values []string) []Option {
	return append(p.options(group, values), Option{Text: p.L.ProfileRatherNot()})
}

// titles are the titles of papers, in German as they are printed on them.
func (p Page) titles() []Option {
	out := p.orNot("title", domain.ResidenceTitles[:])
	for i, o := range out {
		if o.Value != "" && o.Value != "other" && o.Value != "unknown" {
			out[i].Lang = "de"
		}
	}
	return out
}
