package store

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

const caseColumns = `c.person_id, p.name_latin, p.name_native, c.language, a.name, c.district_id, d.name, c.org_id, c.manager_id, m.name,
	coalesce(c.agent_id, 0), coalesce(g.name, ''), c.status, c.plan_version, c.review_on, c.waits_manager, c.waits_person,
	c.weight, c.weight_on, c.urgency, c.changed_at, c.version, c.closed_on, c.closing_reason`

const caseTables = `person_case c
	JOIN person p ON p.id = c.person_id
	JOIN accommodation a ON a.id = p.accommodation_id
	JOIN district d ON d.id = c.district_id
	JOIN app_user m ON m.id = c.manager_id
	LEFT JOIN app_user g ON g.id = c.agent_id`

func scanCase(scan scanner) (c domain.Case, err error) {
	err = scan(&c.Person, &c.Name.Latin, &c.Name.Native, &c.Language, &c.Accommodation, &c.District, &c.DistrictName, &c.Org, &c.Manager,
		&c.ManagerName, &c.Agent, &c.AgentName, &c.Status, &c.PlanVersion, &c.ReviewOn, &c.Waits.Manager, &c.Waits.Person,
		&c.Weight, &c.WeightOn, &c.Urgency, &c.Changed, &c.Version, &c.ClosedOn, &c.Closing)
	return c, err
}

// listColumns are what a list shows of a case: each column of each row costs, and so does each table. The names of districts and
// managers are read once for the whole list where that can be; the last column is the name of the manager, or empty.
const listColumns = `c.person_id, p.name_latin, p.name_native, c.language, c.district_id, c.manager_id, c.status, c.plan_version,
	c.review_on, c.waits_manager, c.waits_person, c.weight, c.changed_at`

const (
	listTables    = `person_case c JOIN person p ON p.id = c.person_id`
	listOfOne     = `SELECT ` + listColumns + `, '' FROM ` + listTables
	listOfSeveral = `SELECT ` + listColumns + `, m.name FROM ` + listTables + ` JOIN app_user m ON m.id = c.manager_id`
)

// listed returns a scan that uses the same memory for each row of a list.
func listed() func(scanner) (domain.Case, error) {
	var c domain.Case
	row := []any{
		(*int64)(&c.Person), &c.Name.Latin, &c.Name.Native, &c.Language, (*int64)(&c.District), (*int64)(&c.Manager), (*string)(&c.Status),
		&c.PlanVersion, (*string)(&c.ReviewOn), &c.Waits.Manager, &c.Waits.Person, (*string)(&c.Weight), (*int64)(&c.Changed),
		&c.ManagerName,
	}
	return func(scan scanner) (domain.Case, error) {
		err := scan(row...)
		return c, err
	}
}

// Case returns the core of the case of p, whoever asks: the caller has authorised. What waits for whom stands in lists only.
func (tx *Tx) Case(ctx context.Context, p domain.PersonID) (domain.Case, error) {
	c, err := one(ctx, tx, scanCase, `SELECT `+caseColumns+` FROM `+caseTables+` WHERE c.person_id = $1`, p)
	c.Waits = domain.Waits{}
	return c, err
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

// ofUsers narrows the condition to cases whose column names u or one of the others.
func (w *where) ofUsers(column string, u domain.UserID, others []domain.User) {
	ids := []any{u}
	for _, o := range others {
		ids = append(ids, o.ID)
	}
	w.oneOf(column, ids)
}

// ofTeams narrows the condition to cases of the teams; to none for no team.
func (w *where) ofTeams(teams []domain.Team) {
	var ids []any
	for _, t := range teams {
		ids = append(ids, t.ID)
	}
	w.oneOf("c.team_id", ids)
}

// oneOf narrows the condition to rows whose column is one of the ids; to none for no id.
func (w *where) oneOf(column string, ids []any) {
	if len(ids) == 0 {
		w.and("1 = 0")
		return
	}
	w.and(column+" IN ({}"+strings.Repeat(", {}", len(ids)-1)+")", ids...)
}

// filter narrows the condition to what f names.
func (w *where) filter(f domain.CaseFilter, today domain.Day) {
	if f.District != 0 {
		w.and("c.district_id = {}", f.District)
	}
	switch f.Status {
	case "":
	case domain.CaseReviewDue: // said by somebody, or by the day
		w.and("(c.status = {} OR c.review_on <> '' AND c.review_on <= {} AND c.status <> {})", f.Status, today, domain.CaseClosed)
	default:
		w.and("c.status = {}", f.Status)
	}
	if f.Language != "" {
		w.and("c.language = {}", f.Language)
	}
	switch f.Weight {
	case "":
	case domain.Unweighed:
		w.and("c.weight = ''")
	default:
		w.and("c.weight = {}", f.Weight)
	}
	if f.Matter != "" {
		w.matter(f.Matter, today)
	}
}

// Caseload returns one page of the cases that by manages, assigned or standing in, last changed first.
func (tx *Tx) Caseload(ctx context.Context, by domain.Actor, f domain.CaseFilter) (domain.CasePage, error) {
	others, err := tx.standsInFor(ctx, by.User)
	if err != nil {
		return domain.CasePage{}, err
	}
	page, err := tx.casePage(ctx, listOfOne, tx.managed(by, others), f)
	if err != nil {
		return page, err
	}
	nameManagers(page.Cases, by, others)
	page.Load, page.Reviews, page.Handovers, err = tx.load(ctx, by, others)
	return page, err
}

// managed begins a condition with the cases that by manages, assigned or standing in for others.
func (tx *Tx) managed(by domain.Actor, others []domain.User) *where {
	w := tx.seen(by, domain.RoleIntegrationManager)
	w.managedBy(by, others)
	return w
}

// managedBy narrows the condition to cases assigned to by or to one of the others, for whom by stands in.
func (w *where) managedBy(by domain.Actor, others []domain.User) {
	if !by.Has(domain.RoleIntegrationManager) {
		w.and("1 = 0")
	}
	w.ofUsers("c.manager_id", by.User, others)
}

// nameManagers fills in who is responsible for each case of by or of the others.
func nameManagers(cases []domain.Case, by domain.Actor, others []domain.User) {
	for i := range cases {
		c := &cases[i]
		if c.ManagerName = by.Name; c.Manager != by.User {
			c.ManagerName = nameOf(others, c.Manager)
		}
	}
}

// UnitCases returns one page of the cases of the unit of by: the team of a team lead, the organisation of an admin.
func (tx *Tx) UnitCases(ctx context.Context, by domain.Actor, f domain.CaseFilter) (domain.CasePage, error) {
	w := tx.led(by)
	f.Matter, f.ByWeight = "", false // core data only
	if f.Unmanaged {
		w.and("m.disabled_at <> 0")
	}
	page, err := tx.casePage(ctx, listOfSeveral, w, f)
	for i := range page.Cases {
		page.Cases[i].Waits = domain.Waits{} // core data only
	}
	if err == nil {
		page.Handovers, page.Orphans, err = tx.unitCounts(ctx, by)
	}
	return page, err
}

// led begins a condition with the cases of the unit of by.
func (tx *Tx) led(by domain.Actor) *where {
	w := tx.seen(by, domain.RoleIntegrationManager)
	switch {
	case by.Has(domain.RoleAdmin):
		w.and("c.org_id = {}", by.Org)
	case by.Has(domain.RoleTeamLead):
		w.and("c.team_id = {}", by.Team)
	default:
		w.and("1 = 0")
	}
	return w
}

// SharedCases returns one page of the cases whose goals are released to the Jobcenter agent by, or whom by stands in for: first those
// that wait for the Jobcenter, the longest wait first, then the others, last changed first.
func (tx *Tx) SharedCases(ctx context.Context, by domain.Actor, f domain.CaseFilter) (domain.CasePage, error) {
	agents, err := tx.standsInFor(ctx, by.User)
	if err != nil {
		return domain.CasePage{}, err
	}
	var waiting, rest []sharedCase
	if f.After.Person == 0 || f.After.Since != 0 {
		w := tx.sharedWith(by, agents, f)
		w.and("c.agent_since > 0")
		if f.After.Person != 0 {
			w.and("(c.agent_since, c.person_id) > ({}, {})", f.After.Since, f.After.Person)
		}
		if waiting, err = tx.shared(ctx, w, "c.agent_since, c.person_id"); err != nil {
			return domain.CasePage{}, err
		}
		f.After = domain.CaseCursor{}
	}
	w := tx.sharedWith(by, agents, f)
	w.and("c.agent_since = 0")
	if f.After.Person != 0 {
		w.and("(c.changed_at, c.person_id) < ({}, {})", f.After.Changed, f.After.Person)
	}
	if rest, err = tx.shared(ctx, w, "c.changed_at DESC, c.person_id DESC"); err != nil {
		return domain.CasePage{}, err
	}
	rows := append(waiting, rest...)
	cases := make([]domain.Case, len(rows))
	for i, r := range rows {
		cases[i] = r.Case
	}
	page := cutPage(cases)
	page.Today = tx.Today
	if page.Next.Person != 0 {
		page.Next.Since = rows[domain.CasesPerPage-1].since
	}
	return page, nil
}

// sharedWith is the condition on the cases of which something is released to one of the agents.
func (tx *Tx) sharedWith(by domain.Actor, agents []domain.User, f domain.CaseFilter) *where {
	w := tx.seen(by, domain.RoleJobcenterAgent)
	if !by.Has(domain.RoleJobcenterAgent) {
		w.and("1 = 0")
	}
	w.ofUsers("c.agent_id", by.User, agents)
	w.and(strings.Replace(visible, "'core'", "'plan'", 1))
	w.filter(f, tx.Today)
	return w
}

// openGoals is an aggregate of the goals that wait for the Jobcenter and are released to it today; $1, $2 and $3 are those of visible.
func openGoals(aggregate string) string {
	return `coalesce((SELECT ` + aggregate + ` FROM coordination x WHERE x.person_id = c.person_id AND ` + waitsForAgent + `), 0)`
}

// waitsForAgent is the condition on a coordination x that waits for the Jobcenter and is released to it today.
const waitsForAgent = `x.org_id = $1 AND x.state = 'shared' AND EXISTS (
	SELECT 1 FROM release r
	WHERE r.person_id = x.person_id AND r.org_id = $1 AND r.section = 'plan' AND r.revoked_at = 0 AND r.until_day >= $2 AND r.from_day <= $2
		AND r.goal_id = x.goal_id AND r.measure_id = x.measure_id AND r.role = $3)`

// sharedCase is a row of the Jobcenter's list and its place in it: since when it waits, 0 for one that does not.
type sharedCase struct {
	domain.Case
	since domain.Instant
}

// shared are the rows of one page of the Jobcenter's list, in the order, and one more; they say nothing of what waits for others.
func (tx *Tx) shared(ctx context.Context, w *where, order string) ([]sharedCase, error) {
	return all(ctx, tx, func(scan scanner) (c sharedCase, err error) {
		err = scan(&c.Person, &c.Name.Latin, &c.Name.Native, &c.Language, &c.ManagerName, &c.Changed, &c.since, &c.Waits.Agent, &c.Waits.AgentSince)
		return c, err
	}, `
		SELECT c.person_id, p.name_latin, p.name_native, c.language, m.name, c.changed_at, c.agent_since,
			`+openGoals("count(*)")+`, `+openGoals("min(x.turned_at)")+`
		FROM person_case c JOIN person p ON p.id = c.person_id JOIN app_user m ON m.id = c.manager_id
		WHERE `+w.String()+`
		ORDER BY `+order+`
		LIMIT `+strconv.Itoa(domain.CasesPerPage+1), w.args...)
}

// seen begins a condition with visible, whose placeholders are the first three.
func (tx *Tx) seen(by domain.Actor, role domain.Role) *where {
	return &where{conditions: []string{visible}, args: []any{by.Org, tx.Today, role}}
}

// casePage names its limit in the statement: SQLite plans a statement anew each time another limit is bound.
func (tx *Tx) casePage(ctx context.Context, list string, w *where, f domain.CaseFilter) (domain.CasePage, error) {
	w.filter(f, tx.Today)
	if f.Status == "" {
		w.and("c.status <> 'closed'") // they leave the list, and their filter shows them
	}
	order := "c.changed_at DESC, c.person_id DESC"
	switch {
	case f.ByWeight:
		order = "c.weight, " + order
		if f.After.Person != 0 {
			w.and("(c.weight > {} OR c.weight = {} AND (c.changed_at, c.person_id) < ({}, {}))", f.After.Weight, f.After.Weight, f.After.Changed, f.After.Person)
		}
	case f.After.Person != 0:
		w.and("(c.changed_at, c.person_id) < ({}, {})", f.After.Changed, f.After.Person)
	}
	cases, err := all(ctx, tx, listed(), list+`
		WHERE `+w.String()+`
		ORDER BY `+order+`
		LIMIT `+strconv.Itoa(domain.CasesPerPage+1), w.args...)
	page := cutPage(cases)
	page.Today = tx.Today
	if f.ByWeight && page.Next.Person != 0 {
		page.Next.Weight = page.Cases[len(page.Cases)-1].Weight
	}
	return page, err
}

// cutPage makes a page of one row more than a page has, which tells whether there is a next one.
func cutPage(cases []domain.Case) domain.CasePage {
	page := domain.CasePage{Cases: cases}
	if len(cases) > domain.CasesPerPage {
		page.Cases = cases[:domain.CasesPerPage]
		last := page.Cases[domain.CasesPerPage-1]
		page.Next = domain.CaseCursor{Changed: last.Changed, Person: last.Person}
	}
	return page
}

// standsInFor returns whom the user stands in for today: id and name. A transaction asks once.
func (tx *Tx) standsInFor(ctx context.Context, u domain.UserID) ([]domain.User, error) {
	if others, ok := tx.standIns[u]; ok {
		return others, nil
	}
	others, err := all(ctx, tx, func(scan scanner) (u domain.User, err error) {
		err = scan(&u.ID, &u.Name)
		return u, err
	}, `
		SELECT s.for_user_id, u.name
		FROM substitution s JOIN app_user u ON u.id = s.for_user_id
		WHERE s.user_id = $1 AND s.from_day <= $2 AND s.until_day >= $2
		ORDER BY s.for_user_id`,
		u, tx.Today)
	if err != nil {
		return nil, err
	}
	others = slices.CompactFunc(others, func(x, y domain.User) bool { return x.ID == y.ID })
	tx.standIns = map[domain.UserID][]domain.User{u: others}
	return others, nil
}

// CasesByName returns the cases of the filter that by manages among persons whose name keys meet one of the ranges.
func (tx *Tx) CasesByName(ctx context.Context, by domain.Actor, f domain.CaseFilter, ranges []KeyRange) ([]domain.Case, error) {
	if len(ranges) == 0 {
		return nil, nil
	}
	others, err := tx.standsInFor(ctx, by.User)
	if err != nil {
		return nil, err
	}
	// Whose case it is decides which persons of a frequent name are taken at all; what is released, about those.
	w := tx.seen(by, domain.RoleIntegrationManager)
	released := w.String()
	w.conditions = nil
	w.managedBy(by, others)
	w.filter(f, tx.Today)
	one := "SELECT k.person_id FROM name_key k CROSS JOIN person_case c WHERE c.person_id = k.person_id AND " + w.String() + " AND "
	cases, err := all(ctx, tx, listed(), listOfOne+`
		WHERE `+released+` AND c.person_id IN (`+w.anyRange(ranges, one)+`)
		ORDER BY c.person_id`, w.args...)
	nameManagers(cases, by, others)
	return cases, err
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

// SetCaseStatus moves a case that is not closed to the status; CloseCase and ReopenCase do the rest.
func (tx *Tx) SetCaseStatus(ctx context.Context, p domain.PersonID, s domain.CaseStatus, version int) error {
	return tx.oneRow(ctx, `UPDATE person_case SET status = $1, changed_at = $2, version = version + 1 WHERE person_id = $3 AND version = $4 AND status <> 'closed'`,
		s, tx.Now, p, version)
}
