package store_test

import (
	"bytes"
	"context"
	"database/sql"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// records makes a city in whose record stand about twenty events of several kinds.
func records(t *testing.T, c *testkit.City) int64 {
	t.Helper()
	sami := c.Person("sami")
	for _, name := range []string{"manager_a", "manager_b", "lead", "sami", "olena"} {
		c.Actor(name)
	}
	entry := domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{Term: &domain.Term{Text: "Kochen"}}}
	for range 4 {
		if _, err := c.SaveEntry(t.Context(), c.Actor("sami"), entry, ""); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := c.Case(t.Context(), c.Actor("manager_a"), sami); err != nil {
		t.Fatal(err)
	}
	if _, err := c.SaveEntry(t.Context(), c.Acting("manager_a", "sami"), entry, ""); err != nil {
		t.Fatal(err)
	}
	good, found, err := c.DB.Verify(t.Context())
	if err != nil || found != nil || good < 15 {
		t.Fatalf("a fresh record: %d good, %+v, %v", good, found, err)
	}
	return good
}

func sqlDo(t *testing.T, db *sql.DB, q string, args ...any) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), q, args...); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
}

// TestVerify tampers with the record in every way and expects to be told where.
func TestVerify(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		last := records(t, c)
		raw := c.Raw()
		dropGuards(t, c, raw)
		sqlDo(t, raw, `CREATE TABLE event_was AS SELECT * FROM event`)
		sqlDo(t, raw, `CREATE TABLE head_was AS SELECT * FROM event_head`)
		for _, tc := range tampering(last) {
			t.Run(tc.name, func(t *testing.T) {
				for _, q := range tc.do {
					sqlDo(t, raw, q)
				}
				good, found, err := c.DB.Verify(t.Context())
				switch {
				case err != nil:
					t.Error(err)
				case found == nil:
					t.Error("verify finds nothing")
				case found.Seq != tc.at || good != tc.at-1 || !strings.Contains(found.What, tc.what):
					t.Errorf("verify says %d good, %d: %s; want %d: %s", good, found.Seq, found.What, tc.at, tc.what)
				}
				for _, q := range []string{
					`DELETE FROM event`, `INSERT INTO event SELECT * FROM event_was`,
					`DELETE FROM event_head`, `INSERT INTO event_head SELECT * FROM head_was`,
				} {
					sqlDo(t, raw, q)
				}
			})
		}
		if good, found, err := c.DB.Verify(t.Context()); err != nil || found != nil || good != last {
			t.Errorf("the record put back: %d good, %+v, %v", good, found, err)
		}
	})
}

func dropGuards(t *testing.T, c *testkit.City, raw *sql.DB) {
	t.Helper()
	if c.DB.Engine == store.Postgres {
		sqlDo(t, raw, `DROP TRIGGER event_no_change ON event`)
		sqlDo(t, raw, `DROP TRIGGER event_head_only_forward ON event_head`)
		sqlDo(t, raw, `DROP TRIGGER event_head_no_delete ON event_head`)
		sqlDo(t, raw, `DROP TRIGGER signed_head_no_change ON signed_head`)
		return
	}
	for _, name := range [...]string{"event_no_update", "event_no_delete", "event_head_only_forward", "event_head_no_delete", "signed_head_no_update", "signed_head_no_delete"} {
		sqlDo(t, raw, `DROP TRIGGER `+name)
	}
}

type tamper struct {
	name string
	do   []string
	at   int64 // of the first bad row
	what string
}

func tampering(last int64) []tamper {
	list := []tamper{
		{"deleted_first", []string{`DELETE FROM event WHERE seq = 1`}, 1, "missing"},
		{"deleted_middle", []string{`DELETE FROM event WHERE seq = 7`}, 7, "missing"},
		{"deleted_closed_up", []string{`DELETE FROM event WHERE seq = 7`, `UPDATE event SET seq = seq + 1000 WHERE seq > 7`, `UPDATE event SET seq = seq - 1001 WHERE seq > 7`}, 7, "does not follow"},
		{"cut_end", []string{`DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)`}, last, "its head says"},
		{"all_gone", []string{`DELETE FROM event`}, 1, "its head says"},
		{
			"inserted_middle", []string{
				`UPDATE event SET seq = seq + 1000 WHERE seq >= 7`, `UPDATE event SET seq = seq - 999 WHERE seq >= 1000`,
				`INSERT INTO event SELECT 7, at, user_id, org_id, person_id, acting, session_id, action, rule, purpose, sections, object_id, 'x', prev, hash FROM event WHERE seq = 8`,
			}, 7, "was changed",
		},
		{
			"inserted_end", []string{
				`INSERT INTO event SELECT seq + 1, at, user_id, org_id, person_id, acting, session_id, action, rule, purpose, sections, object_id, note, hash, hash FROM event WHERE seq = (SELECT max(seq) FROM event)`,
			}, last + 1, "was changed",
		},
		{
			"reordered", []string{
				`UPDATE event SET seq = 1007 WHERE seq = 7`, `UPDATE event SET seq = 7 WHERE seq = 8`, `UPDATE event SET seq = 8 WHERE seq = 1007`,
			}, 7, "does not follow",
		},
		{"head_hash", []string{`UPDATE event_head SET hash = (SELECT hash FROM event WHERE seq = 1)`}, last + 1, "its head says"},
		{"head_forward", []string{`UPDATE event_head SET seq = seq + 1`}, last + 1, "its head says"},
	}
	for column, to := range map[string]string{
		"at": "at + 1", "user_id": "user_id + 1", "org_id": "org_id + 1", "person_id": "person_id + 1", "acting": "NOT acting",
		"session_id": "session_id + 1", "action": "'case.read'", "rule": "'none'", "purpose": "'other'", "sections": "'core,core'",
		"object_id": "object_id + 1", "note": "'x'", "hash": "(SELECT hash FROM event WHERE seq = 3)",
	} {
		list = append(list, tamper{"changed_" + column, []string{`UPDATE event SET ` + column + ` = ` + to + ` WHERE seq = 5`}, 5, "was changed"})
	}
	return append(list,
		tamper{"changed_sections_unknown", []string{`UPDATE event SET sections = sections || ',more' WHERE seq = 6`}, 6, "was changed"},
		tamper{"changed_prev", []string{`UPDATE event SET prev = (SELECT hash FROM event WHERE seq = 2) WHERE seq = 5`}, 5, "does not follow"})
}

// TestVerifyForgedEnd shows that a row with a right hash of its own, but past the head, is found too.
func TestVerifyForgedEnd(t *testing.T) {
	c := testkit.New(t)
	last := records(t, c)
	var e domain.Event
	c.Write(func(ctx context.Context, tx *store.Tx) error {
		events, err := tx.EventsAfter(ctx, last-1, 1)
		e = events[0]
		return err
	})
	e.Seq, e.Prev = e.Seq+1, e.Hash
	e.Hash = store.EventHash(e)
	sqlDo(t, c.Raw(), `INSERT INTO event (seq, at, user_id, org_id, person_id, acting, session_id, action, rule, purpose, sections, object_id, note, prev, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
		e.Seq, int64(e.At), int64(e.Actor), int64(e.Org), int64(e.Person), e.Acting, int64(e.Session), string(e.Action), string(e.Rule),
		string(e.Purpose), e.Sections.String(), e.Object, e.Note, e.Prev, e.Hash)
	if good, found, err := c.DB.Verify(t.Context()); err != nil || found == nil || good != last+1 || !strings.Contains(found.What, "its head says") {
		t.Errorf("verify says %d good, %+v, %v", good, found, err)
	}
}

// TestGuards shows that the database itself refuses to change the record and what was agreed.
func TestGuards(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		records(t, c)
		c.Write(func(ctx context.Context, tx *store.Tx) error {
			return tx.AddPlanVersion(ctx, domain.PlanVersion{Person: c.Person("sami"), No: 1}, c.User("manager_a"))
		})
		if signed, err := c.DB.SignHead(t.Context(), headKey(t)); !signed || err != nil {
			t.Fatal(signed, err)
		}
		raw := c.Raw()
		for _, q := range []string{
			`UPDATE event SET note = 'x' WHERE seq = 2`, `DELETE FROM event WHERE seq = 2`, `UPDATE plan_version SET agreed_at = 1`,
			`UPDATE plan_version SET body_sealed = hash`, `DELETE FROM plan_version`,
			`UPDATE event_head SET seq = seq - 1`, `UPDATE event_head SET seq = seq + 2`, `UPDATE event_head SET one = 2`, `DELETE FROM event_head`,
			`UPDATE event_head SET hash = (SELECT hash FROM event WHERE seq = 1)`, `UPDATE signed_head SET at = at + 1`, `DELETE FROM signed_head`,
		} {
			if _, err := raw.ExecContext(t.Context(), q); err == nil {
				t.Errorf("the database allows: %s", q)
			}
		}
	})
}

// TestEventHash shows that every field of an event is in its link.
func TestEventHash(t *testing.T) {
	base := domain.Event{Seq: 5, Note: "ab", Prev: []byte{1}}
	seen := map[string]string{string(store.EventHash(base)): "the event itself"}
	for name, change := range map[string]func(*domain.Event){
		"seq":      func(e *domain.Event) { e.Seq++ },
		"at":       func(e *domain.Event) { e.At++ },
		"actor":    func(e *domain.Event) { e.Actor++ },
		"org":      func(e *domain.Event) { e.Org++ },
		"person":   func(e *domain.Event) { e.Person++ },
		"acting":   func(e *domain.Event) { e.Acting = true },
		"session":  func(e *domain.Event) { e.Session++ },
		"object":   func(e *domain.Event) { e.Object++ },
		"action":   func(e *domain.Event) { e.Action = "ab" },
		"rule":     func(e *domain.Event) { e.Rule = "ab" },
		"purpose":  func(e *domain.Event) { e.Purpose = "ab" },
		"sections": func(e *domain.Event) { e.Sections = 1 },
		"note":     func(e *domain.Event) { e.Note = "abc" },
		"prev":     func(e *domain.Event) { e.Prev = []byte{1, 0} },
		"shifted":  func(e *domain.Event) { e.Purpose, e.Note = "a", "b" },
	} {
		e := base
		e.Prev = bytes.Clone(base.Prev)
		change(&e)
		h := string(store.EventHash(e))
		if was, ok := seen[h]; ok {
			t.Errorf("%s and %s have the same hash", name, was)
		}
		seen[h] = name
	}
}

// TestVerifyKeys changes, swaps and moves wrapped keys: each is named with its person.
func TestVerifyKeys(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		raw := c.Raw()
		sqlDo(t, raw, `CREATE TABLE was AS SELECT * FROM person_key`)
		sami, olena := int64(c.Person("sami")), int64(c.Person("olena"))
		const give = `UPDATE person_key SET wrapped = (SELECT w.wrapped FROM was w WHERE w.person_id = $1) WHERE person_id = $2`
		for name, tc := range map[string]struct {
			do   func()
			want []domain.PersonID
		}{
			"nothing": {func() {}, nil},
			"changed": {func() {
				sqlDo(t, raw, `UPDATE person_key SET wrapped = $1 WHERE person_id = $2`, make([]byte, 61), sami)
			}, []domain.PersonID{c.Person("sami")}},
			"given":   {func() { sqlDo(t, raw, give, olena, sami) }, []domain.PersonID{c.Person("sami")}},
			"swapped": {func() { sqlDo(t, raw, give, olena, sami); sqlDo(t, raw, give, sami, olena) }, []domain.PersonID{c.Person("sami"), c.Person("olena")}},
		} {
			tc.do()
			lines, err := c.DB.VerifyKeys(t.Context())
			if err != nil || len(lines) != len(tc.want) {
				t.Errorf("%s: %q, %v", name, lines, err)
			}
			for _, p := range tc.want {
				if !strings.Contains(strings.Join(lines, "\n"), "person "+p.String()+" was changed") {
					t.Errorf("%s: %q does not name person %d", name, lines, p)
				}
			}
			sqlDo(t, raw, give, sami, sami)
			sqlDo(t, raw, give, olena, olena)
		}
	})
}
