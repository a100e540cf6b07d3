package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// questionText is what a person asks, in the own words; it is sealed.
type questionText struct {
	Text string `json:"text"`
	Lang string `json:"lang"`
}

// questionAnswer is what the organisation says; it is sealed under the person's key.
type questionAnswer struct {
	Why    string `json:"why"`
	Answer string `json:"answer"`
}

func questionField(id domain.BookQuestionID, part string) string {
	return "book_question:" + id.String() + ":" + part
}

// AddBookQuestion stores a question of q.Person. Conflict when the entry has one already.
func (tx *Tx) AddBookQuestion(ctx context.Context, q domain.BookQuestion) error {
	v, err := tx.vault(ctx, q.Person)
	if err != nil {
		return err
	}
	text, err := seal(v, questionField(q.ID, "text"), questionText{q.Text, q.Lang})
	if err != nil {
		return err
	}
	return tx.oneRow(ctx, `
		INSERT INTO book_question (id, person_id, org_id, event_seq, text_sealed, answer_sealed, at, due_day, answered_at, answered_by)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0)
		ON CONFLICT (person_id, event_seq) DO NOTHING`, q.ID, q.Person, q.Org, q.Seq, text, []byte{}, tx.Now, q.Due)
}

// BookQuestions returns every question of p, oldest first.
func (tx *Tx) BookQuestions(ctx context.Context, p domain.PersonID) ([]domain.BookQuestion, error) {
	return tx.bookQuestions(ctx, p, 0)
}

// BookQuestion returns one question of whoever asked it, with its words. NotFound when there is none.
func (tx *Tx) BookQuestion(ctx context.Context, id domain.BookQuestionID) (q domain.BookQuestion, err error) {
	p, err := one(ctx, tx, value[domain.PersonID], `SELECT person_id FROM book_question WHERE id = $1`, id)
	if err != nil {
		return q, err
	}
	found, err := tx.bookQuestions(ctx, p, id)
	if err != nil {
		return q, err
	}
	if len(found) == 0 {
		return q, domain.ErrNotFound()
	}
	return found[0], nil
}

// bookQuestions returns the questions of p, or one of them, with their words.
func (tx *Tx) bookQuestions(ctx context.Context, p domain.PersonID, id domain.BookQuestionID) ([]domain.BookQuestion, error) {
	type row struct {
		q            domain.BookQuestion
		text, answer []byte
	}
	rows, err := all(ctx, tx, func(scan scanner) (r row, err error) {
		err = scan(&r.q.ID, &r.q.Person, &r.q.Org, &r.q.OrgName, &r.q.Seq, &r.text, &r.answer, &r.q.At, &r.q.Due, &r.q.AnsweredAt, &r.q.By)
		return r, err
	}, `
		SELECT q.id, q.person_id, q.org_id, o.name, q.event_seq, q.text_sealed, q.answer_sealed, q.at, q.due_day, q.answered_at, coalesce(u.name, '')
		FROM book_question q
		JOIN org o ON o.id = q.org_id
		LEFT JOIN app_user u ON u.id = q.answered_by
		WHERE q.person_id = $1 AND (q.id = $2 OR $2 = 0)
		ORDER BY q.id`, p, id)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, err
	}
	out := make([]domain.BookQuestion, len(rows))
	for i, r := range rows {
		text, err := open[questionText](v, questionField(r.q.ID, "text"), r.text)
		if err != nil {
			return nil, err
		}
		out[i] = r.q
		out[i].Text, out[i].Lang = text.Text, text.Lang
		if r.q.AnsweredAt == 0 {
			continue
		}
		answer, err := open[questionAnswer](v, questionField(r.q.ID, "answer"), r.answer)
		if err != nil {
			return nil, err
		}
		out[i].Why, out[i].Answer = answer.Why, answer.Answer
	}
	return out, nil
}

// AnswerBookQuestion stores the answer of a user. Conflict when somebody has answered already.
func (tx *Tx) AnswerBookQuestion(ctx context.Context, q domain.BookQuestion, by domain.UserID) error {
	v, err := tx.vault(ctx, q.Person)
	if err != nil {
		return err
	}
	sealed, err := seal(v, questionField(q.ID, "answer"), questionAnswer{q.Why, q.Answer})
	if err != nil {
		return err
	}
	return tx.oneRow(ctx, `UPDATE book_question SET answer_sealed = $1, answered_at = $2, answered_by = $3 WHERE id = $4 AND answered_at = 0`,
		sealed, tx.Now, by, q.ID)
}

// questionsShown is how many questions a page of an organisation shows: those that are due first, then those answered last.
const questionsShown = "100"

// OrgQuestions returns what persons asked an organisation, without names and words: what waits first, the earliest due before the others.
func (tx *Tx) OrgQuestions(ctx context.Context, o domain.OrgID) ([]domain.BookQuestion, error) {
	return all(ctx, tx, func(scan scanner) (q domain.BookQuestion, err error) {
		err = scan(&q.ID, &q.At, &q.Due, &q.AnsweredAt, &q.By)
		return q, err
	}, `
		SELECT q.id, q.at, q.due_day, q.answered_at, coalesce(u.name, '')
		FROM book_question q
		LEFT JOIN app_user u ON u.id = q.answered_by
		WHERE q.org_id = $1
		ORDER BY CASE q.answered_at WHEN 0 THEN 0 ELSE 1 END, CASE q.answered_at WHEN 0 THEN q.due_day ELSE '' END, q.answered_at DESC, q.id
		LIMIT `+questionsShown, o)
}

// OpenQuestions returns how many questions wait for an organisation, and how many of them should have been answered.
func (tx *Tx) OpenQuestions(ctx context.Context, o domain.OrgID) (waiting domain.OpenQuestions, err error) {
	return one(ctx, tx, func(scan scanner) (w domain.OpenQuestions, err error) {
		err = scan(&w.All, &w.Late)
		return w, err
	}, `SELECT count(*), coalesce(sum(CASE WHEN due_day < $1 THEN 1 ELSE 0 END), 0) FROM book_question WHERE org_id = $2 AND answered_at = 0`, tx.Today, o)
}

// PersonEvent returns the event of the book of p with that number, with the name of its actor. NotFound when the book has none such.
func (tx *Tx) PersonEvent(ctx context.Context, p domain.PersonID, seq int64) (domain.Event, error) {
	return one(ctx, tx, scanBookEvent, `
		SELECT `+eventColumns+`, coalesce(u.name, ''), coalesce(o.name, '')
		FROM event e
		LEFT JOIN app_user u ON u.id = e.user_id
		LEFT JOIN org o ON o.id = e.org_id
		WHERE e.person_id = $1 AND e.seq = $2`, p, seq)
}

// BookOrgs returns the organisations that stand in the book of p, by name.
func (tx *Tx) BookOrgs(ctx context.Context, p domain.PersonID) ([]domain.Org, error) {
	return all(ctx, tx, func(scan scanner) (o domain.Org, err error) {
		err = scan(&o.ID, &o.Name)
		return o, err
	}, `SELECT id, name FROM org WHERE id IN (SELECT org_id FROM event WHERE person_id = $1) ORDER BY name, id`, p)
}
