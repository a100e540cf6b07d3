package domain_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

var updateReference = flag.Bool("update-reference", false, "write docs/reference/coordination.md anew")

var reference = filepath.Join("..", "..", "docs", "reference", "coordination.md")

const referenceHead = `# Agreeing goals with the Jobcenter

Made from the machine in internal/domain (go test ./internal/domain -run TestCoordinationReference -update-reference). A test tries every
state with every event, actor and release: what no line here names is refused, and changes nothing.

The release is that of exactly the goal or the measure, to the Jobcenter: it covers it, was not given, has ended (its last day has passed),
or was revoked. A body without account is asked by a one-time link; what the table calls the release is then the person's consent to exactly this
item and this body. "new" is the state before the first proposal; "substitute" stands in for the manager or the agent; who acts for the
person with the person's PIN is the person. "accept" is the first yes to a counter-proposal, "accept_too" the yes of the other side.

| state | event | by | release | then |
|---|---|---|---|---|
`

// stateName is how the table calls a state.
func stateName(s domain.CoordinationState) string {
	if s == "" {
		return "new"
	}
	return string(s)
}

func list[T ~string](values []T) string {
	var out []string
	for _, v := range values {
		out = append(out, string(v))
	}
	return strings.Join(out, ", ")
}

// TestCoordinationReference writes the table, or compares it with the machine.
func TestCoordinationReference(t *testing.T) {
	var out strings.Builder
	out.WriteString(referenceHead)
	for _, x := range domain.CoordinationSteps() {
		for _, from := range x.From {
			out.WriteString("| " + stateName(from) + " | " + string(x.Event) + " | " + list(x.By) + " | " + list(x.Release) + " | " + string(x.To) + " |\n")
		}
	}
	if *updateReference {
		if err := os.WriteFile(reference, []byte(out.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if is, err := os.ReadFile(reference); err != nil || string(is) != out.String() {
		t.Errorf("%s is not what the machine does (%v): go test ./internal/domain -run TestCoordinationReference -update-reference", reference, err)
	}
}

type asked struct {
	state   domain.CoordinationState
	event   domain.CoordinationEvent
	by      domain.CoordinationActor
	release domain.ReleaseState
}

// tabled reads the table in the docs.
func tabled(t *testing.T) map[asked]domain.CoordinationState {
	t.Helper()
	b, err := os.ReadFile(reference)
	if err != nil {
		t.Fatal(err)
	}
	_, rows, _ := strings.Cut(string(b), "|---|---|---|---|---|\n")
	out := map[asked]domain.CoordinationState{}
	for row := range strings.Lines(rows) {
		cells := strings.Split(strings.Trim(row, "| \n"), " | ")
		if len(cells) != 5 {
			t.Fatalf("not a row: %q", row)
		}
		for by := range strings.SplitSeq(cells[2], ", ") {
			for release := range strings.SplitSeq(cells[3], ", ") {
				a := asked{domain.CoordinationState(cells[0]), domain.CoordinationEvent(cells[1]), domain.CoordinationActor(by), domain.ReleaseState(release)}
				if a.state == "new" {
					a.state = ""
				}
				if was, twice := out[a]; twice {
					t.Errorf("%v leads to %s and %s", a, was, cells[4])
				}
				out[a] = domain.CoordinationState(cells[4])
			}
		}
	}
	return out
}

// every calls f with every state, event, actor and release.
func every(f func(a asked)) {
	for _, state := range append(slices.Clone(domain.CoordinationStates[:]), "", "unknown") {
		for _, event := range append(slices.Clone(domain.CoordinationEvents[:]), "unknown") {
			for _, by := range append(slices.Clone(domain.CoordinationActors[:]), "unknown") {
				for _, release := range append(slices.Clone(domain.ReleaseStates[:]), "") {
					f(asked{state, event, by, release})
				}
			}
		}
	}
}

// TestCoordinationExhaustive compares every combination with the table in the docs.
func TestCoordinationExhaustive(t *testing.T) {
	table, tried, followed := tabled(t), 0, 0
	every(func(a asked) {
		tried++
		got, err := domain.Next(a.state, a.event, a.by, a.release)
		want, ok := table[a]
		if ok {
			followed++
		}
		switch {
		case ok && (err != nil || got != want):
			t.Errorf("%v: %s, %v, the table says %s", a, got, err, want)
		case !ok && (err == nil || got != a.state):
			t.Errorf("%v: %s, %v, the table refuses it", a, got, err)
		case !ok && domain.KindOf(err) != domain.Conflict && domain.KindOf(err) != domain.NotFound:
			t.Errorf("%v: refused with %v", a, err)
		}
	})
	if followed != len(table) || tried != 10*14*9*5 {
		t.Errorf("%d tried, %d of %d lines met", tried, followed, len(table))
	}
}

// TestCoordinationNeedsRelease: nothing gets to the Jobcenter, is agreed or comes into force without a release that covers it; one that has
// ended stops the machine; nobody and unknown ones move nothing.
func TestCoordinationNeedsRelease(t *testing.T) {
	every(func(a asked) {
		got, err := domain.Next(a.state, a.event, a.by, a.release)
		over := a.release == domain.ReleaseEnded || a.release == domain.ReleaseRevoked
		switch {
		case err != nil:
			if over && a.state.Live() && a.event == domain.CoordinationReleaseEnded && (a.by == domain.CoordinationPerson || a.by == domain.CoordinationClock) {
				t.Errorf("%v does not stop: %v", a, err)
			}
		case got.Live() && a.release != domain.ReleaseCovers:
			t.Errorf("%v leads to %s", a, got)
		case a.by == domain.CoordinationNobody, !slices.Contains(domain.CoordinationActors[:], a.by):
			t.Errorf("%v is done by nobody", a)
		case got == domain.CoordinationShared && a.state == domain.CoordinationProposed && a.by != domain.CoordinationPerson:
			t.Errorf("%v shares without the person", a)
		case over && a.state.Live() && a.event != domain.CoordinationReleaseEnded:
			t.Errorf("%v goes on to %s after the release", a, got)
		}
	})
}

// TestCovering: only a release of exactly the goal or measure counts, the one in force before all others, else the newest.
func TestCovering(t *testing.T) {
	c := domain.Coordination{Goal: domain.Goal{ID: 1}, Measure: 2, Org: 3}
	r := domain.Release{Section: domain.SectionPlan, Goal: 1, Measure: 2, Org: 3, Role: domain.RoleJobcenterAgent, From: "2026-01-01", Until: "2026-12-31", GivenAt: 5}
	change := func(f func(r *domain.Release)) domain.Release { x := r; f(&x); return x }
	whole, other := change(func(r *domain.Release) { r.Measure = 0 }), change(func(r *domain.Release) { r.Goal = 9 })
	revoked := change(func(r *domain.Release) { r.RevokedAt, r.GivenAt = 6, 4 })
	ended := change(func(r *domain.Release) { r.Until, r.GivenAt = "2026-02-01", 7 })
	for _, tc := range []struct {
		name string
		all  []domain.Release
		want domain.ReleaseState
	}{
		{"nothing", nil, domain.ReleaseNotGiven},
		{"the whole goal", []domain.Release{whole}, domain.ReleaseNotGiven},
		{"another goal", []domain.Release{other}, domain.ReleaseNotGiven},
		{"another role", []domain.Release{change(func(r *domain.Release) { r.Role = domain.RoleIntegrationManager })}, domain.ReleaseNotGiven},
		{"another office", []domain.Release{change(func(r *domain.Release) { r.Org = 4 })}, domain.ReleaseNotGiven},
		{"a section", []domain.Release{change(func(r *domain.Release) { r.Section = domain.SectionCore })}, domain.ReleaseNotGiven},
		{"not yet", []domain.Release{change(func(r *domain.Release) { r.From = "2026-06-01" })}, domain.ReleaseNotGiven},
		{"in force", []domain.Release{ended, r, revoked}, domain.ReleaseCovers},
		{"revoked, then given and ended", []domain.Release{ended, revoked}, domain.ReleaseEnded},
		{"the same the other way round", []domain.Release{revoked, ended}, domain.ReleaseEnded},
		{"revoked", []domain.Release{revoked}, domain.ReleaseRevoked},
	} {
		if _, got := c.Covering(tc.all, "2026-03-01"); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, got, tc.want)
		}
	}
}

// TestAboutMeasure: an agreement about a measure holds nothing of the goal but its domain and text.
func TestAboutMeasure(t *testing.T) {
	g := domain.Goal{
		ID: 1, Domain: "work", Text: domain.PlanText{German: "Arbeit"}, Due: "2027-01-01", Objection: "x", Outcome: &domain.Outcome{Attainment: 1},
		Measures: []domain.Measure{{ID: 2, Text: domain.PlanText{German: "Kurs"}, Due: "2026-05-01"}, {ID: 3, Text: domain.PlanText{German: "Antrag"}}},
	}
	only, ok := g.Only(2)
	if !ok || len(only.Measures) != 1 || only.Due != "" || only.Outcome != nil || only.Objection != "" || only.Text.German != "Arbeit" {
		t.Errorf("it holds %+v", only)
	}
	if _, ok := g.Only(4); ok {
		t.Error("a measure of another goal is found")
	}
	c := domain.Coordination{Goal: only, Measure: 2, CounterDue: "2026-06-01", CounterText: "Abendkurs"}
	if c.Text().German != "Kurs" || c.Due() != "2026-05-01" {
		t.Errorf("it is about %v, %s", c.Text(), c.Due())
	}
	c.Goal = c.Settled()
	if c.Text().German != "Abendkurs" || c.Due() != "2026-06-01" || g.Measures[0].Due != "2026-05-01" {
		t.Errorf("settled it is about %v, %s; the goal has %+v", c.Text(), c.Due(), g.Measures[0])
	}
}

// TestUnderWay: something is under way until the Jobcenter or the person has said the last word, and late after the patience of the office.
func TestUnderWay(t *testing.T) {
	for _, state := range domain.CoordinationStates {
		want := state == domain.CoordinationProposed || state == domain.CoordinationShared || state == domain.CoordinationCountered
		if got := state.UnderWay(); got != want {
			t.Errorf("%s: %v", state, got)
		}
		late := domain.Coordination{State: state, Patience: 14}
		if late.Late("2026-03-01", "2026-03-15") || late.Late("2026-03-01", "2026-03-16") != (state == domain.CoordinationShared) {
			t.Errorf("%s is late at the wrong time", state)
		}
	}
}
