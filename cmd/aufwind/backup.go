package main

import (
	"fmt"
	"os"

	"github.com/aufwind-im/aufwind/internal/store"
)

// backupCommand copies the databases while the server runs on.
type backupCommand struct {
	place
	Dir string `arg:"" help:"New folder for the copy. The master key is not in it: keep that apart."`
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
	if err := tenants.Backup(w.ctx, c.Dir); err != nil {
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

func (c restoreCommand) Run(w *world) error {
	if c.Postgres != "" {
		return usageError{store.ErrNoBackup}
	}
	if _, err := os.Stat(c.keyFile()); err != nil {
		return fmt.Errorf("put the master key in its place first: %w", err)
	}
	if err := store.Restore(c.Dir, c.Data); err != nil {
		return err
	}
	return verifyCommand{c.place}.Run(w)
}
