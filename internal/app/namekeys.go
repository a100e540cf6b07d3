package app

import (
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/names"
	"github.com/aufwind-im/aufwind/internal/store"
)

// NameKeys are the rows of the two-key table for both spellings of a name.
func NameKeys(n domain.Name) []store.NameKey {
	var keys []store.NameKey
	for _, p := range names.Pairs(n.Latin, n.Native) {
		keys = append(keys, store.NameKey{K1: p.K1, K2: p.K2})
	}
	return keys
}

// queryRanges are the lookups in the two-key table for what somebody typed, one for each spelling that names somebody.
func queryRanges(spellings ...string) []store.KeyRange {
	var ranges []store.KeyRange
	for _, spelling := range spellings {
		if l, ok := names.Query(spelling); ok {
			ranges = append(ranges, store.KeyRange{K1: l.K1, From: l.Lo, To: l.Hi})
		}
	}
	return ranges
}

// likeness tells whether two spellings can be the same name, and how alike they are from 0 to 1.
func likeness(a, b string) (bool, float64) { return names.Same(a, b) }
