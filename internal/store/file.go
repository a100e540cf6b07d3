package store

import (
	"container/list"
	"database/sql"
	"errors"
	"net/url"
	"sync"
)

// maxOpen is how many tenants' SQLite files stay open: 100 take about 41 MiB.
const maxOpen = 100

var errClosed = errors.New("the databases are closed")

// files are the SQLite files that a process has open. At most max of them stay open while nothing is under way in them; the one that
// was not used for the longest time is closed first, and opened again when it is asked for. One that is in use is never closed, so
// while more than max are in use, that many are open.
type files struct {
	mu     sync.Mutex
	max    int
	recent *list.List // of *file, what was used last in front
	closed bool
}

// A file is an open SQLite file with its connections.
type file struct {
	of          *DB
	write, read *sql.DB
	writers     *pool // one connection, so that writers wait for each other here
	readers     *pool
	users       int           // how many have taken it
	place       *list.Element // in files.recent
}

func newFiles(most int) *files { return &files{max: most, recent: list.New()} }

// openFile makes the connections, which are opened when they are first used.
func openFile(db *DB) (*file, error) {
	const shared = "?_pragma=busy_timeout(5000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=foreign_keys(1)&_pragma=cache_size(-8000)"
	path := "file:" + (&url.URL{Path: db.path}).EscapedPath()
	write, err := sql.Open("sqlite", path+shared+"&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	read, err := sql.Open("sqlite", path+shared+"&_query_only=1")
	if err != nil {
		return nil, errors.Join(err, write.Close())
	}
	return &file{of: db, write: write, read: read, writers: newPool(write, 1, "BEGIN IMMEDIATE"), readers: newPool(read, 4, "BEGIN")}, nil
}

func (f *file) close() error { return errors.Join(f.readers.close(), f.writers.close()) }

// take returns the open file of db, which stays open until it is given back.
func (fs *files) take(db *DB) (*file, error) {
	fs.mu.Lock()
	if fs.closed {
		fs.mu.Unlock()
		return nil, errClosed
	}
	f := db.open
	if f == nil {
		var err error
		if f, err = openFile(db); err != nil {
			fs.mu.Unlock()
			return nil, err
		}
		f.place = fs.recent.PushFront(f)
		db.open = f
	} else {
		fs.recent.MoveToFront(f.place)
	}
	f.users++
	surplus := fs.surplus()
	fs.mu.Unlock()
	closeAll(surplus) //nolint:errcheck,gosec // of other tenants, whose transactions have all ended
	return f, nil
}

// give gives back what take returned.
func (fs *files) give(f *file) {
	fs.mu.Lock()
	f.users--
	surplus := fs.surplus()
	fs.mu.Unlock()
	closeAll(surplus) //nolint:errcheck,gosec // all their transactions have ended
}

// surplus takes the files out of the list that are too many and that nobody uses, for the caller to close.
func (fs *files) surplus() (out []*file) {
	for e := fs.recent.Back(); e != nil && fs.recent.Len() > fs.max; {
		f, older := e.Value.(*file), e.Prev()
		if f.users == 0 {
			fs.recent.Remove(e)
			f.of.open = nil
			out = append(out, f)
		}
		e = older
	}
	return out
}

// close closes all files, for good. It waits until no transaction is under way.
func (fs *files) close() error {
	fs.mu.Lock()
	fs.closed = true
	var all []*file
	for e := fs.recent.Front(); e != nil; e = e.Next() {
		all = append(all, e.Value.(*file))
	}
	fs.mu.Unlock()
	return closeAll(all)
}

func closeAll(list []*file) error {
	var errs []error
	for _, f := range list {
		errs = append(errs, f.close())
	}
	return errors.Join(errs...)
}
