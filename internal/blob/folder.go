package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
)

// A Folder keeps each blob in a file of its own.
type Folder struct{ dir string }

// NewFolder returns the backend in the folder dir, which is made with the first blob.
func NewFolder(dir string) *Folder { return &Folder{dir} }

func (f *Folder) path(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// Put writes the file under its name at once: a crash leaves half of it, which nothing refers to.
func (f *Folder) Put(ctx context.Context, name string, content []byte) error {
	if err := errors.Join(check(name), fits(content), ctx.Err()); err != nil {
		return err
	}
	path := f.path(name)
	if err := f.folders(filepath.Dir(path)); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return ErrTaken
	}
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return syncFolder(filepath.Dir(path))
}

// folders makes the folder path with those above it, and makes the name of each new one durable.
func (f *Folder) folders(path string) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return err
	}
	for at := path; at != f.dir && at != filepath.Dir(at); {
		at = filepath.Dir(at)
		if err := syncFolder(at); err != nil {
			return err
		}
	}
	return nil
}

func syncFolder(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	err = dir.Sync()
	if errors.Is(err, fs.ErrInvalid) { // some file systems cannot sync a folder
		err = nil
	}
	return errors.Join(err, dir.Close())
}

// Read reads the file.
func (f *Folder) Read(ctx context.Context, name string) ([]byte, error) {
	if err := errors.Join(check(name), ctx.Err()); err != nil {
		return nil, err
	}
	file, err := os.Open(f.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrMissing
	}
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return bounded(file)
}

// bounded reads r to its end, unless that is too far.
func bounded(r io.Reader) ([]byte, error) {
	content, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, err
	}
	return content, fits(content)
}

// Delete removes the file and makes that durable.
func (f *Folder) Delete(ctx context.Context, name string) error {
	if err := errors.Join(check(name), ctx.Err()); err != nil {
		return err
	}
	err := os.Remove(f.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return syncFolder(filepath.Dir(f.path(name)))
}

// errEnough ends a walk whose caller wants no more.
var errEnough = errors.New("enough")

// List walks through the folder; what has no name of a blob is not in it.
func (f *Folder) List(ctx context.Context, folder string) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		if folder != "" && check(folder) != nil {
			yield(Item{}, fmt.Errorf("blob: %q is no folder", folder))
			return
		}
		err := filepath.WalkDir(f.path(folder), func(path string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil // nothing was put there yet, or it is gone since
			}
			if err = errors.Join(err, ctx.Err()); err != nil || d.IsDir() {
				return err
			}
			name, err := filepath.Rel(f.dir, path)
			if err != nil {
				return err
			}
			about, err := d.Info()
			if errors.Is(err, fs.ErrNotExist) || check(filepath.ToSlash(name)) != nil {
				return nil
			}
			if err == nil && !yield(Item{filepath.ToSlash(name), about.ModTime()}, nil) {
				err = errEnough
			}
			return err
		})
		if err != nil && !errors.Is(err, errEnough) {
			yield(Item{}, err)
		}
	}
}
