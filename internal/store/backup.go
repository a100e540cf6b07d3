package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrNoBackup means that this engine is backed up with its own tools for now.
var ErrNoBackup = errors.New("store: PostgreSQL is backed up with pg_dump for now")

// Backup writes a consistent copy of the catalog and of every tenant into the new folder dir, while others write on.
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
	tenants, err := t.List(ctx)
	if err != nil {
		return err
	}
	for _, ten := range tenants {
		db, err := t.Open(ctx, ten.ID)
		if err != nil {
			return err
		}
		if err := db.copyTo(ctx, filepath.Join(dir, "tenants", ten.ID+".db")); err != nil {
			return err
		}
	}
	return nil
}

// copyTo writes the database into the new file and makes it durable.
func (db *DB) copyTo(ctx context.Context, file string) error {
	if _, err := os.Stat(file); err == nil {
		return fmt.Errorf("%s exists already", file)
	}
	if _, err := db.write.ExecContext(ctx, `VACUUM INTO $1`, file); err != nil {
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

// Restore copies a backup folder into the empty data folder dir.
func Restore(backup, dir string) error {
	if entries, err := os.ReadDir(filepath.Join(dir, "tenants")); err == nil && len(entries) > 0 {
		return fmt.Errorf("%s holds tenants already: restore into an empty place", dir)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if err := os.CopyFS(dir, os.DirFS(backup)); err != nil {
		return err
	}
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		return os.Chmod(path, 0o600) // whatever the backup medium made of it
	})
}
