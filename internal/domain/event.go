package domain

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

// Look tells whether the event is a look rather than a change.
func (e Event) Look() bool {
	switch e.Action {
	case ReadProfile, ReadCV, ReadCase, ReadCore, ReadPlan, ReadShared, ListCases, SearchCases, ListUnit, ListShared, FindDoubles, PrintNote, ReadDraft:
		return true
	}
	return false
}

// A Standing is a line of the access book that holds all the time: who has the person in a list, and what that list shows.
type Standing struct {
	Name     string
	OrgName  string
	Role     Role
	Sections SectionSet
	Until    Day
}
