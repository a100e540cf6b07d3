package store

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// keyed is a person whose plan may be read, with the wrapped key.
type keyed struct {
	person  domain.PersonID
	wrapped []byte
}

// readers finds the keys of the persons whose case the organisation has and whose plan it may read today, as visible has it.
func (f *figuring) readers(ctx context.Context) error {
	f.keys = map[domain.PersonID][]byte{}
	return each(ctx, f.tx, func(scan scanner) (k keyed, err error) {
		err = scan(&k.person, &k.wrapped)
		return k, err
	}, func(k keyed) error {
		f.keys[k.person] = k.wrapped
		return nil
	}, `
		SELECT c.person_id, k.wrapped
		FROM person_case c JOIN person_key k ON k.person_id = c.person_id
		WHERE c.org_id = $1 AND (c.manager_id = $2 OR $2 = 0) AND EXISTS (
			SELECT 1 FROM release r
			WHERE r.person_id = c.person_id AND r.org_id = $1 AND r.section = 'core' AND r.revoked_at = 0 AND r.until_day >= $3 AND r.from_day <= $3
				AND r.role = $4)
		ORDER BY c.person_id`, f.scope.Org, f.scope.Manager, f.tx.Today, domain.RoleIntegrationManager)
}

// A numberedTable is one of those with person_id, no, by_user, body_sealed and the instant named at.
type numberedTable struct{ name, at string }

// sealedRow is a row of a table whose rows of a person are numbered; mine says that it is of the period, and who made it of the scope.
type sealedRow struct {
	person domain.PersonID
	no     int
	at     domain.Instant
	mine   bool
	sealed []byte
}

// opened is a sealed row with what was in it.
type opened[T any] struct {
	sealedRow
	body T
}

// byPerson opens the rows of t, person by person, of all persons with one of the scope in the period: from the instant since to the end of
// the period. found gets the rows of one person in the order of their numbers. The statement adds 0 to the instant because PostgreSQL
// without statistics would read the index of instants once for each person.
func byPerson[T any](ctx context.Context, f *figuring, t numberedTable, since domain.Instant, found func(domain.PersonID, []opened[T])) error {
	var rows []sealedRow // of one person
	err := each(ctx, f.tx, func(scan scanner) (r sealedRow, err error) {
		var by domain.UserID
		err = scan(&r.person, &r.no, &r.at, &by, &r.sealed)
		r.mine = r.at >= f.from && f.makers[by]
		return r, err
	}, func(r sealedRow) error {
		if r.at < since {
			return nil
		}
		if len(rows) > 0 && rows[0].person != r.person {
			if err := openRows(f, t, rows, found); err != nil {
				return err
			}
			rows = rows[:0]
		}
		rows = append(rows, r)
		return nil
	}, `
		SELECT x.person_id, x.no, x.`+t.at+`, x.by_user, x.body_sealed
		FROM person_case c JOIN `+t.name+` x ON x.person_id = c.person_id
		WHERE c.org_id = $1 AND (c.manager_id = $2 OR $2 = 0) AND x.`+t.at+` + 0 < $3
		ORDER BY x.person_id, x.no`, f.scope.Org, f.scope.Manager, f.until)
	if err != nil || len(rows) == 0 {
		return err
	}
	return openRows(f, t, rows, found)
}

// openRows opens the rows of one person, when they may be read and any of them counts.
func openRows[T any](f *figuring, t numberedTable, rows []sealedRow, found func(domain.PersonID, []opened[T])) error {
	p := rows[0].person
	wrapped, ok := f.keys[p]
	if !ok || !slices.ContainsFunc(rows, func(r sealedRow) bool { return r.mine }) {
		return nil
	}
	v, err := f.tx.unwrap(p, wrapped)
	if err != nil {
		return err
	}
	out := make([]opened[T], len(rows))
	for i, r := range rows {
		out[i].sealedRow = r
		if out[i].body, err = open[T](v, numbered(t.name, r.no), r.sealed); err != nil {
			return err
		}
	}
	found(p, out)
	return nil
}

// countedGoals is what figures read of a version or a review: no texts.
type countedGoals struct {
	Goals []struct {
		ID      domain.GoalID     `json:"id"`
		Domain  domain.LifeDomain `json:"domain"`
		Outcome *struct {
			Attainment int    `json:"attainment"`
			Ended      string `json:"ended"`
		} `json:"outcome"`
	} `json:"goals"`
}

// goals counts the goals that were agreed for the first time.
func (f *figuring) goals(ctx context.Context) error {
	return byPerson(ctx, f, numberedTable{"plan_version", "agreed_at"}, 0, func(p domain.PersonID, versions []opened[countedGoals]) {
		seen := map[domain.GoalID]bool{}
		for _, v := range versions {
			for _, g := range v.body.Goals {
				if v.mine && !seen[g.ID] {
					f.add(domain.FigureGoalsAgreed, string(g.Domain), p, f.day(v.at), 0)
				}
				seen[g.ID] = true
			}
		}
	})
}

// outcomes counts how far goals came: each with what the last review of the period says of it.
func (f *figuring) outcomes(ctx context.Context) error {
	return byPerson(ctx, f, numberedTable{"plan_review", "at"}, f.from, func(p domain.PersonID, reviews []opened[countedGoals]) {
		seen := map[domain.GoalID]bool{}
		for i := range reviews {
			r := reviews[len(reviews)-1-i] // the last one first
			for _, g := range r.body.Goals {
				if !r.mine || g.Outcome == nil || seen[g.ID] {
					continue
				}
				seen[g.ID] = true
				on := f.day(r.at)
				f.add(domain.FigureAttainment, string(g.Domain), p, on, g.Outcome.Attainment)
				if g.Outcome.Ended != "" {
					f.add(domain.FigureGoalsEnded, string(g.Domain), p, on, 0)
				}
				if g.Outcome.Ended == "reached" {
					f.add(domain.FigureGoalsReached, string(g.Domain), p, on, 0)
				}
			}
		}
	})
}

// independence counts how much more the persons do alone than at entry, in each life domain of which both is known.
func (f *figuring) independence(ctx context.Context) error {
	return byPerson(ctx, f, numberedTable{"assessment", "at"}, 0, func(p domain.PersonID, rows []opened[domain.Assessment]) {
		list := make([]domain.Assessment, 0, len(rows)) // newest first
		for i := range rows {
			list = append(list, rows[len(rows)-1-i].body)
		}
		entry, ok := domain.EntryOf(list)
		last := len(rows) - 1
		for last >= 0 && !rows[last].mine {
			last--
		}
		if !ok || last < 0 || rows[last].body.Stage == "entry" {
			return
		}
		for _, d := range domain.LifeDomains {
			was, is := entry.View(d).Independence, rows[last].body.View(d).Independence
			if was != 0 && is != 0 {
				f.add(domain.FigureIndependence, string(d), p, f.day(rows[last].at), is-was)
			}
		}
	})
}
