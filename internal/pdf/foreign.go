package pdf

import (
	"strings"

	"github.com/go-text/typesetting/language"
	"golang.org/x/text/unicode/bidi"
)

// isTag tells whether lang has the form of a language tag (BCP 47).
func isTag(lang string) bool {
	const longest = 35
	return len(lang) >= 2 && len(lang) <= longest && strings.Trim(lang, "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == ""
}

// scriptOf returns the script in which a language is written, for the languages of Aufwind; Latin for all others.
func scriptOf(lang string) language.Script {
	primary, _, _ := strings.Cut(lang, "-")
	switch primary {
	case "ar", "fa", "ps", "ckb", "ur":
		return language.Arabic
	case "ti", "am":
		return language.Ethiopic
	case "uk", "ru":
		return language.Cyrillic
	case "ka":
		return language.Georgian
	}
	return language.Latin
}

// langOf returns the language of words in a script that stand inside text of another: that of the person, if it is written so; for
// Latin letters German, as addresses and names of firms are; else only the script is known.
func langOf(script language.Script, native string) string {
	switch {
	case native != "" && scriptOf(native) == script:
		return native
	case script == language.Latin:
		return "de"
	}
	return "und-" + script.String()
}

// withForeign returns the parts of r and between them words in other scripts than that of lang, so that they are read aloud as what
// they are. native is the language of the person.
func (r reading) withForeign(lang, native string) []part {
	if lang == "" {
		return r.parts
	}
	own := scriptOf(lang)
	var all []part
	var current language.Script // of the last part; 0 when it is over
	links := r.parts
	for i := 0; i < len(r.text); i++ {
		if len(links) > 0 && i == links[0].from {
			all, current, i = append(all, links[0]), 0, links[0].to-1
			links = links[1:]
			continue
		}
		script := language.LookupScript(r.text[i])
		n := len(all) - 1
		switch {
		case script == language.Inherited && current != 0 && all[n].to == i, script == current:
			all[n].to = i + 1
		case script == own, r.text[i] == '\n':
			current = 0
		case script.Strong() && script != language.Unknown:
			current = script
			all = append(all, part{span: span{i, i + 1}, lang: langOf(script, native)})
		}
	}
	return all
}

// readFromRight tells whether the first letter of text belongs to a script that is read from the right.
func readFromRight(text string) bool {
	for _, c := range text {
		p, _ := bidi.LookupRune(c)
		switch p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}
