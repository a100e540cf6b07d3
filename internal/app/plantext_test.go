package app_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestSuggestionsAreRead shows that nothing is suggested for a person that the person could not read, whatever the language.
func TestSuggestionsAreRead(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.give(domain.SectionSchooling)
		p.give(domain.SectionLanguages)
		page, err := p.Plan(t.Context(), p.manager, p.sami)
		p.ok(err)
		if len(page.Suggestions) == 0 {
			t.Fatal("nothing is suggested")
		}
		for _, g := range page.Suggestions {
			if !p.Translated(g, page.Person.Language) {
				t.Errorf("%s is suggested on the page of a reader of %s", g.Text.Catalogue, page.Person.Language)
			}
		}
		released := domain.SetOf(domain.SectionSchooling, domain.SectionLanguages, domain.SectionTraining, domain.SectionWork)
		for _, language := range domain.PersonLanguages {
			found := p.SuggestGoals(app.CasePage{Case: domain.Case{Language: language}, Released: released}, page.Today)
			if len(found) == 0 {
				t.Errorf("nothing is suggested to a reader of %s", language)
			}
			for _, g := range found {
				if !p.Translated(g, language) {
					t.Errorf("%s is suggested to a reader of %s", g.Text.Catalogue, language)
				}
			}
		}
	})
}
