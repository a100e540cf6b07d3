package web_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// agreedPlans lets n persons of manager_a agree in January to a goal in the domain work, and the first three of them to one in health too.
func (s *site) agreedPlans(n int) {
	s.t.Helper()
	people := s.Named(make([]domain.Name, n))
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		tx.At(domain.InstantOf(testkit.Start.AddDate(0, 0, -40)))
		for i, p := range people {
			goals := []domain.Goal{{ID: domain.GoalID(10 + 2*i), Domain: "work", Text: domain.PlanText{German: "Arbeit"}}}
			if i < 3 {
				goals = append(goals, domain.Goal{ID: domain.GoalID(11 + 2*i), Domain: "health", Text: domain.PlanText{German: "Hausarzt"}})
			}
			if err := tx.AddPlanVersion(ctx, domain.PlanVersion{Person: p, No: 1, Agreed: tx.Now, Goals: goals}, s.User("manager_a")); err != nil {
				return err
			}
		}
		return nil
	})
}

var january = domain.FigurePeriod{From: "2026-01-01", Until: "2026-01-31"}

// linkedFigure is a number that leads to the list behind it.
var linkedFigure = regexp.MustCompile(`href="/figures/([a-z_]+)\?([^"]*)">([^<]*)<`)

// TestFigureFiles: table and data say the same as the page, exactly in the own caseload and coarsely for an admin, who finds no number of
// fewer than five persons in any of the three.
func TestFigureFiles(t *testing.T) {
	s := newSite(t)
	s.agreedPlans(7)
	for _, tc := range []struct {
		by, of string
		want   map[string]string // what the table says; all else is none
		none   string
	}{
		{"manager_a", "own", map[string]string{
			"plans_new": "7", "plans_active": "7", "plans_at_end": "7", "goals_agreed": "10", "goals_agreed work": "7", "goals_agreed health": "3",
		}, "0"},
		{"admin", "org", map[string]string{
			"plans_new": "5", "plans_active": "5", "plans_at_end": "5", "goals_agreed": "10", "goals_agreed work": "5",
		}, "<5"},
	} {
		b := s.as(tc.by)
		rows := s.figureTable(b, tc.of)
		data := s.figureData(b, tc.of)
		if len(rows) != len(data) || len(rows) < 40 {
			t.Errorf("%s: %d lines in the table, %d in the data", tc.by, len(rows), len(data))
		}
		for key, got := range rows {
			want := tc.want[key]
			if want == "" {
				want = tc.none
			}
			if got != want || data[key] != got {
				t.Errorf("%s: %s is %q in the table and %q in the data, want %q", tc.by, key, got, data[key], want)
			}
		}
		page := b.get(routes.FiguresOf(tc.of, january)).is(http.StatusOK)
		shown := linkedFigure.FindAllStringSubmatch(page.body, -1)
		for _, m := range shown {
			key := m[1]
			if _, part, ok := strings.Cut(m[2], "part="); ok {
				part, _, _ = strings.Cut(part, "&")
				key += " " + part
			}
			if key = strings.TrimSpace(key); rows[key] != m[3] {
				t.Errorf("%s: the page says of %s %q, the table %q", tc.by, key, m[3], rows[key])
			}
		}
		if len(shown) != len(tc.want) {
			t.Errorf("%s: the page shows %q", tc.by, shown)
		}
	}
}

// figureTable reads the CSV of January.
func (s *site) figureTable(b *browser, of string) map[string]string {
	s.t.Helper()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.get(routes.FiguresFile("csv", of, january)).is(http.StatusOK).body, "\uFEFF")))
	r.Comma = ';'
	lines, err := r.ReadAll()
	must(s.t, err)
	out := map[string]string{}
	for _, l := range lines[1:] {
		out[strings.TrimSpace(l[0]+" "+l[2])] = l[4]
	}
	return out
}

// figureData reads the JSON of January.
func (s *site) figureData(b *browser, of string) map[string]string {
	s.t.Helper()
	var doc struct {
		Figures []struct {
			Figure, Part string
			N            *int
			Few          bool
		}
	}
	must(s.t, json.Unmarshal([]byte(b.get(routes.FiguresFile("json", of, january)).is(http.StatusOK).body), &doc))
	out := map[string]string{}
	for _, f := range doc.Figures {
		value := fmt.Sprintf("%v without a number", f.Few)
		switch {
		case f.Few && f.N == nil:
			value = "<5"
		case !f.Few && f.N != nil:
			value = strconv.Itoa(*f.N)
		}
		out[strings.TrimSpace(f.Figure+" "+f.Part)] = value
	}
	return out
}

// TestFigurePeriodsOfAdmins: page, list and both files refuse a period that is not whole or not over, and show the nearest one instead; a
// list behind few persons names nobody.
func TestFigurePeriodsOfAdmins(t *testing.T) {
	s := newSite(t)
	s.agreedPlans(7)
	admin := s.as("admin")
	day := domain.FigurePeriod{From: "2026-01-21", Until: "2026-01-21"}
	for _, path := range []string{
		routes.FiguresOf("org", day), routes.FiguresFile("csv", "org", day), routes.FiguresFile("json", "org", day),
		routes.FigureList(domain.FigurePlansNew, "", 0, "org", day),
	} {
		admin.get(path).is(http.StatusUnprocessableEntity, i18n.De.FiguresNearest("01.01.2026", "31.01.2026"), `value="2026-01-21"`, `id="error-from"`)
	}
	newPlans := routes.FigureList(domain.FigurePlansNew, "", 0, "org", january)
	admin.get(newPlans).is(http.StatusOK).lacks("/unit/") // the teams are too small
	for i, team := range []domain.TeamID{testkit.TeamNorth, testkit.TeamSouth, testkit.TeamSouth} {
		s.AddManager(domain.UserID(197+i), team)
	}
	admin.get(newPlans).is(http.StatusOK, "/unit/")
	for _, path := range []string{
		routes.FigureList(domain.FigureGoalsAgreed, "health", 0, "org", january), routes.FigureList(domain.FigureReviews, "", 0, "org", january),
	} {
		admin.get(path).is(http.StatusOK, i18n.De.FiguresFew()).lacks("/unit/").lacks("/cases/")
	}
	s.as("admin_harbour").get(routes.Figures).is(http.StatusOK, i18n.De.FiguresSmall()).lacks("<form method=\"get\" action=\"/figures\"").lacks("download")
	s.as("admin_harbour").get(routes.FiguresFile("csv", "", january)).is(http.StatusNotFound)
}
