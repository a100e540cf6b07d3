package pdf

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A span is a stretch of characters: from up to, not including, to.
type span struct{ from, to int }

// A part is a stretch of text that leads to an address, or is in another language than the text around it.
type part struct {
	span
	address string // "" for none
	lang    string // BCP 47; "" for that of the text
}

// A reading is a text made ready to be set: without control characters, each character with its bidi level.
type reading struct {
	text   []rune
	levels []int8
	parts  []part // in their order; they do not overlap
	whole  []span // addresses, phone numbers, ranges, percentages: not broken over two lines
}

const (
	leftToRightIsolate = '\u2066'
	popIsolate         = '\u2069'
)

// leftToRight finds what is read from left to right inside text of either direction: web and e-mail addresses (its first group),
// phone numbers, ranges. A single number (its second group) needs help only in text read from the left, where the general rule puts it
// before the Arabic word that it follows, and must not be taken apart. Numbers in Arabic digits are left to the general rule.
var leftToRight = regexp.MustCompile(`((?:https?://|www\.)[!-~]*[A-Za-z0-9/]|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)` +
	"|(?:\\(\\+?[0-9]+\\)|\\+[0-9]|0)(?:[0-9 \u00a0./–-]|\\([0-9]+\\)){3,}[0-9]" +
	`|[0-9]+(?:[./][0-9]+)*(?: ?[–-] ?[0-9]+(?:[./][0-9]+)*)+|([0-9]+(?:[.,/:][0-9]+)*(?:[ \x{a0}\x{202f}]?%)?)`)

// read prepares text for a paragraph with the given base direction. withLinks looks for addresses to be linked.
func read(text string, rtl, withLinks bool) reading {
	clean := sanitize(text)
	var found [][]int // pairs: all, address, single number
	mixed := rtl || hasRightToLeft(clean)
	if mixed || withLinks && hasAddress(clean) || hasNumber(clean) {
		found = leftToRight.FindAllStringSubmatchIndex(clean, -1)
	}
	var r reading
	var marked []rune  // with the isolates
	var isolates []int // where they begin in marked
	var at, n int      // bytes of clean done, visible characters done
	add := func(part string) (length int) {
		for _, c := range part {
			marked = append(marked, c)
			if !invisible(c) {
				length++
			}
		}
		return length
	}
	for _, f := range found {
		single, percent := f[4] >= 0, clean[f[1]-1] == '%'
		isolate := mixed && (!rtl || !single)
		if single && !isolate && !percent {
			continue
		}
		n += add(clean[at:f[0]])
		if isolate {
			isolates = append(isolates, len(marked))
			marked = append(marked, leftToRightIsolate)
		}
		length := add(clean[f[0]:f[1]])
		if isolate {
			marked = append(marked, popIsolate)
		}
		if !single || percent {
			r.whole = append(r.whole, span{n, n + length})
		}
		if withLinks && f[2] >= 0 {
			r.parts = append(r.parts, part{span: span{n, n + length}, address: addressOf(clean[f[2]:f[3]])})
		} else if tel := telephone(clean[f[0]:f[1]]); withLinks && tel != "" {
			r.parts = append(r.parts, part{span: span{n, n + length}, address: tel})
		}
		n, at = n+length, f[1]
	}
	add(clean[at:])
	levels := bidiLevels(marked, rtl)
	for _, begin := range isolates {
		for i := begin + 1; levels[begin]%2 == 0 && marked[i] != popIsolate; i++ {
			levels[i] = levels[begin] // as no character shows where it begins, it must not join what is read from the right before it
		}
	}
	for i, level := range levels {
		if !invisible(marked[i]) {
			r.text = append(r.text, marked[i])
			r.levels = append(r.levels, level)
		}
	}
	return r
}

func hasAddress(text string) bool {
	return strings.Contains(text, "@") || strings.Contains(text, "://") || strings.Contains(text, "www.")
}

// hasNumber tells whether text may have a phone number, a range or a percentage.
func hasNumber(text string) bool {
	return strings.ContainsAny(text, "0123456789") && strings.ContainsAny(text, "+-–% ")
}

func addressOf(text string) string {
	switch {
	case strings.HasPrefix(text, "www."):
		return "https://" + text
	case strings.HasPrefix(text, "http"):
		return text
	}
	return "mailto:" + text
}

// telephone returns the address of a phone number with its country, or "".
func telephone(text string) string {
	const fewest, most = 8, 15 // digits (E.164)
	if !strings.HasPrefix(text, "+") {
		return ""
	}
	digits := strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, text)
	if len(digits) < fewest || len(digits) > most {
		return ""
	}
	return "tel:+" + digits
}

// sanitize composes letters and takes out what can't be printed: control characters, soft hyphens, byte order marks.
// Tabs become spaces; every kind of line end becomes a line feed.
func sanitize(text string) string {
	return norm.NFC.String(strings.Map(func(c rune) rune {
		switch {
		case c == '\n' || c == '\u2028' || c == '\u2029' || c == '\v' || c == '\f' || c == '\u0085':
			return '\n'
		case c == '\t':
			return ' '
		case unicode.IsControl(c), c == '\u00ad', c == '\ufeff', c == '\ufffe', c == '\uffff':
			return -1
		}
		return c
	}, strings.ReplaceAll(text, "\r\n", "\n")))
}

// invisible tells the characters that only steer the order of letters; they have done so once the levels are known.
func invisible(c rune) bool {
	return c == '\u061c' || c == '\u200e' || c == '\u200f' || c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069'
}

func hasRightToLeft(text string) bool {
	for _, c := range text {
		if c >= 0x590 && c <= 0x8ff || c >= 0xfb1d && c <= 0xfdff || c >= 0xfe70 && c <= 0xfeff || c >= 0x10800 && c <= 0x10fff ||
			c >= 0x1e800 && c <= 0x1efff || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 {
			return true
		}
	}
	return false
}
