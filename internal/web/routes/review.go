package routes

import "github.com/aufwind-im/aufwind/internal/domain"

// How a person's situation is seen, and how the counselling went, to the person.
const (
	MyAssessment = "/me/assessment"
	MyStory      = "/me/story"
)

// CaseAssessment is how the manager sees the life domains of a person.
func CaseAssessment(p domain.PersonID) string { return Case(p) + "/assessment" }

// CaseReview is where the manager continues a plan.
func CaseReview(p domain.PersonID) string { return Case(p) + "/review" }

// CaseStory is how the counselling went, to the manager.
func CaseStory(p domain.PersonID) string { return Case(p) + "/story" }
