package store

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// figureBatch is how many persons' sealed rows are in memory at a time.
const figureBatch = 100

// A figuring is one counting under way.
type figuring struct {
	tx          *Tx
	scope       domain.FigureScope
	period      domain.FigurePeriod
	from, until domain.Instant // of the period; until is the first instant after it
	count       func(domain.FigureRow)
}

// FigureRows hands over every row that the figures of the scope count in the period, in no order. What is done counts with the
// organisation and team of who did it, what a case is with those of the case. It takes a few statements, and a few for every hundred
// persons whose plan has to be opened; of what is opened nothing is kept.
func (tx *Tx) FigureRows(ctx context.Context, scope domain.FigureScope, period domain.FigurePeriod, count func(domain.FigureRow)) error {
	f := figuring{tx, scope, period, tx.startOf(period.From), tx.startOf(period.Until.AddDays(1)), count}
	for _, part := range [...]func(context.Context) error{f.cases, f.made, f.reviewed, f.answered, f.goals, f.outcomes, f.independence} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}

// startOf is the first instant of a day in the tenant's time zone.
func (tx *Tx) startOf(d domain.Day) domain.Instant {
	year, month, day := d.Parts()
	return domain.InstantOf(time.Date(year, time.Month(month), day, 0, 0, 0, 0, tx.db.Zone))
}

// day is the day of an instant.
func (f *figuring) day(at domain.Instant) domain.Day { return domain.DayOf(at.Time().In(f.tx.db.Zone)) }

func (f *figuring) add(id domain.FigureID, part string, p domain.PersonID, on domain.Day, value int) {
	f.count(domain.FigureRow{Figure: id, Part: part, Person: p, Day: on, Value: value})
}

// The conditions of a scope. Placeholders: $1 organisation, $2 team and $3 manager, 0 for all.
const (
	ofCase  = `c.org_id = $1 AND (c.team_id = $2 OR $2 = 0) AND (c.manager_id = $3 OR $3 = 0)`
	ofMaker = `u.org_id = $1 AND (u.team_id = $2 OR $2 = 0) AND (c.manager_id = $3 OR $3 = 0)`
)

// within are the arguments of a statement about the scope in the period.
func (f *figuring) within(more ...any) []any {
	return append([]any{f.scope.Org, f.scope.Team, f.scope.Manager, f.from, f.until}, more...)
}

// personAt is something of a person that has an instant, and another one before it.
type personAt struct {
	person     domain.PersonID
	at, before domain.Instant
}

func scanPersonAt(scan scanner) (r personAt, err error) {
	err = scan(&r.person, &r.at, &r.before)
	return r, err
}

// caseRow is a case of the scope, or one that was of it until left.
type caseRow struct {
	person domain.PersonID
	agreed domain.Instant // the first version; 0 for none
	came   domain.Instant // from another organisation, 0 when it did not
	left   domain.Instant // to another one, 0 while it did not
	closed domain.Day
	reason string
	status domain.CaseStatus
}

func scanCaseRow(scan scanner) (r caseRow, err error) {
	err = scan(&r.person, &r.agreed, &r.came, &r.left, &r.closed, &r.reason, &r.status)
	return r, err
}

// firstVersion is when the first version of the plan of c was agreed, 0 when there is none.
const firstVersion = `coalesce((SELECT v.agreed_at FROM plan_version v WHERE v.person_id = c.person_id AND v.no = 1), 0)`

// cases counts the plans under way and the cases that were closed. A case that has gone to another organisation counts until then where
// it was, and from then on where it is.
func (f *figuring) cases(ctx context.Context) error {
	here, err := all(ctx, f.tx, scanCaseRow, `
		SELECT c.person_id, `+firstVersion+`,
			coalesce((
				SELECT max(h.ended_at) FROM handover h
				WHERE h.person_id = c.person_id AND h.state = 'accepted' AND h.from_org_id <> h.to_org_id), 0),
			0, c.closed_on, c.closing_reason, c.status
		FROM person_case c
		WHERE `+ofCase+`
		ORDER BY c.person_id`, f.scope.Org, f.scope.Team, f.scope.Manager)
	if err != nil {
		return err
	}
	var gone []caseRow
	if f.scope.Manager == 0 {
		gone, err = all(ctx, f.tx, scanCaseRow, `
			SELECT c.person_id, `+firstVersion+`, 0, h.ended_at, '', '', ''
			FROM handover h
			JOIN app_user u ON u.id = h.from_user_id
			JOIN person_case c ON c.person_id = h.person_id
			WHERE h.from_org_id = $1 AND h.to_org_id <> $1 AND (u.team_id = $2 OR $2 = 0) AND h.state = 'accepted' AND h.ended_at >= $3
			ORDER BY h.ended_at DESC, h.person_id`, f.scope.Org, f.scope.Team, f.from)
	}
	active, atEnd := map[domain.PersonID]bool{}, map[domain.PersonID]bool{}
	for _, r := range append(here, gone...) {
		f.closed(r)
		f.active(r, active, atEnd)
	}
	return err
}

// closed counts r when it was closed in the period.
func (f *figuring) closed(r caseRow) {
	if r.closed >= f.period.From && r.closed <= f.period.Until {
		f.add(domain.FigureCasesClosed, r.reason, r.person, r.closed, 0)
	}
}

// active counts r when its plan was under way on any day of the period, and on its last; each person once.
func (f *figuring) active(r caseRow, ever, atEnd map[domain.PersonID]bool) {
	over := r.status == domain.CaseClosed && r.closed < f.period.From || r.left != 0 && r.left < f.from
	if r.agreed == 0 || max(r.agreed, r.came) >= f.until || r.left != 0 && r.agreed >= r.left || over {
		return
	}
	if !ever[r.person] {
		f.add(domain.FigurePlansActive, "", r.person, f.day(r.agreed), 0)
	}
	ever[r.person] = true
	if closed := r.status == domain.CaseClosed && r.closed <= f.period.Until; closed || r.left != 0 && r.left < f.until || atEnd[r.person] {
		return
	}
	atEnd[r.person] = true
	f.add(domain.FigurePlansAtEnd, "", r.person, f.day(r.agreed), 0)
}

// made counts the first versions, and how long they took.
func (f *figuring) made(ctx context.Context) error {
	rows, err := all(ctx, f.tx, scanPersonAt, `
		SELECT v.person_id, v.agreed_at, p.first_offered_at
		FROM plan_version v
		JOIN app_user u ON u.id = v.by_user
		JOIN person_case c ON c.person_id = v.person_id
		JOIN plan p ON p.person_id = v.person_id
		WHERE `+ofMaker+` AND v.agreed_at >= $4 AND v.agreed_at < $5 AND v.no = 1
		ORDER BY v.agreed_at, v.person_id`, f.within()...)
	for _, r := range rows {
		on := f.day(r.at)
		f.add(domain.FigurePlansNew, "", r.person, on, 0)
		if r.before != 0 && r.before <= r.at {
			f.add(domain.FigureAgreeing, "", r.person, on, f.day(r.before).DaysUntil(on))
		}
	}
	return err
}

// reviewed counts the reviews, and the plans that had any.
func (f *figuring) reviewed(ctx context.Context) error {
	rows, err := all(ctx, f.tx, scanPersonAt, `
		SELECT x.person_id, x.at, 0
		FROM plan_review x
		JOIN app_user u ON u.id = x.by_user
		JOIN person_case c ON c.person_id = x.person_id
		WHERE `+ofMaker+` AND x.at >= $4 AND x.at < $5
		ORDER BY x.at, x.person_id`, f.within()...)
	seen := map[domain.PersonID]bool{}
	for _, r := range rows {
		f.add(domain.FigureReviews, "", r.person, f.day(r.at), 0)
		if !seen[r.person] {
			f.add(domain.FigurePlansContinued, "", r.person, f.day(r.at), 0)
		}
		seen[r.person] = true
	}
	return err
}

// readable is the condition that the organisation of the scope has the case and may read its plan on a day, as visible has it.
// Placeholders: $1 the organisation, $6 the day, $7 the role.
const readable = `c.org_id = $1 AND EXISTS (
	SELECT 1 FROM release r
	WHERE r.person_id = c.person_id AND r.org_id = $1 AND r.section = 'core' AND r.revoked_at = 0 AND r.until_day >= $6 AND r.from_day <= $6
		AND r.role = $7)`

// readers are the arguments of a statement that says readable.
func (f *figuring) readers() []any { return f.within(f.tx.Today, domain.RoleIntegrationManager) }

// answered counts how long the Jobcenter took from the consent to its last answer.
func (f *figuring) answered(ctx context.Context) error {
	rows, err := all(ctx, f.tx, scanPersonAt, `
		SELECT x.person_id, x.answered_at, coalesce((
			SELECT max(r.given_at) FROM release r
			WHERE r.person_id = x.person_id AND r.org_id = x.org_id AND r.section = 'plan' AND r.goal_id = x.goal_id AND r.measure_id = x.measure_id
				AND r.role = 'jobcenter_agent' AND r.given_at >= x.proposed_at AND r.given_at <= x.answered_at), 0)
		FROM person_case c
		JOIN coordination x ON x.person_id = c.person_id
		WHERE `+ofCase+` AND x.answered_at >= $4 AND x.answered_at < $5 AND `+readable+`
		ORDER BY c.person_id, x.id`, f.readers()...)
	for _, r := range rows {
		if r.before != 0 {
			on := f.day(r.at)
			f.add(domain.FigureAnswering, "", r.person, on, f.day(r.before).DaysUntil(on))
		}
	}
	return err
}

// keyed is a person whose plan may be read, with the wrapped key.
type keyed struct {
	person  domain.PersonID
	wrapped []byte
}

// sealedRow is a row of a table whose rows of a person are numbered; mine says that who made it belongs to the scope.
type sealedRow struct {
	person domain.PersonID
	no     int
	at     domain.Instant
	mine   bool
	sealed []byte
}

// A numberedTable is one of those with person_id, no, by_user, body_sealed and the instant named at.
type numberedTable struct{ name, at string }

// each opens the rows of t, person by person, of all persons with one in the period, from the instant since to the end of the period.
// f gets the rows of one person in the order of their numbers.
func each[T any](ctx context.Context, f *figuring, t numberedTable, since domain.Instant, found func(domain.PersonID, []opened[T])) error {
	people, err := all(ctx, f.tx, func(scan scanner) (k keyed, err error) {
		err = scan(&k.person, &k.wrapped)
		return k, err
	}, `
		SELECT c.person_id, k.wrapped
		FROM person_case c JOIN person_key k ON k.person_id = c.person_id
		WHERE c.person_id IN (
			SELECT x.person_id FROM `+t.name+` x JOIN app_user u ON u.id = x.by_user
			WHERE u.org_id = $1 AND (u.team_id = $2 OR $2 = 0) AND x.`+t.at+` >= $4 AND x.`+t.at+` < $5)
			AND (c.manager_id = $3 OR $3 = 0) AND `+readable+`
		ORDER BY c.person_id`, f.readers()...)
	for len(people) > 0 && err == nil {
		n := min(figureBatch, len(people))
		err = openBatch(ctx, f, t, since, people[:n], found)
		people = people[n:]
	}
	return err
}

// opened is a sealed row with what was in it.
type opened[T any] struct {
	sealedRow
	body T
}

// openBatch opens the rows of these persons. Their ids are padded, so that there is one statement whatever their number.
func openBatch[T any](ctx context.Context, f *figuring, t numberedTable, since domain.Instant, people []keyed, found func(domain.PersonID, []opened[T])) error {
	args := []any{since, f.until}
	var marks strings.Builder
	for i := range figureBatch {
		args = append(args, people[min(i, len(people)-1)].person)
		marks.WriteString(", $" + strconv.Itoa(i+3))
	}
	rows, err := all(ctx, f.tx, func(scan scanner) (r opened[T], err error) {
		var org domain.OrgID
		var team domain.TeamID
		err = scan(&r.person, &r.no, &r.at, &org, &team, &r.sealed)
		r.mine = r.at >= f.from && org == f.scope.Org && (team == f.scope.Team || f.scope.Team == 0)
		return r, err
	}, `
		SELECT x.person_id, x.no, x.`+t.at+`, u.org_id, u.team_id, x.body_sealed
		FROM `+t.name+` x JOIN app_user u ON u.id = x.by_user
		WHERE x.`+t.at+` >= $1 AND x.`+t.at+` < $2 AND x.person_id IN (`+marks.String()[2:]+`)
		ORDER BY x.person_id, x.no`, args...)
	if err != nil {
		return err
	}
	for _, k := range people {
		v, err := f.tx.unwrap(k.person, k.wrapped)
		if err != nil {
			return err
		}
		n := 0
		for n < len(rows) && rows[n].person == k.person {
			if rows[n].body, err = open[T](v, numbered(t.name, rows[n].no), rows[n].sealed); err != nil {
				return err
			}
			n++
		}
		found(k.person, rows[:n])
		rows = rows[n:]
	}
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
	return each(ctx, f, numberedTable{"plan_version", "agreed_at"}, 0, func(p domain.PersonID, versions []opened[countedGoals]) {
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
	return each(ctx, f, numberedTable{"plan_review", "at"}, f.from, func(p domain.PersonID, reviews []opened[countedGoals]) {
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
	return each(ctx, f, numberedTable{"assessment", "at"}, 0, func(p domain.PersonID, rows []opened[domain.Assessment]) {
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
