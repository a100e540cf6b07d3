package routes

import "github.com/aufwind-im/aufwind/internal/domain"

// The pages of talks that belong to no case.
const (
	MyTalks      = Me + "/talks"
	CountTalk    = "/talks/new"
	TalkCounted  = CountTalk + "?done=1"
	CountedTalks = "/talks" // where a talk goes that is counted only
)

// Talks is the talks of a person for the manager, and where a new one goes.
func Talks(p domain.PersonID) string { return Case(p) + "/talks" }

// LastTalks is where the page of a person shows the newest talks.
func LastTalks(p domain.PersonID) string { return Case(p) + "#talks" }

// Talk is one talk of a person, to correct it.
func Talk(p domain.PersonID, t domain.TalkID) string { return Talks(p) + "/" + t.String() }
