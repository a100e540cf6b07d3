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
		c                     domain.Coordination
		goal, reason, counter []byte
	}
	rows, err := all(ctx, tx, func(scan scanner) (r row, err error) {
		c := &r.c
		err = scan(&c.ID, &c.Person, &c.Goal.ID, &c.Measure, &r.goal, &c.Org, &c.OrgName, &c.Agent, &c.AgentName, &c.State, &c.CounterDue, &r.reason,
			&r.counter, &c.Binding, &c.ByManager, &c.ByPerson, &c.ProposedAt, &c.AnsweredAt, &c.TurnedAt, &c.RecordedAt, &c.Patience, &c.Version)
		return r, err
	}, `
		SELECT c.id, c.person_id, c.goal_id, c.measure_id, c.goal_sealed, c.org_id, o.name, c.agent_id, u.name, c.state, c.counter_due, c.reason_sealed,
			c.counter_sealed, c.binding, c.by_manager, c.by_person, c.proposed_at, c.answered_at, c.turned_at, c.recorded_at, o.response_days, c.version
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
		if r.c.CounterText, err = open[string](v, "coordination_counter:"+r.c.ID.String(), r.counter); err != nil {
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
		INSERT INTO coordination (id, person_id, goal_id, measure_id, goal_sealed, org_id, agent_id, state, counter_due, reason_sealed, by_manager, by_person,
			proposed_at, answered_at, turned_at, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 'proposed', '', NULL, 'open', 'open', $8, 0, $8, 1)`,
		c.ID, c.Person, c.Goal.ID, c.Measure, sealed, c.Org, c.Agent, tx.Now); err != nil {
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
	reason, err := sealText(v, "coordination_reason:"+c.ID.String(), c.Reason)
	if err != nil {
		return err
	}
	counter, err := sealText(v, "coordination_counter:"+c.ID.String(), c.CounterText)
	if err != nil {
		return err
	}
	if err := tx.oneRow(ctx, `
		UPDATE coordination
		SET goal_sealed = $1, state = $2, counter_due = $3, reason_sealed = $4, by_manager = $5, by_person = $6, answered_at = $7, turned_at = $8,
			counter_sealed = $9, binding = $10, version = version + 1
		WHERE id = $11 AND person_id = $12 AND version = $13`,
		goal, c.State, c.CounterDue, reason, c.ByManager, c.ByPerson, c.AnsweredAt, tx.Now, counter, c.Binding, c.ID, c.Person, c.Version); err != nil {
		return err
	}
	if err := tx.countWaiting(ctx, c.Person); err != nil {
		return err
	}
	c.Comments, c.Released = nil, domain.Release{} // they are kept where they belong
	snapshot, err := seal(v, "coordination_revision:"+c.ID.String(), c)
	if err != nil {
		return err
	}
	return tx.addRevision(ctx, "coordination", int64(c.ID), c.Version+1, c.Person, by, snapshot)
}

// A CoordinationMoment is a coordination as it stood after somebody changed it.
type CoordinationMoment struct {
	domain.Coordination
	At domain.Instant
}

// CoordinationHistory returns every change of p's agreements with the Jobcenter, oldest first.
func (tx *Tx) CoordinationHistory(ctx context.Context, p domain.PersonID) ([]CoordinationMoment, error) {
	type row struct {
		id     domain.CoordinationID
		at     domain.Instant
		sealed []byte
	}
	rows, err := all(ctx, tx, func(scan scanner) (r row, err error) {
		err = scan(&r.id, &r.at, &r.sealed)
		return r, err
	}, `SELECT object_id, at, body_sealed FROM revision WHERE person_id = $1 AND kind = 'coordination' ORDER BY at, object_id, version`, p)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, err
	}
	out := make([]CoordinationMoment, len(rows))
	for i, r := range rows {
		c, err := open[domain.Coordination](v, "coordination_revision:"+r.id.String(), r.sealed)
		if err != nil {
			return nil, err
		}
		c.Goal.Person = p
		out[i] = CoordinationMoment{c, r.at}
	}
	return out, nil
}

// sealText seals a text that may be missing.
func sealText(v vault, field, text string) ([]byte, error) {
	if text == "" {
		return nil, nil
	}
	return seal(v, field, text)
}

// RecordTaken keeps that the organisation took a record for its own file that holds these agreements of p.
func (tx *Tx) RecordTaken(ctx context.Context, p domain.PersonID, id domain.CoordinationID) error {
	return tx.must(ctx, `UPDATE coordination SET recorded_at = $1 WHERE id = $2 AND person_id = $3`, tx.Now, id, p)
}

// ResponseDays is how many days the organisation has for an answer.
func (tx *Tx) ResponseDays(ctx context.Context, o domain.OrgID) (int, error) {
	return one(ctx, tx, value[int], `SELECT response_days FROM org WHERE id = $1`, o)
}

// countWaiting counts anew what of p's case waits for whose answer. Whatever changes a goal's answer or an agreement calls it.
func (tx *Tx) countWaiting(ctx context.Context, p domain.PersonID) error {
	return tx.must(ctx, `
		UPDATE person_case SET
			waits_manager = (SELECT count(*) FROM coordination x WHERE x.person_id = $1 AND x.state = 'countered' AND x.by_manager = 'open')
				+ (SELECT count(*) FROM body_request b WHERE b.person_id = $1 AND (b.state = 'countered' AND b.by_manager = 'open' OR b.state = 'shared' AND b.asks_back)),
			waits_person = (SELECT count(*) FROM coordination x WHERE x.person_id = $1 AND (x.state = 'proposed' OR x.state = 'countered' AND x.by_person = 'open'))
				+ (SELECT count(*) FROM body_request b WHERE b.person_id = $1 AND (b.state = 'proposed' OR b.state = 'countered' AND b.by_person = 'open'))
				+ (SELECT count(*) FROM goal g WHERE g.person_id = $1 AND g.removed_at = 0 AND g.offered AND NOT g.ended AND g.answer = 'open')
				+ (SELECT count(*) FROM handover h WHERE h.person_id = $1 AND h.state = 'proposed'),
			agent_since = coalesce((SELECT min(x.turned_at) FROM coordination x WHERE x.person_id = $1 AND x.state = 'shared'), 0)
		WHERE person_id = $1`, p)
}
