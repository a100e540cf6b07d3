package heads_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/heads"
)

func key(t *testing.T) heads.Key {
	t.Helper()
	k, err := heads.LoadOrCreateKey(filepath.Join(t.TempDir(), "head.key"))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func head(seq int64) heads.Head {
	return heads.Head{Tenant: "stuttgart", Seq: seq, Hash: bytes.Repeat([]byte{byte(seq)}, 32), At: 1795305600123}
}

// TestHead signs a head, reads its line out of a log, and changes every byte of it.
func TestHead(t *testing.T) {
	k := key(t)
	h := k.Sign(head(7))
	line := h.String()
	got, ok, err := heads.Parse(`time=2026-11-22 msg="` + line)
	if !ok || err != nil || !k.Public().Signed(got) || got.String() != line || got.Seq != 7 || got.At != h.At {
		t.Fatalf("%s came back as %+v, %v, %v", line, got, ok, err)
	}
	if _, ok, err := heads.Parse("listening on http://127.0.0.1"); ok || err != nil {
		t.Errorf("a line without a head: %v, %v", ok, err)
	}
	if key(t).Public().Signed(h) || (heads.Public{}).Signed(h) {
		t.Error("signed with another key")
	}
	for i := len("aufwind-head-1 "); i < len(line); i++ {
		for _, c := range []byte{'0', '1', 'a', 'b', ' '} {
			if line[i] == c {
				continue
			}
			changed := line[:i] + string(c) + line[i+1:]
			if got, ok, err := heads.Parse(changed); ok && err == nil && k.Public().Signed(got) {
				t.Fatalf("%q counts as signed", changed)
			}
		}
	}
	if _, ok, err := heads.Parse(line[:len(line)-9]); !ok || err == nil && k.Public().Signed(h) && len(h.Signature) == 0 {
		t.Error("a line that was cut")
	}
}

func TestKey(t *testing.T) {
	path := filepath.Join(t.TempDir(), "head.key")
	if _, err := heads.LoadKey(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	made, err := heads.LoadOrCreateKey(path)
	if err != nil {
		t.Fatal(err)
	}
	again, err := heads.LoadOrCreateKey(path)
	if err != nil || again.Public().String() != made.Public().String() {
		t.Errorf("it is another key now: %v", err)
	}
	public, err := heads.ParsePublic(made.Public().String())
	if err != nil || !public.Signed(again.Sign(head(1))) {
		t.Errorf("the public key that was printed: %v", err)
	}
	secret, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if said := fmt.Sprintf("%v %+v %#v", made, made, made); strings.Contains(said, string(secret[:16])) {
		t.Error("the key was printed")
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := heads.LoadOrCreateKey(path); err == nil {
		t.Error("everybody can read the key")
	}
	for _, text := range []string{"", "AAAA", "?"} {
		if _, err := heads.ParsePublic(text); err == nil {
			t.Errorf("%q is a public key", text)
		}
	}
}

// TestCopies holds the log and the file to what the interface promises; a second process goes on where the first has ended.
func TestCopies(t *testing.T) {
	k := key(t)
	path := filepath.Join(t.TempDir(), "heads.txt")
	var out bytes.Buffer
	for name, c := range map[string]heads.Copies{"log": heads.NewLog(&out), "file": heads.NewFile(path)} {
		for _, seq := range []int64{3, 9} {
			if err := c.Add(t.Context(), k.Sign(head(seq))); err != nil {
				t.Fatal(name, err)
			}
			if last, err := c.Last(t.Context(), "stuttgart"); last != seq || err != nil {
				t.Errorf("%s: the last is %d, %v; want %d", name, last, err, seq)
			}
			if last, err := c.Last(t.Context(), "ulm"); last != 0 || err != nil {
				t.Errorf("%s: of another tenant %d, %v", name, last, err)
			}
		}
	}
	text, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(text, out.Bytes()) {
		t.Errorf("the file has %q, the log %q, %v", text, out.String(), err)
	}
	next := heads.NewFile(path)
	if last, err := next.Last(t.Context(), "stuttgart"); last != 9 || err != nil {
		t.Errorf("another process finds %d, %v", last, err)
	}
	if err := os.WriteFile(path, append(text, "aufwind-head-1 stuttgart x\nsomething else\n"...), 0o600); err != nil {
		t.Fatal(err)
	}
	list, broken, err := heads.ReadFile(path)
	if err != nil || len(list) != 2 || len(broken) != 1 || broken[0] != 3 || !k.Public().Signed(list[1]) {
		t.Errorf("%d heads, broken lines %v, %v", len(list), broken, err)
	}
}

// FuzzParse reads any line: a head that is read prints as it stands in the line, and nobody else's counts as signed.
func FuzzParse(f *testing.F) {
	k, err := heads.LoadOrCreateKey(filepath.Join(f.TempDir(), "head.key"))
	if err != nil {
		f.Fatal(err)
	}
	line := (heads.Head{Tenant: "ulm", Seq: 3, Hash: []byte{1}, At: 5, Signature: []byte("x")}).String()
	for _, s := range []string{"", line, "log: " + line, line + " more", "aufwind-head-1 a b c d e", strings.Replace(line, " 3 ", " 03 ", 1)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		h, ok, err := heads.Parse(line)
		if err != nil && !ok {
			t.Errorf("%q: an error about nothing: %v", line, err)
		}
		if ok && err == nil && !strings.Contains(strings.Join(strings.Fields(line), " "), h.String()) {
			t.Errorf("%q is read as %q", line, h)
		}
		if ok && k.Public().Signed(h) {
			t.Errorf("%q counts as signed", line)
		}
		if p, err := heads.ParsePublic(line); err == nil && p.String() != line {
			t.Errorf("the public key %q is read as %q", line, p)
		}
	})
}
