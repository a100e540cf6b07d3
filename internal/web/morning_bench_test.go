package web_test

import (
	"context"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// busyDesk is a manager with n persons who have an agreed plan of three goals with two measures each; of every fifth something is due, waits
// or ends soon.
func busyDesk(t testing.TB, engine store.Engine, n int) *till {
	t.Helper()
	c := newTill(t, engine, 0)
	names := make([]domain.Name, n)
	for i := range names {
		names[i].Latin = fmt.Sprintf("Person %d Alhassan", i)
	}
	for i, p := range c.Named(names) {
		c.Write(func(ctx context.Context, tx *store.Tx) error {
			tx.At(domain.InstantOf(testkit.Start.Add(-time.Duration(n-i) * time.Hour)))
			return fillDesk(ctx, tx, c.User("manager_a"), p, i)
		})
	}
	return c
}

func fillDesk(ctx context.Context, tx *store.Tx, manager domain.UserID, p domain.PersonID, i int) error {
	text := domain.PlanText{German: "Ein Ziel in eigenen Worten"}
	for range 3 {
		g := domain.Goal{Person: p, Domain: "work", Text: text, Due: tx.Today.AddMonths(6)}
		id, err := tx.SaveGoal(ctx, g, manager)
		if err != nil {
			return err
		}
		for range 2 {
			m := domain.Measure{Goal: id, Who: "person", State: "open", Text: text, Due: tx.Today.AddDays(i%50 - 5)}
			if _, err := tx.SaveMeasure(ctx, p, m, manager); err != nil {
				return err
			}
		}
	}
	if i%5 == 0 {
		if err := tx.OfferGoals(ctx, p); err != nil {
			return err
		}
	}
	for j, s := range domain.ReleasableSections {
		if _, err := tx.AddRelease(ctx, domain.Release{
			Person: p, Section: s, Org: testkit.OrgBridge, Role: domain.RoleIntegrationManager, Purpose: domain.PurposePlan,
			From: tx.Today.AddDays(-300), Until: tx.Today.AddDays(20 + (i+j)%300), Terms: testkit.Terms,
		}); err != nil {
			return err
		}
	}
	return nil
}

// TestMorningBudget: the morning page asks the database as often for 150 cases as for 10, and names as few of them.
func TestMorningBudget(t *testing.T) {
	for _, n := range [...]int{10, 150} {
		c := busyDesk(t, store.SQLite, n)
		if first := c.count("manager_a", "/today", nil); first.queries != 6 || first.commits != 1 {
			t.Errorf("%d cases, first view: %+v", n, first)
		}
		got := c.count("manager_a", "/today", nil)
		if got.queries != 4 || got.rows > 40 || got.commits != 0 || got.raw > 14_000 {
			t.Errorf("%d cases: %+v", n, got)
		}
	}
}

// BenchmarkMorning is the morning page of a manager with that many cases.
func BenchmarkMorning(b *testing.B) {
	for _, engine := range [...]store.Engine{store.SQLite, store.Postgres} {
		for _, n := range [...]int{150, 250} {
			b.Run(string(engine)+"/"+strconv.Itoa(n), func(b *testing.B) {
				busyDesk(b, engine, n).repeat(b, budget{name: "morning", who: "manager_a", path: "/today"})
			})
		}
	}
}
