package store_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/blob"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

var paper = []byte("%PDF-1.7 Einwilligung von Sami Haddad")

// keep stores paper as a document of a person.
func keep(c *testkit.City, person string) (id domain.BlobID) {
	c.Write(func(ctx context.Context, tx *store.Tx) (err error) {
		id, err = tx.AddBlob(ctx, c.Person(person), domain.BlobConsent, "application/pdf", paper)
		return err
	})
	return id
}

func blobOf(c *testkit.City, t *testing.T, person string, id domain.BlobID) (b store.Blob, err error) {
	t.Helper()
	err = c.DB.Read(t.Context(), func(tx *store.Tx) error {
		b, err = tx.Blob(t.Context(), c.Person(person), id)
		return err
	})
	return b, err
}

// blobFiles are the paths of what lies in the folder of a city.
func blobFiles(t *testing.T, c *testkit.City) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(c.Config.Dir, "blobs", "*", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestBlob(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		id := keep(c, "sami")
		b, err := blobOf(c, t, "sami", id)
		if err != nil || b.ID != id || b.Person != c.Person("sami") || b.Kind != domain.BlobConsent || b.Media != "application/pdf" || b.MadeAt != c.DB.Now() {
			t.Fatalf("%+v, %v", b, err)
		}
		if got, err := b.Open(t.Context()); err != nil || !bytes.Equal(got, paper) {
			t.Errorf("it opens as %q, %v", got, err)
		}
		for _, x := range []struct {
			person string
			id     domain.BlobID
		}{{"olena", id}, {"sami", id + 1}} {
			if _, err := blobOf(c, t, x.person, x.id); domain.KindOf(err) != domain.NotFound {
				t.Errorf("blob %d of %s: %v", x.id, x.person, err)
			}
		}
		files := blobFiles(t, c)
		if len(files) != 1 {
			t.Fatalf("stored in %q", files)
		}
		stored, err := os.ReadFile(files[0])
		if err != nil || bytes.Contains(stored, []byte("Einwilligung")) || strings.Contains(files[0], c.Person("sami").String()) || strings.Contains(files[0], id.String()) {
			t.Errorf("%s tells something: %q, %v", files[0], stored, err)
		}
		sqlDo(t, c.Raw(), `DELETE FROM person_key WHERE person_id = $1`, int64(c.Person("sami")))
		if _, err := blobOf(c, t, "sami", id); domain.KindOf(err) != domain.NotFound {
			t.Errorf("without the key of the person: %v", err)
		}
		if err := c.DB.Write(t.Context(), func(tx *store.Tx) error {
			_, err := tx.AddBlob(t.Context(), c.Person("sami"), domain.BlobConsent, "application/pdf", paper)
			return err
		}); domain.KindOf(err) != domain.NotFound || len(blobFiles(t, c)) != 1 {
			t.Errorf("stored for a person without key: %v", err)
		}
	})
}

// TestSweepBlobs breaks transactions off after the bytes were put: they stay until nobody can still be about to store their row.
func TestSweepBlobs(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		id := keep(c, "sami")
		broken := errors.New("broken off")
		if err := c.DB.Write(t.Context(), func(tx *store.Tx) error {
			if _, err := tx.AddBlob(t.Context(), c.Person("sami"), domain.BlobConsent, "application/pdf", paper); err != nil {
				return err
			}
			return broken
		}); !errors.Is(err, broken) {
			t.Fatal(err)
		}
		files := blobFiles(t, c)
		if len(files) != 2 {
			t.Fatalf("%d files, want the blob and what was left behind", len(files))
		}
		for _, x := range []struct {
			age  time.Duration
			want int
		}{{59 * time.Minute, 0}, {61 * time.Minute, 1}} {
			at := c.Clock.Now().Add(-x.age)
			for _, f := range files {
				if err := os.Chtimes(f, at, at); err != nil {
					t.Fatal(err)
				}
			}
			if n, err := c.DB.SweepBlobs(t.Context()); n != x.want || err != nil {
				t.Errorf("%v old: swept %d, %v; want %d", x.age, n, err, x.want)
			}
		}
		if n, err := c.Ulm.DB.SweepBlobs(t.Context()); n != 0 || err != nil {
			t.Errorf("the other tenant swept %d, %v", n, err)
		}
		b, err := blobOf(c, t, "sami", id)
		if err == nil {
			_, err = b.Open(t.Context())
		}
		if err != nil || len(blobFiles(t, c)) != 1 {
			t.Errorf("the blob that has a row: %v", err)
		}
	})
}

// TestVerifyBlobs changes what is stored in every way, in the files and in the table.
func TestVerifyBlobs(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		first, second := keep(c, "sami"), keep(c, "olena")
		files := blobFiles(t, c)
		was := map[string][]byte{}
		for _, f := range files {
			content, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			was[f] = content
		}
		write := func(f string, content []byte) func() {
			return func() {
				if err := os.WriteFile(f, content, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		changed := bytes.Clone(was[files[0]])
		changed[20] ^= 1
		raw := c.Raw()
		sqlDo(t, raw, `CREATE TABLE blob_was AS SELECT * FROM blob`)
		sqlDo(t, raw, `CREATE TABLE key_was AS SELECT * FROM person_key`)
		exec := func(q string, args ...any) func() { return func() { sqlDo(t, raw, q, args...) } }
		for _, tc := range []struct {
			name string
			do   func()
			want []string
		}{
			{"nothing", func() {}, nil},
			{"changed", write(files[0], changed), []string{"it was changed"}},
			{"cut", write(files[0], changed[:20]), []string{"it was changed"}},
			{"emptied", write(files[0], nil), []string{"empty"}},
			{"gone", func() { os.Remove(files[0]) }, []string{"none of this name"}},
			{"swapped files", func() { write(files[0], was[files[1]])(); write(files[1], was[files[0]])() }, []string{"it was changed", "it was changed"}},
			{"no name", exec(`UPDATE blob SET name = '../' || name WHERE id = $1`, int64(first)), []string{"no name"}},
			{"row of another person", func() {
				exec(`UPDATE blob SET name = 'x' WHERE id = $1`, int64(second))()
				exec(`UPDATE blob SET name = (SELECT b.name FROM blob_was b WHERE b.id = $1), hash = (SELECT b.hash FROM blob_was b WHERE b.id = $1) WHERE id = $2`, int64(second), int64(first))()
				exec(`DELETE FROM blob WHERE id = $1`, int64(second))()
			}, []string{"does not open"}},
			{"given to another person", exec(`UPDATE blob SET person_id = $1 WHERE id = $2`, int64(c.Person("olena")), int64(first)), []string{"does not open"}},
			{"another kind", exec(`UPDATE blob SET media = 'text/html' WHERE id = $1`, int64(first)), []string{"does not open"}},
			{"key gone", exec(`DELETE FROM person_key WHERE person_id = $1`, int64(c.Person("sami"))), []string{"key of person"}},
			{"key of another", exec(`UPDATE person_key SET wrapped = (SELECT k.wrapped FROM key_was k WHERE k.person_id = $1) WHERE person_id = $2`, int64(c.Person("olena")), int64(c.Person("sami"))), []string{"key of person"}},
		} {
			t.Run(tc.name, func(t *testing.T) {
				tc.do()
				good, lines, err := c.DB.VerifyBlobs(t.Context())
				if err != nil || len(lines) != len(tc.want) || good > 2-len(tc.want) {
					t.Errorf("%d good, %q, %v", good, lines, err)
				}
				for i, line := range lines {
					if !strings.Contains(line, tc.want[i]) {
						t.Errorf("%q, want %q", line, tc.want[i])
					}
				}
				for f, content := range was {
					write(f, content)()
				}
				exec(`DELETE FROM blob`)()
				exec(`INSERT INTO blob SELECT * FROM blob_was`)()
				exec(`DELETE FROM person_key`)()
				exec(`INSERT INTO person_key SELECT * FROM key_was`)()
			})
		}
	})
}

// TestBackupBlobs copies documents with the database, and puts both back.
func TestBackupBlobs(t *testing.T) {
	c := testkit.New(t)
	id := keep(c, "sami")
	dir, place := filepath.Join(t.TempDir(), "backup"), t.TempDir()
	if err := c.Tenants.Backup(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	cfg := c.Config
	cfg.Dir, cfg.Blobs = place, nil
	if err := store.Restore(t.Context(), dir, cfg); err != nil {
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
	if good, lines, err := db.VerifyBlobs(t.Context()); good != 1 || len(lines) > 0 || err != nil {
		t.Errorf("the documents of the copy: %d, %q, %v", good, lines, err)
	}
	if err := db.Read(t.Context(), func(tx *store.Tx) error {
		b, err := tx.Blob(t.Context(), c.Person("sami"), id)
		if err != nil {
			return err
		}
		got, err := b.Open(t.Context())
		if !bytes.Equal(got, paper) {
			t.Errorf("the copy opens as %q", got)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
	if err := store.Restore(t.Context(), dir, store.Config{Dir: onlyBlobs(t, place), Master: cfg.Master, Clock: cfg.Clock}); !errors.Is(err, store.ErrInUse) {
		t.Errorf("restored beside documents: %v", err)
	}
}

// onlyBlobs is a folder that holds the documents of place and nothing else.
func onlyBlobs(t *testing.T, place string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "blobs"), os.DirFS(filepath.Join(place, "blobs"))); err != nil {
		t.Fatal(err)
	}
	var names []string
	for item, err := range blob.NewFolder(filepath.Join(dir, "blobs")).List(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, item.Name)
	}
	if !slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(n, "stuttgart/") }) {
		t.Fatalf("the documents are %q", names)
	}
	return dir
}
