package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// TransferSheet is what who receives a case has to know, made from what stands in the plan and is released to the organisation.
type TransferSheet struct {
	PlanPage
	Case        domain.Case
	Handover    *domain.Handover // that is open; nil when the manager looks before proposing
	Receiver    bool             // the reader is to receive the case
	Assessments []domain.Assessment
	Talks       TalkPage // the newest few of the organisation
}

// Interpreter is how the newest talk was interpreted; empty when no talk says it.
func (s TransferSheet) Interpreter() string {
	for _, t := range s.Talks.Talks {
		if t.Interpreter != "" {
			return t.Interpreter
		}
	}
	return ""
}

// TransferSheet returns the sheet about p to the manager and, once the person has consented, to the colleague who receives the case.
// Errors: NotFound (by is neither, core not released, or no such person).
func (a *App) TransferSheet(ctx context.Context, by domain.Actor, p domain.PersonID) (s TransferSheet, err error) {
	err = a.look(ctx, by, domain.ReadHandover, p, func(tx *store.Tx, d *deed) error {
		if by.IsPerson() {
			return domain.ErrNotFound() // the person has plan and talks themselves
		}
		s.Receiver = d.event.Rule == domain.RuleReceiver
		if s.PlanPage, err = a.loadPlan(ctx, tx, by, p, d, nil); err != nil {
			return err
		}
		if s.Case, err = tx.Case(ctx, p); err != nil {
			return err
		}
		if s.Assessments, err = tx.Assessments(ctx, p); err != nil {
			return err
		}
		all, err := tx.Handovers(ctx, p)
		if err != nil {
			return err
		}
		s.Handover = openHandover(all)
		s.Talks, err = a.loadLastTalks(ctx, tx, by, s.Plan)
		return err
	})
	return s, err
}

// HandoverList is what of handovers a user has to do, and what became of the own ones.
type HandoverList struct {
	To       []domain.HandoverLine // to receive, the longest wait first
	From     []domain.HandoverLine // given away, newest first
	Managers []domain.User         // for who leads: to whom a case that moves here can go
}

// Handovers returns the handovers that a manager or lead has to do with.
// Errors: NotFound (by is neither).
func (a *App) Handovers(ctx context.Context, by domain.Actor) (list HandoverList, err error) {
	err = a.look(ctx, by, domain.ListHandovers, 0, func(tx *store.Tx, _ *deed) error {
		if list.To, err = tx.HandoversTo(ctx, by); err != nil {
			return err
		}
		since := tx.Now - domain.HandoverDays*day
		if list.From, err = tx.HandoversFrom(ctx, by, since); err != nil {
			return err
		}
		if slices.ContainsFunc(list.To, func(x domain.HandoverLine) bool { return x.To == 0 }) {
			list.Managers, _, err = managersOf(ctx, tx, by)
		}
		return err
	})
	return list, err
}
