package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// ClosingPage is a case with what its end would end, to be read before.
type ClosingPage struct {
	Case       domain.Case
	Closing    domain.Closing   // of a closed case
	Agreements int              // with the Jobcenter, which end
	Offers     int              // goals that wait for the person's answer, which wait no longer
	Steps      int              // open ones, which stay in the plan without reminder
	Handover   *domain.Handover // which is withdrawn; nil for none
	HasExit    bool             // there is an assessment at the end
}

// Closing returns what the end of the case of p would end; for a closed case why it was closed.
// Errors: NotFound (by does not manage p, core not released, or no such person).
func (a *App) Closing(ctx context.Context, by domain.Actor, p domain.PersonID) (page ClosingPage, err error) {
	err = a.look(ctx, by, domain.ReadCase, p, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionCore, domain.SectionPlan)
		if page.Case, err = tx.Case(ctx, p); err != nil {
			return err
		}
		if page.Closing, err = tx.Closing(ctx, p); err != nil {
			return err
		}
		assessments, err := tx.Assessments(ctx, p)
		if err != nil {
			return err
		}
		page.HasExit = slices.ContainsFunc(assessments, func(x domain.Assessment) bool { return x.Stage == "exit" })
		return page.count(ctx, tx, p)
	})
	return page, err
}

// count fills in what the end of the case would end.
func (page *ClosingPage) count(ctx context.Context, tx *store.Tx, p domain.PersonID) error {
	plan, err := tx.Plan(ctx, p)
	if err != nil {
		return err
	}
	for _, g := range plan.Goals {
		if g.Ended() {
			continue
		}
		if g.Offered && g.Answer == domain.AnswerOpen {
			page.Offers++
		}
		for _, m := range g.Measures {
			if !m.State.Over() {
				page.Steps++
			}
		}
	}
	all, _, err := standing(ctx, tx, p)
	if err != nil {
		return err
	}
	for _, c := range all {
		if c.State.UnderWay() || c.State.Live() {
			page.Agreements++
		}
	}
	handovers, err := tx.Handovers(ctx, p)
	page.Handover = openHandover(handovers)
	return err
}

// CloseCase ends the counselling of p. What was agreed with the Jobcenter or a body or is under way there ends, offered goals wait for no
// answer any more, a handover and an invitation into a household are withdrawn; plan, versions and talks stay, and so do releases until the
// person takes them back.
// Errors: NotFound (by does not manage p), Invalid (c.Check), Conflict (version is old, or the case is closed already).
func (a *App) CloseCase(ctx context.Context, by domain.Actor, p domain.PersonID, c domain.Closing, version int) error {
	if err := c.Check(); err != nil {
		return err
	}
	return a.do(ctx, by, domain.CloseCase, p, func(tx *store.Tx, d *deed) error {
		d.event.Note = string(c.Reason)
		who, err := coordinationActor(ctx, tx, d, by)
		if err != nil {
			return err
		}
		if err := tx.CloseCase(ctx, p, c, version); err != nil {
			return err
		}
		if err := endAgreements(ctx, tx, by, p, who); err != nil {
			return err
		}
		if err := endBodies(ctx, tx, p, by.User, who); err != nil {
			return err
		}
		if err := tx.WithdrawOffers(ctx, p); err != nil {
			return err
		}
		if err := endInvitation(ctx, tx, by, d); err != nil {
			return err
		}
		return withdrawOpen(ctx, tx, p, 0)
	})
}

// endAgreements ends what is agreed with the Jobcenter about p, and what is under way there.
func endAgreements(ctx context.Context, tx *store.Tx, by domain.Actor, p domain.PersonID, who domain.CoordinationActor) error {
	all, err := current(ctx, tx, by, p)
	if err != nil {
		return err
	}
	for _, x := range all {
		next, err := domain.Next(x.State, domain.CoordinationEnd, who, x.Release)
		if err != nil {
			continue // nothing of it was under way
		}
		x.State = next
		if err := tx.SaveCoordination(ctx, x, by.User); err != nil {
			return err
		}
	}
	return nil
}

// endInvitation withdraws the invitation of the person of d into a household; who has joined one stays in it.
func endInvitation(ctx context.Context, tx *store.Tx, by domain.Actor, d *deed) error {
	p := d.event.Person
	h, err := lockedHousehold(ctx, tx, by, p)
	if me, ok := h.Member(p); err != nil || !ok || !me.Current() || me.In() {
		return err
	}
	return tx.LeaveHousehold(ctx, h.ID, p, true, nil)
}

// ReopenCase lets a closed counselling go on with the same manager; what had ended stays so.
// Errors: NotFound (by neither manages p nor leads the unit), Conflict (version is old, or the case is not closed).
func (a *App) ReopenCase(ctx context.Context, by domain.Actor, p domain.PersonID, version int) error {
	return a.do(ctx, by, domain.ReopenCase, p, func(tx *store.Tx, _ *deed) error { return tx.ReopenCase(ctx, p, version) })
}
