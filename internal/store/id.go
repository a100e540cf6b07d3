package store

import (
	"math/rand/v2"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// epoch is where ids begin: 2020-01-01 UTC in unix milliseconds.
const epoch = 1577836800000

// NewID makes an id: 42 bits of milliseconds since epoch, 21 random bits. Ids of one transaction grow, so that what was stored
// together keeps its order.
func NewID[T ~int64](tx *Tx) T {
	tx.lastID = max(IDAt[int64](tx.Now, rand.Int64N(1<<20)), tx.lastID+1)
	return T(tx.lastID)
}

// IDAt makes the id of a moment with the low 21 bits of random.
func IDAt[T ~int64](at domain.Instant, random int64) T {
	return T((int64(at)-epoch)<<21 | random&(1<<21-1))
}
