package domain

import (
	"slices"
	"strings"
)

// A BodyRequest asks one body of the directory, which has no account, about one goal or measure. It is moved by the same machine as an
// agreement with the Jobcenter; the consent of the person is a part of it. Of the Coordination in it nothing names an organisation.
type BodyRequest struct {
	Coordination
	Body     Body
	By       UserID // who asked
	ByName   string
	ByOrg    OrgID  // of By, filled when read: no other organisation's staff sees the request
	Question string // German
	AsksBack bool   // Reason is a question of the body, to which nobody has answered yet
	Shown    BodyName
	Until    Day // last day of the consent; empty before it
	Terms    ReleaseTerms
	GivenAt  Instant // 0 before the consent
	Revoked  Instant // 0 while it is not taken back
	Links    []BodyLink
	Uses     []Event // of its links: opened, refused, answered; newest first
	Changed  bool    // the draft has the item otherwise than the body sees it
	Now      Goal    // with Changed: the item as the draft has it; empty when it has none such any more
}

// BodyName is by which name a body sees the person.
type BodyName string

// The names.
const (
	BodyFirstName BodyName = "first"
	BodyFullName  BodyName = "full"
)

// BodyNames is the closed list, the one that tells least first.
var BodyNames = [...]BodyName{BodyFirstName, BodyFullName}

// Of is the name of the person as the body sees it.
func (n BodyName) Of(name Name) string {
	full := name.Or()
	if first := strings.Fields(full); n != BodyFullName && len(first) > 0 {
		return first[0]
	}
	return full
}

// BodyDays is for how many days a person lets a body see an item.
var BodyDays = [...]int{14, 30, 90}

// Consented is where the consent of the person stands on the day.
func (r BodyRequest) Consented(on Day) ReleaseState {
	switch {
	case r.GivenAt == 0:
		return ReleaseNotGiven
	case r.Revoked != 0:
		return ReleaseRevoked
	case r.Until < on:
		return ReleaseEnded
	}
	return ReleaseCovers
}

// Link returns the newest link; ok is false while there is none.
func (r BodyRequest) Link() (l BodyLink, ok bool) {
	if len(r.Links) == 0 {
		return l, false
	}
	return r.Links[len(r.Links)-1], true
}

// A BodyQuestion is what a manager asks a body.
type BodyQuestion struct {
	Body    BodyID
	Goal    GoalID
	Measure MeasureID // 0: the whole goal
	Text    string    // German
}

// Check returns nil, or an Invalid error that names every wrong field.
func (q BodyQuestion) Check() error {
	return Together(
		unless(q.Body != 0, "body", "choose"), unless(q.Goal != 0 || q.Measure != 0, "item", "choose"),
		unless(q.Text != "", "question", "required"), checkText("question", q.Text),
	)
}

// A BodyLink lets whoever has its address and its code see one request and answer it once. Only hashes of both are stored.
type BodyLink struct {
	ID       BodyLinkID
	Request  CoordinationID
	Person   PersonID
	By       UserID
	ByName   string
	Made     Instant
	Ended    Instant // 0 while nobody has ended it
	Answered Instant // 0 before the answer
	Tries    int     // wrong codes
	Opened   int     // how often with the right code
	Opens    bool    // its request waits for the body, with a consent, and nothing of the link has ended
}

// MaxBodyTries is how many wrong codes lock a link.
const MaxBodyTries = 5

// Locked tells whether too many wrong codes were typed.
func (l BodyLink) Locked() bool { return l.Tries >= MaxBodyTries }

// BodyLinkActor is whoever has address and code of a link to a request.
func BodyLinkActor(l BodyLinkID) Actor { return Actor{Kind: SessionLink, BodyLink: l} }

// A BodyAnswer is what a body says.
type BodyAnswer struct {
	Kind   string // one of BodyAnswers
	Due    Day    // with counter: another day
	Text   string // with counter, about a measure: another text, German
	Reason string // with decline: why; with ask: the question; else what the body adds
}

// BodyAnswers are the kinds of answer; the names are those of the events of the machine.
var BodyAnswers = [...]string{string(CoordinationAgree), string(CoordinationCounter), string(CoordinationDecline), string(CoordinationAsk)}

// Check returns nil, or an Invalid error that names every wrong field.
func (a BodyAnswer) Check() error {
	if !slices.Contains(BodyAnswers[:], a.Kind) {
		return invalid("kind", "choose")
	}
	counter := a.Kind == string(CoordinationCounter)
	said := a.Kind == string(CoordinationDecline) || a.Kind == string(CoordinationAsk)
	return Together(
		unless(a.Due == "" || a.Due.Valid(), "due", "date"),
		unless(!counter || a.Due != "" || a.Text != "", "due", "dayOrText"),
		unless(!said || a.Reason != "", "reason", "required"),
		checkText("text", a.Text), checkText("reason", a.Reason),
	)
}

// Answered is r as the body has answered it; the state is the machine's.
func (r BodyRequest) Answered(a BodyAnswer, at Instant) BodyRequest {
	r.Reason, r.CounterDue, r.CounterText, r.AnsweredAt = a.Reason, "", "", at
	r.ByManager, r.ByPerson, r.AsksBack = AnswerOpen, AnswerOpen, a.Kind == string(CoordinationAsk)
	if a.Kind == string(CoordinationCounter) {
		if r.CounterDue = a.Due; r.Measure != 0 {
			r.CounterText = a.Text
		}
	}
	return r
}
