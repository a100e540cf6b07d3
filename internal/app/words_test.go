package app_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// TestFind shows in which order a search lists occupations: what is called exactly so, then what many people do, then the rare; and
// nothing that only looks alike beside an exact name.
func TestFind(t *testing.T) {
	c := testkit.New(t)
	for _, x := range []struct {
		lang, query string
		before      []vocab.ID // in this order among the hits
		absent      vocab.ID
	}{
		{"ar", "نجار", []vocab.ID{"occ:carpenter", "occ:roof-carpenter"}, "occ:stonemason"},
		{"en", "driver", []vocab.ID{"occ:driver", "occ:truck-driver", "occ:tram-driver"}, ""},
		{"uk", "водій", []vocab.ID{"occ:driver", "occ:truck-driver", "occ:tram-driver"}, ""},
		{"de", "Verkäufer", []vocab.ID{"occ:shop-assistant"}, ""},
	} {
		found := map[vocab.ID]int{}
		for i, hit := range c.Find(x.lang, x.query, []vocab.Kind{vocab.Occupation}, 12) {
			found[hit.ID] = i + 1
		}
		last := 0
		for _, id := range x.before {
			if found[id] <= last {
				t.Errorf("%s: %s is hit %d, after %d: %v", x.query, id, found[id], last, found)
			}
			last = found[id]
		}
		if found[x.absent] != 0 {
			t.Errorf("%s: %s is among the hits", x.query, x.absent)
		}
		if len(found) > 0 && found[x.before[0]] != 1 {
			t.Errorf("%s: %s is not the first: %v", x.query, x.before[0], found)
		}
	}
}

// TestOccupationsLike offers what somebody did before, then what many people do in the same fields of work, each once.
func TestOccupationsLike(t *testing.T) {
	c := testkit.New(t)
	if got := c.OccupationsLike([]domain.Term{{Text: "own words"}}, 6); len(got) > 0 {
		t.Errorf("like own words: %v", got)
	}
	had := []domain.Term{{Concept: "occ:roof-carpenter"}, {Concept: "occ:cook"}, {Concept: "occ:cook"}}
	got, seen := c.OccupationsLike(had, 4), map[vocab.ID]bool{}
	if len(got) != 4 || got[0].ID != "occ:roof-carpenter" || got[1].ID != "occ:cook" {
		t.Fatalf("%d, first %v: want 4 and first those of before", len(got), got[0].ID)
	}
	for i, o := range got {
		if seen[o.ID] || i > 1 && !o.Common() {
			t.Errorf("%s is offered twice, or is rare", o.ID)
		}
		seen[o.ID] = true
	}
}

// TestSuggestedValues shows that a suggestion with a value drawn from the profile can be taken as it is, and a text without its value not.
func TestSuggestedValues(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.save(domain.Entry{Section: domain.SectionWork, Work: &domain.Work{Occupation: domain.Term{Concept: "occ:carpenter"}}})
		p.give(domain.SectionWork)
		page, err := p.Plan(t.Context(), p.manager, p.sami)
		p.ok(err)
		drawn := 0
		for _, g := range page.Suggestions {
			for _, arg := range g.Text.Args {
				if arg.Concept == "occ:carpenter" {
					drawn++
				}
			}
		}
		if drawn == 0 {
			t.Errorf("no suggestion names the occupation: %+v", page.Suggestions)
		}
		p.ok(p.AddGoals(t.Context(), p.manager, p.sami, page.Suggestions, "a"))
		_, err = p.SaveGoal(t.Context(), p.manager, domain.Goal{Person: p.sami, Domain: "language", Text: domain.PlanText{Catalogue: "goal:german-level"}}, "b")
		p.is("a text without its value", err, domain.Invalid)
	})
}
