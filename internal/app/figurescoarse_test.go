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

// coarse2025 is what an admin sees of the year whose exact numbers stand in figures.txt. Six goals were agreed with four persons.
var coarse2025 = []string{
	"plans_new - 5",                   // 6
	"plans_continued - 5",             // 6
	"reviews - 5",                     // 7
	"plans_active - 5",                // 7
	"plans_at_end - 5",                // 5
	"time_to_agreement - 5 11.5 10.0", // 6
}

// TestFiguresOutsideTheCaseload: an admin sees rounded numbers of five persons and more, and of all others that they are few; taking one
// period from another leaves nothing, and any other period is refused with the next one that is not.
func TestFiguresOutsideTheCaseload(t *testing.T) {
	w := newFigureWorld(t, testkit.New(t))
	page := w.figuresOf("admin", app.FiguresOrg)
	if got := figureLines(page.Value); !slices.Equal(got, coarse2025) {
		t.Errorf("an admin sees\n%s\nby hand\n%s", strings.Join(got, "\n"), strings.Join(coarse2025, "\n"))
	}
	if v := page.Value(domain.FigureGoalsAgreed, ""); v != (domain.FigureValue{Few: true}) {
		t.Errorf("six goals of four persons are %+v", v)
	}
	for _, p := range []domain.FigurePeriod{ // 4 and 2 new plans, then none: all are shown alike
		{From: "2025-01-01", Until: "2025-03-31"},
		{From: "2025-04-01", Until: "2025-06-30"},
		{From: "2025-07-01", Until: "2025-09-30"},
		{From: "2025-10-01", Until: "2025-12-31"},
		{From: "2025-02-01", Until: "2025-02-28"},
		{From: "2025-08-01", Until: "2025-08-31"},
	} {
		page, err := w.Figures(t.Context(), w.Actor("admin"), app.FigureQuery{Of: app.FiguresOrg, Period: p})
		if v := page.Value(domain.FigurePlansNew, ""); err != nil || v != (domain.FigureValue{Few: true}) {
			t.Errorf("new plans in %v: %+v, %v", p, v, err)
		}
	}
	for _, p := range []domain.FigurePeriod{
		{From: "2025-02-01", Until: "2025-02-01"},
		{From: "2025-01-01", Until: "2025-12-30"},
		{From: "2025-01-01", Until: "2025-11-30"},
		{From: "2025-01-02", Until: "2025-12-31"},
		{From: "2026-03-01", Until: "2026-03-31"},
		{From: "2025-03-01", Until: "2026-02-28"},
	} {
		q := app.FigureQuery{Of: app.FiguresOrg, Period: p}
		_, err := w.Figures(t.Context(), w.Actor("admin"), q)
		_, listed := w.FigureList(t.Context(), w.Actor("admin"), q, domain.FigureReviews, "", 0)
		if domain.KindOf(err) != domain.Invalid || domain.KindOf(listed) != domain.Invalid {
			t.Errorf("figures of %v: %v, the list %v", p, err, listed)
		}
		if _, err := w.Figures(t.Context(), w.Actor("manager_a"), app.FigureQuery{Period: p}); err != nil {
			t.Errorf("the own caseload in %v: %v", p, err)
		}
	}
}

// TestFiguresOfOthers: the other tenant counts nothing of this one, a manager of the other organisation only what was done there, and what
// somebody has done goes on counting when that user is locked.
func TestFiguresOfOthers(t *testing.T) {
	w := newFigureWorld(t, testkit.New(t))
	q := app.FigureQuery{Of: app.FiguresOwn, Period: year2025}
	page, err := w.Ulm.Figures(t.Context(), w.Ulm.Actor("manager_a"), q)
	if got := figureLines(page.Value); err != nil || len(got) > 0 {
		t.Errorf("the other tenant counts %v, %v", got, err)
	}
	got := figureLines(w.figuresOf("manager_c", app.FiguresOwn).Value)
	if want := w.counted(domain.FigureScope{Org: testkit.OrgHarbour}, year2025); !slices.Equal(got, want) {
		t.Errorf("the only manager of the other organisation counts\n%v\nand it\n%v", got, want) // figures.txt has the latter by hand
	}
	before := w.counted(w.scopeNamed("bridge"), year2025)
	w.Write(func(ctx context.Context, tx *store.Tx) error { return tx.LockUser(ctx, w.User("manager_b")) })
	if after := w.counted(w.scopeNamed("bridge"), year2025); !slices.Equal(before, after) {
		t.Errorf("with a manager locked the organisation counts\n%v\nand before\n%v", after, before)
	}
}

// TestFigureStatements: counting fifty times as many persons takes no statement more.
func TestFigureStatements(t *testing.T) {
	c := testkit.New(t)
	asked := func(goals int) int64 {
		t.Helper()
		before := c.DB.Stats.Queries.Load()
		page, err := c.Figures(t.Context(), c.Actor("manager_a"), app.FigureQuery{Of: app.FiguresOwn, Period: year2025})
		if n := page.Value(domain.FigureGoalsReached, "").N; err != nil || n != goals {
			t.Fatalf("%d goals reached, %v", n, err)
		}
		return c.DB.Stats.Queries.Load() - before
	}
	plannedCrowd(t, c, 3)
	asked(9) // the first look is written, the others are not
	few := asked(9)
	plannedCrowd(t, c, 147)
	if many := asked(450); many > few || few > 20 {
		t.Errorf("%d statements for 3 persons, %d for 150", few, many)
	}
}
