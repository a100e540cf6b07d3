package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"

	"golang.org/x/crypto/argon2"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// What one hash costs; a stored hash keeps the figures it was made with.
const (
	passes    = 2
	memoryKiB = 19 << 10
	lanes     = 1
	saltSize  = 16
	sumSize   = 32
)

// Bounds of what Verify spends on a stored hash, whoever wrote it.
const (
	maxPasses    = 16
	maxMemoryKiB = 256 << 10
	maxLanes     = 8
)

// ErrHash means that a stored hash cannot be read.
var ErrHash = errors.New("auth: not an argon2id hash")

// A Hasher hashes passwords and PINs, so many at a time that memory stays bounded: 19 MiB per slot.
// Everybody in a process shares one. Who comes while maxWaiting per slot wait already is sent away, so that nobody waits for longer than
// about a second.
type Hasher struct {
	slots   chan struct{}
	waiting atomic.Int64
}

// maxWaiting is how many may wait for each slot.
const maxWaiting = 32

// NewHasher makes a Hasher with one slot per core.
func NewHasher() *Hasher { return &Hasher{slots: make(chan struct{}, runtime.NumCPU())} }

// Hash gives what to store for secret: $argon2id$v=19$m=19456,t=2,p=1$<salt>$<sum>, another one each time.
// Errors: Unavailable (too many wait); that of ctx when it ends before a slot is free.
func (h *Hasher) Hash(ctx context.Context, secret string) (string, error) {
	p := params{passes: passes, memory: memoryKiB, lanes: lanes, salt: make([]byte, saltSize)}
	rand.Read(p.salt) // never fails, see crypto/rand
	sum, err := h.sum(ctx, secret, p, sumSize)
	if err != nil {
		return "", err
	}
	p.sum = sum
	return p.String(), nil
}

// Verify reports whether stored was made by Hash for secret; the time it takes says nothing about where they differ.
// Errors: ErrHash; Unavailable (too many wait); that of ctx when it ends before a slot is free.
func (h *Hasher) Verify(ctx context.Context, stored, secret string) (bool, error) {
	p, err := parseHash(stored)
	if err != nil {
		return false, err
	}
	sum, err := h.sum(ctx, secret, p, uint32(len(p.sum)))
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(sum, p.sum) == 1, nil
}

// Dummy does the work of Verify for an account that does not exist, so that the answer comes no sooner.
// Errors: Unavailable (too many wait); that of ctx when it ends before a slot is free.
func (h *Hasher) Dummy(ctx context.Context, secret string) error {
	_, err := h.sum(ctx, secret, params{passes: passes, memory: memoryKiB, lanes: lanes, salt: make([]byte, saltSize)}, sumSize)
	return err
}

func (h *Hasher) sum(ctx context.Context, secret string, p params, size uint32) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err // select would choose at random
	}
	if err := h.wait(ctx); err != nil {
		return nil, err
	}
	defer func() { <-h.slots }()
	sum := argon2.IDKey([]byte(secret), p.salt, p.passes, p.memory, p.lanes, size)
	runtime.GC() // its memory is free again before the slot is: the heap of a city is less than half of one hash
	return sum, nil
}

// wait takes a slot.
func (h *Hasher) wait(ctx context.Context) error {
	select {
	case h.slots <- struct{}{}:
		return nil
	default:
	}
	defer h.waiting.Add(-1)
	if h.waiting.Add(1) > int64(maxWaiting*cap(h.slots)) {
		return domain.ErrBusy()
	}
	select {
	case h.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

type params struct {
	passes, memory uint32
	lanes          uint8
	salt, sum      []byte
}

func (p params) String() string {
	enc := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s",
		argon2.Version, p.memory, p.passes, p.lanes, enc.EncodeToString(p.salt), enc.EncodeToString(p.sum))
}

// parseHash reads exactly the form that String writes.
func parseHash(s string) (params, error) {
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != "v="+strconv.Itoa(argon2.Version) {
		return params{}, ErrHash
	}
	costs := strings.Split(parts[3], ",")
	if len(costs) != 3 {
		return params{}, ErrHash
	}
	memory, okM := cost(costs[0], "m=", maxMemoryKiB)
	t, okT := cost(costs[1], "t=", maxPasses)
	lanes, okP := cost(costs[2], "p=", maxLanes)
	salt, errSalt := base64.RawStdEncoding.Strict().DecodeString(parts[4])
	sum, errSum := base64.RawStdEncoding.Strict().DecodeString(parts[5])
	if !okM || !okT || !okP || errSalt != nil || errSum != nil ||
		memory < 8*lanes || len(salt) < 8 || len(salt) > 64 || len(sum) < 16 || len(sum) > 64 {
		return params{}, ErrHash
	}
	p := params{passes: t, memory: memory, lanes: uint8(lanes), salt: salt, sum: sum}
	if p.String() != s { // leading zeros, line feeds inside base64
		return params{}, ErrHash
	}
	return p, nil
}

func cost(s, name string, most uint32) (uint32, bool) {
	digits, ok := strings.CutPrefix(s, name)
	n, err := strconv.ParseUint(digits, 10, 32)
	return uint32(n), ok && err == nil && n >= 1 && n <= uint64(most)
}
