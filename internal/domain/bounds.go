package domain

// How much there can be of what somebody writes about one person, so that a page stays readable and nobody is asked for ever. Each is far
// above what a counselling needs; what is over it is refused, and nothing that stands is lost.
const (
	MaxGoals        = 200 // of a plan that have not ended
	MaxSharedGoals  = 60  // of a household that have not ended
	MaxMeasures     = 40  // of a goal
	MaxProposals    = 10  // of one goal or measure to the Jobcenter
	MaxComments     = 100 // beside one agreement
	MaxPoints       = 60  // of one Jobcenter's own plan
	MaxBodyRequests = 100 // to bodies
	MaxBodyLinks    = 20  // to one request
	MaxHandovers    = 10  // proposed within HandoverDays
	MaxEverMembers  = 60  // of a household, with those who have left
)

// InviteAgainDays is for how long nobody is asked again into a household after declining.
const InviteAgainDays = 30

// InviteAgain is the instant since when nobody must have declined who is to be asked at now.
func InviteAgain(now Instant) Instant { return now - InviteAgainDays*24*60*60*1000 }

// Room is an Invalid error when there are as many as there can be.
func Room(n, most int, field string) error { return unless(n < most, field, "tooMany") }
