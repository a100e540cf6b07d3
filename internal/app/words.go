package app

import (
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// What a search shows: nothing that is hardly like the query, and nothing much less like it than the best.
const (
	leastScore  = 0.4
	leastOfBest = 0.6
)

// otherLanguages are searched when nothing is found in the own one.
var otherLanguages = [...]string{"de", "en"}

// Find returns up to n concepts of the kinds that are most like the query in lang, best first; in German or English when there is
// nothing like it in lang.
func (a *App) Find(lang, query string, kinds []vocab.Kind, n int) []vocab.Concept {
	if r := []rune(query); len(r) > domain.MaxLine {
		query = string(r[:domain.MaxLine])
	}
	var out []vocab.Concept
	for _, l := range append([]string{lang}, otherLanguages[:]...) {
		hits := a.Vocab.Search(l, kinds, query, n)
		for _, hit := range hits {
			if hit.Score >= leastScore && hit.Score >= leastOfBest*hits[0].Score {
				out = append(out, hit.Concept)
			}
		}
		if len(out) > 0 {
			break
		}
	}
	return out
}

// OccupationsOf lists the occupations of a field of work.
func (a *App) OccupationsOf(group vocab.ID) []vocab.Concept {
	return a.Vocab.Occupations(strings.TrimPrefix(string(group), "group:"))
}

// CertificatesOf lists the certificates of a country.
func (a *App) CertificatesOf(country string) []vocab.Concept {
	var out []vocab.Concept
	for _, c := range a.Vocab.Concepts(vocab.Certificate) {
		if country != "" && c.Fact.Country == country {
			out = append(out, c)
		}
	}
	return out
}

// Pick returns the term of a concept that was picked, which must be of one of the kinds.
// Errors: Invalid (there is no such concept).
func (a *App) Pick(field, concept string, kinds []vocab.Kind) (domain.Term, error) {
	c, ok := a.Vocab.Concept(vocab.ID(concept))
	if !ok || !slices.Contains(kinds, c.Kind) {
		return domain.Term{}, &domain.Error{Kind: domain.Invalid, Key: "choose", Field: field}
	}
	return domain.Term{Concept: concept}, nil
}

// Typed returns the term of words that were typed in lang: the concept that they name exactly, else the words. What is typed in
// German is German.
func (a *App) Typed(lang, text string, kinds []vocab.Kind) domain.Term {
	for _, kind := range kinds {
		if found := a.Vocab.Exact(lang, kind, text); len(found) == 1 {
			return domain.Term{Concept: string(found[0].ID)}
		}
	}
	if lang == "de" {
		return domain.Term{Text: text, German: text, State: domain.TextConfirmed}
	}
	return domain.Term{Text: text}
}
