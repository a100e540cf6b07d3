package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// SharedGoals returns the goals of h with what its members say to them as they stand. The words are opened of those persons only.
func (tx *Tx) SharedGoals(ctx context.Context, h domain.HouseholdID, words []domain.PersonID) ([]domain.SharedGoal, error) {
	house, err := tx.householdVault(h)
	if err != nil {
		return nil, err
	}
	type row struct {
		goal         domain.SharedGoal
		answer       domain.SharedAnswer
		sealed, said []byte
	}
	rows, err := all(ctx, tx, func(scan scanner) (r row, err error) {
		err = scan(&r.goal.ID, &r.sealed, &r.goal.Offered, &r.goal.InVersion, &r.goal.Version, &r.answer.Person, &r.answer.Answer, &r.said)
		return r, err
	}, `
		SELECT g.id, g.body_sealed, g.offered, g.in_version, g.version, coalesce(a.person_id, 0), coalesce(a.answer, ''), a.body_sealed
		FROM shared_goal g
		LEFT JOIN shared_answer a ON a.goal_id = g.id AND a.version = g.version
		WHERE g.household_id = $1 AND g.removed_at = 0
		ORDER BY g.id, a.person_id`, h)
	if err != nil {
		return nil, err
	}
	opened := map[domain.PersonID]bool{}
	for _, p := range words {
		opened[p] = true
	}
	var goals []domain.SharedGoal
	for _, r := range rows {
		if n := len(goals); n == 0 || goals[n-1].ID != r.goal.ID {
			g, err := open[domain.SharedGoal](house, sharedField(r.goal.ID), r.sealed)
			if err != nil {
				return nil, err
			}
			g.ID, g.Household, g.Offered, g.InVersion, g.Version = r.goal.ID, h, r.goal.Offered, r.goal.InVersion, r.goal.Version
			goals = append(goals, g)
		}
		if r.answer.Person == 0 {
			continue
		}
		g, x := &goals[len(goals)-1], r.answer
		x.Goal, x.Version = g.ID, g.Version
		if opened[x.Person] {
			if err := tx.openSharedAnswer(ctx, &x, r.said); err != nil {
				return nil, err
			}
		}
		g.Answers = append(g.Answers, x)
	}
	return goals, nil
}

// openSharedAnswer fills the words of x; those of somebody erased stay closed for ever.
func (tx *Tx) openSharedAnswer(ctx context.Context, x *domain.SharedAnswer, sealed []byte) error {
	v, err := tx.vault(ctx, x.Person)
	if domain.KindOf(err) == domain.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	said, err := open[goalAnswer](v, "shared_answer:"+x.Goal.String(), sealed)
	x.Objection, x.Explained = said.Objection, said.Explained
	return err
}

func sharedField(g domain.SharedGoalID) string { return "shared_goal:" + g.String() }

// SaveSharedGoal stores g as version g.Version+1 with its revision. The answers to it count on when nothing has changed that the members
// agree to; else it has to be offered anew. Conflict when g.Version is not the stored one.
func (tx *Tx) SaveSharedGoal(ctx context.Context, g domain.SharedGoal, by domain.UserID, same bool) error {
	house, err := tx.householdVault(g.Household)
	if err != nil {
		return err
	}
	sealed, err := seal(house, sharedField(g.ID), g)
	if err != nil {
		return err
	}
	switch {
	case g.Version == 0:
		err = tx.must(ctx, `
			INSERT INTO shared_goal (id, household_id, body_sealed, offered, ended, in_version, version, removed_at)
			VALUES ($1, $2, $3, FALSE, FALSE, 0, 1, 0)`, g.ID, g.Household, sealed)
	case same:
		err = tx.oneRow(ctx, `
			UPDATE shared_goal SET body_sealed = $1, ended = $2, in_version = 0, version = version + 1
			WHERE id = $3 AND household_id = $4 AND version = $5 AND removed_at = 0`, sealed, g.Ended(), g.ID, g.Household, g.Version)
		if err == nil {
			err = tx.must(ctx, `UPDATE shared_answer SET version = version + 1 WHERE goal_id = $1 AND version = $2`, g.ID, g.Version)
		}
	default:
		err = tx.oneRow(ctx, `
			UPDATE shared_goal SET body_sealed = $1, offered = FALSE, in_version = 0, version = version + 1
			WHERE id = $2 AND household_id = $3 AND version = $4 AND removed_at = 0`, sealed, g.ID, g.Household, g.Version)
	}
	if err != nil {
		return err
	}
	snapshot, err := seal(house, "shared_revision:"+g.ID.String(), g)
	if err != nil {
		return err
	}
	return tx.addSharedRevision(ctx, g.Household, g.ID, g.Version+1, by, snapshot)
}

func (tx *Tx) addSharedRevision(ctx context.Context, h domain.HouseholdID, g domain.SharedGoalID, version int, by domain.UserID, sealed []byte) error {
	return tx.must(ctx, `INSERT INTO shared_revision (goal_id, version, household_id, by_user, body_sealed, at) VALUES ($1, $2, $3, $4, $5, $6)`,
		g, version, h, by, sealed, tx.Now)
}

// RemoveSharedGoal takes a goal out of the draft; agreed versions keep it.
func (tx *Tx) RemoveSharedGoal(ctx context.Context, h domain.HouseholdID, g domain.SharedGoalID, version int, by domain.UserID) error {
	if err := tx.oneRow(ctx, `
		UPDATE shared_goal SET removed_at = $1, version = version + 1 WHERE id = $2 AND household_id = $3 AND version = $4 AND removed_at = 0`,
		tx.Now, g, h, version); err != nil {
		return err
	}
	return tx.addSharedRevision(ctx, h, g, version+1, by, nil)
}

// OfferShared shows the goals of h to its members as they stand.
func (tx *Tx) OfferShared(ctx context.Context, h domain.HouseholdID) error {
	return tx.must(ctx, `UPDATE shared_goal SET offered = TRUE WHERE household_id = $1 AND removed_at = 0 AND NOT ended`, h)
}

// AnswerShared stores what an adult says to an offered goal of that version. Conflict when the goal was changed since.
func (tx *Tx) AnswerShared(ctx context.Context, h domain.HouseholdID, x domain.SharedAnswer) error {
	v, err := tx.vault(ctx, x.Person)
	if err != nil {
		return err
	}
	sealed, err := seal(v, "shared_answer:"+x.Goal.String(), goalAnswer{x.Objection, x.Explained})
	if err != nil {
		return err
	}
	return tx.oneRow(ctx, `
		INSERT INTO shared_answer (goal_id, person_id, version, answer, body_sealed, at)
		SELECT g.id, m.person_id, g.version, $1, $2, $3
		FROM shared_goal g
		JOIN household_member m ON m.household_id = g.household_id AND m.person_id = $4 AND m.adult AND m.joined_at <> 0 AND m.left_at = 0
		WHERE g.id = $5 AND g.household_id = $6 AND g.version = $7 AND g.offered AND NOT g.ended AND g.removed_at = 0
		ON CONFLICT (goal_id, person_id) DO UPDATE SET version = excluded.version, answer = excluded.answer, body_sealed = excluded.body_sealed,
			at = excluded.at`,
		x.Answer, sealed, tx.Now, x.Person, x.Goal, h, x.Version)
}

// AddHouseholdVersion freezes v as the next version of its household. Conflict when there is one already, or a goal was changed since.
func (tx *Tx) AddHouseholdVersion(ctx context.Context, v domain.HouseholdVersion, by domain.UserID) error {
	house, err := tx.householdVault(v.Household)
	if err != nil {
		return err
	}
	sealed, err := seal(house, householdField(v.No), v)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(sealed)
	if err := tx.oneRow(ctx, `UPDATE household SET version = $1, agreed_at = $2 WHERE id = $3 AND version = $1 - 1`, v.No, tx.Now, v.Household); err != nil {
		return err
	}
	for _, g := range v.Goals {
		if err := tx.oneRow(ctx, `
			UPDATE shared_goal SET in_version = $1 WHERE id = $2 AND household_id = $3 AND version = $4 AND removed_at = 0`,
			v.No, g.ID, v.Household, g.Version); err != nil {
			return err
		}
	}
	return tx.must(ctx, `INSERT INTO household_version (household_id, no, agreed_at, by_user, body_sealed, hash) VALUES ($1, $2, $3, $4, $5, $6)`,
		v.Household, v.No, tx.Now, by, sealed, hex.EncodeToString(sum[:]))
}

func householdField(no int) string { return "household_version:" + strconv.Itoa(no) }

// HouseholdVersions returns the agreed versions of h, newest first.
func (tx *Tx) HouseholdVersions(ctx context.Context, h domain.HouseholdID) ([]domain.HouseholdVersion, error) {
	house, err := tx.householdVault(h)
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
	}, `SELECT no, body_sealed, hash FROM household_version WHERE household_id = $1 ORDER BY no DESC`, h)
	if err != nil {
		return nil, err
	}
	versions := make([]domain.HouseholdVersion, len(rows))
	for i, r := range rows {
		if versions[i], err = open[domain.HouseholdVersion](house, householdField(r.no), r.sealed); err != nil {
			return nil, err
		}
		versions[i].Hash = r.hash
	}
	return versions, nil
}
