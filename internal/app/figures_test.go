package app_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
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

// TestFigureLists: each number is the length of its list for everybody who may ask; whoever has taken core back is
// never named, and of what stands in plans nobody is named but to who manages the case.
func TestFigureLists(t *testing.T) {
	w := newFigureWorld(t, testkit.New(t))
	for _, who := range []struct{ by, of string }{
		{"manager_a", app.FiguresOwn}, {"admin", app.FiguresOrg}, {"admin_harbour", app.FiguresOrg}, {"lead", app.FiguresOrg},
	} {
		page := w.figuresOf(who.by, who.of)
		for _, k := range domain.Figures() {
			list, err := w.FigureList(t.Context(), w.Actor(who.by), page.FigureQuery, k.ID, "", 0)
			if err != nil {
				t.Fatal(err)
			}
			if n := page.Tally.Value(k.ID, "").N; n != len(list.Rows)+list.Hidden || n != list.Value.N {
				t.Errorf("%s of %s: %d, but %d rows and %d hidden", k.ID, who.by, n, len(list.Rows), list.Hidden)
			}
			for _, r := range list.Rows {
				if r.Name.Latin == "p5" || r.Name.Latin == "p6" && k.Content || k.Content && who.of == app.FiguresOrg {
					t.Errorf("%s of %s names %q", k.ID, who.by, r.Name.Latin)
				}
			}
		}
	}
}

// TestFiguresOfTeams: teams of fewer than three managers have no figures of their own, and nobody chooses what is not theirs.
func TestFiguresOfTeams(t *testing.T) {
	c := testkit.New(t)
	page, err := c.Figures(t.Context(), c.Actor("lead"), app.FigureQuery{})
	if err != nil || !page.Small || page.Of != app.FiguresOrg || len(page.Teams) != 0 {
		t.Errorf("a small team has %+v, %v", page.Choice, err)
	}
	c.Write(func(ctx context.Context, tx *store.Tx) error {
		_, err := tx.AddUser(ctx, domain.User{
			ID: 199, Org: testkit.OrgBridge, Team: testkit.TeamNorth, Username: "third", Language: "de", Roles: []domain.Role{domain.RoleIntegrationManager},
		}, "-", "")
		return err
	})
	if page, err = c.Figures(t.Context(), c.Actor("lead"), app.FigureQuery{}); err != nil || page.Small || page.Of != testkit.TeamNorth.String() {
		t.Errorf("a team of three has %+v, %v", page.Choice, err)
	}
	for by, of := range map[string]string{
		"lead": testkit.TeamSouth.String(), "lead_south": testkit.TeamNorth.String(), "manager_a": app.FiguresOrg, "admin": testkit.TeamHarbour.String(), "admin_harbour": app.FiguresOwn,
	} {
		if _, err := c.Figures(t.Context(), c.Actor(by), app.FigureQuery{Of: of}); domain.KindOf(err) != domain.NotFound {
			t.Errorf("%s chooses %s: %v", by, of, err)
		}
	}
	wrong := app.FigureQuery{Period: domain.FigurePeriod{From: "2026-02-30", Until: "2026-01-01"}}
	if _, err := c.Figures(t.Context(), c.Actor("manager_a"), wrong); domain.KindOf(err) != domain.Invalid {
		t.Errorf("a day that does not exist: %v", err)
	}
}
