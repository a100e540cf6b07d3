package domain

import (
	"cmp"
	"errors"
	"slices"
	"strings"
)

// A District is a part of the city.
type District struct {
	ID   DistrictID
	Name string
}

// An Accommodation is a place where persons live; it decides who is responsible.
type Accommodation struct {
	ID       AccommodationID
	Name     string
	Kind     string // flat, home, modular, hotel, hall, container, private
	District DistrictID
	Org      OrgID
	OrgName  string // filled when read
	Manager  UserID
}

// AccommodationKinds lists what kinds of accommodation there are.
var AccommodationKinds = [...]string{"flat", "home", "modular", "hotel", "hall", "container", "private"}

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
