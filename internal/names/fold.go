package names

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Letters that exist only inside the package, between folding and reading.
const (
	anyVowel = '·' // a short vowel that the script does not write, or none
	softG    = 'г' // the Cyrillic letter that Ukrainian speaks h and Russian g
	markedC  = 'ç' // ç, č and ć: tsh, which many keyboards write c
)

// maxRunes bounds what is read of a name, maxWords how many of its words.
const (
	maxRunes = 160
	maxWords = 6
)

// fold writes s in lower-case letters of the Latin alphabet, words apart by one space: marks and apostrophes are gone,
// Arabic, Cyrillic and Ethiopic letters are romanised (with an a for short vowels that are not written). Letters of
// other scripts stay as they are.
func fold(s string) string {
	words := tokens(s)
	for i, w := range words {
		words[i] = plain(w)
	}
	return strings.Join(words, " ")
}

// plain replaces the letters of a folded word that exist only inside the package.
func plain(w string) string {
	g := "g"
	if rest, ok := strings.CutPrefix(w, ukrainian); ok {
		w, g = rest, "h"
	}
	w = strings.ReplaceAll(w, string(anyVowel), "a")
	return strings.ReplaceAll(strings.ReplaceAll(w, string(softG), g), string(markedC), "tsh")
}

// ukrainian stands in front of a folded word whose г is surely spoken h, because the word has letters of Ukrainian.
const ukrainian = "^"

// tokens cuts s into folded words.
func tokens(s string) []string {
	var out []string
	var word []rune
	end := func() {
		if w := foldWord(word); w != "" {
			out = append(out, w)
		}
		word = word[:0]
	}
	n := 0
	for _, r := range norm.NFKC.String(cut(s)) {
		if n++; n > maxRunes {
			break
		}
		r = unicode.ToLower(r)
		switch {
		case r == 'ـ' || unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune("'’‘`´ʼʿʾʻ", r):
		case unicode.IsLetter(r):
			word = append(word, r)
		default:
			end()
		}
	}
	end()
	return out
}

// cut keeps the first maxRunes characters, before the work of normalising them.
func cut(s string) string {
	n := 0
	for i := range s {
		if n++; n > maxRunes {
			return s[:i]
		}
	}
	return s
}

func foldWord(word []rune) string {
	word = arabicArticle(word)
	var b strings.Builder
	for i, r := range word {
		switch {
		case r < 0x80:
			b.WriteRune(r)
		case arabicLetter(r):
			b.WriteString(foldArabic(word, i))
		case r >= 0x1200 && r <= 0x135A:
			b.WriteString(foldEthiopic(r, i == len(word)-1))
		default:
			b.WriteString(foldOther(r))
		}
	}
	w := b.String()
	if strings.ContainsRune(w, softG) && strings.ContainsAny(string(word), "іїєґ") {
		return ukrainian + w
	}
	return w
}

// foldOther romanises a Cyrillic letter, or takes the marks off a Latin one.
func foldOther(r rune) string {
	if s, ok := cyrillicLetters[r]; ok {
		return s
	}
	if s, ok := marked(r); ok {
		return s
	}
	for _, base := range norm.NFD.String(string(r)) {
		return string(base)
	}
	return ""
}

// marked knows the Latin letters that are more than a base letter with a mark.
func marked(r rune) (string, bool) {
	switch r {
	case 'ß':
		return "ss", true
	case 'ş', 'š', 'ș', 'ś':
		return "sh", true
	case 'ç', 'č', 'ć':
		return string(markedC), true
	case 'ž', 'ż', 'ź':
		return "zh", true
	case 'ı':
		return "i", true
	case 'ł':
		return "l", true
	case 'đ', 'ð':
		return "d", true
	case 'ø':
		return "o", true
	case 'æ', 'ə':
		return "a", true
	case 'œ':
		return "o", true
	case 'þ':
		return "th", true
	case 'ħ':
		return "h", true
	}
	return "", false
}

// cyrillicLetters romanises the letters of Slavic and Turkic languages; the soft and hard signs are silent.
var cyrillicLetters = letters("а a б b в v г г ґ g д d е e є ye ё yo ж zh з z и i і i ї yi й y к k л l м m н n о o п p р r с s т t " +
	"у u ф f х kh ц ts ч tsh ш sh щ shtsh ы i э e ю yu я ya ў w қ q ғ gh ҳ h ҷ dj ө o ү u ұ u ң n ә a һ h ъ - ь -")

// letters reads pairs of a letter and its romanisation; a dash is nothing.
func letters(pairs string) map[rune]string {
	fields := strings.Fields(pairs)
	out := make(map[rune]string, len(fields)/2)
	for i := 0; i+1 < len(fields); i += 2 {
		for _, r := range fields[i] {
			out[r] = strings.TrimSuffix(fields[i+1], "-")
		}
	}
	return out
}

// foldEthiopic romanises one syllable: rows of eight, a consonant each, in the order of their vowels.
func foldEthiopic(r rune, last bool) string {
	const perRow = 8
	consonants := [...]string{
		"h", "l", "h", "m", "s", "r", "s", "sh", "q", "q", "q", "q", "b", "v", "t", "tsh", "h", "h", "n", "n", "", "k", "k", "kh",
		"kh", "w", "", "z", "zh", "y", "d", "d", "dj", "g", "g", "g", "t", "tsh", "p", "ts", "ts", "f", "p",
	}
	vowels := [perRow]string{"e", "u", "i", "a", "e", string(anyVowel), "o", "ua"}
	row, order := int(r-0x1200)/perRow, int(r-0x1200)%perRow
	if row >= len(consonants) {
		return ""
	}
	c, v := consonants[row], vowels[order]
	switch {
	case c == "" && order == 0:
		v = "a" // አ and ዐ alone
	case c != "" && last && v == string(anyVowel):
		v = ""
	}
	return c + v
}
