package auth

import (
	"crypto/rand"
	"encoding/base32"
	"errors"
	"log/slog"
)

// RecoverySize is the length of a recovery code in characters: 120 random bits, so that a plain hash of it is enough.
const RecoverySize = 24

// ErrRecovery is the error of ParseRecovery.
var ErrRecovery = errors.New("auth: not a recovery code")

// A Recovery is a code that takes the place of the second factor once, in the one form that is hashed. It is a secret: it does not show
// itself in logs.
type Recovery string

// NewRecovery draws a recovery code.
func NewRecovery() Recovery {
	var b [RecoverySize * 5 / 8]byte
	rand.Read(b[:]) // never fails, see crypto/rand
	return Recovery(base32.NewEncoding(crockford).WithPadding(base32.NoPadding).EncodeToString(b[:]))
}

// ParseRecovery reads what somebody typed, as ParseSlip does.
// Errors: ErrRecovery.
func ParseRecovery(s string) (Recovery, error) {
	code, ok := parseCode(s, RecoverySize)
	if !ok {
		return "", ErrRecovery
	}
	return Recovery(code), nil
}

// Groups is the code as it is shown, in groups of four.
func (r Recovery) Groups() string { return groups(string(r)) }

// LogValue hides the code.
func (r Recovery) LogValue() slog.Value { return slog.StringValue("auth.Recovery(redacted)") }
