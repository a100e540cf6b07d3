package catalogue

import (
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

func TestSuggest(t *testing.T) {
	c := loaded(t)
	for _, tc := range []struct {
		name  string
		facts Facts
		want  []Suggestion
	}{
		{"nothing_released", Facts{}, nil},
		{
			"no_german",
			Facts{German: "none"},
			[]Suggestion{{"goal:german-level", "A1"}, {"goal:everyday-german", ""}},
		},
		{
			"shared_housing",
			Facts{Housing: "shared"},
			[]Suggestion{{Goal: "goal:own-home"}, {Goal: "goal:housing-papers"}},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := c.Suggest(tc.facts); !slices.Equal(got, tc.want) {
				t.Errorf("Suggest = %v, want %v", got, tc.want)
			}
		})
	}
}

func TestSuggestLeavesUsedDomainsAlone(t *testing.T) {
	c := loaded(t)
	f := Facts{German: "A2", Housing: "shared", Entries: map[Kind]bool{Children: true, Work: true, Wish: true}}
	f.Used = []domain.LifeDomain{"language", "housing"}
	for _, s := range c.Suggest(f) {
		if g, _ := c.Goal(s.Goal); slices.Contains(f.Used, g.Domain) {
			t.Errorf("%s suggested although %s is used", s.Goal, g.Domain)
		}
	}
	f.Used = domain.LifeDomains[:]
	if got := c.Suggest(f); got != nil {
		t.Errorf("Suggest with all domains used = %v", got)
	}
}

func TestLevelAfter(t *testing.T) {
	for _, tc := range []struct{ level, want string }{
		{"", ""},
		{"Z9", ""},
		{"none", "A1"},
		{"basic", "A1"},
		{"A1", "A2"},
		{"A2", "B1"},
		{"B1", "B2"},
		{"B2", "C1"},
		{"C1", ""},
		{"C2", ""},
		{"native", ""},
	} {
		if got := levelAfter(tc.level); got != tc.want {
			t.Errorf("levelAfter(%q) = %q, want %q", tc.level, got, tc.want)
		}
	}
}

func TestFitHolds(t *testing.T) {
	with := func(entries map[Kind]bool) Facts { return Facts{Entries: entries} }
	for _, tc := range []struct {
		name  string
		fit   Fit
		facts Facts
		want  bool
	}{
		{"below", Fit{GermanBelow: "B1"}, Facts{German: "A2"}, true},
		{"not_below", Fit{GermanBelow: "B1"}, Facts{German: "B1"}, false},
		{"none_is_below", Fit{GermanBelow: "A1"}, Facts{German: "none"}, true},
		{"unknown_is_not_below", Fit{GermanBelow: "B1"}, Facts{}, false},
		{"from", Fit{GermanFrom: "B1"}, Facts{German: "B1"}, true},
		{"not_from", Fit{GermanFrom: "B1"}, Facts{German: "A2"}, false},
		{"native_is_from", Fit{GermanFrom: "B1"}, Facts{German: "native"}, true},
		{"unknown_is_not_from", Fit{GermanFrom: "A1"}, Facts{}, false},
		{"has", Fit{Has: []Kind{Work}}, with(map[Kind]bool{Work: true}), true},
		{"has_not_all", Fit{Has: []Kind{Work, Wish}}, with(map[Kind]bool{Work: true}), false},
		{"unknown_is_not_had", Fit{Has: []Kind{Work}}, Facts{}, false},
		{"lacks", Fit{Lacks: []Kind{School}}, with(map[Kind]bool{School: false}), true},
		{"does_not_lack", Fit{Lacks: []Kind{School}}, with(map[Kind]bool{School: true}), false},
		{"unknown_is_not_lacking", Fit{Lacks: []Kind{School}}, Facts{}, false},
		{"shared", Fit{Housing: "shared"}, Facts{Housing: "shared"}, true},
		{"own_is_not_shared", Fit{Housing: "shared"}, Facts{Housing: "own"}, false},
		{"any", Fit{Housing: "any"}, Facts{Housing: "own"}, true},
		{"unknown_is_not_any", Fit{Housing: "any"}, Facts{}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := tc.fit.holds(tc.facts); got != tc.want {
				t.Errorf("holds = %v, want %v", got, tc.want)
			}
		})
	}
}
