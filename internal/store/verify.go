package store

import (
	"bytes"
	"context"
	"fmt"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// A Finding is one fault of the record, at its first bad row.
type Finding struct {
	Seq  int64 // of the first row that is not as it was written
	What string
}

// Verify walks the chain of events from its beginning to its head.
// It finds a changed, deleted, inserted or reordered row, and returns how many rows were right before it.
func (db *DB) Verify(ctx context.Context) (good int64, found *Finding, err error) {
	err = db.Read(ctx, func(tx *Tx) error {
		prev := []byte{}
		for {
			events, err := all(ctx, tx, scanLink, `SELECT `+eventColumns+`, e.sections FROM event e WHERE e.seq > $1 ORDER BY e.seq LIMIT 5000`, good)
			if err != nil {
				return err
			}
			for _, e := range events {
				switch {
				case e.Seq != good+1:
					found = &Finding{good + 1, fmt.Sprintf("event %d is missing (the next one is %d)", good+1, e.Seq)}
				case !bytes.Equal(e.Prev, prev):
					found = &Finding{e.Seq, fmt.Sprintf("event %d does not follow event %d", e.Seq, e.Seq-1)}
				case !bytes.Equal(e.Hash, EventHash(e.Event)) || e.sections != e.Sections.String():
					found = &Finding{e.Seq, fmt.Sprintf("event %d was changed", e.Seq)}
				}
				if found != nil {
					return nil
				}
				prev, good = e.Hash, e.Seq
			}
			if len(events) == 0 {
				break
			}
		}
		head, err := tx.Head(ctx)
		if err != nil {
			return err
		}
		if head.Seq != good || !bytes.Equal(head.Hash, prev) {
			found = &Finding{good + 1, fmt.Sprintf("the record ends at event %d, its head says %d", good, head.Seq)}
		}
		return nil
	})
	return good, found, err
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
