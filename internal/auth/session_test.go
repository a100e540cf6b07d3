package auth

import (
	"fmt"
	"math"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"
)

var noon = time.Date(2026, 3, 29, 12, 0, 0, 0, time.UTC)

func TestEnded(t *testing.T) {
	const day = 24 * time.Hour
	for _, tc := range []struct {
		name      string
		kind      SessionKind
		age, idle time.Duration
		want      bool
	}{
		{"own_fresh", Own, 0, 0, false},
		{"own_before_idle", Own, 40 * day, 30*day - 1, false},
		{"own_idle", Own, 40 * day, 30 * day, true},
		{"own_before_absolute", Own, 90*day - 1, 0, false},
		{"own_absolute", Own, 90 * day, 0, true},
		{"shared_before_idle", Shared, time.Hour, 10*time.Minute - 1, false},
		{"shared_idle", Shared, time.Hour, 10 * time.Minute, true},
		{"shared_absolute", Shared, 2 * time.Hour, 0, true},
		{"staff_before_idle", Staff, 11 * time.Hour, 30*time.Minute - 1, false},
		{"staff_idle", Staff, 11 * time.Hour, 30 * time.Minute, true},
		{"staff_absolute", Staff, 12 * time.Hour, time.Second, true},
		{"unknown", "kiosk", 0, 0, true},
		{"none", "", 0, 0, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := Ended(tc.kind, noon.Add(-tc.age), noon.Add(-tc.idle), noon); got != tc.want {
				t.Errorf("Ended = %v", got)
			}
		})
	}
}

func TestNextTry(t *testing.T) {
	for _, tc := range []struct {
		failures int
		want     time.Duration
	}{
		{-1, 0},
		{0, 0},
		{1, 0},
		{2, 0},
		{3, 2 * time.Second},
		{4, 4 * time.Second},
		{5, 8 * time.Second},
		{11, 512 * time.Second},
		{12, 15 * time.Minute},
		{13, 15 * time.Minute},
		{math.MaxInt, 15 * time.Minute},
	} {
		if got := NextTry(tc.failures, noon).Sub(noon); got != tc.want {
			t.Errorf("after %d failures %v, want %v", tc.failures, got, tc.want)
		}
	}
}

func TestTOTP(t *testing.T) {
	secret, link, err := NewTOTP("Aufwind Stuttgart", "im7")
	if err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "otpauth" || u.Host != "totp" || u.Path != "/Aufwind Stuttgart:im7" || u.Query().Get("secret") != secret {
		t.Errorf("URL %s, %v", link, err)
	}
	if _, _, err := NewTOTP("", "im7"); err == nil {
		t.Error("NewTOTP took no issuer")
	}
	code := func(at time.Time) string {
		c, err := totp.GenerateCode(secret, at)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	now := noon.Unix() / 30
	for _, tc := range []struct {
		name, code string
		last       int64
		step       int64
	}{
		{"now", code(noon), 0, now},
		{"with_space", code(noon)[:3] + " " + code(noon)[3:], 0, now},
		{"one_step_late", code(noon.Add(-30 * time.Second)), 0, now - 1},
		{"one_step_early", code(noon.Add(30 * time.Second)), 0, now + 1},
		{"two_steps_late", code(noon.Add(-60 * time.Second)), 0, 0},
		{"two_steps_early", code(noon.Add(60 * time.Second)), 0, 0},
		{"used_before", code(noon), now, 0},
		{"later_used_before", code(noon), now + 1, 0},
		{"next_after_use", code(noon.Add(30 * time.Second)), now, now + 1},
		{"empty", "", 0, 0},
		{"too_short", code(noon)[:5], 0, 0},
		{"letters", "abcdef", 0, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if step, ok := CheckTOTP(secret, tc.code, noon, tc.last); ok != (tc.step != 0) || step != tc.step {
				t.Errorf("CheckTOTP = %d, %v, want %d", step, ok, tc.step)
			}
		})
	}
	if _, ok := CheckTOTP("!", code(noon), noon, 0); ok {
		t.Error("a broken secret was taken")
	}
	// The vector of RFC 6238, appendix B, for SHA-1 at 59 s, cut to six digits.
	if step, ok := CheckTOTP("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "287082", time.Unix(59, 0), 0); !ok || step != 1 {
		t.Errorf("RFC 6238: %d, %v", step, ok)
	}
}

// TestLimitsAreDocumented compares docs/security/sessions.md with the limits.
func TestLimitsAreDocumented(t *testing.T) {
	doc, err := os.ReadFile("../../docs/security/sessions.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []SessionKind{Own, Shared, Staff} {
		idle, absolute := kind.Limits()
		if row := fmt.Sprintf("\n| %s | %s | %s |", kind, spoken(idle), spoken(absolute)); !strings.Contains(string(doc), row) {
			t.Errorf("the document lacks %q", row)
		}
	}
}

// spoken is a length of time as the document says it.
func spoken(d time.Duration) string {
	switch {
	case d >= 24*time.Hour:
		return fmt.Sprintf("%d days", d/(24*time.Hour))
	case d >= time.Hour:
		return fmt.Sprintf("%d hours", d/time.Hour)
	}
	return fmt.Sprintf("%d minutes", d/time.Minute)
}
