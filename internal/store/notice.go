package store

import (
	"context"
	"fmt"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// noticesShown is how many notices a page shows; the next ones come when these are put away.
const noticesShown = 5

// AddNotice tells n.Person on the first page of their own what was done, until they put it away. Kind, Actor, Org and Object are given.
func (tx *Tx) AddNotice(ctx context.Context, n domain.Notice) error {
	if !n.Kind.Valid() {
		return fmt.Errorf("there is no notice %q", n.Kind)
	}
	return tx.must(ctx, `
		INSERT INTO notice (id, person_id, kind, user_id, org_id, object_id, at, put_away_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 0)`,
		NewID[domain.NoticeID](tx), n.Person, n.Kind, n.Actor, n.Org, n.Object, tx.Now)
}

// Notices returns what p has not put away, newest first, a handful at most.
func (tx *Tx) Notices(ctx context.Context, p domain.PersonID) ([]domain.Notice, error) {
	return all(ctx, tx, func(scan scanner) (n domain.Notice, err error) {
		err = scan(&n.ID, &n.Person, &n.Kind, &n.Actor, &n.Org, &n.Object, &n.At, &n.Name, &n.OrgName)
		return n, err
	}, `
		SELECT n.id, n.person_id, n.kind, n.user_id, n.org_id, n.object_id, n.at, coalesce(u.name, ''), coalesce(o.name, '')
		FROM notice n
		LEFT JOIN app_user u ON u.id = n.user_id
		LEFT JOIN org o ON o.id = n.org_id
		WHERE n.person_id = $1 AND n.put_away_at = 0
		ORDER BY n.at DESC, n.id DESC
		LIMIT `+strconv.Itoa(noticesShown), p)
}

// PutAwayNotice takes a notice off the page of p, and is content when it is off already. NotFound when p never had it.
func (tx *Tx) PutAwayNotice(ctx context.Context, p domain.PersonID, n domain.NoticeID) error {
	changed, err := tx.exec(ctx, `
		UPDATE notice SET put_away_at = CASE WHEN put_away_at = 0 THEN $1 ELSE put_away_at END WHERE id = $2 AND person_id = $3`, tx.Now, n, p)
	if err == nil && changed == 0 {
		err = domain.ErrNotFound()
	}
	return err
}
