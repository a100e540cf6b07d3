package domain

import (
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

	RequireSecondFactor Action = "signin.require_second_factor" // or not

	SetTranslationLimit   Action = "translation.set_limit"
	ReadTranslationBudget Action = "translation.read_budget"
)

// OperatorActions lists what an operator may do: nothing about a person.
var OperatorActions = [...]Action{
	AddOrg, ListOrgs, AddTeam, AddUser, ResetUser, LockUser, UnlockUser, ListUsers, AddDistrict, ListDistricts, AddAccommodation, ImportAccommodations,
	AssignAccommodation, ListAccommodations, RequireSecondFactor, SetTranslationLimit, ReadTranslationBudget,
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
