package demo

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// goTo sets the clock to an hour of the day that lies n days before the end of the demo.
func (l *life) goTo(n, hour int) {
	l.at = l.daysBefore(n, hour, 10+l.row%40)
	l.tx.At(l.at)
}

// handOver asks whether a colleague may go on, who has the first house; some have said yes.
func (l *life) handOver(ctx context.Context) error {
	to := l.users[l.houses[0].managers[0]]
	if l.handover == "" || to.Org != l.manager.Org || to.ID == l.manager.ID {
		return nil
	}
	l.goTo(4, 9)
	h := domain.Handover{
		ID: domain.HandoverID(l.id()), Person: l.ID, From: l.manager.ID, FromOrg: l.manager.Org, To: to.ID, ToOrg: to.Org, By: l.manager.ID,
		Note: "Ich wechsle im nächsten Monat in ein anderes Team.", Version: 1,
	}
	if err := l.tx.AddHandover(ctx, h); err != nil {
		return err
	}
	l.managed(domain.ProposeHandover, 0, int64(to.ID))
	if l.handover == domain.HandoverProposed {
		return nil
	}
	l.goTo(2, 18)
	h.State, h.AnsweredAt = l.handover, l.tx.Now
	l.note(domain.Event{Action: domain.AnswerHandover, Rule: domain.RuleOwn, Object: int64(h.ID), Note: string(h.State)})
	return l.tx.MoveHandover(ctx, h)
}
