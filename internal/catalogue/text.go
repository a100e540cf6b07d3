package catalogue

import (
	"strings"
	"unicode"
)

// Placeholders are all names that may stand in braces in a text.
var Placeholders = [...]string{"level", "occupation", "date"}

// Args are the values for the placeholders of one text, by name, written as the reader shall see them:
// level A1 to C1, occupation and date in the language of the text.
type Args map[string]string

// Texts is one text by language.
type Texts map[string]string

// The Unicode isolates: what stands between them cannot reorder the line around it.
const (
	isolate    = "\u2068"
	endIsolate = "\u2069"
)

// fill returns the text in lang with every name in placeholders replaced by its value.
// ok is false when the language or a value is missing.
func (t Texts) fill(lang string, placeholders []string, args Args) (text string, ok bool) {
	text, ok = t[lang]
	if !ok {
		return "", false
	}
	pairs := make([]string, 0, 2*len(placeholders))
	for _, name := range placeholders {
		value := args[name]
		if value == "" {
			return "", false
		}
		if lang == "ar" || strings.ContainsFunc(value, rightToLeft) {
			value = isolate + value + endIsolate
		}
		pairs = append(pairs, "{"+name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(text), true
}

// rightToLeft tells whether r is a letter of a script that this product meets and that runs from right to left.
func rightToLeft(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
}
