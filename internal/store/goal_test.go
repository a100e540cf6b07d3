package store_test

import (
	"context"
	"testing"

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
