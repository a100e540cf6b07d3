package domain

import (
	"errors"
	"fmt"
	"strings"
)

// Kind says what a caller can do about an error.
type Kind int

// The kinds. An error that is no *Error is Internal: logged, never shown.
const (
	Internal    Kind = iota
	Invalid          // the input is wrong; Field and Key say where and why
	NotFound         // absent, or hidden from this actor: both look the same
	Conflict         // someone else changed it first
	Refused          // the sign-in was not accepted, or has to wait
	Unavailable      // the database cannot be reached or written just now; nothing was saved, and it may work later
	Closed           // the counselling of the person has ended; nothing was saved
	Unproved         // the session has to prove once more who uses it; nothing was saved
)

// Error is an error that the person at the screen may see.
type Error struct {
	Kind  Kind
	Key   string   // message key of the catalogue "errors", never a sentence
	Field string   // form field, empty when it concerns the whole
	Args  []string // values for the placeholders of the message, in order
	Also  []*Error // what else is wrong in the same form, in its order
}

// Together returns the first of the errors of a form with the others beside it, one for each field; nil when there is none. An error
// that is not for the person at the screen is returned alone.
func Together(errs ...error) error {
	var first *Error
	seen := map[string]bool{}
	for _, err := range errs {
		if err == nil {
			continue
		}
		e, ok := errors.AsType[*Error](err)
		if !ok {
			return err
		}
		for _, e := range append([]*Error{e}, e.Also...) {
			if seen[e.Field] {
				continue
			}
			seen[e.Field] = true
			one := *e
			one.Also = nil
			if first == nil {
				first = &one
			} else {
				first.Also = append(first.Also, &one)
			}
		}
	}
	if first == nil {
		return nil
	}
	return first
}

func (e *Error) Error() string {
	return strings.TrimSpace(fmt.Sprintf("%s %s", e.Key, e.Field))
}

// KindOf returns the kind of err, Internal for any error that is no *Error.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// ErrNotFound is the one answer to "absent" and to "not for you".
func ErrNotFound() error { return &Error{Kind: NotFound, Key: "notFound"} }

// ErrConflict says that someone else changed the record first.
func ErrConflict() error { return &Error{Kind: Conflict, Key: "conflict"} }

// ErrUnproved says that the session has to prove first who uses it.
func ErrUnproved() error { return &Error{Kind: Unproved, Key: "confirm"} }

// ErrUnavailable says that the database cannot be reached or written just now.
func ErrUnavailable() error { return &Error{Kind: Unavailable, Key: "unavailable"} }

// ErrBusy says that too many wait for the same already; it may work in a moment.
func ErrBusy() error { return &Error{Kind: Unavailable, Key: "busy"} }

func invalid(field, key string, args ...string) error {
	return &Error{Kind: Invalid, Key: key, Field: field, Args: args}
}
