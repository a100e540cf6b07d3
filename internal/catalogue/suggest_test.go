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
			"only_german_released",
			Facts{German: "none"},
			[]Suggestion{
				{"goal:german-level", "A1"},
				{"goal:everyday-german", ""},
				{"goal:know-city", ""},
				{"goal:understand-letters", ""},
			},
		},
		{
			"nothing_is_left_to_learn",
			Facts{German: "C2"},
			[]Suggestion{{"goal:volunteering", ""}},
		},
		{
			"only_housing_released",
			Facts{Housing: "shared"},
			[]Suggestion{{"goal:own-home", ""}, {"goal:housing-papers", ""}},
		},
		{
			"own_flat",
			Facts{Housing: "own"},
			[]Suggestion{{"goal:know-renting", ""}},
		},
		{
			"mother_with_work_but_without_certificates",
			Facts{German: "A1", Housing: "shared", Entries: map[Kind]bool{
				Wish: true, Work: true, School: true, Children: true, KitaChild: true, SchoolChild: true, Training: false, Certificate: false,
			}},
			[]Suggestion{
				{"goal:german-level", "A2"},
				{"goal:german-with-childcare", ""},
				{"goal:child-school-place", ""},
				{"goal:help-child-learn", ""},
				{"goal:work-as", ""},
				{"goal:application-papers", ""},
				{"goal:show-skills", ""},
				{"goal:prove-without-papers", ""},
				{"goal:own-home", ""},
				{"goal:housing-papers", ""},
				{"goal:know-city", ""},
				{"goal:understand-letters", ""},
				{"goal:kita-place", ""},
				{"goal:family-money", ""},
			},
		},
		{
			"trained_and_certified_with_a_wish",
			Facts{German: "B1", Entries: map[Kind]bool{Wish: true, Work: true, School: true, Training: true, Certificate: true}},
			[]Suggestion{
				{"goal:german-level", "B2"},
				{"goal:work-german", ""},
				{"goal:higher-school-certificate", ""},
				{"goal:prepare-study", ""},
				{"goal:work-as", ""},
				{"goal:application-papers", ""},
				{"goal:further-training", ""},
				{"goal:recognise-training", ""},
				{"goal:recognise-school", ""},
				{"goal:meet-people", ""},
				{"goal:volunteering", ""},
			},
		},
		{
			"never_at_school_and_all_of_it_released",
			Facts{German: "none", Entries: map[Kind]bool{School: false, Training: false, Certificate: false, Work: false, Wish: false}},
			[]Suggestion{
				{"goal:german-level", "A1"},
				{"goal:literacy", ""},
				{"goal:school-certificate", ""},
				{"goal:find-occupation", ""},
				{"goal:everyday-maths", ""},
				{"goal:know-city", ""},
				{"goal:understand-letters", ""},
			},
		},
		{
			"used_domains_are_left_alone",
			Facts{
				German: "A2", Housing: "shared", Entries: map[Kind]bool{Children: true, KitaChild: true},
				Used: []domain.LifeDomain{"language", "housing", "participation", "school"},
			},
			[]Suggestion{{"goal:work-and-family", ""}, {"goal:kita-place", ""}, {"goal:family-money", ""}},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := c.Suggest(tc.facts); !slices.Equal(got, tc.want) {
				t.Errorf("Suggest = %v, want %v", got, tc.want)
			}
		})
	}
}

// TestSuggestOnlyWhatIsRead shows that a goal with one missing text makes room for the next one that the person can read.
func TestSuggestOnlyWhatIsRead(t *testing.T) {
	const fit = `,"fit":{"german_below":"B1"}`
	goal := func(id, measures string) string {
		return `{"id":"goal:` + id + `","domain":"work","text":{"de":"Ja","ti":"እወ"},"measures":[` + measures + `]` + fit + "}\n"
	}
	goals := `{"id":"goal:german-only","domain":"work","text":{"de":"Ja"},"measures":["measure:both"]` + fit + "}\n" +
		goal("one-step-missing", `"measure:both","measure:german-only"`) + goal("whole", `"measure:both"`)
	measures := `{"id":"measure:both","domain":"work","who":"person","type":"course","text":{"de":"Ja","ti":"እወ"},"weeks":1}
		{"id":"measure:german-only","domain":"work","who":"person","type":"course","text":{"de":"Ja"},"weeks":1}`
	c, err := load([]byte(goals), []byte(measures))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		lang string
		want []Suggestion
	}{
		{"ti", []Suggestion{{"goal:whole", ""}}},
		{"de", []Suggestion{{"goal:german-only", ""}, {"goal:one-step-missing", ""}}},
		{"ru", nil},
		{"", []Suggestion{{"goal:german-only", ""}, {"goal:one-step-missing", ""}}},
	} {
		if got := c.Suggest(Facts{German: "A1", Lang: tc.lang}); !slices.Equal(got, tc.want) {
			t.Errorf("Suggest for a reader of %q = %v, want %v", tc.lang, got, tc.want)
		}
	}
}

func TestSuggestNothingWhenAllDomainsAreUsed(t *testing.T) {
	f := Facts{German: "A2", Housing: "shared", Entries: map[Kind]bool{Children: true, Work: true, Wish: true}}
	f.Used = domain.LifeDomains[:]
	if got := loaded(t).Suggest(f); got != nil {
		t.Errorf("Suggest = %v, want nothing", got)
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
