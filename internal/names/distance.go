package names

import (
	"slices"
	"strings"
)

// What a difference between two words costs; 1 is a consonant of another kind. All were set by the groups and the
// strangers of the tests, see TestSame.
const (
	otherConsonant = 1.0
	consonantSwap  = 1.6 // a consonant in place of a vowel
	loneVowel      = 0.45
	doubleVowel    = 0.05 // aa, ee
	secondVowel    = 0.1  // the o of ou, the e of ei
	diphthong      = 0.4  // the i of ai
	endingA        = 0.75 // Samir and Samira
	endingI        = 0.65 // Hossein and Hosseini
	longAgainstNo  = 0.45 // Karim written long, not written
	bothUnwritten  = 0.8  // حسن and حسين
	unwritten      = 0.08
	otherVowel     = 0.85
	frontVowel     = 0.9
	silent         = 0.35 // an h or w more or less inside a word
	finalH         = 0.1  // Fatimah
)

// alike compares two words: 1 when they sound the same, 0 when nothing does.
func alike(a, b []sound) float64 {
	const most = 63
	a, b = a[:min(len(a), most)], b[:min(len(b), most)]
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	strict := slices.ContainsFunc(a, sound.unwritten) && slices.ContainsFunc(b, sound.unwritten)
	size := max(consonants(a), consonants(b))
	var row, missing [most + 1]float64
	for j := range b {
		missing[j] = alone(b, j, strict)
		row[j+1] = row[j] + missing[j]
	}
	for i := range a {
		diagonal, extra := row[0], alone(a, i, strict)
		row[0] += extra
		least := row[0]
		for j := range b {
			up := row[j+1]
			row[j+1] = min(diagonal+swap(a, i, b, j, strict), up+extra, row[j]+missing[j])
			diagonal, least = up, min(least, row[j+1])
		}
		if least >= size {
			return 0 // it only becomes more
		}
	}
	return max(0, 1-row[len(b)]/size)
}

// consonants counts what a word can differ in; a vowel at the start counts as one.
func consonants(w []sound) float64 {
	n := 0.0
	for i, s := range w {
		if i == 0 || !s.vowel() {
			n++
		}
	}
	return max(n, 2)
}

// alone is what it costs that one word has the sound at i and the other nothing there.
func alone(w []sound, i int, strict bool) float64 {
	s := w[i]
	last := i == len(w)-1
	switch {
	case s.unwritten() && i > 0:
		return unwritten
	case s.vowel():
		cost := vowelAlone(w, i)
		if strict && cost >= loneVowel {
			return bothUnwritten
		}
		return cost
	case s.front():
		return frontVowel
	case s.class == 'H' && last && i > 0:
		return finalH
	case i > 0 && (s.class == 'H' || s.class == 'V' || s.class == gUkrainian):
		return silent
	}
	return otherConsonant
}

func vowelAlone(w []sound, i int) float64 {
	s, before, next := w[i].fine, byte(0), byte(0)
	if i > 0 && (w[i-1].vowel() || w[i-1].front() || w[i-1].class == 'J') {
		before = w[i-1].fine
	}
	if i+1 < len(w) && w[i+1].vowel() {
		next = w[i+1].fine
	}
	switch {
	case before == s || next == s:
		return doubleVowel
	case s == 'i' && (before == 'a' || before == 'e') && i+1 < len(w):
		return diphthong
	case before != 0 || next != 0:
		return secondVowel
	case s == 'a' && i == len(w)-1:
		return endingA
	case s == 'i' && i == len(w)-1:
		return endingI
	}
	return loneVowel
}

// unwritten reports whether s is a short vowel that the script does not write.
func (s sound) unwritten() bool { return s.fine == '.' }

// front reports whether s is a vowel at the start of a word, or a y before one.
func (s sound) front() bool { return s.class == 'A' || s.class == eFront || s.class == yeFront }

// swap is what it costs that one word has the sound at i where the other has that at j.
func swap(a []sound, i int, b []sound, j int, strict bool) float64 {
	x, y := a[i], b[j]
	if x == y {
		return 0
	}
	vx, vy := x.vowel() || x.front(), y.vowel() || y.front()
	switch {
	case vx && vy:
		return vowelSwap(a, i, b, j, strict)
	case vx != vy:
		return mixedSwap(x, y)
	case x.class == otherClass || y.class == otherClass:
		return otherConsonant
	}
	return consonantCost(x, y, i == 0 && j == 0)
}

// mixedSwap is the cost of a vowel against a consonant: w is nearly u, y nearly i.
func mixedSwap(x, y sound) float64 {
	if x.vowel() || x.front() {
		x, y = y, x
	}
	switch {
	case x.class == 'V' && strings.IndexByte("uo", y.fine) >= 0,
		x.class == 'J' && x.fine == 'i' && strings.IndexByte("ie", y.fine) >= 0:
		return 0.2
	}
	return consonantSwap
}

func consonantCost(x, y sound, front bool) float64 {
	if x.class == y.class {
		switch {
		case x.fine == y.fine:
			return 0
		case x.class == 'S' && (x.fine == 's' && y.fine == 'z' || x.fine == 'z' && y.fine == 's'), x.class == 'B', x.class == 'T', x.class == 'V':
			return 0.08
		case x.class == 'S' && x.fine != 's' && y.fine != 's' && x.fine != 'z' && y.fine != 'z':
			return 0.2 // sh, ch, zh
		case x.class == 'S' && front:
			return 0.6 // Shevchenko and Savchenko
		case x.class == 'S':
			return 0.35
		}
		return 0.2 // k and g
	}
	if c := x.class + y.class; c == cMarked+cSoft || c == cMarked+cHard {
		return 0.1
	}
	xa, xb := x.read(true)
	ya, yb := y.read(true)
	switch {
	case xa == ya:
		return 0.05
	case front && (x.class == cSoft || y.class == cSoft || x.class == schFront || y.class == schFront):
		return 0.6 // Shivan and Ciwan
	case xb == ya, xa == yb, xb != 0 && xb == yb:
		return 0.15
	case !front && (xa == 'J' && ya == 'S' || xa == 'S' && ya == 'J'):
		return 0.3
	case xa == 'V' && ya == 'F' || xa == 'F' && ya == 'V', xa == 'K' && ya == 'H' || xa == 'H' && ya == 'K':
		return 0.6
	}
	return otherConsonant
}

// vowelCosts lists pairs of vowels with what one costs for the other, in hundredths; others cost otherVowel.
const vowelCosts = "ae20 ei20 ai75 ou12 ao40 eo45"

func vowelSwap(a []sound, i int, b []sound, j int, strict bool) float64 {
	x, y := a[i].fine, b[j].fine
	if x == y {
		return 0.02
	}
	if x == '.' || y == '.' {
		switch {
		case strict:
			return bothUnwritten
		case x == '.' && long(b, j) || y == '.' && long(a, i):
			return longAgainstNo
		}
		return unwritten
	}
	for k := 0; k+4 <= len(vowelCosts); k += 5 {
		if p, q := vowelCosts[k], vowelCosts[k+1]; p == x && q == y || p == y && q == x {
			return float64(vowelCosts[k+2]-'0')/10 + float64(vowelCosts[k+3]-'0')/100
		}
	}
	return otherVowel
}

// long reports whether the vowel at i is written twice, as a long one would be.
func long(w []sound, i int) bool {
	return i > 0 && w[i-1].vowel() && w[i-1].fine == w[i].fine || i+1 < len(w) && w[i+1].vowel() && w[i+1].fine == w[i].fine
}
