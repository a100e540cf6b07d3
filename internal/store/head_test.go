package store_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/heads"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

func headKey(t *testing.T) heads.Key {
	t.Helper()
	k, err := heads.LoadOrCreateKey(filepath.Join(t.TempDir(), "head.key"))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// happen writes three more events and signs the head after them.
func happen(t *testing.T, c *testkit.City, k heads.Key) heads.Head {
	t.Helper()
	for range 3 {
		if _, err := c.SaveEntry(t.Context(), c.Actor("sami"), domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{Term: &domain.Term{Text: "Kochen"}}}, ""); err != nil {
			t.Fatal(err)
		}
	}
	if signed, err := c.DB.SignHead(t.Context(), k); !signed || err != nil {
		t.Fatalf("signed %v, %v", signed, err)
	}
	list, err := c.DB.HeadsAfter(t.Context(), 0)
	if err != nil || len(list) != 1 || !k.Public().Signed(list[0]) {
		t.Fatalf("%+v, %v", list, err)
	}
	return list[0]
}

// rewrite makes a whole and consistent chain again out of the events from seq on, as somebody would who has the file and our source.
func rewrite(t *testing.T, c *testkit.City, from int64) {
	t.Helper()
	raw := c.Raw()
	var events []domain.Event
	if err := c.DB.Read(t.Context(), func(tx *store.Tx) (err error) {
		events, err = tx.EventsAfter(t.Context(), from-2, 5000)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	prev := events[0].Hash
	for _, e := range events[1:] {
		e.Prev = prev
		prev = store.EventHash(e)
		sqlDo(t, raw, `UPDATE event SET prev = $1, hash = $2 WHERE seq = $3`, e.Prev, prev, e.Seq)
	}
	sqlDo(t, raw, `UPDATE event_head SET hash = $1, seq = $2`, prev, events[len(events)-1].Seq)
}

// TestSignHead signs only when the record has moved, and nothing that is broken.
func TestSignHead(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		k := headKey(t)
		first := happen(t, c, k)
		if signed, err := c.DB.SignHead(t.Context(), k); signed || err != nil {
			t.Errorf("signed again what has not moved: %v, %v", signed, err)
		}
		second := happen(t, c, k)
		if list, err := c.DB.HeadsAfter(t.Context(), first.Seq); err != nil || len(list) != 1 || list[0].Seq != second.Seq {
			t.Errorf("after %d: %+v, %v", first.Seq, list, err)
		}
		raw := c.Raw()
		dropGuards(t, c, raw)
		sqlDo(t, raw, `INSERT INTO event SELECT seq + 1, at, user_id, org_id, person_id, acting, session_id, action, rule, purpose, sections, object_id, note, hash, hash FROM event WHERE seq = $1`, second.Seq)
		sqlDo(t, raw, `UPDATE event_head SET seq = seq + 1`)
		if signed, err := c.DB.SignHead(t.Context(), k); signed || !errors.Is(err, store.ErrBroken) {
			t.Errorf("a broken record was signed: %v, %v", signed, err)
		}
	})
}

// TestVerifyHeads tampers with the record so that it is consistent in itself, with its signed heads and with the copies.
func TestVerifyHeads(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		k, other := headKey(t), headKey(t)
		h := []heads.Head{happen(t, c, k), happen(t, c, k), happen(t, c, k)}
		c.Clock.Add(10 * time.Minute)
		raw := c.Raw()
		dropGuards(t, c, raw)
		for _, table := range [...]string{"event", "event_head", "signed_head"} {
			sqlDo(t, raw, `CREATE TABLE was_`+table+` AS SELECT * FROM `+table)
		}
		do := func(qs ...string) func() {
			return func() {
				for _, q := range qs {
					sqlDo(t, raw, q)
				}
			}
		}
		at := func(seq int64) string { return domain.PersonID(seq).String() }
		middle, end := at(h[0].Seq+2), at(h[1].Seq)
		back := []string{
			`DELETE FROM event WHERE seq > ` + end, `DELETE FROM signed_head WHERE seq > ` + end,
			`UPDATE event_head SET seq = ` + end + `, hash = (SELECT hash FROM event WHERE seq = ` + end + `)`,
		}
		moved := h[1]
		moved.Seq--
		theirs := h[2]
		theirs.Tenant = "ulm"
		for _, tc := range []struct {
			name   string
			do     func()
			copies []heads.Head
			at     int64 // of the first bad row, 0 for none
			what   string
		}{
			{"nothing", func() {}, h, 0, ""},
			{"copied twice", func() {}, append(slices.Clone(h), h...), 0, ""},
			{"copies begin later", func() {}, h[1:], 0, ""},
			{"put back", do(back...), h, h[1].Seq + 1, "are missing: there is a copied head"},
			{"put back, copies cut as well", do(back...), h[:2], 0, ""}, // nobody can know: let the copies lie where only adding is allowed
			{"end cut, head set back", do(back[0], back[2]), h, h[1].Seq + 1, "are missing: there is a signed head"},
			{"changed and written anew", func() { do(`UPDATE event SET note = 'x' WHERE seq = ` + middle)(); rewrite(t, c, h[0].Seq+2) }, h, h[0].Seq + 1, "is not what it was"},
			{"changed in the end, written anew with its signed head", func() {
				do(`UPDATE event SET note = 'x' WHERE seq > `+end, `DELETE FROM signed_head WHERE seq > `+end)()
				rewrite(t, c, h[1].Seq+1)
			}, h, h[1].Seq + 1, "is not what it was"},
			{"deleted and closed up", func() {
				do(`DELETE FROM event WHERE seq = `+middle, `UPDATE event SET seq = seq + 1000 WHERE seq > `+middle, `UPDATE event SET seq = seq - 1001 WHERE seq > `+middle)()
				rewrite(t, c, h[0].Seq+2)
			}, h, h[0].Seq + 1, "is not what it was"},
			{"reordered", func() {
				do(`UPDATE event SET seq = 5000 WHERE seq = `+middle, `UPDATE event SET seq = `+middle+` WHERE seq = `+middle+` + 1`, `UPDATE event SET seq = `+middle+` + 1 WHERE seq = 5000`)()
				rewrite(t, c, h[0].Seq+2)
			}, h, h[0].Seq + 1, "is not what it was"},
			{"signed head deleted", do(`DELETE FROM signed_head WHERE seq = ` + end), h, h[1].Seq, "is missing in the database"},
			{"signed head altered", do(`UPDATE signed_head SET at = at + 1 WHERE seq = ` + end), h, h[1].Seq, "signed head of event " + end + " was altered"},
			{"signed head moved", do(`UPDATE signed_head SET seq = seq - 1 WHERE seq = ` + end), h, h[1].Seq - 1, "was altered"},
			{"copies cut in the middle", func() {}, []heads.Head{h[0], h[2]}, h[1].Seq, "the copies lack the head"},
			{"copies cut at the end", func() {}, h[:2], h[2].Seq, "the copies lack the head"},
			{"no copies", func() {}, nil, h[0].Seq, "the copies lack the head"},
			{"copy signed with another key", func() {}, []heads.Head{h[0], other.Sign(h[1]), h[2]}, h[1].Seq, "copied head of event " + end + " was altered"},
			{"copy altered", func() {}, []heads.Head{h[0], moved, h[1], h[2]}, moved.Seq, "was altered"},
			{"copy of another tenant", func() {}, []heads.Head{h[0], h[1], k.Sign(theirs)}, h[2].Seq, "was altered"},
		} {
			t.Run(tc.name, func(t *testing.T) {
				tc.do()
				_, found, err := c.DB.VerifyAgainst(t.Context(), store.Proof{Public: k.Public(), Copies: tc.copies, Copied: true})
				switch {
				case err != nil:
					t.Error(err)
				case tc.at == 0 && found != nil:
					t.Errorf("found %+v", found)
				case tc.at != 0 && (found == nil || found.Seq != tc.at || !strings.Contains(found.What, tc.what)):
					t.Errorf("found %+v, want %d: %s", found, tc.at, tc.what)
				}
				for _, table := range [...]string{"event", "event_head", "signed_head"} {
					do(`DELETE FROM `+table, `INSERT INTO `+table+` SELECT * FROM was_`+table)()
				}
			})
		}
		if _, found, err := c.DB.VerifyAgainst(t.Context(), store.Proof{Public: other.Public()}); err != nil || found == nil || found.Seq != h[0].Seq {
			t.Errorf("checked with another key: %+v, %v", found, err)
		}
	})
}

// TestOldFile puts an old file of the database back, as a whole, behind a copied head.
func TestOldFile(t *testing.T) {
	c := testkit.New(t)
	k := headKey(t)
	first := happen(t, c, k)
	dir := filepath.Join(t.TempDir(), "old")
	if err := c.Tenants.Backup(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	copies := []heads.Head{first, happen(t, c, k)}
	cfg := c.Config
	cfg.Dir, cfg.Blobs = t.TempDir(), nil
	if err := os.CopyFS(cfg.Dir, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	tenants, err := store.OpenTenants(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer tenants.Close()
	db, err := tenants.Open(t.Context(), "stuttgart")
	if err != nil {
		t.Fatal(err)
	}
	if _, found, err := db.VerifyAgainst(t.Context(), store.Proof{Public: k.Public()}); err != nil || found != nil {
		t.Errorf("the old file is right in itself: %+v, %v", found, err)
	}
	if _, found, err := db.VerifyAgainst(t.Context(), store.Proof{Public: k.Public(), Copies: copies, Copied: true}); err != nil || found == nil || found.Seq != first.Seq+1 {
		t.Errorf("the old file behind the copies: %+v, %v", found, err)
	}
}
