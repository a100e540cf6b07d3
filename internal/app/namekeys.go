package app

import (
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// NameKeys are the rows of the two-key table for both spellings of a name.
func NameKeys(n domain.Name) []store.NameKey {
	var keys []store.NameKey
	for _, spelling := range [...]string{n.Latin, n.Native} {
		for word := range strings.FieldsSeq(strings.ToLower(spelling)) {
			keys = append(keys, store.NameKey{K1: word})
		}
	}
	return keys
}

// queryRanges are the lookups in the two-key table for what somebody typed.
func queryRanges(spellings ...string) []store.KeyRange {
	var ranges []store.KeyRange
	for _, spelling := range spellings {
		for word := range strings.FieldsSeq(strings.ToLower(spelling)) {
			ranges = append(ranges, store.KeyRange{K1: word, To: "\U0010ffff"})
		}
	}
	return ranges
}

// likeness tells whether two spellings can be the same name, and how alike they are from 0 to 1.
func likeness(a, b string) (bool, float64) {
	if strings.EqualFold(a, b) && a != "" {
		return true, 1
	}
	return false, 0
}
