package app_test

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestImportedWords: words of a file that no concept meets come to staff as typed ones do; names that stand in the same file do not.
func TestImportedWords(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.open()
		c := domain.CV{Language: "ar", Work: []domain.Work{{
			Occupation: domain.Term{Text: "مصلح الفوانيس"}, Employer: domain.Name{Native: "ورشة القلمون"},
			Tasks: []domain.Term{{Text: "موظف في ورشة القلمون"}},
		}}}
		_, err := p.ImportCV(t.Context(), p.own, c, false, "k")
		p.ok(err)
		if got := p.waiting(); len(got) != 1 || got["مصلح الفوانيس"].Persons != 1 {
			t.Errorf("staff see %+v", got)
		}
	})
}

// TestRemovedLabel: a label that was taken away is suggested to nobody any more, and the word waits for staff again; an answer stays.
func TestRemovedLabel(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.open()
		ctx, lead, olena := t.Context(), p.Actor("lead"), p.Actor("olena")
		p.says("sami", "مصلح الفوانيس")
		p.says("olena", "مصلح الفوانيس")
		p.ok(p.DecideWord(ctx, p.manager, domain.WordDecision{
			ID: p.waiting()["مصلح الفوانيس"].ID, State: domain.WordSuggested, Concept: "occ:electrician", General: true,
		}))
		list, err := p.WordSuggestions(ctx, olena)
		p.ok(err)
		p.ok(p.AnswerWord(ctx, olena, list[0].ID, true))
		labels, err := p.CityLabels(ctx, lead)
		p.ok(err)
		p.ok(p.RemoveCityLabel(ctx, lead, labels[0].ID))
		if list, err := p.WordSuggestions(ctx, p.own); err != nil || len(list) != 0 {
			t.Errorf("still suggested: %+v, %v", list, err)
		}
		if got := p.waiting()["مصلح الفوانيس"]; got.Persons != 1 {
			t.Errorf("the word waits for %+v, want one person", got)
		}
		p.is("a label that is gone", p.RemoveCityLabel(ctx, lead, labels[0].ID), domain.NotFound)
	})
}
