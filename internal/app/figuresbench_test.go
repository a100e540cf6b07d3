package app_test

import (
	"context"
	"syscall"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// plannedCrowd are n persons of manager_a with a plan of three goals each, a review and two assessments, all in one year.
func plannedCrowd(t testing.TB, c *testkit.City, n int) {
	t.Helper()
	people := c.Named(make([]domain.Name, n))
	manager := c.User("manager_a")
	on := domain.InstantOf(testkit.Start.AddDate(0, -8, 0))
	const perWrite = 500
	for first := 0; first < n; first += perWrite {
		c.Write(func(ctx context.Context, tx *store.Tx) error {
			for _, p := range people[first:min(first+perWrite, n)] {
				if err := continued(ctx, tx, p, manager, on); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// continued is what a plan of some months has left.
func continued(ctx context.Context, tx *store.Tx, p domain.PersonID, by domain.UserID, on domain.Instant) error {
	const month = 30 * 24 * 60 * 60 * 1000
	var goals, reviewed []domain.Goal
	for i, d := range [...]domain.LifeDomain{"language", "work", "housing"} {
		g := domain.Goal{ID: domain.GoalID(i + 1), Domain: d, Text: text, Answer: domain.AnswerAgreed}
		for range 2 {
			g.Measures = append(g.Measures, domain.Measure{Who: "person", State: "open", Text: text, Due: "2026-11-01"})
		}
		goals = append(goals, g)
		g.Outcome = &domain.Outcome{Attainment: i, Ended: "reached"}
		reviewed = append(reviewed, g)
	}
	seen := domain.Assessment{Person: p, No: 1, Stage: "entry"}
	for _, d := range domain.LifeDomains {
		seen.Views = append(seen.Views, domain.DomainView{Domain: d, Independence: 2})
	}
	tx.At(on)
	if err := tx.AddAssessment(ctx, seen, by); err != nil {
		return err
	}
	if err := tx.AddPlanVersion(ctx, domain.PlanVersion{Person: p, No: 1, Agreed: tx.Now, Reason: "event", Goals: goals}, by); err != nil {
		return err
	}
	tx.At(on + 3*month)
	seen.No, seen.Stage = 2, "review"
	if err := tx.AddAssessment(ctx, seen, by); err != nil {
		return err
	}
	if err := tx.AddPlanReview(ctx, domain.PlanReview{ID: store.NewID[domain.ReviewID](tx), Person: p, No: 1, Goals: reviewed}, by); err != nil {
		return err
	}
	return tx.AddPlanVersion(ctx, domain.PlanVersion{Person: p, No: 2, Agreed: tx.Now, Reason: "review", Goals: reviewed}, by)
}

// BenchmarkFigures counts a year of a caseload as large as a whole city, of which every person has a plan. What PostgreSQL itself needs is
// not in cpu-ms.
func BenchmarkFigures(b *testing.B) {
	for _, engine := range [...]store.Engine{store.SQLite, store.Postgres} {
		b.Run(string(engine), func(b *testing.B) {
			c := testkit.On(b, engine)
			plannedCrowd(b, c, 7000)
			q := app.FigureQuery{Period: domain.FigurePeriod{From: "2025-01-01", Until: "2025-12-31"}}
			queries, began := c.DB.Stats.Queries.Load(), processorTime(b)
			for b.Loop() {
				page, err := c.Figures(b.Context(), c.Actor("manager_a"), q)
				if n := page.Value(domain.FigureGoalsReached, "").N; err != nil || n != 21000 {
					b.Fatal(n, err)
				}
			}
			b.ReportMetric(float64((processorTime(b)-began).Milliseconds())/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(c.DB.Stats.Queries.Load()-queries)/float64(b.N), "queries/op")
		})
	}
}

// processorTime is what this process has had of the cores, user and system.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
