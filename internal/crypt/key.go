package crypt

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"io"
	"log/slog"
)

// KeySize is the length of a key in bytes (AES-256).
const KeySize = 32

// redacted stands wherever a key would have been printed.
const redacted = "crypt.Key(redacted)"

// A Key is a secret of 256 bits. The zero Key is no key: using it panics, see IsZero.
// A copy of a Key is the same secret. Keys cannot be compared with ==; use Equal.
type Key struct {
	// The secret stands behind a func because fmt prints the unexported fields of other structs without asking their
	// methods, and follows pointers when the verb does not fit (%s, %t); of a func it knows the address only.
	secret func() *[KeySize]byte
}

// NewKey makes a fresh random key.
func NewKey() Key {
	var secret [KeySize]byte
	rand.Read(secret[:]) // never fails, see crypto/rand
	return keyOf(&secret)
}

// keyFrom copies a key out of b, which must have KeySize bytes.
func keyFrom(b []byte) (Key, error) {
	if len(b) != KeySize {
		return Key{}, fmt.Errorf("crypt: a key of %d bytes, want %d", len(b), KeySize)
	}
	secret := [KeySize]byte(b)
	return keyOf(&secret), nil
}

func keyOf(secret *[KeySize]byte) Key {
	return Key{secret: func() *[KeySize]byte { return secret }}
}

// IsZero reports whether k is the zero Key, which seals nothing.
func (k Key) IsZero() bool { return k.secret == nil }

// Equal reports whether both are the same secret, in constant time. A zero Key equals nothing.
func (k Key) Equal(o Key) bool {
	if k.IsZero() || o.IsZero() {
		return false
	}
	return subtle.ConstantTimeCompare(k.secret()[:], o.secret()[:]) == 1
}

// Wrap seals key with k, so that it can be stored. ad names the place of the wrapped key, see AD.
func (k Key) Wrap(key Key, ad []byte) []byte {
	return Seal(k, key.secret()[:], wrapAD(ad))
}

// Unwrap gives back a key that Wrap sealed with k under the same ad.
// Errors: ErrSealed.
func (k Key) Unwrap(wrapped, ad []byte) (Key, error) {
	plain, err := Open(k, wrapped, wrapAD(ad))
	if err != nil {
		return Key{}, err
	}
	return keyFrom(plain)
}

// Fingerprint is what is stored in place of a value that is only ever looked for, such as a name that somebody typed: 32 bytes, the same
// for the same value and key. Who has not the key cannot find the value by trying.
func (k Key) Fingerprint(value []byte) []byte {
	h := hmac.New(sha256.New, k.secret()[:])
	h.Write([]byte("fingerprint\x00")) // never fails, see package hash
	h.Write(value)
	return h.Sum(nil)
}

// wrapAD keeps wrapped keys and sealed fields apart, even under the same key and ad.
func wrapAD(ad []byte) []byte { return append([]byte("key\x00"), ad...) }

// Format prints a placeholder, whatever the verb.
func (k Key) Format(f fmt.State, _ rune) { io.WriteString(f, redacted) }

// String returns a placeholder.
func (k Key) String() string { return redacted }

// GoString returns a placeholder.
func (k Key) GoString() string { return redacted }

// LogValue returns a placeholder.
func (k Key) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText returns a placeholder: a key leaves the process only by Wrap and CreateMaster.
func (k Key) MarshalText() ([]byte, error) { return []byte(redacted), nil }
