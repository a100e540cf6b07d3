package store

import (
	"context"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// A FoldedWord is a word of a person with the form in which it is compared.
type FoldedWord struct {
	Asked    domain.Asked
	Language string
	Text     string
	Folded   string
}

// wordKey says that two words are the same, to nobody without the tenant's key.
func (tx *Tx) wordKey(w FoldedWord) []byte {
	return tx.db.key.Fingerprint([]byte(strings.Join([]string{"word", string(w.Asked), w.Language, w.Folded}, "\x00")))
}

func wordField(e domain.EntryID) string { return "word:" + e.String() }

// conceptField binds what staff suggest; it is the same for all who said the word.
const conceptField = "word concept"

// KeepWords makes words those of an entry of p that no concept meets: what the entry has no more is forgotten. A fresh entry had none. What
// staff have decided about a word before holds for p, too.
func (tx *Tx) KeepWords(ctx context.Context, p domain.PersonID, e domain.EntryID, fresh bool, words []FoldedWord) error {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return err
	}
	var had [][]byte
	if !fresh {
		had, err = all(ctx, tx, value[[]byte], `SELECT word_key FROM unmatched WHERE person_id = $1 AND entry_id = $2 ORDER BY id`, p, e)
		if err != nil {
			return err
		}
	}
	gone := map[string]bool{}
	for _, key := range had {
		gone[string(key)] = true
	}
	for _, w := range words {
		key := tx.wordKey(w)
		if gone[string(key)] {
			delete(gone, string(key))
			continue
		}
		if err := tx.addWord(ctx, v, p, e, w, key); err != nil {
			return err
		}
	}
	for _, key := range had {
		if gone[string(key)] {
			if err := tx.must(ctx, `DELETE FROM unmatched WHERE person_id = $1 AND entry_id = $2 AND word_key = $3`, p, e, key); err != nil {
				return err
			}
		}
	}
	return nil
}

// addWord stores a word with what staff have decided last about the same word: who took or declined a concept was offered it. Of a person
// with domain.MaxOpenWords in the queue it stores none.
func (tx *Tx) addWord(ctx context.Context, v vault, p domain.PersonID, e domain.EntryID, w FoldedWord, key []byte) error {
	sealed, err := seal(v, wordField(e), w.Text)
	if err != nil {
		return err
	}
	return tx.must(ctx, `
		INSERT INTO unmatched (id, person_id, entry_id, asked, language, word_key, word_sealed, state, concept_sealed, decided_by, decided_at, at)
		SELECT $1, $2, $3, $4, $5, $6, $7,
			coalesce((SELECT CASE WHEN u.concept_sealed IS NOT NULL THEN 'suggested' ELSE u.state END
				FROM unmatched u WHERE u.word_key = $6 AND u.decided_at > 0 ORDER BY u.decided_at DESC, u.id LIMIT 1), 'open'),
			(SELECT u.concept_sealed FROM unmatched u WHERE u.word_key = $6 AND u.decided_at > 0 ORDER BY u.decided_at DESC, u.id LIMIT 1),
			0, 0, $8
		WHERE (SELECT count(*) FROM unmatched n WHERE n.person_id = $2 AND n.state = 'open') < $9
		ON CONFLICT DO NOTHING`,
		NewID[domain.UnmatchedID](tx), p, e, w.Asked, w.Language, key, sealed, tx.Now, domain.MaxOpenWords)
}

// ForgetWords forgets the words of an entry of p.
func (tx *Tx) ForgetWords(ctx context.Context, p domain.PersonID, e domain.EntryID) error {
	return tx.must(ctx, `DELETE FROM unmatched WHERE person_id = $1 AND entry_id = $2`, p, e)
}

// openWords selects the words that wait and that the reader may see, each once with the count of persons: those that a person said who
// has released the section of the entry to the managers of the reader's organisation, and core with it, or that several persons said. What
// stands behind it narrows and orders it. Its placeholders are those of visible. Words of persons without a key are not there any more.
const openWords = `
	SELECT u.id, u.asked, u.language, u.person_id, u.entry_id, u.word_sealed, k.wrapped, w.persons
	FROM (
		SELECT min(u.id) AS first, count(DISTINCT u.person_id) AS persons
		FROM unmatched u
		JOIN person_key k ON k.person_id = u.person_id
		JOIN person_case c ON c.person_id = u.person_id
		JOIN entry e ON e.id = u.entry_id
		LEFT JOIN release s ON s.person_id = u.person_id AND s.org_id = $1 AND s.section = e.section AND s.revoked_at = 0
			AND s.until_day >= $2 AND s.from_day <= $2 AND s.role = $3 AND ` + visible + `
		WHERE u.state = 'open'
		GROUP BY u.word_key
		HAVING count(DISTINCT u.person_id) > 1 OR count(s.id) > 0
	) w JOIN unmatched u ON u.id = w.first JOIN person_key k ON k.person_id = u.person_id `

// OpenWords returns at most limit of the words that wait for staff and that by may see, those of most persons first.
func (tx *Tx) OpenWords(ctx context.Context, by domain.Actor, limit int) ([]domain.Unmatched, error) {
	return all(ctx, tx, tx.scanWord, openWords+`ORDER BY w.persons DESC, u.id LIMIT `+strconv.Itoa(limit),
		by.Org, tx.Today, domain.RoleIntegrationManager)
}

// OpenWord returns one word that waits and that by may see. NotFound when there is none (any more).
func (tx *Tx) OpenWord(ctx context.Context, by domain.Actor, id domain.UnmatchedID) (domain.Unmatched, error) {
	return one(ctx, tx, tx.scanWord, openWords+`WHERE u.id = $4 ORDER BY u.id`, by.Org, tx.Today, domain.RoleIntegrationManager, id)
}

func (tx *Tx) scanWord(scan scanner) (u domain.Unmatched, err error) {
	var p domain.PersonID
	var e domain.EntryID
	var sealed, wrapped []byte
	if err = scan(&u.ID, &u.Asked, &u.Language, &p, &e, &sealed, &wrapped, &u.Persons); err != nil {
		return u, err
	}
	v, known := tx.vaults[p]
	if !known {
		if v, err = tx.openVault(p, wrapped); err != nil {
			return u, err
		}
	}
	u.Word, err = open[string](v, wordField(e), sealed)
	return u, err
}

// DecideWord keeps what staff have decided, for all who said the same word. Conflict when it does not wait any more.
func (tx *Tx) DecideWord(ctx context.Context, d domain.WordDecision, by domain.UserID) error {
	var concept []byte
	if d.Concept != "" {
		var err error
		if concept, err = seal(tx.cityVault(), conceptField, d.Concept); err != nil {
			return err
		}
	}
	return tx.oneRow(ctx, `
		UPDATE unmatched SET state = $1, concept_sealed = $2, decided_by = $3, decided_at = $4
		WHERE state = 'open' AND word_key = (SELECT word_key FROM unmatched WHERE id = $5 AND state = 'open')`,
		d.State, concept, by, tx.Now, d.ID)
}

// AddCityLabel makes a word a label of the city; a later one takes the place of the same word.
func (tx *Tx) AddCityLabel(ctx context.Context, l domain.CityLabel) error {
	return tx.must(ctx, `
		INSERT INTO city_label (id, asked, language, folded, label, concept_id, review, by_user, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (language, folded, asked) DO UPDATE SET label = excluded.label, concept_id = excluded.concept_id, review = excluded.review,
			by_user = excluded.by_user, at = excluded.at`,
		NewID[int64](tx), l.Asked, l.Language, l.Folded, l.Label, l.Concept, l.Review, l.By, tx.Now)
}

// CityLabels returns the labels of the city that are the folded word in a language, by what they are about.
func (tx *Tx) CityLabels(ctx context.Context, language, folded string) ([]domain.CityLabel, error) {
	return all(ctx, tx, func(scan scanner) (l domain.CityLabel, err error) {
		err = scan(&l.Asked, &l.Language, &l.Folded, &l.Label, &l.Concept, &l.Review, &l.By)
		return l, err
	}, `SELECT asked, language, folded, label, concept_id, review, by_user FROM city_label WHERE language = $1 AND folded = $2 ORDER BY asked`,
		language, folded)
}

// LabelsOfCity returns all labels of the city by language, oldest first.
func (tx *Tx) LabelsOfCity(ctx context.Context) ([]domain.CityLabel, error) {
	return all(ctx, tx, func(scan scanner) (l domain.CityLabel, err error) {
		err = scan(&l.ID, &l.Asked, &l.Language, &l.Folded, &l.Label, &l.Concept, &l.Review, &l.By, &l.ByName, &l.At)
		return l, err
	}, `
		SELECT l.id, l.asked, l.language, l.folded, l.label, l.concept_id, l.review, l.by_user, u.name, l.at
		FROM city_label l JOIN app_user u ON u.id = l.by_user
		ORDER BY l.language, l.id`)
}

// RemoveCityLabel takes a label away from the city. Whoever was offered its concept and has not answered is offered it no more: the word
// waits for staff anew. NotFound when there is none (any more).
func (tx *Tx) RemoveCityLabel(ctx context.Context, id domain.CityLabelID) error {
	w, err := one(ctx, tx, func(scan scanner) (w FoldedWord, err error) {
		err = scan(&w.Asked, &w.Language, &w.Folded)
		return w, err
	}, `DELETE FROM city_label WHERE id = $1 RETURNING asked, language, folded`, id)
	if err != nil {
		return err
	}
	return tx.must(ctx, `
		UPDATE unmatched SET
			concept_sealed = CASE WHEN state = 'suggested' THEN NULL ELSE concept_sealed END,
			state = CASE WHEN state = 'suggested' THEN 'open' ELSE state END, decided_by = 0, decided_at = 0
		WHERE word_key = $1`, tx.wordKey(w))
}

// WordSuggestions returns what staff suggest for words of p, in the order in which they were said.
func (tx *Tx) WordSuggestions(ctx context.Context, p domain.PersonID) ([]domain.WordSuggestion, error) {
	return tx.suggestions(ctx, p, `ORDER BY id`)
}

// WordSuggestion returns one suggestion for p. NotFound when p has none with this id.
func (tx *Tx) WordSuggestion(ctx context.Context, p domain.PersonID, id domain.UnmatchedID) (domain.WordSuggestion, error) {
	found, err := tx.suggestions(ctx, p, `AND id = $2 ORDER BY id`, id)
	if err == nil && len(found) == 0 {
		err = domain.ErrNotFound()
	}
	if err != nil {
		return domain.WordSuggestion{}, err
	}
	return found[0], nil
}

func (tx *Tx) suggestions(ctx context.Context, p domain.PersonID, rest string, id ...domain.UnmatchedID) ([]domain.WordSuggestion, error) {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, err
	}
	args := []any{p}
	for _, x := range id {
		args = append(args, x)
	}
	return all(ctx, tx, func(scan scanner) (s domain.WordSuggestion, err error) {
		var concept, word []byte
		if err = scan(&s.ID, &s.Entry, &s.Asked, &concept, &word); err != nil {
			return s, err
		}
		if s.Word, err = open[string](v, wordField(s.Entry), word); err != nil {
			return s, err
		}
		s.Concept, err = open[string](tx.cityVault(), conceptField, concept)
		return s, err
	}, `SELECT id, entry_id, asked, concept_sealed, word_sealed FROM unmatched WHERE person_id = $1 AND state = 'suggested' `+rest, args...)
}

// AnswerWord keeps what p answered to a suggestion. Conflict when there is none any more.
func (tx *Tx) AnswerWord(ctx context.Context, p domain.PersonID, id domain.UnmatchedID, state domain.UnmatchedState) error {
	return tx.oneRow(ctx, `UPDATE unmatched SET state = $1 WHERE id = $2 AND person_id = $3 AND state = 'suggested'`, state, id, p)
}

// SaveReading keeps which other language p reads.
func (tx *Tx) SaveReading(ctx context.Context, p domain.PersonID, language string) error {
	return tx.oneRow(ctx, `UPDATE person SET reads = $1 WHERE id = $2`, language, p)
}
