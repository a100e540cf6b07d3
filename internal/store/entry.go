package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/domain"
)

const entryColumns = `id, section, pos, body_sealed, version, updated_at`

// An entryRow is an entry before its body is opened.
type entryRow struct {
	entry  domain.Entry
	sealed []byte
}

func scanEntry(scan scanner) (r entryRow, err error) {
	err = scan(&r.entry.ID, &r.entry.Section, &r.entry.Pos, &r.sealed, &r.entry.Version, &r.entry.Updated)
	return r, err
}

// open returns the entry of p with its body.
func (r entryRow) open(v vault, p domain.PersonID) (domain.Entry, error) {
	e, err := open[domain.Entry](v, entryField(r.entry.ID), r.sealed)
	e.ID, e.Person, e.Section, e.Pos, e.Version, e.Updated = r.entry.ID, p, r.entry.Section, r.entry.Pos, r.entry.Version, r.entry.Updated
	return e, err
}

// Entry returns one thing that p said. NotFound when p has no such entry.
func (tx *Tx) Entry(ctx context.Context, p domain.PersonID, e domain.EntryID) (domain.Entry, error) {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return domain.Entry{}, err
	}
	r, err := one(ctx, tx, scanEntry, `SELECT `+entryColumns+` FROM entry WHERE id = $1 AND person_id = $2`, e, p)
	if err != nil {
		return domain.Entry{}, err
	}
	return r.open(v, p)
}

// Entries returns what p said in the sections, in the order of sections and positions; it opens only those sections.
func (tx *Tx) Entries(ctx context.Context, p domain.PersonID, sections domain.SectionSet) ([]domain.Entry, error) {
	entries, _, err := tx.Said(ctx, p, sections&^domain.SetOf(domain.SectionCV))
	return entries, err
}

// EntryCounts returns how many entries p has in each section that is not empty.
func (tx *Tx) EntryCounts(ctx context.Context, p domain.PersonID) (map[domain.Section]int, error) {
	counts := map[domain.Section]int{}
	_, err := all(ctx, tx, func(scan scanner) (struct{}, error) {
		var s domain.Section
		var n int
		err := scan(&s, &n)
		counts[s] = n
		return struct{}{}, err
	}, `SELECT section, count(*) FROM entry WHERE person_id = $1 GROUP BY section ORDER BY section`, p)
	return counts, err
}

func entryField(id domain.EntryID) string { return "entry:" + id.String() }

// A SavedEntry is what SaveEntry has stored.
type SavedEntry struct {
	ID       domain.EntryID
	OwnWords bool // translations or unmatched words of an earlier version hang on it
}

// SaveEntry stores e as version e.Version+1 with its revision. Conflict when e.Version is not the stored one.
func (tx *Tx) SaveEntry(ctx context.Context, e domain.Entry, by domain.UserID) (saved SavedEntry, err error) {
	v, err := tx.vault(ctx, e.Person)
	if err != nil {
		return saved, err
	}
	if saved.ID = e.ID; saved.ID == 0 {
		saved.ID = NewID[domain.EntryID](tx)
	}
	sealed, err := seal(v, entryField(saved.ID), e)
	if err != nil {
		return saved, err
	}
	if e.Version == 0 {
		err = tx.oneRow(ctx, `
			INSERT INTO entry (id, person_id, section, pos, body_sealed, version, updated_at)
			SELECT $1, $2, $3, coalesce(max(pos), 0) + 1, $4, 1, $5 FROM entry WHERE person_id = $2 AND section = $3 HAVING count(*) < $6`,
			saved.ID, e.Person, e.Section, sealed, tx.Now, entryLimit(e.Section))
	} else {
		saved.OwnWords, err = tx.updateEntry(ctx, e, sealed)
	}
	if err != nil {
		return saved, err
	}
	return saved, tx.addRevision(ctx, "entry", int64(saved.ID), e.Version+1, e.Person, by, sealed)
}

// updateEntry stores another version of e, and tells whether translations or unmatched words of earlier ones hang on it: most answers have
// none, and need no statement to end them.
func (tx *Tx) updateEntry(ctx context.Context, e domain.Entry, sealed []byte) (ownWords bool, err error) {
	ownWords, err = one(ctx, tx, value[bool], `
		UPDATE entry SET body_sealed = $1, version = version + 1, updated_at = $2
		WHERE id = $3 AND person_id = $4 AND section = $5 AND version = $6
		RETURNING EXISTS (SELECT 1 FROM translation t WHERE t.person_id = $4 AND t.entry_id = $3 AND t.ended_at = 0)
			OR EXISTS (SELECT 1 FROM unmatched u WHERE u.person_id = $4 AND u.entry_id = $3)`,
		sealed, tx.Now, e.ID, e.Person, e.Section, e.Version)
	if domain.KindOf(err) == domain.NotFound {
		err = domain.ErrConflict()
	}
	return ownWords, err
}

// entryLimit is how many entries a section holds; a second identity is a conflict with the first.
func entryLimit(s domain.Section) int {
	if domain.OnePerSection(s) {
		return 1
	}
	return domain.MaxList
}

// RemoveEntry takes an entry away; its revisions stay. Conflict when version is not the stored one.
func (tx *Tx) RemoveEntry(ctx context.Context, p domain.PersonID, e domain.EntryID, version int, by domain.UserID) error {
	if err := tx.oneRow(ctx, `DELETE FROM entry WHERE id = $1 AND person_id = $2 AND version = $3`, e, p, version); err != nil {
		return err
	}
	if err := tx.addRevision(ctx, "entry", int64(e), version+1, p, by, nil); err != nil {
		return err
	}
	return tx.EndTranslations(ctx, p, e)
}

func (tx *Tx) addRevision(ctx context.Context, kind string, object int64, version int, p domain.PersonID, by domain.UserID, sealed []byte) error {
	return tx.must(ctx, `INSERT INTO revision (kind, object_id, version, person_id, by_user, body_sealed, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
		kind, object, version, p, by, sealed, tx.Now)
}

// Said returns what p said in the sections, in the order of sections and positions, and with the section cv the CVs of p, the first one
// first; one that was never saved, of version 0, while there is none. It opens only those sections.
func (tx *Tx) Said(ctx context.Context, p domain.PersonID, sections domain.SectionSet) (entries []domain.Entry, cvs []domain.CVSelection, err error) {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	rows, err := all(ctx, tx, scanEntry, `
		SELECT `+entryColumns+` FROM entry WHERE person_id = $1
		UNION ALL
		SELECT id, 'cv', 0, body_sealed, version, updated_at FROM cv WHERE person_id = $1
		ORDER BY section, pos, id`, p)
	if err != nil {
		return nil, nil, err
	}
	for _, r := range rows {
		if !sections.Has(r.entry.Section) {
			continue
		}
		if r.entry.Section == domain.SectionCV {
			id := domain.CVID(r.entry.ID)
			s, err := open[domain.CVSelection](v, cvField(p, id), r.sealed)
			if err != nil {
				return nil, nil, err
			}
			s.ID, s.Person, s.Version, s.Updated = id, p, r.entry.Version, r.entry.Updated
			cvs = append(cvs, s)
			continue
		}
		e, err := r.open(v, p)
		if err != nil {
			return nil, nil, err
		}
		entries = append(entries, e)
	}
	slices.SortStableFunc(cvs, func(a, b domain.CVSelection) int { // all but the first one by their ids, thus by their age
		return cmp.Compare(rank(a, p), rank(b, p))
	})
	if len(cvs) == 0 && sections.Has(domain.SectionCV) {
		cvs = []domain.CVSelection{{ID: domain.FirstCV(p), Person: p}}
	}
	return entries, cvs, nil
}

// rank puts the CV that everybody has before the others.
func rank(s domain.CVSelection, p domain.PersonID) int {
	if s.ID == domain.FirstCV(p) {
		return 0
	}
	return 1
}

// RevisionsOf counts the stored snapshots of an object, for tests and for the history pages.
func (tx *Tx) RevisionsOf(ctx context.Context, kind string, object int64) (int, error) {
	n, err := one(ctx, tx, value[int], `SELECT count(*) FROM revision WHERE kind = $1 AND object_id = $2`, kind, object)
	if err != nil {
		return 0, fmt.Errorf("revisions of %s %s: %w", kind, strconv.FormatInt(object, 10), err)
	}
	return n, nil
}
