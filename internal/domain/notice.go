package domain

import "slices"

// A Notice tells a person on the first page of their own that something was done to the account or the case. It never holds contents, and
// nothing about anybody else but who did it.
type Notice struct {
	ID      NoticeID
	Person  PersonID // who is told
	Kind    NoticeKind
	Actor   UserID // who did it; 0 when no user did
	Org     OrgID  // of the actor; 0 when no user did
	Object  int64  // id of what it is about; 0 for none
	At      Instant
	Name    string // of the actor, filled when read
	OrgName string // filled when read
}

// NoticeKind is what a notice tells.
type NoticeKind string

// NoticeSlipReplaced: staff made a new slip; the old one and every session of the person ended.
const NoticeSlipReplaced NoticeKind = "slip_replaced"

// NoticeQuestionAnswered: an organisation answered what the person asked about an entry of the access book; Object is the number of the entry.
const NoticeQuestionAnswered NoticeKind = "question_answered"

// NoticeKinds lists every kind. Each has its text as a term of "notice".
var NoticeKinds = [...]NoticeKind{NoticeSlipReplaced, NoticeQuestionAnswered}

// Valid tells whether k is on the list.
func (k NoticeKind) Valid() bool { return slices.Contains(NoticeKinds[:], k) }
