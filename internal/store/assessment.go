package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// AddAssessment stores a as the next one of its person. Conflict when there is one with a.No already.
func (tx *Tx) AddAssessment(ctx context.Context, a domain.Assessment, by domain.UserID) error {
	v, err := tx.vault(ctx, a.Person)
	if err != nil {
		return err
	}
	sealed, err := seal(v, numbered("assessment", a.No), a)
	if err != nil {
		return err
	}
	err = tx.oneRow(ctx, `
		INSERT INTO assessment (person_id, no, at, by_user, body_sealed)
		SELECT $1, $2, $3, $4, $5 FROM plan WHERE person_id = $1 AND $2 = 1 + coalesce((SELECT max(x.no) FROM assessment x WHERE x.person_id = $1), 0)`,
		a.Person, a.No, tx.Now, by, sealed)
	if exists(err) {
		return domain.ErrConflict()
	}
	return err
}

// Assessments returns all of p, newest first.
func (tx *Tx) Assessments(ctx context.Context, p domain.PersonID) ([]domain.Assessment, error) {
	return openNumbered(ctx, tx, p, "assessment", func(a *domain.Assessment, r numberedRow) { a.Person, a.No, a.At = p, r.no, r.at },
		`SELECT 0, no, at, body_sealed FROM assessment WHERE person_id = $1 ORDER BY no DESC`)
}

// AddPlanReview stores r as the next one of its person. Conflict when there is one with r.No already.
func (tx *Tx) AddPlanReview(ctx context.Context, r domain.PlanReview, by domain.UserID) error {
	v, err := tx.vault(ctx, r.Person)
	if err != nil {
		return err
	}
	sealed, err := seal(v, numbered("plan_review", r.No), r)
	if err != nil {
		return err
	}
	err = tx.must(ctx, `INSERT INTO plan_review (id, person_id, no, at, by_user, body_sealed) VALUES ($1, $2, $3, $4, $5, $6)`,
		r.ID, r.Person, r.No, tx.Now, by, sealed)
	if exists(err) {
		return domain.ErrConflict()
	}
	return err
}

// PlanReviews returns all of p, newest first.
func (tx *Tx) PlanReviews(ctx context.Context, p domain.PersonID) ([]domain.PlanReview, error) {
	return openNumbered(ctx, tx, p, "plan_review", func(x *domain.PlanReview, r numberedRow) {
		x.ID, x.Person, x.No, x.At = domain.ReviewID(r.id), p, r.no, r.at
	}, `SELECT id, no, at, body_sealed FROM plan_review WHERE person_id = $1 ORDER BY no DESC`)
}

// numbered is the field under which the row with that number of a person is sealed.
func numbered(table string, no int) string { return table + ":" + domain.GoalID(no).String() }

type numberedRow struct {
	id     int64
	no     int
	at     domain.Instant
	sealed []byte
}

// openNumbered opens the rows of p that q finds; fill gives each what stands in columns.
func openNumbered[T any](ctx context.Context, tx *Tx, p domain.PersonID, table string, fill func(*T, numberedRow), q string) ([]T, error) {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, err
	}
	rows, err := all(ctx, tx, func(scan scanner) (r numberedRow, err error) {
		err = scan(&r.id, &r.no, &r.at, &r.sealed)
		return r, err
	}, q, p)
	if err != nil {
		return nil, err
	}
	out := make([]T, len(rows))
	for i, r := range rows {
		if out[i], err = open[T](v, numbered(table, r.no), r.sealed); err != nil {
			return nil, err
		}
		fill(&out[i], r)
	}
	return out, nil
}
