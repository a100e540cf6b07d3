package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

const (
	// forgetTries is after how long without a failure an account's failures are forgotten, in milliseconds.
	forgetTries = 24 * 60 * 60 * 1000
	// maxAttempts bounds the table attempt: more than can be filled while the longest wait of a name lasts.
	maxAttempts = 100_000
)

// UnknownLogin is what to check for a name or a code that opens no account: nothing, but its failures count.
func (db *DB) UnknownLogin(name string) Login {
	return Login{Unknown: db.key.Fingerprint([]byte(name))}
}

// CountTry counts a try as a failure before its secret is compared, so that tries at the same time are no more than tries one after
// the other. It returns l as it stood before this try.
func (tx *Tx) CountTry(ctx context.Context, l Login) (Login, error) {
	scan := func(scan scanner) (Login, error) { return l, scan(&l.Failures, &l.FailedAt) }
	var err error
	switch {
	case l.Slip != 0:
		l, err = one(ctx, tx, scan, `UPDATE slip SET failures = failures + 1 WHERE id = $1 RETURNING failures - 1, failed_at`, l.Slip)
	case l.User != 0:
		l, err = one(ctx, tx, scan, `UPDATE app_user SET failures = failures + 1 WHERE id = $1 RETURNING failures - 1, failed_at`, l.User)
	default:
		l, err = one(ctx, tx, scan, `
			INSERT INTO attempt (name_hash, failures, failed_at) VALUES ($1, 1, $2)
			ON CONFLICT (name_hash) DO UPDATE SET failures = attempt.failures + 1
			RETURNING failures - 1, failed_at`, l.Unknown, tx.Now)
		if err == nil && l.Unknown[0] == 0 { // now and then is enough, and nobody can choose when
			err = tx.pruneAttempts(ctx, maxAttempts)
		}
	}
	if err != nil {
		return l, err
	}
	if tx.Now-l.FailedAt >= forgetTries {
		l.Failures = 0
	}
	return l, tx.setTries(ctx, l, l.Failures+1, tx.Now)
}

// setTries stores how many tries of l have failed since the last right one, the last of them at.
func (tx *Tx) setTries(ctx context.Context, l Login, failures int, at domain.Instant) error {
	switch {
	case l.Slip != 0:
		return tx.must(ctx, `UPDATE slip SET failures = $1, failed_at = $2 WHERE id = $3`, failures, at, l.Slip)
	case l.User != 0:
		return tx.must(ctx, `UPDATE app_user SET failures = $1, failed_at = $2 WHERE id = $3`, failures, at, l.User)
	}
	return tx.must(ctx, `UPDATE attempt SET failures = $1, failed_at = $2 WHERE name_hash = $3`, failures, at, l.Unknown)
}

// ForgetTries forgets the failures of an account after a right try.
func (tx *Tx) ForgetTries(ctx context.Context, l Login) error { return tx.setTries(ctx, l, 0, 0) }

// UncountTry takes a try of the instant back, which was right but is not enough, or was never compared; was is what CountTry returned.
// What was counted meanwhile stays.
func (tx *Tx) UncountTry(ctx context.Context, was Login, at domain.Instant) error {
	switch {
	case was.Slip != 0:
		return tx.must(ctx, `
			UPDATE slip SET failures = failures - 1, failed_at = CASE WHEN failed_at = $1 THEN $2 ELSE failed_at END WHERE id = $3 AND failures > 0`,
			at, was.FailedAt, was.Slip)
	case was.User != 0:
		return tx.must(ctx, `
			UPDATE app_user SET failures = failures - 1, failed_at = CASE WHEN failed_at = $1 THEN $2 ELSE failed_at END WHERE id = $3 AND failures > 0`,
			at, was.FailedAt, was.User)
	}
	return tx.must(ctx, `
		UPDATE attempt SET failures = failures - 1, failed_at = CASE WHEN failed_at = $1 THEN $2 ELSE failed_at END
		WHERE name_hash = $3 AND failures > 0`,
		at, was.FailedAt, was.Unknown)
}

// NoteUnknown writes once more that l failed: an account writes an event then, and no answer comes sooner for want of one.
func (tx *Tx) NoteUnknown(ctx context.Context, l Login) error {
	return tx.must(ctx, `UPDATE attempt SET failures = failures WHERE name_hash = $1`, l.Unknown)
}

// pruneAttempts forgets what is too old to count, and the oldest beyond keep.
func (tx *Tx) pruneAttempts(ctx context.Context, keep int) error {
	if err := tx.must(ctx, `DELETE FROM attempt WHERE failed_at <= $1`, tx.Now-forgetTries); err != nil {
		return err
	}
	return tx.must(ctx, `
		DELETE FROM attempt WHERE failed_at <= (SELECT failed_at FROM attempt ORDER BY failed_at DESC LIMIT 1 OFFSET $1)`, keep)
}
