package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// bodyRow is a request as it is stored, with what of it is sealed.
type bodyRow struct {
	r                               domain.BodyRequest
	item, question, counter, reason []byte
}

const bodyColumns = `r.id, r.person_id, r.goal_id, r.measure_id, r.item_sealed, r.question_sealed, r.state, r.counter_due, r.counter_sealed, r.reason_sealed,
	r.asks_back, r.by_manager, r.by_person, r.shown, r.until_day, r.text_hash, r.language, r.how, r.given_at, r.revoked_at, r.proposed_at, r.answered_at,
	r.turned_at, r.version, r.user_id, u.name, u.org_id, b.id, b.name, b.kind, b.contact, b.closed_on, b.version`

func scanBodyRow(scan scanner) (x bodyRow, err error) {
	r := &x.r
	err = scan(&r.ID, &r.Person, &r.Goal.ID, &r.Measure, &x.item, &x.question, &r.State, &r.CounterDue, &x.counter, &x.reason,
		&r.AsksBack, &r.ByManager, &r.ByPerson, &r.Shown, &r.Until, &r.Terms.TextHash, &r.Terms.Language, &r.Terms.How, &r.GivenAt, &r.Revoked,
		&r.ProposedAt, &r.AnsweredAt, &r.TurnedAt, &r.Version, &r.By, &r.ByName, &r.ByOrg, &r.Body.ID, &r.Body.Name, &r.Body.Kind, &r.Body.Contact, &r.Body.Closed,
		&r.Body.Version)
	return x, err
}

// opened is the request with its sealed texts.
func (x bodyRow) opened(v vault) (r domain.BodyRequest, err error) {
	r = x.r
	goal := r.Goal.ID
	if r.Goal, err = open[domain.Goal](v, "body_item:"+r.ID.String(), x.item); err != nil {
		return r, err
	}
	r.Goal.ID, r.Goal.Person = goal, r.Person
	if r.Question, err = open[string](v, "body_question:"+r.ID.String(), x.question); err != nil {
		return r, err
	}
	if r.CounterText, err = open[string](v, "body_counter:"+r.ID.String(), x.counter); err != nil {
		return r, err
	}
	r.Reason, err = open[string](v, "body_reason:"+r.ID.String(), x.reason)
	return r, err
}

// BodyRequests returns what bodies were asked about p, oldest first, without their links.
func (tx *Tx) BodyRequests(ctx context.Context, p domain.PersonID) ([]domain.BodyRequest, error) {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, err
	}
	rows, err := all(ctx, tx, scanBodyRow, `
		SELECT `+bodyColumns+`
		FROM body_request r JOIN app_user u ON u.id = r.user_id JOIN body b ON b.id = r.body_id
		WHERE r.person_id = $1
		ORDER BY r.id`, p)
	out := make([]domain.BodyRequest, len(rows))
	for i, x := range rows {
		if out[i], err = x.opened(v); err != nil {
			return nil, err
		}
	}
	return out, err
}

// AddBodyRequest stores a question of the manager under its id; the item stands in it as it is now.
func (tx *Tx) AddBodyRequest(ctx context.Context, r domain.BodyRequest) error {
	v, err := tx.vault(ctx, r.Person)
	if err != nil {
		return err
	}
	item, err := seal(v, "body_item:"+r.ID.String(), r.Goal)
	if err != nil {
		return err
	}
	question, err := seal(v, "body_question:"+r.ID.String(), r.Question)
	if err != nil {
		return err
	}
	if err := tx.must(ctx, `
		INSERT INTO body_request (id, person_id, goal_id, measure_id, body_id, user_id, item_sealed, question_sealed, state, counter_due, asks_back,
			by_manager, by_person, shown, until_day, text_hash, language, how, given_at, revoked_at, proposed_at, answered_at, turned_at, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', '', $9, 'open', 'open', '', '', '', '', '', 0, 0, $10, 0, $10, 1)`,
		r.ID, r.Person, r.Goal.ID, r.Measure, r.Body.ID, r.By, item, question, false, tx.Now); err != nil {
		return err
	}
	return tx.countWaiting(ctx, r.Person)
}

// SaveBodyRequest stores state, consent, counter-proposal and answers of r. Links of one that does not wait for the body any more end.
// Conflict when r.Version is not the stored one.
func (tx *Tx) SaveBodyRequest(ctx context.Context, r domain.BodyRequest, by domain.UserID) error {
	v, err := tx.vault(ctx, r.Person)
	if err != nil {
		return err
	}
	item, err := seal(v, "body_item:"+r.ID.String(), r.Goal)
	if err != nil {
		return err
	}
	reason, err := sealText(v, "body_reason:"+r.ID.String(), r.Reason)
	if err != nil {
		return err
	}
	counter, err := sealText(v, "body_counter:"+r.ID.String(), r.CounterText)
	if err != nil {
		return err
	}
	if err := tx.oneRow(ctx, `
		UPDATE body_request
		SET item_sealed = $1, state = $2, counter_due = $3, counter_sealed = $4, reason_sealed = $5, asks_back = $6, by_manager = $7, by_person = $8,
			shown = $9, until_day = $10, text_hash = $11, language = $12, how = $13, given_at = $14, revoked_at = $15, answered_at = $16, turned_at = $17,
			version = version + 1
		WHERE id = $18 AND person_id = $19 AND version = $20`,
		item, r.State, r.CounterDue, counter, reason, r.AsksBack, r.ByManager, r.ByPerson, r.Shown, r.Until, r.Terms.TextHash, r.Terms.Language,
		r.Terms.How, r.GivenAt, r.Revoked, r.AnsweredAt, tx.Now, r.ID, r.Person, r.Version); err != nil {
		return err
	}
	if r.State != domain.CoordinationShared {
		if err := tx.EndBodyLinks(ctx, r.Person, r.ID); err != nil {
			return err
		}
	}
	if err := tx.countWaiting(ctx, r.Person); err != nil {
		return err
	}
	r.Links, r.Uses, r.Now = nil, nil, domain.Goal{} // they are kept where they belong
	snapshot, err := seal(v, "body_revision:"+r.ID.String(), r)
	if err != nil {
		return err
	}
	return tx.addRevision(ctx, "body_request", int64(r.ID), r.Version+1, r.Person, by, snapshot)
}

// AddBodyLink stores a link whose address and code have the hashes; the request's others end.
func (tx *Tx) AddBodyLink(ctx context.Context, l domain.BodyLink, token, code []byte) error {
	if err := tx.EndBodyLinks(ctx, l.Person, l.Request); err != nil {
		return err
	}
	return tx.must(ctx, `
		INSERT INTO body_link (id, request_id, person_id, user_id, token_hash, code_hash, made_at, ended_at, answered_at, tries, opened, hour_at, hour_uses)
		VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 0, 0, 0, 0)`, l.ID, l.Request, l.Person, l.By, token, code, tx.Now)
}

// EndBodyLinks ends the links of a request of p that wait for an answer.
func (tx *Tx) EndBodyLinks(ctx context.Context, p domain.PersonID, r domain.CoordinationID) error {
	return tx.must(ctx, `UPDATE body_link SET ended_at = $1 WHERE person_id = $2 AND request_id = $3 AND ended_at = 0 AND answered_at = 0`, tx.Now, p, r)
}

// bodyOpens is whether a link l opens its request r on day $1: it waits, with a consent, for a body that is still there, of a case that is
// open and whose person can be read. What stops one of these stops the link, whoever has forgotten to end it.
const bodyOpens = `CASE WHEN l.ended_at = 0 AND l.answered_at = 0 AND l.tries < 5 AND r.state = 'shared' AND r.revoked_at = 0 AND r.until_day >= $1
	AND (b.closed_on = '' OR b.closed_on >= $1) AND c.status <> 'closed'
	AND EXISTS (SELECT 1 FROM person_key k WHERE k.person_id = r.person_id) THEN 1 ELSE 0 END`

const bodyLinkColumns = `l.id, l.request_id, l.person_id, l.user_id, u.name, l.made_at, l.ended_at, l.answered_at, l.tries, l.opened, ` + bodyOpens

const bodyLinkTables = `body_link l JOIN body_request r ON r.id = l.request_id JOIN body b ON b.id = r.body_id JOIN app_user u ON u.id = l.user_id
	JOIN person_case c ON c.person_id = l.person_id`

func scanBodyLink(scan scanner) (l domain.BodyLink, err error) {
	opens := 0
	err = scan(&l.ID, &l.Request, &l.Person, &l.By, &l.ByName, &l.Made, &l.Ended, &l.Answered, &l.Tries, &l.Opened, &opens)
	l.Opens = opens == 1
	return l, err
}

// BodyLinks returns the links to what bodies were asked about p, oldest first.
func (tx *Tx) BodyLinks(ctx context.Context, p domain.PersonID) ([]domain.BodyLink, error) {
	return all(ctx, tx, scanBodyLink, `
		SELECT `+bodyLinkColumns+` FROM `+bodyLinkTables+` WHERE l.person_id = $2 ORDER BY l.id`, tx.Today, p)
}

// BodyLinkByToken returns the link whose address has the hash, whatever has become of it, and the hash of its code. NotFound for any other hash.
func (tx *Tx) BodyLinkByToken(ctx context.Context, token []byte) (domain.BodyLink, []byte, error) {
	var code []byte
	l, err := one(ctx, tx, func(scan scanner) (domain.BodyLink, error) {
		return scanBodyLink(func(dest ...any) error { return scan(append(dest, &code)...) })
	}, `SELECT `+bodyLinkColumns+`, l.code_hash FROM `+bodyLinkTables+` WHERE l.token_hash = $2`, tx.Today, token)
	return l, code, err
}

// asked tells whether the link is one about p that opens its request.
func (tx *Tx) asked(ctx context.Context, l domain.BodyLinkID, p domain.PersonID) (bool, error) {
	n, err := all(ctx, tx, value[int], `SELECT `+bodyOpens+` FROM `+bodyLinkTables+` WHERE l.id = $2 AND l.person_id = $3 ORDER BY l.id`, tx.Today, l, p)
	return len(n) == 1 && n[0] == 1, err
}

// UseBodyLink counts that a link was opened with the right code.
// Errors: NotFound (it has ended), Refused (too often within an hour).
func (tx *Tx) UseBodyLink(ctx context.Context, l domain.BodyLinkID) error {
	uses, err := one(ctx, tx, value[int], `
		UPDATE body_link SET opened = opened + 1,
			hour_at = CASE WHEN hour_at <= $1 THEN $2 ELSE hour_at END,
			hour_uses = CASE WHEN hour_at <= $1 THEN 1 ELSE hour_uses + 1 END
		WHERE id = $3 AND ended_at = 0 AND answered_at = 0 AND tries < $4
		RETURNING hour_uses`, tx.Now-linkHour, tx.Now, l, domain.MaxBodyTries)
	if err == nil && uses > linkUses {
		err = &domain.Error{Kind: domain.Refused, Key: "bodyTooOften"} // the transaction ends, and with it the count
	}
	return err
}

// CountBodyTry counts a wrong code. NotFound when the link has ended or is locked.
func (tx *Tx) CountBodyTry(ctx context.Context, l domain.BodyLinkID) error {
	n, err := tx.exec(ctx, `UPDATE body_link SET tries = tries + 1 WHERE id = $1 AND ended_at = 0 AND answered_at = 0 AND tries < $2`, l, domain.MaxBodyTries)
	if err == nil && n == 0 {
		err = domain.ErrNotFound()
	}
	return err
}

// AnswerBodyLink marks a link as answered. NotFound when it has ended, is locked, or was answered already.
func (tx *Tx) AnswerBodyLink(ctx context.Context, l domain.BodyLinkID) error {
	n, err := tx.exec(ctx, `UPDATE body_link SET answered_at = $1 WHERE id = $2 AND ended_at = 0 AND answered_at = 0 AND tries < $3`,
		tx.Now, l, domain.MaxBodyTries)
	if err == nil && n == 0 {
		err = domain.ErrNotFound()
	}
	return err
}

// BodyUses returns the last hundred times that links of p were used, newest first: the request, the moment and the action.
func (tx *Tx) BodyUses(ctx context.Context, p domain.PersonID) ([]domain.Event, error) {
	return all(ctx, tx, scanEvent, `
		SELECT `+eventColumns+` FROM event e WHERE e.person_id = $1 AND e.rule = $2 ORDER BY e.seq DESC LIMIT 100`, p, domain.RuleBody)
}
