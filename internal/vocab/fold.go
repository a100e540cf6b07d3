package vocab

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxText is the number of bytes of a query or label that are looked at; no label of the data is longer.
const maxText = 400

// fold reduces a text to what matters when two spellings are compared: lower-case letters and digits without marks,
// words parted by one space. Letters of Arabic script that the languages write differently become one; Ethiopic
// syllables are parted into consonant and vowel, homophones joined.
func fold(s string) string {
	s = cut(s)
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range strings.ToLower(norm.NFKD.String(strings.ToLower(s))) {
		switch {
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r) || dropped(r):
		case unicode.IsLetter(r) || unicode.IsNumber(r) || r == '+' || r == '#':
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			writeLetter(&b, r)
		default:
			gap = true
		}
	}
	return joinSpellings(b.String())
}

// cut shortens s to maxText bytes without breaking a letter.
func cut(s string) string {
	if len(s) <= maxText {
		return s
	}
	n := maxText
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// dropped reports signs within a word that carry no difference: apostrophes, tatweel, signs of transliteration.
func dropped(r rune) bool {
	switch r {
	case '\'', '’', '‘', '`', '´', '′', 'ʼ', 'ʻ', 'ʿ', 'ʾ', 'ʹ', 'ʺ', 'ـ':
		return true
	}
	return false
}

// writeLetter writes the folded form of one letter that has been decomposed and freed of marks.
func writeLetter(b *strings.Builder, r rune) {
	switch {
	case r < utf8.RuneSelf:
		b.WriteRune(r)
	case r >= 0x1200 && r < 0x1358:
		writeSyllable(b, r)
	case r >= 0x0660 && r <= 0x0669:
		b.WriteRune('0' + r - 0x0660)
	case r >= 0x06F0 && r <= 0x06F9:
		b.WriteRune('0' + r - 0x06F0)
	default:
		b.WriteString(oneLetter(r))
	}
}

// oneLetter maps letters that languages of one script write differently to one of them.
func oneLetter(r rune) string {
	switch r {
	case 'ٱ':
		return "ا"
	case 'ى', 'ي', 'ې', 'ۍ', 'ێ', 'ے':
		return "ی"
	case 'ك':
		return "ک"
	case 'ګ':
		return "گ"
	case 'ټ', 'ٹ': // a Persian keyboard has no letters for the sounds of Pashto and Urdu
		return "ت"
	case 'ډ', 'ڈ':
		return "د"
	case 'ڼ':
		return "ن"
	case 'ښ':
		return "ش"
	case 'ڤ':
		return "ف"
	case 'ة', 'ە', 'ۀ', 'ھ', 'ہ':
		return "ه"
	case 'ۆ', 'ۇ':
		return "و"
	case 'ڵ':
		return "ل"
	case 'ڕ', 'ړ', 'ڑ':
		return "ر"
	case 'ß':
		return "ss"
	case 'ı':
		return "i"
	case 'ł':
		return "l"
	case 'ø':
		return "o"
	case 'đ':
		return "d"
	case 'æ':
		return "a"
	case 'œ':
		return "o"
	case 'ґ':
		return "г"
	case 'є', 'э':
		return "е"
	case 'ы':
		return "и"
	case 'ъ':
		return "ь"
	}
	return string(r)
}

// writeSyllable writes an Ethiopic syllable as the consonant in its bare form and a Latin letter for the vowel, so
// that a wrong vowel is a small difference. Rows that Tigrinya or Amharic writers exchange become one row.
// The syllables stand in rows of eight; the bare form is the sixth.
func writeSyllable(b *strings.Builder, r rune) {
	row, order := r&^7, r&7
	vowel := [...]string{"e", "u", "i", "a", "y", "", "o", "wa"}[order]
	switch row {
	case 0x1248, 0x1258, 0x1288, 0x12B0, 0x12C0, 0x1310: // labialised: the row before; ቈ is also written ቆ, ቍ and ቊ also ቁ
		row -= 8
		vowel = [...]string{"o", "u", "u", "wa", "wy", "u", "o", "wa"}[order]
	}
	switch row {
	case 0x1210, 0x1280: // ሐ ኀ
		row = 0x1200 // ሀ
	case 0x1220: // ሠ
		row = 0x1230 // ሰ
	case 0x12D0: // ዐ
		row = 0x12A0 // አ
	case 0x1340: // ፀ
		row = 0x1338 // ጸ
	case 0x1250: // ቐ
		row = 0x1240 // ቀ
	case 0x12B8: // ኸ
		row = 0x12A8 // ከ
	}
	if vowel == "e" && (row == 0x12A0 || row == 0x1200) { // አ sounds like ኣ, ሀ like ሃ
		vowel = "a"
	}
	if row == 0x12C8 && vowel == "u" || row == 0x12E8 && vowel == "i" { // ዉ sounds like ው, ዪ like ይ
		vowel = ""
	}
	b.WriteRune(row + 5)
	b.WriteString(vowel)
}

// joinSpellings makes words equal that are written with and without the Arabic article, the German e of an umlaut or the
// second vowel of Somali.
func joinSpellings(s string) string {
	if strings.Contains(s, "ال") {
		words := strings.Split(s, " ")
		for i, w := range words {
			if rest, ok := strings.CutPrefix(w, "ال"); ok && utf8.RuneCountInString(rest) >= 3 {
				words[i] = rest
			}
		}
		s = strings.Join(words, " ")
	}
	return joinVowels(s)
}

// joinVowels leaves out an e behind a, o or u, as umlauts are written without their dots, and the second of two equal
// vowels, except in II and III.
func joinVowels(s string) string {
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		if i > 0 && (s[i] == 'e' && strings.IndexByte("aou", s[i-1]) >= 0 || s[i] == s[i-1] && strings.IndexByte("aeou", s[i]) >= 0) {
			continue
		}
		if s[i] == 'i' && i > 0 && s[i-1] == 'i' && !roman(s, i) {
			continue
		}
		b = append(b, s[i])
	}
	return string(b)
}

// roman reports whether the word around position i is one of up to three letters i, v and x.
func roman(s string, i int) bool {
	word := s[strings.LastIndexByte(s[:i], ' ')+1:]
	if end := strings.IndexByte(word, ' '); end >= 0 {
		word = word[:end]
	}
	return len(word) <= 3 && strings.Trim(word, "ivx") == ""
}
