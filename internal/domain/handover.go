package domain

import (
	"slices"
	"strconv"
)

// HandoverID names a handover.
type HandoverID int64

// String is the form of an id in URLs and forms: decimal digits.
func (id HandoverID) String() string { return strconv.FormatInt(int64(id), 10) }

// HandoverState is where a handover stands.
type HandoverState string

// The states. Without the person's consent nobody receives anything.
const (
	HandoverProposed  HandoverState = "proposed"  // waits for the person
	HandoverConsented HandoverState = "consented" // waits for who receives the case
	HandoverAccepted  HandoverState = "accepted"  // the case is with who receives it
	HandoverRefused   HandoverState = "refused"   // by the person: all stays as it is
	HandoverDeclined  HandoverState = "declined"  // by who was to receive the case
	HandoverWithdrawn HandoverState = "withdrawn" // by who proposed it, or overtaken: the case was closed or reassigned
)

// HandoverStates is the closed list.
var HandoverStates = [...]HandoverState{
	HandoverProposed, HandoverConsented, HandoverAccepted, HandoverRefused, HandoverDeclined, HandoverWithdrawn,
}

// Open tells whether somebody still has to answer.
func (s HandoverState) Open() bool { return s == HandoverProposed || s == HandoverConsented }

// A Handover gives a case to a colleague of the same organisation or, as a move, to another organisation.
type Handover struct {
	ID          HandoverID
	Person      PersonID
	From        UserID // who is responsible when it is proposed
	FromName    string
	FromOrg     OrgID
	FromOrgName string
	To          UserID // the colleague; 0 for a move until the other organisation names somebody
	ToName      string
	ToOrg       OrgID
	ToOrgName   string
	By          UserID // who proposed it
	Note        string // German, for who receives the case and for the person; may be empty
	State       HandoverState
	ProposedAt  Instant
	AnsweredAt  Instant // when the person consented or refused; 0 before
	EndedAt     Instant // when it was accepted, refused, declined or withdrawn; 0 before
	Version     int
}

// HandoverDays is for how long a list shows how a handover has ended.
const HandoverDays = 30

// A HandoverLine is a handover in a list. Who may not know of whom it is sees no name.
type HandoverLine struct {
	Handover
	Name     Name
	Language string
}

// Move tells whether the case goes to another organisation.
func (h Handover) Move() bool { return h.FromOrg != h.ToOrg }

// Check returns nil, or an Invalid error.
func (h Handover) Check() error { return checkText("note", h.Note) }

// Next returns the state that follows when h is answered with to: the person consents or refuses, who receives it accepts or declines, and
// who gave it withdraws. Conflict when nothing of the kind follows.
func (h Handover) Next(to HandoverState) (HandoverState, error) {
	follows := map[HandoverState][]HandoverState{
		HandoverProposed:  {HandoverConsented, HandoverRefused, HandoverWithdrawn},
		HandoverConsented: {HandoverAccepted, HandoverDeclined, HandoverRefused, HandoverWithdrawn},
	}
	if !slices.Contains(follows[h.State], to) {
		return h.State, ErrConflict()
	}
	return to, nil
}

// handoverTable is the part of table on the end of a case and on giving it to somebody else.
func handoverTable(act Action) grant {
	switch act {
	case CloseCase, ProposeHandover, WithdrawHandover:
		return managed
	case ReopenCase:
		return grant{managed: true, unit: true}
	case AnswerHandover:
		return bothOwn
	case ReadHandover:
		return grant{own: true, acting: true, managed: true, receiver: true}
	case ReceiveHandover:
		return grant{receiver: true, taker: true}
	case ListHandovers:
		return grant{roles: []Role{RoleIntegrationManager, RoleTeamLead, RoleAdmin}}
	}
	return bodyTable(act)
}
