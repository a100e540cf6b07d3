package store

import (
	"context"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// A figuring is one counting under way.
type figuring struct {
	tx          *Tx
	scope       domain.FigureScope
	period      domain.FigurePeriod
	from, until domain.Instant // of the period; until is the first instant after it
	count       func(domain.FigureRow)
	makers      map[domain.UserID]bool     // the users of the organisation and team, those who left too
	managed     map[domain.PersonID]bool   // the caseload of the manager of the scope; nil when it has none
	keys        map[domain.PersonID][]byte // the wrapped keys of the persons whose plans may be read
}

// FigureRows hands over every row that the figures of the scope count in the period, in no order. What is done counts with the
// organisation and team of who did it, what a case is with those of the case. It takes the same few statements for any number of persons;
// of what is opened only one person's is in memory at a time, and nothing is kept.
func (tx *Tx) FigureRows(ctx context.Context, scope domain.FigureScope, period domain.FigurePeriod, count func(domain.FigureRow)) error {
	f := figuring{tx: tx, scope: scope, period: period, from: tx.startOf(period.From), until: tx.startOf(period.Until.AddDays(1)), count: count}
	for _, part := range [...]func(context.Context) error{
		f.prepare, f.readers, f.cases, f.made, f.reviewed, f.answered, f.goals, f.outcomes, f.independence,
	} {
		if err := part(ctx); err != nil {
			return err
		}
	}
	return nil
}

// prepare finds out whose work and which caseload is counted. What is asked of this once is joined to no statement: without statistics,
// as in the first minutes of a database, PostgreSQL would compare every row with every other one.
func (f *figuring) prepare(ctx context.Context) error {
	users, err := all(ctx, f.tx, value[domain.UserID], `SELECT id FROM app_user WHERE org_id = $1 AND (team_id = $2 OR $2 = 0) ORDER BY id`,
		f.scope.Org, f.scope.Team)
	if err != nil {
		return err
	}
	f.makers = set(users)
	if f.scope.Manager == 0 {
		return nil
	}
	persons, err := all(ctx, f.tx, value[domain.PersonID], `SELECT person_id FROM person_case WHERE manager_id = $1 ORDER BY person_id`, f.scope.Manager)
	f.managed = set(persons)
	return err
}

func set[T comparable](list []T) map[T]bool {
	out := make(map[T]bool, len(list))
	for _, x := range list {
		out[x] = true
	}
	return out
}

// mine tells whether something that somebody did for a person belongs to the scope.
func (f *figuring) mine(p domain.PersonID, by domain.UserID) bool {
	return f.makers[by] && (f.managed == nil || f.managed[p])
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

// ofCase is the condition that a case is of the scope. Placeholders: $1 organisation, $2 team and $3 manager, 0 for all.
const ofCase = `c.org_id = $1 AND (c.team_id = $2 OR $2 = 0) AND (c.manager_id = $3 OR $3 = 0)`

// personAt is something of a person that has an instant, who did it, and another instant before it.
type personAt struct {
	person     domain.PersonID
	by         domain.UserID
	at, before domain.Instant
}

func scanPersonAt(scan scanner) (r personAt, err error) {
	err = scan(&r.person, &r.by, &r.at, &r.before)
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
		SELECT v.person_id, v.by_user, v.agreed_at, p.first_offered_at
		FROM plan_version v
		JOIN plan p ON p.person_id = v.person_id
		WHERE v.agreed_at >= $1 AND v.agreed_at < $2 AND v.no = 1
		ORDER BY v.agreed_at, v.person_id`, f.from, f.until)
	for _, r := range rows {
		if !f.mine(r.person, r.by) {
			continue
		}
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
		SELECT x.person_id, x.by_user, x.at, 0
		FROM plan_review x
		WHERE x.at >= $1 AND x.at < $2
		ORDER BY x.at, x.person_id`, f.from, f.until)
	seen := map[domain.PersonID]bool{}
	for _, r := range rows {
		if !f.mine(r.person, r.by) {
			continue
		}
		f.add(domain.FigureReviews, "", r.person, f.day(r.at), 0)
		if !seen[r.person] {
			f.add(domain.FigurePlansContinued, "", r.person, f.day(r.at), 0)
		}
		seen[r.person] = true
	}
	return err
}

// answered counts how long the Jobcenter took from the consent to its last answer.
func (f *figuring) answered(ctx context.Context) error {
	rows, err := all(ctx, f.tx, scanPersonAt, `
		SELECT x.person_id, 0, x.answered_at, coalesce((
			SELECT max(r.given_at) FROM release r
			WHERE r.person_id = x.person_id AND r.org_id = x.org_id AND r.section = 'plan' AND r.goal_id = x.goal_id AND r.measure_id = x.measure_id
				AND r.role = 'jobcenter_agent' AND r.given_at >= x.proposed_at AND r.given_at <= x.answered_at), 0)
		FROM person_case c
		JOIN coordination x ON x.person_id = c.person_id
		WHERE `+ofCase+` AND x.answered_at >= $4 AND x.answered_at < $5
		ORDER BY c.person_id, x.id`, f.scope.Org, f.scope.Team, f.scope.Manager, f.from, f.until)
	for _, r := range rows {
		if _, readable := f.keys[r.person]; readable && r.before != 0 {
			on := f.day(r.at)
			f.add(domain.FigureAnswering, "", r.person, on, f.day(r.before).DaysUntil(on))
		}
	}
	return err
}
