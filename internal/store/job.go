package store

import (
	"context"
	"math/rand/v2"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// jobTranslate is the kind of the jobs that bring the German of a person's texts up to date.
const jobTranslate = "translate"

// A Job is something to do for a person in the background, taken by one process.
type Job struct {
	Person domain.PersonID
	Tries  int   // with this one
	Asked  int   // how often it had been asked for when it was taken
	Lease  int64 // proves that it is still ours
}

// AskTranslation puts into the queue that texts of p are to be translated now.
func (tx *Tx) AskTranslation(ctx context.Context, p domain.PersonID) error {
	return tx.must(ctx, `
		INSERT INTO job (kind, person_id, run_at, asked, tries, lease, lease_until) VALUES ($1, $2, $3, 1, 0, 0, 0)
		ON CONFLICT (kind, person_id) DO UPDATE SET run_at = excluded.run_at, asked = job.asked + 1, tries = 0`, jobTranslate, p, tx.Now)
}

// AskAgain is AskTranslation for everybody with a text that waits for a human: there may be an engine for it now.
func (tx *Tx) AskAgain(ctx context.Context) error {
	return tx.must(ctx, `
		INSERT INTO job (kind, person_id, run_at, asked, tries, lease, lease_until)
		SELECT $1, t.person_id, $2, 1, 0, 0, 0 FROM translation t WHERE t.state = $3 AND t.ended_at = 0 GROUP BY t.person_id
		ON CONFLICT (kind, person_id) DO NOTHING`, jobTranslate, tx.Now, domain.TextHelper)
}

// JobsDue returns how many jobs can be taken now.
func (tx *Tx) JobsDue(ctx context.Context) (int, error) {
	return one(ctx, tx, value[int], `SELECT count(*) FROM job WHERE run_at <= $1 AND lease_until <= $1`, tx.Now)
}

// TakeJob takes the job that waits for the longest time, until the instant; ok is false when there is none.
func (tx *Tx) TakeJob(ctx context.Context, until domain.Instant) (j Job, ok bool, err error) {
	j.Lease = rand.Int64() //nolint:gosec // tells two processes apart, nothing more
	found, err := all(ctx, tx, func(scan scanner) (struct{}, error) { return struct{}{}, scan(&j.Person, &j.Tries, &j.Asked) }, `
		UPDATE job SET lease = $1, lease_until = $2, tries = tries + 1
		WHERE kind = $3 AND lease_until <= $4
			AND person_id = (SELECT q.person_id FROM job q WHERE q.kind = $3 AND q.run_at <= $4 AND q.lease_until <= $4 ORDER BY q.run_at, q.person_id LIMIT 1)
		RETURNING person_id, tries, asked`, j.Lease, until, jobTranslate, tx.Now)
	return j, len(found) > 0, err
}

// HoldsJob tells whether j is still ours; if so, nobody else can take or end it before this transaction has ended.
func (tx *Tx) HoldsJob(ctx context.Context, j Job) (bool, error) {
	n, err := tx.exec(ctx, `UPDATE job SET lease = lease WHERE kind = $1 AND person_id = $2 AND lease = $3`, jobTranslate, j.Person, j.Lease)
	return n > 0, err
}

// EndJob ends j. When it was asked for meanwhile, it is done once more.
func (tx *Tx) EndJob(ctx context.Context, j Job) error {
	if err := tx.must(ctx, `DELETE FROM job WHERE kind = $1 AND person_id = $2 AND lease = $3 AND asked = $4`,
		jobTranslate, j.Person, j.Lease, j.Asked); err != nil {
		return err
	}
	return tx.RetryJob(ctx, j, tx.Now)
}

// RetryJob gives j back, to be taken again from the instant on, or at once when it was asked for meanwhile.
func (tx *Tx) RetryJob(ctx context.Context, j Job, at domain.Instant) error {
	return tx.must(ctx, `
		UPDATE job SET lease = 0, lease_until = 0, run_at = CASE WHEN asked = $1 THEN $2 ELSE run_at END WHERE kind = $3 AND person_id = $4 AND lease = $5`,
		j.Asked, at, jobTranslate, j.Person, j.Lease)
}
