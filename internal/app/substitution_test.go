package app_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestSubstitution: who stands in sees the cases from the first day on, until it is ended; acting for a person ends with it.
func TestSubstitution(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, lead, today := t.Context(), p.Actor("lead"), domain.DayOf(p.Clock.Now())
		p.is("manager_b before", second(p.Plan(ctx, p.Actor("manager_b"), p.sami)), domain.NotFound)
		x := domain.Substitution{User: p.User("manager_b"), For: p.User("manager_a"), From: today, Until: today.AddDays(14)}
		for what, wrong := range map[string]domain.Substitution{
			"nobody":      {For: x.For, From: x.From, Until: x.Until},
			"the same":    {User: x.For, For: x.For, From: x.From, Until: x.Until},
			"backwards":   {User: x.User, For: x.For, From: x.Until, Until: x.From},
			"a year":      {User: x.User, For: x.For, From: x.From, Until: x.From.AddMonths(12)},
			"long gone":   {User: x.User, For: x.For, From: today.AddDays(-9), Until: today.AddDays(-2)},
			"30 February": {User: x.User, For: x.For, From: "2026-02-30", Until: x.Until},
		} {
			p.is(what, p.AddSubstitution(ctx, lead, wrong), domain.Invalid)
		}
		p.ok(p.AddSubstitution(ctx, lead, x))
		p.is("once more", p.AddSubstitution(ctx, lead, x), domain.Conflict)
		page, err := p.Substitutions(ctx, lead)
		p.ok(err)
		if len(page.Substitutions) != 2 || len(page.Away) != 2 || len(page.Users) != 3 { // the city has one from the start
			t.Errorf("the lead sees %+v", page)
		}
		_, err = p.Plan(ctx, p.Actor("manager_b"), p.sami)
		p.ok(err)
		acting := p.Acting("manager_b", "sami")
		p.ok(second(p.Profile(ctx, acting)))
		p.ok(p.EndSubstitution(ctx, lead, x))
		p.is("ended twice", p.EndSubstitution(ctx, lead, x), domain.Conflict)
		p.is("manager_b afterwards", second(p.Plan(ctx, p.Actor("manager_b"), p.sami)), domain.NotFound)
	})
}

func second[T any](_ T, err error) error { return err }
