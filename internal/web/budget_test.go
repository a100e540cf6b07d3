package web_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// A cost is what one request asked of the database and sent to the browser.
type cost struct{ queries, rows, commits, raw, wire int }

// A till is the site in front of a crowd, where every request is counted.
type till struct {
	*testkit.City
	t       testing.TB
	handler http.Handler
	tokens  map[string]string
}

func newTill(t testing.TB, engine store.Engine, crowd int) *till {
	t.Helper()
	c := testkit.On(t, engine)
	c.Crowd(crowd)
	server := &web.Server{Log: slog.New(slog.DiscardHandler), Apps: func(context.Context, string) (*app.App, error) { return c.App, nil }}
	return &till{c, t, server.Handler(), map[string]string{}}
}

// ask sends a request as somebody of the town, by GET or with a form by POST.
func (c *till) ask(who, path string, form url.Values, encoding string) *httptest.ResponseRecorder {
	c.t.Helper()
	token, ok := c.tokens[who]
	if !ok {
		token = c.Token(who, domain.SessionOwn)
		c.tokens[who] = token
	}
	method := http.MethodGet
	if form != nil {
		method = http.MethodPost
		form.Set("as", ui.As(c.Actor(who)))
	}
	r := httptest.NewRequestWithContext(c.t.Context(), method, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Accept-Encoding", encoding)
	r.AddCookie(&http.Cookie{Name: "session", Value: token})
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	want := http.StatusOK
	if form != nil && !strings.HasSuffix(path, "/preview") {
		want = http.StatusSeeOther
	}
	if w.Code != want {
		c.t.Fatalf("%s %s: status %d, want %d\n%s", method, path, w.Code, want, w.Body)
	}
	return w
}

// count is ask with its cost.
func (c *till) count(who, path string, form url.Values) cost {
	c.t.Helper()
	c.ask(who, "/sessions", nil, "") // so that signing in is not counted
	s := &c.DB.Stats
	queries, rows, commits := s.Queries.Load(), s.Rows.Load(), s.Commits.Load()
	raw := c.ask(who, path, form, "").Body.Len()
	spent := cost{int(s.Queries.Load() - queries), int(s.Rows.Load() - rows), int(s.Commits.Load() - commits), raw, 0}
	if form == nil {
		spent.wire = c.ask(who, path, nil, "gzip").Body.Len()
	}
	return spent
}

// tell gives sami a profile, releases and a plan of the usual size, and returns the entry that the budget saves again.
func (c *till) tell() domain.EntryID {
	c.t.Helper()
	for i, e := range usualProfile() {
		if _, err := c.SaveEntry(c.t.Context(), c.Actor("sami"), e, "tell-"+strconv.Itoa(i)); err != nil {
			c.t.Fatal(err)
		}
	}
	manager, sami := c.Actor("manager_a"), c.Person("sami")
	for i, d := range [...]domain.LifeDomain{domain.LifeDomains[0], domain.LifeDomains[1], domain.LifeDomains[3]} {
		g := domain.Goal{Person: sami, Domain: d, Text: domain.PlanText{German: "Ein Ziel in eigenen Worten"}, Due: domain.DayOf(testkit.Start).AddMonths(6)}
		if _, err := c.SaveGoal(c.t.Context(), manager, g, "goal-"+strconv.Itoa(i)); err != nil {
			c.t.Fatal(err)
		}
	}
	if err := c.OfferPlan(c.t.Context(), manager, sami); err != nil {
		c.t.Fatal(err)
	}
	c.Write(func(ctx context.Context, tx *store.Tx) error {
		for _, section := range [...]domain.Section{domain.SectionLanguages, domain.SectionWork, domain.SectionHousing, domain.SectionCV} {
			if _, err := tx.AddRelease(ctx, domain.Release{
				Person: sami, Section: section, Org: testkit.OrgBridge, Role: domain.RoleIntegrationManager, Purpose: domain.PurposePlan,
				From: tx.Today, Until: tx.Today.AddMonths(12), Terms: testkit.Terms,
			}); err != nil {
				return err
			}
		}
		return nil
	})
	p, err := c.Profile(c.t.Context(), c.Actor("sami"))
	if err != nil {
		c.t.Fatal(err)
	}
	return p.In(domain.SectionContact)[0].ID
}

// usualProfile is what most people say: 14 entries.
func usualProfile() []domain.Entry {
	in := func(s domain.Section, e domain.Entry) domain.Entry {
		e.Section = s
		return e
	}
	year := func(y int) *domain.PartialDate { return &domain.PartialDate{Calendar: "gregorian", Year: y, Month: 9} }
	aleppo := domain.Place{City: domain.Name{Latin: "Aleppo", Native: "حلب"}, Country: "SY"}
	work := func(occupation string, from, to int, tasks ...string) domain.Entry {
		w := &domain.Work{
			Occupation: domain.Term{Concept: occupation}, Employer: domain.Name{Latin: "Al-Amal"}, Place: aleppo, From: year(from), To: year(to),
		}
		for _, task := range tasks {
			w.Tasks = append(w.Tasks, domain.Term{Concept: task})
		}
		return in(domain.SectionWork, domain.Entry{Work: w})
	}
	school := func(s domain.Section, kind string, from, to int) domain.Entry {
		return in(s, domain.Entry{Education: &domain.Education{Kind: kind, Place: aleppo, From: year(from), To: year(to)}})
	}
	language := func(tag, level string) domain.Entry {
		return in(domain.SectionLanguages, domain.Entry{Language: &domain.LanguageSkill{Language: tag, Level: level}})
	}
	return []domain.Entry{
		in(domain.SectionIdentity, domain.Entry{Identity: &domain.Identity{AddressForm: domain.AddressM, Birth: year(1991), Nationality: "SY"}}),
		in(domain.SectionContact, domain.Entry{Contact: &domain.Contact{Street: "Musterweg 1", Postcode: "70173", City: "Stuttgart"}}),
		language("ar", "native"), language("de", "B1"), language("en", "A2"),
		school(domain.SectionSchooling, "school", 1997, 2006), school(domain.SectionSchooling, "school", 2006, 2009),
		school(domain.SectionTraining, "vocational", 2009, 2011),
		work("occ:carpenter", 2011, 2013, "task:install-kitchens"), work("occ:carpenter", 2013, 2015), work("occ:carpenter", 2016, 2021),
		in(domain.SectionSkills, domain.Entry{Skill: &domain.Skill{Driving: &domain.Driving{Class: "B", InGermany: "foreign"}}}),
		in(domain.SectionSkills, domain.Entry{Skill: &domain.Skill{Term: &domain.Term{Concept: "soft:flexibility"}}}),
		in(domain.SectionHousing, domain.Entry{Housing: &domain.Housing{Kind: "shared_room", Persons: 4, Wish: "own_flat"}}),
	}
}

// A budget is the most that a route may cost. Queries include that of the session; a first view writes one event, and no other
// reading writes.
type budget struct {
	name, who, path    string
	form               func(*till) url.Values // nil to read
	queries, rows      int
	commits, raw, wire int
}

func budgets(c *till, contact domain.EntryID) []budget {
	sami := c.Person("sami").String()
	version := 1
	save := func(*till) url.Values {
		version++
		return url.Values{"version": {strconv.Itoa(version - 1)}, "phone": {"+49 711 55500" + strconv.Itoa(version)}}
	}
	return []budget{
		{name: "morning_first", who: "manager_a", path: "/today", queries: 8, rows: 20, commits: 1, raw: 12_000, wire: 4_000},
		{name: "morning", who: "manager_a", path: "/today", queries: 6, rows: 20, raw: 12_000, wire: 4_000},
		{name: "caseload_first", who: "manager_a", path: "/cases", queries: 8, rows: 57, commits: 1, raw: 30_000, wire: 5_000},
		{name: "caseload", who: "manager_a", path: "/cases", queries: 6, rows: 57, raw: 30_000, wire: 5_000},
		{name: "caseload_filtered", who: "manager_a", path: "/cases?language=uk&district=21", queries: 8, rows: 31, commits: 1, raw: 20_000, wire: 4_000},
		{name: "search_first", who: "manager_a", path: "/cases?q=hadad", queries: 7, rows: 6, commits: 1, raw: 8_500, wire: 3_000},
		{name: "search", who: "manager_a", path: "/cases?q=hadad", queries: 5, rows: 6, raw: 8_500, wire: 3_000},
		{name: "case_first", who: "manager_a", path: "/cases/" + sami, queries: 12, rows: 30, commits: 1, raw: 24_500, wire: 5_600},
		{name: "case", who: "manager_a", path: "/cases/" + sami, queries: 10, rows: 30, raw: 24_500, wire: 5_600},
		{name: "me", who: "sami", path: "/me", queries: 5, rows: 12, raw: 12_000, wire: 4_000},
		{name: "profile", who: "sami", path: "/me/profile", queries: 5, rows: 18, raw: 32_000, wire: 6_000},
		{name: "question", who: "sami", path: "/me/profile/contact/" + contact.String() + "/phone", queries: 5, rows: 18, raw: 8_000, wire: 3_000},
		{name: "save", who: "sami", path: "/me/profile/contact/" + contact.String() + "/phone", form: save, queries: 8, rows: 6, commits: 1},
		{name: "preview", who: "sami", path: "/me/profile/contact/" + contact.String() + "/phone/preview", form: save, queries: 5, rows: 18, raw: 1_000},
		{name: "links", who: "sami", path: "/me/links", queries: 5, rows: 18, raw: 8_000, wire: 3_000},
		{name: "cv", who: "sami", path: "/me/cv", queries: 5, rows: 18, raw: 16_000, wire: 5_000},
		{name: "plan_first", who: "sami", path: "/me/plan", queries: 12, rows: 22, commits: 1, raw: 20_000, wire: 5_000},
		{name: "plan", who: "sami", path: "/me/plan", queries: 11, rows: 22, raw: 20_000, wire: 5_000},
		{name: "releases", who: "sami", path: "/me/releases", queries: 6, rows: 24, raw: 16_000, wire: 5_000},
		{name: "jobcenter_first", who: "agent_1", path: "/jobcenter", queries: 9, rows: 10, commits: 1, raw: 8_000, wire: 3_000},
		{name: "jobcenter", who: "agent_1", path: "/jobcenter", queries: 7, rows: 10, raw: 8_000, wire: 3_000},
		{name: "access_book", who: "sami", path: "/me/access", queries: 6, rows: 32, raw: 30_000, wire: 5_000},
	}
}

func (b budget) check(t *testing.T, c *till) cost {
	t.Helper()
	var form url.Values
	if b.form != nil {
		form = b.form(c)
	}
	got := c.count(b.who, b.path, form)
	t.Logf("%-18s %+v", b.name, got)
	for _, x := range []struct {
		what      string
		got, most int
	}{{"queries", got.queries, b.queries}, {"rows", got.rows, b.rows}, {"bytes", got.raw, b.raw}, {"bytes over the wire", got.wire, b.wire}} {
		if x.got > x.most {
			t.Errorf("%s: %d %s, at most %d", b.name, x.got, x.what, x.most)
		}
	}
	if got.commits != b.commits {
		t.Errorf("%s: %d commits, want %d", b.name, got.commits, b.commits)
	}
	return got
}

// TestBudgetRandomCrowd holds every page of the main job to what it may cost, and shows that the costs do not grow with the city: they are the
// same for a crowd ten times as large. With AUFWIND_CASES=full the crowds are those of a large city.
func TestBudgetRandomCrowd(t *testing.T) {
	small, large := 300, 3000
	if os.Getenv("AUFWIND_CASES") == "full" {
		small, large = 7_000, 70_000
	}
	spent := map[int][]cost{}
	for _, crowd := range []int{small, large} {
		t.Run(strconv.Itoa(crowd), func(t *testing.T) {
			c := newTill(t, store.SQLite, crowd)
			for _, b := range budgets(c, c.tell()) {
				spent[crowd] = append(spent[crowd], b.check(t, c))
			}
		})
	}
	for i, s := range spent[small] {
		if l := spent[large][i]; l.queries != s.queries || l.rows != s.rows || l.commits != s.commits {
			t.Errorf("budget %d: %+v with %d persons, %+v with %d", i, s, small, l, large)
		}
	}
}
