package store

import (
	"math/rand/v2"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// epoch is where ids begin: 2020-01-01 UTC in unix milliseconds.
const epoch = 1577836800000

// NewID makes an id: 42 bits of milliseconds since epoch, 21 random bits. Ids that one program makes at one moment grow, and so do those of one
// transaction, so that what was stored together keeps its order and nothing gets an id twice.
func NewID[T ~int64](tx *Tx) T {
	id := max(IDAt[int64](tx.Now, rand.Int64N(1<<20)), tx.lastID+1)
	for {
		last := tx.db.lastID.Load()
		next := id
		if last>>21 == id>>21 {
			next = max(id, last+1)
		}
		if tx.db.lastID.CompareAndSwap(last, next) {
			tx.lastID = next
			return T(next)
		}
	}
}

// IDAt makes the id of a moment with the low 21 bits of random.
func IDAt[T ~int64](at domain.Instant, random int64) T {
	return T((int64(at)-epoch)<<21 | random&(1<<21-1))
}
