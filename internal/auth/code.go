package auth

import (
	"crypto/rand"
	"encoding/base32"
	"encoding/base64"
	"errors"
	"log/slog"
	"math/big"
	"strings"
	"unicode"
)

// The errors of what a person types. Their texts are for logs; the page has its own.
var (
	ErrSlip       = errors.New("auth: not a slip code")
	ErrPIN        = errors.New("auth: a PIN has six digits")
	ErrTrivialPIN = errors.New("auth: this PIN is guessed at once")
)

// crockford is Crockford's alphabet of 32: no I, L, O, U.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// SlipSize and PINSize are the lengths of a slip code and a PIN in characters.
const (
	SlipSize = 16
	PINSize  = 6
)

// A Slip is the code on a registration slip in the one form that is hashed: 16 letters or digits of Crockford's base 32
// (80 random bits), upper case, no dashes. It is a secret: it does not show itself in logs.
type Slip string

// NewSlip draws a slip code.
func NewSlip() Slip {
	var b [SlipSize * 5 / 8]byte
	rand.Read(b[:]) // never fails, see crypto/rand
	return Slip(base32.NewEncoding(crockford).WithPadding(base32.NoPadding).EncodeToString(b[:]))
}

// ParseSlip reads what a person typed or a QR code held: in any case, with any spaces and dashes, I and L for 1, O for 0,
// and digits of the Arabic and Persian keyboards.
// Errors: ErrSlip.
func ParseSlip(s string) (Slip, error) {
	code, ok := parseCode(s, SlipSize)
	if !ok {
		return "", ErrSlip
	}
	return Slip(code), nil
}

// parseCode reads a code of so many characters of Crockford's base 32 in its one form.
func parseCode(s string, size int) (code string, ok bool) {
	var b strings.Builder
	for _, r := range s {
		if gap(r) {
			continue
		}
		switch r = unicode.ToUpper(digit(r)); r {
		case 'I', 'L':
			r = '1'
		case 'O':
			r = '0'
		}
		if !strings.ContainsRune(crockford, r) || b.Len() == size {
			return "", false
		}
		b.WriteRune(r)
	}
	return b.String(), b.Len() == size
}

// Groups is the code as it is printed: ABCD-EFGH-JKMN-PQRS.
func (s Slip) Groups() string { return groups(string(s)) }

func groups(code string) string {
	var b strings.Builder
	for i, r := range code {
		if i > 0 && i%4 == 0 {
			b.WriteByte('-')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// LogValue hides the code.
func (s Slip) LogValue() slog.Value { return slog.StringValue("auth.Slip(redacted)") }

// NewPIN draws a PIN of six digits, each allowed one as likely as any other.
func NewPIN() string {
	for {
		n, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
		if err != nil {
			panic("auth: " + err.Error()) // rand.Reader never fails, see crypto/rand
		}
		text := n.String()
		if pin := strings.Repeat("0", PINSize-len(text)) + text; CheckPIN(pin) == nil {
			return pin
		}
	}
}

// ParsePIN reads what a person typed: six digits, also those of the Arabic and Persian keyboards, with any spaces.
// The result is in 0-9. It may be trivial: use it to sign in, and CheckPIN when a PIN is set.
// Errors: ErrPIN.
func ParsePIN(s string) (string, error) {
	pin := strings.Map(func(r rune) rune {
		if gap(r) {
			return -1
		}
		return digit(r)
	}, s)
	if !digits(pin, PINSize) {
		return "", ErrPIN
	}
	return pin, nil
}

// CheckPIN says whether a person may choose this PIN (in the form of ParsePIN).
// Errors: ErrPIN; ErrTrivialPIN for digits in even steps (000000, 123456, 975319), a repeated part (121212, 123123),
// doubles (112233) and mirrored ones (123321).
func CheckPIN(pin string) error {
	if !digits(pin, PINSize) {
		return ErrPIN
	}
	even := true
	step := (pin[1] - pin[0] + 10) % 10
	for i := 2; i < PINSize; i++ {
		even = even && (pin[i]-pin[i-1]+10)%10 == step
	}
	switch {
	case even,
		pin[:2] == pin[2:4] && pin[:2] == pin[4:],
		pin[:3] == pin[3:],
		pin[0] == pin[1] && pin[2] == pin[3] && pin[4] == pin[5],
		pin[0] == pin[5] && pin[1] == pin[4] && pin[2] == pin[3]:
		return ErrTrivialPIN
	}
	return nil
}

// NewToken draws a session token of 256 bits: 43 characters of base64url. Only crypt.HashCode of it is stored.
func NewToken() string {
	var b [32]byte
	rand.Read(b[:]) // never fails, see crypto/rand
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// digits reports whether s is exactly n digits 0-9.
func digits(s string, n int) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(s) == n
}

// digit maps the digits of the Arabic (٠-٩) and Persian (۰-۹) keyboards to 0-9 and leaves the rest.
func digit(r rune) rune {
	switch {
	case r >= '٠' && r <= '٩':
		return r - '٠' + '0'
	case r >= '۰' && r <= '۹':
		return r - '۰' + '0'
	}
	return r
}

// gap reports whether r is a space, a dash or an invisible mark of direction.
func gap(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || unicode.Is(unicode.Cf, r)
}
