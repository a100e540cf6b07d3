package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/blob"
)

// ErrNoBackup means that this engine is backed up with its own tools for now.
var ErrNoBackup = errors.New("PostgreSQL is backed up with pg_dump for now")

// Backup writes a consistent copy of the catalog, of every tenant and of its blobs into the new folder dir, while others write on.
// The master key is not in it: keep that apart.
func (t *Tenants) Backup(ctx context.Context, dir string) error {
	if t.pool != nil {
		return ErrNoBackup
	}
	if err := os.MkdirAll(filepath.Join(dir, "tenants"), 0o700); err != nil {
		return err
	}
	if err := t.catalog.copyTo(ctx, filepath.Join(dir, "catalog.db")); err != nil {
		return err
	}
	blobs := blob.NewFolder(filepath.Join(dir, "blobs"))
	return t.Each(ctx, func(ten Tenant, db *DB) error {
		if _, err := blob.Copy(ctx, blobs, db.blobs, ten.ID); err != nil { // most of them before the database, as they take long
			return err
		}
		if err := db.copyTo(ctx, filepath.Join(dir, "tenants", ten.ID+".db")); err != nil {
			return err
		}
		_, err := blob.Copy(ctx, blobs, db.blobs, ten.ID) // those that were put meanwhile
		return err
	})
}

// copyTo writes the database into the new file and makes it durable.
func (db *DB) copyTo(ctx context.Context, file string) error {
	if _, err := os.Stat(file); err == nil {
		return fmt.Errorf("%s exists already", file)
	}
	open, err := db.files.take(db)
	if err != nil {
		return err
	}
	defer db.files.give(open)
	if _, err := open.write.ExecContext(ctx, `VACUUM INTO $1`, file); err != nil {
		return fmt.Errorf("copy %s: %w", db.Tenant, err)
	}
	f, err := os.OpenFile(file, os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Chmod(0o600); err != nil {
		return err
	}
	return f.Sync()
}

// ErrNoSuchBackup means that a folder is none that Backup has written.
var ErrNoSuchBackup = errors.New("this is no backup")

// ErrInUse means that a folder holds data already.
var ErrInUse = errors.New("there is data already: restore into an empty place")

// Restore copies a backup folder into the data folder cfg.Dir, which holds no data yet. When that fails, or the master key does not fit,
// nothing stays there.
// Errors: ErrNoSuchBackup, ErrInUse, ErrWrongKey, what the file system says.
func Restore(ctx context.Context, backup string, cfg Config) error {
	if _, err := os.Stat(filepath.Join(backup, "catalog.db")); err != nil {
		return fmt.Errorf("%w: %s has no catalog.db", ErrNoSuchBackup, backup)
	}
	tenants, err := filesIn(filepath.Join(cfg.Dir, "tenants"), "")
	catalog, err2 := filesIn(cfg.Dir, "catalog.db") // also its journal, which would be replayed
	blobs, err3 := filesIn(filepath.Join(cfg.Dir, "blobs"), "")
	if err := errors.Join(err, err2, err3); err != nil {
		return err
	}
	if len(tenants)+len(catalog)+len(blobs) > 0 {
		return fmt.Errorf("%s: %w", cfg.Dir, ErrInUse)
	}
	if err := copyBack(ctx, backup, cfg); err != nil {
		return errors.Join(err, removeData(cfg.Dir))
	}
	return nil
}

// filesIn returns the paths of what is in a folder and begins with prefix; nothing when there is no such folder.
func filesIn(dir, prefix string) (paths []string, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), prefix) {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	return paths, err
}

// copyBack copies the databases, and opens the catalog with the master key: it names every tenant whose file has to be there, because one
// without a file would begin anew, empty.
func copyBack(ctx context.Context, backup string, cfg Config) error {
	if err := os.MkdirAll(filepath.Join(cfg.Dir, "tenants"), 0o700); err != nil {
		return err
	}
	files, err := filesIn(filepath.Join(backup, "tenants"), "")
	if err != nil {
		return err
	}
	for _, from := range append(files, filepath.Join(backup, "catalog.db")) {
		if filepath.Ext(from) != ".db" {
			continue
		}
		name, err := filepath.Rel(backup, from)
		if err != nil {
			return err
		}
		if err := copyFile(from, filepath.Join(cfg.Dir, name)); err != nil {
			return err
		}
	}
	tenants, err := OpenTenants(ctx, cfg)
	if err != nil {
		return err
	}
	list, err := tenants.List(ctx)
	blobs := blob.NewFolder(filepath.Join(backup, "blobs"))
	for _, ten := range list {
		if _, copyErr := blob.Copy(ctx, tenants.cfg.Blobs, blobs, ten.ID); copyErr != nil {
			err = errors.Join(err, copyErr)
		}
		if !slices.Contains(files, filepath.Join(backup, "tenants", ten.ID+".db")) {
			err = errors.Join(err, fmt.Errorf("%w: %s has no file of the tenant %q", ErrNoSuchBackup, backup, ten.ID))
		}
	}
	return errors.Join(err, tenants.Close())
}

// copyFile copies a file that is not there yet, for its owner only, and makes it durable.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err == nil {
		err = out.Sync()
	}
	return errors.Join(err, out.Close())
}

// removeData removes what copyBack has made in a folder that held no data.
func removeData(dir string) error {
	files, err := filesIn(dir, "catalog.db")
	for _, f := range files {
		err = errors.Join(err, os.Remove(f))
	}
	return errors.Join(err, os.RemoveAll(filepath.Join(dir, "tenants")), os.RemoveAll(filepath.Join(dir, "blobs")))
}
