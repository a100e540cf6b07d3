package domain

import (
	"cmp"
	"slices"
	"strconv"
)

// WishID names a wish.
type WishID int64

// String is the form of an id in URLs and forms: decimal digits.
func (id WishID) String() string { return strconv.FormatInt(int64(id), 10) }

// A Wish is another goal that the person asks for. It says nothing about the plan until the manager makes a goal of it.
type Wish struct {
	ID     WishID
	Person PersonID
	Domain LifeDomain
	Text   string // in the own words
	Lang   string // of Text, BCP 47
	State  string // one of WishStates
	At     Instant
}

// WishStates are what became of a wish: it waits, it is a goal of the draft, it was talked over and needs no goal.
var WishStates = [...]string{"open", "taken", "closed"}

// MaxWishes is how many wishes of a person can wait.
const MaxWishes = 10

// Check returns nil, or an Invalid error that names every wrong field.
func (w Wish) Check() error {
	return Together(
		unless(w.Domain.Valid(), "domain", "choose"),
		cmp.Or(unless(w.Text != "", "text", "required"), checkText("text", w.Text)),
		checkLine("lang", w.Lang),
		unless(slices.Contains(WishStates[:], w.State), "state", "choose"),
	)
}
