package crypt

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"encoding/binary"
	"errors"
)

// ErrSealed means that a sealed value does not open: another key, another place, cut or changed.
var ErrSealed = errors.New("crypt: sealed value does not open")

// formAESGCM is the first byte of every sealed value: AES-256-GCM, then 12 bytes nonce, ciphertext, 16 bytes tag.
const formAESGCM = 1

// Overhead is by how many bytes a sealed value is longer than its plain one.
const Overhead = 1 + 12 + 16

// A Cipher is a key made ready: making one costs more than sealing a short field, so make it once per person and request.
// It may be used by several goroutines.
// Like a Key it does not show its secret to fmt.
type Cipher struct{ aead func() cipher.AEAD }

// Cipher makes k ready for several values. It panics for the zero Key.
func (k Key) Cipher() Cipher {
	block, err := aes.NewCipher(k.secret()[:])
	if err != nil {
		panic("crypt: " + err.Error()) // 32 bytes are always a key
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic("crypt: " + err.Error()) // AES is always a block of 16
	}
	return Cipher{func() cipher.AEAD { return aead }}
}

// Seal encrypts plain for the place ad, see AD. The result is Overhead bytes longer and differs each time.
func (c Cipher) Seal(plain, ad []byte) []byte {
	out := make([]byte, 1, Overhead+len(plain))
	out[0] = formAESGCM
	return c.aead().Seal(out, nil, plain, ad)
}

// Open decrypts what Seal made for the same key and ad.
// Errors: ErrSealed.
func (c Cipher) Open(sealed, ad []byte) ([]byte, error) {
	if len(sealed) < Overhead || sealed[0] != formAESGCM {
		return nil, ErrSealed
	}
	plain, err := c.aead().Open(nil, nil, sealed[1:], ad)
	if err != nil {
		return nil, ErrSealed
	}
	return plain, nil
}

// Seal encrypts one value; for several values of one key use a Cipher.
func Seal(k Key, plain, ad []byte) []byte { return k.Cipher().Seal(plain, ad) }

// Open decrypts one value; for several values of one key use a Cipher.
// Errors: ErrSealed.
func Open(k Key, sealed, ad []byte) ([]byte, error) { return k.Cipher().Open(sealed, ad) }

// AD names the place of a value: which tenant, which person (or household), which field. A value opens only at the place
// it was sealed for. Two different triples never give the same bytes.
func AD(tenant, person, field string) []byte {
	b := make([]byte, 0, 3*binary.MaxVarintLen16+len(tenant)+len(person)+len(field))
	for _, s := range [...]string{tenant, person, field} {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	return b
}

// HashCode is what is stored in place of a code or token that opens an account: 32 bytes to look it up by.
// It is for random codes of at least 80 bits (slips, session tokens), which nobody can guess from the hash;
// never for what a person chose.
func HashCode(code string) []byte {
	h := sha256.Sum256([]byte(code))
	return h[:]
}
