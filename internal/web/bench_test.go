package web_test

import (
	"net/url"
	"syscall"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// BenchmarkPages asks for each page of the main job over and over, inside the process: without network and without the client.
// What PostgreSQL itself needs is not in its figures.
func BenchmarkPages(b *testing.B) {
	for _, engine := range [...]store.Engine{store.SQLite, store.Postgres} {
		b.Run(string(engine), func(b *testing.B) {
			c := newTill(b, engine, 7000)
			for _, page := range budgets(c, c.tell()) {
				if page.commits == 0 || page.form != nil { // the first view is one only once
					b.Run(page.name, func(b *testing.B) { c.repeat(b, page) })
				}
			}
		})
	}
}

// BenchmarkPlan asks for the manager's page of a plan with 20 goals and 60 measures.
func BenchmarkPlan(b *testing.B) {
	c := newTill(b, store.SQLite, 0)
	sami, manager := c.Person("sami"), c.Actor("manager_a")
	for i := range 20 {
		g := domain.Goal{Person: sami, Domain: domain.LifeDomains[i%len(domain.LifeDomains)], Text: domain.PlanText{German: "Arbeit in einer Werkstatt finden"}, Due: "2026-12-01"}
		for range 3 {
			g.Measures = append(g.Measures, domain.Measure{Who: "person", State: "open", Text: domain.PlanText{German: "Bewerbung schreiben"}, Due: "2026-11-01"})
		}
		if _, err := c.SaveGoal(b.Context(), manager, g, ""); err != nil {
			b.Fatal(err)
		}
	}
	c.repeat(b, budget{who: "manager_a", path: routes.CasePlan(sami)})
}

func (c *till) repeat(b *testing.B, page budget) {
	b.Helper()
	c.t = b
	form := func() url.Values { return nil }
	if page.form != nil {
		form = func() url.Values { return page.form(c) }
	}
	c.ask(page.who, page.path, form(), "")
	began := processorTime(b)
	queries, rows := c.DB.Stats.Queries.Load(), c.DB.Stats.Rows.Load()
	b.ReportAllocs()
	for b.Loop() {
		c.ask(page.who, page.path, form(), "")
	}
	b.ReportMetric(float64((processorTime(b)-began).Microseconds())/float64(b.N), "cpu-µs/op")
	b.ReportMetric(float64(c.DB.Stats.Queries.Load()-queries)/float64(b.N), "queries/op")
	b.ReportMetric(float64(c.DB.Stats.Rows.Load()-rows)/float64(b.N), "rows/op")
}

// processorTime is what this process has had of the cores, user and system: other programs disturb it less than the clock.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
