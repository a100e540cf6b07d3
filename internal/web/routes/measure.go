package routes

import (
	"github.com/aufwind-im/aufwind/internal/domain"
)

// The directory of bodies, and the person's own fields of life.
const (
	Bodies = "/bodies"
	Topics = Me + "/topics"
)

// Evidence is where the manager says that a step was taken.
func Evidence(p domain.PersonID, g domain.GoalID, m domain.MeasureID) string {
	return Measure(p, g, m) + "/evidence"
}

// MyEvidence is where the person says that a step was taken.
func MyEvidence(g domain.GoalID, m domain.MeasureID) string {
	return AnswerGoal(g) + "/measures/" + m.String() + "/evidence"
}

// PlanTerms is in which programme a plan is, and its days.
func PlanTerms(p domain.PersonID) string { return CasePlan(p) + "/terms" }

// Body is one row of the directory.
func Body(b domain.BodyID) string { return Bodies + "/" + b.String() }

// Topic is one field of life of the person.
func Topic(d domain.LifeDomain) string { return Topics + "/" + string(d) }
