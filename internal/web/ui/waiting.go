package ui

import "github.com/aufwind-im/aufwind/internal/domain"

// WaitingTyped is what somebody chose for a person on the waiting list and could not be saved.
type WaitingTyped struct {
	domain.Taking
	Assign  bool // by a lead; else somebody takes for themselves
	Error   *domain.Error
	Changed bool // somebody else was first: the list is shown as it is now
}

// of is what was chosen for the person in that form; nothing for all others.
func (t WaitingTyped) of(p domain.PersonID, assign bool) WaitingTyped {
	if t.Person != p || t.Assign != assign {
		return WaitingTyped{}
	}
	return t
}

func (p Page) skipOptions() []Option {
	out := []Option{{Text: p.L.WaitingChoose()}}
	for _, s := range domain.SkipReasons {
		out = append(out, Option{Value: s, Text: p.L.Term("skip", s)})
	}
	return out
}

func (p Page) urgencyOptions() []Option {
	out := []Option{{Text: p.L.WaitingNoUrgency()}}
	for _, u := range domain.Urgencies {
		out = append(out, Option{Value: string(u), Text: p.L.Term("urgency", string(u))})
	}
	return out
}

// rowID is the id of a field of one row.
func rowID(p Page, name, form string, person domain.PersonID, e *domain.Error) string {
	if p.errorFor(name, e) != "" {
		return name
	}
	return form + "-" + name + "-" + person.String()
}
