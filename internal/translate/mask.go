package translate

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Known is something about the person that must not leave: a name, a street, an e-mail. Source is what the text may
// hold, in any inflection; German is what the German text gets in its place.
type Known struct {
	Source string
	German string
}

// A Masked text has a token in the place of each fact and each thing known: x0@ph.de, x1@ph.de, … Engines leave words
// that look like an e-mail alone more often than anything else.
type Masked struct {
	Text  string
	facts []string // what the tokens stand for
}

// facts are e-mails, addresses of the web, and everything with digits: phones, dates, amounts. Digits are Latin,
// Arabic, Persian or Ethiopic.
var (
	factPattern  = regexp.MustCompile(`[\pL\pM\d._%+-]+@[\pL\pM\d-]+(?:\.[\pL\pM\d-]+)*|(?i:https?://|www\.)\S+|[+(]*[\p{Nd}\x{1369}-\x{137C}](?:[\p{Nd}\x{1369}-\x{137C} ()/.,:٫٬–-]*[\p{Nd}\x{1369}-\x{137C}])?[%٪]?`)
	tokenPattern = regexp.MustCompile(`(?i)x\s?(\d{1,4})\s?@\s?ph\s?\.\s?de`)
	wordPattern  = regexp.MustCompile(`[\pL\pM\p{Cf}]+`)
)

// A place is a part of a text, in bytes, and the fact that stands there.
type place struct {
	from, to int
	fact     string
}

// Mask puts tokens into the place of what must not leave or must not change. Words are compared without case, marks and
// spelling variants; a word that only looks like a known one is masked, too: better one word too many.
func Mask(text string, known []Known) Masked {
	var places []place
	for _, at := range factPattern.FindAllStringIndex(text, -1) {
		places = append(places, place{at[0], at[1], latinDigits(text[at[0]:at[1]])})
	}
	words := knownWords(known)
	for _, at := range wordPattern.FindAllStringIndex(text, -1) {
		if german, ok := match(words, fold(text[at[0]:at[1]])); ok {
			places = append(places, place{at[0], at[1], cmp.Or(german, text[at[0]:at[1]])})
		}
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Or(a.from-b.from, b.to-a.to) })
	var m Masked
	var b strings.Builder
	end := 0
	for _, p := range places {
		if p.from < end { // a word inside an e-mail
			continue
		}
		b.WriteString(text[end:p.from])
		fmt.Fprintf(&b, "x%d@ph.de", len(m.facts))
		m.facts = append(m.facts, p.fact)
		end = p.to
	}
	b.WriteString(text[end:])
	m.Text = b.String()
	return m
}

// Restore puts the facts back into an engine's answer in the language to. Each token must stand there exactly once and
// no number may be new, else the error is ErrFacts; an answer in another script, with signs of markup or direction, or
// much too long is ErrAnswer.
func (m Masked) Restore(answer, to string) (string, error) {
	answer = strings.TrimSpace(answer)
	bare := tokenPattern.ReplaceAllString(answer, " ")
	if err := m.plausible(answer, bare, to); err != nil {
		return "", err
	}
	seen := make([]int, len(m.facts))
	unknown := false
	text := tokenPattern.ReplaceAllStringFunc(answer, func(token string) string {
		i, err := strconv.Atoi(tokenPattern.FindStringSubmatch(token)[1])
		if err != nil || i >= len(m.facts) {
			unknown = true
			return token
		}
		seen[i]++
		return m.facts[i]
	})
	if unknown || newNumber.MatchString(bare) || strings.Contains(bare, "@") || slices.ContainsFunc(seen, func(n int) bool { return n != 1 }) {
		return "", ErrFacts
	}
	return text, nil
}

// newNumber finds a number of two digits or more: in a masked text there is none. One digit may stand for a word
// ("two" becomes "2").
var newNumber = regexp.MustCompile(`\p{Nd}{2,}`)

func (m Masked) plausible(answer, bare, to string) error {
	switch {
	case !utf8.ValidString(answer), strings.ContainsFunc(answer, hidden):
		return fmt.Errorf("hidden signs: %w", ErrAnswer)
	case utf8.RuneCountInString(answer) > 6*utf8.RuneCountInString(m.Text)+100:
		return fmt.Errorf("much too long: %w", ErrAnswer)
	case strings.ContainsAny(bare, "<>") && !strings.ContainsAny(m.Text, "<>"):
		return fmt.Errorf("markup: %w", ErrAnswer)
	case !inScript(bare, to) && hasLetters(tokenPattern.ReplaceAllString(m.Text, " ")):
		return fmt.Errorf("not in %s: %w", to, ErrAnswer)
	}
	return nil
}
