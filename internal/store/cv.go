package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// cvField binds a sealed CV to its row. The first CV keeps the name that the one CV of earlier versions had.
func cvField(p domain.PersonID, id domain.CVID) string {
	if id == domain.FirstCV(p) {
		return "cv_setting"
	}
	return "cv:" + id.String()
}

// CVSelection returns one CV of p; the first one also before it was saved, with version 0. NotFound when p has no such CV.
func (tx *Tx) CVSelection(ctx context.Context, p domain.PersonID, id domain.CVID) (domain.CVSelection, error) {
	_, cvs, err := tx.Said(ctx, p, domain.SetOf(domain.SectionCV))
	if err != nil {
		return domain.CVSelection{}, err
	}
	for _, s := range cvs {
		if s.ID == id {
			return s, nil
		}
	}
	return domain.CVSelection{}, domain.ErrNotFound()
}

// SaveCV stores s as version s.Version+1 with its revision. A CV of version 0 is new.
// Errors: Conflict (s.Version is not the stored one, or p has domain.MaxCVs already).
func (tx *Tx) SaveCV(ctx context.Context, s domain.CVSelection, by domain.UserID) error {
	v, err := tx.vault(ctx, s.Person)
	if err != nil {
		return err
	}
	sealed, err := seal(v, cvField(s.Person, s.ID), s)
	if err != nil {
		return err
	}
	version := s.Version + 1
	if s.Version == 0 {
		// The number goes on where an earlier CV with this id ended.
		version, err = one(ctx, tx, value[int], `
			INSERT INTO cv (id, person_id, body_sealed, version, updated_at)
			SELECT $1, $2, $3, coalesce(max(version), 0) + 1, $4 FROM revision WHERE kind = 'cv' AND object_id = $1
			HAVING (SELECT count(*) FROM cv WHERE person_id = $2) < $5
			ON CONFLICT DO NOTHING RETURNING version`, s.ID, s.Person, sealed, tx.Now, domain.MaxCVs)
		if domain.KindOf(err) == domain.NotFound {
			err = domain.ErrConflict()
		}
	} else {
		err = tx.oneRow(ctx, `UPDATE cv SET body_sealed = $1, version = version + 1, updated_at = $2 WHERE id = $3 AND person_id = $4 AND version = $5`,
			sealed, tx.Now, s.ID, s.Person, s.Version)
	}
	if err != nil {
		return err
	}
	return tx.addRevision(ctx, "cv", int64(s.ID), version, s.Person, by, sealed)
}

// RemoveCV takes a CV away; its revisions and the entries stay. Conflict when version is not the stored one, or when it is the last.
func (tx *Tx) RemoveCV(ctx context.Context, p domain.PersonID, id domain.CVID, version int, by domain.UserID) error {
	if err := tx.oneRow(ctx, `
		DELETE FROM cv WHERE id = $1 AND person_id = $2 AND version = $3 AND (SELECT count(*) FROM cv WHERE person_id = $2) > 1`,
		id, p, version); err != nil {
		return err
	}
	return tx.addRevision(ctx, "cv", int64(id), version+1, p, by, nil)
}
