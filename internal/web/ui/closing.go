package ui

import "github.com/aufwind-im/aufwind/internal/domain"

// closingOptions are why a counselling can end.
func (p Page) closingOptions() []Option {
	out := make([]Option, len(domain.ClosingReasons))
	for i, r := range domain.ClosingReasons {
		out[i] = Option{Value: string(r), Text: p.L.Term("closing", string(r))}
	}
	return out
}

// handoverState is where a handover stands, in words of staff.
func (p Page) handoverState(s domain.HandoverState) string {
	switch s {
	case domain.HandoverProposed:
		return p.L.HandoverProposed()
	case domain.HandoverConsented:
		return p.L.HandoverConsented()
	case domain.HandoverAccepted:
		return p.L.HandoverAccepted()
	case domain.HandoverRefused:
		return p.L.HandoverRefused()
	case domain.HandoverDeclined:
		return p.L.HandoverDeclined()
	case domain.HandoverWithdrawn:
	}
	return p.L.HandoverWithdrawn()
}

// handoverKind is the colour of a state; the words stand beside it.
func handoverKind(s domain.HandoverState) string {
	switch s {
	case domain.HandoverAccepted, domain.HandoverConsented:
		return "ok"
	case domain.HandoverRefused, domain.HandoverDeclined:
		return "warn"
	case domain.HandoverProposed, domain.HandoverWithdrawn:
	}
	return "info"
}

// receiver is who receives the case: the colleague, or the other organisation.
func receiver(h domain.Handover) string {
	if h.To == 0 {
		return h.ToOrgName
	}
	return h.ToName
}

func orgOptions(first string, orgs []domain.Org) []Option {
	out := []Option{{Text: first}}
	for _, o := range orgs {
		out = append(out, Option{Value: o.ID.String(), Text: o.Name})
	}
	return out
}
