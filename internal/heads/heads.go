// Package heads signs how far a tenant's record had come, and keeps copies of that where who has the database cannot reach them.
//
// A head names the last event and its hash, which depends on every event before it. Whoever has the database can write a whole record
// anew; without the key of the heads they cannot sign its head, and cannot make the copies say the same.
package heads

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// A Head says that the record of a tenant had come to the event Seq with the hash Hash.
type Head struct {
	Tenant    string
	Seq       int64  // of the last event; from 1
	Hash      []byte // of that event
	At        int64  // when it was signed, unix milliseconds
	Signature []byte
}

// word begins a line that holds a head, wherever in a log it stands.
const word = "aufwind-head-1"

// text is what is signed.
func (h Head) text() string {
	return fmt.Sprintf("%s %s %d %s %s", word, h.Tenant, h.Seq, time.UnixMilli(h.At).UTC().Format("2006-01-02T15:04:05.000Z"), hex.EncodeToString(h.Hash))
}

// String is the line that is copied: tenant, event, moment, hash and signature.
func (h Head) String() string {
	return h.text() + " " + base64.RawURLEncoding.EncodeToString(h.Signature)
}

// errNoHead means that a line holds a head that cannot be read.
var errNoHead = errors.New("heads: this is no head")

// Parse reads a line; what stands before the head, as a log writes it, is left out. ok is false for a line without any.
// Errors: there is one, but it cannot be read.
func Parse(line string) (h Head, ok bool, err error) {
	at := strings.Index(line, word+" ")
	if at < 0 {
		return Head{}, false, nil
	}
	words := strings.Fields(line[at:])
	if len(words) != 6 {
		return Head{}, true, errNoHead
	}
	h.Tenant = words[1]
	seq, seqErr := strconv.ParseInt(words[2], 10, 64)
	moment, timeErr := time.Parse(time.RFC3339, words[3])
	hash, hashErr := hex.DecodeString(words[4])
	signature, signErr := base64.RawURLEncoding.DecodeString(words[5])
	h.Seq, h.At, h.Hash, h.Signature = seq, moment.UnixMilli(), hash, signature
	if errors.Join(seqErr, timeErr, hashErr, signErr) != nil || h.String() != strings.Join(words, " ") {
		return Head{}, true, errNoHead
	}
	return h, true, nil
}

// A Public tells whether a head was signed with the key it belongs to.
type Public struct{ key ed25519.PublicKey }

// ParsePublic reads what String prints.
func ParsePublic(text string) (Public, error) {
	key, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return Public{}, errors.New("heads: this is no public key of heads")
	}
	return Public{key}, nil
}

// IsZero tells whether there is no key.
func (p Public) IsZero() bool { return len(p.key) == 0 }

func (p Public) String() string { return base64.RawURLEncoding.EncodeToString(p.key) }

// Signed tells whether h was signed with the key of p, and is as it was then.
func (p Public) Signed(h Head) bool {
	return len(p.key) == ed25519.PublicKeySize && ed25519.Verify(p.key, []byte(h.text()), h.Signature)
}

// A Key signs heads. It cannot be printed: fmt sees the address of a func.
type Key struct {
	secret func() ed25519.PrivateKey
}

// Public is what others check with.
func (k Key) Public() Public { return Public{k.secret().Public().(ed25519.PublicKey)} }

// Sign fills in the signature.
func (k Key) Sign(h Head) Head {
	h.Signature = ed25519.Sign(k.secret(), []byte(h.text()))
	return h
}

func keyOf(seed []byte) Key {
	secret := ed25519.NewKeyFromSeed(seed)
	return Key{func() ed25519.PrivateKey { return secret }}
}

// LoadKey reads the file of a key.
// Errors: fs.ErrNotExist; a plain error when others than the owner can read the file, or it holds no key.
func LoadKey(path string) (Key, error) {
	about, err := os.Stat(path)
	if err != nil {
		return Key{}, err
	}
	if perm := about.Mode().Perm(); perm != 0o600 && perm != 0o400 {
		return Key{}, fmt.Errorf("heads: %s has mode %#o, want 0600 or 0400", path, perm)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return Key{}, err
	}
	seed, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(seed) != ed25519.SeedSize {
		return Key{}, fmt.Errorf("heads: %s holds no key", path)
	}
	return keyOf(seed), nil
}

// LoadOrCreateKey is LoadKey, and makes a key with its file, durable and for its owner only, where there is none.
func LoadOrCreateKey(path string) (Key, error) {
	k, err := LoadKey(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return k, err
	}
	_, secret, err := ed25519.GenerateKey(nil)
	if err != nil {
		return Key{}, err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return Key{}, err
	}
	_, err = io.WriteString(f, hex.EncodeToString(secret.Seed())+"\n")
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return Key{}, errors.Join(err, os.Remove(path))
	}
	return keyOf(secret.Seed()), syncFolder(filepath.Dir(path))
}

func syncFolder(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	err = dir.Sync()
	if errors.Is(err, fs.ErrInvalid) { // some file systems cannot sync a folder
		err = nil
	}
	return errors.Join(err, dir.Close())
}
