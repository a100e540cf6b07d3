package auth

import (
	"context"
	"encoding/base64"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/argon2"

	"github.com/aufwind-im/aufwind/internal/domain"
)

func TestHasher(t *testing.T) {
	h := NewHasher()
	stored, err := h.Hash(t.Context(), "482915")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(stored, "$argon2id$v=19$m=19456,t=2,p=1$") || strings.Contains(stored, "482915") {
		t.Errorf("stored is %s", stored)
	}
	again, err := h.Hash(t.Context(), "482915")
	if err != nil || again == stored {
		t.Errorf("two hashes of one PIN are the same: %s, %v", again, err)
	}
	for secret, want := range map[string]bool{"482915": true, "482916": false, "": false, "482915 ": false} {
		if ok, err := h.Verify(t.Context(), stored, secret); ok != want || err != nil {
			t.Errorf("Verify %q = %v, %v", secret, ok, err)
		}
	}
	if err := h.Dummy(t.Context(), "482915"); err != nil {
		t.Error(err)
	}
	// The salt, costs and form are those of the library, not only of our own reading of them.
	p, err := parseHash(stored)
	if err != nil {
		t.Fatal(err)
	}
	want := base64.RawStdEncoding.EncodeToString(argon2.IDKey([]byte("482915"), p.salt, 2, 19456, 1, 32))
	if !strings.HasSuffix(stored, "$"+want) {
		t.Error("the sum is not argon2id with t=2, m=19 MiB, p=1")
	}
}

func TestHasherWaitsForSlot(t *testing.T) {
	h := &Hasher{slots: make(chan struct{}, 1)}
	h.slots <- struct{}{} // somebody else is hashing
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := h.Hash(ctx, "x"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Hash without a slot: %v", err)
	}
	if err := h.Dummy(ctx, "x"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Dummy without a slot: %v", err)
	}
	<-h.slots
	if err := h.Dummy(t.Context(), "x"); err != nil {
		t.Errorf("Dummy with a slot: %v", err)
	}
	if len(h.slots) != 0 {
		t.Error("the slot was not given back")
	}
	gone, stop := context.WithCancel(t.Context())
	stop()
	for range 20 { // a free slot does not help a caller who has left
		if err := h.Dummy(gone, "x"); !errors.Is(err, context.Canceled) {
			t.Fatalf("Dummy for a caller who left: %v", err)
		}
	}
}

const (
	testSalt = "AAAAAAAAAAAAAAAAAAAAAA"
	testSum  = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)

func TestParseHash(t *testing.T) {
	for _, tc := range []struct {
		name, stored string
		ok           bool
	}{
		{"today", "$argon2id$v=19$m=19456,t=2,p=1$" + testSalt + "$" + testSum, true},
		{"more_costly", "$argon2id$v=19$m=65536,t=3,p=1$" + testSalt + "$" + testSum, true},
		{"fewer_passes", "$argon2id$v=19$m=19456,t=1,p=1$" + testSalt + "$" + testSum, true},
		{"less_memory", "$argon2id$v=19$m=8192,t=2,p=1$" + testSalt + "$" + testSum, true},
		{"more_lanes", "$argon2id$v=19$m=19456,t=2,p=4$" + testSalt + "$" + testSum, true},
		{"short_salt", "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAA$" + testSum, true},
		{"empty", "", false},
		{"plain", "482915", false},
		{"other_kind", "$argon2i$v=19$m=19456,t=2,p=1$" + testSalt + "$" + testSum, false},
		{"other_version", "$argon2id$v=16$m=19456,t=2,p=1$" + testSalt + "$" + testSum, false},
		{"no_passes", "$argon2id$v=19$m=19456,t=0,p=1$" + testSalt + "$" + testSum, false},
		{"no_lanes", "$argon2id$v=19$m=19456,t=2,p=0$" + testSalt + "$" + testSum, false},
		{"all_memory", "$argon2id$v=19$m=4294967295,t=2,p=1$" + testSalt + "$" + testSum, false},
		{"for_ever", "$argon2id$v=19$m=19456,t=4294967295,p=1$" + testSalt + "$" + testSum, false},
		{"other_order", "$argon2id$v=19$t=2,m=19456,p=1$" + testSalt + "$" + testSum, false},
		{"leading_zero", "$argon2id$v=19$m=019456,t=2,p=1$" + testSalt + "$" + testSum, false},
		{"sign", "$argon2id$v=19$m=+19456,t=2,p=1$" + testSalt + "$" + testSum, false},
		{"line_feed", "$argon2id$v=19$m=19456,t=2,p=1$" + testSalt + "\n$" + testSum, false},
		{"no_sum", "$argon2id$v=19$m=19456,t=2,p=1$" + testSalt + "$", false},
		{"tail", "$argon2id$v=19$m=19456,t=2,p=1$" + testSalt + "$" + testSum + "$", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := parseHash(tc.stored); (err == nil) != tc.ok {
				t.Errorf("parseHash: %v", err)
			}
			if !tc.ok {
				if ok, err := NewHasher().Verify(t.Context(), tc.stored, "x"); ok || !errors.Is(err, ErrHash) {
					t.Errorf("Verify = %v, %v", ok, err)
				}
			}
		})
	}
}

func FuzzParseHash(f *testing.F) {
	f.Add("$argon2id$v=19$m=19456,t=2,p=1$" + testSalt + "$" + testSum)
	f.Add("$argon2id$v=19$m=,t=,p=$$")
	f.Fuzz(func(t *testing.T, s string) {
		p, err := parseHash(s)
		if err == nil && p.String() != s {
			t.Errorf("%q reads as %q", s, p)
		}
		if err == nil && (p.memory > maxMemoryKiB || p.passes > maxPasses || p.lanes > maxLanes) {
			t.Errorf("%q costs too much", s)
		}
	})
}

func BenchmarkHash(b *testing.B) {
	h := NewHasher()
	b.Run("alone", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := h.Hash(b.Context(), "482915"); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("hall", func(b *testing.B) { // 64 people at once
		b.SetParallelism(32)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if err := h.Dummy(b.Context(), "482915"); err != nil {
					b.Error(err)
				}
			}
		})
	})
}

// TestHasherQueue shows that who comes while too many wait is sent away at once, and that nobody else is.
func TestHasherQueue(t *testing.T) {
	h := &Hasher{slots: make(chan struct{}, 1)}
	h.slots <- struct{}{} // somebody is being served
	answers := make(chan error, maxWaiting)
	for range maxWaiting {
		go func() { answers <- h.wait(t.Context()) }()
	}
	for h.waiting.Load() < maxWaiting {
		runtime.Gosched()
	}
	if err := h.Dummy(t.Context(), "482915"); domain.KindOf(err) != domain.Unavailable {
		t.Errorf("one more than may wait: %v", err)
	}
	for range maxWaiting {
		<-h.slots
		if err := <-answers; err != nil {
			t.Errorf("one who may wait: %v", err)
		}
	}
	<-h.slots
	if err := h.Dummy(t.Context(), "482915"); err != nil || h.waiting.Load() != 0 {
		t.Errorf("afterwards: %v, and %d wait", err, h.waiting.Load())
	}
}
