package pdf

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// weak applies W1 to W7.
func (b *bidiText) weak(s sequence) {
	b.weakMarksAndNumbers(s)
	b.weakSeparators(s)
	strong := s.sos
	for _, i := range s.at { // W7
		switch b.class[i] {
		case bidi.L, bidi.R:
			strong = b.class[i]
		case bidi.EN:
			if strong == bidi.L {
				b.class[i] = bidi.L
			}
		}
	}
}

// weakMarksAndNumbers applies W1 to W3.
func (b *bidiText) weakMarksAndNumbers(s sequence) {
	before, strong := s.sos, s.sos
	for _, i := range s.at {
		if b.class[i] == bidi.NSM {
			b.class[i] = before
			if initiator(before) || before == bidi.PDI {
				b.class[i] = bidi.ON
			}
		}
		before = b.class[i]
		switch before {
		case bidi.L, bidi.R, bidi.AL:
			strong = before
		case bidi.EN:
			if strong == bidi.AL {
				b.class[i] = bidi.AN
			}
		}
	}
	for _, i := range s.at {
		if b.class[i] == bidi.AL {
			b.class[i] = bidi.R
		}
	}
}

// weakSeparators applies W4 to W6.
func (b *bidiText) weakSeparators(s sequence) {
	for n, i := range s.at {
		if n == 0 || n == len(s.at)-1 {
			continue
		}
		before, after := b.class[s.at[n-1]], b.class[s.at[n+1]]
		switch {
		case b.class[i] == bidi.ES && before == bidi.EN && after == bidi.EN:
			b.class[i] = bidi.EN
		case b.class[i] == bidi.CS && before == after && (before == bidi.EN || before == bidi.AN):
			b.class[i] = before
		}
	}
	for n := 0; n < len(s.at); n++ {
		end := n
		for end < len(s.at) && b.class[s.at[end]] == bidi.ET {
			end++
		}
		if end == n {
			continue
		}
		if n > 0 && b.class[s.at[n-1]] == bidi.EN || end < len(s.at) && b.class[s.at[end]] == bidi.EN {
			for _, i := range s.at[n:end] {
				b.class[i] = bidi.EN
			}
		}
		n = end
	}
	for _, i := range s.at {
		switch b.class[i] {
		case bidi.ES, bidi.ET, bidi.CS:
			b.class[i] = bidi.ON
		}
	}
}

// strongOf returns R for right-to-left letters and numbers, L for left-to-right letters, ON for the rest.
func strongOf(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

// brackets applies N0.
func (b *bidiText) brackets(s sequence) {
	for _, pair := range b.pairs(s) {
		own, other := direction(s.level), false
		resolved := bidi.ON
		for _, i := range s.at[pair[0]+1 : pair[1]] {
			if c := strongOf(b.class[i]); c == own {
				resolved = own
				break
			} else if c != bidi.ON {
				other = true
			}
		}
		if resolved == bidi.ON && other {
			resolved = s.sos
			for n := pair[0] - 1; n >= 0; n-- {
				if c := strongOf(b.class[s.at[n]]); c != bidi.ON {
					resolved = c
					break
				}
			}
			if resolved != own {
				resolved = direction(s.level + 1)
			}
		}
		if resolved != bidi.ON {
			b.setBracket(s, pair[0], resolved)
			b.setBracket(s, pair[1], resolved)
		}
	}
}

// setBracket resolves the bracket at s.at[n] and the marks that stand on it.
func (b *bidiText) setBracket(s sequence, n int, c bidi.Class) {
	b.class[s.at[n]] = c
	for _, i := range s.at[n+1:] {
		if b.original[i] != bidi.NSM {
			return
		}
		b.class[i] = c
	}
}

// pairs returns the matching brackets of a sequence as positions in s.at, in order of the opening one (BD16).
func (b *bidiText) pairs(s sequence) [][2]int {
	const deepest = 63
	var open []int
	var found [][2]int
	for n, i := range s.at {
		p, _ := bidi.LookupRune(b.text[i])
		switch {
		case b.class[i] != bidi.ON || !p.IsBracket():
		case p.IsOpeningBracket():
			if len(open) == deepest {
				return nil
			}
			open = append(open, n)
		default:
			for k := len(open) - 1; k >= 0; k-- {
				if closes(b.text[s.at[open[k]]], b.text[i]) {
					found = append(found, [2]int{open[k], n})
					open = open[:k]
					break
				}
			}
		}
	}
	slices.SortFunc(found, func(x, y [2]int) int { return x[0] - y[0] })
	return found
}

// closes tells whether the two brackets are a pair. In Unicode a closing bracket follows its opening one, at most one place apart.
func closes(opening, closing rune) bool {
	return closing-opening == 1 || closing-opening == 2 && (opening == '[' || opening == '{')
}

// neutral applies N1 and N2.
func (b *bidiText) neutral(s sequence) {
	for n := 0; n < len(s.at); n++ {
		end := n
		for end < len(s.at) && strongOf(b.class[s.at[end]]) == bidi.ON {
			end++
		}
		if end == n {
			continue
		}
		before, after := s.sos, s.eos
		if n > 0 {
			before = strongOf(b.class[s.at[n-1]])
		}
		if end < len(s.at) {
			after = strongOf(b.class[s.at[end]])
		}
		if before != after {
			before = direction(s.level)
		}
		for _, i := range s.at[n:end] {
			b.class[i] = before
		}
		n = end
	}
}
