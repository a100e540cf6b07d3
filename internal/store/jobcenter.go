package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// CoordinationComments returns what was written beside the agreements of p, oldest first.
func (tx *Tx) CoordinationComments(ctx context.Context, p domain.PersonID) ([]domain.CoordinationComment, error) {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, err
	}
	type row struct {
		c      domain.CoordinationComment
		id     int64
		sealed []byte
	}
	rows, err := all(ctx, tx, func(scan scanner) (r row, err error) {
		err = scan(&r.id, &r.c.Coordination, &r.c.By, &r.c.Name, &r.c.OrgName, &r.c.At, &r.sealed)
		return r, err
	}, `
		SELECT c.id, c.coordination_id, c.user_id, u.name, o.name, c.written_at, c.text_sealed
		FROM coordination_comment c JOIN app_user u ON u.id = c.user_id JOIN org o ON o.id = u.org_id
		WHERE c.person_id = $1
		ORDER BY c.id`, p)
	out := make([]domain.CoordinationComment, len(rows))
	for i, r := range rows {
		if r.c.Text, err = open[string](v, commentField(r.id), r.sealed); err != nil {
			return nil, err
		}
		out[i] = r.c
	}
	return out, err
}

func commentField(id int64) string {
	return "coordination_comment:" + domain.CoordinationID(id).String()
}

// CountCoordinationComments returns how many lines stand beside an agreement of p.
func (tx *Tx) CountCoordinationComments(ctx context.Context, p domain.PersonID, c domain.CoordinationID) (int, error) {
	return one(ctx, tx, value[int], `SELECT count(*) FROM coordination_comment WHERE person_id = $1 AND coordination_id = $2`, p, c)
}

// AddCoordinationComment stores what by writes beside an agreement of p, under the id.
func (tx *Tx) AddCoordinationComment(ctx context.Context, p domain.PersonID, c domain.CoordinationComment, id int64) error {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return err
	}
	sealed, err := seal(v, commentField(id), c.Text)
	if err != nil {
		return err
	}
	return tx.oneRow(ctx, `
		INSERT INTO coordination_comment (id, person_id, coordination_id, user_id, text_sealed, written_at)
		SELECT $1, x.person_id, x.id, $2, $3, $4 FROM coordination x WHERE x.id = $5 AND x.person_id = $6`,
		id, c.By, sealed, tx.Now, c.Coordination, p)
}

// JobcenterPoints returns the points of the Jobcenter's own plan for p, oldest first.
func (tx *Tx) JobcenterPoints(ctx context.Context, p domain.PersonID) ([]domain.JobcenterPoint, error) {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, err
	}
	type row struct {
		p      domain.JobcenterPoint
		sealed []byte
	}
	rows, err := all(ctx, tx, func(scan scanner) (r row, err error) {
		x := &r.p
		err = scan(&x.ID, &x.Person, &x.Org, &x.OrgName, &x.By, &x.ByName, &x.Goal, &r.sealed, &x.Due, &x.Binding, &x.At, &x.Version)
		return r, err
	}, `
		SELECT j.id, j.person_id, j.org_id, o.name, j.user_id, u.name, j.goal_id, j.text_sealed, j.due, j.binding, j.written_at, j.version
		FROM jobcenter_point j JOIN org o ON o.id = j.org_id JOIN app_user u ON u.id = j.user_id
		WHERE j.person_id = $1 AND j.removed_at = 0
		ORDER BY j.id`, p)
	out := make([]domain.JobcenterPoint, len(rows))
	for i, r := range rows {
		if r.p.Text, err = open[string](v, "jobcenter_point:"+r.p.ID.String(), r.sealed); err != nil {
			return nil, err
		}
		out[i] = r.p
	}
	return out, err
}

// SaveJobcenterPoint stores a point as version x.Version+1 with its revision. Conflict when x.Version is not the stored one.
func (tx *Tx) SaveJobcenterPoint(ctx context.Context, x domain.JobcenterPoint) error {
	v, err := tx.vault(ctx, x.Person)
	if err != nil {
		return err
	}
	sealed, err := seal(v, "jobcenter_point:"+x.ID.String(), x.Text)
	if err != nil {
		return err
	}
	if x.Version == 0 {
		err = tx.must(ctx, `
			INSERT INTO jobcenter_point (id, person_id, org_id, user_id, goal_id, text_sealed, due, binding, written_at, removed_at, version)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 1)`,
			x.ID, x.Person, x.Org, x.By, x.Goal, sealed, x.Due, x.Binding, tx.Now)
	} else {
		err = tx.oneRow(ctx, `
			UPDATE jobcenter_point SET user_id = $1, goal_id = $2, text_sealed = $3, due = $4, binding = $5, written_at = $6, version = version + 1
			WHERE id = $7 AND person_id = $8 AND org_id = $9 AND version = $10 AND removed_at = 0`,
			x.By, x.Goal, sealed, x.Due, x.Binding, tx.Now, x.ID, x.Person, x.Org, x.Version)
	}
	if err != nil {
		return err
	}
	snapshot, err := seal(v, "jobcenter_point_revision:"+x.ID.String(), x)
	if err != nil {
		return err
	}
	return tx.addRevision(ctx, "jobcenter_point", int64(x.ID), x.Version+1, x.Person, x.By, snapshot)
}

// RemoveJobcenterPoint takes a point of the organisation away. Conflict when version is not the stored one, or it is gone.
func (tx *Tx) RemoveJobcenterPoint(ctx context.Context, x domain.JobcenterPoint) error {
	if err := tx.oneRow(ctx, `
		UPDATE jobcenter_point SET removed_at = $1, version = version + 1
		WHERE id = $2 AND person_id = $3 AND org_id = $4 AND version = $5 AND removed_at = 0`,
		tx.Now, x.ID, x.Person, x.Org, x.Version); err != nil {
		return err
	}
	return tx.addRevision(ctx, "jobcenter_point", int64(x.ID), x.Version+1, x.Person, x.By, nil)
}
