package store

import (
	"cmp"
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// planRow is a plan with one of its goals and one of the goal's measures; their ids are 0 where there is none.
type planRow struct {
	plan                     domain.Plan
	goal                     domain.Goal
	measure                  domain.Measure
	extended                 []byte
	text, answer, stepSealed []byte
}

func scanPlan(scan scanner) (r planRow, err error) {
	g, m := &r.goal, &r.measure
	t := &r.plan.Terms
	err = scan(&r.plan.Version, &r.plan.Agreed, &r.plan.Changed, &r.plan.Seen, &t.Programme, &t.Started, &t.ReviewOn, &r.extended, &t.Version,
		&g.ID, &g.Domain, &r.text, &g.Due, &g.Offered, &g.Answer, &r.answer, &g.InVersion, &g.Version,
		&m.ID, &m.Who, &r.stepSealed, &m.Due, &m.State, &m.Version)
	return r, err
}

// Plan returns the draft of p's plan with all goals and measures.
func (tx *Tx) Plan(ctx context.Context, p domain.PersonID) (domain.Plan, error) {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return domain.Plan{}, err
	}
	rows, err := all(ctx, tx, scanPlan, `
		SELECT pl.version, pl.agreed_at, pl.offered_at, pl.seen_at, pl.programme, pl.started_on, pl.review_on, pl.extended_sealed, pl.terms_version,
			coalesce(g.id, 0), coalesce(g.domain, ''), g.text_sealed, coalesce(g.due, ''), coalesce(g.offered, FALSE), coalesce(g.answer, ''),
			g.answer_sealed, coalesce(g.in_version, 0), coalesce(g.version, 0),
			coalesce(m.id, 0), coalesce(m.who, ''), m.text_sealed, coalesce(m.due, ''), coalesce(m.state, ''), coalesce(m.version, 0)
		FROM plan pl
		LEFT JOIN goal g ON g.person_id = pl.person_id AND g.removed_at = 0
		LEFT JOIN measure m ON m.person_id = g.person_id AND m.removed_at = 0 AND m.goal_id = g.id
		WHERE pl.person_id = $1
		ORDER BY g.id, m.id`, p)
	if err != nil {
		return domain.Plan{}, err
	}
	if len(rows) == 0 {
		return domain.Plan{}, domain.ErrNotFound()
	}
	plan := rows[0].plan
	plan.Person = p
	if plan.Terms.Extended, err = open[string](v, "plan_extended", rows[0].extended); err != nil {
		return domain.Plan{}, err
	}
	for _, r := range rows {
		if err := r.addTo(&plan, v); err != nil {
			return domain.Plan{}, err
		}
	}
	return plan, nil
}

// addTo opens the goal of r, unless it was the one of the row before, and its measure.
func (r planRow) addTo(plan *domain.Plan, v vault) (err error) {
	if r.goal.ID == 0 {
		return nil
	}
	if n := len(plan.Goals); n == 0 || plan.Goals[n-1].ID != r.goal.ID {
		g := r.goal
		g.Person = plan.Person
		body, err := open[goalBody](v, "goal:"+g.ID.String(), r.text)
		if err != nil {
			return err
		}
		g.Text, g.Domain, g.Outcome = body.PlanText, cmp.Or(body.Domain, g.Domain), body.Outcome
		said, err := open[goalAnswer](v, "goal_answer:"+g.ID.String(), r.answer)
		if err != nil {
			return err
		}
		g.Objection, g.Explained = said.Objection, said.Explained
		plan.Goals = append(plan.Goals, g)
	}
	if r.measure.ID == 0 {
		return nil
	}
	m := r.measure
	m.Goal = r.goal.ID
	body, err := open[measureBody](v, "measure:"+m.ID.String(), r.stepSealed)
	if err != nil {
		return err
	}
	body.fill(&m)
	last := &plan.Goals[len(plan.Goals)-1]
	last.Measures = append(last.Measures, m)
	return nil
}

// goalBody is what a goal is about; it is sealed. A row from before the domain was sealed has none here, and has it in its column.
type goalBody struct {
	domain.PlanText
	Domain  domain.LifeDomain `json:"domain,omitempty"`
	Outcome *domain.Outcome   `json:"outcome,omitempty"`
}

// measureBody is what a measure is about; it is sealed. Rows from before there was more than a text hold just that.
type measureBody struct {
	domain.PlanText
	Type        domain.MeasureType `json:"type,omitempty"`
	Body        domain.BodyID      `json:"body,omitempty"`
	After       domain.MeasureID   `json:"after,omitempty"`
	Appointment domain.Day         `json:"appointment,omitempty"`
	Binding     bool               `json:"binding,omitempty"`
	Evidence    []domain.Evidence  `json:"evidence,omitempty"`
}

func bodyOf(m domain.Measure) measureBody {
	return measureBody{m.Text, m.Type, m.Body, m.After, m.Appointment, m.Binding, m.Evidence}
}

func (b measureBody) fill(m *domain.Measure) {
	m.Text, m.Type, m.Body, m.After, m.Appointment, m.Binding, m.Evidence = b.PlanText, b.Type, b.Body, b.After, b.Appointment, b.Binding, b.Evidence
}

// goalAnswer is what a person says to a goal beyond yes or no; it is sealed.
type goalAnswer struct {
	Objection string `json:"objection,omitempty"`
	Explained string `json:"explained,omitempty"`
}

// answerRevision is what was said to a version of a goal.
type answerRevision struct {
	Version int           `json:"version"`
	Answer  domain.Answer `json:"answer"`
	goalAnswer
}

// OpenGoals is how many goals of the draft of p have not ended.
func (tx *Tx) OpenGoals(ctx context.Context, p domain.PersonID) (int, error) {
	return one(ctx, tx, value[int], `SELECT count(*) FROM goal WHERE person_id = $1 AND removed_at = 0 AND NOT ended`, p)
}

// SaveGoal stores g as version g.Version+1 with its revision; what the person said to the goal before does not count any more,
// and it is offered again by OfferGoals. Conflict when g.Version is not the stored one.
func (tx *Tx) SaveGoal(ctx context.Context, g domain.Goal, by domain.UserID) (domain.GoalID, error) {
	v, err := tx.vault(ctx, g.Person)
	if err != nil {
		return 0, err
	}
	fresh := g.Version == 0
	if g.ID == 0 {
		g.ID = NewID[domain.GoalID](tx)
	}
	sealed, err := seal(v, "goal:"+g.ID.String(), goalBody{g.Text, g.Domain, g.Outcome})
	if err != nil {
		return 0, err
	}
	if fresh {
		err = tx.must(ctx, `
			INSERT INTO goal (id, person_id, domain, text_sealed, due, offered, answer, answer_sealed, in_version, version, removed_at)
			VALUES ($1, $2, '', $3, $4, FALSE, 'open', NULL, 0, 1, 0)`,
			g.ID, g.Person, sealed, g.Due)
	} else {
		err = tx.oneRow(ctx, `
			UPDATE goal SET domain = '', text_sealed = $1, due = $2, offered = FALSE, answer = 'open', answer_sealed = NULL, in_version = 0, version = version + 1
			WHERE id = $3 AND person_id = $4 AND version = $5 AND removed_at = 0`,
			sealed, g.Due, g.ID, g.Person, g.Version)
	}
	if err == nil && !fresh {
		err = tx.countWaiting(ctx, g.Person)
	}
	if err != nil {
		return 0, err
	}
	return g.ID, tx.addGoalRevision(ctx, v, g, by)
}

// addGoalRevision keeps the whole goal as it stands after the save.
func (tx *Tx) addGoalRevision(ctx context.Context, v vault, g domain.Goal, by domain.UserID) error {
	snapshot, err := seal(v, "goal_revision:"+g.ID.String(), g)
	if err != nil {
		return err
	}
	return tx.addRevision(ctx, "goal", int64(g.ID), g.Version+1, g.Person, by, snapshot)
}

// RemoveGoal takes a goal and its measures out of the draft; agreed versions keep them.
func (tx *Tx) RemoveGoal(ctx context.Context, p domain.PersonID, g domain.GoalID, version int, by domain.UserID) error {
	if err := tx.oneRow(ctx, `
		UPDATE goal SET removed_at = $1, version = version + 1 WHERE id = $2 AND person_id = $3 AND version = $4 AND removed_at = 0`,
		tx.Now, g, p, version); err != nil {
		return err
	}
	if err := tx.must(ctx, `UPDATE measure SET removed_at = $1 WHERE goal_id = $2 AND person_id = $3 AND removed_at = 0`, tx.Now, g, p); err != nil {
		return err
	}
	if err := tx.countWaiting(ctx, p); err != nil {
		return err
	}
	return tx.addRevision(ctx, "goal", int64(g), version+1, p, by, nil)
}

// SaveMeasure stores m as version m.Version+1 with its revision. Conflict when m.Version is not the stored one.
func (tx *Tx) SaveMeasure(ctx context.Context, p domain.PersonID, m domain.Measure, by domain.UserID) (domain.MeasureID, error) {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return 0, err
	}
	fresh := m.Version == 0
	if m.ID == 0 {
		m.ID = NewID[domain.MeasureID](tx)
	}
	sealed, err := seal(v, "measure:"+m.ID.String(), bodyOf(m))
	if err != nil {
		return 0, err
	}
	if fresh {
		err = tx.oneRow(ctx, `
			INSERT INTO measure (id, goal_id, person_id, who, text_sealed, due, state, appointment, version, removed_at)
			SELECT $1, g.id, $2, $3, $4, $5, $6, $7, 1, 0 FROM goal g WHERE g.id = $8 AND g.person_id = $2 AND g.removed_at = 0`,
			m.ID, p, m.Who, sealed, m.Due, m.State, m.Appointment, m.Goal)
	} else {
		err = tx.oneRow(ctx, `
			UPDATE measure SET who = $1, text_sealed = $2, due = $3, state = $4, appointment = $5, version = version + 1
			WHERE id = $6 AND person_id = $7 AND goal_id = $8 AND version = $9 AND removed_at = 0`,
			m.Who, sealed, m.Due, m.State, m.Appointment, m.ID, p, m.Goal, m.Version)
	}
	if err != nil {
		return 0, err
	}
	snapshot, err := seal(v, "measure_revision:"+m.ID.String(), m)
	if err != nil {
		return 0, err
	}
	return m.ID, tx.addRevision(ctx, "measure", int64(m.ID), m.Version+1, p, by, snapshot)
}

// RemoveMeasure takes a measure of the goal out of the draft.
func (tx *Tx) RemoveMeasure(ctx context.Context, p domain.PersonID, g domain.GoalID, m domain.MeasureID, version int, by domain.UserID) error {
	if err := tx.oneRow(ctx, `
		UPDATE measure SET removed_at = $1, version = version + 1
		WHERE id = $2 AND person_id = $3 AND goal_id = $4 AND version = $5 AND removed_at = 0`,
		tx.Now, m, p, g, version); err != nil {
		return err
	}
	return tx.addRevision(ctx, "measure", int64(m), version+1, p, by, nil)
}

// ReopenGoal makes the person's answer to a goal open again: one of its measures changed.
func (tx *Tx) ReopenGoal(ctx context.Context, p domain.PersonID, g domain.GoalID) error {
	if err := tx.must(ctx, `
		UPDATE goal SET offered = FALSE, answer = 'open', answer_sealed = NULL, in_version = 0, version = version + 1
		WHERE id = $1 AND person_id = $2 AND removed_at = 0`, g, p); err != nil {
		return err
	}
	return tx.countWaiting(ctx, p)
}

// OfferGoals shows the draft to the person as it stands.
func (tx *Tx) OfferGoals(ctx context.Context, p domain.PersonID) error {
	if err := tx.must(ctx, `UPDATE goal SET offered = TRUE WHERE person_id = $1 AND removed_at = 0 AND NOT ended`, p); err != nil {
		return err
	}
	if err := tx.must(ctx, `
		UPDATE plan SET offered_at = $1, first_offered_at = CASE WHEN first_offered_at = 0 THEN $1 ELSE first_offered_at END
		WHERE person_id = $2`, tx.Now, p); err != nil {
		return err
	}
	return tx.countWaiting(ctx, p)
}

// SeePlan records that the person looked at the plan.
func (tx *Tx) SeePlan(ctx context.Context, p domain.PersonID) error {
	return tx.must(ctx, `UPDATE plan SET seen_at = $1 WHERE person_id = $2`, tx.Now, p)
}

// AnswerGoal stores what the person says to an offered goal of that version, with its revision. Conflict when the goal was changed since.
func (tx *Tx) AnswerGoal(ctx context.Context, g domain.Goal, by domain.UserID) error {
	v, err := tx.vault(ctx, g.Person)
	if err != nil {
		return err
	}
	sealed, err := seal(v, "goal_answer:"+g.ID.String(), goalAnswer{g.Objection, g.Explained})
	if err != nil {
		return err
	}
	if err := tx.oneRow(ctx, `
		UPDATE goal SET answer = $1, answer_sealed = $2 WHERE id = $3 AND person_id = $4 AND version = $5 AND offered AND removed_at = 0`,
		g.Answer, sealed, g.ID, g.Person, g.Version); err != nil {
		return err
	}
	if err := tx.addAnswerRevision(ctx, v, g, by); err != nil {
		return err
	}
	return tx.countWaiting(ctx, g.Person)
}

// addAnswerRevision keeps what was said: the next answer, and the next change of the goal, take it out of the draft.
func (tx *Tx) addAnswerRevision(ctx context.Context, v vault, g domain.Goal, by domain.UserID) error {
	snapshot, err := seal(v, "goal_answer_revision:"+g.ID.String(), answerRevision{g.Version, g.Answer, goalAnswer{g.Objection, g.Explained}})
	if err != nil {
		return err
	}
	return tx.must(ctx, `
		INSERT INTO revision (kind, object_id, version, person_id, by_user, body_sealed, at)
		SELECT 'goal_answer', $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5 FROM revision WHERE kind = 'goal_answer' AND object_id = $1`,
		g.ID, g.Person, by, snapshot, tx.Now)
}

// SetGoalDue moves the due date of a goal that both sides agreed to move; the person's answer stays.
func (tx *Tx) SetGoalDue(ctx context.Context, g domain.Goal, due domain.Day, by domain.UserID) error {
	v, err := tx.vault(ctx, g.Person)
	if err != nil {
		return err
	}
	if err := tx.oneRow(ctx, `UPDATE goal SET due = $1, in_version = 0, version = version + 1 WHERE id = $2 AND person_id = $3 AND version = $4 AND removed_at = 0`,
		due, g.ID, g.Person, g.Version); err != nil {
		return err
	}
	g.Due = due
	return tx.addGoalRevision(ctx, v, g, by)
}

// SaveOutcome stores how far a goal was reached; what both sides agreed of it stays. Conflict when g.Version is not the stored one.
func (tx *Tx) SaveOutcome(ctx context.Context, g domain.Goal, by domain.UserID) error {
	v, err := tx.vault(ctx, g.Person)
	if err != nil {
		return err
	}
	sealed, err := seal(v, "goal:"+g.ID.String(), goalBody{g.Text, g.Domain, g.Outcome})
	if err != nil {
		return err
	}
	if err := tx.oneRow(ctx, `
		UPDATE goal SET text_sealed = $1, ended = $2, in_version = 0, version = version + 1
		WHERE id = $3 AND person_id = $4 AND version = $5 AND removed_at = 0`,
		sealed, g.Ended(), g.ID, g.Person, g.Version); err != nil {
		return err
	}
	if err := tx.countWaiting(ctx, g.Person); err != nil {
		return err
	}
	return tx.addGoalRevision(ctx, v, g, by)
}

// SavePlanTerms stores programme, days and extension of p's plan. Conflict when t.Version is not the stored one.
func (tx *Tx) SavePlanTerms(ctx context.Context, p domain.PersonID, t domain.PlanTerms, by domain.UserID) error {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return err
	}
	var extended []byte
	if t.Extended != "" {
		if extended, err = seal(v, "plan_extended", t.Extended); err != nil {
			return err
		}
	}
	if err := tx.oneRow(ctx, `
		UPDATE plan SET programme = $1, started_on = $2, review_on = $3, extended_sealed = $4, terms_version = terms_version + 1
		WHERE person_id = $5 AND terms_version = $6`, t.Programme, t.Started, t.ReviewOn, extended, p, t.Version); err != nil {
		return err
	}
	if err := tx.must(ctx, `UPDATE person_case SET review_on = $1 WHERE person_id = $2`, t.ReviewOn, p); err != nil {
		return err
	}
	snapshot, err := seal(v, "plan_terms:"+p.String(), t)
	if err != nil {
		return err
	}
	return tx.addRevision(ctx, "plan_terms", int64(p), t.Version+1, p, by, snapshot)
}
