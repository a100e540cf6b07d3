package routes

import "github.com/aufwind-im/aufwind/internal/domain"

const (
	// Handovers is what of handovers a manager or lead has to do.
	Handovers = "/handovers"
	// MyHandover is where the person says whether somebody else may be responsible.
	MyHandover = "/me/handover"
)

// CloseCase ends the counselling of a person, with a reason.
func CloseCase(p domain.PersonID) string { return Case(p) + "/close" }

// ReopenCase lets it go on.
func ReopenCase(p domain.PersonID) string { return Case(p) + "/reopen" }

// ReopenUnitCase lets it go on, for the lead.
func ReopenUnitCase(p domain.PersonID) string { return UnitCase(p) + "/reopen" }

// ExitAssessment is how the manager sees the life domains of a person at the end.
func ExitAssessment(p domain.PersonID) string { return with(CaseAssessment(p), query{"stage": "exit"}) }

// CaseHandover gives a case to somebody else.
func CaseHandover(p domain.PersonID) string { return Case(p) + "/handover" }

// CaseMove gives a case to another organisation.
func CaseMove(p domain.PersonID) string { return CaseHandover(p) + "/move" }

// WithdrawHandover takes a proposal back.
func WithdrawHandover(p domain.PersonID) string { return CaseHandover(p) + "/withdraw" }

// TransferSheet is what who receives a case has to know.
func TransferSheet(p domain.PersonID) string { return CaseHandover(p) + "/sheet" }

// ReceiveHandover accepts or declines a case.
func ReceiveHandover(p domain.PersonID) string { return Handovers + "/" + p.String() }

// Unmanaged are the cases of a unit whose manager works there no more.
func Unmanaged() string { return UnitList(domain.CaseFilter{Unmanaged: true}) }
