package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

func skill(p domain.PersonID, text string) domain.Entry {
	return domain.Entry{Person: p, Section: domain.SectionSkills, Skill: &domain.Skill{Term: &domain.Term{Text: text}}}
}

// TestRevisions saves, changes and removes each kind of thing: every version has its revision, and an old one is a conflict.
func TestRevisions(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		p, by := c.Person("sami"), c.User("manager_a")
		count := func(ctx context.Context, tx *store.Tx, kind string, id int64, want int) error {
			n, err := tx.RevisionsOf(ctx, kind, id)
			if n != want {
				t.Errorf("%s has %d revisions, want %d", kind, n, want)
			}
			return err
		}
		steps := func(ctx context.Context, tx *store.Tx, kind string, save func(version int) (int64, error), remove func(version int) error) error {
			var id int64
			var err error
			for v := range 3 {
				if id, err = save(v); err != nil {
					return fmt.Errorf("%s version %d: %w", kind, v, err)
				}
			}
			for _, old := range []int{1, 2, 4} {
				if _, err := save(old); domain.KindOf(err) != domain.Conflict {
					t.Errorf("%s saved as version %d: %v", kind, old, err)
				}
			}
			if err := count(ctx, tx, kind, id, 3); err != nil || remove == nil {
				return err
			}
			if err := remove(2); domain.KindOf(err) != domain.Conflict {
				t.Errorf("%s removed as version 2: %v", kind, err)
			}
			if err := remove(3); err != nil {
				return err
			}
			if err := remove(4); domain.KindOf(err) != domain.Conflict {
				t.Errorf("%s removed twice: %v", kind, err)
			}
			return count(ctx, tx, kind, id, 4)
		}
		c.Write(func(ctx context.Context, tx *store.Tx) error {
			var entry domain.EntryID
			err := steps(ctx, tx, "entry", func(v int) (int64, error) {
				e := skill(p, "x")
				e.ID, e.Version = entry, v
				saved, err := tx.SaveEntry(ctx, e, by)
				if err == nil {
					entry = saved.ID
				}
				return int64(saved.ID), err
			}, func(v int) error { return tx.RemoveEntry(ctx, p, entry, v, by) })
			if err != nil {
				return err
			}
			if err := steps(ctx, tx, "cv", func(v int) (int64, error) {
				return int64(p), tx.SaveCV(ctx, domain.CVSelection{ID: domain.FirstCV(p), Person: p, Version: v}, by)
			}, nil); err != nil {
				return err
			}
			kept := domain.Goal{Person: p, Domain: "work", Text: domain.PlanText{German: "x"}}
			if kept.ID, err = tx.SaveGoal(ctx, kept, by); err != nil {
				return err
			}
			var measure domain.MeasureID
			if err := steps(ctx, tx, "measure", func(v int) (int64, error) {
				id, err := tx.SaveMeasure(ctx, p, domain.Measure{ID: measure, Goal: kept.ID, Version: v, Who: "person", State: "open"}, by)
				if err == nil {
					measure = id
				}
				return int64(id), err
			}, func(v int) error { return tx.RemoveMeasure(ctx, p, kept.ID, measure, v, by) }); err != nil {
				return err
			}
			var goal domain.GoalID
			return steps(ctx, tx, "goal", func(v int) (int64, error) {
				g := kept
				g.ID, g.Version = goal, v
				id, err := tx.SaveGoal(ctx, g, by)
				if err == nil {
					goal = id
				}
				return int64(id), err
			}, func(v int) error { return tx.RemoveGoal(ctx, p, goal, v, by) })
		})
	})
}

// TestOnePerSection shows that a second identity is a conflict, and that a section is full some day.
func TestOnePerSection(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		p := c.Person("sami")
		c.Write(func(ctx context.Context, tx *store.Tx) error {
			identity := domain.Entry{Person: p, Section: domain.SectionIdentity, Identity: &domain.Identity{}}
			if _, err := tx.SaveEntry(ctx, identity, 0); err != nil {
				return err
			}
			if _, err := tx.SaveEntry(ctx, identity, 0); domain.KindOf(err) != domain.Conflict {
				t.Errorf("a second identity: %v", err)
			}
			for i := range domain.MaxList + 1 {
				if _, err := tx.SaveEntry(ctx, skill(p, "x"), 0); (err != nil) != (i == domain.MaxList) || err != nil && domain.KindOf(err) != domain.Conflict {
					t.Errorf("skill %d: %v", i+1, err)
				}
			}
			entries, err := tx.Entries(ctx, p, domain.SetOf(domain.SectionSkills))
			for i, e := range entries {
				if e.Pos != i+1 || e.Person != p || e.Version != 1 {
					t.Errorf("entry %d is %+v", i, e)
				}
			}
			if len(entries) != domain.MaxList {
				t.Errorf("%d skills", len(entries))
			}
			return err
		})
	})
}

// TestNewerSchema shows that a database of a newer program is refused, and one of this program opens again.
func TestNewerSchema(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		open := func() error {
			tenants, err := store.OpenTenants(t.Context(), c.Config)
			if err != nil {
				return err
			}
			defer tenants.Close()
			db, err := tenants.Open(t.Context(), "stuttgart")
			if err != nil {
				return err
			}
			return db.Read(t.Context(), func(tx *store.Tx) error { _, err := tx.Person(t.Context(), c.Person("sami")); return err })
		}
		if err := open(); err != nil {
			t.Fatalf("the same schema: %v", err)
		}
		version := `INSERT INTO goose_db_version (version_id, is_applied, tstamp) VALUES (9999, TRUE, CURRENT_TIMESTAMP)`
		sqlDo(t, c.Raw(), version)
		if err := open(); err == nil || !strings.Contains(err.Error(), "newer") {
			t.Errorf("a newer schema: %v", err)
		}
		other := c.Config
		other.Master = testkit.Config(t, store.SQLite).Master
		if _, err := store.OpenTenants(t.Context(), other); !errors.Is(err, store.ErrWrongKey) {
			t.Errorf("another master key: %v", err)
		}
	})
}

// TestTenants shows which host serves which tenant, and that one tenant's persons are none of the other's.
func TestTenants(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		for host, want := range map[string]string{
			"stuttgart.localhost": "stuttgart", "STUTTGART.localhost:8080": "stuttgart", "ulm.localhost:80": "ulm", "berlin.localhost": "", "": "", "localhost": "",
		} {
			db, err := c.Tenants.ByHost(t.Context(), host)
			if want == "" && domain.KindOf(err) != domain.NotFound || want != "" && (err != nil || db.Tenant != want) {
				t.Errorf("%q: %v, %v, want %q", host, db, err, want)
			}
		}
		err := c.DB.Read(t.Context(), func(tx *store.Tx) error {
			if _, err := tx.Person(t.Context(), c.Ulm.Person("amal")); domain.KindOf(err) != domain.NotFound {
				t.Errorf("a person of ulm in stuttgart: %v", err)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		for _, id := range []string{"", "Stuttgart", "a-b", "1a", "a;drop", strings.Repeat("a", 40)} {
			if _, err := c.Tenants.Add(t.Context(), store.Tenant{ID: id, Zone: "Europe/Berlin"}); err == nil {
				t.Errorf("a tenant called %q", id)
			}
		}
		if _, err := c.Tenants.Add(t.Context(), store.Tenant{ID: "mars", Zone: "Mars/Olympus"}); err == nil {
			t.Error("a tenant in no time zone")
		}
		if _, err := c.Tenants.Add(t.Context(), store.Tenant{ID: "ulm", Zone: "Europe/Berlin"}); err == nil {
			t.Error("a second ulm")
		}
	})
}

// TestBackup copies a city that is in use and opens the copy in another place, with the key that is kept apart.
func TestBackup(t *testing.T) {
	c := testkit.New(t)
	records(t, c)
	dir, place := filepath.Join(t.TempDir(), "backup [1]"), filepath.Join(t.TempDir(), "place [1]")
	if err := c.Tenants.Backup(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	if _, err := c.SaveEntry(t.Context(), c.Actor("sami"), skill(0, "after the backup"), ""); err != nil {
		t.Fatal(err)
	}
	cfg := c.Config
	cfg.Dir = place
	wrong := cfg
	wrong.Master = testkit.Config(t, store.SQLite).Master
	if err := store.Restore(t.Context(), dir, wrong); !errors.Is(err, store.ErrWrongKey) {
		t.Errorf("restored with another master key: %v", err)
	}
	if left, err := os.ReadDir(place); err != nil || len(left) > 0 {
		t.Errorf("another master key leaves %v, %v", left, err)
	}
	if err := store.Restore(t.Context(), t.TempDir(), cfg); !errors.Is(err, store.ErrNoSuchBackup) {
		t.Errorf("restored what is no backup: %v", err)
	}
	half := filepath.Join(t.TempDir(), "half")
	if err := os.CopyFS(half, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(half, "tenants", "stuttgart.db")); err != nil {
		t.Fatal(err)
	}
	if err := store.Restore(t.Context(), half, cfg); !errors.Is(err, store.ErrNoSuchBackup) {
		t.Errorf("restored a backup without a tenant's file: %v", err)
	}
	if left, err := os.ReadDir(place); err != nil || len(left) > 0 {
		t.Errorf("half a backup leaves %v, %v", left, err)
	}
	journal := filepath.Join(place, "catalog.db-wal")
	if err := os.WriteFile(journal, []byte("left by a server that was killed"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := store.Restore(t.Context(), dir, cfg); !errors.Is(err, store.ErrInUse) {
		t.Errorf("restored beside the journal of another catalog: %v", err)
	}
	if err := os.Remove(journal); err != nil {
		t.Fatal(err)
	}
	if err := store.Restore(t.Context(), dir, cfg); err != nil {
		t.Fatal(err)
	}
	if err := store.Restore(t.Context(), dir, cfg); err == nil {
		t.Error("restored over a place that is in use")
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
	if good, found, err := db.Verify(t.Context()); err != nil || found != nil || good < 15 {
		t.Errorf("the record of the copy: %d good, %+v, %v", good, found, err)
	}
	err = db.Read(t.Context(), func(tx *store.Tx) error {
		entries, err := tx.Entries(t.Context(), c.Person("sami"), domain.SetOf(domain.SectionSkills))
		if len(entries) != 5 {
			t.Errorf("the copy has %d entries, want the 5 from before", len(entries))
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if lines, err := db.CheckForeignKeys(t.Context()); err != nil || len(lines) != 0 {
		t.Errorf("foreign keys: %v, %v", lines, err)
	}
	sqlDo(t, c.Raw(), `INSERT INTO session (id, token_hash, kind, person_id, user_id, language, device, totp_pending, created_at, seen_at, ended_at)
		VALUES (1, 'x', 'own', 4711, NULL, 'de', '', FALSE, 0, 0, 0)`)
	if lines, err := c.DB.CheckForeignKeys(t.Context()); err != nil || len(lines) != 1 {
		t.Errorf("a session of nobody: %v, %v", lines, err)
	}
}

// TestRollback shows that a transaction that fails leaves nothing, and one whose request is gone neither.
func TestRollback(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		p := c.Person("sami")
		entries := func() (n int) {
			t.Helper()
			err := c.DB.Read(t.Context(), func(tx *store.Tx) error {
				list, err := tx.Entries(t.Context(), p, domain.SetOf(domain.SectionSkills))
				n = len(list)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		err := c.DB.Write(t.Context(), func(tx *store.Tx) error {
			if _, err := tx.SaveEntry(t.Context(), skill(p, "x"), 0); err != nil {
				return err
			}
			return domain.ErrConflict()
		})
		if domain.KindOf(err) != domain.Conflict || entries() != 0 {
			t.Errorf("%v, %d entries", err, entries())
		}
		for range 20 { // a connection that was given up serves nobody else half a transaction
			gone, cancel := context.WithCancel(t.Context())
			err = c.DB.Write(gone, func(tx *store.Tx) error {
				if _, err := tx.SaveEntry(gone, skill(p, "x"), 0); err != nil {
					return err
				}
				cancel()
				_, err := tx.SaveEntry(gone, skill(p, "y"), 0)
				return err
			})
			if err == nil {
				t.Error("a transaction whose request is gone is kept")
			}
			if n := entries(); n != 0 {
				t.Fatalf("%d entries of transactions that were given up", n)
			}
		}
		if err := c.DB.Read(t.Context(), func(tx *store.Tx) error { return tx.SetCaseStatus(t.Context(), p, domain.CaseClosed, 1) }); err == nil {
			t.Error("a reading transaction writes")
		}
	})
}
