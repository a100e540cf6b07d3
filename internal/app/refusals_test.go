package app_test

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// Who may do what, by the names of askers.
const (
	person   = "own shared acting no_pin"
	alone    = "own shared"
	managing = "manager substitute manager_unshared manager_fresh"
	leading  = "lead admin lead_unshared lead_fresh"
	arrived  = " helper_now"

	managers = "manager substitute colleague other_organisation"
	leads    = "lead lead_other"
	admins   = "admin admin_other"
	agents   = "agent agent_other"
	staff    = managers + " " + leads + " " + admins + " " + agents + " helper"
	// Helpers, managers and leads register persons at their desks.
	registering = managers + " " + leads + " helper"
	// Each of these has a case of their own to read of: the own one.
	themselves = person + " stranger"
)

// askNobody are the methods without a rule, each with its reason.
var askNobody = map[string]string{
	"SignInStaff": "there is no actor yet", "SignInSlip": "there is no actor yet", "SignInTOTP": "there is no actor yet",
	"Prove": "the own session", "ChangePassword": "TestChangePassword", "SetSecondFactor": "TestSecondFactor", "MakeRecoveryCodes": "TestSecondFactor",
	"ActorByToken": "makes the actor", "WatcherByToken": "makes the actor", "SignOut": "the own session", "ChooseLanguage": "the own session",
	"Pulses": "numbers of events and persons for the server itself; MayFollow decides who hears them",
	"Lines":  "words for what was read already", "Pick": "the vocabulary", "Typed": "the vocabulary", "PlanText": "the catalogue",
	"Find": "the vocabulary", "FindSure": "the vocabulary", "CertificatesOf": "the vocabulary", "OccupationsOf": "the vocabulary", "OccupationsLike": "the vocabulary",
	"Preview": "as Lines", "LinkHolds": "the address of a link says it; see TestCVLink", "LinkedCV": "as LinkHolds",
	"OpenBodyLink": "address and code say it; see TestBodyLinkShuts", "AnswerBodyLink": "as OpenBodyLink",
	"UnitsOf":   "the vocabulary",
	"Bodies":    "the city's directory holds nothing about anybody",
	"KeepDraft": "the session that has ended says who it is", "HasDrafts": "as Drafts",
	"Translated": "the catalogue", "SuggestGoals": "the catalogue, from what was read already", "DrawnFrom": "the catalogue",
}

var text = domain.PlanText{German: "Deutsch lernen", Own: "تعلم", OwnLang: "ar"}

// known returns p, or for an id that nobody has the person sami.
func (s *scene) known(p domain.PersonID) domain.PersonID {
	for _, who := range s.askers {
		if who.p == p && who.name != "manager_unknown" && who.name != "manager_other_tenant" && who.name != "agent_unknown" && who.name != "lead_unknown" {
			return p
		}
	}
	return s.Person("sami")
}

// caseOf returns the case with its version.
func (s *scene) caseOf(p domain.PersonID) (c domain.Case) {
	s.Write(func(ctx context.Context, tx *store.Tx) (err error) {
		c, err = tx.Case(ctx, s.known(p))
		return err
	})
	return c
}

// goal adds a goal with a measure to the draft.
func (s *scene) goal(p domain.PersonID) (g domain.Goal) {
	s.t.Helper()
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		id, err := tx.SaveGoal(ctx, domain.Goal{Person: p, Domain: "language", Text: text}, s.User("manager_a"))
		if err != nil {
			return err
		}
		m := domain.Measure{Goal: id, Who: "person", State: "open", Text: text}
		if _, err := tx.SaveMeasure(ctx, p, m, s.User("manager_a")); err != nil {
			return err
		}
		plan, err := tx.Plan(ctx, p)
		g, _ = plan.Goal(id)
		return err
	})
	return g
}

// agreed adds a goal that both sides agreed in a new version.
func (s *scene) agreed(p domain.PersonID) domain.Goal {
	s.t.Helper()
	g := s.goal(p)
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		if err := tx.OfferGoals(ctx, p); err != nil {
			return err
		}
		g.Answer = domain.AnswerAgreed
		if err := tx.AnswerGoal(ctx, g, 0); err != nil {
			return err
		}
		plan, err := tx.Plan(ctx, p)
		if err != nil {
			return err
		}
		return tx.AddPlanVersion(ctx, domain.PlanVersion{Person: p, No: plan.Version + 1, Goals: plan.Agreeable()}, s.User("manager_a"))
	})
	return g
}

// coordination adds the agreement of p's first goal with the Jobcenter, in the state.
func (s *scene) coordination(p domain.PersonID, state domain.CoordinationState) (c domain.Coordination) {
	s.t.Helper()
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		var err error
		c = domain.Coordination{Person: p, Goal: s.first[p], Org: testkit.OrgJobcenter, Agent: s.User("agent_1"), Version: 1}
		if c.ID, err = tx.AddCoordination(ctx, c); err != nil {
			return err
		}
		c.State, c.CounterDue, c.ByManager, c.ByPerson = state, "2026-12-01", domain.AnswerOpen, domain.AnswerOpen
		err = tx.SaveCoordination(ctx, c, 0)
		c.Version = 2
		return err
	})
	return c
}

// entry adds a skill to the profile of p.
func (s *scene) entry(p domain.PersonID) (id domain.EntryID) {
	s.Write(func(ctx context.Context, tx *store.Tx) (err error) {
		saved, err := tx.SaveEntry(ctx, skillOf(p), 0)
		id = saved.ID
		return err
	})
	return id
}

// cv makes p a second CV.
func (s *scene) cv(p domain.PersonID) (c domain.CVSelection) {
	s.t.Helper()
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		_, cvs, err := tx.Said(ctx, p, domain.SetOf(domain.SectionCV))
		if err == nil && cvs[0].Version == 0 {
			err = tx.SaveCV(ctx, cvs[0], 0)
		}
		if err == nil && len(cvs) == domain.MaxCVs {
			err = tx.RemoveCV(ctx, p, cvs[1].ID, cvs[1].Version, 0)
		}
		if err != nil {
			return err
		}
		c = domain.CVSelection{ID: store.NewID[domain.CVID](tx), Person: p}
		err = tx.SaveCV(ctx, c, 0)
		c.Version = 1
		return err
	})
	return c
}

func skillOf(p domain.PersonID) domain.Entry {
	return domain.Entry{Person: p, Section: domain.SectionSkills, Skill: &domain.Skill{Term: &domain.Term{Text: "طبخ"}}}
}

// same turns a reading of the own into NotFound when it shows somebody else's.
func same(by domain.Actor, got domain.PersonID, err error) error {
	if err == nil && got != by.Person {
		return domain.ErrConflict()
	}
	return err
}

type onPerson = func(s *scene, by domain.Actor, p domain.PersonID) func() error

// reading makes an attempt that needs nothing.
func reading(f func(s *scene, by domain.Actor, p domain.PersonID) error) onPerson {
	return func(s *scene, by domain.Actor, p domain.PersonID) func() error {
		return func() error { return f(s, by, p) }
	}
}

var (
	request = domain.ReleaseRequest{Sections: []domain.Section{domain.SectionSkills}, Months: 12, PIN: testkit.PIN}
	filter  = domain.CaseFilter{}
)

// draft keeps a form of manager_a about p.
func (s *scene) draft(p domain.PersonID) (id domain.DraftID) {
	s.t.Helper()
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		by := s.Actor("manager_a")
		if err := tx.KeepDraft(ctx, by, domain.Draft{Person: s.known(p), Path: "/x", Fields: map[string][]string{"text": {"x"}}}); err != nil {
			return err
		}
		list, err := tx.Drafts(ctx, by)
		id = list[0].ID
		return err
	})
	return id
}
