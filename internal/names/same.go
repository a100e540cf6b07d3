package names

import "slices"

// threshold is the score from which Same calls two names possibly those of one person.
const threshold = 0.8

// Same compares two names, each in any of the scripts. The score is 0 (nothing alike) to 1 (the same but for spelling);
// ok reports whether it reaches threshold: the two could be the name of one person. It never proves that they are.
func Same(a, b string) (ok bool, score float64) {
	score = newMatcher(a).score(b)
	return score >= threshold, score
}

// Like is Same for a name that is compared with many: it returns the score of another one.
func Like(a string) func(b string) float64 { return newMatcher(a).score }

// A matcher compares one name with many, to rank what a Lookup found.
type matcher struct {
	text  string
	words [][]sound
	loose [][]sound // with Haile Mariam as two words; nil when that changes nothing
	whole []sound
}

// newMatcher prepares a name.
func newMatcher(name string) matcher {
	var m matcher
	ws := words(name)
	for _, w := range ws {
		s := sounds(w.text)
		m.words = append(m.words, s)
		m.whole = append(m.whole, s...)
		m.text += w.text + " "
	}
	if !slices.ContainsFunc(ws, func(w word) bool { return w.lead != "" }) {
		return m
	}
	for i, w := range ws {
		if w.lead == "" {
			m.loose = append(m.loose, m.words[i])
		} else {
			m.loose = append(m.loose, sounds(w.lead), sounds(w.bare))
		}
	}
	return m
}

// Score compares with another name, see Same. The order of words does not matter, nor where compounds are cut; words
// that only one of the names has cost little, a word that differs costs much.
func (m matcher) score(name string) float64 {
	o := newMatcher(name)
	if len(m.words) == 0 || len(o.words) == 0 {
		return 0
	}
	if m.text > o.text {
		m, o = o, m // so that the score is the same both ways
	}
	score := byWords(m.words, o.words)
	if m.loose != nil || o.loose != nil {
		score = max(score, byWords(m.apart(), o.apart()))
	}
	if len(m.words) != len(o.words) {
		score = max(score, alike(m.whole, o.whole)*0.98) // one of them has a compound in two words
	}
	return score
}

func (m matcher) apart() [][]sound {
	if m.loose == nil {
		return m.words
	}
	return m.loose
}

// byWords pairs the words of the shorter name with the most similar ones of the longer.
func byWords(short, long [][]sound) float64 {
	if len(short) > len(long) {
		short, long = long, short
	}
	var likeness [2 * maxWords][2 * maxWords]float64
	for i, a := range short {
		for j, b := range long {
			likeness[i][j] = alike(a, b)
		}
	}
	var usedShort, usedLong [2 * maxWords]bool
	sum, weight, least := 0.0, 0.0, 1.0
	for range short {
		// The most similar pair that is left comes first, so that the order of words cannot spoil the assignment.
		bi, bj, best := -1, -1, -1.0
		for i := range short {
			for j := range long {
				if !usedShort[i] && !usedLong[j] && likeness[i][j] > best {
					bi, bj, best = i, j, likeness[i][j]
				}
			}
		}
		usedShort[bi], usedLong[bj] = true, true
		w := consonants(short[bi])
		sum, weight, least = sum+best*w, weight+w, min(least, best)
	}
	score := 0.4*sum/weight + 0.6*least
	if extra := len(long) - len(short); extra > 0 {
		score *= max(0.88, 1-0.03*float64(extra))
		if len(short) == 1 {
			score *= 0.92 // one word of several says little
		}
	}
	return score
}
