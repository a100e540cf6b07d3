package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// SharedPage is what a Jobcenter agent sees of a person: core, the goals and measures that are shared, and the Jobcenter's own points.
type SharedPage struct {
	Case          domain.Case
	Responsible   domain.Responsible
	Coordinations []domain.Coordination
	Points        []domain.JobcenterPoint
	Today         domain.Day
}

// SharedCases returns one page of the persons who share goals with the agent.
// Errors: NotFound (by is no Jobcenter agent).
func (a *App) SharedCases(ctx context.Context, by domain.Actor, f domain.CaseFilter) (c Caseload, err error) {
	c.Filter = f
	err = a.look(ctx, by, domain.ListShared, 0, func(tx *store.Tx, d *deed) error {
		c.Today = tx.Today
		if c.CasePage, err = tx.SharedCases(ctx, by, f); err != nil {
			return err
		}
		if c.Questions, err = tx.OpenQuestions(ctx, by.Org); err != nil {
			return err
		}
		c.Patience, err = tx.ResponseDays(ctx, by.Org)
		d.event.Note = filterNote(f, len(c.Cases))
		return err
	})
	return c, err
}

// Shared returns what p shares with the agent: exactly the released goals and measures.
// Errors: NotFound (by is not the named agent, nothing is shared now, or no such person).
func (a *App) Shared(ctx context.Context, by domain.Actor, p domain.PersonID) (page SharedPage, err error) {
	err = a.look(ctx, by, domain.ReadShared, p, func(tx *store.Tx, d *deed) error {
		return loadShared(ctx, tx, d, by, &page)
	})
	return page, err
}

func loadShared(ctx context.Context, tx *store.Tx, d *deed, by domain.Actor, page *SharedPage) (err error) {
	p := d.event.Person
	d.event.Sections = domain.SetOf(domain.SectionCore, domain.SectionPlan)
	page.Today = tx.Today
	if page.Case, err = tx.Case(ctx, p); err != nil {
		return err
	}
	if page.Responsible, err = tx.Responsible(ctx, p); err != nil {
		return err
	}
	all, err := coordinations(ctx, tx, p)
	if err != nil {
		return err
	}
	page.Coordinations = sharedWith(all, by)
	for i := range page.Coordinations {
		page.Coordinations[i].Goal = page.Coordinations[i].Goal.Item()
	}
	page.Points, err = ownPoints(ctx, tx, by, p)
	return err
}

// sharedWith are the agreements about what is released now to the organisation of the agent.
func sharedWith(all []domain.Coordination, by domain.Actor) []domain.Coordination {
	return slices.DeleteFunc(all, func(c domain.Coordination) bool {
		return c.Org != by.Org || c.Release != domain.ReleaseCovers || c.State == domain.CoordinationProposed || c.State == domain.CoordinationWithheld
	})
}

// RespondToGoal stores what the agent says to shared goals and measures, all of it or nothing: agreed, something else, or declined with a reason.
// Errors: NotFound (one is not shared with by), Invalid (its Check; another day that has passed), Conflict (its Version is old, or it does not wait for an answer).
func (a *App) RespondToGoal(ctx context.Context, by domain.Actor, p domain.PersonID, responses ...domain.JobcenterResponse) error {
	for _, r := range responses {
		if err := r.Check(); err != nil {
			return err
		}
	}
	if len(responses) == 0 {
		return wrong("kind", "choose")
	}
	return a.do(ctx, by, domain.RespondToGoal, p, func(tx *store.Tx, d *deed) error {
		who, err := coordinationActor(ctx, tx, d, by)
		if err != nil {
			return err
		}
		shared, err := visibleTo(ctx, tx, d, by, p)
		if err != nil {
			return err
		}
		d.event.Sections, d.event.Note = domain.SetOf(domain.SectionPlan), responses[0].Kind
		for _, r := range responses {
			if r.Kind == "counter" && r.Due < tx.Today {
				return wrong("due", "past")
			}
			c, err := pick(shared, r.ID, r.Version)
			if err != nil {
				return err
			}
			if len(responses) == 1 {
				d.event.Object = int64(c.Goal.ID)
			}
			if c.State, err = domain.Next(c.State, domain.CoordinationEvent(r.Kind), who, c.Release); err != nil {
				return err
			}
			c.AnsweredAt = tx.Now
			if err := settle(ctx, tx, by, responded(c, r)); err != nil {
				return err
			}
		}
		return nil
	})
}

// responded is c with what the agent has said.
func responded(c domain.Coordination, r domain.JobcenterResponse) domain.Coordination {
	c.Reason, c.ByManager, c.ByPerson = r.Reason, domain.AnswerOpen, domain.AnswerOpen
	c.CounterDue, c.CounterText, c.Binding = "", "", r.Binding && r.Kind != "decline"
	if r.Kind == "counter" {
		if c.CounterDue = r.Due; c.Measure != 0 {
			c.CounterText = r.Text
		}
	}
	return c
}

// CommentCoordination writes a line beside an agreement; with the same once key a second click writes nothing more.
// Errors: NotFound (by is neither manager nor agent, or may not see it), Invalid (c.Check).
func (a *App) CommentCoordination(ctx context.Context, by domain.Actor, p domain.PersonID, c domain.CoordinationComment, once string) error {
	if err := c.Check(); err != nil {
		return err
	}
	return a.do(ctx, by, domain.CommentCoordination, p, func(tx *store.Tx, d *deed) error {
		all, err := visibleTo(ctx, tx, d, by, p)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(x domain.Coordination) bool { return x.ID == c.Coordination })
		if i < 0 {
			return domain.ErrNotFound()
		}
		d.event.Sections, d.event.Object = domain.SetOf(domain.SectionPlan), int64(all[i].Goal.ID)
		id, again, err := made[domain.CoordinationID](ctx, tx, by, once)
		if err != nil || again {
			return err
		}
		n, err := tx.CountCoordinationComments(ctx, p, c.Coordination)
		if err = cmp.Or(err, domain.Room(n, domain.MaxComments, "text")); err != nil {
			return err
		}
		c.By = by.User
		return tx.AddCoordinationComment(ctx, p, c, int64(id))
	})
}

// SaveJobcenterPoint stores a point of the Jobcenter's own plan beside the integration plan; with the same once key a second click stores
// nothing more.
// Errors: NotFound (nothing is shared with by), Invalid (x.Check; a goal that is not shared), Conflict (x.Version is old).
func (a *App) SaveJobcenterPoint(ctx context.Context, by domain.Actor, x domain.JobcenterPoint, once string) error {
	if err := x.Check(); err != nil {
		return err
	}
	return a.do(ctx, by, domain.SaveJobcenterPoint, x.Person, func(tx *store.Tx, d *deed) error {
		if err := sameAge(x.ID, x.Version); err != nil {
			return err
		}
		shared, err := visibleTo(ctx, tx, d, by, x.Person)
		if err != nil {
			return err
		}
		if x.Goal != 0 && !slices.ContainsFunc(shared, func(c domain.Coordination) bool { return c.Goal.ID == x.Goal }) {
			return wrong("goal", "choose")
		}
		again, fresh := false, x.ID == 0
		if fresh {
			x.ID, again, err = made[domain.JobcenterPointID](ctx, tx, by, once)
		}
		d.event.Sections, d.event.Object = domain.SetOf(domain.SectionPlan), int64(x.ID)
		if err != nil || again {
			return err
		}
		if fresh {
			if err := roomForPoint(ctx, tx, by, x.Person); err != nil {
				return err
			}
		}
		x.Org, x.By = by.Org, by.User
		return tx.SaveJobcenterPoint(ctx, x)
	})
}

// roomForPoint returns an Invalid error when the Jobcenter of by has too many points of its own plan for p.
func roomForPoint(ctx context.Context, tx *store.Tx, by domain.Actor, p domain.PersonID) error {
	points, err := ownPoints(ctx, tx, by, p)
	return cmp.Or(err, domain.Room(len(points), domain.MaxPoints, "text"))
}

// ownPoints returns the points of the own plan of the Jobcenter of by for p.
func ownPoints(ctx context.Context, tx *store.Tx, by domain.Actor, p domain.PersonID) ([]domain.JobcenterPoint, error) {
	points, err := tx.JobcenterPoints(ctx, p)
	return slices.DeleteFunc(points, func(x domain.JobcenterPoint) bool { return x.Org != by.Org }), err
}

// RemoveJobcenterPoint takes a point of the Jobcenter's own plan away.
// Errors: NotFound (nothing is shared with by), Conflict (version is old, or it is gone).
func (a *App) RemoveJobcenterPoint(ctx context.Context, by domain.Actor, p domain.PersonID, id domain.JobcenterPointID, version int) error {
	return a.do(ctx, by, domain.RemoveJobcenterPoint, p, func(tx *store.Tx, d *deed) error {
		d.event.Sections, d.event.Object = domain.SetOf(domain.SectionPlan), int64(id)
		return tx.RemoveJobcenterPoint(ctx, domain.JobcenterPoint{ID: id, Person: p, Org: by.Org, By: by.User, Version: version})
	})
}

// TakeRecord returns what was agreed with the Jobcenter of the agent, for its own file. That copy stays there when the person takes the
// release back, so each taking is written down.
// Errors: NotFound (nothing is shared with by, or nothing of it is agreed).
func (a *App) TakeRecord(ctx context.Context, by domain.Actor, p domain.PersonID) (page SharedPage, err error) {
	err = a.do(ctx, by, domain.TakeRecord, p, func(tx *store.Tx, d *deed) error {
		if err := loadShared(ctx, tx, d, by, &page); err != nil {
			return err
		}
		page.Coordinations = slices.DeleteFunc(page.Coordinations, func(c domain.Coordination) bool {
			return c.State != domain.CoordinationAgreed && c.State != domain.CoordinationInForce
		})
		if len(page.Coordinations) == 0 {
			return domain.ErrNotFound()
		}
		for _, c := range page.Coordinations {
			if err := tx.RecordTaken(ctx, p, c.ID); err != nil {
				return err
			}
		}
		return nil
	})
	return page, err
}
