package domain

import (
	"cmp"
	"slices"
	"strconv"
)

// BookQuestionID names a question about an entry of the access book.
type BookQuestionID int64

// String is the form of an id in URLs and forms: decimal digits.
func (id BookQuestionID) String() string { return strconv.FormatInt(int64(id), 10) }

// A BookQuestion asks the organisation of whoever stands in an entry of the access book what it was about.
type BookQuestion struct {
	ID      BookQuestionID
	Person  PersonID
	Org     OrgID  // asked
	OrgName string // filled when read
	Seq     int64  // of the entry
	Text    string // in the own words; may be empty
	Lang    string // of Text, BCP 47
	At      Instant
	Due     Day // by which the organisation answers

	Why        string // one of BookAnswers; empty before the answer
	Answer     string // German; may be empty
	AnsweredAt Instant
	By         string // who answered, filled when read
}

// BookAnswers are what an entry can have been about, in the order of pages. Each is a term in the language of the person.
var BookAnswers = [...]string{"work", "standing_in", "lead", "mistake", "other"}

// BookAnswerDays is how long an organisation has for its answer.
const BookAnswerDays = 14

// MaxBookQuestions is how many questions of a person can wait.
const MaxBookQuestions = 20

// Open tells whether nobody has answered yet.
func (q BookQuestion) Open() bool { return q.AnsweredAt == 0 }

// Late tells whether the organisation should have answered before the day.
func (q BookQuestion) Late(on Day) bool { return q.Open() && q.Due < on }

// Check returns nil, or an Invalid error that names every wrong field of a question.
func (q BookQuestion) Check() error {
	return Together(checkText("text", q.Text), checkLine("lang", q.Lang))
}

// CheckAnswer returns nil, or an Invalid error that names every wrong field of an answer: what is none of the usual reasons needs words.
func (q BookQuestion) CheckAnswer() error {
	return Together(
		unless(slices.Contains(BookAnswers[:], q.Why), "why", "choose"),
		cmp.Or(unless(q.Answer != "" || q.Why != "other", "answer", "required"), checkText("answer", q.Answer)),
	)
}

// The actions on questions about entries of the access book. The person asks; who leads the organisation answers.
const (
	AskAboutEntry      Action = "access.ask"
	ListBookQuestions  Action = "access.list_questions"
	ReadBookQuestion   Action = "access.read_question"
	AnswerBookQuestion Action = "access.answer_question"
)

// RuleAsked stands in the book for a look at what the person asked, and for its answer; Can never gives it.
const RuleAsked Rule = "asked"

// truthTable returns the line of an action of this file; the zero line allows nothing.
func truthTable(act Action) grant {
	switch act {
	case AskAboutEntry:
		return bothOwn
	case ListBookQuestions, ReadBookQuestion, AnswerBookQuestion: // a Jobcenter may have no other users than agents
		return grant{roles: []Role{RoleTeamLead, RoleAdmin, RoleJobcenterAgent}}
	}
	return grant{}
}

// Askable tells whether the entry names somebody of an organisation, who can be asked about it.
func (e Event) Askable() bool { return e.Org != 0 && e.Actor != 0 }

// OpenQuestions is how many questions wait for an organisation.
type OpenQuestions struct {
	All  int
	Late int // of All
}
