package app

import (
	"cmp"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// What a search shows: nothing that is hardly like the query, and nothing much less like it than the best; beside a concept that is
// called exactly so, only those that have the word in their name.
const (
	leastScore  = 0.4
	leastOfBest = 0.6
	exactScore  = 0.99
)

// otherLanguages are searched when nothing is found in the own one.
var otherLanguages = [...]string{"de", "en"}

// Find returns up to n concepts of the kinds that are most like the query in lang, best first; in German or English when there is
// nothing like it in lang.
func (a *App) Find(lang, query string, kinds []vocab.Kind, n int) []vocab.Concept {
	query = cutLine(query)
	for _, l := range append([]string{lang}, otherLanguages[:]...) {
		if found := a.findIn(l, query, kinds, n); len(found) > 0 {
			return found
		}
	}
	return nil
}

// cutLine is as much of a query as is looked for.
func cutLine(query string) string {
	if r := []rune(query); len(r) > domain.MaxLine {
		return string(r[:domain.MaxLine])
	}
	return query
}

// findIn is Find in one language alone.
func (a *App) findIn(lang, query string, kinds []vocab.Kind, n int) []vocab.Concept {
	var out []vocab.Concept
	hits := a.Vocab.Search(lang, kinds, query, n)
	slices.SortStableFunc(hits, commonFirst)
	for _, hit := range hits {
		best := hits[0].Score
		if hit.Score >= leastScore && (hit.Score >= leastOfBest*best || hit.Holds) && (best < exactScore || hit.Holds) {
			out = append(out, hit.Concept)
		}
	}
	return out
}

// commonFirst puts what is called exactly so first, and then, of all that have the word in their name, what many people do.
func commonFirst(a, b vocab.Hit) int {
	group := func(h vocab.Hit) int {
		switch {
		case h.Score >= exactScore:
			return 0
		case !h.Holds:
			return 3
		case h.Concept.Common():
			return 1
		}
		return 2
	}
	return cmp.Compare(group(a), group(b))
}

// OccupationsOf lists the occupations of a field of work.
func (a *App) OccupationsOf(group vocab.ID) []vocab.Concept {
	return a.Vocab.Occupations(strings.TrimPrefix(string(group), "group:"))
}

// UnitsOf lists the unit groups of a field of work in which occupations of imported lists stand.
func (a *App) UnitsOf(group vocab.ID) []vocab.Concept {
	return a.Vocab.Units(strings.TrimPrefix(string(group), "group:"))
}

// OccupationsLike lists up to n occupations that somebody with these may have had as well: the same, then of their fields of work
// those that many people have.
func (a *App) OccupationsLike(had []domain.Term, n int) []vocab.Concept {
	var same, like []vocab.Concept
	listed := map[vocab.ID]bool{}
	add := func(to *[]vocab.Concept, c vocab.Concept) {
		if !listed[c.ID] {
			listed[c.ID] = true
			*to = append(*to, c)
		}
	}
	for _, t := range had {
		if c, ok := a.Vocab.Concept(vocab.ID(t.Concept)); ok {
			add(&same, c)
		}
	}
	for _, c := range same {
		for _, group := range c.Groups {
			for _, o := range a.Vocab.Occupations(group) {
				if o.Common() {
					add(&like, o)
				}
			}
		}
	}
	out := append(same, like...)
	return out[:min(n, len(out))]
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
