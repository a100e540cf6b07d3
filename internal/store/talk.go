package store

import (
	"context"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// MaxTalks is how many talks of one person are read at most, the newest ones.
const MaxTalks = 500

func talkField(id domain.TalkID) string { return "talk:" + id.String() }

const talkColumns = `t.id, t.meeting, t.org_id, coalesce(o.name, ''), t.user_id, coalesce(u.name, ''), t.at, t.version,
	t.day, t.type, t.kind, t.minutes, t.language, t.interpreter, t.body_sealed`

// talkRow is a talk before its body is opened.
type talkRow struct {
	talk   domain.Talk
	sealed []byte
}

func scanTalk(scan scanner) (r talkRow, err error) {
	t := &r.talk
	err = scan(&t.ID, &t.Meeting, &t.Org, &t.OrgName, &t.User, &t.By, &t.At, &t.Version,
		&t.Day, &t.Type, &t.Kind, &t.Minutes, &t.Language, &t.Interpreter, &r.sealed)
	return r, err
}

// open returns the talk of p with what was said.
func (r talkRow) open(v vault, p domain.PersonID) (domain.Talk, error) {
	body, err := open[domain.Talk](v, talkField(r.talk.ID), r.sealed)
	t := r.talk
	t.Person, t.Topics, t.Result, t.Next, t.NextOn, t.Joint = p, body.Topics, body.Result, body.Next, body.NextOn, body.Joint
	return t, err
}

// Talks returns the talks of p, newest first and at most limit of them; with org only those of that organisation.
func (tx *Tx) Talks(ctx context.Context, p domain.PersonID, org domain.OrgID, limit int) ([]domain.Talk, error) {
	rows, err := all(ctx, tx, scanTalk, `
		SELECT `+talkColumns+`
		FROM talk t
		LEFT JOIN org o ON o.id = t.org_id
		LEFT JOIN app_user u ON u.id = t.user_id
		WHERE t.person_id = $1 AND (t.org_id = $2 OR $2 = 0)
		ORDER BY t.day DESC, t.id DESC
		LIMIT `+strconv.Itoa(min(limit, MaxTalks)), p, org)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, err
	}
	talks := make([]domain.Talk, len(rows))
	for i, r := range rows {
		if talks[i], err = r.open(v, p); err != nil {
			return nil, err
		}
	}
	return talks, nil
}

// Talk returns one talk of p. NotFound when p has no such talk.
func (tx *Tx) Talk(ctx context.Context, p domain.PersonID, id domain.TalkID) (domain.Talk, error) {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return domain.Talk{}, err
	}
	r, err := one(ctx, tx, scanTalk, `
		SELECT `+talkColumns+`
		FROM talk t
		LEFT JOIN org o ON o.id = t.org_id
		LEFT JOIN app_user u ON u.id = t.user_id
		WHERE t.id = $1 AND t.person_id = $2`, id, p)
	if err != nil {
		return domain.Talk{}, err
	}
	return r.open(v, p)
}

// SaveTalk stores t of t.Person as version t.Version+1 with its revision. Conflict when t.Version is not the stored one.
func (tx *Tx) SaveTalk(ctx context.Context, t domain.Talk) error {
	v, err := tx.vault(ctx, t.Person)
	if err != nil {
		return err
	}
	sealed, err := seal(v, talkField(t.ID), t)
	if err != nil {
		return err
	}
	if t.Version == 0 {
		err = tx.must(ctx, `
			INSERT INTO talk (id, meeting, person_id, org_id, user_id, day, type, kind, minutes, language, interpreter, body_sealed, version, at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1, $13)`,
			t.ID, t.Meeting, t.Person, t.Org, t.User, t.Day, t.Type, t.Kind, t.Minutes, t.Language, t.Interpreter, sealed, tx.Now)
	} else {
		err = tx.oneRow(ctx, `
			UPDATE talk SET day = $1, type = $2, kind = $3, minutes = $4, language = $5, interpreter = $6, body_sealed = $7, version = version + 1
			WHERE id = $8 AND person_id = $9 AND version = $10`,
			t.Day, t.Type, t.Kind, t.Minutes, t.Language, t.Interpreter, sealed, t.ID, t.Person, t.Version)
	}
	if err != nil {
		return err
	}
	return tx.addRevision(ctx, "talk", int64(t.ID), t.Version+1, t.Person, t.User, sealed)
}

// CountTalk stores that there was a talk with somebody who is not named: nothing but what is counted.
func (tx *Tx) CountTalk(ctx context.Context, t domain.Talk) error {
	return tx.must(ctx, `
		INSERT INTO talk (id, meeting, org_id, user_id, day, type, kind, minutes, language, interpreter, version, at)
		VALUES ($1, $1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10)`,
		t.ID, t.Org, t.User, t.Day, t.Type, t.Kind, t.Minutes, t.Language, t.Interpreter, tx.Now)
}

// TalkCounts counts the talks of an organisation from a day to another, both included, by month, type, kind, length, language and
// interpreter: never by user. A meeting of several persons is one talk.
func (tx *Tx) TalkCounts(ctx context.Context, org domain.OrgID, from, until domain.Day) ([]domain.TalkCount, error) {
	return all(ctx, tx, func(scan scanner) (n domain.TalkCount, err error) {
		err = scan(&n.Month, &n.Type, &n.Kind, &n.Minutes, &n.Language, &n.Interpreter, &n.Talks, &n.Persons, &n.Unnamed)
		return n, err
	}, `
		SELECT substr(day, 1, 7) AS month, type, kind, minutes, language, interpreter, count(*) FILTER (WHERE id = meeting), count(person_id),
			count(*) FILTER (WHERE person_id IS NULL)
		FROM talk
		WHERE org_id = $1 AND day >= $2 AND day <= $3
		GROUP BY month, type, kind, minutes, language, interpreter
		ORDER BY month, type, kind, minutes, language, interpreter`, org, from, until)
}
