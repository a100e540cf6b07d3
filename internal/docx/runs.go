package docx

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// A script is a group of letters that share direction and language.
type script int

const (
	latin script = iota // and all others that are read from the left
	cyrillic
	ethiopic
	fromRight // Arabic, Hebrew
)

// scriptOf returns the script in which a language is written, for the languages of Aufwind; latin for all others.
func scriptOf(lang string) script {
	primary, _, _ := strings.Cut(lang, "-")
	switch primary {
	case "ar", "fa", "ps", "ckb", "ur":
		return fromRight
	case "ti", "am":
		return ethiopic
	case "uk", "ru":
		return cyrillic
	}
	return latin
}

// A run is text of one script.
type run struct {
	text   string
	script script
}

// leftToRightMark has no picture. Word orders text by the marks of its runs, but LibreOffice by its characters, which alone would turn
// phone numbers and ranges round.
const leftToRightMark = "\u200e"

// A token is a piece of text of one kind.
type token struct {
	text   string
	script script
	number bool // its script is that of the letters before it, if they are read from the left
	sign   bool // its script is that of its neighbours
}

// numbers are phone numbers, ranges, percentages and single numbers.
var numbers = regexp.MustCompile(`\+[0-9][0-9 \x{a0}()./–-]{3,}[0-9]|[0-9]+(?:[./:,][0-9]+)*(?: ?[–-] ?[0-9]+(?:[./][0-9]+)*)*(?:[ \x{a0}]?%)?`)

// tokens cuts text into letters of one script, numbers, and signs with spaces.
func tokens(text string) []token {
	var all []token
	at := 0
	for _, found := range append(numbers.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		for _, c := range text[at:found[0]] {
			now, n := tokenOf(c), len(all)
			same := n > 0 && all[n-1].script == now.script && all[n-1].sign == now.sign && !all[n-1].number
			if same || n > 0 && unicode.Is(unicode.Mn, c) { // a mark stands on the letter before it
				all[n-1].text += now.text
			} else {
				all = append(all, now)
			}
		}
		if found[0] < found[1] {
			all = append(all, token{text: text[found[0]:found[1]], number: true})
		}
		at = found[1]
	}
	return all
}

func tokenOf(c rune) token {
	t := token{text: string(c)}
	p, _ := bidi.LookupRune(c)
	switch p.Class() {
	case bidi.R, bidi.AL:
		t.script = fromRight
	case bidi.AN, bidi.EN: // digits of the Arabic letters
		t.number = true
	case bidi.L:
		switch {
		case unicode.Is(unicode.Cyrillic, c):
			t.script = cyrillic
		case unicode.Is(unicode.Ethiopic, c):
			t.script = ethiopic
		}
	default:
		t.sign = true
	}
	return t
}

// runs cuts text where its script changes. Signs between two words of the same script go with them, others with the paragraph.
func runs(text string, rtl bool) []run {
	base := latin
	if rtl {
		base = fromRight
	}
	all := tokens(text)
	var out []run
	put := func(s string, of script) {
		if n := len(out); n > 0 && out[n-1].script == of {
			out[n-1].text += s
		} else if s != "" {
			out = append(out, run{s, of})
		}
	}
	last, letters := base, rtl // what stood before, and whether it had letters or is the edge of text read from the right
	for i, t := range all {
		switch {
		case t.sign:
			s := t.text
			if rtl && last != fromRight && strings.HasPrefix(s, ")") && len(out) > 0 && strings.Count(out[len(out)-1].text, "(") > strings.Count(out[len(out)-1].text, ")") {
				put(")", last)
				s = s[1:]
			}
			if !rtl && last == fromRight && i+1 < len(all) && all[i+1].number {
				s = leftToRightMark + s
			}
			put(s, between(all, i, last, base, letters))
		case t.number:
			if last != fromRight && letters {
				put(t.text, last)
				break
			}
			mark := !rtl && last == fromRight && i > 0 && !all[i-1].sign || rtl && strings.ContainsAny(t.text, "+–- \u00a0%")
			if mark {
				t.text = leftToRightMark + t.text
			}
			put(t.text, latin)
			last, letters = latin, !rtl
		default:
			put(t.text, t.script)
			last, letters = t.script, true
		}
	}
	return out
}

// between tells with which script signs go that stand at i.
func between(all []token, i int, last, base script, letters bool) script {
	if i == 0 || i+1 == len(all) {
		if i > 0 && (last == fromRight) == (base == fromRight) {
			return last
		}
		return base
	}
	next := all[i+1]
	switch {
	case next.number && last != fromRight && letters, !next.number && next.script == last && letters:
		return last
	case !next.number && (next.script == fromRight) == (last == fromRight) && base != fromRight:
		return last
	}
	return base
}
