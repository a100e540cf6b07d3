package demo

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// longestWait is for how many days somebody can have waited for a manager to begin.
const longestWait = 120

// drawWaiting lets some wait with whom nobody has worked yet.
func (l *life) drawWaiting() {
	d := roll(l.seed, "waiting", l.row)
	if l.player != nil || l.age < 18 || l.plan != noPlan || l.released || l.hidden || l.closed || l.dayBefore() > longestWait || !d.chance(40) {
		return
	}
	l.waits = true
	if d.chance(20) {
		l.urgency = pick(d, domain.Urgencies[:])
	}
}

// queue puts who waits on the waiting list, with the day of the registration; the lead says who goes first. They wait to this day.
func (l *life) queue(ctx context.Context) error {
	if !l.waits {
		return nil
	}
	on := domain.DayOf(l.Registered.Time().In(l.until.Location()))
	if err := l.setWeight(ctx, domain.WeightWaiting, on); err != nil {
		return err
	}
	if l.urgency == "" {
		return errOver
	}
	l.minutes(20)
	if err := l.tx.SetUrgency(ctx, l.ID, l.urgency, l.version); err != nil {
		return err
	}
	lead := l.leadOf(l.manager.Team)
	l.note(domain.Event{
		Actor: lead.ID, Org: lead.Org, Action: domain.SetUrgency, Rule: domain.RuleUnit, Purpose: domain.PurposePlan, Note: string(l.urgency),
	})
	return errOver
}

// weigh lets the manager say how much time the case takes, for most adults.
func (l *life) weigh(ctx context.Context) error {
	d := roll(l.seed, "weight", l.row)
	if l.age < 18 || l.player == nil && d.chance(20) {
		return nil
	}
	return l.setWeight(ctx, domain.Weights[d.weighted([]int{20, 50, 30})], l.tx.Today)
}

func (l *life) setWeight(ctx context.Context, w domain.Weight, on domain.Day) error {
	l.minutes(10)
	if err := l.tx.SetWeight(ctx, l.ID, w, on, l.version); err != nil {
		return err
	}
	l.version++
	l.managed(domain.SetWeight, 0, 0)
	l.events[len(l.events)-1].Note = string(w)
	return nil
}
