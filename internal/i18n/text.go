package i18n

import "strings"

// Complete reports whether the language has each text of a word file ("plan", "errors", "terms.role").
// Where it has not, German may stand in, and the page must mark the part with lang="de" dir="ltr".
func (l Lang) Complete(word string) bool { return complete(word)>>l&1 == 1 }

// Reviewed reports whether a second person who knows the language has read the texts of a word file.
// German, the source, always counts as reviewed.
func (l Lang) Reviewed(word string) bool { return reviewed(word)>>l&1 == 1 }

// Error is the text for the key of a domain error, with its arguments in the order of the German text.
// A key that errors.json does not have gives the text of "internal".
func (l Lang) Error(key string, args ...string) string {
	s := errorsText(l, key)
	if s == "" {
		s = errorsText(l, "internal")
	}
	return fill(s, args)
}

// Term is what a value of a closed list is called: Term("role", "team_lead"). A value that
// terms.<group>.json does not have is shown as it is.
func (l Lang) Term(group, key string, args ...string) string {
	s := term(l, group, key)
	if s == "" {
		return key
	}
	return fill(s, args)
}

// fill puts the isolated arguments in the places {0}, {1} … of s; a place without an argument stays empty.
func fill(s string, args []string) string {
	open := strings.IndexByte(s, '{')
	if open < 0 {
		return s
	}
	var b strings.Builder
	for ; open >= 0; open = strings.IndexByte(s, '{') {
		b.WriteString(s[:open])
		shut := open + strings.IndexByte(s[open:], '}')
		i := 0
		for _, digit := range []byte(s[open+1 : shut]) {
			i = i*10 + int(digit-'0')
		}
		if i < len(args) {
			b.WriteString("\u2068" + args[i] + "\u2069")
		}
		s = s[shut+1:]
	}
	b.WriteString(s)
	return b.String()
}
