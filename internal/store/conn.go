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
	db    *sql.DB
	begin string     // how a transaction of this pool begins
	warm  chan *conn // the one that was used last and is idle: it has most of what the next one needs in memory
	idle  chan *conn // all others that no transaction uses now
}

// A conn is one connection, and the transaction that is under way on it; it is opened when it is first used.
//
// Its statements do not hear when a request is given up: each is short, and an interrupted one would cost the connection. It is
// between statements that such a request ends. BEGIN and COMMIT are statements like others, because a *sql.Tx needs a goroutine
// of its own, and so does each query whose context can end: together a fifth of the first page of a person.
type conn struct {
	*sql.Conn
	stmts map[string]*sql.Stmt
	open  bool // a transaction is under way
}

// newPool leaves db one connection beside for what runs in no transaction: migrations and backups.
func newPool(db *sql.DB, size int, begin string) *pool {
	db.SetMaxOpenConns(size + 1)
	db.SetMaxIdleConns(size)
	p := &pool{db, begin, make(chan *conn, 1), make(chan *conn, size)}
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
	return &conn{Conn: opened, stmts: map[string]*sql.Stmt{}}, nil
}

func (p *pool) wait(ctx context.Context) (*conn, error) {
	select {
	case c := <-p.warm:
		return c, nil
	default:
	}
	select {
	case c := <-p.idle:
		return c, nil
	default:
	}
	limit := time.NewTimer(turnTime)
	defer limit.Stop()
	select {
	case c := <-p.warm:
		return c, nil
	case c := <-p.idle:
		return c, nil
	case <-limit.C:
		return nil, errNoTurn
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// next waits without end for a connection that nobody uses.
func (p *pool) next() *conn {
	select {
	case c := <-p.warm:
		return c
	default:
	}
	select {
	case c := <-p.warm:
		return c
	case c := <-p.idle:
		return c
	}
}

// give puts c back; one that is not sound, or whose transaction did not end, is closed, and another opened when it is needed.
func (p *pool) give(c *conn, sound bool) {
	if (!sound || c.open) && c.Conn != nil {
		c.end() //nolint:errcheck,gosec // it is thrown away
		c = &conn{}
	}
	select {
	case p.warm <- c:
	default:
		p.idle <- c
	}
}

// close waits until no transaction is under way and ends all connections.
func (p *pool) close() error {
	var errs []error
	for range cap(p.idle) {
		if c := p.next(); c.Conn != nil {
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

// QueryContext runs q unless ctx has ended.
func (c *conn) QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error) {
	s, ctx, err := c.ready(ctx, q)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// ExecContext runs q unless ctx has ended.
func (c *conn) ExecContext(ctx context.Context, q string, args ...any) (sql.Result, error) {
	s, ctx, err := c.ready(ctx, q)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

// ready returns the prepared form of q and a context for it that does not end.
func (c *conn) ready(ctx context.Context, q string) (*sql.Stmt, context.Context, error) {
	if err := ctx.Err(); err != nil {
		return nil, ctx, err
	}
	ctx = context.WithoutCancel(ctx)
	s, err := c.stmt(ctx, q)
	return s, ctx, err
}

func (c *conn) begin(ctx context.Context, q string) error {
	_, err := c.ExecContext(ctx, q)
	c.open = err == nil
	return err
}

// Commit ends the transaction: what was written is durable then.
func (c *conn) Commit() error { return c.finish("COMMIT") }

// Rollback undoes the transaction, when it is still under way.
func (c *conn) Rollback() error {
	if !c.open {
		return nil
	}
	return c.finish("ROLLBACK")
}

func (c *conn) finish(q string) error {
	_, err := c.ExecContext(context.Background(), q)
	c.open = err != nil
	return err
}
