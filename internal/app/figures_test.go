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

// TestFigureLists: in the own caseload each number is the length of its list; whoever has taken core back is never named, of what stands
// in plans nobody is named but to who manages the case, and nobody behind a small number.
func TestFigureLists(t *testing.T) {
	w := newFigureWorld(t, testkit.New(t))
	for _, who := range []struct{ by, of string }{{"manager_a", app.FiguresOwn}, {"manager_b", app.FiguresOwn}, {"admin", app.FiguresOrg}, {"lead", app.FiguresOrg}} {
		page := w.figuresOf(who.by, who.of)
		own := who.of == app.FiguresOwn
		for _, k := range domain.Figures() {
			list, err := w.FigureList(t.Context(), w.Actor(who.by), page.FigureQuery, k.ID, "", 0)
			if err != nil {
				t.Fatal(err)
			}
			v := page.Value(k.ID, "")
			if v != list.Value() || own && v.N != len(list.Rows)+list.Hidden || !own && list.Hidden > 1 || v.Few && len(list.Rows) > 0 {
				t.Errorf("%s of %s: %+v, but %d rows and %d hidden", k.ID, who.by, v, len(list.Rows), list.Hidden)
			}
			for _, r := range list.Rows {
				if r.Name.Latin == "p5" || r.Name.Latin == "p6" && k.Content || k.Content && !own {
					t.Errorf("%s of %s names %q", k.ID, who.by, r.Name.Latin)
				}
			}
		}
	}
	listed := func(why string, part domain.FigureID, rows, hidden int) {
		t.Helper()
		q := app.FigureQuery{Of: app.FiguresOrg, Period: year2025}
		if list, err := w.FigureList(t.Context(), w.Actor("admin"), q, part, "", 0); err != nil || len(list.Rows) != rows || list.Hidden != hidden {
			t.Errorf("%s: behind %s an admin sees %+v and %d, %v", why, part, list.Rows, list.Hidden, err)
		}
	}
	listed("no team has figures of its own", domain.FigurePlansNew, 0, 1)
	w.AddManager(197, testkit.TeamNorth)
	w.AddManager(198, testkit.TeamSouth)
	w.AddManager(199, testkit.TeamSouth)
	listed("both teams have", domain.FigurePlansNew, 4, 1) // of six, p5 has taken core back and p9 has moved
	listed("of four persons", domain.FigureGoalsAgreed, 0, 0)
	listed("of nobody", domain.FigureIndependence, 0, 0)
}

// TestFiguresOfTeams: teams and organisations of fewer than three managers have no figures of their own, nor as the rest of an
// organisation, and nobody chooses what is not theirs.
func TestFiguresOfTeams(t *testing.T) {
	c := testkit.New(t)
	check := func(by string, small bool, choice ...string) {
		t.Helper()
		page, err := c.Figures(t.Context(), c.Actor(by), app.FigureQuery{})
		if err != nil || page.Small != small || !slices.Equal(page.Choice, choice) {
			t.Errorf("%s can choose %v, small %v, %v", by, page.Choice, page.Small, err)
		}
	}
	check("lead", true, app.FiguresOrg)
	check("admin_harbour", true) // its organisation has two managers
	c.AddManager(197, testkit.TeamNorth)
	check("lead", true, app.FiguresOrg) // without the three of the north, one is left
	c.AddManager(198, testkit.TeamSouth)
	c.AddManager(199, testkit.TeamSouth)
	north, south := testkit.TeamNorth.String(), testkit.TeamSouth.String()
	check("lead", false, north, app.FiguresOrg)
	check("lead_south", false, south, app.FiguresOrg)
	check("admin", false, app.FiguresOrg, north, south)
	for by, of := range map[string]string{
		"lead": south, "lead_south": north, "manager_a": app.FiguresOrg, "admin": testkit.TeamHarbour.String(), "admin_harbour": app.FiguresOrg,
	} {
		q := app.FigureQuery{Of: of, Period: year2025}
		if _, err := c.Figures(t.Context(), c.Actor(by), q); domain.KindOf(err) != domain.NotFound {
			t.Errorf("%s chooses %s: %v", by, of, err)
		}
		if _, err := c.FigureList(t.Context(), c.Actor(by), q, domain.FigurePlansNew, "", 0); domain.KindOf(err) != domain.NotFound {
			t.Errorf("%s opens a list of %s: %v", by, of, err)
		}
	}
	c.Write(func(ctx context.Context, tx *store.Tx) error { return tx.LockUser(ctx, 199) })
	check("lead_south", true, app.FiguresOrg)
	wrong := app.FigureQuery{Period: domain.FigurePeriod{From: "2026-02-30", Until: "2026-01-01"}}
	if _, err := c.Figures(t.Context(), c.Actor("manager_a"), wrong); domain.KindOf(err) != domain.Invalid {
		t.Errorf("a day that does not exist: %v", err)
	}
}
