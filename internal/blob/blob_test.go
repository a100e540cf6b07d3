package blob_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"github.com/aufwind-im/aufwind/internal/blob"
)

// backends are all there are; each gets an empty place.
var backends = map[string]func(t *testing.T) blob.Backend{
	"folder": func(t *testing.T) blob.Backend { return blob.NewFolder(filepath.Join(t.TempDir(), "not there yet")) },
	"s3":     func(t *testing.T) blob.Backend { return bucket(t) },
}

func bucket(t *testing.T) *blob.S3 {
	t.Helper()
	place := s3mem.New()
	if err := place.CreateBucket("documents"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(gofakes3.New(place).Server())
	t.Cleanup(server.Close)
	s, err := blob.NewS3(server.URL+"/documents", "", blob.Secret{Access: "access", Key: "secret"})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func listed(t *testing.T, b blob.Backend, folder string) []string {
	t.Helper()
	names := []string{}
	for item, err := range b.List(t.Context(), folder) {
		if err != nil {
			t.Fatal(err)
		}
		if item.At.IsZero() {
			t.Errorf("%s was stored at no time", item.Name)
		}
		names = append(names, item.Name)
	}
	slices.Sort(names)
	return names
}

// TestBackends holds every backend to what the interface promises.
func TestBackends(t *testing.T) {
	for name, open := range backends {
		t.Run(name, func(t *testing.T) {
			t.Run("keeps", func(t *testing.T) { keeps(t, open(t)) })
			t.Run("refuses", func(t *testing.T) { refuses(t, open(t)) })
			t.Run("lists", func(t *testing.T) { lists(t, open(t)) })
			t.Run("together", func(t *testing.T) { together(t, open(t)) })
		})
	}
}

func keeps(t *testing.T, b blob.Backend) {
	for name, content := range map[string][]byte{
		"city/00/one": {0}, "city/01/large": bytes.Repeat([]byte("sealed bytes \x00\r\n"), 100_000), "alone": []byte("x"),
	} {
		if err := b.Put(t.Context(), name, content); err != nil {
			t.Fatalf("Put %s: %v", name, err)
		}
		got, err := b.Read(t.Context(), name)
		if err != nil || !bytes.Equal(got, content) {
			t.Errorf("%s came back as %d bytes, %v", name, len(got), err)
		}
		if err := b.Put(t.Context(), name, []byte("other")); !errors.Is(err, blob.ErrTaken) {
			t.Errorf("Put over %s: %v", name, err)
		}
		if got, err := b.Read(t.Context(), name); err != nil || !bytes.Equal(got, content) {
			t.Errorf("a second Put changed %s: %v", name, err)
		}
		for range 2 {
			if err := b.Delete(t.Context(), name); err != nil {
				t.Errorf("Delete %s: %v", name, err)
			}
		}
		if _, err := b.Read(t.Context(), name); !errors.Is(err, blob.ErrMissing) {
			t.Errorf("Read of the deleted %s: %v", name, err)
		}
		if err := b.Put(t.Context(), name, content); err != nil {
			t.Errorf("Put again %s: %v", name, err)
		}
	}
}

func refuses(t *testing.T, b blob.Backend) {
	for _, name := range []string{"", "/", "/a", "a/", "a//b", "..", "../a", "a/../b", ".a", "a.b", "A", "ä", "a b", "a\x00", `a\b`, strings.Repeat("x", 65), "a/b/c/d/e/f/g/h/i"} {
		_, readErr := b.Read(t.Context(), name)
		for act, err := range map[string]error{"Put": b.Put(t.Context(), name, []byte("x")), "Read": readErr, "Delete": b.Delete(t.Context(), name)} {
			if !errors.Is(err, blob.ErrName) {
				t.Errorf("%s of %q: %v", act, name, err)
			}
		}
	}
	for _, n := range []int{0, blob.MaxSize + 1} {
		if err := b.Put(t.Context(), "size", make([]byte, n)); !errors.Is(err, blob.ErrSize) {
			t.Errorf("Put of %d bytes: %v", n, err)
		}
	}
	gone, end := context.WithCancel(t.Context())
	end()
	if err := b.Put(gone, "late", []byte("x")); err == nil {
		t.Error("Put goes on after its request has ended")
	}
	for _, err := range b.List(t.Context(), "../x") {
		if err == nil {
			t.Error("List of a folder above")
		}
	}
	if got := listed(t, b, ""); len(got) != 0 {
		t.Errorf("what was refused left %q", got)
	}
}

func lists(t *testing.T, b blob.Backend) {
	if got := listed(t, b, ""); len(got) != 0 {
		t.Errorf("an empty place lists %q", got)
	}
	want := []string{"stuttgart/00/a", "stuttgart/01/b", "stuttgart2/00/c", "ulm/00/d"}
	for _, name := range want {
		if err := b.Put(t.Context(), name, []byte(name)); err != nil {
			t.Fatal(err)
		}
	}
	if got := listed(t, b, ""); !slices.Equal(got, want) {
		t.Errorf("all: %q", got)
	}
	if got := listed(t, b, "stuttgart"); !slices.Equal(got, want[:2]) {
		t.Errorf("of stuttgart: %q", got)
	}
	if got := listed(t, b, "esslingen"); len(got) != 0 {
		t.Errorf("of nobody: %q", got)
	}
	n := 0
	for range b.List(t.Context(), "") {
		n++
		break
	}
	if n != 1 {
		t.Error("a list that is not read to its end")
	}
	to := blob.NewFolder(t.TempDir())
	for _, more := range []int{2, 0} {
		if copied, err := blob.Copy(t.Context(), to, b, "stuttgart"); err != nil || copied != more {
			t.Errorf("copied %d, %v; want %d", copied, err, more)
		}
	}
	if got, err := to.Read(t.Context(), want[1]); err != nil || string(got) != want[1] || len(listed(t, to, "")) != 2 {
		t.Errorf("the copy: %q, %v", got, err)
	}
}

// together lets eight put the same name: one of them does, and it is whole.
func together(t *testing.T, b blob.Backend) {
	var ended sync.WaitGroup
	results := make(chan byte, 8)
	for i := range byte(8) {
		ended.Go(func() {
			switch err := b.Put(t.Context(), "city/00/same", bytes.Repeat([]byte{i}, 5000)); {
			case err == nil:
				results <- i
			case !errors.Is(err, blob.ErrTaken):
				t.Error(err)
			}
		})
	}
	ended.Wait()
	close(results)
	if len(results) != 1 {
		t.Fatalf("%d have put the same name", len(results))
	}
	winner := <-results
	if got, err := b.Read(t.Context(), "city/00/same"); err != nil || !bytes.Equal(got, bytes.Repeat([]byte{winner}, 5000)) {
		t.Errorf("it reads %d bytes of another: %v", len(got), err)
	}
}

// TestFolderModes shows that nobody but the owner reads the files, and that what is no blob is not listed.
func TestFolderModes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "blobs")
	b := blob.NewFolder(dir)
	if err := b.Put(t.Context(), "city/00/a", []byte("x")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "city", "note.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := listed(t, b, ""); !slices.Equal(got, []string{"city/00/a"}) {
		t.Errorf("listed %q", got)
	}
	if err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		about, err := d.Info()
		if err == nil && about.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, about.Mode())
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func TestS3Address(t *testing.T) {
	for _, address := range []string{"", "bucket", "https://", "https://host", "https://host/", "https://host/a/b", "ftp://host/a", "https://u:p@host/a", "https://host/a?x=1", "http://[::1/a"} {
		if _, err := blob.NewS3(address, "", blob.Secret{}); err == nil {
			t.Errorf("%q was taken", address)
		}
	}
	s, err := blob.NewS3("http://127.0.0.1:1/documents", "", blob.Secret{Access: "a", Key: "hidden"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Read(t.Context(), "a"); err == nil || errors.Is(err, blob.ErrMissing) || strings.Contains(err.Error(), "hidden") {
		t.Errorf("nobody answers: %v", err)
	}
}
