package ui

import (
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// single tells whether the section is one entry, which is there.
func (s SectionLines) single() bool { return domain.OnePerSection(s.Section) && len(s.Lines) == 1 }

func filled(sections []SectionLines) int {
	n := 0
	for _, s := range sections {
		if len(s.Lines) > 0 {
			n++
		}
	}
	return n
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

// entryPage is where an entry is changed.
func (p Page) entryPage(e domain.Entry) string {
	if domain.OnePerSection(e.Section) {
		return routes.ProfileSection(e.Section)
	}
	return routes.Entry(e.Section, e.ID)
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
		return first(p.L.ProfileAddTraining())
	case domain.SectionWork:
		return first(p.L.ProfileAddWork())
	case domain.SectionSkills:
		return []addition{add(p.L.ProfileAddDriving(), routes.StepClass), add(p.L.ProfileAddSkill(), routes.StepSkill)}
	}
	if len(s.Lines) > 0 {
		return nil
	}
	return first(p.L.ProfileFill())
}
