package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/aufwind-im/aufwind/internal/blob"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// Engine is the kind of database.
type Engine string

// The engines.
const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

// DB is the open database of one tenant.
type DB struct {
	Tenant string
	Name   string // of the city, as pages show it
	Zone   *time.Location
	Engine Engine

	shared      *sql.DB // PostgreSQL only: the pool of all tenants
	schema, dsn string  // PostgreSQL only
	files       *files  // SQLite only: where the file of this tenant is opened and closed
	path        string  // SQLite only
	open        *file   // SQLite only, nil while the file is closed; belongs to files
	key         crypt.Key
	cipher      crypt.Cipher
	blobs       blob.Backend
	clock       func() time.Time
	lastID      atomic.Int64 // the last id that was made here; see NewID
	Stats       Stats
}

// Stats counts what the database was asked for; tests hold budgets against it.
type Stats struct {
	Queries atomic.Int64 // statements, without BEGIN and COMMIT
	Rows    atomic.Int64 // rows that came back
	Commits atomic.Int64 // write transactions that were made durable
}

// A transaction is one of an engine: *sql.Tx of PostgreSQL, *conn of SQLite. Rollback does nothing after Commit.
type transaction interface {
	QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error)
	ExecContext(ctx context.Context, q string, args ...any) (sql.Result, error)
	Commit() error
	Rollback() error
}

// Tx is one transaction of one tenant.
type Tx struct {
	Now   domain.Instant // fixed for the transaction, unless At moves it
	Today domain.Day     // in the tenant's time zone

	tx         transaction
	db         *DB
	writing    bool
	vaults     map[domain.PersonID]vault
	households map[domain.HouseholdID]vault
	lastID     int64 // made in this transaction

	standIns map[domain.UserID][]domain.User // whom a user stands in for today, once it was asked
}

// Write runs f in one transaction: all of it happens and is durable, or none.
// Errors: Unavailable (the database is locked, full, read-only or out of reach), and those of f.
func (db *DB) Write(ctx context.Context, f func(*Tx) error) error {
	err := db.run(ctx, &sql.TxOptions{}, f)
	if err == nil {
		db.Stats.Commits.Add(1)
	}
	return err
}

// Read runs f on one consistent state of the data. Writing in it fails.
func (db *DB) Read(ctx context.Context, f func(*Tx) error) error {
	return db.run(ctx, &sql.TxOptions{ReadOnly: true}, f)
}

func (db *DB) run(ctx context.Context, opt *sql.TxOptions, f func(*Tx) error) (err error) {
	defer func() { err = known(err) }()
	t := &Tx{db: db, writing: !opt.ReadOnly}
	if db.Engine == Postgres {
		t.tx, err = db.beginPostgres(ctx, opt)
	} else {
		at, takeErr := db.files.take(db)
		if takeErr != nil {
			return takeErr
		}
		defer db.files.give(at)
		p := at.writers
		if opt.ReadOnly {
			p = at.readers
		}
		c, takeErr := p.take(ctx)
		if takeErr != nil {
			return fmt.Errorf("connection: %w", takeErr)
		}
		defer func() { p.give(c, err == nil || !passing(err)) }()
		t.tx, err = c, c.begin(ctx, p.begin)
	}
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	defer t.tx.Rollback() //nolint:errcheck // no-op after Commit; before it, the error of f counts
	t.At(db.Now())
	if err := f(t); err != nil {
		return err
	}
	if err := t.tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

func (db *DB) beginPostgres(ctx context.Context, opt *sql.TxOptions) (*sql.Tx, error) {
	tx, err := db.shared.BeginTx(ctx, opt)
	if err != nil {
		return nil, err
	}
	if _, err := tx.ExecContext(ctx, "SET LOCAL search_path = "+db.schema); err != nil {
		return nil, errors.Join(fmt.Errorf("search path: %w", err), tx.Rollback())
	}
	return tx, nil
}

// At moves the time of the transaction to at, for loading what happened before.
func (tx *Tx) At(at domain.Instant) {
	tx.Now, tx.Today = at, domain.DayOf(at.Time().In(tx.db.Zone))
	tx.standIns = nil
}

// Now is the time of the tenant's clock.
func (db *DB) Now() domain.Instant { return domain.InstantOf(db.clock()) }
