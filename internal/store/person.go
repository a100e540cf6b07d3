package store

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// A NameKey is one row of the two-key table by which names are found in any script.
type NameKey struct{ K1, K2 string }

// AddPerson stores a person with key, name keys and case; the accommodation decides who is responsible.
func (tx *Tx) AddPerson(ctx context.Context, p domain.Person, keys []NameKey, by domain.UserID) (domain.PersonID, error) {
	a, err := tx.Accommodation(ctx, p.Accommodation)
	if err != nil {
		return 0, err
	}
	if p.ID == 0 {
		p.ID = NewID[domain.PersonID](tx)
	}
	if err := tx.must(ctx, `
		INSERT INTO person (id, name_latin, name_native, language, accommodation_id, registered_by, registered_at, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 1)`,
		p.ID, p.Name.Latin, p.Name.Native, p.Language, p.Accommodation, by, tx.Now); err != nil {
		return 0, err
	}
	if _, err := tx.newVault(ctx, p.ID); err != nil {
		return 0, err
	}
	slices.SortFunc(keys, func(a, b NameKey) int { return strings.Compare(a.K1+"\x00"+a.K2, b.K1+"\x00"+b.K2) })
	for _, k := range slices.Compact(keys) {
		if err := tx.must(ctx, `INSERT INTO name_key (k1, k2, person_id) VALUES ($1, $2, $3)`, k.K1, k.K2, p.ID); err != nil {
			return 0, err
		}
	}
	if err := tx.must(ctx, `
		INSERT INTO person_case (person_id, org_id, team_id, manager_id, agent_id, district_id, language, status, plan_version, changed_at, version)
		SELECT $1, $2, u.team_id, u.id, NULL, $3, $4, $5, 0, $6, 1 FROM app_user u WHERE u.id = $7`,
		p.ID, a.Org, a.District, p.Language, domain.CaseNew, tx.Now, a.Manager); err != nil {
		return 0, err
	}
	return p.ID, tx.must(ctx, `INSERT INTO plan (person_id, version, agreed_at, offered_at, seen_at) VALUES ($1, 0, 0, 0, 0)`, p.ID)
}

// Person returns the core of p.
func (tx *Tx) Person(ctx context.Context, p domain.PersonID) (domain.Person, error) {
	return one(ctx, tx, scanPerson, `
		SELECT id, name_latin, name_native, language, accommodation_id, registered_at, version, reads FROM person WHERE id = $1`, p)
}

func scanPerson(scan scanner) (p domain.Person, err error) {
	err = scan(&p.ID, &p.Name.Latin, &p.Name.Native, &p.Language, &p.Accommodation, &p.Registered, &p.Version, &p.Reads)
	return p, err
}

// A KeyRange is one lookup in the two-key table: K1 is met exactly, From <= K2 < To; without To, K2 is From. It gives at most Limit persons.
type KeyRange struct {
	K1, From, To string
	Limit        int
}

// PersonsByName returns the persons whose name keys meet one of the ranges, in the order of their ids.
// It is a candidate generator: who calls it ranks by the full spelling, and says nothing of them to anybody without a right.
func (tx *Tx) PersonsByName(ctx context.Context, ranges []KeyRange) ([]domain.Person, error) {
	if len(ranges) == 0 {
		return nil, nil
	}
	w := &where{}
	return all(ctx, tx, scanPerson, `
		SELECT p.id, p.name_latin, p.name_native, p.language, p.accommodation_id, p.registered_at, p.version, p.reads
		FROM person p WHERE p.id IN (`+w.anyRange(ranges, "SELECT k.person_id FROM name_key k WHERE ")+`)
		ORDER BY p.id`, w.args...)
}

// anyRange is a query for the persons in any of the ranges; one finds them by a condition on name_key k. Of one
// key it takes the first in the order of the index; a true range is read to its end.
func (w *where) anyRange(ranges []KeyRange, one string) string {
	var parts []string
	for _, r := range ranges {
		n := len(w.args)
		w.args = append(w.args, r.K1, r.From)
		condition := fmt.Sprintf("%sk.k1 = $%d AND k.k2 = $%d", one, n+1, n+2)
		if r.To != "" {
			w.args = append(w.args, r.To)
			condition = fmt.Sprintf("%sk.k1 = $%d AND k.k2 >= $%d AND k.k2 < $%d GROUP BY k.person_id", one, n+1, n+2, n+3)
		}
		parts = append(parts, fmt.Sprintf("SELECT x.person_id FROM (%s ORDER BY k.person_id LIMIT %d) x", condition, r.Limit))
	}
	return strings.Join(parts, " UNION ")
}

// Once records that the form key of this session made the record, or returns what it made before (again is true then).
func (tx *Tx) Once(ctx context.Context, s domain.SessionID, key string, made int64) (was int64, again bool, err error) {
	if key == "" {
		return made, false, nil
	}
	n, err := tx.exec(ctx, `INSERT INTO once (session_id, form_key, made, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
		s, key, made, tx.Now)
	if err != nil || n == 1 {
		return made, false, err
	}
	was, err = one(ctx, tx, value[int64], `SELECT made FROM once WHERE session_id = $1 AND form_key = $2`, s, key)
	return was, true, err
}

// Made returns what the form with this key has made in the session; 0 when there is nothing.
func (tx *Tx) Made(ctx context.Context, s domain.SessionID, key string) (int64, error) {
	made, err := all(ctx, tx, value[int64], `SELECT made FROM once WHERE session_id = $1 AND form_key = $2 ORDER BY made`, s, key)
	if err != nil || len(made) == 0 {
		return 0, err
	}
	return made[0], nil
}

// Waiting counts what waits for a decision of p.
func (tx *Tx) Waiting(ctx context.Context, p domain.PersonID) (domain.Waiting, error) {
	return one(ctx, tx, func(scan scanner) (w domain.Waiting, err error) {
		err = scan(&w.Consents, &w.Counters, &w.Bodies, &w.Goals, &w.Words, &w.Handover, &w.Notices, &w.Listed, &w.Ending)
		return w, err
	}, `
		SELECT (SELECT count(*) FROM coordination WHERE person_id = $1 AND state = 'proposed'),
			(SELECT count(*) FROM coordination WHERE person_id = $1 AND state = 'countered' AND by_person = 'open'),
			(SELECT count(*) FROM body_request WHERE person_id = $1 AND (state = 'proposed' OR state = 'countered' AND by_person = 'open')),
			(SELECT count(*) FROM goal WHERE person_id = $1 AND removed_at = 0 AND offered AND answer = 'open') + (
				SELECT count(*) FROM household_member m
				LEFT JOIN shared_goal g ON g.household_id = m.household_id AND m.joined_at <> 0
				LEFT JOIN shared_answer a ON a.goal_id = g.id AND a.person_id = m.person_id AND a.version = g.version
				WHERE m.person_id = $1 AND m.left_at = 0 AND m.adult
					AND (m.joined_at = 0 OR g.offered AND NOT g.ended AND g.removed_at = 0 AND a.goal_id IS NULL)),
			(SELECT count(*) FROM unmatched WHERE person_id = $1 AND state = 'suggested'),
			(SELECT count(*) FROM handover WHERE person_id = $1 AND state = 'proposed'),
			(SELECT count(*) FROM notice WHERE person_id = $1 AND put_away_at = 0),
			coalesce((SELECT c.weight_on FROM person_case c WHERE c.person_id = $1 AND c.weight = 'waiting' AND c.status <> 'closed' AND EXISTS (
				SELECT 1 FROM release r WHERE r.person_id = c.person_id AND r.org_id = c.org_id AND r.section = 'core' AND r.revoked_at = 0
					AND r.until_day >= $2 AND r.from_day <= $2 AND r.role = 'integration_manager')), ''),
			(SELECT count(*) FROM release r JOIN person_case c ON c.person_id = r.person_id AND c.org_id = r.org_id
				WHERE r.person_id = $1 AND r.section <> 'plan' AND r.role = 'integration_manager' AND r.revoked_at = 0 AND r.from_day <= $2
					AND r.until_day BETWEEN $2 AND $3)`, p, tx.Today, tx.Today.AddDays(domain.ReleaseDaysAhead))
}
