package names

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// maxReadings bounds the keys of one word, maxPairs the rows of one name.
const (
	maxReadings = 4
	maxPairs    = 60
)

// Keys gives the key of each word of name, in its order, each once: what a question asks for. At most six words are read.
// A name without letters has none.
func Keys(name string) []string {
	var out []string
	for _, w := range words(name) {
		if k := readings(w.text); len(k) > 0 && !slices.Contains(out, k[0]) {
			out = append(out, k[0])
		}
	}
	return out
}

// A Pair is a row of the table of search keys. Rows with an empty K1 hold the key of one word in K2; the others hold the
// keys of two words of a name, in either order.
type Pair struct{ K1, K2 string }

// Pairs gives the rows to store for a person: of all the forms of the name (Latin, own script), sorted, each once.
func Pairs(forms ...string) []Pair {
	seen := map[Pair]bool{}
	for _, form := range forms {
		pairs(seen, form)
	}
	out := make([]Pair, 0, len(seen))
	for p := range seen {
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b Pair) int {
		if c := strings.Compare(a.K1, b.K1); c != 0 {
			return c
		}
		return strings.Compare(a.K2, b.K2)
	})
	return out
}

func pairs(seen map[Pair]bool, form string) {
	var keys [][]string
	for _, w := range words(form) {
		k := readings(w.text)
		if bare := readings(w.bare); len(k) > 0 && len(bare) > 0 && len(bare[0]) > 1 {
			seen[Pair{bare[0], k[0]}] = true // Rahman Abdul
			k = append(k, bare...)
		}
		if len(k) > 0 {
			keys = append(keys, k)
		}
	}
	// First what a question of one word finds, then the first readings, which find every name that is written the same way.
	for _, k := range keys {
		for _, one := range k {
			seen[Pair{"", one}] = true
		}
	}
	for _, all := range []bool{false, true} {
		for i, first := range keys {
			for j, second := range keys {
				if i == j {
					continue
				}
				if !all {
					first, second = first[:1], second[:1]
				}
				for _, a := range first {
					for _, b := range second {
						if all && len(seen) >= maxPairs {
							return
						}
						seen[Pair{a, b}] = true
					}
				}
			}
		}
	}
}

// A Lookup is a question to the table of search keys: k1 = K1 AND k2 >= Lo AND k2 < Hi; without Hi k1 = K1 AND k2 = Lo.
type Lookup struct{ K1, Lo, Hi string }

// Query turns what somebody types into one Lookup; false when it has no letters. Word order does not matter, the last word
// may be unfinished (from three sounds or five letters on when there is only one word). Of three and more words the last and
// the most telling of the others are asked for. What it finds are candidates: rank them by Same.
func Query(text string) (Lookup, bool) {
	keys := Keys(text)
	if len(keys) == 0 {
		return Lookup{}, false
	}
	last := keys[len(keys)-1]
	if len(keys) == 1 {
		if len(last) < 3 && len(fold(text)) < 5 {
			return Lookup{"", last, ""}, true
		}
		return Lookup{"", last, after(last)}, true
	}
	k1 := ""
	for _, k := range keys[:len(keys)-1] {
		if len(k) > len(k1) {
			k1 = k
		}
	}
	return Lookup{k1, last, after(last)}, true
}

// The bounds of Narrow and Wide.
const (
	maxOthers = 4
	maxWide   = 12
)

// Narrow gives the lookups to begin with: that of Query, the first and the last word in their other readings, and the most telling word
// alone. None for a text without letters.
func Narrow(text string) []Lookup {
	l, ok := Query(text)
	if !ok {
		return nil
	}
	all := allReadings(text)
	out := []Lookup{l}
	if len(all) < 2 {
		return out
	}
	last := all[len(all)-1]
	for i, a := range all[0] {
		for j, b := range last {
			if i+j > 0 && len(out) <= maxOthers {
				out = append(out, Lookup{a, b, ""})
			}
		}
	}
	telling := last[0]
	for _, keys := range all {
		if len(keys[0]) > len(telling) {
			telling = keys[0]
		}
	}
	return append(out, Lookup{"", telling, ""})
}

// Wide gives the lookups for a text of which Narrow found nobody who is called so: two words of which one only begins alike, then each
// word alone, in all its readings. What they find has little more than one word in common with the text: rank it by Same. None for a
// text without letters.
func Wide(text string) []Lookup {
	var out []Lookup
	add := func(k1, lo, hi string) {
		if l := (Lookup{k1, lo, hi}); len(out) < maxWide && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	all := allReadings(text)
	for i, first := range all {
		for j, second := range all {
			if _, size := utf8.DecodeRuneInString(second[0]); i != j && len(all) <= 3 {
				add(first[0], second[0][:size], after(second[0][:size]))
			}
		}
	}
	for _, keys := range all {
		if len(all) == 1 {
			keys = keys[1:] // the first is what Query asks for
		}
		for _, k := range keys {
			add("", k, "")
		}
	}
	return out
}

// allReadings gives the keys of each word of text, the likeliest first.
func allReadings(text string) [][]string {
	var all [][]string
	for _, w := range words(text) {
		if k := append(readings(w.text), readings(w.bare)...); len(k) > 0 {
			all = append(all, k)
		}
	}
	return all
}

// after is the first text after all that begin with prefix.
func after(prefix string) string {
	runes := []rune(prefix)
	runes[len(runes)-1]++
	return string(runes)
}

// readings gives the keys of a folded word, the likeliest first; none for a word without letters.
func readings(w string) []string {
	if w == "" {
		return nil
	}
	keys := [maxReadings][]byte{{}}
	n := 1
	for i, s := range sounds(w) {
		if s.class == otherClass {
			for j := range n {
				keys[j] = utf8.AppendRune(keys[j], s.other)
			}
			continue
		}
		a, b := s.read(i == 0)
		for j := range n {
			if b != 0 && n < maxReadings {
				keys[n] = appendHeard(slices.Clone(keys[j]), b)
				n++
			}
			keys[j] = appendHeard(keys[j], a)
		}
	}
	var out []string
	for _, k := range keys[:n] {
		if len(k) > 0 && !slices.Contains(out, string(k)) {
			out = append(out, string(k))
		}
	}
	return out
}

func appendHeard(key []byte, c byte) []byte {
	if c == silence {
		return key
	}
	return append(key, c)
}

// silence is the reading of a sound that keys leave out.
const silence = '-'

// read gives the letter of a sound in a key, and that of another reading (0 when there is only one).
func (s sound) read(front bool) (a, b byte) {
	switch s.class {
	case thClass:
		return 'T', 'S'
	case chFront:
		return inside('H', front), 'S'
	case chMiddle:
		return 'S', inside('H', front)
	case cSoft:
		if front {
			return 'J', 'S'
		}
		return 'S', 0
	case cHard:
		if front {
			return 'K', 'J'
		}
		return 'K', 'S'
	case cMarked:
		if front {
			return 'S', 'J'
		}
		return 'S', 'K'
	case schFront:
		return 'S', 'J'
	case xFront:
		return 'H', 'S'
	case gUkrainian:
		return inside('H', front), 'K'
	case gCyrillic:
		return 'K', inside('H', front)
	case eFront:
		return 'A', 'J'
	case yeFront:
		return 'J', 'A'
	case zhClass, 'J':
		if front {
			return 'J', 0
		}
		return 'S', 0
	case 'H', 'V':
		return inside(s.class, front), 0
	}
	if s.vowel() {
		return silence, 0
	}
	return s.class, 0
}

// inside leaves h and v out within a word: too many spellings do.
func inside(class byte, front bool) byte {
	if front {
		return class
	}
	return silence
}
