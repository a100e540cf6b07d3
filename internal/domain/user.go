package domain

import (
	"cmp"
	"slices"
	"strings"
)

// User is a member of staff.
type User struct {
	ID       UserID
	Org      OrgID
	OrgName  string
	Team     TeamID
	Username string
	Name     string
	Phone    string
	Hours    string
	Roles    []Role
	Language string
}

// StaffLanguages are the languages that pages of staff have.
var StaffLanguages = [...]string{"de", "en"}

// A Member is a user as an operator sees them.
type Member struct {
	User
	TeamName string
	TOTP     bool    // has a second factor
	Locked   Instant // 0 for who may sign in
	Houses   int     // accommodations for which the user is responsible
	Cases    int     // cases for which the user is responsible
}

// A NewUser is a user as an operator writes one, with names instead of ids.
type NewUser struct {
	User            // without Org and Team
	Team    string  // made where there is none of that name
	OrgKind OrgKind // of an organisation that is to be made; empty where it is there
}

// Check returns nil or an OperatorError.
func (u NewUser) Check() error {
	if strings.ContainsFunc(u.Username, func(r rune) bool { return r == ' ' || r == '\t' }) {
		return Misused("a user name has no spaces: %q", u.Username)
	}
	for _, r := range u.Roles {
		if !r.Valid() || r == RolePerson {
			return Misused("there is no role %q for staff", r)
		}
	}
	if len(u.Roles) == 0 {
		return Misused("a role is missing")
	}
	if !slices.Contains(StaffLanguages[:], u.Language) {
		return Misused("there are no pages for staff in the language %q", u.Language)
	}
	return cmp.Or(named("user name", u.Username), named("name", u.Name), named("organisation", u.OrgName), named("team", u.Team),
		line("phone number", u.Phone), line("office hours", u.Hours))
}

// Responsible is the contact of a user, as persons see it.
type Responsible struct {
	User    UserID
	Name    string
	Org     OrgID
	OrgName string
	Phone   string
	Hours   string
	Gone    bool          // the user works here no more: name and phone are those of the organisation until somebody else is named
	Closed  Day           // since when the counselling is over; empty while it goes on
	Closing ClosingReason // why
}
