package domain

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// The actions of the operator, who sets up a tenant from the command line of the server. They are about no person.
const (
	AddOrg               Action = "organisation.add"
	AddTeam              Action = "team.add"
	AddUser              Action = "user.add"
	ResetUser            Action = "user.reset"
	LockUser             Action = "user.lock"
	UnlockUser           Action = "user.unlock"
	ListUsers            Action = "user.list"
	AddDistrict          Action = "district.add"
	ListDistricts        Action = "district.list"
	AddAccommodation     Action = "accommodation.add"
	ImportAccommodations Action = "accommodation.import"
	AssignAccommodation  Action = "accommodation.assign"
	ListAccommodations   Action = "accommodation.list"
)

// OperatorActions lists what an operator may do: nothing about a person.
var OperatorActions = [...]Action{
	AddOrg, ReadOrgs, AddTeam, AddUser, ResetUser, LockUser, UnlockUser, ListUsers, AddDistrict, ListDistricts, AddAccommodation, ImportAccommodations,
	AssignAccommodation, ListAccommodations,
}

// SessionOperator is the kind of an operator's actor; no session in the database has it.
const SessionOperator SessionKind = "operator"

// RuleOperator: whoever can read the master key on the server.
const RuleOperator Rule = "operator"

// Operator is the actor of the command line.
func Operator() Actor { return Actor{Kind: SessionOperator} }

// operatorMay decides for an operator.
func operatorMay(act Action, f Facts) (Rule, error) {
	if f.Person != 0 || !slices.Contains(OperatorActions[:], act) {
		return "", ErrNotFound()
	}
	return RuleOperator, nil
}

// An OperatorError says in English what is wrong with what an operator has written. Nothing was changed.
type OperatorError struct {
	Line int // of a file, 0 elsewhere
	Text string
}

func (e *OperatorError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("line %d: %s", e.Line, e.Text)
	}
	return e.Text
}

// Misused makes an OperatorError.
func Misused(format string, args ...any) error {
	return &OperatorError{Text: fmt.Sprintf(format, args...)}
}

// AccommodationKinds lists what kinds of accommodation there are.
var AccommodationKinds = [...]string{"flat", "home", "modular", "hotel", "hall", "container", "private"}

// OrgKinds lists the kinds of organisation.
var OrgKinds = [...]OrgKind{OrgCity, OrgProvider, OrgJobcenter}

// StaffLanguages are the languages that pages of staff have.
var StaffLanguages = [...]string{"de", "en"}

// A Team is a part of an organisation.
type Team struct {
	ID   TeamID
	Org  OrgID
	Name string
}

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

// Fits tells whether an organisation of that kind has users in the roles: only a Jobcenter has agents, and it has nobody else.
func (k OrgKind) Fits(roles []Role) error {
	for _, r := range roles {
		if (r == RoleJobcenterAgent) != (k == OrgJobcenter) {
			return Misused("an organisation of the kind %s has nobody in the role %s", k, r)
		}
	}
	return nil
}

// Check returns nil or an OperatorError.
func (o Org) Check() error {
	if !slices.Contains(OrgKinds[:], o.Kind) {
		return Misused("%q is no kind of organisation: city, provider, jobcenter", o.Kind)
	}
	return cmp.Or(named("organisation", o.Name), line("phone number", o.Phone))
}

// Check returns nil or an OperatorError.
func (t Team) Check() error { return named("team", t.Name) }

// A AccommodationLine is a district, or an accommodation in one, as an operator writes it: with names instead of ids.
type AccommodationLine struct {
	Line          int // of a file, 0 elsewhere
	District      string
	Accommodation string // empty for a line that only names a district
	Kind          string // one of AccommodationKinds
	Org           string // responsible for whoever is registered there
	Manager       string // user name of the integration manager who gets the cases
}

// Check returns nil or an OperatorError that has the line.
func (p AccommodationLine) Check() error {
	err := named("district", p.District)
	switch {
	case err != nil:
	case p.Accommodation == "" && p.Kind+p.Org+p.Manager != "":
		err = Misused("the accommodation is missing")
	case p.Accommodation == "":
	case !slices.Contains(AccommodationKinds[:], p.Kind):
		err = Misused("%q is no kind of accommodation: %s", p.Kind, strings.Join(AccommodationKinds[:], ", "))
	default:
		err = cmp.Or(named("accommodation", p.Accommodation), named("organisation", p.Org), named("manager", p.Manager))
	}
	return p.At(err)
}

// At gives an OperatorError the line.
func (p AccommodationLine) At(err error) error {
	if e, ok := errors.AsType[*OperatorError](err); ok {
		return &OperatorError{p.Line, e.Text}
	}
	return err
}

// named checks a name, which must be there.
func named(what, s string) error {
	if strings.TrimSpace(s) == "" {
		return Misused("the %s is missing", what)
	}
	return line(what, s)
}

// line checks one line of text, which may be empty.
func line(what, s string) error {
	e, ok := errors.AsType[*Error](checkLine("", s))
	switch {
	case !ok:
		return nil
	case e.Key == "tooLong":
		return Misused("the %s is longer than %d characters", what, MaxLine)
	}
	return Misused("the %s has characters that are not allowed", what)
}
