package routes

import "github.com/aufwind-im/aufwind/internal/domain"

// The pages of a person's household.
const (
	MyHousehold    = "/me/household"
	JoinHousehold  = MyHousehold + "/join"
	LeaveHousehold = MyHousehold + "/leave"
)

// AnswerShared is where a person answers a shared goal.
func AnswerShared(g domain.SharedGoalID) string { return MyHousehold + "/goals/" + g.String() }

// CaseHousehold is the household of a person, to the manager.
func CaseHousehold(p domain.PersonID) string { return Case(p) + "/household" }

// InviteMember is where an invitation goes.
func InviteMember(p domain.PersonID) string { return CaseHousehold(p) + "/members" }

// TakeOutMember takes a member out of the household of p.
func TakeOutMember(p, member domain.PersonID) string {
	return InviteMember(p) + "/" + member.String() + "/out"
}

// NewSharedGoal is the form for a new shared goal; it chooses the life domain.
func NewSharedGoal(p domain.PersonID) string { return CaseHousehold(p) + "/new" }

// SharedGoals is where a new shared goal goes.
func SharedGoals(p domain.PersonID) string { return CaseHousehold(p) + "/goals" }

// SharedGoal is one shared goal of the draft.
func SharedGoal(p domain.PersonID, g domain.SharedGoalID) string {
	return SharedGoals(p) + "/" + g.String()
}

// RemoveSharedGoal takes a shared goal out of the draft.
func RemoveSharedGoal(p domain.PersonID, g domain.SharedGoalID) string {
	return SharedGoal(p, g) + "/remove"
}

// ReachSharedGoal is where it is said how far a shared goal was reached.
func ReachSharedGoal(p domain.PersonID, g domain.SharedGoalID) string {
	return SharedGoal(p, g) + "/outcome"
}

// OfferShared shows the shared goals to the members.
func OfferShared(p domain.PersonID) string { return CaseHousehold(p) + "/offer" }

// FreezeHousehold makes the next version of the shared goals.
func FreezeHousehold(p domain.PersonID) string { return CaseHousehold(p) + "/freeze" }
