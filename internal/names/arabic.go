package names

import "strings"

func arabicLetter(r rune) bool { return r >= 0x0600 && r <= 0x06FF }

// arabicConsonants romanises the letters that are always consonants, of Arabic, Persian, Pashto, Sorani and Urdu.
var arabicConsonants = letters("ب b پ p ت t ث th ج dj چ tsh ح h خ kh د d ذ dh ر r ز z ژ zh س s ش sh ص s ض d ط t ظ z غ gh ف f ڤ v " +
	"ق q ك k ک k گ g ل l م m ن n ه h ہ h ھ h ټ t ډ d ړ r ښ sh ځ z څ ts ږ zh ڼ n ګ g ڵ l ڕ r ٹ t ڈ d ڑ r ں n")

// arabicArticle takes ال off a word of at least five letters, but for the names that only look so.
func arabicArticle(word []rune) []rune {
	if len(word) < 5 || word[0] != 'ا' || word[1] != 'ل' {
		return word
	}
	switch string(word) {
	case "الياس", "الیاس", "الهام", "الماس", "الماز", "الكسندر", "الينا", "الیکس":
		return word
	}
	return word[2:]
}

// longVowel reports whether a letter beside w or y makes those consonants.
func longVowel(word []rune, i int) bool {
	return i >= 0 && i < len(word) && strings.ContainsRune("اآأةىێۆەے", word[i])
}

func consonantAt(word []rune, i int) bool {
	if i < 0 || i >= len(word) {
		return false
	}
	_, ok := arabicConsonants[word[i]]
	return ok
}

// foldArabic romanises the letter at i. Short vowels are not written: between two consonants stands anyVowel.
func foldArabic(word []rune, i int) string {
	r := word[i]
	if r == 'ه' && i == len(word)-1 && i > 1 && consonantAt(word, i-1) {
		return "a" // a silent h, as Persian writes ة
	}
	if c, ok := arabicConsonants[r]; ok {
		if consonantAt(word, i+1) && !(word[i+1] == 'ه' && i+2 == len(word) && i > 0) {
			return c + string(anyVowel)
		}
		return c
	}
	switch r {
	case 'ا', 'أ', 'ع', 'ٱ':
		if i > 0 && r == 'ا' {
			return "a"
		}
		if i+1 < len(word) && strings.ContainsRune("ايیوىۆێە", word[i+1]) {
			return "" // the next letter is the vowel
		}
		return string(anyVowel)
	case 'آ', 'ة':
		return "a"
	case 'إ':
		if i+1 < len(word) && strings.ContainsRune("يی", word[i+1]) {
			return ""
		}
		return "i"
	case 'ى', 'ئ':
		if r == 'ى' {
			return string(anyVowel)
		}
		return "i"
	case 'و':
		if i == 0 && len(word) > 1 || longVowel(word, i+1) || longVowel(word, i-1) {
			return "w" + shortAfter(word, i)
		}
		return "u"
	case 'ي', 'ی':
		if i == 0 && len(word) > 1 || longVowel(word, i+1) {
			return "y" + shortAfter(word, i)
		}
		return "i"
	case 'ێ', 'ە', 'ې', 'ۀ', 'ے':
		return "e"
	case 'ۆ':
		return "o"
	case 'ؤ':
		return "u"
	}
	return ""
}

func shortAfter(word []rune, i int) string {
	if consonantAt(word, i+1) {
		return string(anyVowel)
	}
	return ""
}
