package domain

import (
	"slices"
	"strconv"
)

// Role is what somebody is in an organisation; a person has RolePerson and no organisation.
type Role string

// The roles. Volunteer and house_manager come later.
const (
	RolePerson             Role = "person"
	RoleIntegrationManager Role = "integration_manager"
	RoleTeamLead           Role = "team_lead"
	RoleJobcenterAgent     Role = "jobcenter_agent"
	RoleRegistrationHelper Role = "registration_helper"
	RoleAdmin              Role = "admin"
)

// Roles lists every role.
var Roles = [...]Role{
	RolePerson, RoleIntegrationManager, RoleTeamLead, RoleJobcenterAgent, RoleRegistrationHelper, RoleAdmin,
}

// Valid tells whether r is on the list.
func (r Role) Valid() bool { return slices.Contains(Roles[:], r) }

// SessionKind decides how long a session lasts and what it may do.
type SessionKind string

// The kinds of session.
const (
	SessionOwn    SessionKind = "own"    // a person on the own phone
	SessionShared SessionKind = "shared" // a person on a device that others use too
	SessionStaff  SessionKind = "staff"  // a user of an organisation
	SessionActing SessionKind = "acting" // a user who goes on for one person; ends by itself and wipes
	SessionLink   SessionKind = "link"   // whoever has the address of a link; no session is stored
)

// Actor is who asks. Handlers make it from the session. The zero Actor may do nothing.
type Actor struct {
	Session SessionID
	Kind    SessionKind
	Person  PersonID // the person signed in, or the one acted for
	User    UserID   // the user signed in; with Kind acting, the one who acts
	Org     OrgID
	Team    TeamID
	Roles   []Role
	Name    string   // of the user
	Core    Name     // of the person
	Lang    string   // language of the pages, BCP 47
	NewPIN  bool     // the person still has the PIN of the slip and must set a new one first
	NoPIN   bool     // acting: the person has no PIN yet that nobody else has seen, so nothing is released or agreed
	Link    CVLinkID // of Kind link, to a CV
	TOTP    bool     // of staff: there is a second factor

	NewPassword bool // of staff: somebody else has set the password, and an own one must be chosen first
	NoFactor    bool // of staff: the city asks for a second factor, and there is none yet

	Proved Instant // when the session last proved who uses it; 0 for never

	BodyLink BodyLinkID // of Kind link, to what a body is asked

	Again Again // the draft that this request sends once more
}

// Has tells whether the actor has the role r.
func (a Actor) Has(r Role) bool { return slices.Contains(a.Roles, r) }

// IsPerson tells whether the actor speaks as a person: signed in as one, or acting for one.
func (a Actor) IsPerson() bool { return a.Person != 0 }

// Acting tells whether a user acts for the person.
func (a Actor) Acting() bool { return a.Kind == SessionActing && a.Person != 0 && a.User != 0 }

// Unready tells whether a user has to choose an own password or a second factor before anything but the own account opens.
func (a Actor) Unready() bool { return a.User != 0 && (a.NewPassword || a.NoFactor) }

// As names who a form is made for: the user and the person. What was typed by one is never saved by another.
func (a Actor) As() string {
	return strconv.FormatInt(int64(a.User), 36) + "." + strconv.FormatInt(int64(a.Person), 36)
}
