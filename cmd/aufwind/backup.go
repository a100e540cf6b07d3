package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/store"
)

// backupCommand copies the databases while the server runs on.
type backupCommand struct {
	place
	Dir string `arg:"" help:"New folder for the copy. The master key is not in it: keep that apart."`
}

func (backupCommand) Help() string {
	return `Documents are in it, too. Only SQLite; PostgreSQL is backed up with pg_dump, and after it the folder or bucket of --blobs.

Example: aufwind backup /mnt/backup/2026-11-22`
}

func (c backupCommand) Run(w *world) error {
	if found, err := os.ReadDir(c.Dir); err == nil && len(found) > 0 {
		return usageError{fmt.Errorf("%s is not empty", c.Dir)}
	}
	tenants, err := c.open(w)
	if err != nil {
		return err
	}
	defer tenants.Close()
	switch err := tenants.Backup(w.ctx, c.Dir); {
	case errors.Is(err, store.ErrNoBackup):
		return usageError{err}
	case err != nil:
		return err
	}
	_, err = fmt.Fprintf(w.out, "copied to %s. Its master key is %s: keep that apart.\n", c.Dir, c.keyFile())
	return err
}

// restoreCommand copies a backup into an empty data folder and checks it.
type restoreCommand struct {
	place
	Dir string `arg:"" help:"Folder of the backup. The master key must lie in its place already."`
}

func (restoreCommand) Help() string {
	return `The data folder must hold the master key of the backup and nothing else. When the key does not fit, nothing stays behind.

Example: aufwind restore /mnt/backup/2026-11-22 --data /srv/aufwind`
}

func (c restoreCommand) Run(w *world) error {
	if c.Postgres != "" {
		return usageError{store.ErrNoBackup}
	}
	key, err := crypt.LoadMaster(c.keyFile())
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("put the master key in its place first: there is no %s", c.keyFile())
	}
	if err != nil {
		return err
	}
	cfg, err := c.config(w, key)
	if err != nil {
		return err
	}
	err = store.Restore(w.ctx, c.Dir, cfg)
	switch {
	case errors.Is(err, store.ErrWrongKey):
		return fmt.Errorf("master key %s: %w; nothing was restored", c.keyFile(), err)
	case errors.Is(err, store.ErrNoSuchBackup), errors.Is(err, store.ErrInUse):
		return usageError{err}
	case err != nil:
		return err
	}
	return verifyCommand{place: c.place}.Run(w)
}
