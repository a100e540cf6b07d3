package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// ProposeGoals proposes agreed goals, or single measures of them, to the responsible Jobcenter agent. Nobody there sees anything before the
// person consents.
// Errors: NotFound (by does not manage p), Invalid (nothing chosen, no agent named, a goal that is not agreed or under way already, or was
// proposed too often).
func (a *App) ProposeGoals(ctx context.Context, by domain.Actor, p domain.PersonID, goals []domain.GoalID, measures ...domain.MeasureID) error {
	if len(goals)+len(measures) == 0 {
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
		who, err := coordinationActor(ctx, tx, d, by)
		if err != nil {
			return err
		}
		plan, err := tx.Plan(ctx, p)
		if err != nil {
			return err
		}
		versions, err := tx.PlanVersions(ctx, p)
		if err != nil {
			return err
		}
		open, err := current(ctx, tx, by, p)
		if err != nil {
			return err
		}
		for _, x := range chosen(versions, goals, measures) {
			if _, ok := plan.Goal(x.Goal.ID); !ok || !proposable(open, x, who) {
				return &domain.Error{Kind: domain.Invalid, Key: "notAgreed", Field: "goals"}
			}
			if err := domain.Room(proposals(open, x), domain.MaxProposals, "goals"); err != nil {
				return err
			}
			x.Person, x.Org, x.Agent = p, agent.Org, agent.User
			if _, err := tx.AddCoordination(ctx, x); err != nil {
				return err
			}
		}
		return nil
	})
}

// chosen are the goals and measures as the last version holds them, each once; one that it does not hold comes without a goal.
func chosen(versions []domain.PlanVersion, goals []domain.GoalID, measures []domain.MeasureID) (out []domain.Coordination) {
	var agreed []domain.Goal
	if len(versions) > 0 {
		agreed = slices.DeleteFunc(slices.Clone(versions[0].Goals), domain.Goal.Ended)
	}
	for _, id := range slices.Compact(slices.Sorted(slices.Values(goals))) {
		var c domain.Coordination
		if i := slices.IndexFunc(agreed, func(g domain.Goal) bool { return g.ID == id }); i >= 0 {
			c.Goal = agreed[i].Item()
		}
		out = append(out, c)
	}
	for _, id := range slices.Compact(slices.Sorted(slices.Values(measures))) {
		c := domain.Coordination{Measure: id}
		for _, g := range agreed {
			if only, ok := g.Only(id); ok {
				c.Goal = only.Item()
			}
		}
		out = append(out, c)
	}
	return out
}

// proposable tells whether who can propose x now: the newest agreement about exactly it has come to an end, or there is none.
func proposable(open []domain.Coordination, x domain.Coordination, who domain.CoordinationActor) bool {
	was := domain.Coordination{Release: domain.ReleaseNotGiven}
	for _, c := range open {
		if c.Goal.ID == x.Goal.ID && c.Measure == x.Measure {
			was = c
		}
	}
	_, err := domain.Next(was.State, domain.CoordinationPropose, who, was.Release)
	return x.Goal.ID != 0 && err == nil
}

// proposals is how often exactly x was proposed before.
func proposals(all []domain.Coordination, x domain.Coordination) (n int) {
	for _, c := range all {
		if c.Goal.ID == x.Goal.ID && c.Measure == x.Measure {
			n++
		}
	}
	return n
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
	if err := a.given(ctx, by, domain.ConsentToShare, c.PIN, len(c.Share) > 0, &c.Terms); err != nil {
		return err
	}
	return a.do(ctx, by, domain.ConsentToShare, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections, d.event.Purpose = domain.SetOf(domain.SectionPlan), domain.PurposeCoordination
		open, err := current(ctx, tx, by, by.Person)
		if err != nil {
			return err
		}
		answered := 0
		for _, x := range open {
			if x.State != domain.CoordinationProposed || !slices.Contains(c.Shown, x.ID) {
				continue
			}
			answered++
			said := domain.CoordinationWithhold
			if slices.Contains(c.Share, x.ID) {
				said, x.Release, d.event.Object = domain.CoordinationConsent, domain.ReleaseCovers, int64(x.Org)
				if err := shareGoal(ctx, tx, x, c); err != nil {
					return err
				}
			}
			if x.State, err = domain.Next(x.State, said, domain.CoordinationPerson, x.Release); err != nil {
				return err
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

// shareGoal releases one goal or measure, and once the core data with it, to the Jobcenter.
func shareGoal(ctx context.Context, tx *store.Tx, x domain.Coordination, c Consent) error {
	r := domain.Release{
		Person: x.Person, Section: domain.SectionPlan, Goal: x.Goal.ID, Measure: x.Measure, Org: x.Org, Role: domain.RoleJobcenterAgent,
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
	r.Section, r.Goal, r.Measure = domain.SectionCore, 0, 0
	_, err = tx.AddRelease(ctx, r)
	return err
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
		all, err := current(ctx, tx, by, p)
		if err != nil {
			return err
		}
		c, err := pick(all, r.ID, r.Version)
		if err != nil {
			return err
		}
		who, err := coordinationActor(ctx, tx, d, by)
		if err != nil {
			return err
		}
		if c, err = counterAnswered(c, by, who, r.Accept); err != nil {
			return err
		}
		d.event.Sections, d.event.Object, d.event.Note = domain.SetOf(domain.SectionPlan), int64(c.Goal.ID), string(counterAnswer(r.Accept))
		return settle(ctx, tx, by, c)
	})
}

// pick finds the agreement with that id. Errors: NotFound, Conflict (it has changed since version).
func pick(all []domain.Coordination, id domain.CoordinationID, version int) (c domain.Coordination, err error) {
	i := slices.IndexFunc(all, func(c domain.Coordination) bool { return c.ID == id })
	if i < 0 {
		return c, domain.ErrNotFound()
	}
	if all[i].Version != version {
		return c, domain.ErrConflict()
	}
	return all[i], nil
}

// settle stores an answer with what follows from it.
func settle(ctx context.Context, tx *store.Tx, by domain.Actor, c domain.Coordination) error {
	switch c.State {
	case domain.CoordinationShared: // refused: it waits for the Jobcenter again, as it stood
		c.CounterDue, c.CounterText, c.Binding, c.ByManager, c.ByPerson = "", "", false, domain.AnswerOpen, domain.AnswerOpen
	case domain.CoordinationAgreed:
		c.Goal = c.Settled()
		if err := draftAgreed(ctx, tx, by, c); err != nil {
			return err
		}
	}
	return tx.SaveCoordination(ctx, c, by.User)
}

// draftAgreed brings what was agreed with the Jobcenter into the draft, and nothing else: a text that the manager has changed meanwhile
// stays. What the person has said to the goal stays too, as the person has said it to this.
func draftAgreed(ctx context.Context, tx *store.Tx, by domain.Actor, c domain.Coordination) error {
	plan, err := tx.Plan(ctx, c.Person)
	if err != nil {
		return err
	}
	g, ok := plan.Goal(c.Goal.ID)
	switch m, has := plan.Measure(c.Goal.ID, c.Measure); {
	case !ok:
		return nil
	case c.Measure == 0:
		if c.CounterDue == "" || g.Due == c.CounterDue {
			return nil
		}
		g.Due = c.CounterDue
	case !has:
		return nil
	default:
		now := m
		now.Goal, now.Binding = g.ID, c.Binding
		if c.CounterDue != "" {
			now.Due = c.CounterDue
		}
		if c.CounterText != "" {
			now.Text = c.Text()
		}
		if m.SameAgreed(now) {
			return nil
		}
		if _, err := tx.SaveMeasure(ctx, c.Person, now, by.User); err != nil {
			return err
		}
	}
	return tx.SetGoalDue(ctx, g, g.Due, by.User)
}

// CoordinationMove is what moves an agreement on: into force, or to its end.
type CoordinationMove struct {
	ID      domain.CoordinationID
	Version int
	Event   domain.CoordinationEvent // CoordinationEnterIntoForce or CoordinationEnd
}

// MoveCoordination brings an agreement into force, or to its end.
// Errors: NotFound (by is neither manager nor agent, or may not see it), Invalid (another event), Conflict (m.Version is old, or it cannot
// follow now).
func (a *App) MoveCoordination(ctx context.Context, by domain.Actor, p domain.PersonID, m CoordinationMove) error {
	if m.Event != domain.CoordinationEnterIntoForce && m.Event != domain.CoordinationEnd {
		return wrong("event", "choose")
	}
	return a.do(ctx, by, domain.MoveCoordination, p, func(tx *store.Tx, d *deed) error {
		all, err := visibleTo(ctx, tx, d, by, p)
		if err != nil {
			return err
		}
		c, err := pick(all, m.ID, m.Version)
		if err != nil {
			return err
		}
		who, err := coordinationActor(ctx, tx, d, by)
		if err != nil {
			return err
		}
		if c.State, err = domain.Next(c.State, m.Event, who, c.Release); err != nil {
			return err
		}
		d.event.Sections, d.event.Object, d.event.Note = domain.SetOf(domain.SectionPlan), int64(c.Goal.ID), string(m.Event)
		return tx.SaveCoordination(ctx, c, by.User)
	})
}
