package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// Found is what a search for words shows.
type Found struct {
	Concepts []vocab.Concept // best first
	Second   []vocab.Concept // found in the other language that the person reads, when the own one finds little
	Little   bool            // hardly anything was found in the own language
}

// little is how many hits are so few that another language is tried.
const little = 3

// Search looks for words of a person: a label of the city, then the vocabulary in lang, then in the other language that the person reads;
// in German and English when all that finds nothing.
// Errors: NotFound (by is no person).
func (a *App) Search(ctx context.Context, by domain.Actor, lang, reads, query string, kinds []vocab.Kind, n int) (f Found, err error) {
	query = cutLine(query)
	if f.Concepts, err = a.cityConcepts(ctx, by, lang, query, kinds); err != nil {
		return f, err
	}
	add := func(to *[]vocab.Concept, list []vocab.Concept) {
		for _, c := range list {
			if !slices.ContainsFunc(slices.Concat(f.Concepts, f.Second), func(x vocab.Concept) bool { return x.ID == c.ID }) && len(*to) < n {
				*to = append(*to, c)
			}
		}
	}
	add(&f.Concepts, a.findIn(lang, query, kinds, n))
	if f.Little = len(f.Concepts) < little; !f.Little {
		return f, nil
	}
	if reads != "" && reads != lang {
		add(&f.Second, a.findIn(reads, query, kinds, n))
	}
	for _, l := range otherLanguages {
		if len(f.Concepts)+len(f.Second) == 0 {
			add(&f.Concepts, a.findIn(l, query, kinds, n))
		}
	}
	return f, nil
}

// Said returns the term of words that a person typed: as Typed, and where no concept is called so, the one that the city calls so.
// Errors: NotFound (by is no person).
func (a *App) Said(ctx context.Context, by domain.Actor, lang, text string, kinds []vocab.Kind) (domain.Term, error) {
	t := a.Typed(lang, text, kinds)
	if t.Concept != "" {
		return t, nil
	}
	if found, err := a.cityConcepts(ctx, by, lang, text, kinds); err != nil || len(found) == 1 {
		if err == nil {
			t = domain.Term{Concept: string(found[0].ID)}
		}
		return t, err
	}
	return t, nil
}

// cityConcepts are the concepts that the city calls exactly so.
func (a *App) cityConcepts(ctx context.Context, by domain.Actor, lang, text string, kinds []vocab.Kind) (out []vocab.Concept, err error) {
	folded := vocab.Fold(text)
	if folded == "" {
		return nil, nil
	}
	err = a.look(ctx, by, domain.ReadProfile, by.Person, func(tx *store.Tx, _ *deed) error {
		labels, err := tx.CityLabels(ctx, lang, folded)
		for _, l := range labels {
			c, ok := a.Vocab.Concept(vocab.ID(l.Concept))
			if ok && slices.Contains(kinds, c.Kind) && !slices.ContainsFunc(out, func(x vocab.Concept) bool { return x.ID == c.ID }) {
				out = append(out, c)
			}
		}
		return err
	})
	return out, err
}
