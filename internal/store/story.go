package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// StoryEvents returns what the record knows of how p's plan came about, oldest first: that it was offered, answered, how the case moved, and
// to whom it was given: Name and OrgName are theirs.
func (tx *Tx) StoryEvents(ctx context.Context, p domain.PersonID) ([]domain.Event, error) {
	return all(ctx, tx, func(scan scanner) (e domain.Event, err error) {
		err = scan(&e.At, &e.Action, &e.Object, &e.Note, &e.Name, &e.OrgName)
		return e, err
	}, `
		SELECT e.at, e.action, e.object_id, e.note, coalesce(u.name, ''), coalesce(o.name, '')
		FROM event e
		LEFT JOIN app_user u ON u.id = e.object_id
		LEFT JOIN org o ON o.id = u.org_id
		WHERE e.person_id = $1 AND e.action IN ($2, $3, $4, $5, $6, $7, $8)
		ORDER BY e.seq`,
		p, domain.OfferPlan, domain.AnswerGoal, domain.SetCaseStatus, domain.CloseCase, domain.ReopenCase, domain.ReassignCase, domain.ReceiveHandover)
}
