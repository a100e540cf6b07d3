package domain

// ProgrammeID names a programme, such as "bw-integrationsmanagement". It is stored in plans and never reused.
type ProgrammeID string

// DefaultProgramme is the programme of a plan when nobody has chosen another one.
const DefaultProgramme ProgrammeID = "bw-integrationsmanagement"

// A Programme is the rules by which a plan is funded: data with a source, never code.
type Programme struct {
	ID             ProgrammeID `json:"id"`
	Name           string      `json:"name"`            // German
	Land           string      `json:"land"`            // ISO 3166-2, such as DE-BW
	Target         string      `json:"target"`          // who may be counselled, German
	Months         int         `json:"months"`          // how long the counselling lasts at most
	ExtendedMonths int         `json:"extended_months"` // at most, with a reason; 0 for no such thing
	ReviewMonths   int         `json:"review_months"`   // after which a plan is to be continued
	ContactTypes   []string    `json:"contact_types"`   // of ContactTypes
	Source         string      `json:"source"`
	CheckedOn      Day         `json:"checked_on"`
	Confidence     string      `json:"confidence"` // of Confidences
}

// Confidences are how sure a fact about rules is.
var Confidences = [...]string{"sourced", "verify"}

// ContactTypes are how a talk takes place, in the order of pages.
var ContactTypes = [...]string{"in_person", "phone", "video", "message", "outreach", "accompaniment", "group"}

// Ends is the last day of a counselling that began on started; empty when it has not begun.
func (p Programme) Ends(t PlanTerms) Day {
	if t.Started == "" {
		return ""
	}
	months := p.Months
	if t.Extended != "" {
		months = max(months, p.ExtendedMonths)
	}
	return t.Started.AddMonths(months)
}
