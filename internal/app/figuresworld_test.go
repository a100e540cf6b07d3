package app_test

import (
	"context"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// A figureWorld is the city in which what testdata/figures-world.txt tells has happened.
type figureWorld struct {
	*testkit.City
	t       testing.TB
	persons map[string]domain.PersonID
	reviews map[domain.PersonID]int
	looks   map[domain.PersonID]int
	plans   map[domain.PersonID]int
	after   []string // what the store has no method for, once all is told
}

// lines are those of a file of testdata, without comments and empty ones.
func lines(t testing.TB, name string) (out [][]string) {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		if fields := strings.Fields(line); len(fields) > 0 && fields[0] != "#" {
			out = append(out, fields)
		}
	}
	return out
}

func newFigureWorld(t testing.TB, c *testkit.City) *figureWorld {
	t.Helper()
	w := &figureWorld{
		City: c, t: t, persons: map[string]domain.PersonID{},
		reviews: map[domain.PersonID]int{}, looks: map[domain.PersonID]int{}, plans: map[domain.PersonID]int{},
	}
	for _, told := range lines(t, "figures-world.txt") {
		day, hour, ok := strings.Cut(told[0], "T")
		if !ok {
			hour = "12:00"
		}
		at, err := time.ParseInLocation("2006-01-02 15:04", day+" "+hour, c.DB.Zone)
		if err != nil {
			t.Fatal(err)
		}
		c.Write(func(ctx context.Context, tx *store.Tx) error {
			tx.At(domain.InstantOf(at))
			return w.happens(ctx, tx, told[1], told[2], told[3:])
		})
	}
	for _, q := range w.after {
		if _, err := c.Raw().ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func (w *figureWorld) happens(ctx context.Context, tx *store.Tx, what, name string, rest []string) error {
	p := w.persons[name]
	switch what {
	case "register":
		return w.register(ctx, tx, name, rest[0], w.User(rest[1]))
	case "offer":
		return tx.OfferGoals(ctx, p)
	case "agree":
		return w.agree(ctx, tx, p, w.User(rest[0]), "event", w.goalsOf(rest[1:]))
	case "review":
		goals := w.goalsOf(rest[1:])
		w.reviews[p]++
		review := domain.PlanReview{ID: store.NewID[domain.ReviewID](tx), Person: p, No: w.reviews[p], Goals: goals}
		if err := tx.AddPlanReview(ctx, review, w.User(rest[0])); err != nil {
			return err
		}
		return w.agree(ctx, tx, p, w.User(rest[0]), "review", goals)
	case "assess":
		w.looks[p]++
		x := domain.Assessment{Person: p, No: w.looks[p], Stage: domain.Stage(rest[1])}
		for _, said := range rest[2:] {
			d, n, _ := strings.Cut(said, "=")
			x.Views = append(x.Views, domain.DomainView{Domain: domain.LifeDomain(d), Independence: w.int(n)})
		}
		return tx.AddAssessment(ctx, x, w.User(rest[0]))
	case "close":
		c, err := tx.Case(ctx, p)
		if err != nil {
			return err
		}
		return tx.CloseCase(ctx, p, domain.Closing{Reason: domain.ClosingReason(rest[0])}, c.Version)
	case "takeback":
		return tx.TakeBackAll(ctx, p, 0)
	case "erase":
		w.after = append(w.after, `DELETE FROM person_key WHERE person_id = `+p.String())
		return nil
	case "move":
		return w.move(ctx, tx, p, w.User(rest[0]))
	}
	return w.coordinate(ctx, tx, what, p, w.goalsOf(rest)[0])
}

func (w *figureWorld) int(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

// goalsOf reads goals such as work/1=2:reached.
func (w *figureWorld) goalsOf(told []string) (out []domain.Goal) {
	for _, s := range told {
		goal, outcome, reviewed := strings.Cut(s, "=")
		d, id, _ := strings.Cut(goal, "/")
		g := domain.Goal{ID: domain.GoalID(9000 + w.int(id)), Domain: domain.LifeDomain(d), Text: text, Answer: domain.AnswerAgreed}
		if reviewed {
			n, ended, _ := strings.Cut(outcome, ":")
			g.Outcome = &domain.Outcome{Attainment: w.int(n), Ended: ended}
		}
		out = append(out, g)
	}
	return out
}

func (w *figureWorld) register(ctx context.Context, tx *store.Tx, name, org string, manager domain.UserID) error {
	home, to := testkit.HomeBridge, testkit.OrgBridge
	if org == "harbour" {
		home, to = testkit.HallHarbour, testkit.OrgHarbour
	}
	p, err := tx.AddPerson(ctx, domain.Person{Name: domain.Name{Latin: name}, Language: "ar", Accommodation: home}, nil, w.User("helper"))
	if err != nil {
		return err
	}
	w.persons[name] = p
	c, err := tx.Case(ctx, p)
	if err != nil {
		return err
	}
	if err := w.releaseCore(ctx, tx, p, to); err != nil {
		return err
	}
	return tx.ReassignCase(ctx, p, manager, c.Version)
}

func (w *figureWorld) releaseCore(ctx context.Context, tx *store.Tx, p domain.PersonID, to domain.OrgID) error {
	_, err := tx.AddRelease(ctx, domain.Release{
		Person: p, Section: domain.SectionCore, Org: to, Role: domain.RoleIntegrationManager, From: tx.Today, Until: tx.Today.AddMonths(60), Terms: testkit.Terms,
	})
	return err
}

func (w *figureWorld) agree(ctx context.Context, tx *store.Tx, p domain.PersonID, by domain.UserID, reason string, goals []domain.Goal) error {
	w.plans[p]++
	return tx.AddPlanVersion(ctx, domain.PlanVersion{Person: p, No: w.plans[p], Agreed: tx.Now, Reason: reason, Goals: goals}, by)
}

// move is what a handover to another organisation does to the rows that figures read.
func (w *figureWorld) move(ctx context.Context, tx *store.Tx, p domain.PersonID, to domain.UserID) error {
	was, err := tx.Case(ctx, p)
	if err != nil {
		return err
	}
	h := domain.Handover{
		ID: store.NewID[domain.HandoverID](tx), Person: p, From: was.Manager, FromOrg: was.Org, To: to, ToOrg: testkit.OrgHarbour, By: was.Manager,
	}
	if err := tx.AddHandover(ctx, h); err != nil {
		return err
	}
	h.State, h.EndedAt, h.Version = domain.HandoverAccepted, tx.Now, 1
	if err := tx.MoveHandover(ctx, h); err != nil {
		return err
	}
	if err := tx.TakeBackAll(ctx, p, was.Org); err != nil {
		return err
	}
	w.after = append(w.after, "UPDATE person_case SET org_id = "+testkit.OrgHarbour.String()+", team_id = "+testkit.TeamHarbour.String()+
		", manager_id = "+to.String()+" WHERE person_id = "+p.String())
	return w.releaseCore(ctx, tx, p, testkit.OrgHarbour)
}

// coordinate tells of a goal and the Jobcenter.
func (w *figureWorld) coordinate(ctx context.Context, tx *store.Tx, what string, p domain.PersonID, g domain.Goal) error {
	x := domain.Coordination{
		ID: domain.CoordinationID(g.ID), Person: p, Goal: g, Org: testkit.OrgJobcenter, Agent: w.User("agent_1"), State: domain.CoordinationAgreed, Version: 1,
		ByManager: domain.AnswerOpen, ByPerson: domain.AnswerOpen, AnsweredAt: tx.Now,
	}
	switch what {
	case "propose":
		g.Person = p
		if _, err := tx.SaveGoal(ctx, g, w.User("manager_a")); err != nil {
			return err
		}
		_, err := tx.AddCoordination(ctx, x)
		return err
	case "release":
		_, err := tx.AddRelease(ctx, domain.Release{
			Person: p, Section: domain.SectionPlan, Goal: g.ID, Org: testkit.OrgJobcenter, Role: domain.RoleJobcenterAgent, From: tx.Today,
			Until: tx.Today.AddMonths(24), Terms: testkit.Terms,
		})
		return err
	case "answer":
		return tx.SaveCoordination(ctx, x, w.User("agent_1"))
	}
	w.t.Fatalf("nobody knows how to %s", what)
	return nil
}

// counted is what the scope comes to, in the form of testdata/figures.txt.
func (w *figureWorld) counted(scope domain.FigureScope, period domain.FigurePeriod) []string {
	w.t.Helper()
	var tally domain.Tally
	w.Write(func(ctx context.Context, tx *store.Tx) error { return tx.FigureRows(ctx, scope, period, tally.Add) })
	return figureLines(tally.Value)
}

func figureLines(value func(domain.FigureID, string) domain.FigureValue) (out []string) {
	for _, k := range domain.Figures() {
		for _, part := range slices.Concat([]string{""}, k.PartList()) {
			v := value(k.ID, part)
			if v.N == 0 {
				continue
			}
			line := []string{string(k.ID), part, strconv.Itoa(v.N)}
			if part == "" {
				line[1] = "-"
			}
			if k.Mean {
				line = append(line, decimal(v.Mean), decimal(v.Median))
			}
			out = append(out, strings.Join(line, " "))
		}
	}
	return out
}

func decimal(n domain.Tenths) string { return strconv.FormatFloat(float64(n)/10, 'f', 1, 64) }

// scopeNamed is what the file calls a scope.
func (w *figureWorld) scopeNamed(name string) domain.FigureScope {
	switch name {
	case "bridge":
		return domain.FigureScope{Org: testkit.OrgBridge}
	case "north":
		return domain.FigureScope{Org: testkit.OrgBridge, Team: testkit.TeamNorth}
	case "south":
		return domain.FigureScope{Org: testkit.OrgBridge, Team: testkit.TeamSouth}
	case "harbour":
		return domain.FigureScope{Org: testkit.OrgHarbour}
	}
	return domain.FigureScope{Org: testkit.OrgBridge, Manager: w.User(name)}
}

var year2025 = domain.FigurePeriod{From: "2025-01-01", Until: "2025-12-31"}

// figuresOf are the figures as somebody sees them.
func (w *figureWorld) figuresOf(by, of string) app.FigurePage {
	w.t.Helper()
	page, err := w.Figures(w.t.Context(), w.Actor(by), app.FigureQuery{Of: of, Period: year2025})
	if err != nil {
		w.t.Fatal(err)
	}
	return page
}
