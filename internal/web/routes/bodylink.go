package routes

import (
	"net/url"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// MyBodies is what bodies are asked about the person.
const MyBodies = "/me/bodies"

// MyBody is one such request; what is an action of the person on it: consent, take-back, counter.
func MyBody(r domain.CoordinationID, what string) string {
	return MyBodies + "/" + r.String() + "/" + what
}

// CaseBodies is what bodies are asked about a person, to the manager.
func CaseBodies(p domain.PersonID) string { return Case(p) + "/bodies" }

// CaseBody is one such request; what is an action of the manager on it: link, counter, move.
func CaseBody(p domain.PersonID, r domain.CoordinationID, what string) string {
	return CaseBodies(p) + "/" + r.String() + "/" + what
}

// AskedBody is the address of a link: whoever has it, and its code, reads what a body is asked.
func AskedBody(token string) string { return "/body/" + url.PathEscape(token) }

// BodyAnswer is where a body answers.
func BodyAnswer(token string) string { return AskedBody(token) + "/answer" }
