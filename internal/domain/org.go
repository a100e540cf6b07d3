package domain

import (
	"cmp"
	"slices"
)

// Org is an organisation of the tenant; it is the controller of what it writes.
type Org struct {
	ID    OrgID
	Name  string
	Kind  OrgKind
	Phone string
}

// OrgKind is what an organisation is.
type OrgKind string

// The kinds of organisation.
const (
	OrgCity      OrgKind = "city"
	OrgProvider  OrgKind = "provider" // employs integration managers
	OrgJobcenter OrgKind = "jobcenter"
)

// OrgKinds lists the kinds of organisation.
var OrgKinds = [...]OrgKind{OrgCity, OrgProvider, OrgJobcenter}

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

// A Team is a part of an organisation.
type Team struct {
	ID   TeamID
	Org  OrgID
	Name string
}

// Check returns nil or an OperatorError.
func (t Team) Check() error { return named("team", t.Name) }
