package store

import (
	"context"
	"math/rand/v2"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// DigestSetting returns where the user gets the daily digest.
func (tx *Tx) DigestSetting(ctx context.Context, u domain.UserID) (domain.DigestSetting, error) {
	return one(ctx, tx, func(scan scanner) (s domain.DigestSetting, err error) {
		err = scan(&s.Address, &s.Off)
		return s, err
	}, `SELECT email, digest_off FROM app_user WHERE id = $1`, u)
}

// SaveDigestSetting stores where the user gets the daily digest.
func (tx *Tx) SaveDigestSetting(ctx context.Context, u domain.UserID, s domain.DigestSetting) error {
	return tx.oneRow(ctx, `UPDATE app_user SET email = $1, digest_off = $2 WHERE id = $3`, s.Address, s.Off, u)
}

// A DigestTurn is the digest of a user for today while one process looks after it.
type DigestTurn struct {
	User    domain.User
	Address string
	Tries   int   // with this one
	lease   int64 // proves that it is still ours
}

// digestWanted is the condition on a user u who gets a digest.
const digestWanted = `u.email <> '' AND NOT u.digest_off AND u.disabled_at = 0`

// DigestsDue returns the users whose digest of today can be taken now.
func (tx *Tx) DigestsDue(ctx context.Context) ([]domain.UserID, error) {
	return all(ctx, tx, value[domain.UserID], `
		SELECT u.id
		FROM app_user u LEFT JOIN digest d ON d.user_id = u.id
		WHERE `+digestWanted+` AND (d.user_id IS NULL OR d.lease_until <= $1 AND (d.day < $2 OR d.day = $2 AND NOT d.done AND d.run_at <= $1))
		ORDER BY u.id`, tx.Now, tx.Today)
}

// TakeDigest takes the digest of the user for today until the instant; ok is false when another process was faster, or it is wanted no more.
func (tx *Tx) TakeDigest(ctx context.Context, u domain.UserID, until domain.Instant) (t DigestTurn, ok bool, err error) {
	t.lease = rand.Int64() //nolint:gosec // tells two processes apart, nothing more
	tries, err := all(ctx, tx, value[int], `
		INSERT INTO digest (user_id, day, done, tries, run_at, lease, lease_until)
		SELECT u.id, $1, FALSE, 1, $2, $3, $4 FROM app_user u WHERE u.id = $5 AND `+digestWanted+`
		ON CONFLICT (user_id) DO UPDATE SET
			day = excluded.day, done = excluded.done, run_at = excluded.run_at, lease = excluded.lease, lease_until = excluded.lease_until,
			tries = CASE WHEN digest.day = excluded.day THEN digest.tries + 1 ELSE 1 END
		WHERE digest.lease_until <= $2 AND (digest.day < $1 OR digest.day = $1 AND NOT digest.done AND digest.run_at <= $2)
		RETURNING tries`, tx.Today, tx.Now, t.lease, until, u)
	if err != nil || len(tries) == 0 {
		return t, false, err
	}
	t.Tries = tries[0]
	if t.User, err = tx.User(ctx, u); err != nil {
		return t, false, err
	}
	s, err := tx.DigestSetting(ctx, u)
	t.Address = s.Address
	return t, err == nil, err
}

// EndDigest ends t for its day; ours is false when another process has taken it since.
func (tx *Tx) EndDigest(ctx context.Context, t DigestTurn) (ours bool, err error) {
	n, err := tx.exec(ctx, `UPDATE digest SET done = TRUE, lease = 0, lease_until = 0 WHERE user_id = $1 AND lease = $2`, t.User.ID, t.lease)
	return n > 0, err
}

// RetryDigest gives t back, to be taken again from the instant on.
func (tx *Tx) RetryDigest(ctx context.Context, t DigestTurn, at domain.Instant) error {
	return tx.must(ctx, `UPDATE digest SET lease = 0, lease_until = 0, run_at = $1 WHERE user_id = $2 AND lease = $3`, at, t.User.ID, t.lease)
}

// Digest counts what waits for by as the lists of by show it.
func (tx *Tx) Digest(ctx context.Context, by domain.Actor) (d domain.Digest, err error) {
	if by.Has(domain.RoleJobcenterAgent) {
		if d.Proposals, d.Late, err = tx.proposals(ctx, by); err != nil {
			return d, err
		}
	}
	if by.Has(domain.RoleIntegrationManager) {
		d.Answers, err = tx.answersWaiting(ctx, by)
	}
	return d, err
}

// proposals counts what is released to the agent by, or to whom by stands in for, and waits for an answer: all of it, and what is late.
func (tx *Tx) proposals(ctx context.Context, by domain.Actor) (n, late int, err error) {
	agents, err := tx.standsInFor(ctx, by.User)
	if err != nil {
		return 0, 0, err
	}
	patience, err := tx.ResponseDays(ctx, by.Org)
	if err != nil {
		return 0, 0, err
	}
	w := tx.sharedWith(by, agents, domain.CaseFilter{})
	since, err := all(ctx, tx, value[domain.Instant], `
		SELECT x.turned_at
		FROM person_case c JOIN coordination x ON x.person_id = c.person_id
		WHERE `+w.String()+` AND `+waitsForAgent+`
		ORDER BY x.id`, w.args...)
	for _, at := range since {
		c := domain.Coordination{State: domain.CoordinationShared, Patience: patience}
		if c.Late(domain.DayOf(at.Time().In(tx.db.Zone)), tx.Today) {
			late++
		}
	}
	return len(since), late, err
}

// answersWaiting counts what waits for the manager by in the own cases and in those of whom by stands in for.
func (tx *Tx) answersWaiting(ctx context.Context, by domain.Actor) (int, error) {
	others, err := tx.standsInFor(ctx, by.User)
	if err != nil {
		return 0, err
	}
	w := tx.managed(by, others)
	return one(ctx, tx, value[int], `SELECT coalesce(sum(c.waits_manager), 0) FROM person_case c WHERE c.status <> 'closed' AND `+w.String(), w.args...)
}
