package domain_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestFreeTexts shows that words of one's own are found wherever an entry can have them, and that their German comes back to the same place.
func TestFreeTexts(t *testing.T) {
	own := domain.Term{Text: "x"}
	for field, e := range map[string]domain.Entry{
		"occupation": {Work: &domain.Work{Occupation: own}},
		"tasks[1]":   {Work: &domain.Work{Tasks: []domain.Term{{Concept: "task:install-kitchens"}, own}}},
		"subject":    {Education: &domain.Education{Subject: &own}},
		"term":       {Skill: &domain.Skill{Term: &own}},
	} {
		checkFreeText(t, e, field)
	}
	for _, e := range []domain.Entry{
		{Education: &domain.Education{Certificate: &own}},
		{Course: &domain.Course{Certificate: &own}},
		{Language: &domain.LanguageSkill{Certificate: &own}},
	} {
		checkFreeText(t, e, "certificate")
	}
}

func checkFreeText(t *testing.T, e domain.Entry, field string) {
	t.Helper()
	found := e.FreeTexts()
	if len(found) != 1 || found[0].Field != field || found[0].Text != "x" {
		t.Errorf("%s: found %v", field, found)
	}
	german := e.InGerman(func(string) (string, domain.TextState) { return "y", domain.TextConfirmed })
	if left := german.FreeTexts(); len(left) > 0 {
		t.Errorf("%s: still without German: %v", field, left)
	}
}
