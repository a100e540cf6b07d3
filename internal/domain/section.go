package domain

import (
	"slices"
	"strings"
)

// A Section is one part of what is known of a person; a release names sections.
type Section string

// The sections: one closed list. Documents by kind come later.
const (
	SectionCore          Section = "core" // name, language, accommodation, who is responsible
	SectionIdentity      Section = "identity"
	SectionContact       Section = "contact"
	SectionLanguages     Section = "languages"
	SectionSchooling     Section = "schooling"
	SectionTraining      Section = "training"
	SectionWork          Section = "work"
	SectionSkills        Section = "skills"
	SectionResidence     Section = "residence"
	SectionHousing       Section = "housing"
	SectionHousehold     Section = "household"
	SectionHealth        Section = "health"
	SectionParticipation Section = "participation"
	SectionMoney         Section = "money"
	SectionDevelopment   Section = "development"
	SectionCV            Section = "cv"   // its rendered lines
	SectionPlan          Section = "plan" // for others than the managing organisation: single goals
)

// Sections lists every section in the order of pages.
var Sections = [...]Section{
	SectionCore, SectionIdentity, SectionContact, SectionLanguages, SectionSchooling, SectionTraining, SectionWork, SectionSkills,
	SectionResidence, SectionHousing, SectionHousehold, SectionHealth, SectionParticipation, SectionMoney, SectionDevelopment,
	SectionCV, SectionPlan,
}

// ProfileSections are the sections that a person fills in now, in the order of the questions.
var ProfileSections = [...]Section{
	SectionIdentity, SectionContact, SectionLanguages, SectionSchooling, SectionTraining, SectionWork, SectionSkills, SectionHousing,
	SectionHousehold, SectionResidence, SectionParticipation, SectionDevelopment, SectionMoney, SectionHealth,
}

// ReleasableSections are what a release to the responsible organisation can name now, beyond core.
var ReleasableSections = [...]Section{
	SectionIdentity, SectionContact, SectionLanguages, SectionSchooling, SectionTraining, SectionWork, SectionSkills, SectionHousing,
	SectionHousehold, SectionResidence, SectionParticipation, SectionDevelopment, SectionMoney, SectionHealth, SectionCV,
}

// Valid tells whether s is on the list.
func (s Section) Valid() bool { return slices.Contains(Sections[:], s) }

// InProfile tells whether s is one of ProfileSections.
func (s Section) InProfile() bool { return slices.Contains(ProfileSections[:], s) }

// Releasable tells whether s is one of ReleasableSections.
func (s Section) Releasable() bool { return slices.Contains(ReleasableSections[:], s) }

// Circumstance tells whether s is about how somebody lives, beyond the housing. No page urges to fill it in, and no CV reads it.
func (s Section) Circumstance() bool {
	switch s {
	case SectionHousehold, SectionResidence, SectionParticipation, SectionDevelopment, SectionMoney, SectionHealth:
		return true
	}
	return false
}

// Basics are ProfileSections without the circumstances.
func Basics() []Section {
	return slices.DeleteFunc(slices.Clone(ProfileSections[:]), Section.Circumstance)
}

// Special tells whether s is of the special categories that the law protects most (Article 9 GDPR): nothing ticks it but the person, and
// it can be ticked only while it is named. A club or an honorary post can tell of belief, politics or a union.
func (s Section) Special() bool { return s == SectionHealth || s == SectionParticipation }

// A SectionSet is a set of sections; the zero set is empty.
type SectionSet uint32

// SetOf makes a set; unknown sections are left out.
func SetOf(sections ...Section) SectionSet {
	var set SectionSet
	for _, s := range sections {
		set |= s.bit()
	}
	return set
}

func (s Section) bit() SectionSet {
	if i := slices.Index(Sections[:], s); i >= 0 {
		return 1 << i
	}
	return 0
}

// Has tells whether s is in the set.
func (set SectionSet) Has(s Section) bool { return set&s.bit() != 0 }

// With returns the set with s in it.
func (set SectionSet) With(s Section) SectionSet { return set | s.bit() }

// List returns the sections of the set in the order of pages.
func (set SectionSet) List() []Section {
	var out []Section
	for i, s := range Sections {
		if set&(1<<i) != 0 {
			out = append(out, s)
		}
	}
	return out
}

// String joins the sections with commas, as events store them.
func (set SectionSet) String() string {
	parts := make([]string, 0, len(Sections))
	for _, s := range set.List() {
		parts = append(parts, string(s))
	}
	return strings.Join(parts, ",")
}

// ParseSections reads what String wrote; unknown names are left out.
func ParseSections(s string) SectionSet {
	var set SectionSet
	for name := range strings.SplitSeq(s, ",") {
		set = set.With(Section(name))
	}
	return set
}
