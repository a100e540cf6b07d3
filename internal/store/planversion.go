package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// AddPlanVersion freezes v as the next version of its person's plan.
func (tx *Tx) AddPlanVersion(ctx context.Context, v domain.PlanVersion, by domain.UserID) error {
	vlt, err := tx.vault(ctx, v.Person)
	if err != nil {
		return err
	}
	sealed, err := seal(vlt, versionField(v.No), v)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(sealed)
	if err := tx.must(ctx, `INSERT INTO plan_version (person_id, no, agreed_at, by_user, body_sealed, hash) VALUES ($1, $2, $3, $4, $5, $6)`,
		v.Person, v.No, tx.Now, by, sealed, hex.EncodeToString(sum[:])); err != nil {
		if exists(err) {
			return domain.ErrConflict()
		}
		return err
	}
	for _, g := range v.Goals {
		if g.Answer == domain.AnswerOpen {
			continue // the draft is another one since; the version has it as it was agreed
		}
		if err := tx.must(ctx, `UPDATE goal SET in_version = $1 WHERE id = $2 AND person_id = $3`, v.No, g.ID, v.Person); err != nil {
			return err
		}
	}
	if err := tx.oneRow(ctx, `
		UPDATE plan SET version = $1, agreed_at = $2, started_on = CASE WHEN started_on = '' THEN $3 ELSE started_on END, review_on = $4
		WHERE person_id = $5 AND version = $1 - 1`, v.No, tx.Now, tx.Today, v.ReviewOn, v.Person); err != nil {
		return err
	}
	return tx.must(ctx, `
		UPDATE person_case SET plan_version = $1, review_on = $2, status = CASE WHEN status = 'closed' THEN status ELSE 'active' END, changed_at = $3,
			version = version + 1
		WHERE person_id = $4`, v.No, v.ReviewOn, tx.Now, v.Person)
}

func versionField(no int) string { return "plan_version:" + domain.GoalID(no).String() }

// PlanVersions returns the agreed versions of p's plan, newest first.
func (tx *Tx) PlanVersions(ctx context.Context, p domain.PersonID) ([]domain.PlanVersion, error) {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, err
	}
	type row struct {
		no     int
		sealed []byte
		hash   string
	}
	rows, err := all(ctx, tx, func(scan scanner) (r row, err error) {
		err = scan(&r.no, &r.sealed, &r.hash)
		return r, err
	}, `SELECT no, body_sealed, hash FROM plan_version WHERE person_id = $1 ORDER BY no DESC`, p)
	if err != nil {
		return nil, err
	}
	versions := make([]domain.PlanVersion, len(rows))
	for i, r := range rows {
		if versions[i], err = open[domain.PlanVersion](v, versionField(r.no), r.sealed); err != nil {
			return nil, err
		}
		versions[i].Person, versions[i].Hash = p, r.hash
	}
	return versions, nil
}
