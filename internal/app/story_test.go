package app_test

import (
	"slices"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// told are the kinds of what a story tells by; a state of the Jobcenter stands for itself.
func (p *play) told(by domain.Actor) (kinds []string) {
	p.t.Helper()
	story, err := p.Story(p.t.Context(), by, p.sami)
	p.ok(err)
	for _, c := range story.Chapters {
		kind := c.Kind
		if kind == "jobcenter" {
			kind = string(c.Answer.State)
		}
		kinds = append(kinds, kind)
	}
	return kinds
}

// TestStoryOfTheJobcenter: each turn of an agreement is told once, at its time, also what came after the answer; a talk stands on its day.
func TestStoryOfTheJobcenter(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		p.Clock.AddDays(2)
		step := func() { p.Clock.Add(time.Minute) }
		goals := p.agree("Arbeit finden")
		work := goals[0]
		p.name()
		step()
		p.share(work)
		step()
		p.respond(p.at(work.ID), "counter")
		step()
		accept := func(by domain.Actor, yes bool) {
			c := p.at(work.ID)
			p.ok(p.AnswerCounter(ctx, by, p.sami, app.CounterAnswer{ID: c.ID, Version: c.Version, Accept: yes}))
			step()
		}
		accept(p.own, false)
		p.respond(p.at(work.ID), "counter")
		step()
		accept(p.manager, true)
		accept(p.own, true)
		for _, event := range []domain.CoordinationEvent{domain.CoordinationEnterIntoForce, domain.CoordinationEnd} {
			c := p.at(work.ID)
			p.ok(p.MoveCoordination(ctx, p.manager, p.sami, app.CoordinationMove{ID: c.ID, Version: c.Version, Event: event}))
			step()
		}
		talk := p.counselling(domain.Talk{})
		talk.Day = talk.Day.AddDays(-1)
		p.ok(p.SaveTalk(ctx, p.manager, p.sami, talk, nil, ""))
		want := []string{"shared", "countered", "refused", "countered", "accepted", "in_force", "ended"}
		for who, by := range map[string]domain.Actor{"own": p.own, "manager": p.manager} {
			got := p.told(by)
			if i := slices.Index(got, "talk"); i < 0 || slices.Index(got, "entry") > i || slices.Index(got, "shared") < i {
				t.Errorf("%s: the talk of the day before stands wrong in %v", who, got)
			}
			got = slices.DeleteFunc(got, func(k string) bool { return !slices.Contains(want, k) })
			if !slices.Equal(got, want) {
				t.Errorf("%s is told %v, want %v", who, got, want)
			}
		}
	})
}
