package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

const (
	// linkHour and linkUses bound how often a link is opened: so many times in so many milliseconds.
	linkHour = 60 * 60 * 1000
	linkUses = 30
	// linkKept is for how long a link is listed after it has ended, in milliseconds.
	linkKept = 90 * 24 * 60 * 60 * 1000
)

func linkField(id domain.CVLinkID) string { return "cv_link:" + id.String() }

// AddCVLink stores a link whose address has the hash. Links that ended long ago go.
// Errors: Invalid (the person has domain.MaxCVLinks in force).
func (tx *Tx) AddCVLink(ctx context.Context, l domain.CVLink, hash []byte) error {
	v, err := tx.vault(ctx, l.Person)
	if err != nil {
		return err
	}
	sealed, err := seal(v, linkField(l.ID), l.For)
	if err != nil {
		return err
	}
	if err := tx.must(ctx, `DELETE FROM cv_link WHERE person_id = $1 AND (until_at < $2 OR ended_at > 0 AND ended_at < $2)`,
		l.Person, tx.Now-linkKept); err != nil {
		return err
	}
	n, err := tx.exec(ctx, `
		INSERT INTO cv_link (id, person_id, cv_id, token_hash, form, for_sealed, made_at, until_at, ended_at, reads, downloads, used_at, hour_at, hour_uses)
		SELECT $1, $2, $3, $4, $5, $6, $7, $8, 0, 0, 0, 0, 0, 0
		WHERE (SELECT count(*) FROM cv_link WHERE person_id = $2 AND ended_at = 0 AND until_at > $7) < $9`,
		l.ID, l.Person, l.CV, hash, l.Form, sealed, tx.Now, l.Until, domain.MaxCVLinks)
	if err == nil && n == 0 {
		err = &domain.Error{Kind: domain.Invalid, Key: "tooManyLinks"}
	}
	return err
}

// CVLinks returns the links of p, newest first.
func (tx *Tx) CVLinks(ctx context.Context, p domain.PersonID) ([]domain.CVLink, error) {
	v, err := tx.vault(ctx, p)
	if err != nil {
		return nil, err
	}
	return all(ctx, tx, func(scan scanner) (l domain.CVLink, err error) {
		var sealed []byte
		err = scan(&l.ID, &l.Person, &l.CV, &l.Form, &sealed, &l.Made, &l.Until, &l.Ended, &l.Reads, &l.Downloads, &l.Used)
		if err == nil {
			l.For, err = open[string](v, linkField(l.ID), sealed)
		}
		return l, err
	}, `
		SELECT id, person_id, cv_id, form, for_sealed, made_at, until_at, ended_at, reads, downloads, used_at
		FROM cv_link WHERE person_id = $1 ORDER BY id DESC`, p)
}

// CVLinkByToken returns the link in force whose address has the hash, without what the person noted on it. NotFound for any other hash, and
// when the person's key is gone.
func (tx *Tx) CVLinkByToken(ctx context.Context, hash []byte) (domain.CVLink, error) {
	return one(ctx, tx, func(scan scanner) (l domain.CVLink, err error) {
		err = scan(&l.ID, &l.Person, &l.CV, &l.Form, &l.Until)
		return l, err
	}, `
		SELECT id, person_id, cv_id, form, until_at
		FROM cv_link l
		WHERE token_hash = $1 AND ended_at = 0 AND until_at > $2 AND EXISTS (SELECT 1 FROM person_key k WHERE k.person_id = l.person_id)`, hash, tx.Now)
}

// linked tells whether the link is one of p and in force.
func (tx *Tx) linked(ctx context.Context, l domain.CVLinkID, p domain.PersonID) (bool, error) {
	n, err := one(ctx, tx, value[int], `SELECT count(*) FROM cv_link WHERE id = $1 AND person_id = $2 AND ended_at = 0 AND until_at > $3`, l, p, tx.Now)
	return n > 0, err
}

// UseCVLink counts that a link in force was opened; with download, that its PDF was taken.
// Errors: NotFound (it is not in force any more), Refused (too often within an hour).
func (tx *Tx) UseCVLink(ctx context.Context, l domain.CVLinkID, download bool) error {
	reads, downloads := 1, 0
	if download {
		reads, downloads = 0, 1
	}
	uses, err := one(ctx, tx, value[int], `
		UPDATE cv_link SET reads = reads + $1, downloads = downloads + $2, used_at = $3,
			hour_at = CASE WHEN hour_at <= $4 THEN $3 ELSE hour_at END,
			hour_uses = CASE WHEN hour_at <= $4 THEN 1 ELSE hour_uses + 1 END
		WHERE id = $5 AND ended_at = 0 AND until_at > $3
		RETURNING hour_uses`, reads, downloads, tx.Now, tx.Now-linkHour, l)
	if err == nil && uses > linkUses {
		err = &domain.Error{Kind: domain.Refused, Key: "linkTooOften"} // the transaction ends, and with it the count
	}
	return err
}

// EndCVLink ends one link of p. NotFound when p has no such link in force.
func (tx *Tx) EndCVLink(ctx context.Context, p domain.PersonID, l domain.CVLinkID) error {
	n, err := tx.exec(ctx, `UPDATE cv_link SET ended_at = $1 WHERE id = $2 AND person_id = $3 AND ended_at = 0 AND until_at > $1`, tx.Now, l, p)
	if err == nil && n == 0 {
		err = domain.ErrNotFound()
	}
	return err
}

// EndCVLinks ends the links of p to a CV that are in force, with 0 to all of them, and returns which.
func (tx *Tx) EndCVLinks(ctx context.Context, p domain.PersonID, cv domain.CVID) ([]domain.CVLinkID, error) {
	return all(ctx, tx, value[domain.CVLinkID], `
		UPDATE cv_link SET ended_at = $1 WHERE person_id = $2 AND (cv_id = $3 OR $3 = 0) AND ended_at = 0 AND until_at > $1
		RETURNING id`, tx.Now, p, cv)
}

// CVLinkUses returns the last hundred times that links of p were used, newest first: the link, the moment and the action.
func (tx *Tx) CVLinkUses(ctx context.Context, p domain.PersonID) ([]domain.Event, error) {
	return all(ctx, tx, scanEvent, `
		SELECT `+eventColumns+` FROM event e WHERE e.person_id = $1 AND e.rule = $2 ORDER BY e.seq DESC LIMIT 100`, p, domain.RuleLink)
}
