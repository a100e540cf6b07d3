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

// ranges are the lookups in the two-key table that names.Narrow or names.Wide gives for what somebody typed, in any spelling.
func ranges(lookups func(string) []names.Lookup, spellings ...string) []store.KeyRange {
	var all []store.KeyRange
	for _, spelling := range spellings {
		for _, l := range lookups(spelling) {
			all = append(all, store.KeyRange{K1: l.K1, From: l.Lo, To: l.Hi})
		}
	}
	return all
}

// likeness tells whether two spellings can be the same name, and how alike they are from 0 to 1.
func likeness(a, b string) (bool, float64) { return names.Same(a, b) }
