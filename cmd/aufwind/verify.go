package main

import (
	"errors"
	"fmt"

	"github.com/aufwind-im/aufwind/internal/store"
)

// verifyCommand checks the record, the references and the documents of every tenant.
type verifyCommand struct{ place }

func (verifyCommand) Help() string {
	return `Ends with exit code 1 when something is not as it was written, and names the first bad event of each tenant.

Example: aufwind verify`
}

func (c verifyCommand) Run(w *world) error {
	tenants, err := c.open(w)
	if err != nil {
		return err
	}
	defer tenants.Close()
	faults := 0
	err = tenants.Each(w.ctx, func(t store.Tenant, db *store.DB) error {
		good, found, err := db.Verify(w.ctx)
		if err != nil {
			return err
		}
		lines, err := db.CheckForeignKeys(w.ctx)
		if err != nil {
			return err
		}
		blobs, changed, err := db.VerifyBlobs(w.ctx)
		if err != nil {
			return err
		}
		lines = append(lines, changed...)
		if found != nil {
			faults++
			fmt.Fprintf(w.out, "%s: %s\n", t.ID, found.What)
		}
		for _, line := range lines {
			faults++
			fmt.Fprintf(w.out, "%s: %s\n", t.ID, line)
		}
		if found == nil && len(lines) == 0 {
			fmt.Fprintf(w.out, "%s: %d events, as they were written, and %d documents\n", t.ID, good, blobs)
		}
		return nil
	})
	if err == nil && faults > 0 {
		err = errors.New("the data is not as it was written")
	}
	return err
}
