package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// ProposeGoals proposes agreed goals to the responsible Jobcenter agent. Nobody there sees anything before the person consents.
// Errors: NotFound (by does not manage p), Invalid (no goal chosen, no agent named, a goal that is not agreed or under way already).
func (a *App) ProposeGoals(ctx context.Context, by domain.Actor, p domain.PersonID, goals []domain.GoalID) error {
	if len(goals) == 0 {
		return &domain.Error{Kind: domain.Invalid, Key: "choose", Field: "goals"}
	}
	return a.do(ctx, by, domain.ProposeGoals, p, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionPlan)
		agent, err := tx.Agent(ctx, p)
		if domain.KindOf(err) == domain.NotFound {
			return &domain.Error{Kind: domain.Invalid, Key: "noAgent", Field: "goals"}
		}
		if err != nil {
			return err
		}
		d.event.Object = int64(agent.User)
		plan, err := tx.Plan(ctx, p)
		if err != nil {
			return err
		}
		versions, err := tx.PlanVersions(ctx, p)
		if err != nil {
			return err
		}
		open, err := tx.Coordinations(ctx, p)
		if err != nil {
			return err
		}
		for _, id := range slices.Compact(slices.Sorted(slices.Values(goals))) {
			g, ok := proposable(plan, versions, open, id)
			if !ok {
				return &domain.Error{Kind: domain.Invalid, Key: "notAgreed", Field: "goals"}
			}
			if _, err := tx.AddCoordination(ctx, domain.Coordination{Person: p, Goal: g, Org: agent.Org, Agent: agent.User}); err != nil {
				return err
			}
		}
		return nil
	})
}

// proposable returns the goal as the last version holds it, unless it is under way with the Jobcenter already.
func proposable(plan domain.Plan, versions []domain.PlanVersion, open []domain.Coordination, id domain.GoalID) (domain.Goal, bool) {
	for _, c := range open {
		if c.Goal.ID == id && c.State.UnderWay() {
			return domain.Goal{}, false
		}
	}
	if _, ok := plan.Goal(id); !ok || len(versions) == 0 {
		return domain.Goal{}, false
	}
	for _, g := range versions[0].Goals {
		if g.ID == id {
			return g, true
		}
	}
	return domain.Goal{}, false
}

// Consent is what a person says to proposed goals: which may be shared, for how long, and how that was said.
type Consent struct {
	Shown  []domain.CoordinationID // what the person was asked about
	Share  []domain.CoordinationID // of these; the others that were shown are withheld
	Months int                     // 1 … domain.MaxReleaseMonths
	Terms  domain.ReleaseTerms
	PIN    string // asked for when somebody acts for the person, and on a shared device
}

// ConsentToShare answers the proposed goals that were shown: those in c.Share are released to the Jobcenter, just them, and the others are
// withheld. What was proposed meanwhile stays undecided.
// Errors: NotFound (by is somebody else), Refused (the PIN), Invalid (Months), Conflict (nothing that was shown is proposed still).
func (a *App) ConsentToShare(ctx context.Context, by domain.Actor, c Consent) error {
	if c.Months < 1 || c.Months > domain.MaxReleaseMonths {
		return &domain.Error{Kind: domain.Invalid, Key: "number", Field: "months"}
	}
	if by.Kind != domain.SessionOwn && len(c.Share) > 0 {
		if _, err := a.checkPIN(ctx, by, domain.ConsentToShare, c.PIN, "pin"); err != nil {
			return err
		}
	}
	c.Terms.How = string(by.Kind)
	return a.do(ctx, by, domain.ConsentToShare, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections, d.event.Purpose = domain.SetOf(domain.SectionPlan), domain.PurposeCoordination
		open, err := tx.Coordinations(ctx, by.Person)
		if err != nil {
			return err
		}
		answered := 0
		for _, x := range open {
			if x.State != domain.CoordinationProposed || !slices.Contains(c.Shown, x.ID) {
				continue
			}
			answered++
			x.State = domain.CoordinationWithheld
			if slices.Contains(c.Share, x.ID) {
				x.State = domain.CoordinationShared
				d.event.Object = int64(x.Org)
				if err := shareGoal(ctx, tx, x, c); err != nil {
					return err
				}
			}
			if err := tx.SaveCoordination(ctx, x, by.User); err != nil {
				return err
			}
		}
		if answered == 0 {
			return domain.ErrConflict()
		}
		return nil
	})
}

// shareGoal releases one goal, and once the core data with it, to the Jobcenter.
func shareGoal(ctx context.Context, tx *store.Tx, x domain.Coordination, c Consent) error {
	r := domain.Release{
		Person: x.Person, Section: domain.SectionPlan, Goal: x.Goal.ID, Org: x.Org, Role: domain.RoleJobcenterAgent,
		Purpose: domain.PurposeCoordination, From: tx.Today, Until: tx.Today.AddMonths(c.Months), Terms: c.Terms,
	}
	if _, err := tx.AddRelease(ctx, r); err != nil {
		return err
	}
	all, err := tx.Releases(ctx, x.Person)
	if err != nil {
		return err
	}
	for _, was := range all {
		if was.Section == domain.SectionCore && was.Org == x.Org && was.Until >= r.Until && was.InForce(tx.Today) {
			return nil
		}
	}
	r.Section, r.Goal = domain.SectionCore, 0
	_, err = tx.AddRelease(ctx, r)
	return err
}

// SharedPage is what a Jobcenter agent sees of a person: core, and the goals that were shared.
type SharedPage struct {
	Case          domain.Case
	Responsible   domain.Responsible
	Coordinations []domain.Coordination
	Today         domain.Day
}

// SharedCases returns one page of the persons who share goals with the agent.
// Errors: NotFound (by is no Jobcenter agent).
func (a *App) SharedCases(ctx context.Context, by domain.Actor, f domain.CaseFilter) (c Caseload, err error) {
	c.Filter = f
	err = a.look(ctx, by, domain.ListShared, 0, func(tx *store.Tx, d *deed) error {
		c.CasePage, err = tx.SharedCases(ctx, by, f)
		d.event.Note = filterNote(f, len(c.Cases))
		return err
	})
	return c, err
}

// Shared returns what p shares with the agent: exactly the released goals.
// Errors: NotFound (by is not the named agent, nothing is shared now, or no such person).
func (a *App) Shared(ctx context.Context, by domain.Actor, p domain.PersonID) (page SharedPage, err error) {
	err = a.look(ctx, by, domain.ReadShared, p, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionCore, domain.SectionPlan)
		page.Today = tx.Today
		if page.Case, err = tx.Case(ctx, p); err != nil {
			return err
		}
		if page.Responsible, err = tx.Responsible(ctx, p); err != nil {
			return err
		}
		page.Coordinations, err = sharedWith(ctx, tx, by, p)
		return err
	})
	return page, err
}

// sharedWith returns the agreements about goals that are released now to the organisation of the agent.
func sharedWith(ctx context.Context, tx *store.Tx, by domain.Actor, p domain.PersonID) ([]domain.Coordination, error) {
	goals, err := tx.ReleasedGoals(ctx, p, by.Org, domain.RoleJobcenterAgent)
	if err != nil {
		return nil, err
	}
	all, err := tx.Coordinations(ctx, p)
	return slices.DeleteFunc(all, func(c domain.Coordination) bool {
		return c.Org != by.Org || !goals[c.Goal.ID] || c.State == domain.CoordinationProposed || c.State == domain.CoordinationWithheld
	}), err
}

// RespondToGoal stores what the agent says to a shared goal: agreed, another due date, or declined with a reason.
// Errors: NotFound (the goal is not shared with by), Invalid (r.Check), Conflict (r.Version is old, or the goal does not wait for an answer).
func (a *App) RespondToGoal(ctx context.Context, by domain.Actor, p domain.PersonID, r domain.JobcenterResponse) error {
	if err := r.Check(); err != nil {
		return err
	}
	return a.do(ctx, by, domain.RespondToGoal, p, func(tx *store.Tx, d *deed) error {
		shared, err := sharedWith(ctx, tx, by, p)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(shared, func(c domain.Coordination) bool { return c.ID == r.ID })
		if i < 0 {
			return domain.ErrNotFound()
		}
		c := shared[i]
		if c.Version != r.Version {
			return domain.ErrConflict()
		}
		if c.State, err = c.Next(r); err != nil {
			return err
		}
		d.event.Sections, d.event.Object, d.event.Note = domain.SetOf(domain.SectionPlan), int64(c.Goal.ID), r.Kind
		c.Reason, c.AnsweredAt, c.ByManager, c.ByPerson = r.Reason, tx.Now, domain.AnswerOpen, domain.AnswerOpen
		if r.Kind == "counter" {
			c.CounterDue = r.Due
		}
		return tx.SaveCoordination(ctx, c, by.User)
	})
}

// CounterAnswer is what the person or the manager says to the Jobcenter's other due date.
type CounterAnswer struct {
	ID      domain.CoordinationID
	Version int // of the agreement that the answer is about
	Accept  bool
	PIN     string // asked for when somebody acts for the person and accepts
}

// AnswerCounter stores what the person or the manager says to the Jobcenter's other due date. It changes the draft once both accept.
// Errors: NotFound (by is neither, or there is no such proposal), Refused (the PIN), Conflict (r.Version is old).
func (a *App) AnswerCounter(ctx context.Context, by domain.Actor, p domain.PersonID, r CounterAnswer) error {
	if by.Acting() && r.Accept {
		if _, err := a.checkPIN(ctx, by, domain.AnswerCounter, r.PIN, "pin"); err != nil {
			return err
		}
	}
	return a.do(ctx, by, domain.AnswerCounter, p, func(tx *store.Tx, d *deed) error {
		all, err := tx.Coordinations(ctx, p)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(c domain.Coordination) bool { return c.ID == r.ID })
		if i < 0 {
			return domain.ErrNotFound()
		}
		c := all[i]
		if c.Version != r.Version || c.State != domain.CoordinationCountered {
			return domain.ErrConflict()
		}
		answer := domain.AnswerObjected
		if r.Accept {
			answer = domain.AnswerAgreed
		}
		d.event.Sections, d.event.Object, d.event.Note = domain.SetOf(domain.SectionPlan), int64(c.Goal.ID), string(answer)
		if by.IsPerson() {
			c.ByPerson = answer
		} else {
			c.ByManager = answer
		}
		return a.settle(ctx, tx, by, c)
	})
}

// settle stores the answer to a counter-proposal with what follows from it.
func (a *App) settle(ctx context.Context, tx *store.Tx, by domain.Actor, c domain.Coordination) error {
	c.State = c.Settle()
	switch c.State {
	case domain.CoordinationShared: // refused: the goal waits for the Jobcenter again, as it stood
		c.CounterDue, c.ByManager, c.ByPerson = "", domain.AnswerOpen, domain.AnswerOpen
	case domain.CoordinationAgreed:
		plan, err := tx.Plan(ctx, c.Person)
		if err != nil {
			return err
		}
		if g, ok := plan.Goal(c.Goal.ID); ok {
			if err := tx.SetGoalDue(ctx, g, c.CounterDue, by.User); err != nil {
				return err
			}
		}
		c.Goal.Due = c.CounterDue
	}
	return tx.SaveCoordination(ctx, c, by.User)
}

// stopSharing marks what waits at the Jobcenter as withheld, once the release of the goal (0 for all) was taken back.
func stopSharing(ctx context.Context, tx *store.Tx, by domain.Actor, goal domain.GoalID) error {
	all, err := tx.Coordinations(ctx, by.Person)
	if err != nil {
		return err
	}
	for _, c := range all {
		if !c.State.UnderWay() || goal != 0 && c.Goal.ID != goal {
			continue
		}
		c.State = domain.CoordinationWithheld
		if err := tx.SaveCoordination(ctx, c, by.User); err != nil {
			return err
		}
	}
	return nil
}
