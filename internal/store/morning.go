package store

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// A cue finds why a case c stands on the morning page: the rows of from that meet the condition. In its texts {today}, {soon} and {lately}
// are days and moments, and $1 is the organisation.
type cue struct {
	matter    domain.Matter
	kind      string // of domain.Cues
	from      string // empty for what the case itself says
	condition string
	day, at   string // of one row; empty where the other one says it
}

// Steps of goals that go on and are to be done, and goals that both sides can work on.
const (
	openSteps = `measure m JOIN goal g ON g.id = m.goal_id AND NOT g.ended`
	openStep  = `m.person_id = c.person_id AND m.removed_at = 0 AND m.state NOT IN ('done', 'dropped')`
	openGoal  = `g.person_id = c.person_id AND g.removed_at = 0 AND NOT g.ended`
)

// endsSoon are releases that end soon and of which there is no later one of the same; what of a release is the same is said behind it.
const endsSoon = `r.revoked_at = 0 AND r.from_day <= {today} AND r.until_day BETWEEN {today} AND {soon}
	AND NOT EXISTS (SELECT 1 FROM release l WHERE l.person_id = r.person_id AND l.org_id = r.org_id AND l.section = r.section AND l.role = r.role
		AND l.goal_id = r.goal_id AND l.measure_id = r.measure_id AND l.revoked_at = 0 AND l.until_day > {soon})`

// cues are all of them, in the order of domain.Matters.
var cues = [...]cue{
	{domain.MatterDue, "appointment", openSteps, openStep + ` AND m.appointment = {today}`, "m.appointment", ""},
	{domain.MatterDue, "appointment_past", openSteps, openStep + ` AND m.appointment > '' AND m.appointment < {today} AND m.state <> 'running'`, "m.appointment", ""},
	{domain.MatterDue, "step", openSteps, openStep + ` AND m.due > '' AND m.due <= {today}`, "m.due", ""},
	{domain.MatterDue, "goal", `goal g`, openGoal + ` AND g.due > '' AND g.due <= {today}`, "g.due", ""},
	{domain.MatterAnswer, "agreed", `goal g`, openGoal + ` AND g.offered AND g.in_version = 0 AND g.answer = 'agreed'`, "", ""},
	{domain.MatterAnswer, "objected", `goal g`, openGoal + ` AND g.offered AND g.in_version = 0 AND g.answer = 'objected'`, "", ""},
	{domain.MatterAnswer, "version", `plan v`, `v.person_id = c.person_id AND v.version > 0 AND v.agreed_at >= {lately}`, "", "v.agreed_at"},
	{domain.MatterAnswer, "counter", `coordination x`, `x.person_id = c.person_id AND x.state = 'countered' AND x.by_manager = 'open'`, "", "x.turned_at"},
	{domain.MatterAnswer, "jobcenter_agreed", `coordination x`, `x.person_id = c.person_id AND x.state = 'agreed' AND x.turned_at >= {lately}`, "", "x.turned_at"},
	{domain.MatterAnswer, "jobcenter_declined", `coordination x`, `x.person_id = c.person_id AND x.state = 'declined' AND x.turned_at >= {lately}`, "", "x.turned_at"},
	{domain.MatterAnswer, "wish", `wish w`, `w.person_id = c.person_id AND w.state = 'open'`, "", "w.at"},
	{domain.MatterReview, "review", "", `c.review_on > '' AND c.review_on <= {today}`, "c.review_on", ""},
	{domain.MatterRelease, "release", `release r`, `r.person_id = c.person_id AND r.org_id = $1 AND r.role = 'integration_manager' AND ` + endsSoon, "r.until_day", ""},
	{
		domain.MatterRelease, "jobcenter_release", `coordination x JOIN release r ON r.person_id = x.person_id AND r.org_id = x.org_id AND r.section = 'plan'
			AND r.goal_id = x.goal_id AND r.measure_id = x.measure_id AND r.role = 'jobcenter_agent'`,
		`x.person_id = c.person_id AND x.state IN ('shared', 'countered', 'agreed', 'in_force') AND ` + endsSoon, "r.until_day", "",
	},
	{domain.MatterNoPlan, "no_plan", "", `c.plan_version = 0 AND c.weight <> 'waiting'`, "", "c.registered_at"},
}

// fill puts today, soon and lately into a text of a cue.
func (w *where) fill(text string, today domain.Day) string {
	text = strings.ReplaceAll(text, "{today}", "$2")
	if strings.Contains(text, "{soon}") {
		w.args = append(w.args, today.AddDays(domain.ReleaseDaysAhead))
		text = strings.ReplaceAll(text, "{soon}", "$"+strconv.Itoa(len(w.args)))
	}
	if strings.Contains(text, "{lately}") {
		w.args = append(w.args, lately(today))
		text = strings.ReplaceAll(text, "{lately}", "$"+strconv.Itoa(len(w.args)))
	}
	return text
}

// lately is since when an answer of the Jobcenter is new.
func lately(today domain.Day) domain.Instant {
	t, err := time.Parse(time.DateOnly, string(today.AddDays(-domain.AnswerDaysBack)))
	if err != nil {
		return 0
	}
	return domain.InstantOf(t)
}

// matter narrows the condition to cases that stand under m on the morning page. The placeholder of today is $2.
func (w *where) matter(m domain.Matter, today domain.Day) {
	var parts []string
	for _, x := range cues {
		if x.matter != m {
			continue
		}
		condition := w.fill(x.condition, today)
		if x.from != "" {
			condition = "EXISTS (SELECT 1 FROM " + x.from + " WHERE " + condition + ")"
		}
		parts = append(parts, condition)
	}
	w.and("c.status <> 'closed'")
	w.and("(" + strings.Join(parts, " OR ") + ")")
}

// Morning returns what of the caseload of by, assigned or standing in, asks for them today: of each matter how many persons, and the first of
// them. It opens nothing that is sealed. One statement does it all, and reads the caseload once: without the word, SQLite would read it for each cue.
func (tx *Tx) Morning(ctx context.Context, by domain.Actor) ([]domain.MorningBlock, error) {
	others, err := tx.standsInFor(ctx, by.User)
	if err != nil {
		return nil, err
	}
	w := tx.managed(by, others)
	mine := w.String()
	parts := make([]string, len(cues))
	for i, x := range cues {
		parts[i] = x.rows(w, i, tx.Today)
	}
	blocks := make([]domain.MorningBlock, len(domain.Matters))
	for i, m := range domain.Matters {
		blocks[i].Matter = m
	}
	rows, err := all(ctx, tx, scanMorning, `
		WITH mine AS MATERIALIZED (
			SELECT c.person_id, c.plan_version, c.review_on, c.weight, c.manager_id, c.language, p.name_latin, p.name_native, p.registered_at
			FROM person_case c JOIN person p ON p.id = c.person_id
			WHERE `+mine+` AND c.status <> 'closed'
		), cue AS MATERIALIZED (`+strings.Join(parts, " UNION ALL ")+`
		), placed AS (
			SELECT q.matter, q.person_id, count(*) OVER (PARTITION BY q.matter) AS n,
				row_number() OVER (PARTITION BY q.matter ORDER BY min(q.day), min(q.at), q.person_id) AS place
			FROM cue q
			GROUP BY q.matter, q.person_id
		)
		SELECT s.matter, s.n, c.person_id, c.name_latin, c.name_native, c.language, c.manager_id, q.kind, q.n, q.day, q.at
		FROM placed s JOIN cue q ON q.matter = s.matter AND q.person_id = s.person_id JOIN mine c ON c.person_id = s.person_id
		WHERE s.place <= `+strconv.Itoa(domain.MorningRows)+`
		ORDER BY s.matter, s.place, q.kind`, w.args...)
	for _, r := range rows {
		r.addTo(&blocks[r.matter], by, others)
	}
	return blocks, err
}

// rows is the query for the persons of mine c whom the cue concerns; i is its place among the cues.
func (x cue) rows(w *where, i int, today domain.Day) string {
	n, from, group, earliest := "count(*)", " FROM mine c CROSS JOIN "+x.from, " GROUP BY c.person_id", "min"
	if x.from == "" {
		n, from, group, earliest = "1", " FROM mine c", "", ""
	}
	day, at := "''", "0"
	if x.day != "" {
		day = earliest + "(" + x.day + ")"
	}
	if x.at != "" {
		at = earliest + "(" + x.at + ")"
	}
	matter := slices.Index(domain.Matters[:], x.matter)
	return "SELECT " + strconv.Itoa(matter) + " AS matter, " + strconv.Itoa(i) + " AS kind, c.person_id, " + n + " AS n, " + day + " AS day, " + at + " AS at" +
		from + " WHERE " + w.fill(x.condition, today) + group
}

// morningRow is one cue of one person.
type morningRow struct {
	matter, n int
	row       domain.MorningRow
	kind      int
	cue       domain.Cue
}

func scanMorning(scan scanner) (r morningRow, err error) {
	err = scan(&r.matter, &r.n, &r.row.Person, &r.row.Name.Latin, &r.row.Name.Native, &r.row.Language, &r.row.Manager, &r.kind, &r.cue.N, &r.cue.Day, &r.cue.At)
	return r, err
}

func (r morningRow) addTo(b *domain.MorningBlock, by domain.Actor, others []domain.User) {
	b.Count = r.n
	r.cue.Kind = cues[r.kind].kind
	if n := len(b.Rows); n == 0 || b.Rows[n-1].Person != r.row.Person {
		if r.row.ManagerName = by.Name; r.row.Manager != by.User {
			r.row.ManagerName = nameOf(others, r.row.Manager)
		}
		b.Rows = append(b.Rows, r.row)
	}
	last := &b.Rows[len(b.Rows)-1]
	last.Cues = append(last.Cues, r.cue)
}

func nameOf(users []domain.User, u domain.UserID) string {
	for _, x := range users {
		if x.ID == u {
			return x.Name
		}
	}
	return ""
}
