package domain

import "slices"

// An Event is one line of the record: a write, or a look by somebody else. It never holds contents.
type Event struct {
	Seq      int64 // gapless from 1
	At       Instant
	Actor    UserID   // 0 for the person
	Name     string   // of the user, in clear
	Org      OrgID    // 0 for the person
	OrgName  string   // filled when read
	Person   PersonID // whose data; 0 for lists
	Acting   bool     // the user acted for the person
	Session  SessionID
	Action   Action
	Rule     Rule
	Purpose  Purpose
	Sections SectionSet // which were seen or changed
	Object   int64      // id of the goal, entry, release …; 0 none
	Note     string     // filter and count of a list, persons shown by a search; never contents
	Prev     []byte
	Hash     []byte
}

// Looks lists the actions that are a look rather than a change.
var Looks = [...]Action{
	ReadProfile, ReadCV, ReadCase, ReadCore, ReadPlan, ReadShared, ListCases, SearchCases, ListUnit, ListShared, FindDoubles, PrintNote, PrintPlan, ReadDraft, ListTexts,
	ReadTexts, ListPhrases, ReadCVLinks, ReadLinkedCV, TakeLinkedCV, ListWords, ListSubstitutions, ListCityLabels, TakeRecord,
	ReadAssessment, PrepareReview, ReadTalks, ReadHousehold, ReadBodyRequests, OpenBodyLink, ReadResponseDays, ReadDigestSetting,
	ListMorning, ListWaiting, ReadFigures, ListFigure, ExportFigures, ReadAccount,
	ListHandovers, ReadHandover, ListBookQuestions, ReadBookQuestion,
}

// Look tells whether the event is a look rather than a change.
func (e Event) Look() bool { return slices.Contains(Looks[:], e.Action) }

// Passed lists the actions by which something of a person left Aufwind: on paper, as a file, by a link, or to the Jobcenter.
var Passed = [...]Action{PrintPlan, PrintNote, TakeRecord, ConsentToShare, ReadLinkedCV, TakeLinkedCV, OpenBodyLink}

// BookFilter narrows the access book. The zero filter is everything.
type BookFilter struct {
	Who    string // one of BookWho
	What   string // one of BookWhat
	Org    OrgID  // whose entries; 0 for all
	Days   int    // so many days back, one of BookDays; 0 for all the time
	Before int64  // seq of the last event of the page before; 0 for the first page
}

// What the access book can be narrowed to; the first of each is everything.
var (
	BookWho  = [...]string{"", "others", "own"}
	BookWhat = [...]string{"", "looks", "changes"}
	BookDays = [...]int{0, 7, 30, 365}
)

// Narrowed tells whether the filter leaves anything out.
func (f BookFilter) Narrowed() bool { return f.Who != "" || f.What != "" || f.Org != 0 || f.Days != 0 }

// A Standing is a line of the access book that holds all the time: who has the person in a list, and what that list shows.
type Standing struct {
	Name     string
	OrgName  string
	Role     Role
	Sections SectionSet
	Until    Day
}
