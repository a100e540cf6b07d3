package ui

import (
	"slices"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// single tells whether the section is one entry, which is there.
func (s SectionLines) single() bool { return domain.OnePerSection(s.Section) && len(s.Lines) == 1 }

// byUrge splits the sections into those that pages remind of and the circumstances.
func byUrge(sections []SectionLines) (basic, voluntary []SectionLines) {
	for _, s := range sections {
		if s.Section.Circumstance() {
			voluntary = append(voluntary, s)
		} else {
			basic = append(basic, s)
		}
	}
	return basic, voluntary
}

func filled(sections []SectionLines) int {
	n := 0
	for _, s := range sections {
		if len(s.Lines) > 0 {
			n++
		}
	}
	return n
}

// open tells whether a part of the section does not stand in German yet.
func (s SectionLines) open() bool {
	return slices.ContainsFunc(s.Lines, func(l app.EntryLine) bool { return len(l.Open) > 0 })
}

// answered counts the questions about the entries of a section, and those of them that have an answer.
func (p Page) answered(s SectionLines) (done, all int) {
	for _, l := range s.Lines {
		for _, step := range Steps(l.Entry) {
			all++
			if p.Answer(l.Entry, step) != "" {
				done++
			}
		}
	}
	return done, all
}

// rowText is an entry in one line: what it is, or all of it where there is only one.
func (p Page) rowText(e domain.Entry) string {
	if domain.OnePerSection(e.Section) {
		return p.EntryText(e)
	}
	return p.EntryTitle(e)
}

// firstEmpty is the first section without an entry; empty when all have one.
func firstEmpty(sections []SectionLines) domain.Section {
	for _, s := range sections {
		if len(s.Lines) == 0 {
			return s.Section
		}
	}
	return ""
}

// after splits the sections without an entry into the one that follows s and the others; past the last one it goes on with the first.
func after(s domain.Section, unsaid []domain.Section) (next domain.Section, others []domain.Section) {
	at := func(x domain.Section) int { return slices.Index(domain.ProfileSections[:], x) }
	for _, x := range unsaid {
		if x != s && (next == "" || at(next) < at(s) && at(x) > at(s)) {
			next = x
		}
	}
	for _, x := range unsaid {
		if x != s && x != next {
			others = append(others, x)
		}
	}
	return next, others
}

// entryPage is where an entry is changed.
func (p Page) entryPage(e domain.Entry) string {
	if domain.OnePerSection(e.Section) {
		return routes.ProfileSection(e.Section)
	}
	return routes.Entry(e.Section, e.ID)
}

// another is what the last question of an entry offers to add next; empty where a section has one entry or several kinds.
func (p Page) another(q Question) string {
	n, of := q.place()
	if n < of || q.Only || q.Searches() || domain.OnePerSection(q.Entry.Section) {
		return ""
	}
	if ways := p.additions(SectionLines{Section: q.Entry.Section}); len(ways) == 1 {
		return ways[0].text
	}
	return ""
}

// begin is where a section without an entry begins: its first question, or the section when there are several kinds of entries.
func (p Page) begin(s domain.Section) string {
	if ways := p.additions(SectionLines{Section: s}); len(ways) == 1 {
		return ways[0].href
	}
	return routes.ProfileSection(s)
}

// addition is a way to add an entry.
type addition struct{ text, href string }

// additions are the entries that a section can get.
func (p Page) additions(s SectionLines) []addition {
	add := func(text string, step routes.Step) addition {
		return addition{text, routes.QuestionNew(s.Section, step, Once())}
	}
	first := func(text string) []addition {
		return []addition{add(text, Steps(NewEntry(s.Section, ""))[0])}
	}
	switch s.Section {
	case domain.SectionLanguages:
		return first(p.L.ProfileAddLanguages())
	case domain.SectionSchooling:
		return first(p.L.ProfileAddSchooling())
	case domain.SectionTraining:
		return append(first(p.L.ProfileAddTraining()), add(p.L.ProfileAddCourse(), routes.StepCourse))
	case domain.SectionWork:
		return first(p.L.ProfileAddWork())
	case domain.SectionHousehold:
		return first(p.L.ProfileAddMember())
	case domain.SectionSkills:
		return []addition{add(p.L.ProfileAddDriving(), routes.StepClass), add(p.L.ProfileAddSkill(), routes.StepSkill)}
	}
	if len(s.Lines) > 0 {
		return nil
	}
	return first(p.L.ProfileFill())
}
