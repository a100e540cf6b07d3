package store_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web"
)

// TestStatements opens the pages of the main job and asks SQLite how it would run each statement that they need: none reads a table
// that grows with the city from end to end, and no list is sorted.
func TestStatements(t *testing.T) {
	c := testkit.New(t)
	c.Crowd(300)
	visitPages(t, c)
	queries := c.DB.Statements()
	if len(queries) < 20 {
		t.Fatalf("%d statements: the pages were not opened", len(queries))
	}
	for _, q := range queries {
		steps, err := c.DB.Explain(t.Context(), q)
		if err != nil {
			t.Fatalf("%v\n%s", err, q)
		}
		for _, fault := range slowSteps(q, steps) {
			if slices.ContainsFunc(known, func(k string) bool { return strings.Contains(q, k) }) {
				continue
			}
			t.Errorf("%s in\n%s\n\t%s", fault, q, strings.Join(steps, "\n\t"))
		}
	}
}

// TestSlowSteps plants statements that must be found.
func TestSlowSteps(t *testing.T) {
	c := testkit.New(t)
	for q, want := range map[string]int{
		`SELECT id FROM person WHERE name_latin = 'x' ORDER BY id`:                        1,
		`SELECT person_id FROM person_case WHERE manager_id = 1 ORDER BY status`:          0, // an index is read in order
		`SELECT person_id FROM person_case WHERE manager_id = 1 ORDER BY version`:         1,
		`SELECT person_id FROM person_case WHERE language = 'ar' ORDER BY version`:        2,
		`SELECT id FROM release WHERE person_id = $1 ORDER BY given_at DESC, id DESC`:     0, // of one person
		`SELECT id FROM person WHERE id = 1`:                                              0,
		`SELECT id, name FROM district ORDER BY name, id`:                                 0, // few rows, whatever the city
		`SELECT p.id FROM person p JOIN district d ON d.name = p.language WHERE p.id = 1`: 0,
	} {
		steps, err := c.DB.Explain(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		if got := slowSteps(q, steps); len(got) != want {
			t.Errorf("%s: found %q, want %d faults in %q", q, got, want, steps)
		}
	}
}

// small are the tables that do not grow with the number of persons, as statements call them.
var small = []string{"district", "accommodation", "org", "app_user", "team", "substitution", "body", "a", "d", "o", "u", "m", "g"}

// known are the lists that are sorted, and parts of their statements. What is sorted does not grow with the city but with the lists of
// two managers, and with how many persons sound alike; the morning page sorts one caseload.
var known = []string{"c.manager_id IN ($4, $5)", "FROM name_key k", "WITH mine AS MATERIALIZED"}

// ofOne finds statements about one person: sorting what one person has said or released costs nothing worth counting.
var ofOne = regexp.MustCompile(`person_id = \$`)

var scan = regexp.MustCompile(`^SCAN (\w+)`)

// slowSteps names the steps of q that get slower with each person, and those that sort what such a table gave.
func slowSteps(q string, steps []string) []string {
	var faults []string
	grows := false
	for _, s := range steps {
		if strings.HasPrefix(s, "SEARCH ") && !slices.Contains(small, strings.Fields(s)[1]) {
			grows = true
		}
		if m := scan.FindStringSubmatch(s); m != nil && m[1] != "CONSTANT" && !slices.Contains(small, m[1]) {
			grows = true
			faults = append(faults, s)
		}
		if strings.HasPrefix(s, "USE TEMP B-TREE") && grows && !ofOne.MatchString(q) {
			faults = append(faults, s)
		}
	}
	return faults
}

// visitPages opens every page that reads something, as each of those whose work it is.
func visitPages(t *testing.T, c *testkit.City) {
	t.Helper()
	server := &web.Server{Log: slog.New(slog.DiscardHandler), Apps: func(context.Context, string) (*app.App, error) { return c.App, nil }}
	handler := server.Handler()
	sami := c.Person("sami").String()
	for who, paths := range map[string][]string{
		"manager_a": {
			"/cases", "/cases?status=new", "/cases?language=ar", "/cases?district=21", "/cases?after=9999999999999-1", "/cases?q=haddad",
			"/cases?weight=A", "/cases?order=weight", "/cases?order=weight&after=9999999999999-1-wA", "/cases?matter=due", "/cases?matter=answer",
			"/cases?matter=review", "/cases?matter=release", "/cases?matter=no_plan", "/today", "/waiting",
			"/cases/" + sami, "/cases/" + sami + "/plan", "/sessions",
		},
		"substitute": {"/cases", "/cases?order=weight", "/today"},
		"lead":       {"/unit", "/waiting"},
		"admin":      {"/unit", "/waiting"},
		"agent_1":    {"/jobcenter", "/jobcenter?after=9999999999999-1", "/jobcenter?after=9999999999999-1-1"},
		"sami":       {"/me", "/me/profile", "/me/plan", "/me/releases", "/me/access", "/me/access?who=others&what=looks&days=7&before=999999", "/me/cv", "/sessions"},
	} {
		token := c.Token(who, domain.SessionOwn)
		for _, path := range paths {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
			r.AddCookie(&http.Cookie{Name: "session", Value: token})
			w := httptest.NewRecorder()
			if handler.ServeHTTP(w, r); w.Code != http.StatusOK {
				t.Errorf("%s as %s: status %d", path, who, w.Code)
			}
		}
	}
}
