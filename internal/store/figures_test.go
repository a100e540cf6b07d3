package store_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestFigureRowsStatements: figures of a caseload find its cases by the manager and what was done by its day, never by reading a whole table of
// persons.
func TestFigureRowsStatements(t *testing.T) {
	c := testkit.New(t)
	var seen []string
	known := c.DB.Statements()
	c.Write(func(ctx context.Context, tx *store.Tx) error {
		scope := domain.FigureScope{Org: testkit.OrgBridge, Manager: c.User("manager_a")}
		return tx.FigureRows(ctx, scope, domain.FigurePeriod{From: "2026-01-01", Until: "2026-12-31"}, func(domain.FigureRow) {})
	})
	for _, q := range c.DB.Statements() {
		if slices.Contains(known, q) || strings.Contains(q, "FROM session") {
			continue
		}
		seen = append(seen, q)
		steps, err := c.DB.Explain(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if i := slices.IndexFunc(steps, func(s string) bool { return strings.HasPrefix(s, "SCAN") && !strings.HasPrefix(s, "SCAN app_user") }); i >= 0 {
			t.Errorf("%s in\n%s", steps[i], q)
		}
	}
	if len(seen) < 9 {
		t.Errorf("%d statements were looked at", len(seen))
	}
}
