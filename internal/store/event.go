package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// lookWindow is for how long a look of the same session at the same thing is written once, in milliseconds.
const lookWindow = 10 * 60 * 1000

// AppendEvent writes e as the next link of the chain. Seq, At, Prev and Hash of e are made here.
func (tx *Tx) AppendEvent(ctx context.Context, e domain.Event) error {
	head, err := one(ctx, tx, func(scan scanner) (h domain.Event, err error) {
		err = scan(&h.Seq, &h.Hash)
		return h, err
	}, `UPDATE event_head SET seq = seq + 1 WHERE one = 1 RETURNING seq, hash`) // takes the lock of the chain on both engines
	if err != nil {
		return fmt.Errorf("event head: %w", err)
	}
	e.Seq, e.At, e.Prev = head.Seq, tx.Now, head.Hash
	e.Hash = EventHash(e)
	if err := tx.must(ctx, `
		INSERT INTO event (seq, at, user_id, org_id, person_id, acting, session_id, action, rule, purpose, sections, object_id, note, prev, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
		e.Seq, e.At, e.Actor, e.Org, e.Person, e.Acting, e.Session, e.Action, e.Rule, e.Purpose, e.Sections.String(), e.Object, e.Note,
		e.Prev, e.Hash); err != nil { // a trigger of the table lets the head follow
		return fmt.Errorf("event %s: %w", e.Action, err)
	}
	return nil
}

// EventHash is the link of e: SHA-256 over the previous hash and every stored field, each with its length.
func EventHash(e domain.Event) []byte {
	var b bytes.Buffer
	part := func(p []byte) {
		b.Write(binary.BigEndian.AppendUint32(nil, uint32(len(p)))) //nolint:gosec // a field is never 4 GiB long
		b.Write(p)
	}
	number := func(n int64) { b.Write(binary.BigEndian.AppendUint64(nil, uint64(n))) } //nolint:gosec // bit pattern
	part(e.Prev)
	for _, n := range [...]int64{e.Seq, int64(e.At), int64(e.Actor), int64(e.Org), int64(e.Person), int64(e.Session), e.Object} {
		number(n)
	}
	if e.Acting {
		number(1)
	} else {
		number(0)
	}
	for _, s := range [...]string{string(e.Action), string(e.Rule), string(e.Purpose), e.Sections.String(), e.Note} {
		part([]byte(s))
	}
	sum := sha256.Sum256(b.Bytes())
	return sum[:]
}

// SeenLately tells whether the session of e has a look like e within the last ten minutes.
func (tx *Tx) SeenLately(ctx context.Context, e domain.Event) (bool, error) {
	seen, err := all(ctx, tx, value[int64], `
		SELECT seq
		FROM event
		WHERE session_id = $1 AND person_id = $2 AND action = $3 AND at > $4 AND sections = $5 AND object_id = $6 AND note = $7
		ORDER BY at DESC
		LIMIT 1`,
		e.Session, e.Person, e.Action, tx.Now-lookWindow, e.Sections.String(), e.Object, e.Note)
	return len(seen) > 0, err
}

const eventColumns = `e.seq, e.at, e.user_id, e.org_id, e.person_id, e.acting, e.session_id, e.action, e.rule, e.purpose, e.sections,
	e.object_id, e.note, e.prev, e.hash`

func scanEvent(scan scanner) (e domain.Event, err error) {
	var sections string
	err = scan(&e.Seq, &e.At, &e.Actor, &e.Org, &e.Person, &e.Acting, &e.Session, &e.Action, &e.Rule, &e.Purpose, &sections,
		&e.Object, &e.Note, &e.Prev, &e.Hash)
	e.Sections = domain.ParseSections(sections)
	return e, err
}

// scanBookEvent reads an event with the names of its actor and organisation.
func scanBookEvent(scan scanner) (domain.Event, error) {
	var name, org string
	e, err := scanEvent(func(dest ...any) error { return scan(append(dest, &name, &org)...) })
	e.Name, e.OrgName = name, org
	return e, err
}

// EventsPerPage is the length of one page of the access book.
const EventsPerPage = 50

// PersonEvents returns the events about p as the filter narrows them, newest first, with names of actors.
func (tx *Tx) PersonEvents(ctx context.Context, p domain.PersonID, f domain.BookFilter) ([]domain.Event, error) {
	w := &where{}
	w.and("e.person_id = {}", p)
	switch f.Who {
	case "others":
		w.and("(e.user_id <> 0 OR e.rule IN ({}, {}, {}, {}) OR e.action = {} AND e.session_id = 0)", domain.RuleMachine, domain.RuleLink, domain.RuleHousehold, domain.RuleBody,
			domain.SignInRefused)
	case "own":
		w.and("e.user_id = 0 AND e.rule NOT IN ({}, {}, {}, {}) AND (e.action <> {} OR e.session_id <> 0)", domain.RuleMachine, domain.RuleLink, domain.RuleHousehold, domain.RuleBody,
			domain.SignInRefused)
	}
	if f.What != "" {
		marks, args := "", []any{}
		for _, a := range domain.Looks {
			marks, args = marks+", {}", append(args, a)
		}
		not := map[string]string{"changes": "NOT "}[f.What]
		w.and("e.action "+not+"IN ("+marks[2:]+")", args...)
	}
	if f.Org != 0 {
		w.and("e.org_id = {}", f.Org)
	}
	if f.Days > 0 {
		w.and("e.at >= {}", tx.Now-domain.Instant(f.Days)*24*60*60*1000)
	}
	if f.Before > 0 {
		w.and("e.seq < {}", f.Before)
	}
	return all(ctx, tx, scanBookEvent, `
		SELECT `+eventColumns+`, coalesce(u.name, ''), coalesce(o.name, '')
		FROM event e
		LEFT JOIN app_user u ON u.id = e.user_id
		LEFT JOIN org o ON o.id = e.org_id
		WHERE `+w.String()+`
		ORDER BY e.seq DESC
		LIMIT `+strconv.Itoa(EventsPerPage), w.args...)
}

// EventsAfter returns at most limit events after seq, oldest first: what live pages and verify read.
func (tx *Tx) EventsAfter(ctx context.Context, seq int64, limit int) ([]domain.Event, error) {
	return all(ctx, tx, scanEvent, `SELECT `+eventColumns+` FROM event e WHERE e.seq > $1 ORDER BY e.seq LIMIT `+strconv.Itoa(limit), seq)
}

// Head returns the last link of the chain: its seq and its hash.
func (tx *Tx) Head(ctx context.Context) (domain.Event, error) {
	return one(ctx, tx, func(scan scanner) (h domain.Event, err error) {
		err = scan(&h.Seq, &h.Hash)
		return h, err
	}, `SELECT seq, hash FROM event_head WHERE one = 1`)
}
