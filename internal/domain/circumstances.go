package domain

import (
	"cmp"
	"slices"
)

// A HouseholdMember is somebody who lives with the person. No names: the plan does not need them.
type HouseholdMember struct {
	Relation string       `json:"relation"`        // one of Relations
	Birth    *PartialDate `json:"birth,omitempty"` // the year alone
	Care     string       `json:"care,omitempty"`  // of a child: one of Cares
}

// Residence is what the paper says and what the person knows; nobody concludes anything from it.
type Residence struct {
	Title string       `json:"title,omitempty"` // one of ResidenceTitles
	Until *PartialDate `json:"until,omitempty"` // the day printed on it, Gregorian; the day that counts in law may be another one
	Work  string       `json:"work,omitempty"`  // one of WorkPermissions
}

// Health is what somebody needs in everyday life, in own words. There is no field for an illness.
type Health struct {
	Needs string `json:"needs,omitempty"`
}

// Participation is what somebody does with others, in own words, and the way into the internet.
type Participation struct {
	Club         string `json:"club,omitempty"`
	Volunteering string `json:"volunteering,omitempty"`
	Hobbies      string `json:"hobbies,omitempty"`
	Digital      string `json:"digital,omitempty"` // one of DigitalAccesses
}

// Money is who pays for the living. There is no field for an amount.
type Money struct {
	Office string `json:"office,omitempty"` // one of Offices
}

// Development is what somebody wants to reach, in own words.
type Development struct {
	Words string `json:"words,omitempty"`
}

// The closed lists of the circumstances.
var (
	Relations       = [...]string{"partner", "child", "parent", "sibling", "other"}
	Cares           = [...]string{"kita", "waiting", "school", "home"}
	ResidenceTitles = [...]string{"asylum", "tolerated", "permit", "section24", "settlement", "fiction", "other", "unknown"}
	WorkPermissions = [...]string{"yes", "with_permit", "no", "unknown"}
	DigitalAccesses = [...]string{"phone", "computer", "help", "none"}
	Offices         = [...]string{"own", "jobcenter", "asylum", "social", "agency", "training", "other"}
)

// RelationChild is the relation that a question about Kita and school follows.
const RelationChild = "child"

// checkCircumstance is Check for the sections that no CV reads.
func (e Entry) checkCircumstance() error {
	switch {
	case e.Section == SectionHousehold && e.Member != nil:
		return e.Member.check()
	case e.Section == SectionResidence && e.Residence != nil:
		return e.Residence.check()
	case e.Section == SectionHealth && e.Health != nil:
		return checkText("needs", e.Health.Needs)
	case e.Section == SectionParticipation && e.Taking != nil:
		return e.Taking.check()
	case e.Section == SectionMoney && e.Money != nil:
		return oneOf("office", e.Money.Office, Offices[:])
	case e.Section == SectionDevelopment && e.Aims != nil:
		return checkText("words", e.Aims.Words)
	}
	return invalid("", "entry.section")
}

// oneOf lets a value of a closed list pass, and none.
func oneOf(field, value string, list []string) error {
	if value != "" && !slices.Contains(list, value) {
		return invalid(field, "choose")
	}
	return nil
}

func (m *HouseholdMember) check() error {
	switch {
	case !slices.Contains(Relations[:], m.Relation):
		return invalid("relation", "choose")
	case m.Care != "" && m.Relation != RelationChild:
		return invalid("care", "choose")
	case m.Birth != nil && (m.Birth.Ongoing || m.Birth.Month != 0 || m.Birth.Day != 0):
		return invalid("birth", "date")
	}
	return cmp.Or(oneOf("care", m.Care, Cares[:]), m.Birth.check("birth"))
}

func (r *Residence) check() error {
	if r.Until != nil && (r.Until.Ongoing || r.Until.Calendar != Calendars[0] || r.Until.Month == 0) {
		return invalid("until", "date")
	}
	return cmp.Or(oneOf("title", r.Title, ResidenceTitles[:]), oneOf("work", r.Work, WorkPermissions[:]), r.Until.check("until"))
}

func (p *Participation) check() error {
	return cmp.Or(checkText("club", p.Club), checkText("volunteering", p.Volunteering), checkText("hobbies", p.Hobbies),
		oneOf("digital", p.Digital, DigitalAccesses[:]))
}
