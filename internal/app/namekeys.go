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

// How many persons a lookup by name gives: of the sure steps, and of those that ask for one word alone to find what no other finds.
const (
	candidates      = 150
	looseCandidates = 50
)

// narrow are the lookups in the two-key table that begin a search for what somebody typed, in any spelling.
func narrow(spellings ...string) []store.KeyRange {
	return ranges(names.Narrow, candidates, spellings)
}

// wide are those that follow when nobody is surely called so.
func wide(spellings ...string) []store.KeyRange {
	return ranges(names.Wide, looseCandidates, spellings)
}

// ranges takes over what lookups gives for each spelling. Of one word alone, a range gives at most ofWord persons.
func ranges(lookups func(string) []names.Lookup, ofWord int, spellings []string) []store.KeyRange {
	var all []store.KeyRange
	for _, spelling := range spellings {
		for _, l := range lookups(spelling) {
			limit := candidates
			if l.K1 == "" {
				limit = ofWord
			}
			all = append(all, store.KeyRange{K1: l.K1, From: l.Lo, To: l.Hi, Limit: limit})
		}
	}
	return all
}
