package domain

import (
	"slices"
	"strings"
)

// A Draft is a form that came too late: its session had ended. It is kept for whoever sent it, and for nobody else.
type Draft struct {
	ID     DraftID
	Person PersonID            // whom the page is about and whose key seals it; 0 for a page about nobody, sealed by the tenant's key
	Name   Name                // of Person, filled when read
	Path   string              // where the form was sent to, without a query
	Fields map[string][]string // what was sent, without secrets
	At     Instant
}

// The limits of drafts.
const (
	MaxDraft  = 64 << 10 // bytes of names and values of one draft
	MaxDrafts = 20       // of one person or user; the oldest go first
	DraftDays = 7        // for how long one is kept
	maxPath   = 300      // bytes
)

// Again names the draft that a form sends once more: it is gone when the action succeeds. The zero Again names none.
type Again struct {
	Draft DraftID
	Path  string // of the form; any, when empty
}

// secretFields are the fields of forms that are kept nowhere and shown never again.
var secretFields = [...]string{"password", "pin", "old_pin", "new_pin", "code", "slip", "prove_password", "prove_code", "old_password", "new_password"}

// pageFields are what a page adds to a form by itself.
var pageFields = [...]string{"as", "draft", "once", "version", "step", "only", "calendar", "session", "shown"}

// SecretField tells whether a field of this name is kept nowhere.
func SecretField(name string) bool { return slices.Contains(secretFields[:], name) }

// TypedFields is what of a form may be kept.
func TypedFields(form map[string][]string) map[string][]string {
	out := map[string][]string{}
	for name, values := range form {
		if !SecretField(name) && name != "as" && name != "draft" {
			out[name] = values
		}
	}
	return out
}

// Key is the key of the form when it makes something new, else empty: two new entries have the same path.
func (d Draft) Key() string {
	if keys := d.Fields["once"]; len(keys) > 0 {
		return keys[0]
	}
	return ""
}

// Typed returns what somebody has typed or chosen, in the order of the names of its fields.
func (d Draft) Typed() []string {
	var names []string
	for name := range d.Fields {
		if !slices.Contains(pageFields[:], name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var out []string
	for _, name := range names {
		for _, value := range d.Fields[name] {
			if value = strings.TrimSpace(value); value != "" {
				out = append(out, value)
			}
		}
	}
	return out
}

// Check returns nil, or the reason why d cannot be kept: NotFound when nothing was typed, Invalid when it is too long.
func (d Draft) Check() error {
	size := 0
	for name, values := range d.Fields {
		for _, value := range values {
			size += len(name) + len(value)
		}
	}
	switch {
	case len(d.Typed()) == 0:
		return ErrNotFound()
	case size > MaxDraft || len(d.Path) > maxPath:
		return invalid("", "tooLong")
	}
	return nil
}
