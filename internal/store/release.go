package store

import (
	"context"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// AddRelease stores a release. It is never changed but for being taken back.
func (tx *Tx) AddRelease(ctx context.Context, r domain.Release) (domain.ReleaseID, error) {
	if r.ID == 0 {
		r.ID = NewID[domain.ReleaseID](tx)
	}
	return r.ID, tx.must(ctx, `
		INSERT INTO release (id, person_id, section, goal_id, measure_id, org_id, role, purpose, from_day, until_day, text_hash, language, heard,
			interpreter, how, witness_id, question, given_at, revoked_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 0)`,
		r.ID, r.Person, r.Section, r.Goal, r.Measure, r.Org, r.Role, r.Purpose, r.From, r.Until, r.Terms.TextHash, r.Terms.Language, r.Terms.Heard,
		r.Terms.Interpreter, r.Terms.How, r.Terms.Witness, r.Terms.Question, tx.Now)
}

const releaseColumns = `r.id, r.person_id, r.section, r.goal_id, r.measure_id, r.org_id, o.name, r.role, r.purpose, r.from_day, r.until_day,
	r.text_hash, r.language, r.heard, r.interpreter, r.how, r.witness_id, coalesce(w.name, ''), r.question, r.given_at, r.revoked_at`

func scanRelease(scan scanner) (r domain.Release, err error) {
	err = scan(&r.ID, &r.Person, &r.Section, &r.Goal, &r.Measure, &r.Org, &r.OrgName, &r.Role, &r.Purpose, &r.From, &r.Until,
		&r.Terms.TextHash, &r.Terms.Language, &r.Terms.Heard, &r.Terms.Interpreter, &r.Terms.How, &r.Terms.Witness, &r.Terms.WitnessName,
		&r.Terms.Question, &r.GivenAt, &r.RevokedAt)
	return r, err
}

// Releases returns every release of p, newest first.
func (tx *Tx) Releases(ctx context.Context, p domain.PersonID) ([]domain.Release, error) {
	return all(ctx, tx, scanRelease, `
		SELECT `+releaseColumns+`
		FROM release r JOIN org o ON o.id = r.org_id LEFT JOIN app_user w ON w.id = r.witness_id
		WHERE r.person_id = $1
		ORDER BY r.given_at DESC, r.id DESC`, p)
}

// passedMost is how many lines of what was passed on are told; the access book has them all.
const passedMost = 50

// PassedOn returns what by r, while it was in force, was printed, taken into a file, sent to the Jobcenter or opened by a link, newest first.
// Links to the CV and to what bodies are asked end with core, and are told with it; those to the CV with the CV, too.
func (tx *Tx) PassedOn(ctx context.Context, r domain.Release) ([]domain.Event, error) {
	w := &where{}
	w.and("e.person_id = {} AND e.at >= {}", r.Person, r.GivenAt)
	if r.RevokedAt != 0 {
		w.and("e.at <= {}", r.RevokedAt)
	}
	marks, args := "", []any{}
	for _, a := range domain.Passed {
		marks, args = marks+", {}", append(args, a)
	}
	w.and("e.action IN ("+marks[2:]+")", args...)
	core, cv, jobcenter := r.Section == domain.SectionCore, r.Section == domain.SectionCV, r.Role == domain.RoleJobcenterAgent
	links := (core || cv) && !jobcenter
	w.and("(e.org_id = {} AND NOT e.acting OR e.rule = {} AND {} OR e.rule = {} AND {} OR e.action = {} AND {})", r.Org, domain.RuleLink, links,
		domain.RuleBody, core && !jobcenter, domain.ConsentToShare, jobcenter)
	return all(ctx, tx, func(scan scanner) (domain.Event, error) {
		var name, org string
		e, err := scanEvent(func(dest ...any) error { return scan(append(dest, &name, &org)...) })
		e.Name, e.OrgName = name, org
		return e, err
	}, `
		SELECT `+eventColumns+`, coalesce(u.name, ''), coalesce(o.name, '')
		FROM event e LEFT JOIN app_user u ON u.id = e.user_id LEFT JOIN org o ON o.id = e.org_id
		WHERE `+w.String()+`
		ORDER BY e.seq DESC
		LIMIT `+strconv.Itoa(passedMost), w.args...)
}

// TakeBack ends one release of p. NotFound when p has no such release in force.
func (tx *Tx) TakeBack(ctx context.Context, p domain.PersonID, r domain.ReleaseID) error {
	n, err := tx.exec(ctx, `UPDATE release SET revoked_at = $1 WHERE id = $2 AND person_id = $3 AND revoked_at = 0`, tx.Now, r, p)
	if err == nil && n == 0 {
		err = domain.ErrNotFound()
	}
	return err
}

// TakeBackSection ends what is in force of p for the organisation and the whole section.
func (tx *Tx) TakeBackSection(ctx context.Context, p domain.PersonID, o domain.OrgID, s domain.Section) error {
	return tx.must(ctx, `
		UPDATE release SET revoked_at = $1 WHERE person_id = $2 AND org_id = $3 AND section = $4 AND goal_id = 0 AND revoked_at = 0`,
		tx.Now, p, o, s)
}

// TakeBackAll ends what is in force of p for the organisation; for all organisations when o is 0.
func (tx *Tx) TakeBackAll(ctx context.Context, p domain.PersonID, o domain.OrgID) error {
	return tx.must(ctx, `UPDATE release SET revoked_at = $1 WHERE person_id = $2 AND revoked_at = 0 AND (org_id = $3 OR $3 = 0)`, tx.Now, p, o)
}

// TakeBackMeasure ends what is in force of p for the organisation about exactly that goal, or that measure of it.
func (tx *Tx) TakeBackMeasure(ctx context.Context, p domain.PersonID, o domain.OrgID, g domain.GoalID, m domain.MeasureID) error {
	return tx.must(ctx, `
		UPDATE release SET revoked_at = $1
		WHERE person_id = $2 AND org_id = $3 AND section = 'plan' AND goal_id = $4 AND measure_id = $5 AND revoked_at = 0`,
		tx.Now, p, o, g, m)
}

// The conditions of a standing line: person_case c, release r of core in force, app_user u of the organisation it was released to, $1 today.
const (
	standsAsManager = `r.role = 'integration_manager' AND ',' || u.roles || ',' LIKE '%,integration_manager,%' AND (u.id = c.manager_id OR EXISTS (
		SELECT 1 FROM substitution s WHERE s.user_id = u.id AND s.for_user_id = c.manager_id AND s.from_day <= $1 AND s.until_day >= $1))`
	standsAsLead  = `r.role = 'integration_manager' AND ',' || u.roles || ',' LIKE '%,team_lead,%' AND u.team_id = c.team_id`
	standsAsAdmin = `r.role = 'integration_manager' AND ',' || u.roles || ',' LIKE '%,admin,%' AND u.org_id = c.org_id`
	standsAsAgent = `r.role = 'jobcenter_agent' AND ',' || u.roles || ',' LIKE '%,jobcenter_agent,%' AND (u.id = c.agent_id OR EXISTS (
		SELECT 1 FROM substitution s WHERE s.user_id = u.id AND s.for_user_id = c.agent_id AND s.from_day <= $1 AND s.until_day >= $1))
		AND EXISTS (
			SELECT 1 FROM release g
			WHERE g.person_id = c.person_id AND g.org_id = r.org_id AND g.section = 'plan' AND g.revoked_at = 0 AND g.until_day >= $1
				AND g.from_day <= $1 AND g.role = 'jobcenter_agent')`
)

// Standings returns who has p in a list now, by a release in force: the manager and the agent, those who stand in for them, and the
// leads of the unit. One line for each of them and role.
func (tx *Tx) Standings(ctx context.Context, p domain.PersonID) ([]domain.Standing, error) {
	return all(ctx, tx, func(scan scanner) (s domain.Standing, err error) {
		err = scan(&s.Name, &s.OrgName, &s.Role, &s.Until)
		s.Sections = domain.SetOf(domain.SectionCore)
		if s.Role == domain.RoleJobcenterAgent || s.Role == domain.RoleIntegrationManager { // the list says how the plan stands
			s.Sections = s.Sections.With(domain.SectionPlan)
		}
		return s, err
	}, `
		SELECT name, org_name, role, max(until_day)
		FROM (
			SELECT u.id, u.name, o.name AS org_name, r.until_day,
				CASE WHEN `+standsAsManager+` THEN 'integration_manager'
					WHEN `+standsAsAgent+` THEN 'jobcenter_agent'
					WHEN `+standsAsLead+` THEN 'team_lead'
					WHEN `+standsAsAdmin+` THEN 'admin' END AS role
			FROM person_case c
			JOIN release r ON r.person_id = c.person_id AND r.section = 'core' AND r.revoked_at = 0 AND r.until_day >= $1 AND r.from_day <= $1
			JOIN app_user u ON u.org_id = r.org_id AND u.disabled_at = 0
			JOIN org o ON o.id = u.org_id
			WHERE c.person_id = $2) standing
		WHERE role IS NOT NULL
		GROUP BY id, name, org_name, role
		ORDER BY CASE role WHEN 'integration_manager' THEN 1 WHEN 'jobcenter_agent' THEN 2 ELSE 3 END, name, id, role`, tx.Today, p)
}
