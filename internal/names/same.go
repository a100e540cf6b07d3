package names

import "slices"

// threshold is the score from which Same calls two names possibly those of one person.
const threshold = 0.8

// Same compares two names, each in any of the scripts. The score is 0 (nothing alike) to 1 (the same but for spelling);
// ok reports whether it reaches threshold: the two could be the name of one person. It never proves that they are.
func Same(a, b string) (ok bool, score float64) { return Like(a)(b) }

// Like is Same for a name that is compared with many others. What it returns is for one goroutine: it remembers the words that it has
// met, because many of the others share theirs.
func Like(a string) func(b string) (ok bool, score float64) {
	m := newMemory().matcher(a)
	return func(b string) (bool, float64) {
		score := m.score(b)
		return score >= threshold, score
	}
}

// A memory holds the words that were met, and how alike two of them are.
type memory struct {
	words map[string]heard
	pairs map[[2]string]float64
}

func newMemory() memory { return memory{map[string]heard{}, map[[2]string]float64{}} }

// A heard word is one with its sounds, and with what it weighs in a name.
type heard struct {
	text   string
	sounds []sound
	weight float64
}

func (m memory) hear(word string) heard {
	h, ok := m.words[word]
	if !ok {
		s := sounds(word)
		h = heard{word, s, consonants(s)}
		m.words[word] = h
	}
	return h
}

func (m memory) alike(a, b heard) float64 {
	score, ok := m.pairs[[2]string{a.text, b.text}]
	if !ok {
		score = alike(a.sounds, b.sounds)
		m.pairs[[2]string{a.text, b.text}] = score
	}
	return score
}

// A matcher compares one name with many, to rank what a Lookup found.
type matcher struct {
	memory
	text  string
	words []heard
	loose []heard // with Haile Mariam as two words; nil when that changes nothing
}

// matcher prepares a name.
func (m memory) matcher(name string) matcher {
	out := matcher{memory: m}
	ws := words(name)
	for _, w := range ws {
		out.words = append(out.words, m.hear(w.text))
		out.text += w.text + " "
	}
	if !slices.ContainsFunc(ws, func(w word) bool { return w.lead != "" }) {
		return out
	}
	for i, w := range ws {
		if w.lead == "" {
			out.loose = append(out.loose, out.words[i])
		} else {
			out.loose = append(out.loose, m.hear(w.lead), m.hear(w.bare))
		}
	}
	return out
}

// Score compares with another name, see Same. The order of words does not matter, nor where compounds are cut; words
// that only one of the names has cost little, a word that differs costs much.
func (m matcher) score(name string) float64 {
	o := m.matcher(name)
	if len(m.words) == 0 || len(o.words) == 0 {
		return 0
	}
	if m.text > o.text {
		m, o = o, m // so that the score is the same both ways
	}
	score := m.byWords(m.words, o.words)
	if m.loose != nil || o.loose != nil {
		score = max(score, m.byWords(m.apart(), o.apart()))
	}
	if len(m.words) != len(o.words) {
		score = max(score, alike(m.whole(), o.whole())*0.98) // one of them has a compound in two words
	}
	return score
}

func (m matcher) apart() []heard {
	if m.loose == nil {
		return m.words
	}
	return m.loose
}

// whole are the sounds of all words.
func (m matcher) whole() []sound {
	var all []sound
	for _, w := range m.words {
		all = append(all, w.sounds...)
	}
	return all
}

// byWords pairs the words of the shorter name with the most similar ones of the longer.
func (m memory) byWords(short, long []heard) float64 {
	if len(short) > len(long) {
		short, long = long, short
	}
	var likeness [2 * maxWords][2 * maxWords]float64
	for i, a := range short {
		for j, b := range long {
			likeness[i][j] = m.alike(a, b)
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
		w := short[bi].weight
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
