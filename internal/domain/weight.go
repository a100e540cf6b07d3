package domain

import "slices"

// Weight says how much of a manager's time a case takes (Fallintensität). It is empty while nobody has said.
type Weight string

// The weights.
const (
	WeightIntensive   Weight = "A"
	WeightAccompanied Weight = "B"
	WeightOccasional  Weight = "C"
	WeightWaiting     Weight = "waiting" // on the waiting list
)

// Unweighed stands in filters for cases of which nobody has said a weight.
const Unweighed Weight = "none"

// Weights is the closed list, in the order of pages.
var Weights = [...]Weight{WeightIntensive, WeightAccompanied, WeightOccasional, WeightWaiting}

// Valid tells whether w is on the list.
func (w Weight) Valid() bool { return slices.Contains(Weights[:], w) }

// A WeightRule is what a weight means: data with a source, never code.
type WeightRule struct {
	Weight       Weight `json:"weight"`
	Points       int    `json:"points"`        // in the sum of a caseload
	ContactDays  int    `json:"contact_days"`  // at most between two talks; 0 for on demand
	ReviewMonths int    `json:"review_months"` // between two reviews; 0 for none
	Source       string `json:"source"`
	CheckedOn    Day    `json:"checked_on"`
	Confidence   string `json:"confidence"` // of Confidences
}

// A Load is how many cases of each weight a caseload or the cases of a team have; closed cases are not counted.
type Load struct {
	Team                                        TeamID // 0 for a caseload
	Name                                        string // of the team
	Intensive, Accompanied, Occasional, Waiting int
	Unweighed                                   int
}

// Of is how many cases have the weight; Unweighed asks for those without one.
func (l Load) Of(w Weight) int {
	switch w {
	case WeightIntensive:
		return l.Intensive
	case WeightAccompanied:
		return l.Accompanied
	case WeightOccasional:
		return l.Occasional
	case WeightWaiting:
		return l.Waiting
	case Unweighed:
		return l.Unweighed
	}
	return 0
}

// Points is the weighted sum of the load. A case without a weight counts nothing, so pages say how many there are.
func (l Load) Points(rules []WeightRule) int {
	sum := 0
	for _, r := range rules {
		sum += r.Points * l.Of(r.Weight)
	}
	return sum
}
