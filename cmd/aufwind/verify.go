package main

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"github.com/aufwind-im/aufwind/internal/heads"
	"github.com/aufwind-im/aufwind/internal/store"
)

// verifyCommand checks the record, the references and the documents of every tenant.
type verifyCommand struct {
	place
	Heads     []string `sep:" " placeholder:"PLACE" help:"Where signed heads were copied to: a file (a log with such lines will do), or a bucket. May be given several times."`
	PublicKey string   `placeholder:"KEY" help:"What \"aufwind head key\" printed. Without it: that of the file of --head-key."`
}

func (verifyCommand) Help() string {
	return `Ends with exit code 1 when something is not as it was written, and names the first bad event of each tenant. With --heads it finds, too, what
was written anew as a whole, and a database that was put back: all but what happened since the last copy.

Example: aufwind verify --heads /mnt/elsewhere/heads.txt`
}

func (c verifyCommand) Run(w *world) error {
	tenants, err := c.open(w)
	if err != nil {
		return err
	}
	defer tenants.Close()
	public, err := c.public()
	if err != nil {
		return err
	}
	if public.IsZero() {
		fmt.Fprintf(w.out, "heads of the record are not checked: there is no %s and no --public-key\n", c.headKey())
	}
	faults := 0
	err = tenants.Each(w.ctx, func(t store.Tenant, db *store.DB) error {
		lines, about, err := c.check(w, t, db, public)
		for _, line := range lines {
			fmt.Fprintf(w.out, "%s: %s\n", t.ID, line)
		}
		if faults += len(lines); err == nil && len(lines) == 0 {
			fmt.Fprintf(w.out, "%s: %s\n", t.ID, about)
		}
		return err
	})
	if err == nil && faults > 0 {
		err = errors.New("the data is not as it was written")
	}
	return err
}

// public is the key that was given, or that of the file; none where nothing was signed here yet.
func (c verifyCommand) public() (heads.Public, error) {
	if c.PublicKey != "" {
		public, err := heads.ParsePublic(c.PublicKey)
		if err != nil {
			return public, usageError{fmt.Errorf("--public-key: %w", err)}
		}
		return public, nil
	}
	key, err := heads.LoadKey(c.headKey())
	if errors.Is(err, fs.ErrNotExist) {
		if len(c.Heads) > 0 {
			return heads.Public{}, usageError{fmt.Errorf("--heads needs the key: there is no %s and no --public-key", c.headKey())}
		}
		return heads.Public{}, nil
	}
	if err != nil {
		return heads.Public{}, err
	}
	return key.Public(), nil
}

// check returns a line for each fault of a tenant, or what there is of it.
func (c verifyCommand) check(w *world, t store.Tenant, db *store.DB, public heads.Public) (lines []string, about string, err error) {
	proof := store.Proof{Public: public, Copied: len(c.Heads) > 0}
	if proof.Copies, lines, err = c.readCopies(w.ctx, t); err != nil {
		return nil, "", err
	}
	good, found, err := db.VerifyAgainst(w.ctx, proof)
	if err != nil {
		return lines, "", err
	}
	if found != nil {
		lines = append([]string{found.What}, lines...)
	}
	references, err := db.CheckForeignKeys(w.ctx)
	if err != nil {
		return lines, "", err
	}
	keys, err := db.VerifyKeys(w.ctx)
	if err != nil {
		return lines, "", err
	}
	blobs, changed, err := db.VerifyBlobs(w.ctx)
	about = fmt.Sprintf("%d events, as they were written, and %d documents", good, blobs)
	return slices.Concat(lines, references, keys, changed), about, err
}
