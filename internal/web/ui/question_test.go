package ui

import (
	"net/url"
	"slices"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// TestTaskChoices: what was chosen and twelve more are offered at once, each task once; what was ticked does not hide.
func TestTaskChoices(t *testing.T) {
	v, err := vocab.Load()
	if err != nil {
		t.Fatal(err)
	}
	p, fitting := Page{Vocab: v}, v.Tasks("occ:carpenter")
	if len(fitting) < firstSuggestions+5 {
		t.Fatalf("only %d tasks fit", len(fitting))
	}
	last := fitting[len(fitting)-1].ID
	q := Question{Entry: domain.Entry{Work: &domain.Work{Tasks: []domain.Term{{Concept: string(fitting[3].ID)}, {Text: "own words"}}}}}
	q.Search.Suggest = fitting
	for _, tc := range []struct {
		name  string
		typed url.Values
		first int
	}{
		{"stored", nil, 1 + firstSuggestions},
		{"ticked", url.Values{"task": {string(last)}}, 2 + firstSuggestions},
	} {
		q.Typed = tc.typed
		first, more := p.taskChoices(q)
		if len(first) != tc.first || len(first)+len(more) != len(fitting) || first[0].ID != fitting[3].ID {
			t.Errorf("%s: %d first and %d more of %d, %s on top", tc.name, len(first), len(more), len(fitting), first[0].ID)
		}
		if ticked := slices.ContainsFunc(first, func(c vocab.Concept) bool { return c.ID == last }); ticked != (tc.typed != nil) {
			t.Errorf("%s: the last task stands among the first: %v", tc.name, ticked)
		}
	}
}
