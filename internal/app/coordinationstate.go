package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// coordinationActor is who by is to the machine of the agreements of the person that the deed is about.
func coordinationActor(ctx context.Context, tx *store.Tx, d *deed, by domain.Actor) (domain.CoordinationActor, error) {
	if by.IsPerson() {
		return domain.CoordinationPerson, nil
	}
	c, err := tx.Case(ctx, d.event.Person)
	switch {
	case err != nil:
		return domain.CoordinationNobody, err
	case d.event.Rule == domain.RuleManaged && c.Manager == by.User:
		return domain.CoordinationManager, nil
	case d.event.Rule == domain.RuleManaged:
		return domain.CoordinationManagerSubstitute, nil
	case d.event.Rule == domain.RuleAddressee && c.Agent == by.User:
		return domain.CoordinationAgent, nil
	case d.event.Rule == domain.RuleAddressee:
		return domain.CoordinationAgentSubstitute, nil
	}
	return domain.CoordinationNobody, nil
}

// standing returns the agreements of p as they stand today: where the release of one has passed its last day, it has stopped. What stopped
// so and is not stored yet is named by its place.
func standing(ctx context.Context, tx *store.Tx, p domain.PersonID) (all []domain.Coordination, stopped []int, err error) {
	if all, err = tx.Coordinations(ctx, p); err != nil || len(all) == 0 {
		return all, nil, err
	}
	releases, err := tx.Releases(ctx, p)
	for i := range all {
		c := &all[i]
		c.Released, c.Release = c.Covering(releases, tx.Today)
		if next, err := domain.Next(c.State, domain.CoordinationReleaseEnded, domain.CoordinationClock, c.Release); err == nil {
			c.State, stopped = next, append(stopped, i)
		}
	}
	return all, stopped, err
}

// coordinations returns the agreements of p as they stand today, with what was written beside them.
func coordinations(ctx context.Context, tx *store.Tx, p domain.PersonID) ([]domain.Coordination, error) {
	all, _, err := standing(ctx, tx, p)
	if err != nil || len(all) == 0 {
		return all, err
	}
	comments, err := tx.CoordinationComments(ctx, p)
	for i := range all {
		for _, c := range comments {
			if c.Coordination == all[i].ID {
				all[i].Comments = append(all[i].Comments, c)
			}
		}
	}
	return all, err
}

// current returns the agreements of p as they stand today, and stores those that have stopped: a release that is given again starts none anew.
func current(ctx context.Context, tx *store.Tx, by domain.Actor, p domain.PersonID) ([]domain.Coordination, error) {
	all, stopped, err := standing(ctx, tx, p)
	if err != nil {
		return nil, err
	}
	for _, i := range stopped {
		if err := tx.SaveCoordination(ctx, all[i], by.User); err != nil {
			return nil, err
		}
		all[i].Version++
	}
	return all, nil
}

// enterIntoForce marks what was agreed with the Jobcenter or a body and stands in the version v.
func enterIntoForce(ctx context.Context, tx *store.Tx, v domain.PlanVersion, by domain.UserID) error {
	all, _, err := standing(ctx, tx, v.Person)
	if err != nil {
		return err
	}
	for _, c := range all {
		next, err := domain.Next(c.State, domain.CoordinationEnterIntoForce, domain.CoordinationManager, c.Release)
		if err != nil || !holds(v.Goals, c) {
			continue
		}
		c.State = next
		if err := tx.SaveCoordination(ctx, c, by); err != nil {
			return err
		}
	}
	requests, err := currentBodies(ctx, tx, v.Person, by)
	if err != nil {
		return err
	}
	for _, r := range requests {
		next, err := domain.Next(r.State, domain.CoordinationEnterIntoForce, domain.CoordinationManager, r.Release)
		if err != nil || !holds(v.Goals, r.Coordination) {
			continue
		}
		r.State = next
		if err := tx.SaveBodyRequest(ctx, r, by); err != nil {
			return err
		}
	}
	return nil
}

// holds tells whether what c is about stands in the goals just as it was agreed.
func holds(goals []domain.Goal, c domain.Coordination) bool {
	for _, g := range goals {
		if g.ID != c.Goal.ID {
			continue
		}
		text, due := g.Text, g.Due
		if c.Measure != 0 {
			only, ok := g.Only(c.Measure)
			if !ok {
				return false
			}
			text, due = only.Measures[0].Text, only.Measures[0].Due
		}
		return text.Same(c.Text()) && due == c.Due()
	}
	return false
}

// stopSharing stops what rested on the release that was taken back; all of it for the zero release.
func stopSharing(ctx context.Context, tx *store.Tx, by domain.Actor, r domain.Release) error {
	all, err := current(ctx, tx, domain.Actor{}, by.Person)
	if err != nil {
		return err
	}
	for _, c := range all {
		if r.Goal != 0 && (c.Goal.ID != r.Goal || c.Measure != r.Measure) {
			continue
		}
		next, err := domain.Next(c.State, domain.CoordinationReleaseEnded, domain.CoordinationPerson, domain.ReleaseRevoked)
		if err != nil {
			continue // nothing of it was under way
		}
		c.State = next
		if err := tx.SaveCoordination(ctx, c, by.User); err != nil {
			return err
		}
	}
	return nil
}

// visibleTo are the agreements of p that by may see: all to the manager, the released ones to an agent.
func visibleTo(ctx context.Context, tx *store.Tx, d *deed, by domain.Actor, p domain.PersonID) ([]domain.Coordination, error) {
	all, err := current(ctx, tx, by, p)
	if d.event.Rule == domain.RuleAddressee {
		all = sharedWith(all, by)
	}
	return all, err
}
