package store

import (
	"context"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

const caseColumns = `c.person_id, p.name_latin, p.name_native, c.language, a.name, c.district_id, d.name, c.org_id, c.manager_id, m.name,
	coalesce(c.agent_id, 0), coalesce(g.name, ''), c.status, c.plan_version, c.changed_at, c.version`

const caseTables = `person_case c
	JOIN person p ON p.id = c.person_id
	JOIN accommodation a ON a.id = p.accommodation_id
	JOIN district d ON d.id = c.district_id
	JOIN app_user m ON m.id = c.manager_id
	LEFT JOIN app_user g ON g.id = c.agent_id`

func scanCase(scan scanner) (c domain.Case, err error) {
	err = scan(&c.Person, &c.Name.Latin, &c.Name.Native, &c.Language, &c.Accommodation, &c.District, &c.DistrictName, &c.Org, &c.Manager,
		&c.ManagerName, &c.Agent, &c.AgentName, &c.Status, &c.PlanVersion, &c.Changed, &c.Version)
	return c, err
}

// Case returns the case of p, whoever asks: the caller has authorised.
func (tx *Tx) Case(ctx context.Context, p domain.PersonID) (domain.Case, error) {
	return one(ctx, tx, scanCase, `SELECT `+caseColumns+` FROM `+caseTables+` WHERE c.person_id = $1`, p)
}

// where collects conditions; {} in a condition becomes the next $n.
type where struct {
	conditions []string
	args       []any
}

func (w *where) and(condition string, args ...any) {
	for _, a := range args {
		w.args = append(w.args, a)
		condition = strings.Replace(condition, "{}", "$"+strconv.Itoa(len(w.args)), 1)
	}
	w.conditions = append(w.conditions, condition)
}

func (w *where) String() string { return strings.Join(w.conditions, " AND ") }

// Caseload returns one page of the cases that by manages, assigned or standing in, last changed first.
func (tx *Tx) Caseload(ctx context.Context, by domain.Actor, f domain.CaseFilter) (domain.CasePage, error) {
	managers, err := tx.standsInFor(ctx, by.User)
	if err != nil {
		return domain.CasePage{}, err
	}
	w := tx.listed(by, domain.RoleIntegrationManager)
	if !by.Has(domain.RoleIntegrationManager) {
		w.and("1 = 0")
	}
	if len(managers) == 0 {
		w.and("c.manager_id = {}", by.User)
	} else {
		marks := "{}"
		args := []any{by.User}
		for _, m := range managers {
			marks, args = marks+", {}", append(args, m)
		}
		w.and("c.manager_id IN ("+marks+")", args...)
	}
	return tx.casePage(ctx, w, f)
}

// UnitCases returns one page of the cases of the unit of by: the team of a team lead, the organisation of an admin.
func (tx *Tx) UnitCases(ctx context.Context, by domain.Actor, f domain.CaseFilter) (domain.CasePage, error) {
	w := tx.listed(by, domain.RoleIntegrationManager)
	switch {
	case by.Has(domain.RoleAdmin):
		w.and("c.org_id = {}", by.Org)
	case by.Has(domain.RoleTeamLead):
		w.and("c.team_id = {}", by.Team)
	default:
		w.and("1 = 0")
	}
	return tx.casePage(ctx, w, f)
}

// SharedCases returns one page of the cases whose goals are released to the Jobcenter agent by, or whom by stands in for.
func (tx *Tx) SharedCases(ctx context.Context, by domain.Actor, f domain.CaseFilter) (domain.CasePage, error) {
	agents, err := tx.standsInFor(ctx, by.User)
	if err != nil {
		return domain.CasePage{}, err
	}
	w := tx.listed(by, domain.RoleJobcenterAgent)
	if !by.Has(domain.RoleJobcenterAgent) {
		w.and("1 = 0")
	}
	marks, args := "{}", []any{by.User}
	for _, a := range agents {
		marks, args = marks+", {}", append(args, a)
	}
	w.and("c.agent_id IN ("+marks+")", args...)
	w.and(strings.Replace(visible, "'core'", "'plan'", 1))
	return tx.casePage(ctx, w, f)
}

// listed begins a condition with visible, whose placeholders are the first three.
func (tx *Tx) listed(by domain.Actor, role domain.Role) *where {
	return &where{conditions: []string{visible}, args: []any{by.Org, tx.Today, role}}
}

// casePage names its limit in the statement: SQLite plans a statement anew each time another limit is bound.
func (tx *Tx) casePage(ctx context.Context, w *where, f domain.CaseFilter) (domain.CasePage, error) {
	if f.District != 0 {
		w.and("c.district_id = {}", f.District)
	}
	if f.Status != "" {
		w.and("c.status = {}", f.Status)
	}
	if f.Language != "" {
		w.and("c.language = {}", f.Language)
	}
	if f.After.Person != 0 {
		w.and("(c.changed_at, c.person_id) < ({}, {})", f.After.Changed, f.After.Person)
	}
	cases, err := all(ctx, tx, scanCase, `
		SELECT `+caseColumns+`
		FROM `+caseTables+`
		WHERE `+w.String()+`
		ORDER BY c.changed_at DESC, c.person_id DESC
		LIMIT `+strconv.Itoa(domain.CasesPerPage+1), w.args...)
	page := domain.CasePage{Cases: cases}
	if len(cases) > domain.CasesPerPage {
		page.Cases = cases[:domain.CasesPerPage]
		last := page.Cases[domain.CasesPerPage-1]
		page.Next = domain.CaseCursor{Changed: last.Changed, Person: last.Person}
	}
	return page, err
}

// standsInFor returns whom the user stands in for today.
func (tx *Tx) standsInFor(ctx context.Context, u domain.UserID) ([]domain.UserID, error) {
	return all(ctx, tx, value[domain.UserID], `
		SELECT DISTINCT for_user_id FROM substitution WHERE user_id = $1 AND from_day <= $2 AND until_day >= $2 ORDER BY for_user_id`,
		u, tx.Today)
}

// CasesByName returns the cases that by manages among persons whose name keys meet one of the ranges: at most limit.
func (tx *Tx) CasesByName(ctx context.Context, by domain.Actor, ranges []KeyRange, limit int) ([]domain.Case, error) {
	managers, err := tx.standsInFor(ctx, by.User)
	if err != nil {
		return nil, err
	}
	var out []domain.Case
	seen := map[domain.PersonID]bool{}
	for _, r := range ranges {
		w := tx.listed(by, domain.RoleIntegrationManager)
		if !by.Has(domain.RoleIntegrationManager) {
			w.and("1 = 0")
		}
		marks, args := "{}", []any{by.User}
		for _, m := range managers {
			marks, args = marks+", {}", append(args, m)
		}
		w.and("c.manager_id IN ("+marks+")", args...)
		w.and("k.k1 = {} AND k.k2 >= {} AND k.k2 < {}", r.K1, r.From, r.To)
		cases, err := all(ctx, tx, scanCase, `
			SELECT DISTINCT `+caseColumns+`
			FROM name_key k JOIN `+strings.Replace(caseTables, "person_case c", "person_case c ON c.person_id = k.person_id", 1)+`
			WHERE `+w.String()+`
			ORDER BY c.person_id
			LIMIT `+strconv.Itoa(limit), w.args...)
		if err != nil {
			return nil, err
		}
		for _, c := range cases {
			if !seen[c.Person] && len(out) < limit {
				seen[c.Person] = true
				out = append(out, c)
			}
		}
	}
	return out, nil
}

// ReassignCase makes another manager of the same organisation responsible.
func (tx *Tx) ReassignCase(ctx context.Context, p domain.PersonID, to domain.UserID, version int) error {
	return tx.oneRow(ctx, `
		UPDATE person_case
		SET manager_id = $1, team_id = (SELECT team_id FROM app_user WHERE id = $1), changed_at = $2, version = version + 1
		WHERE person_id = $3 AND version = $4 AND org_id = (SELECT org_id FROM app_user WHERE id = $1 AND disabled_at = 0)`,
		to, tx.Now, p, version)
}

// SetAgent names who at the Jobcenter is responsible for p.
func (tx *Tx) SetAgent(ctx context.Context, p domain.PersonID, agent domain.UserID, version int) error {
	return tx.oneRow(ctx, `UPDATE person_case SET agent_id = $1, changed_at = $2, version = version + 1 WHERE person_id = $3 AND version = $4`,
		orNull(agent), tx.Now, p, version)
}

// SetCaseStatus moves the case to the status.
func (tx *Tx) SetCaseStatus(ctx context.Context, p domain.PersonID, s domain.CaseStatus, version int) error {
	return tx.oneRow(ctx, `UPDATE person_case SET status = $1, changed_at = $2, version = version + 1 WHERE person_id = $3 AND version = $4`,
		s, tx.Now, p, version)
}
