package domain

// CoordinationState is where the agreement of one goal with the Jobcenter stands.
type CoordinationState string

// The states, in their order. A release that ends stops every state but Agreed and Declined; nobody sees the goal any more.
const (
	CoordinationProposed  CoordinationState = "proposed"  // by the manager; waits for the person's consent
	CoordinationShared    CoordinationState = "shared"    // the person consented; waits for the Jobcenter
	CoordinationAgreed    CoordinationState = "agreed"    // by the Jobcenter, as it stands or as countered and accepted
	CoordinationCountered CoordinationState = "countered" // the Jobcenter proposes another due date
	CoordinationDeclined  CoordinationState = "declined"  // by the Jobcenter, with a reason
	CoordinationWithheld  CoordinationState = "withheld"  // the person did not consent, or took it back
)

// UnderWay tells whether somebody still has to answer: the person, the Jobcenter, or both sides to its counter-proposal.
func (s CoordinationState) UnderWay() bool {
	return s == CoordinationProposed || s == CoordinationShared || s == CoordinationCountered
}

// A Coordination is the agreement of one goal with the responsible Jobcenter agent.
type Coordination struct {
	ID         CoordinationID
	Person     PersonID
	Goal       Goal // as it stands in the agreed version it was proposed from
	Org        OrgID
	OrgName    string
	Agent      UserID
	AgentName  string
	State      CoordinationState
	CounterDue Day
	Reason     string // of the Jobcenter, German
	ByManager  Answer // to the counter-proposal
	ByPerson   Answer
	ProposedAt Instant
	AnsweredAt Instant
	Version    int
}

// A JobcenterResponse is what an agent says to a shared goal.
type JobcenterResponse struct {
	ID      CoordinationID
	Version int
	Kind    string // agree, counter, decline
	Due     Day    // with counter
	Reason  string // German; asked for with counter and decline
}

// Check returns nil, or an Invalid error that names every wrong field.
func (r JobcenterResponse) Check() error {
	if r.Kind != "agree" && r.Kind != "counter" && r.Kind != "decline" {
		return invalid("kind", "choose")
	}
	return Together(
		unless(r.Kind != "counter" || r.Due.Valid(), "due", "date"),
		unless(r.Kind == "agree" || r.Reason != "", "reason", "required"),
		checkText("reason", r.Reason),
	)
}

// Next returns the state after the response; Conflict when the goal does not wait for the Jobcenter.
func (c Coordination) Next(r JobcenterResponse) (CoordinationState, error) {
	if c.State != CoordinationShared {
		return c.State, ErrConflict()
	}
	switch r.Kind {
	case "agree":
		return CoordinationAgreed, nil
	case "counter":
		return CoordinationCountered, nil
	}
	return CoordinationDeclined, nil
}

// Settle returns the state after manager or person have answered a counter-proposal:
// agreed once both accepted, shared again once one of them refused.
func (c Coordination) Settle() CoordinationState {
	switch {
	case c.ByManager == AnswerObjected || c.ByPerson == AnswerObjected:
		return CoordinationShared
	case c.ByManager == AnswerAgreed && c.ByPerson == AnswerAgreed:
		return CoordinationAgreed
	}
	return CoordinationCountered
}
