package app_test

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// handoversByRoles are the methods on the handovers of a user.
var handoversByRoles = []attempt{
	{"Handovers", reading(func(s *scene, by domain.Actor, _ domain.PersonID) error {
		_, err := s.Handovers(s.t.Context(), by)
		return err
	}), managers + " " + leads + " " + admins},
}

// handoversOnPersons are the methods on the end of a case and on giving it away.
var handoversOnPersons = []attempt{
	{"Handover", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.Handover(s.t.Context(), by, p)
		return err
	}), person + " " + managing},
	{"ProposeHandover", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		s.handover(p, domain.Handover{})
		return func() error {
			return s.ProposeHandover(s.t.Context(), by, domain.Handover{Person: p, To: s.User("manager_b")}, "")
		}
	}, managing},
	{"MoveCase", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		s.handover(p, domain.Handover{})
		return func() error {
			return s.MoveCase(s.t.Context(), by, domain.Handover{Person: p, ToOrg: testkit.OrgHarbour}, "")
		}
	}, managing},
	{"WithdrawHandover", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		h := s.handover(p, domain.Handover{To: s.User("manager_b"), ToOrg: testkit.OrgBridge, State: domain.HandoverProposed})
		return func() error { return s.WithdrawHandover(s.t.Context(), by, p, h.ID, h.Version) }
	}, managing},
	{"AnswerHandover", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		h := s.handover(p, domain.Handover{To: s.User("manager_b"), ToOrg: testkit.OrgBridge, State: domain.HandoverProposed})
		return func() error {
			return s.AnswerHandover(s.t.Context(), by, app.HandoverAnswer{ID: h.ID, Version: h.Version, Consent: true, PIN: testkit.PIN})
		}
	}, person},
	{"TransferSheet", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		s.handover(p, domain.Handover{To: s.User("manager_b"), ToOrg: testkit.OrgBridge, State: domain.HandoverConsented})
		return func() error { _, err := s.TransferSheet(s.t.Context(), by, p); return err }
	}, managing + " colleague"},
	{"TransferSheet/asked", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		s.handover(p, domain.Handover{To: s.User("manager_b"), ToOrg: testkit.OrgBridge, State: domain.HandoverProposed})
		return func() error { _, err := s.TransferSheet(s.t.Context(), by, p); return err }
	}, managing},
	{"ReceiveHandover", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		h := s.handover(p, domain.Handover{To: s.User("manager_b"), ToOrg: testkit.OrgBridge, State: domain.HandoverConsented})
		return func() error { return s.ReceiveHandover(s.t.Context(), by, p, h.Version, false, 0) }
	}, "colleague"},
	{"ReceiveHandover/asked", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		h := s.handover(p, domain.Handover{To: s.User("manager_b"), ToOrg: testkit.OrgBridge, State: domain.HandoverProposed})
		return func() error { return s.ReceiveHandover(s.t.Context(), by, p, h.Version, false, 0) }
	}, ""},
	{"ReceiveHandover/move", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		h := s.handover(p, domain.Handover{ToOrg: testkit.OrgHarbour, State: domain.HandoverConsented})
		return func() error { return s.ReceiveHandover(s.t.Context(), by, p, h.Version, false, 0) }
	}, "admin_other"},
	{"Closing", reading(func(s *scene, by domain.Actor, p domain.PersonID) error {
		_, err := s.Closing(s.t.Context(), by, p)
		return err
	}), managing},
	{"CloseCase", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		c := s.closed(p, false)
		return func() error {
			return s.CloseCase(s.t.Context(), by, p, domain.Closing{Reason: domain.ClosedReached}, c.Version)
		}
	}, managing},
	{"ReopenCase", func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		c := s.closed(p, true)
		return func() error { return s.ReopenCase(s.t.Context(), by, p, c.Version) }
	}, managing + " " + leading},
}

// handover gives the case of p away as far as h says, as the only open handover; a zero h gives it to nobody. With a move, core is released
// to the other organisation.
func (s *scene) handover(p domain.PersonID, h domain.Handover) domain.Handover {
	p = s.known(p)
	c := s.caseOf(p)
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		all, err := tx.Handovers(ctx, p)
		if err != nil {
			return err
		}
		for _, x := range all {
			if x.State.Open() {
				x.State = domain.HandoverWithdrawn
				if err := tx.MoveHandover(ctx, x); err != nil {
					return err
				}
			}
		}
		if h.ToOrg == 0 {
			return nil
		}
		state := h.State
		h.ID, h.Person, h.From, h.FromOrg, h.By, h.Version = store.NewID[domain.HandoverID](tx), p, c.Manager, c.Org, c.Manager, 1
		if err := tx.AddHandover(ctx, h); err != nil || state == domain.HandoverProposed {
			return err
		}
		if h.Move() {
			r := domain.Release{
				Person: p, Section: domain.SectionCore, Org: h.ToOrg, Role: domain.RoleIntegrationManager, From: tx.Today, Until: tx.Today,
				Purpose: domain.PurposePlan,
			}
			if _, err := tx.AddRelease(ctx, r); err != nil {
				return err
			}
		}
		err = tx.MoveHandover(ctx, h)
		h.Version++
		return err
	})
	return h
}

// closed closes the case of p, or opens it again.
func (s *scene) closed(p domain.PersonID, yes bool) domain.Case {
	p = s.known(p)
	c := s.caseOf(p)
	if is := c.Status == domain.CaseClosed; is != yes {
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			if yes {
				return tx.CloseCase(ctx, p, domain.Closing{Reason: domain.ClosedReached}, c.Version)
			}
			return tx.ReopenCase(ctx, p, c.Version)
		})
	}
	return s.caseOf(p)
}
