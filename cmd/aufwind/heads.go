package main

import (
	"context"
	"fmt"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/heads"
	"github.com/aufwind-im/aufwind/internal/store"
)

// toLog is the place of copies that is what serve prints.
const toLog = "log"

// copying says where heads of the record are copied to.
type copying struct {
	Heads []string `env:"AUFWIND_HEADS" sep:" " placeholder:"PLACE" help:"Where the signed heads of the record are copied to: log (a line of the output), a file to which lines are added, or a bucket https://s3.stadt.example/heads. May be given several times."`
}

// keeper signs heads with the key of p, which is made where there is none, and copies them to all the places.
func (c copying) keeper(w *world, p place, k *app.Keeper) error {
	key, err := heads.LoadOrCreateKey(p.headKey())
	if err != nil {
		return err
	}
	var copies []heads.Copies
	for _, at := range c.Heads {
		switch {
		case at == toLog:
			copies = append(copies, heads.NewLog(w.out))
		case isBucket(at):
			bucket, err := p.blobs(at)
			if err != nil {
				return err
			}
			copies = append(copies, headBucket{bucket})
		default:
			copies = append(copies, heads.NewFile(at))
		}
	}
	k.Sign(key, copies...)
	return nil
}

// headCommand is about the heads of the record.
type headCommand struct {
	Key headKeyCommand `cmd:"" help:"Print the public key with which signed heads are checked."`
}

type headKeyCommand struct{ place }

func (headKeyCommand) Help() string {
	return `Keep it where who has the data cannot change it, and give it to verify with --public-key. The key is made when serve first runs.

Example: aufwind head key`
}

func (c headKeyCommand) Run(w *world) error {
	key, err := heads.LoadKey(c.headKey())
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(w.out, key.Public())
	return err
}

// readCopies returns the heads of a tenant that lie at the places, and a line for each that cannot be read.
func (c verifyCommand) readCopies(ctx context.Context, t store.Tenant) (list []heads.Head, lines []string, err error) {
	for _, at := range c.Heads {
		if isBucket(at) {
			bucket, err := c.blobs(at)
			if err != nil {
				return nil, nil, err
			}
			found, broken, err := headBucket{bucket}.Read(ctx, t.ID)
			if err != nil {
				return nil, nil, err
			}
			list = append(list, found...)
			for _, name := range broken {
				lines = append(lines, fmt.Sprintf("%s: the object %s is no head", at, name))
			}
			continue
		}
		found, broken, err := heads.ReadFile(at)
		if err != nil {
			return nil, nil, err
		}
		for _, h := range found {
			if h.Tenant == t.ID {
				list = append(list, h)
			}
		}
		for _, n := range broken {
			lines = append(lines, fmt.Sprintf("%s: line %d is no head", at, n))
		}
	}
	return list, lines, nil
}
