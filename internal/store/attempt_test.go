package store_test

import (
	"context"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

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
