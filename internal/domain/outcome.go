package domain

import (
	"cmp"
	"slices"
)

// Attainments are the steps of goal attainment scaling: from much less than expected to much more; 0 is what was agreed.
var Attainments = [...]int{-2, -1, 0, 1, 2}

// AttainmentUnsaid is none of Attainments: nobody has said how far the goal was reached.
const AttainmentUnsaid = 9

// OutcomeReasons are why a goal was not reached.
var OutcomeReasons = [...]string{"waiting_time", "no_offer", "health", "childcare", "residence", "motivation", "moved", "other"}

// OutcomeEnds are how a goal ends; empty while it goes on.
var OutcomeEnds = [...]string{"", "reached", "partly", "not_reached", "given_up", "replaced"}

// An Outcome is how far a goal was reached, as said at a review.
type Outcome struct {
	Attainment int    `json:"attainment"`       // one of Attainments
	Ended      string `json:"ended,omitempty"`  // one of OutcomeEnds
	Reason     string `json:"reason,omitempty"` // one of OutcomeReasons; asked for below 0
	Next       string `json:"next,omitempty"`   // the next step, German
	On         Day    `json:"on"`
}

// Check returns nil, or an Invalid error that names every wrong field.
func (o Outcome) Check() error {
	return Together(
		unless(slices.Contains(Attainments[:], o.Attainment), "attainment", "choose"),
		unless(slices.Contains(OutcomeEnds[:], o.Ended), "ended", "choose"),
		unless(o.Attainment >= 0 || slices.Contains(OutcomeReasons[:], o.Reason), "reason", "choose"),
		unless(o.Reason == "" || slices.Contains(OutcomeReasons[:], o.Reason), "reason", "choose"),
		cmp.Or(unless(o.On.Valid(), "on", "date"), checkText("next", o.Next)),
	)
}
