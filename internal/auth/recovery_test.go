package auth

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
)

func TestRecovery(t *testing.T) {
	a, b := NewRecovery(), NewRecovery()
	if a == b || len(a) != RecoverySize || strings.Count(a.Groups(), "-") != 5 {
		t.Errorf("two codes: %s, %s", a.Groups(), b.Groups())
	}
	for _, typed := range []string{a.Groups(), strings.ToLower(a.Groups()), strings.ReplaceAll(a.Groups(), "-", " ")} {
		if got, err := ParseRecovery(typed); got != a || err != nil {
			t.Errorf("%q reads as %q, %v", typed, got, err)
		}
	}
	for _, typed := range []string{"", "482915", string(NewSlip()), string(a) + "A", string(a)[1:], strings.Repeat("U", RecoverySize)} {
		if _, err := ParseRecovery(typed); err == nil {
			t.Errorf("%q is a recovery code", typed)
		}
	}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "code", a)
	if strings.Contains(log.String(), string(a)) {
		t.Errorf("a recovery code was logged: %s", log.String())
	}
}

func TestTOTPSecret(t *testing.T) {
	secret, url, err := NewTOTP("Aufwind Ulm", "anna")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := TOTPSecret(url); got != secret || err != nil {
		t.Errorf("the URL holds %q, %v, want %q", got, err, secret)
	}
	if _, err := TOTPSecret("otpauth://%"); err == nil {
		t.Error("no URL has a secret")
	}
}
