package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"time"
)

// A pool holds a fixed number of connections to one SQLite database, each with its statements prepared once: SQLite parses a
// statement anew for each *sql.Tx otherwise.
type pool struct {
	db   *sql.DB
	idle chan *conn // all that no transaction uses now
}

// A conn is one connection; it is opened when it is first used.
type conn struct {
	*sql.Conn
	stmts map[string]*sql.Stmt
}

// newPool leaves db one connection beside for what runs in no transaction: migrations and backups.
func newPool(db *sql.DB, size int) *pool {
	db.SetMaxOpenConns(size + 1)
	db.SetMaxIdleConns(size)
	p := &pool{db, make(chan *conn, size)}
	for range size {
		p.idle <- &conn{}
	}
	return p
}

// turnTime is for how long a transaction waits for a connection: behind a database that is locked, waiting adds up.
const turnTime = 10 * time.Second

var errNoTurn = errors.New("no connection was free in time")

// take waits for a connection that nobody uses.
func (p *pool) take(ctx context.Context) (*conn, error) {
	c, err := p.wait(ctx)
	if err != nil || c.Conn != nil {
		return c, err
	}
	opened, err := p.db.Conn(ctx)
	if err != nil {
		p.idle <- c
		return nil, err
	}
	return &conn{opened, map[string]*sql.Stmt{}}, nil
}

func (p *pool) wait(ctx context.Context) (*conn, error) {
	select {
	case c := <-p.idle:
		return c, nil
	default:
	}
	limit := time.NewTimer(turnTime)
	defer limit.Stop()
	select {
	case c := <-p.idle:
		return c, nil
	case <-limit.C:
		return nil, errNoTurn
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// give puts c back; one that is not sound is closed, and another opened in its place when it is needed.
func (p *pool) give(c *conn, sound bool) {
	if !sound && c.Conn != nil {
		c.end() //nolint:errcheck,gosec // it is thrown away
		c = &conn{}
	}
	p.idle <- c
}

// close waits until no transaction is under way and ends all connections.
func (p *pool) close() error {
	var errs []error
	for range cap(p.idle) {
		if c := <-p.idle; c.Conn != nil {
			errs = append(errs, c.end())
		}
	}
	return errors.Join(append(errs, p.db.Close())...)
}

// end closes the connection for good. Its statements come first: database/sql does not know them, and SQLite keeps the files of a
// connection open until the last of them is closed.
func (c *conn) end() error {
	var errs []error
	for _, s := range c.stmts {
		errs = append(errs, s.Close())
	}
	err := c.Raw(func(any) error { return driver.ErrBadConn }) // Close would keep it for the next one
	if !errors.Is(err, driver.ErrBadConn) {
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// stmt returns the prepared form of q on this connection.
func (c *conn) stmt(ctx context.Context, q string) (*sql.Stmt, error) {
	if s, ok := c.stmts[q]; ok {
		return s, nil
	}
	s, err := c.PrepareContext(ctx, q)
	if err == nil {
		c.stmts[q] = s
	}
	return s, err
}
