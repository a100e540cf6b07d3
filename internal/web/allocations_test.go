//go:build !race

package web_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/store"
)

// TestAllocations holds how many pieces of memory the busiest pages may take; the race detector takes more.
func TestAllocations(t *testing.T) {
	c := newTill(t, store.SQLite, 100)
	most := map[string]float64{"caseload": 1400, "search": 800, "case": 3200, "me": 900}
	for _, page := range budgets(c, c.tell()) {
		limit, ok := most[page.name]
		if !ok {
			continue
		}
		delete(most, page.name)
		if got := testing.AllocsPerRun(20, func() { c.ask(page.who, page.path, nil, "") }); got > limit {
			t.Errorf("%s: %.0f pieces of memory, at most %.0f", page.name, got, limit)
		} else {
			t.Logf("%s: %.0f", page.name, got)
		}
	}
	if len(most) > 0 {
		t.Errorf("not measured: %v", most)
	}
}
