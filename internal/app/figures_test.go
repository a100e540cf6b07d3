package app_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestFigures compares every figure of a small world with what somebody has computed by hand.
func TestFigures(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		w := newFigureWorld(t, c)
		want := map[string][]string{}
		var asked []string
		for _, line := range lines(t, "figures.txt") {
			if !strings.Contains(line[0], "_") && len(line) == 3 && domain.Day(line[1]).Valid() || strings.HasPrefix(line[0], "manager_") {
				asked = append(asked, strings.Join(line, " "))
				continue
			}
			last := asked[len(asked)-1]
			want[last] = append(want[last], strings.Join(line, " "))
		}
		for _, of := range asked {
			f := strings.Fields(of)
			got := w.counted(w.scopeNamed(f[0]), domain.FigurePeriod{From: domain.Day(f[1]), Until: domain.Day(f[2])})
			if !slices.Equal(got, want[of]) {
				t.Errorf("%s: counted\n%s\nby hand\n%s", of, strings.Join(got, "\n"), strings.Join(want[of], "\n"))
			}
		}
	})
}
