package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// AnswerBodyCounter stores what the person or the manager says to what a body has proposed instead. It changes the draft once both accept.
// Errors: NotFound (by is neither, or there is no such proposal), Refused (the PIN), Conflict (r.Version is old), Invalid (the draft has the
// item otherwise by now: the body has to be asked anew).
func (a *App) AnswerBodyCounter(ctx context.Context, by domain.Actor, p domain.PersonID, c CounterAnswer) error {
	if by.Acting() && c.Accept {
		if _, err := a.checkPIN(ctx, by, domain.AnswerBodyCounter, c.PIN, "pin"); err != nil {
			return err
		}
	}
	return a.do(ctx, by, domain.AnswerBodyCounter, p, func(tx *store.Tx, d *deed) error {
		all, err := currentBodies(ctx, tx, p, by.User)
		if err != nil {
			return err
		}
		r, err := pickBody(askedBy(all, by), c.ID, c.Version)
		if err != nil {
			return err
		}
		who, err := coordinationActor(ctx, tx, d, by)
		if err != nil {
			return err
		}
		if r.Coordination, err = counterAnswered(r.Coordination, by, who, c.Accept); err != nil {
			return err
		}
		d.event.Sections, d.event.Object, d.event.Note = domain.SetOf(domain.SectionPlan), int64(r.ID), string(counterAnswer(c.Accept))
		plan, err := tx.Plan(ctx, p)
		if err != nil {
			return err
		}
		switch {
		case r.State == domain.CoordinationShared: // refused: it waits for the body again, by a new link
			r.CounterDue, r.CounterText, r.ByManager, r.ByPerson = "", "", domain.AnswerOpen, domain.AnswerOpen
		case c.Accept && !holds(plan.Goals, r.Coordination):
			return wrong("", "bodyChanged")
		case r.State == domain.CoordinationAgreed:
			if err := draftBody(ctx, tx, by, plan, &r); err != nil {
				return err
			}
		}
		return tx.SaveBodyRequest(ctx, r, by.User)
	})
}

// counterAnswered is c with what by says to the counter-proposal.
func counterAnswered(c domain.Coordination, by domain.Actor, who domain.CoordinationActor, accept bool) (domain.Coordination, error) {
	mine, other := &c.ByManager, c.ByPerson
	if by.IsPerson() {
		mine, other = &c.ByPerson, c.ByManager
	}
	said := domain.CoordinationRefuse
	switch {
	case accept && *mine == domain.AnswerAgreed:
		return c, domain.ErrConflict()
	case accept && other == domain.AnswerAgreed:
		said = domain.CoordinationAcceptToo
	case accept:
		said = domain.CoordinationAccept
	}
	next, err := domain.Next(c.State, said, who, c.Release)
	if err != nil {
		return c, err
	}
	*mine, c.State = counterAnswer(accept), next
	return c, nil
}

// counterAnswer is what accepting or refusing says.
func counterAnswer(accept bool) domain.Answer {
	if accept {
		return domain.AnswerAgreed
	}
	return domain.AnswerObjected
}

// draftBody brings what was agreed with a body into the draft. Whether the Jobcenter calls a measure binding stays as it is.
func draftBody(ctx context.Context, tx *store.Tx, by domain.Actor, plan domain.Plan, r *domain.BodyRequest) error {
	r.Goal = r.Settled()
	c := r.Coordination
	c.CounterDue = c.Due()
	if m, ok := plan.Measure(c.Goal.ID, c.Measure); ok {
		c.Binding = m.Binding
	}
	return draftAgreed(ctx, tx, by, c)
}

// MoveBodyRequest brings what a body agreed to into force, or a request to its end.
// Errors: NotFound (by does not manage p), Invalid (another event), Conflict (m.Version is old, or it cannot follow now).
func (a *App) MoveBodyRequest(ctx context.Context, by domain.Actor, p domain.PersonID, m CoordinationMove) error {
	if m.Event != domain.CoordinationEnterIntoForce && m.Event != domain.CoordinationEnd {
		return wrong("event", "choose")
	}
	return a.do(ctx, by, domain.MoveBodyRequest, p, func(tx *store.Tx, d *deed) error {
		all, err := currentBodies(ctx, tx, p, by.User)
		if err != nil {
			return err
		}
		r, err := pickBody(askedBy(all, by), m.ID, m.Version)
		if err != nil {
			return err
		}
		who, err := coordinationActor(ctx, tx, d, by)
		if err != nil {
			return err
		}
		if r.State, err = domain.Next(r.State, m.Event, who, r.Release); err != nil {
			return err
		}
		d.event.Sections, d.event.Object, d.event.Note = domain.SetOf(domain.SectionPlan), int64(r.ID), string(m.Event)
		return tx.SaveBodyRequest(ctx, r, by.User)
	})
}
