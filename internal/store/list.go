package store

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// Lists returns the lists that were imported, by name. They belong to the installation: every tenant finds their concepts.
func (t *Tenants) Lists(ctx context.Context) (out []domain.ConceptList, err error) {
	err = t.catalog.Read(ctx, func(tx *Tx) error {
		out, err = all(ctx, tx, scanList, `SELECT name, hash, languages, imported_at FROM vocab_list ORDER BY name`)
		return err
	})
	return out, err
}

func scanList(scan scanner) (l domain.ConceptList, err error) {
	var languages string
	err = scan(&l.Name, &l.Hash, &languages, &l.Imported)
	l.Languages = strings.Fields(languages)
	return l, err
}

// ListConcepts returns the concepts of all lists in the order of their ids.
func (t *Tenants) ListConcepts(ctx context.Context) (out []domain.ListConcept, err error) {
	err = t.catalog.Read(ctx, func(tx *Tx) error {
		out, err = all(ctx, tx, func(scan scanner) (c domain.ListConcept, err error) {
			err = scan(&c.ID, &c.Kind, &c.ISCO, &c.German.M, &c.German.F, &c.German.Neutral, &c.German.Phrase, &c.Regulated, &c.Retired)
			return c, err
		}, `SELECT id, kind, isco, german_m, german_f, german_neutral, german_phrase, regulated, retired FROM vocab_concept ORDER BY id`)
		return err
	})
	return out, err
}

// ListLabels returns the words of all lists in one language, in the order of the concepts.
func (t *Tenants) ListLabels(ctx context.Context, language string) (out []domain.ListLabels, err error) {
	err = t.catalog.Read(ctx, func(tx *Tx) error {
		out, err = all(ctx, tx, func(scan scanner) (domain.ListLabels, error) {
			l := domain.ListLabels{Language: language}
			var labels string
			err := scan(&l.Concept, &labels)
			l.Labels = strings.Split(labels, "\n")
			return l, err
		}, `SELECT concept_id, labels FROM vocab_label WHERE language = $1 ORDER BY concept_id`, language)
		return err
	})
	return out, err
}

// A ListWriter stores what is read of a list.
type ListWriter struct {
	Concept func(domain.ListConcept) error
	Labels  func(domain.ListLabels) error
}

// ImportList stores what read hands over in the place of what was there of the list, all of it or nothing. When the stored files have the
// same hash, nothing is read and same is true. A concept that the list has no more is kept for whoever has chosen it.
// Errors: those of read, then nothing is changed.
func (t *Tenants) ImportList(ctx context.Context, l domain.ConceptList, read func(ListWriter) error) (same bool, err error) {
	err = t.catalog.Write(ctx, func(tx *Tx) error {
		before, err := all(ctx, tx, scanList, `SELECT name, hash, languages, imported_at FROM vocab_list WHERE name = $1 ORDER BY name`, l.Name)
		if err != nil {
			return err
		}
		if same = len(before) > 0 && bytes.Equal(before[0].Hash, l.Hash); same {
			return nil
		}
		return tx.replaceList(ctx, l, read)
	})
	return same, err
}

func (tx *Tx) replaceList(ctx context.Context, l domain.ConceptList, read func(ListWriter) error) error {
	languages := slices.Clone(l.Languages)
	slices.Sort(languages)
	if err := tx.must(ctx, `
		INSERT INTO vocab_list (name, hash, languages, imported_at) VALUES ($1, $2, $3, $4)
		ON CONFLICT (name) DO UPDATE SET hash = excluded.hash, languages = excluded.languages, imported_at = excluded.imported_at`,
		l.Name, l.Hash, strings.Join(slices.Compact(languages), " "), tx.Now); err != nil {
		return err
	}
	if err := tx.must(ctx, `DELETE FROM vocab_label WHERE list = $1`, l.Name); err != nil {
		return err
	}
	if err := tx.must(ctx, `UPDATE vocab_concept SET retired = TRUE WHERE list = $1`, l.Name); err != nil {
		return err
	}
	return read(ListWriter{
		Concept: func(c domain.ListConcept) error {
			return tx.must(ctx, `
				INSERT INTO vocab_concept (id, list, kind, isco, german_m, german_f, german_neutral, german_phrase, regulated, retired)
				VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, FALSE)
				ON CONFLICT (id) DO UPDATE SET isco = excluded.isco, german_m = excluded.german_m, german_f = excluded.german_f,
					german_neutral = excluded.german_neutral, german_phrase = excluded.german_phrase, regulated = excluded.regulated, retired = FALSE`,
				c.ID, l.Name, c.Kind, c.ISCO, c.German.M, c.German.F, c.German.Neutral, c.German.Phrase, c.Regulated)
		},
		Labels: func(x domain.ListLabels) error {
			return tx.must(ctx, `INSERT INTO vocab_label (language, concept_id, list, labels) VALUES ($1, $2, $3, $4)`,
				x.Language, x.Concept, l.Name, strings.Join(x.Labels, "\n"))
		},
	})
}
