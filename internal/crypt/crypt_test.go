package crypt

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSealOpensOnlyAtItsPlace(t *testing.T) {
	key, other := NewKey(), NewKey()
	plain := []byte("Aufenthalt erlaubt bis 2027")
	ad := AD("stuttgart", "42", "residence")
	sealed := Seal(key, plain, ad)
	if len(sealed) != len(plain)+Overhead {
		t.Errorf("sealed has %d bytes, want %d", len(sealed), len(plain)+Overhead)
	}
	if bytes.Contains(sealed, plain[:8]) {
		t.Error("sealed contains plain text")
	}
	if bytes.Equal(sealed, Seal(key, plain, ad)) {
		t.Error("sealing twice gave the same bytes")
	}
	for _, tc := range []struct {
		name   string
		key    Key
		sealed []byte
		ad     []byte
		ok     bool
	}{
		{"same_place", key, sealed, ad, true},
		{"other_key", other, sealed, ad, false},
		{"other_person", key, sealed, AD("stuttgart", "43", "residence"), false},
		{"other_field", key, sealed, AD("stuttgart", "42", "health"), false},
		{"other_tenant", key, sealed, AD("ulm", "42", "residence"), false},
		{"no_place", key, sealed, nil, false},
		{"cut", key, sealed[:len(sealed)-1], ad, false},
		{"too_short", key, sealed[:Overhead-1], ad, false},
		{"empty", key, nil, ad, false},
		{"other_form", key, append([]byte{9}, sealed[1:]...), ad, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got, err := Open(tc.key, tc.sealed, tc.ad)
			if tc.ok && (err != nil || !bytes.Equal(got, plain)) {
				t.Errorf("Open = %q, %v", got, err)
			}
			if !tc.ok && (!errors.Is(err, ErrSealed) || got != nil) {
				t.Errorf("Open = %q, %v, want ErrSealed", got, err)
			}
		})
	}
	for i := range sealed {
		broken := bytes.Clone(sealed)
		broken[i] ^= 1
		if _, err := Open(key, broken, ad); !errors.Is(err, ErrSealed) {
			t.Errorf("a changed byte %d opened: %v", i, err)
		}
	}
}

func TestSealEmptyAndLarge(t *testing.T) {
	c := NewKey().Cipher()
	for _, n := range []int{0, 1, 15, 16, 17, 1 << 20} {
		plain := bytes.Repeat([]byte{'x'}, n)
		got, err := c.Open(c.Seal(plain, nil), nil)
		if err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes came back as %d, %v", n, len(got), err)
		}
	}
}

func TestADIsUnambiguous(t *testing.T) {
	seen := map[string][3]string{}
	parts := []string{"", "a", "b", "ab", "a/b", "\x00", "\x01a", "\x01", strings.Repeat("x", 127), strings.Repeat("x", 128)}
	for _, tenant := range parts {
		for _, person := range parts {
			for _, field := range parts {
				at := [3]string{tenant, person, field}
				ad := string(AD(tenant, person, field))
				if was, ok := seen[ad]; ok {
					t.Errorf("AD of %q and %q are the same", was, at)
				}
				seen[ad] = at
			}
		}
	}
}

func TestWrap(t *testing.T) {
	master, person := NewKey(), NewKey()
	ad := AD("stuttgart", "42", "")
	wrapped := master.Wrap(person, ad)
	got, err := master.Unwrap(wrapped, ad)
	if err != nil || !got.Equal(person) {
		t.Fatalf("Unwrap: equal %v, %v", got.Equal(person), err)
	}
	if _, err := master.Unwrap(wrapped, AD("stuttgart", "43", "")); !errors.Is(err, ErrSealed) {
		t.Errorf("Unwrap for another person: %v", err)
	}
	if _, err := NewKey().Unwrap(wrapped, ad); !errors.Is(err, ErrSealed) {
		t.Errorf("Unwrap with another key: %v", err)
	}
	if _, err := Open(master, wrapped, ad); !errors.Is(err, ErrSealed) {
		t.Errorf("a wrapped key opened as a field: %v", err)
	}
	if _, err := master.Unwrap(Seal(master, []byte("short"), wrapAD(ad)), ad); err == nil {
		t.Error("Unwrap took five bytes for a key")
	}
	if (Key{}).Equal(Key{}) || !(Key{}).IsZero() || person.IsZero() || person.Equal(master) {
		t.Error("Equal or IsZero is wrong")
	}
}

// TestKeyNeverPrints looks for the secret in every form that it could leave the process by mistake.
func TestKeyNeverPrints(t *testing.T) {
	k := NewKey()
	type holder struct {
		Open   Key
		hidden Key
		ptr    *Key
		cipher Cipher
	}
	h := holder{k, k, &k, k.Cipher()}
	var out strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%o", "%b", "%c", "%U", "%t"} {
		fmt.Fprintf(&out, verb+verb+verb+verb+verb+"\n", k, &k, h, &h, k.Cipher())
	}
	text, err := json.Marshal(struct{ K Key }{k})
	if err != nil {
		t.Fatal(err)
	}
	out.Write(text)
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "key", k, "holder", h)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "key", k, "holder", h)
	out.WriteString(k.String() + k.GoString())
	printed := strings.ToLower(out.String())
	if !strings.Contains(printed, "redacted") {
		t.Fatal("nothing was printed")
	}
	b := k.secret()[:4]
	for _, form := range []string{
		string(b), hex.EncodeToString(b), fmt.Sprintf("%d %d %d %d", b[0], b[1], b[2], b[3]),
		fmt.Sprintf("%d,%d,%d,%d", b[0], b[1], b[2], b[3]), fmt.Sprintf("%#x, %#x, %#x", b[0], b[1], b[2]),
		fmt.Sprint(binary.BigEndian.Uint32(b)), fmt.Sprint(binary.LittleEndian.Uint32(b)), // round keys of AES
		fmt.Sprintf("%x %x %x", b[0], b[1], b[2]), fmt.Sprintf("%o %o %o", b[0], b[1], b[2]),
	} {
		if strings.Contains(printed, strings.ToLower(form)) {
			t.Errorf("the key was printed as %q", form)
		}
	}
}

func TestMasterFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "master.key")
	if _, err := LoadMaster(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("LoadMaster of no file: %v", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Error("LoadMaster made a file")
	}
	made, err := CreateMaster(path)
	if err != nil {
		t.Fatal(err)
	}
	read, err := LoadMaster(path)
	if err != nil || !read.Equal(made) {
		t.Fatalf("LoadMaster: equal %v, %v", read.Equal(made), err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if _, err := CreateMaster(path); !errors.Is(err, fs.ErrExist) {
		t.Errorf("CreateMaster over a key: %v", err)
	}
	if again, err := LoadMaster(path); err != nil || !again.Equal(made) {
		t.Errorf("the key changed: %v", err)
	}
	if _, err := CreateMaster(filepath.Join(dir, "none", "master.key")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("CreateMaster in no folder: %v", err)
	}
	if _, err := LoadMaster(dir); err == nil {
		t.Error("LoadMaster took a folder")
	}
}

func TestMasterFileRefused(t *testing.T) {
	good := strings.Repeat("0a", KeySize) + "\n"
	for _, tc := range []struct {
		name string
		text string
		mode fs.FileMode
		ok   bool
	}{
		{"owner_reads_and_writes", good, 0o600, true},
		{"owner_reads", good, 0o400, true},
		{"group_reads", good, 0o640, false},
		{"all_read", good, 0o644, false},
		{"group_writes", good, 0o620, false},
		{"executable", good, 0o700, false},
		{"empty", "", 0o600, false},
		{"no_line_feed", good[:64], 0o600, false},
		{"too_long", good + "\n", 0o600, false},
		{"no_digits", strings.Repeat("0g", KeySize) + "\n", 0o600, false},
		{"space_at_the_end", good[:64] + " ", 0o600, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "master.key")
			if err := os.WriteFile(path, []byte(tc.text), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := os.Chmod(path, tc.mode); err != nil {
				t.Fatal(err)
			}
			k, err := LoadMaster(path)
			if tc.ok != (err == nil) || tc.ok == k.IsZero() {
				t.Errorf("LoadMaster: %v, zero %v", err, k.IsZero())
			}
			if err != nil && strings.Contains(err.Error(), "0a0a") {
				t.Errorf("the error shows the file: %v", err)
			}
		})
	}
}

func TestHashCode(t *testing.T) {
	if a, b := HashCode("ABCDEFGHJKMNPQRS"), HashCode("ABCDEFGHJKMNPQRT"); len(a) != 32 || bytes.Equal(a, b) {
		t.Errorf("%x %x", a, b)
	}
	if !bytes.Equal(HashCode("x"), HashCode("x")) {
		t.Error("HashCode differs from one call to the next")
	}
}

func FuzzOpen(f *testing.F) {
	c := NewKey().Cipher()
	f.Add([]byte{}, []byte{})
	f.Add(make([]byte, Overhead), []byte("ad"))
	f.Fuzz(func(t *testing.T, sealed, ad []byte) {
		if plain, err := c.Open(sealed, ad); !errors.Is(err, ErrSealed) || plain != nil {
			t.Errorf("opened %x: %x, %v", sealed, plain, err)
		}
	})
}

// The figures: one field costs one allocation to seal and one to open; making the Cipher costs several.
func BenchmarkSealTenFields(b *testing.B) {
	key, field := NewKey(), bytes.Repeat([]byte("x"), 80)
	ad := AD("stuttgart", "42", "residence")
	b.Run("cipher_once", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			c := key.Cipher()
			for range 10 {
				c.Seal(field, ad)
			}
		}
	})
	b.Run("cipher_each", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for range 10 {
				Seal(key, field, ad)
			}
		}
	})
}

func BenchmarkOpen(b *testing.B) {
	key := NewKey()
	c, ad := key.Cipher(), AD("stuttgart", "42", "residence")
	sealed := c.Seal(bytes.Repeat([]byte("x"), 80), ad)
	master := NewKey()
	wrapped := master.Wrap(key, ad)
	b.Run("field", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := c.Open(sealed, ad); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("unwrap", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := master.Unwrap(wrapped, ad); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func TestSealAllocations(t *testing.T) {
	c, ad, field := NewKey().Cipher(), AD("stuttgart", "42", "residence"), make([]byte, 80)
	sealed := c.Seal(field, ad)
	if n := testing.AllocsPerRun(100, func() { c.Seal(field, ad) }); n > 1 {
		t.Errorf("Seal allocates %v times, want 1", n)
	}
	if n := testing.AllocsPerRun(100, func() { _, _ = c.Open(sealed, ad) }); n > 1 {
		t.Errorf("Open allocates %v times, want 1", n)
	}
}
