package names

import (
	"strings"
	"unicode/utf8"
)

// A sound is one sound of a word.
type sound struct {
	class byte // what keys know of it: a letter of the list below, or a vowel
	fine  byte // what Same knows beyond that: the letter as it was written, roughly
	other rune // a letter of another script, which is its own class
}

// The classes. Keys are written in the upper-case ones; the others have two readings or depend on their place.
//
//	A   a vowel at the start        B b p     F f ph      V v w        T t d        S s z sh ch ts zh
//	K   k g q gh ck                 H h kh    L  M  N  R               J j dj dsch, y at the start
//	a e i o u . vowels (. is one that the script does not write)
const (
	thClass       = '1' // th, dh, ث: T, also S
	chFront       = '3' // ch of Chaled and Achmed: H, also S
	chMiddle      = '4' // ch of Rachid and Michail: S, also H
	cSoft         = '5' // c of Cemal and Cecilia: J, also S
	cHard         = '6' // c of Carlos and Can: K, also J
	xMiddle       = '7' // x of Maxim, which becomes K and S
	xFront        = '8' // x of Xalid and Xenia: H, also S
	gUkrainian    = '9' // г: H, also K
	gCyrillic     = '0' // г, and ch of Christian and Chruschtschow: K, also H
	schFront      = '2' // sch of Schahin and Schukow: S, also J
	eFront        = 'E' // E of Elena: A, also J
	yeFront       = 'Y' // Ye of Yelena: J, also A
	zhClass       = 'Z' // J at the start, else S
	cMarked       = 'C' // Çelik, which is written Celik too: S, also J or K
	otherClass    = 'X' // a letter of another script
	chBeforeThese = "tmnrldsw"
)

// A spelling is one or more letters that are one sound everywhere.
type spelling struct {
	letters     string
	class, fine byte
}

// spellings, the longer ones first.
var spellings = [...]spelling{
	{"schtsch", 'S', 'c'},
	{"shtsh", 'S', 'c'},
	{"dsch", 'J', 'j'},
	{"tsch", 'S', 'c'},
	{"shch", 'S', 'c'},
	{"tsh", 'S', 'c'},
	{"tch", 'S', 'c'},
	{"sch", 'S', 'x'},
	{"dzh", 'J', 'j'},
	{"sh", 'S', 'x'},
	{"dj", 'J', 'j'},
	{"zh", zhClass, 'j'},
	{"kh", 'H', 'h'},
	{"gh", 'K', 'g'},
	{"ph", 'F', 'f'},
	{"th", thClass, 't'},
	{"dh", thClass, 'd'},
	{"ts", 'S', 's'},
	{"tz", 'S', 's'},
	{"ck", 'K', 'k'},
	{"qu", 'K', 'k'},
	{"cz", 'S', 'c'},
	{"sz", 'S', 's'},
	{"b", 'B', 'b'},
	{"p", 'B', 'p'},
	{"f", 'F', 'f'},
	{"t", 'T', 't'},
	{"d", 'T', 'd'},
	{"s", 'S', 's'},
	{"z", 'S', 'z'},
	{"k", 'K', 'k'},
	{"q", 'K', 'k'},
	{"g", 'K', 'g'},
	{"h", 'H', 'h'},
	{"l", 'L', 'l'},
	{"m", 'M', 'm'},
	{"n", 'N', 'n'},
	{"r", 'R', 'r'},
	{"v", 'V', 'v'},
	{"w", 'V', 'w'},
}

// sounds reads a folded word.
func sounds(w string) []sound {
	g := byte(gCyrillic)
	if rest, ok := strings.CutPrefix(w, ukrainian); ok {
		w, g = rest, gUkrainian
	}
	out := make([]sound, 0, len(w))
	for at := 0; at < len(w); {
		s, n := soundAt(w, at, g)
		// A consonant written twice is one; where a script leaves out vowels there is anyVowel between two.
		if last := len(out) - 1; last < 0 || s.vowel() || s.class == otherClass || out[last].first() != s.first() {
			out = append(out, s)
		}
		if s.class == xMiddle {
			out[len(out)-1] = sound{class: 'K', fine: 'k'}
			out = append(out, sound{class: 'S', fine: 's'})
		}
		at += n
	}
	return out
}

func (s sound) vowel() bool { return s.class >= 'a' || s.class == '.' }

// first is the first reading of a consonant, whatever its place.
func (s sound) first() byte {
	switch s.class {
	case thClass:
		return 'T'
	case chMiddle, cSoft, zhClass, schFront, cMarked:
		return 'S'
	case chFront, gUkrainian, xFront:
		return 'H'
	case cHard, xMiddle, gCyrillic:
		return 'K'
	}
	return s.class
}

// soundAt reads the sound that begins at byte at of w, and says how many bytes it has.
func soundAt(w string, at int, g byte) (sound, int) {
	rest := w[at:]
	front := at == 0
	switch rest[0] {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return vowelAt(rest, front)
	case 'c':
		return cAt(w, at)
	case 'j':
		return jAt(w, at)
	case 'x':
		switch next := letter(w, at+1); {
		case front:
			return sound{class: xFront, fine: 'h'}, 1
		case next != 0 && strings.IndexByte("aeiouy", next) < 0: // Şêxmûs
			return sound{class: 'H', fine: 'h'}, 1
		}
		return sound{class: xMiddle, fine: 'k'}, 1
	}
	if front && strings.HasPrefix(rest, "sch") && !strings.HasPrefix(rest, "schtsch") {
		return sound{class: schFront, fine: 'x'}, 3
	}
	for _, sp := range spellings {
		if sp.letters[0] == rest[0] && strings.HasPrefix(rest, sp.letters) {
			return sound{class: sp.class, fine: sp.fine}, len(sp.letters)
		}
	}
	r, size := utf8.DecodeRuneInString(rest)
	switch r {
	case anyVowel:
		if front {
			return sound{class: 'A', fine: '.'}, size
		}
		return sound{class: '.', fine: '.'}, size
	case softG:
		return sound{class: g, fine: 'g'}, size
	case markedC:
		return sound{class: cMarked, fine: 'c'}, size
	}
	return sound{class: otherClass, other: r}, size
}

func vowelAt(rest string, front bool) (sound, int) {
	c := rest[0]
	next := byte(0)
	if len(rest) > 1 {
		next = rest[1]
	}
	if !front {
		if c == 'y' {
			c = 'i'
		}
		return sound{class: c, fine: c}, 1
	}
	beforeVowel := strings.IndexByte("aeiou", next) >= 0 || strings.HasPrefix(rest[1:], string(anyVowel))
	switch {
	case (c == 'y' || c == 'i') && next == 'e':
		return sound{class: yeFront, fine: 'i'}, 1
	case c == 'y' && (beforeVowel || next == 0), c == 'i' && beforeVowel:
		return sound{class: 'J', fine: 'i'}, 1
	case strings.HasPrefix(rest, "ou") && len(rest) > 2 && strings.IndexByte("aei", rest[2]) >= 0:
		return sound{class: 'V', fine: 'w'}, 2
	case c == 'y':
		return sound{class: 'A', fine: 'i'}, 1
	case c == 'e':
		return sound{class: eFront, fine: 'e'}, 1
	}
	return sound{class: 'A', fine: c}, 1
}

func cAt(w string, at int) (sound, int) {
	next, before := letter(w, at+1), letter(w, at-1)
	switch {
	case next == 'h':
		s, _ := chAt(w, at)
		return s, 2
	case strings.IndexByte("eiy", next) >= 0:
		return sound{class: cSoft, fine: 'j'}, 1
	case next == 'k', before == 's':
		return sound{class: 'K', fine: 'k'}, 1
	}
	return sound{class: cHard, fine: 'k'}, 1
}

func chAt(w string, at int) (sound, bool) {
	next, before := letter(w, at+2), letter(w, at-1)
	front := at == 0
	switch {
	case front && (next == 'r' || next == 'l'):
		return sound{class: gCyrillic, fine: 'k'}, true
	case front && strings.IndexByte("aou", next) >= 0, !front && next != 0 && strings.IndexByte(chBeforeThese, next) >= 0:
		return sound{class: chFront, fine: 'h'}, true
	case !front && strings.IndexByte("aeiouy", before) < 0: // Shevchenko, Ivanchuk
		return sound{class: 'S', fine: 'c'}, true
	}
	return sound{class: chMiddle, fine: 'c'}, true
}

// jAt tells the j of Jamal and Najib from that of Andrej, Marija and Tanja.
func jAt(w string, at int) (sound, int) {
	next, before := letter(w, at+1), letter(w, at-1)
	vowelBefore := strings.IndexByte("aeiouy", before) >= 0
	last := next == 0
	switch {
	case at == 0 && next == 'e':
		return sound{class: yeFront, fine: 'j'}, 1
	case at == 0:
		return sound{class: 'J', fine: 'j'}, 1
	case last && strings.IndexByte("eiyou", before) >= 0,
		next == 'a' && at+2 == len(w) && before != 'd',       // Marija, Tanja
		!vowelBefore && strings.IndexByte("nrd", before) < 0: // Natalja, Katjuscha
		return sound{class: 'i', fine: 'i'}, 1
	}
	return sound{class: 'J', fine: 'j'}, 1
}

// letter is the byte at i, 0 beyond the ends.
func letter(w string, i int) byte {
	if i < 0 || i >= len(w) {
		return 0
	}
	return w[i]
}
