package auth

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestSlip(t *testing.T) {
	seen := map[Slip]bool{}
	letters := map[rune]int{}
	const n = 4000
	for range n {
		s := NewSlip()
		if len(s) != SlipSize || seen[s] {
			t.Fatalf("slip %q", s)
		}
		seen[s] = true
		for _, r := range string(s) {
			letters[r]++
		}
		for _, typed := range []string{string(s), s.Groups(), strings.ToLower(s.Groups()), " " + strings.ReplaceAll(s.Groups(), "-", " – ") + "\n"} {
			if got, err := ParseSlip(typed); got != s || err != nil {
				t.Fatalf("ParseSlip(%q) = %q, %v", typed, got, err)
			}
		}
	}
	if len(letters) != 32 {
		t.Errorf("%d letters in use, want 32", len(letters))
	}
	for r, count := range letters { // 2,000 expected of each; a bias would show far outside
		if !strings.ContainsRune(crockford, r) || count < 1700 || count > 2300 {
			t.Errorf("letter %q came %d times", r, count)
		}
	}
}

func TestParseSlip(t *testing.T) {
	for _, tc := range []struct {
		typed string
		want  Slip
	}{
		{"ABCD-EFGH-JKMN-PQRS", "ABCDEFGHJKMNPQRS"},
		{"abcd efgh jkmn pqrs", "ABCDEFGHJKMNPQRS"},
		{"oO00-iIlL-1111-0000", "0000111111110000"},
		{"٠١٢٣-۴۵۶۷-٨٩ab-cdef", "0123456789ABCDEF"},
		{"\u2066abcdefghjkmnpqrs\u2069", "ABCDEFGHJKMNPQRS"},
		{"", ""},
		{"ABCD-EFGH-JKMN-PQR", ""},
		{"ABCD-EFGH-JKMN-PQRST", ""},
		{"UBCD-EFGH-JKMN-PQRS", ""},
		{"ABCD.EFGH.JKMN.PQRS", ""},
		{"ÄBCD-EFGH-JKMN-PQRS", ""},
		{"АBCD-EFGH-JKMN-PQRS", ""}, // Cyrillic А
		{"ABCD-EFGH-JKMN-PQR\xff", ""},
	} {
		got, err := ParseSlip(tc.typed)
		if got != tc.want || (err == nil) != (tc.want != "") || (err != nil && !errors.Is(err, ErrSlip)) {
			t.Errorf("ParseSlip(%q) = %q, %v, want %q", tc.typed, got, err, tc.want)
		}
	}
	if got := Slip("ABCDEFGHJKMNPQRS").Groups(); got != "ABCD-EFGH-JKMN-PQRS" {
		t.Errorf("Groups = %s", got)
	}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "slip", Slip("ABCDEFGHJKMNPQRS"))
	if strings.Contains(log.String(), "ABCD") {
		t.Errorf("a slip was logged: %s", log.String())
	}
}

func TestPIN(t *testing.T) {
	trivial := 0
	for n := range 1_000_000 {
		if errors.Is(CheckPIN(fmt.Sprintf("%06d", n)), ErrTrivialPIN) {
			trivial++
		}
	}
	// 100 in even steps, 100 and 1,000 repeated, 1,000 doubles, 1,000 mirrored: 3,200, less 230 that fall under several rules.
	if trivial != 2970 {
		t.Errorf("%d PINs of a million are refused", trivial)
	}
	seen := map[string]bool{}
	zero := 0
	for range 5000 {
		pin := NewPIN()
		if err := CheckPIN(pin); err != nil {
			t.Fatalf("NewPIN gave %s: %v", pin, err)
		}
		seen[pin] = true
		if pin[0] == '0' {
			zero++
		}
	}
	if len(seen) < 4950 || zero < 350 || zero > 650 { // 5,000 draws: 12 doubles and 500 zeros in front expected
		t.Errorf("%d different PINs, %d with a zero in front", len(seen), zero)
	}
	for _, tc := range []struct {
		pin  string
		want error
	}{
		{"482915", nil},
		{"019283", nil},
		{"100000", nil},
		{"112234", nil},
		{"000000", ErrTrivialPIN},
		{"777777", ErrTrivialPIN},
		{"123456", ErrTrivialPIN},
		{"654321", ErrTrivialPIN},
		{"890123", ErrTrivialPIN},
		{"135791", ErrTrivialPIN},
		{"121212", ErrTrivialPIN},
		{"123123", ErrTrivialPIN},
		{"112233", ErrTrivialPIN},
		{"123321", ErrTrivialPIN},
		{"", ErrPIN},
		{"12345", ErrPIN},
		{"1234567", ErrPIN},
		{"12345a", ErrPIN},
		{"٤٨٢٩١٥", ErrPIN},
		{"48 915", ErrPIN},
	} {
		if err := CheckPIN(tc.pin); !errors.Is(err, tc.want) {
			t.Errorf("CheckPIN(%q) = %v, want %v", tc.pin, err, tc.want)
		}
	}
}

func TestParsePIN(t *testing.T) {
	for typed, want := range map[string]string{
		"482915": "482915", " 482 915\n": "482915", "482-915": "482915", "٤٨٢٩١٥": "482915", "۴۸۲۹۱۵": "482915", "000000": "000000",
		"": "", "48291": "", "4829155": "", "48291x": "", "४८२९१५": "", "48291\xff": "",
	} {
		got, err := ParsePIN(typed)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("ParsePIN(%q) = %q, %v, want %q", typed, got, err, want)
		}
	}
}

func TestNewToken(t *testing.T) {
	a, b := NewToken(), NewToken()
	if raw, err := base64.RawURLEncoding.DecodeString(a); err != nil || len(raw) != 32 || a == b {
		t.Errorf("tokens %s %s: %d bytes, %v", a, b, len(raw), err)
	}
}

func FuzzParseCodes(f *testing.F) {
	f.Add("ABCD-EFGH-JKMN-PQRS")
	f.Add("٤٨٢ ٩١٥")
	f.Fuzz(func(t *testing.T, s string) {
		if slip, err := ParseSlip(s); err == nil {
			if again, err := ParseSlip(slip.Groups()); again != slip || err != nil {
				t.Errorf("%q reads as %q, then as %q, %v", s, slip, again, err)
			}
		}
		if code, err := ParseRecovery(s); err == nil {
			if again, err := ParseRecovery(code.Groups()); again != code || err != nil {
				t.Errorf("%q reads as %q, then as %q, %v", s, code, again, err)
			}
		}
		if pin, err := ParsePIN(s); err == nil && !digits(pin, PINSize) {
			t.Errorf("%q reads as %q", s, pin)
		}
	})
}
