package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// StoryEvents returns what the record knows of how p's plan came about, oldest first: that it was offered, answered, and how the case moved.
func (tx *Tx) StoryEvents(ctx context.Context, p domain.PersonID) ([]domain.Event, error) {
	return all(ctx, tx, func(scan scanner) (e domain.Event, err error) {
		err = scan(&e.At, &e.Action, &e.Object, &e.Note)
		return e, err
	}, `
		SELECT at, action, object_id, note FROM event
		WHERE person_id = $1 AND action IN ($2, $3, $4)
		ORDER BY seq`, p, domain.OfferPlan, domain.AnswerGoal, domain.SetCaseStatus)
}
