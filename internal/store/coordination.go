package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// Coordinations returns the agreements of p's goals with the Jobcenter, oldest first.
func (tx *Tx) Coordinations(ctx context.Context, p domain.PersonID) ([]domain.Coordination, error) {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, err
	}
	type row struct {
		c            domain.Coordination
		goal, reason []byte
	}
	rows, err := all(ctx, tx, func(scan scanner) (r row, err error) {
		c := &r.c
		err = scan(&c.ID, &c.Person, &c.Goal.ID, &r.goal, &c.Org, &c.OrgName, &c.Agent, &c.AgentName, &c.State, &c.CounterDue, &r.reason,
			&c.ByManager, &c.ByPerson, &c.ProposedAt, &c.AnsweredAt, &c.Version)
		return r, err
	}, `
		SELECT c.id, c.person_id, c.goal_id, c.goal_sealed, c.org_id, o.name, c.agent_id, u.name, c.state, c.counter_due, c.reason_sealed,
			c.by_manager, c.by_person, c.proposed_at, c.answered_at, c.version
		FROM coordination c JOIN org o ON o.id = c.org_id JOIN app_user u ON u.id = c.agent_id
		WHERE c.person_id = $1
		ORDER BY c.id`, p)
	if err != nil {
		return nil, err
	}
	out := make([]domain.Coordination, len(rows))
	for i, r := range rows {
		id := r.c.Goal.ID
		if r.c.Goal, err = open[domain.Goal](v, "coordination_goal:"+r.c.ID.String(), r.goal); err != nil {
			return nil, err
		}
		r.c.Goal.ID, r.c.Goal.Person = id, p
		if r.c.Reason, err = open[string](v, "coordination_reason:"+r.c.ID.String(), r.reason); err != nil {
			return nil, err
		}
		out[i] = r.c
	}
	return out, nil
}

// AddCoordination stores a proposal of the manager; the goal stands in it as it is now. A zero id is made here.
func (tx *Tx) AddCoordination(ctx context.Context, c domain.Coordination) (domain.CoordinationID, error) {
	v, err := tx.vault(ctx, c.Person)
	if err != nil {
		return 0, err
	}
	if c.ID == 0 {
		c.ID = NewID[domain.CoordinationID](tx)
	}
	sealed, err := seal(v, "coordination_goal:"+c.ID.String(), c.Goal)
	if err != nil {
		return 0, err
	}
	if err := tx.must(ctx, `
		INSERT INTO coordination (id, person_id, goal_id, goal_sealed, org_id, agent_id, state, counter_due, reason_sealed, by_manager, by_person,
			proposed_at, answered_at, turned_at, version)
		VALUES ($1, $2, $3, $4, $5, $6, 'proposed', '', NULL, 'open', 'open', $7, 0, $7, 1)`,
		c.ID, c.Person, c.Goal.ID, sealed, c.Org, c.Agent, tx.Now); err != nil {
		return 0, err
	}
	return c.ID, tx.countWaiting(ctx, c.Person)
}

// SaveCoordination stores state, counter-proposal and answers of c. Conflict when c.Version is not the stored one.
func (tx *Tx) SaveCoordination(ctx context.Context, c domain.Coordination, by domain.UserID) error {
	v, err := tx.vault(ctx, c.Person)
	if err != nil {
		return err
	}
	goal, err := seal(v, "coordination_goal:"+c.ID.String(), c.Goal)
	if err != nil {
		return err
	}
	var reason []byte
	if c.Reason != "" {
		if reason, err = seal(v, "coordination_reason:"+c.ID.String(), c.Reason); err != nil {
			return err
		}
	}
	if err := tx.oneRow(ctx, `
		UPDATE coordination
		SET goal_sealed = $1, state = $2, counter_due = $3, reason_sealed = $4, by_manager = $5, by_person = $6, answered_at = $7, turned_at = $8, version = version + 1
		WHERE id = $9 AND person_id = $10 AND version = $11`,
		goal, c.State, c.CounterDue, reason, c.ByManager, c.ByPerson, c.AnsweredAt, tx.Now, c.ID, c.Person, c.Version); err != nil {
		return err
	}
	if err := tx.countWaiting(ctx, c.Person); err != nil {
		return err
	}
	snapshot, err := seal(v, "coordination_revision:"+c.ID.String(), c)
	if err != nil {
		return err
	}
	return tx.addRevision(ctx, "coordination", int64(c.ID), c.Version+1, c.Person, by, snapshot)
}

// countWaiting counts anew what of p's case waits for whose answer. Whatever changes a goal's answer or an agreement calls it.
func (tx *Tx) countWaiting(ctx context.Context, p domain.PersonID) error {
	return tx.must(ctx, `
		UPDATE person_case SET
			waits_manager = (SELECT count(*) FROM coordination x WHERE x.person_id = $1 AND x.state = 'countered' AND x.by_manager = 'open'),
			waits_person = (SELECT count(*) FROM coordination x WHERE x.person_id = $1 AND (x.state = 'proposed' OR x.state = 'countered' AND x.by_person = 'open'))
				+ (SELECT count(*) FROM goal g WHERE g.person_id = $1 AND g.removed_at = 0 AND g.offered AND g.answer = 'open'),
			agent_since = coalesce((SELECT min(x.turned_at) FROM coordination x WHERE x.person_id = $1 AND x.state = 'shared'), 0)
		WHERE person_id = $1`, p)
}
