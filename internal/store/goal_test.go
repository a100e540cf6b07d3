package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestGoalDomain shows that what a goal is about comes back as it was saved, also from a row of before it was sealed.
func TestGoalDomain(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		sami := c.Person("sami")
		c.Write(func(ctx context.Context, tx *store.Tx) error {
			saved := func(want domain.LifeDomain) domain.Goal {
				t.Helper()
				plan, err := tx.Plan(ctx, sami)
				if err != nil || len(plan.Goals) != 1 || plan.Goals[0].Domain != want || plan.Goals[0].Text.German != "Arzt suchen" {
					t.Fatalf("the plan is %+v, %v, want the domain %s", plan, err, want)
				}
				return plan.Goals[0]
			}
			_, err := tx.SaveGoal(ctx, domain.Goal{Person: sami, Domain: "health", Text: domain.PlanText{German: "Arzt suchen"}}, c.User("manager_a"))
			if err != nil {
				return err
			}
			g := saved("health")
			g.Domain = "family"
			if err := tx.SealGoalAsBefore(ctx, g); err != nil {
				return err
			}
			g = saved("family")
			g.Domain = "housing"
			if _, err := tx.SaveGoal(ctx, g, c.User("manager_a")); err != nil {
				return err
			}
			saved("housing")
			return nil
		})
	})
}

// TestAttemptsAreBounded shows that failed tries of unknown names are forgotten: after a day, and the oldest when there are too many.
func TestAttemptsAreBounded(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		names := []string{"a", "b", "c", "d", "e"}
		failures := func(name string) (n int) {
			t.Helper()
			c.Write(func(ctx context.Context, tx *store.Tx) error {
				l, err := tx.CountTry(ctx, c.DB.UnknownLogin(name))
				n = l.Failures
				if err != nil {
					return err
				}
				return tx.UncountTry(ctx, l, tx.Now)
			})
			return n
		}
		prune := func(keep int) {
			c.Write(func(ctx context.Context, tx *store.Tx) error { return tx.PruneAttempts(ctx, keep) })
		}
		for _, name := range names {
			c.Clock.Add(time.Second)
			c.Write(func(ctx context.Context, tx *store.Tx) error {
				_, err := tx.CountTry(ctx, c.DB.UnknownLogin(name))
				return err
			})
		}
		prune(3)
		for i, name := range names {
			if got, want := failures(name), min(1, i/2); got != want {
				t.Errorf("%s has %d failures, want %d: the newest three are kept", name, got, want)
			}
		}
		c.Clock.AddDays(1)
		prune(1000)
		for _, name := range names {
			if got := failures(name); got != 0 {
				t.Errorf("%s has %d failures after a day", name, got)
			}
		}
	})
}
