package store

import (
	"context"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// Statements lists what the connections of a SQLite database have prepared. Nothing may be under way.
func (db *DB) Statements() []string {
	known := map[string]bool{}
	if db.open == nil {
		return nil
	}
	for _, p := range [...]*pool{db.open.readers, db.open.writers} {
		for range cap(p.idle) {
			c := p.next()
			for q := range c.stmts {
				known[q] = true
			}
			p.idle <- c
		}
	}
	var out []string
	for q := range known {
		out = append(out, q)
	}
	return out
}

// SealGoalAsBefore stores a goal as it was before its domain was sealed with its text.
func (tx *Tx) SealGoalAsBefore(ctx context.Context, g domain.Goal) error {
	v, err := tx.vault(ctx, g.Person)
	if err != nil {
		return err
	}
	sealed, err := seal(v, "goal:"+g.ID.String(), g.Text)
	if err != nil {
		return err
	}
	return tx.oneRow(ctx, `UPDATE goal SET domain = $1, text_sealed = $2 WHERE id = $3`, g.Domain, sealed, g.ID)
}

// PruneAttempts is pruneAttempts.
func (tx *Tx) PruneAttempts(ctx context.Context, keep int) error { return tx.pruneAttempts(ctx, keep) }

// Explain returns the steps in which SQLite would run q.
func (db *DB) Explain(ctx context.Context, q string) ([]string, error) {
	args := make([]any, strings.Count(q, "$")) // NULLs, at least one for each
	for len(args) > 0 && !strings.Contains(q, "$"+strconv.Itoa(len(args))) {
		args = args[1:]
	}
	f, err := db.files.take(db)
	if err != nil {
		return nil, err
	}
	defer db.files.give(f)
	rows, err := f.read.QueryContext(ctx, "EXPLAIN QUERY PLAN "+q, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var steps []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			return nil, err
		}
		steps = append(steps, step)
	}
	return steps, rows.Err()
}

// OpenFiles returns how many tenants' files are open, and in how many of them something is under way.
func (t *Tenants) OpenFiles() (open, used int) {
	t.files.mu.Lock()
	defer t.files.mu.Unlock()
	for e := t.files.recent.Front(); e != nil; e = e.Next() {
		open++
		if e.Value.(*file).users > 0 {
			used++
		}
	}
	return open, used
}
