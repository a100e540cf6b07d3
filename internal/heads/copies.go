package heads

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
)

// Copies are a place outside of the database where heads are kept. Its methods may be called by several goroutines.
type Copies interface {
	// Last is the Seq of the newest head of the tenant that is there; 0 for none.
	Last(ctx context.Context, tenant string) (int64, error)
	// Add keeps h. Without error it survives a power cut, as far as the place can tell.
	Add(ctx context.Context, h Head) error
}

// A Log prints heads, for whatever collects what the process prints.
type Log struct {
	mu   sync.Mutex
	to   io.Writer
	last map[string]int64
}

// NewLog returns the copies that are printed to w. What an earlier process has printed it does not know.
func NewLog(w io.Writer) *Log { return &Log{to: w, last: map[string]int64{}} }

// Last is what this process has printed.
func (l *Log) Last(_ context.Context, tenant string) (int64, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.last[tenant], nil
}

// Add prints the line of h.
func (l *Log) Add(_ context.Context, h Head) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, err := fmt.Fprintln(l.to, h)
	if err == nil {
		l.last[h.Tenant] = h.Seq
	}
	return err
}

// A File is a text file to which lines are only ever added. Let it lie on another machine, or where only adding is allowed.
type File struct {
	path string
	mu   sync.Mutex
	last map[string]int64 // nil until the file was read
}

// NewFile returns the copies in the file at path, which is made with the first head.
func NewFile(path string) *File { return &File{path: path} }

// Last reads the file once.
func (f *File) Last(_ context.Context, tenant string) (int64, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.last == nil {
		last := map[string]int64{}
		list, _, err := ReadFile(f.path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return 0, err
		}
		for _, h := range list {
			last[h.Tenant] = max(last[h.Tenant], h.Seq)
		}
		f.last = last
	}
	return f.last[tenant], nil
}

// Add writes the line of h at the end.
func (f *File) Add(_ context.Context, h Head) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	file, err := os.OpenFile(f.path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(file, h)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil && f.last != nil {
		f.last[h.Tenant] = h.Seq
	}
	return err
}

// ReadFile returns the heads of a file of copies, or of a log with such lines in it, in its order, and the numbers of the lines that were
// to hold a head and cannot be read.
func ReadFile(path string) (list []Head, broken []int, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	for n := 1; in.Scan(); n++ {
		h, ok, err := Parse(in.Text())
		switch {
		case err != nil:
			broken = append(broken, n)
		case ok:
			list = append(list, h)
		}
	}
	return list, broken, in.Err()
}
