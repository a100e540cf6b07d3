package domain

import "slices"

// CoordinationState is where the agreement of one goal or measure with the Jobcenter stands.
type CoordinationState string

// The states, in their order. A release that ends stops every one of them that lets the Jobcenter see anything.
const (
	CoordinationProposed  CoordinationState = "proposed"  // by the manager; waits for the person's consent
	CoordinationShared    CoordinationState = "shared"    // the person consented; waits for the Jobcenter
	CoordinationCountered CoordinationState = "countered" // the Jobcenter proposes something else; waits for manager and person
	CoordinationAgreed    CoordinationState = "agreed"    // by the Jobcenter, as it stands or as countered and accepted
	CoordinationInForce   CoordinationState = "in_force"  // what was agreed stands in the agreed plan
	CoordinationDeclined  CoordinationState = "declined"  // by the Jobcenter, with a reason
	CoordinationWithheld  CoordinationState = "withheld"  // the person did not consent, or the release ended before there was an agreement
	CoordinationEnded     CoordinationState = "ended"     // what was agreed is over, or the manager has withdrawn it
)

// CoordinationStates is the closed list.
var CoordinationStates = [...]CoordinationState{
	CoordinationProposed, CoordinationShared, CoordinationCountered, CoordinationAgreed, CoordinationInForce, CoordinationDeclined,
	CoordinationWithheld, CoordinationEnded,
}

// UnderWay tells whether somebody still has to answer: the person, the Jobcenter, or both sides to its counter-proposal.
func (s CoordinationState) UnderWay() bool {
	return s == CoordinationProposed || s == CoordinationShared || s == CoordinationCountered
}

// Live tells whether the Jobcenter sees it while the release lasts, and it goes on.
func (s CoordinationState) Live() bool {
	return s == CoordinationShared || s == CoordinationCountered || s == CoordinationAgreed || s == CoordinationInForce
}

// CoordinationEvent is what moves a coordination.
type CoordinationEvent string

// The events.
const (
	CoordinationPropose        CoordinationEvent = "propose"          // for the first time, or again
	CoordinationConsent        CoordinationEvent = "consent"          // the release is given with it
	CoordinationWithhold       CoordinationEvent = "withhold"         // no consent
	CoordinationAgree          CoordinationEvent = "agree"            // as it stands
	CoordinationCounter        CoordinationEvent = "counter"          // with something else
	CoordinationDecline        CoordinationEvent = "decline"          // with a reason
	CoordinationAsk            CoordinationEvent = "ask"              // a question back, by a body
	CoordinationAccept         CoordinationEvent = "accept"           // the counter-proposal, by the first of both sides
	CoordinationAcceptToo      CoordinationEvent = "accept_too"       // by the other side as well
	CoordinationRefuse         CoordinationEvent = "refuse"           // the counter-proposal
	CoordinationEnterIntoForce CoordinationEvent = "enter_into_force" // it stands in the agreed plan
	CoordinationEnd            CoordinationEvent = "end"              // it is withdrawn, or over
	CoordinationReleaseEnded   CoordinationEvent = "release_ended"    // taken back, or past its last day
)

// CoordinationEvents is the closed list.
var CoordinationEvents = [...]CoordinationEvent{
	CoordinationPropose, CoordinationConsent, CoordinationWithhold, CoordinationAgree, CoordinationCounter, CoordinationDecline, CoordinationAsk,
	CoordinationAccept, CoordinationAcceptToo, CoordinationRefuse, CoordinationEnterIntoForce, CoordinationEnd, CoordinationReleaseEnded,
}

// CoordinationActor is who moves a coordination.
type CoordinationActor string

// The actors. Who acts for the person with the person's PIN is the person.
const (
	CoordinationPerson            CoordinationActor = "person"
	CoordinationManager           CoordinationActor = "manager"
	CoordinationManagerSubstitute CoordinationActor = "manager_substitute"
	CoordinationAgent             CoordinationActor = "agent"
	CoordinationAgentSubstitute   CoordinationActor = "agent_substitute"
	CoordinationBody              CoordinationActor = "body" // without account, by a one-time link
	CoordinationClock             CoordinationActor = "clock"
	CoordinationNobody            CoordinationActor = "nobody" // anybody else
)

// CoordinationActors is the closed list.
var CoordinationActors = [...]CoordinationActor{
	CoordinationPerson, CoordinationManager, CoordinationManagerSubstitute, CoordinationAgent, CoordinationAgentSubstitute,
	CoordinationBody, CoordinationClock, CoordinationNobody,
}

// ReleaseState is where the release of exactly one goal or measure to the Jobcenter stands.
type ReleaseState string

// The states of a release.
const (
	ReleaseCovers   ReleaseState = "covers"
	ReleaseNotGiven ReleaseState = "not_given"
	ReleaseEnded    ReleaseState = "ended"
	ReleaseRevoked  ReleaseState = "revoked"
)

// ReleaseStates is the closed list.
var ReleaseStates = [...]ReleaseState{ReleaseCovers, ReleaseNotGiven, ReleaseEnded, ReleaseRevoked}

// A CoordinationStep is one line of the machine: in these states the event, by one of these actors, while the release is in one of these
// states, leads to To.
type CoordinationStep struct {
	From    []CoordinationState
	Event   CoordinationEvent
	By      []CoordinationActor
	Release []ReleaseState
	To      CoordinationState
}

// CoordinationSteps is the whole machine; what no line names is refused. The state before the first proposal is "".
func CoordinationSteps() []CoordinationStep {
	type (
		states = []CoordinationState
		actors = []CoordinationActor
	)
	managers, agents := actors{CoordinationManager, CoordinationManagerSubstitute}, actors{CoordinationAgent, CoordinationAgentSubstitute}
	person, both := actors{CoordinationPerson}, append(actors{CoordinationPerson}, managers...)
	offices := append(slices.Clone(managers), agents...)
	asked, body := append(slices.Clone(agents), CoordinationBody), actors{CoordinationBody}
	covers, whatever, over := ReleaseStates[:1], ReleaseStates[:], ReleaseStates[2:]
	return []CoordinationStep{
		{states{""}, CoordinationPropose, managers, whatever, CoordinationProposed},
		{states{CoordinationDeclined, CoordinationWithheld, CoordinationEnded}, CoordinationPropose, managers, whatever, CoordinationProposed},
		{states{CoordinationProposed}, CoordinationConsent, person, covers, CoordinationShared},
		{states{CoordinationProposed}, CoordinationWithhold, person, whatever, CoordinationWithheld},
		{states{CoordinationProposed}, CoordinationEnd, managers, whatever, CoordinationEnded},
		{states{CoordinationShared}, CoordinationAgree, asked, covers, CoordinationAgreed},
		{states{CoordinationShared}, CoordinationCounter, asked, covers, CoordinationCountered},
		{states{CoordinationShared}, CoordinationDecline, asked, covers, CoordinationDeclined},
		{states{CoordinationShared}, CoordinationAsk, body, covers, CoordinationShared},
		{states{CoordinationCountered}, CoordinationAccept, both, covers, CoordinationCountered},
		{states{CoordinationCountered}, CoordinationAcceptToo, both, covers, CoordinationAgreed},
		{states{CoordinationCountered}, CoordinationRefuse, both, covers, CoordinationShared},
		{states{CoordinationAgreed}, CoordinationEnterIntoForce, offices, covers, CoordinationInForce},
		{states{CoordinationShared, CoordinationCountered}, CoordinationEnd, managers, covers, CoordinationEnded},
		{states{CoordinationAgreed, CoordinationInForce}, CoordinationEnd, offices, covers, CoordinationEnded},
		{states{CoordinationProposed}, CoordinationReleaseEnded, person, ReleaseStates[3:], CoordinationWithheld},
		{states{CoordinationShared, CoordinationCountered}, CoordinationReleaseEnded, actors{CoordinationPerson, CoordinationClock}, over, CoordinationWithheld},
		{states{CoordinationAgreed, CoordinationInForce}, CoordinationReleaseEnded, actors{CoordinationPerson, CoordinationClock}, over, CoordinationEnded},
	}
}

// Next returns the state that follows. Conflict when nothing follows by that event in that state or with such a release, NotFound when it
// is not for the actor to do.
func Next(s CoordinationState, event CoordinationEvent, by CoordinationActor, release ReleaseState) (CoordinationState, error) {
	for _, x := range CoordinationSteps() {
		switch {
		case x.Event != event || !slices.Contains(x.From, s):
		case !slices.Contains(x.By, by):
			return s, ErrNotFound()
		case slices.Contains(x.Release, release):
			return x.To, nil
		}
	}
	return s, ErrConflict()
}
