package routes

import "github.com/aufwind-im/aufwind/internal/domain"

// TakeWaiting makes who asks responsible for somebody on the waiting list.
func TakeWaiting(p domain.PersonID) string { return waitingOf(p) + "/take" }

// AssignWaiting makes a manager responsible for somebody on the waiting list.
func AssignWaiting(p domain.PersonID) string { return waitingOf(p) + "/assign" }

// WaitingUrgency says why somebody on the waiting list goes first.
func WaitingUrgency(p domain.PersonID) string { return waitingOf(p) + "/urgency" }

func waitingOf(p domain.PersonID) string { return Waiting + "/" + p.String() }
