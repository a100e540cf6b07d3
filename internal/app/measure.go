package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/catalogue"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

func (a *App) checkMeasure(m domain.Measure) error {
	if err := m.Check(); err != nil {
		return err
	}
	if _, ok := a.Catalogue.Measure(catalogue.MeasureID(m.Text.Catalogue)); !ok && !m.Text.Typed() {
		return wrong("catalogue", "choose")
	}
	return nil
}

// SaveMeasure stores a measure of a goal. A change of what both sides agree to (Measure.SameAgreed) is one that the person has to agree to
// again. Evidence comes by AddEvidence: what m says of it does not count. A text of the catalogue says of what type the measure is, unless m does.
// Errors: NotFound (by does not manage p), Invalid (m.Check; a day that has passed, a body that is closed, an order that goes round, too many),
// Conflict (m.Version is old, or the goal is gone).
func (a *App) SaveMeasure(ctx context.Context, by domain.Actor, p domain.PersonID, m domain.Measure, once string) error {
	return a.do(ctx, by, domain.SaveMeasure, p, func(tx *store.Tx, d *deed) error {
		if err := cmp.Or(sameAge(m.ID, m.Version), a.checkMeasure(m)); err != nil {
			return err
		}
		d.event.Sections = domain.SetOf(domain.SectionPlan)
		again, fresh := false, m.ID == 0
		var err error
		if fresh {
			m.ID, again, err = made[domain.MeasureID](ctx, tx, by, once)
		}
		d.event.Object = int64(m.ID)
		if err != nil || again {
			return err
		}
		plan, err := tx.Plan(ctx, p)
		if err != nil {
			return err
		}
		g, _ := plan.Goal(m.Goal)
		if g.Ended() {
			return wrong("", "goalEnded")
		}
		if err := domain.Room(len(g.Measures), domain.MaxMeasures, ""); fresh && err != nil {
			return err
		}
		was, _ := plan.Measure(m.Goal, m.ID)
		m.Text, m.Evidence = keepArgs(was.Text, m.Text), was.Evidence
		if usual, ok := a.Catalogue.Measure(catalogue.MeasureID(m.Text.Catalogue)); ok && m.Type == "" {
			m.Type = usual.Type
		}
		if err := a.checkChange(ctx, tx, plan, was, m); err != nil {
			return err
		}
		if _, err := tx.SaveMeasure(ctx, p, m, by.User); err != nil {
			return err
		}
		if was.ID != 0 && was.SameAgreed(m) {
			return nil
		}
		return tx.ReopenGoal(ctx, p, m.Goal)
	})
}

// checkChange finds what m may not become, given what it was: what stands in a plan already may stay.
func (a *App) checkChange(ctx context.Context, tx *store.Tx, plan domain.Plan, was, m domain.Measure) error {
	if err := a.checkMeasureArgs(m.Text); err != nil {
		return err
	}
	if m.Due != "" && m.Due != was.Due && m.Due < tx.Today && !m.State.Over() {
		return wrong("due", "past")
	}
	if m.After != was.After {
		if err := plan.CheckAfter(m); err != nil {
			return err
		}
	}
	if m.Body == 0 || m.Body == was.Body {
		return nil
	}
	bodies, err := tx.Bodies(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(bodies, func(b domain.Body) bool { return b.ID == m.Body && b.Open(tx.Today) }) {
		return wrong("body", "bodyClosed")
	}
	return nil
}

// RemoveMeasure takes a measure out of the draft.
// Errors: NotFound (by does not manage p), Conflict (version is old).
func (a *App) RemoveMeasure(ctx context.Context, by domain.Actor, p domain.PersonID, g domain.GoalID, m domain.MeasureID, version int) error {
	return a.do(ctx, by, domain.RemoveMeasure, p, func(tx *store.Tx, d *deed) error {
		d.event.Object, d.event.Sections = int64(m), domain.SetOf(domain.SectionPlan)
		if err := tx.RemoveMeasure(ctx, p, g, m, version, by.User); err != nil {
			return err
		}
		return tx.ReopenGoal(ctx, p, g)
	})
}

// AddEvidence adds one line of evidence to a measure; with done the measure is done; a second click adds nothing. The person may say it as well as the manager.
// Errors: NotFound (by is neither), Invalid (e.Check; a day that is to come; too many lines), Conflict (the version is old, or the goal is gone).
func (a *App) AddEvidence(ctx context.Context, by domain.Actor, p domain.PersonID, m domain.Measure, e domain.Evidence, done bool) error {
	if err := e.Check(); err != nil {
		return err
	}
	return a.do(ctx, by, domain.AddEvidence, p, func(tx *store.Tx, d *deed) error {
		d.event.Object, d.event.Sections = int64(m.ID), domain.SetOf(domain.SectionPlan)
		if e.On > tx.Today {
			return wrong("evidence_on", "future")
		}
		plan, err := tx.Plan(ctx, p)
		if err != nil {
			return err
		}
		g, _ := plan.Goal(m.Goal)
		stored, ok := plan.Measure(m.Goal, m.ID)
		if e.By = ""; !by.IsPerson() {
			e.By = by.Name
		}
		if slices.Contains(stored.Evidence, e) && (!done || stored.State == "done") {
			return nil // a second click
		}
		if !ok || stored.Version != m.Version || by.IsPerson() && !g.Offered {
			return domain.ErrConflict()
		}
		if len(stored.Evidence) == domain.MaxEvidence {
			return wrong("evidence", "tooMany")
		}
		stored.Evidence = append(slices.Clip(stored.Evidence), e)
		if done {
			stored.State = "done"
		}
		_, err = tx.SaveMeasure(ctx, p, stored, by.User)
		return err
	})
}
