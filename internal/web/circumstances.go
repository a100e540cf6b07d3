package web

import (
	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// circumstance reads an answer about how somebody lives. Each may be left empty, except who a member of the household is.
func (f *form) circumstance(e domain.Entry) domain.Entry {
	switch {
	case e.Member != nil:
		e.Member = f.member(*e.Member)
	case e.Residence != nil:
		e.Residence = f.residence(*e.Residence)
	case e.Taking != nil:
		e.Taking = f.participation(*e.Taking)
	case e.Money != nil:
		e.Money = &domain.Money{Office: f.text("office")}
	case e.Aims != nil:
		e.Aims = &domain.Development{Words: f.text("words")}
	case e.Health != nil:
		e.Health = &domain.Health{Needs: f.text("needs")}
	}
	return e
}

func (f *form) member(m domain.HouseholdMember) *domain.HouseholdMember {
	switch f.q.Step {
	case routes.StepRelation:
		if m.Relation = f.choice("relation"); m.Relation != domain.RelationChild {
			m.Care = ""
		}
	case routes.StepBirth:
		m.Birth = f.date("birth")
	default:
		m.Care = f.text("care")
	}
	return &m
}

func (f *form) residence(r domain.Residence) *domain.Residence {
	switch f.q.Step {
	case routes.StepTitle:
		r.Title = f.text("title")
	case routes.StepUntil:
		r.Until = f.date("until")
	default:
		r.Work = f.text("work")
	}
	return &r
}

func (f *form) participation(p domain.Participation) *domain.Participation {
	switch f.q.Step {
	case routes.StepClub:
		p.Club = f.text("club")
	case routes.StepVolunteering:
		p.Volunteering = f.text("volunteering")
	case routes.StepHobbies:
		p.Hobbies = f.text("hobbies")
	default:
		p.Digital = f.text("digital")
	}
	return &p
}

// circumstanceLines shows what an entry of somebody who speaks personLang says about how the person lives; own words stay as they are.
func circumstanceLines(l i18n.Lang, e domain.Entry, personLang string) []ui.SectionLine {
	own := func(label, text string) ui.SectionLine {
		line := ui.SectionLine{Label: label}
		if text != "" && personLang == "de" {
			line.What = text
		} else if text != "" {
			line.Open = []string{text}
		}
		return line
	}
	switch {
	case e.Member != nil:
		return facts(memberLine(l, *e.Member))
	case e.Residence != nil:
		return facts(
			ui.SectionLine{Label: l.SectionTitle(), What: termOr(l, "title", e.Residence.Title)},
			ui.SectionLine{Label: l.SectionPrinted(), What: cv.OwnDate(l, e.Residence.Until)},
			ui.SectionLine{Label: l.SectionMayWork(), What: termOr(l, "permission", e.Residence.Work)},
		)
	case e.Taking != nil:
		return facts(
			own(l.SectionClub(), e.Taking.Club),
			own(l.SectionVolunteering(), e.Taking.Volunteering),
			own(l.SectionHobbies(), e.Taking.Hobbies),
			ui.SectionLine{Label: l.SectionDigital(), What: termOr(l, "digital", e.Taking.Digital)},
		)
	case e.Money != nil:
		return facts(ui.SectionLine{Label: l.SectionOffice(), What: termOr(l, "office", e.Money.Office)})
	case e.Aims != nil:
		return facts(own("", e.Aims.Words))
	case e.Health != nil:
		return facts(own("", e.Health.Needs))
	}
	return nil
}

// memberLine is a member of the household: who, born when, and of a child where it is by day.
func memberLine(l i18n.Lang, m domain.HouseholdMember) ui.SectionLine {
	line := ui.SectionLine{What: l.Term("relation", m.Relation)}
	if born := cv.OwnDate(l, m.Birth); born != "" {
		line.Facts = append(line.Facts, l.SectionBorn(born))
	}
	if m.Care != "" {
		line.Facts = append(line.Facts, l.Term("care", m.Care))
	}
	return line
}

// termOr is a word of a closed list; empty for the empty value.
func termOr(l i18n.Lang, group, key string) string {
	if key == "" {
		return ""
	}
	return l.Term(group, key)
}
