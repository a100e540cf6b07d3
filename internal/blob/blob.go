// Package blob keeps documents outside of the database: sealed bytes under names that say nothing.
//
// A backend promises: what Put has acknowledged survives a power cut and is never changed by another Put; a name in a list can be read.
// It knows no keys: whoever has its files or its bucket sees lengths and moments, and not a word.
package blob

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"regexp"
	"time"
)

// MaxSize is how many bytes a blob may have: 32 MiB.
const MaxSize = 32 << 20

var (
	// ErrTaken means that there is a blob of this name already; it stays as it is.
	ErrTaken = errors.New("blob: the name is taken")
	// ErrMissing means that there is no blob of this name.
	ErrMissing = errors.New("blob: there is none of this name")
	// ErrName means that something is no name of a blob.
	ErrName = errors.New("blob: this is no name")
	// ErrSize means that a blob has no byte or more than MaxSize.
	ErrSize = errors.New("blob: empty, or larger than 32 MiB")
)

// A Backend keeps blobs. A name has parts of a-z, 0-9, _ and - with / between them. Its methods may be called by several goroutines.
type Backend interface {
	// Put stores content under a new name. Without error it survives a power cut.
	// Errors: ErrTaken, ErrName, ErrSize, what the machine says; after that half of it may be stored.
	Put(ctx context.Context, name string, content []byte) error
	// Read returns what Put stored.
	// Errors: ErrMissing, ErrName, ErrSize, what the machine says.
	Read(ctx context.Context, name string) ([]byte, error)
	// Delete removes a blob; a name that is not there is no error.
	Delete(ctx context.Context, name string) error
	// List returns what is below folder, "" for all, in no particular order, until an error, which comes last.
	List(ctx context.Context, folder string) iter.Seq2[Item, error]
}

// An Item is a line of a list.
type Item struct {
	Name string
	At   time.Time // when it was stored, by the clock of the backend
}

var names = regexp.MustCompile(`^[a-z0-9_-]{1,64}(/[a-z0-9_-]{1,64}){0,7}$`)

// check refuses what is no name, so that none leaves the folder of a backend.
func check(name string) error {
	if !names.MatchString(name) {
		return fmt.Errorf("%w: %q", ErrName, name)
	}
	return nil
}

// fits refuses what is no content of a blob.
func fits(content []byte) error {
	if len(content) == 0 || len(content) > MaxSize {
		return ErrSize
	}
	return nil
}

// Copy puts every blob below folder that to does not have yet into to, and returns how many those were.
func Copy(ctx context.Context, to, from Backend, folder string) (n int, err error) {
	has := map[string]bool{}
	for item, err := range to.List(ctx, folder) {
		if err != nil {
			return 0, err
		}
		has[item.Name] = true
	}
	for item, err := range from.List(ctx, folder) {
		if err != nil {
			return n, err
		}
		if has[item.Name] {
			continue
		}
		content, err := from.Read(ctx, item.Name)
		if errors.Is(err, ErrMissing) {
			continue // removed since it was listed
		}
		if err == nil {
			err = to.Put(ctx, item.Name, content)
		}
		if err != nil {
			return n, fmt.Errorf("copy %s: %w", item.Name, err)
		}
		n++
	}
	return n, nil
}
