package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// scanner reads the columns of the current row.
type scanner func(dest ...any) error

// all runs q and scans every row.
func all[T any](ctx context.Context, tx *Tx, scan func(scanner) (T, error), q string, args ...any) ([]T, error) {
	var out []T
	err := each(ctx, tx, scan, func(v T) error {
		out = append(out, v)
		return nil
	}, q, args...)
	if err != nil {
		return nil, err
	}
	return out, nil
}

// each runs q and hands over every row as it comes, until f fails. f asks nothing of tx.
func each[T any](ctx context.Context, tx *Tx, scan func(scanner) (T, error), f func(T) error, q string, args ...any) error {
	tx.db.Stats.Queries.Add(1)
	rows, err := tx.tx.QueryContext(ctx, q, args...)
	if err != nil {
		return fmt.Errorf("query: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		v, err := scan(rows.Scan)
		if err != nil {
			return fmt.Errorf("scan: %w", err)
		}
		tx.db.Stats.Rows.Add(1)
		if err := f(v); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("rows: %w", err)
	}
	return nil
}

// one runs q and scans its first row. NotFound when there is none.
func one[T any](ctx context.Context, tx *Tx, scan func(scanner) (T, error), q string, args ...any) (T, error) {
	vs, err := all(ctx, tx, scan, q, args...)
	if err == nil && len(vs) == 0 {
		err = domain.ErrNotFound()
	}
	if err != nil {
		var zero T
		return zero, err
	}
	return vs[0], nil
}

// value scans one column.
func value[T any](scan scanner) (v T, err error) {
	err = scan(&v)
	return v, err
}

// exec runs q and returns the number of rows that it changed.
func (tx *Tx) exec(ctx context.Context, q string, args ...any) (int64, error) {
	tx.db.Stats.Queries.Add(1)
	res, err := tx.tx.ExecContext(ctx, q, args...)
	if err != nil {
		return 0, fmt.Errorf("exec: %w", err)
	}
	return res.RowsAffected()
}

// must runs q, which may change any number of rows.
func (tx *Tx) must(ctx context.Context, q string, args ...any) error {
	_, err := tx.exec(ctx, q, args...)
	return err
}

// oneRow runs q and turns "no row changed" into a Conflict: somebody else changed the row first.
func (tx *Tx) oneRow(ctx context.Context, q string, args ...any) error {
	n, err := tx.exec(ctx, q, args...)
	if err == nil && n == 0 {
		err = domain.ErrConflict()
	}
	return err
}

// exists tells whether err says that a unique value is taken already.
func exists(err error) bool {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return e.Code == "23505"
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() == 1555 || e.Code() == 2067 // SQLITE_CONSTRAINT_PRIMARYKEY, _UNIQUE
	}
	return false
}

// known makes err an Unavailable one when the database is locked, full, read-only, broken or out of reach; err stays its cause.
func known(err error) error {
	if err == nil || domain.KindOf(err) != domain.Internal || !passing(err) {
		return err
	}
	return fmt.Errorf("%w: %w", domain.ErrUnavailable(), err)
}

// passing tells whether err is a state of the machine that may pass, rather than a fault of ours.
func passing(err error) bool {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		switch e.Code() & 0xff {
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN:
			return true
		}
		return false
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch e.Code[:min(2, len(e.Code))] {
		case "08", "40", "53", "57", "58": // connection, rolled back, out of resources, shut down, system
			return true
		}
		return e.Code == "25006" || e.Code == "55P03" // read-only, locked
	}
	_, connect := errors.AsType[*pgconn.ConnectError](err)
	_, network := errors.AsType[net.Error](err)
	return connect || network || pgconn.SafeToRetry(err) || errors.Is(err, errNoTurn) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, driver.ErrBadConn)
}
