package domain

import (
	"cmp"
	"slices"
	"strconv"
)

// TalkID names a talk; see the other ids.
type TalkID int64

// String is the form of an id in URLs and forms: decimal digits.
func (id TalkID) String() string { return strconv.FormatInt(int64(id), 10) }

// TalkKinds are what a talk was for, in the order of pages. Figures count a brief one by itself.
var TalkKinds = [...]string{"brief", "counselling", "planning", "review"}

// TalkMinutes are how long a talk took, in bands.
var TalkMinutes = [...]string{"to_15", "to_30", "to_60", "to_90", "longer"}

// TalkTopics are what a talk can be about: the life domains of plans and what else is asked for.
var TalkTopics = [...]string{
	"language", "school", "training", "work", "qualification", "recognition", "housing", "health", "participation", "family",
	"residence_law", "money", "everyday",
}

// Interpreters are who interpreted a talk.
var Interpreters = [...]string{"none", "person", "phone", "software"}

// TalkDays is for how many days after it was written its author can correct a talk.
const TalkDays = 30

// A Talk is a conversation of an organisation's user with one person: what was spoken about, and what came out of it. A talk with several
// persons is one Talk for each of them; those of one meeting have the same Meeting. A talk without a person is only counted.
type Talk struct {
	ID      TalkID   `json:"id"`
	Meeting TalkID   `json:"meeting"` // id of the first of its talks: the one that figures count
	Person  PersonID `json:"-"`       // 0 for a talk that is counted only
	Org     OrgID    `json:"-"`
	OrgName string   `json:"-"` // filled when read
	User    UserID   `json:"-"` // who wrote it
	By      string   `json:"-"` // the user's name, filled when read
	At      Instant  `json:"-"` // when it was first written
	Version int      `json:"-"` // 0 before the first save; grows by 1 per save

	Day         Day    `json:"day"`
	Type        string `json:"type"`        // one of ContactTypes
	Kind        string `json:"kind"`        // one of TalkKinds
	Minutes     string `json:"minutes"`     // one of TalkMinutes
	Language    string `json:"language"`    // one of PersonLanguages, or "other"
	Interpreter string `json:"interpreter"` // one of Interpreters

	Topics []string `json:"topics,omitempty"`  // of TalkTopics, in their order; several or none
	Result string   `json:"result,omitempty"`  // German
	Next   string   `json:"next,omitempty"`    // German, the next step; one line
	NextOn Day      `json:"next_on,omitempty"` // when; empty for no day
	Joint  bool     `json:"joint,omitempty"`   // others took part too; who is not said
}

// OtherLanguage is the language of a talk in none of PersonLanguages.
const OtherLanguage = "other"

// Counted is what figures count of a talk: nothing of it says who was there or what was said.
func (t Talk) Counted() Talk {
	return Talk{Day: t.Day, Type: t.Type, Kind: t.Kind, Minutes: t.Minutes, Language: t.Language, Interpreter: t.Interpreter}
}

// Check returns nil, or an Invalid error that names every wrong field.
func (t Talk) Check(today Day) error {
	return Together(
		cmp.Or(unless(t.Day.Valid(), "day", "date"), unless(t.Day <= today, "day", "future")),
		unless(slices.Contains(ContactTypes[:], t.Type), "type", "choose"),
		unless(slices.Contains(TalkKinds[:], t.Kind), "kind", "choose"),
		unless(slices.Contains(TalkMinutes[:], t.Minutes), "minutes", "choose"),
		unless(t.Language == OtherLanguage || slices.Contains(PersonLanguages[:], t.Language), "language", "choose"),
		unless(slices.Contains(Interpreters[:], t.Interpreter), "interpreter", "choose"),
		unless(t.rightTopics(), "topics", "choose"),
		checkText("result", t.Result),
		checkLine("next", t.Next),
		unless(t.NextOn == "" || t.NextOn.Valid(), "next_on", "date"),
	)
}

// rightTopics tells whether the topics are of the list, each once.
func (t Talk) rightTopics() bool {
	seen := map[string]bool{}
	for _, x := range t.Topics {
		if seen[x] || !slices.Contains(TalkTopics[:], x) {
			return false
		}
		seen[x] = true
	}
	return true
}

// Correctable tells whether by can still change the talk.
func (t Talk) Correctable(by UserID, now Instant) bool {
	return t.Person != 0 && t.User == by && now-t.At <= TalkDays*24*60*60*1000
}

// A TalkCount is how many talks of an organisation in a month have the same form.
type TalkCount struct {
	Month       string // YYYY-MM
	Type        string
	Kind        string
	Minutes     string
	Language    string
	Interpreter string
	Talks       int // one for each meeting
	Persons     int // who took part and is named
	Unnamed     int // of the talks, those with somebody who is only counted
}
