package translate

import (
	"strings"
	"unicode"
)

// maxSentences is into how many parts a text is cut; what comes after stays in the last one.
const maxSentences = 100

// Sentences cuts a text at the ends of its sentences and lines, of any script. A point behind a digit or a single letter ends none. Empty
// parts are left out; a text without a sentence gives none.
func Sentences(text string) []string {
	var all []string
	for line := range strings.FieldsFuncSeq(text, func(r rune) bool { return strings.ContainsRune("\n\r\u2028\u2029", r) }) {
		for _, s := range ofLine(line) {
			if s = strings.TrimSpace(s); s != "" {
				all = append(all, s)
			}
		}
	}
	if len(all) > maxSentences {
		all = append(all[:maxSentences-1:maxSentences-1], strings.Join(all[maxSentences-1:], " "))
	}
	return all
}

func ofLine(line string) []string {
	var parts []string
	runes := []rune(line)
	from := 0
	for i, r := range runes {
		next := i + 1
		if !strings.ContainsRune(".!?؟۔።፧…", r) || next < len(runes) && !unicode.IsSpace(runes[next]) {
			continue
		}
		if r == '.' && shortened(runes[from:i]) {
			continue
		}
		parts = append(parts, string(runes[from:next]))
		from = next
	}
	return append(parts, string(runes[from:]))
}

// shortened tells whether a point behind before belongs to a number or an abbreviation of one letter.
func shortened(before []rune) bool {
	n := len(before)
	switch {
	case n == 0:
		return false
	case unicode.IsDigit(before[n-1]):
		return true
	}
	return unicode.IsLetter(before[n-1]) && (n == 1 || !unicode.IsLetter(before[n-2]) && !unicode.IsMark(before[n-2]))
}
