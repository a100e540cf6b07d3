package store

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/heads"
)

// A Proof is what a record is held against, besides itself.
type Proof struct {
	Public heads.Public // of the key that signs heads; zero: heads are not looked at
	Copies []heads.Head // of this tenant, in any order
	Copied bool         // there is a place of copies: a signed head that is not in it is a fault
}

// copyTime is how long a signed head may be on its way to the copies, in milliseconds.
const copyTime = 5 * 60 * 1000

// ErrBroken means that a record is not as it was written; its head is not signed.
var ErrBroken = errors.New("the record is not as it was written")

// SignHead signs how far the record has come, unless it has not moved since the last time. What was written since is checked before.
// Errors: ErrBroken.
func (db *DB) SignHead(ctx context.Context, key heads.Key) (signed bool, err error) {
	var h heads.Head
	err = db.Read(ctx, func(tx *Tx) error {
		head, err := tx.Head(ctx)
		if err != nil {
			return err
		}
		last, err := tx.lastSigned(ctx)
		if err != nil || head.Seq == last.Seq {
			return err
		}
		links := map[int64][]byte{head.Seq: nil}
		_, _, found, err := tx.walk(ctx, last.Seq, last.Hash, links)
		switch {
		case err != nil:
			return err
		case found != nil:
			return fmt.Errorf("%w: %s", ErrBroken, found.What)
		case !bytes.Equal(links[head.Seq], head.Hash):
			return fmt.Errorf("%w: its head says %d, the last signed head %d", ErrBroken, head.Seq, last.Seq)
		}
		h = key.Sign(heads.Head{Tenant: db.Tenant, Seq: head.Seq, Hash: head.Hash, At: int64(tx.Now)})
		return nil
	})
	if err != nil || h.Seq == 0 {
		return false, err
	}
	err = db.Write(ctx, func(tx *Tx) error {
		n, err := tx.exec(ctx, `INSERT INTO signed_head (seq, hash, at, signature) VALUES ($1, $2, $3, $4) ON CONFLICT (seq) DO NOTHING`,
			h.Seq, h.Hash, h.At, h.Signature)
		signed = n > 0 // else another process was faster
		return err
	})
	return signed, err
}

func (tx *Tx) scanHead(scan scanner) (h heads.Head, err error) {
	h.Tenant = tx.db.Tenant
	err = scan(&h.Seq, &h.Hash, &h.At, &h.Signature)
	return h, err
}

// lastSigned is the newest signed head; before the first one it is that of no events.
func (tx *Tx) lastSigned(ctx context.Context) (heads.Head, error) {
	list, err := all(ctx, tx, tx.scanHead, `SELECT seq, hash, at, signature FROM signed_head ORDER BY seq DESC LIMIT 1`)
	if err != nil || len(list) == 0 {
		return heads.Head{Hash: []byte{}}, err
	}
	return list[0], nil
}

// HeadsAfter returns the signed heads after seq, oldest first; for 0 only the newest, as that stands for all before it.
func (db *DB) HeadsAfter(ctx context.Context, seq int64) (list []heads.Head, err error) {
	err = db.Read(ctx, func(tx *Tx) error {
		if seq == 0 {
			last, err := tx.lastSigned(ctx)
			if last.Seq > 0 {
				list = append(list, last)
			}
			return err
		}
		list, err = all(ctx, tx, tx.scanHead, `SELECT seq, hash, at, signature FROM signed_head WHERE seq > $1 ORDER BY seq`, seq)
		return err
	})
	return list, err
}

// A mark is an event that a head names.
type mark struct {
	seq    int64
	hash   []byte
	what   string // where it stands
	forged bool
	alone  bool // it stands only there
}

// marks are the heads of the database and the copies in the order of their events, the database first.
func (tx *Tx) marks(ctx context.Context, p Proof) ([]mark, error) {
	if p.Public.IsZero() {
		return nil, nil
	}
	signed, err := all(ctx, tx, tx.scanHead, `SELECT seq, hash, at, signature FROM signed_head ORDER BY seq`)
	if err != nil {
		return nil, err
	}
	stored, copied := map[int64]bool{}, map[int64]bool{}
	first := int64(0)
	for _, h := range p.Copies {
		copied[h.Seq] = true
		if first == 0 || h.Seq < first {
			first = h.Seq
		}
	}
	var out []mark
	for _, h := range signed {
		stored[h.Seq] = true
		late := domain.Instant(h.At) < tx.Now-copyTime
		out = append(out, mark{h.Seq, h.Hash, "signed head", !p.Public.Signed(h), p.Copied && late && h.Seq > first && !copied[h.Seq]})
	}
	for _, h := range p.Copies {
		out = append(out, mark{h.Seq, h.Hash, "copied head", !p.Public.Signed(h) || h.Tenant != tx.db.Tenant, !stored[h.Seq]})
	}
	slices.SortStableFunc(out, func(a, b mark) int { return cmp.Compare(a.seq, b.seq) })
	return out, nil
}

// checkMarks holds the chain, of which good events are right, against the heads; links has its hashes. It returns the first fault.
func checkMarks(marks []mark, links map[int64][]byte, good int64) *Finding {
	proved := int64(0)
	for _, m := range marks {
		switch {
		case m.forged:
			return &Finding{m.seq, fmt.Sprintf("the %s of event %d was altered, or signed with another key", m.what, m.seq)}
		case m.seq > good:
			return &Finding{good + 1, fmt.Sprintf("the events %d to %d are missing: there is a %s of event %d", good+1, m.seq, m.what, m.seq)}
		case !bytes.Equal(links[m.seq], m.hash):
			return &Finding{proved + 1, fmt.Sprintf("among the events %d to %d one is not what it was: their %s is another", proved+1, m.seq, m.what)}
		case m.alone && m.what == "copied head":
			return &Finding{m.seq, fmt.Sprintf("the signed head of event %d is missing in the database: it was copied", m.seq)}
		case m.alone:
			return &Finding{m.seq, fmt.Sprintf("the copies lack the head of event %d: they were cut, or nothing was copied", m.seq)}
		}
		proved = m.seq
	}
	return nil
}
