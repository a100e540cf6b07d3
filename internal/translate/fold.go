package translate

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold makes spellings of a word comparable: without case, marks, joiners and the variants of Arabic letters.
func fold(word string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Cf), r == 'ـ':
			return -1
		case r == 'ى' || r == 'ی' || r == 'ې' || r == 'ێ':
			return 'ي'
		case r == 'ک':
			return 'ك'
		case r == 'ة' || r == 'ە' || r == 'ۀ' || r == 'ھ':
			return 'ه'
		case r == 'ٱ':
			return 'ا'
		case r == 'ı':
			return 'i'
		}
		return r
	}, norm.NFKD.String(strings.ToLower(word)))
}

// latinDigits writes Arabic and Persian digits as Latin ones.
func latinDigits(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case '٠' <= r && r <= '٩':
			return r - '٠' + '0'
		case '۰' <= r && r <= '۹':
			return r - '۰' + '0'
		case r == '٪':
			return '%'
		case r == '٫':
			return ','
		}
		return r
	}, s)
}

// hidden reports signs that no engine has a reason to write.
func hidden(r rune) bool {
	return r == unicode.ReplacementChar || unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d'
}

// script returns the letters of a language.
func script(lang string) *unicode.RangeTable {
	switch lang {
	case "ar", "fa", "fa-AF", "ps", "ckb":
		return unicode.Arabic
	case "uk", "ru":
		return unicode.Cyrillic
	case "ti":
		return unicode.Ethiopic
	}
	return unicode.Latin
}

// inScript reports whether text holds letters of the language and, if that is written in Latin letters, no others.
func inScript(text, lang string) bool {
	table := script(lang)
	own, other := false, false
	for _, r := range text {
		if unicode.Is(table, r) {
			own = true
		} else if unicode.IsLetter(r) {
			other = true
		}
	}
	return own && (!other || table != unicode.Latin)
}

func hasLetters(text string) bool { return strings.ContainsFunc(text, unicode.IsLetter) }

// A knownWord is a word that is looked for, folded, and what the German text gets for it ("" is the word as it stands).
type knownWord struct {
	folded string
	runes  []rune
	german string
}

// knownWords splits what is known into words. Parts between spaces are paired with the German ones where both sides
// have as many; a part of several words ("Al-Khatib" for one Arabic word) stays whole on the German side.
func knownWords(known []Known) []knownWord {
	var words []knownWord
	for _, k := range known {
		source, german := strings.Fields(k.Source), strings.Fields(k.German)
		for i, part := range source {
			inside := wordPattern.FindAllString(part, -1)
			for _, w := range inside {
				folded := fold(w)
				one := knownWord{folded: folded, runes: []rune(folded)}
				if len(german) == len(source) && len(inside) == 1 {
					one.german = german[i]
				}
				if len(one.runes) > 1 {
					words = append(words, one)
				}
			}
		}
	}
	return words
}

// match finds the known word that a folded word of the text may be, a word that is equal first.
func match(words []knownWord, folded string) (german string, ok bool) {
	for _, w := range words {
		if w.folded == folded {
			return w.german, true
		}
	}
	for _, w := range words {
		if w.inflected(folded) {
			return w.german, true
		}
	}
	return "", false
}

// inflected reports whether word is the known word with something before it (Arabic "and", "for", "the") or another
// ending: of four letters or more anywhere inside, of five or more with one or two other letters at the end.
func (w knownWord) inflected(word string) bool {
	switch n := len(w.runes); {
	case n < 4:
		stem, ok := strings.CutSuffix(word, w.folded)
		return ok && unicode.Is(unicode.Arabic, w.runes[0]) && len([]rune(stem)) <= 3 && strings.Trim(stem, "وفبلكا") == ""
	case strings.Contains(word, w.folded):
		return true
	case n < 5:
		return false
	default:
		kept := n - 1 - n/6
		return strings.HasPrefix(word, string(w.runes[:kept])) && len([]rune(word)) <= n+3
	}
}
