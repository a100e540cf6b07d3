package web_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/web"
)

var updateMatrix = flag.Bool("update-matrix", false, "write testdata/matrix.golden anew")

// The states of the person that the addresses name, seen from manager_a and agent_1 of the same organisation and Jobcenter.
var matrixStates = [...]string{"released", "core_only", "revoked", "expired", "other_organisation", "other_tenant", "unknown"}

// matrixActors are who asks, one after the other in the same city; the person whose data it is comes last, who can take it back.
// "own" is the person that the address names; "manager_ulm" has a session of the other tenant.
var matrixActors = [...]string{
	"nobody", "stranger", "manager_a", "substitute", "manager_b", "manager_c", "lead", "lead_south", "admin",
	"agent_1", "agent_2", "helper", "manager_ulm", "acting", "own",
}

// TestMatrix asks every route as everybody in every state of the person, and compares the answers with a reviewed table.
// An address that answers "not found" must answer so exactly as for a person who does not exist.
func TestMatrix(t *testing.T) {
	var out strings.Builder
	var routes []string
	for pattern := range web.Routes() {
		routes = append(routes, pattern)
	}
	slices.SortFunc(routes, func(a, b string) int { // readings first, what ends the session last
		return strings.Compare(routeOrder(a)+a, routeOrder(b)+b)
	})
	cells := 0
	answers := map[string]map[string][]string{} // state → route → answers by actor
	for _, state := range matrixStates {
		answers[state] = map[string][]string{}
		w := newWorld(t, state)
		for _, actor := range matrixActors {
			token := w.token(t, actor)
			for _, pattern := range routes {
				if state != "released" && web.Routes()[pattern] == "public" {
					continue // it names nobody
				}
				code := w.ask(t, state, actor, token, pattern)
				answers[state][pattern] = append(answers[state][pattern], strconv.Itoa(code))
				cells++
			}
		}
	}
	for _, state := range matrixStates {
		fmt.Fprintf(&out, "== %s: %s\n", state, strings.Join(matrixActors[:], " "))
		for _, pattern := range routes {
			if answers[state][pattern] == nil {
				continue
			}
			fmt.Fprintf(&out, "%-62s %s\n", pattern, strings.Join(answers[state][pattern], " "))
		}
	}
	t.Logf("%d cells", cells)
	compareGolden(t, filepath.Join("testdata", "matrix.golden"), out.String(), *updateMatrix)
}

func routeOrder(pattern string) string {
	switch {
	case strings.HasPrefix(pattern, "GET "):
		return "0"
	case strings.Contains(pattern, "logout"), strings.Contains(pattern, "/acting/end"), strings.Contains(pattern, "/act"):
		return "3"
	case strings.Contains(pattern, "take-back"):
		return "2"
	}
	return "1"
}

func compareGolden(t *testing.T, path, got string, update bool) {
	t.Helper()
	if update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got == string(want) {
		return
	}
	wantLines, gotLines := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for i, line := range gotLines {
		if i >= len(wantLines) || line != wantLines[i] {
			t.Fatalf("%s differs at line %d:\n got %s\nwant %s\nreview it, then run with -update-matrix", path, i+1, line, at(wantLines, i))
		}
	}
	t.Fatalf("%s has more lines than there are now", path)
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}
