package store_test

import (
	"sync"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestIDs: what many transactions make at one moment (the clock stands) has ids of its own, which grow in each of them.
func TestIDs(t *testing.T) {
	c := testkit.New(t)
	var mu sync.Mutex
	made := map[domain.GoalID]bool{}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				if err := c.DB.Read(t.Context(), func(tx *store.Tx) error {
					var last domain.GoalID
					for range 50 {
						id := store.NewID[domain.GoalID](tx)
						mu.Lock()
						if made[id] || id <= last {
							t.Errorf("id %d is made twice or does not grow", id)
						}
						made[id], last = true, id
						mu.Unlock()
					}
					return nil
				}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}
