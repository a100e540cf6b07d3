package domain

import "slices"

// LawID names a statement about law.
type LawID string

// A Law is one statement about law in German: data with a source, never code.
type Law struct {
	ID         LawID  `json:"id"`
	Cite       string `json:"cite"` // "§ 203 StGB"
	Says       string `json:"says"` // one careful German sentence
	Source     string `json:"source"`
	CheckedOn  Day    `json:"checked_on"`
	Confidence string `json:"confidence"` // of Confidences
}

// Check tells whether the statement says all that it must.
func (l Law) Check() bool {
	return l.ID != "" && l.Cite != "" && l.Says != "" && l.Source != "" && l.CheckedOn.Valid() && slices.Contains(Confidences[:], l.Confidence)
}

// A Party sends or receives data: a role, or one of the others of Parties.
type Party string

// The parties that have no role.
const (
	PartyPerson    Party = Party(RolePerson)
	PartyAny       Party = "link"      // whoever has the address of a link to a CV
	PartyBody      Party = "body"      // whoever has the address of a link to what a body is asked
	PartyHousehold Party = "household" // the other members of a household
	PartyMachine   Party = "machine"   // an engine that translates
	PartyOperator  Party = "operator"  // who runs the machines
)

// Others are the parties that have no role.
var Others = [...]Party{PartyAny, PartyBody, PartyHousehold, PartyMachine, PartyOperator}

// Valid tells whether p is a role or one of Others.
func (p Party) Valid() bool { return Role(p).Valid() || slices.Contains(Others[:], p) }

// A FlowPurpose is what data flow for. Those of releases have the same word.
type FlowPurpose string

// FlowPurposes is the closed list.
var FlowPurposes = [...]FlowPurpose{
	FlowPurpose(PurposeRegistration), FlowPurpose(PurposePlan), FlowPurpose(PurposeCoordination),
	"handover", "application", "request", "family_plan", "translation", "filling_in", "running", "answer",
}

// A Basis is why data may flow, in the words of the person.
type Basis string

// Bases is the closed list.
var Bases = [...]Basis{"consent", "own_act", "consent_household", "duty", "processor"}

// A Flow is one way of data from somebody to somebody: data with a source, never code.
type Flow struct {
	Rule       Rule        `json:"rule"` // by which the receiver reads; each pair of rule and receiver is there once
	Sender     Party       `json:"sender"`
	Receiver   Party       `json:"receiver"`
	Sections   []Section   `json:"sections"` // at most these, as far as they are released
	Purpose    FlowPurpose `json:"purpose"`
	Basis      Basis       `json:"basis"`
	Laws       []LawID     `json:"laws"`
	Source     string      `json:"source"` // where the product does it
	CheckedOn  Day         `json:"checked_on"`
	Confidence string      `json:"confidence"` // of Confidences
}

// Check tells whether the flow says all that it must, of closed lists.
func (f Flow) Check() bool {
	return slices.Contains(Rules[:], f.Rule) && f.Sender.Valid() && f.Receiver.Valid() && len(f.Sections) > 0 &&
		!slices.ContainsFunc(f.Sections, func(s Section) bool { return !s.Valid() }) && slices.Contains(FlowPurposes[:], f.Purpose) &&
		slices.Contains(Bases[:], f.Basis) && len(f.Laws) > 0 && f.Source != "" && f.CheckedOn.Valid() && slices.Contains(Confidences[:], f.Confidence)
}

// A Viewer is somebody of whom a person may ask whether they can see anything.
type Viewer string

// Viewers is the closed list, in the order of pages.
var Viewers = [...]Viewer{
	"family", "refugees", "landlord", "jobcenter", "immigration", "offices", "employer", "volunteers", "police", "court", "operator",
}

// A ViewerRule says which law stands behind what a page tells of a viewer.
type ViewerRule struct {
	Viewer Viewer  `json:"viewer"`
	Laws   []LawID `json:"laws"`
}

// Rules lists every rule. Each but RuleOwn has a flow for each receiver.
var Rules = [...]Rule{
	RuleOwn, RuleActing, RuleManaged, RuleUnit, RuleAddressee, RuleReceiver, RuleRegistrar, RuleRole, RuleMachine, RuleHousehold, RuleLink, RuleBody,
	RuleOperator, RuleAsked,
}
