package routes

import (
	"strconv"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// The pages of a person's own plan.
const (
	MyPlanShare = MyPlan + "/share"
)

// AnswerGoal is where a person answers a goal.
func AnswerGoal(g domain.GoalID) string { return MyPlan + "/goals/" + g.String() }

// MyPlanVersion is an agreed version, to the person.
func MyPlanVersion(no int) string { return MyPlan + "/versions/" + strconv.Itoa(no) }

// AnswerCounter is where a person answers the Jobcenter's other due date.
func AnswerCounter(c domain.CoordinationID) string { return MyPlan + "/counter/" + c.String() }

// PlanSuggestions is where picked suggestions go.
func PlanSuggestions(p domain.PersonID) string { return CasePlan(p) + "/suggestions" }

// NewGoalPage is the form for a new goal; it chooses the life domain.
func NewGoalPage(p domain.PersonID) string { return CasePlan(p) + "/new" }

// Goals is where a new goal goes.
func Goals(p domain.PersonID) string { return CasePlan(p) + "/goals" }

// Goal is one goal of the draft.
func Goal(p domain.PersonID, g domain.GoalID) string { return Goals(p) + "/" + g.String() }

// RemoveGoal takes a goal out of the draft.
func RemoveGoal(p domain.PersonID, g domain.GoalID) string { return Goal(p, g) + "/remove" }

// Measures is where a new measure goes.
func Measures(p domain.PersonID, g domain.GoalID) string { return Goal(p, g) + "/measures" }

// Measure is one measure of a goal.
func Measure(p domain.PersonID, g domain.GoalID, m domain.MeasureID) string {
	return Measures(p, g) + "/" + m.String()
}

// RemoveMeasure takes a measure out of the draft.
func RemoveMeasure(p domain.PersonID, g domain.GoalID, m domain.MeasureID) string {
	return Measure(p, g, m) + "/remove"
}

// OfferPlan shows the draft to the person.
func OfferPlan(p domain.PersonID) string { return CasePlan(p) + "/offer" }

// FreezePlan makes the next version of what is agreed.
func FreezePlan(p domain.PersonID) string { return CasePlan(p) + "/freeze" }

// ProposeGoals proposes goals to the Jobcenter.
func ProposeGoals(p domain.PersonID) string { return CasePlan(p) + "/propose" }

// PlanVersion is an agreed version, to the manager.
func PlanVersion(p domain.PersonID, no int) string {
	return CasePlan(p) + "/versions/" + strconv.Itoa(no)
}

// PlanNote is the note that the manager prints for the person.
func PlanNote(p domain.PersonID) string { return CasePlan(p) + "/note.pdf" }

// CaseCounter is where the manager answers the Jobcenter's other due date.
func CaseCounter(p domain.PersonID, c domain.CoordinationID) string {
	return CasePlan(p) + "/counter/" + c.String()
}

// Respond is where the agent answers a shared goal.
func Respond(p domain.PersonID, c domain.CoordinationID) string { return Shared(p) + "/" + c.String() }

// RespondToAll is where the agent agrees to all that waits.
func RespondToAll(p domain.PersonID) string { return Shared(p) + "/all" }

// CommentShared is where the agent writes beside an agreement.
func CommentShared(p domain.PersonID, c domain.CoordinationID) string {
	return Respond(p, c) + "/comment"
}

// MoveShared is where the agent brings an agreement into force, or ends it.
func MoveShared(p domain.PersonID, c domain.CoordinationID) string { return Respond(p, c) + "/move" }

// CommentCase is where the manager writes beside an agreement.
func CommentCase(p domain.PersonID, c domain.CoordinationID) string {
	return CasePlan(p) + "/coordination/" + c.String() + "/comment"
}

// MoveCase is where the manager brings an agreement into force, or ends it.
func MoveCase(p domain.PersonID, c domain.CoordinationID) string {
	return CasePlan(p) + "/coordination/" + c.String() + "/move"
}

// JobcenterPoints is where the agent writes down a point of the Jobcenter's own plan.
func JobcenterPoints(p domain.PersonID) string { return Shared(p) + "/points" }

// JobcenterPoint is where such a point is changed.
func JobcenterPoint(p domain.PersonID, x domain.JobcenterPointID) string {
	return JobcenterPoints(p) + "/" + x.String() + "/save"
}

// RemoveJobcenterPoint takes such a point away.
func RemoveJobcenterPoint(p domain.PersonID, x domain.JobcenterPointID) string {
	return JobcenterPoints(p) + "/" + x.String() + "/remove"
}

// Record is what was agreed, for the Jobcenter's own file.
func Record(p domain.PersonID, ending string) string { return Shared(p) + "/record" + ending }
