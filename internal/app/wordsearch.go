package app

import (
	"strings"

	"github.com/aufwind-im/aufwind/internal/vocab"
)

// What staff are shown when they look for the concept of a word: they can't see from the list which of many weak hits are chance.
const (
	leastSure       = 0.55
	leastSureOfBest = 0.75
)

// FindSure returns up to n concepts of the kinds that query surely means in lang, best first, else in German or English: those that are
// called so or nearly so, that have the query in their name, or whose name stands in it. It is empty when there is none.
func (a *App) FindSure(lang, query string, kinds []vocab.Kind, n int) []vocab.Concept {
	query = cutLine(query)
	for _, l := range append([]string{lang}, otherLanguages[:]...) {
		if found := a.sureIn(l, query, kinds, n); len(found) > 0 {
			return found
		}
	}
	return nil
}

func (a *App) sureIn(lang, query string, kinds []vocab.Kind, n int) []vocab.Concept {
	var out []vocab.Concept
	folded := vocab.Fold(query)
	hits := a.Vocab.Search(lang, kinds, query, n)
	for _, h := range hits {
		near := h.Score >= leastSure && h.Score >= leastSureOfBest*hits[0].Score
		if near || h.Holds || strings.Contains(folded, vocab.Fold(h.Label)) {
			out = append(out, h.Concept)
		}
	}
	return out
}
