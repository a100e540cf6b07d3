package names

import (
	"slices"
	"strings"
)

// A word of a name, folded and ready to be read.
type word struct {
	text string
	bare string // the second part of a compound (rahman of abdrahman), which people also use alone; else empty
	lead string // the first part, when it is also a name of its own and stood apart (haile of Haile Mariam); else empty
}

// words cuts a name into words: articles and "son of" are left out, compounds are joined (Abd al-Rahman, Abu Bakr,
// Gebre Medhin, Nur al-Din), names that languages write differently get one form.
func words(name string) []word {
	parts := tokens(name)
	for i, p := range parts {
		parts[i] = canonical(article(p))
	}
	linking := func(w string) bool { return w == sonOf || particles[plain(w)] }
	if kept := slices.DeleteFunc(slices.Clone(parts), linking); len(kept) > 0 {
		parts = kept
	}
	var out []word
	for i := 0; i < len(parts); i++ {
		w := word{text: parts[i]}
		first := plain(w.text)
		switch {
		case i+1 < len(parts) && servant[first]:
			i++
			w = word{text: "abd" + parts[i], bare: parts[i]}
		case i+1 < len(parts) && firstParts[first]:
			i++
			w = word{first + parts[i], parts[i], first}
		case len(out) > 0 && dins[first]:
			out[len(out)-1].text += "din"
			continue
		default:
			w.text, w.bare = compound(w.text)
		}
		if out = append(out, w); len(out) == maxWords {
			break
		}
	}
	return out
}

// sonOf is بن as it is folded.
const sonOf = "b" + string(anyVowel) + "n"

// article takes the Arabic article off the front of a word in Latin or Cyrillic letters: al- or el- before a consonant,
// with at least four letters to follow (Alkhatib, not Almaz). For Arabic letters see arabicArticle.
func article(w string) string {
	for _, a := range []string{"al", "el"} {
		rest, ok := strings.CutPrefix(w, a)
		if ok && len(rest) >= 4 && !strings.ContainsRune("aeiouyl", rune(rest[0])) {
			return rest
		}
	}
	return w
}

// set makes a set of words, as they stand in fold.
func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

var (
	// particles only link other words.
	particles = set("al el ul il ad ed ud as es us ash esh ar er ur at et ut an en az ez bin ibn ben bint binti aban " +
		"von van de da di del der la le zu ogly oglu kyzy")
	// servant is the first part of names like Abd al-Rahman.
	servant = set("abd abad abdul abdel abdal abdil abdol abdoul abdur abdus")
	// firstParts are other first parts of compounds.
	firstParts = set("abu abou abo gebre ghebre gabre gebare haile hayle hayale wolde welde welade habte habate tekle tekale")
	// dins are the last part of names like Nur al-Din.
	dins = set("din deen dine eddin eddine uddin aldin eldin addin dyn")
	// dinEnds end such a name when it is one word.
	dinEnds = [...]string{
		"aldin", "eldin", "uldin", "al" + string(anyVowel) + "din", "eddine", "uddine", "eddin", "uddin", "oddin", "iddin",
	}
)

// compound reads abdulrahman, abdurrahman, abdelkarim and ·b·dal·rahman (one word in Arabic) as abd and rahman,
// and takes the article out of nuraldin.
func compound(w string) (text, bare string) {
	rest, ok := strings.CutPrefix(w, "abd")
	if !ok {
		rest, ok = strings.CutPrefix(w, string(anyVowel)+"b"+string(anyVowel)+"d") // عبد
	}
	if ok {
		rest = strings.TrimLeft(rest, "aeiou"+string(anyVowel))
		if r, ok := strings.CutPrefix(rest, "l"); ok {
			rest = strings.TrimPrefix(r, string(anyVowel))
		}
		return "abd" + rest, rest
	}
	for _, end := range dinEnds {
		if front, ok := strings.CutSuffix(w, end); ok && front != "" {
			return front + "din", ""
		}
	}
	return w, ""
}
