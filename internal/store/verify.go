package store

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// A Finding is one fault of the record, at its first bad row.
type Finding struct {
	Seq  int64 // of the first row that is not as it was written
	What string
}

// Verify is VerifyAgainst without heads: it walks the chain of events from its beginning to its head.
func (db *DB) Verify(ctx context.Context) (good int64, found *Finding, err error) {
	return db.VerifyAgainst(ctx, Proof{})
}

// VerifyAgainst walks the chain of events from its beginning to its head, and holds it against the heads that were signed and copied.
// It finds a changed, deleted, inserted or reordered row, and returns how many rows were right before it.
func (db *DB) VerifyAgainst(ctx context.Context, p Proof) (good int64, found *Finding, err error) {
	err = db.run(ctx, &sql.TxOptions{ReadOnly: true, Isolation: sql.LevelRepeatableRead}, func(tx *Tx) error {
		marks, err := tx.marks(ctx, p)
		if err != nil {
			return err
		}
		links := map[int64][]byte{}
		for _, m := range marks {
			links[m.seq] = nil
		}
		prev := []byte{}
		if good, prev, found, err = tx.walk(ctx, 0, prev, links); err != nil || found != nil {
			return err
		}
		head, err := tx.Head(ctx)
		if err != nil {
			return err
		}
		found = checkMarks(marks, links, good)
		if found == nil && (head.Seq != good || !bytes.Equal(head.Hash, prev)) {
			found = &Finding{good + 1, fmt.Sprintf("the record ends at event %d, its head says %d", good, head.Seq)}
		}
		return nil
	})
	return good, found, err
}

// walk checks the events after from, whose hash was prev, and fills in the hashes of those that links asks for. It returns the last event
// that is right, with its hash.
func (tx *Tx) walk(ctx context.Context, from int64, prev []byte, links map[int64][]byte) (good int64, last []byte, found *Finding, err error) {
	for {
		events, err := all(ctx, tx, scanLink, `SELECT `+eventColumns+`, e.sections FROM event e WHERE e.seq > $1 ORDER BY e.seq LIMIT 5000`, from)
		if err != nil {
			return from, prev, nil, err
		}
		for _, e := range events {
			switch {
			case e.Seq != from+1:
				found = &Finding{from + 1, fmt.Sprintf("event %d is missing (the next one is %d)", from+1, e.Seq)}
			case !bytes.Equal(e.Prev, prev):
				found = &Finding{e.Seq, fmt.Sprintf("event %d does not follow event %d", e.Seq, e.Seq-1)}
			case !bytes.Equal(e.Hash, EventHash(e.Event)) || e.sections != e.Sections.String():
				found = &Finding{e.Seq, fmt.Sprintf("event %d was changed", e.Seq)}
			}
			if found != nil {
				return from, prev, found, nil
			}
			prev, from = e.Hash, e.Seq
			if _, asked := links[e.Seq]; asked {
				links[e.Seq] = e.Hash
			}
		}
		if len(events) == 0 {
			return from, prev, nil, nil
		}
	}
}

// A link is an event with its sections as they are stored: reading them leaves out what is no section.
type link struct {
	domain.Event
	sections string
}

func scanLink(scan scanner) (l link, err error) {
	l.Event, err = scanEvent(func(dest ...any) error { return scan(append(dest, &l.sections)...) })
	return l, err
}

// CheckForeignKeys returns a line for each row that refers to nothing. PostgreSQL never lets one in.
func (db *DB) CheckForeignKeys(ctx context.Context) (lines []string, err error) {
	if db.Engine == Postgres {
		return nil, nil
	}
	err = db.Read(ctx, func(tx *Tx) error {
		lines, err = all(ctx, tx, func(scan scanner) (string, error) {
			var table, parent string
			var row *int64
			var n int
			err := scan(&table, &row, &parent, &n)
			return fmt.Sprintf("%s refers to a missing row of %s", table, parent), err
		}, `PRAGMA foreign_key_check`)
		return err
	})
	return lines, err
}

// VerifyKeys tries the key of every person and returns a line for each that the tenant's key does not open at its place: it was changed, or
// belongs to somebody else.
func (db *DB) VerifyKeys(ctx context.Context) (lines []string, err error) {
	err = db.Read(ctx, func(tx *Tx) error {
		type locked struct {
			person  domain.PersonID
			wrapped []byte
		}
		return each(ctx, tx, func(scan scanner) (k locked, err error) {
			err = scan(&k.person, &k.wrapped)
			return k, err
		}, func(k locked) error {
			if _, err := tx.unwrap(k.person, k.wrapped); err != nil {
				lines = append(lines, fmt.Sprintf("person_key of person %d was changed, or is that of somebody else", k.person))
			}
			return nil
		}, `SELECT person_id, wrapped FROM person_key ORDER BY person_id`)
	})
	return lines, err
}
