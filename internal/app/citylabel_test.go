package app_test

import (
	"context"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// TestCityLabel shows that a word that was approved as general is found exactly, in this city only, and by whom it was approved.
func TestCityLabel(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.open()
		ctx := t.Context()
		p.says("sami", "مصلح الفوانيس")
		id := p.waiting()["مصلح الفوانيس"].ID
		for _, wrong := range []domain.WordDecision{
			{ID: id, State: domain.WordSuggested, Concept: "it:excel"},
			{ID: id, State: domain.WordSuggested, Concept: "occ:nothing"},
			{ID: id, State: domain.WordSuggested},
			{ID: id, State: domain.WordNoFit, General: true},
			{ID: id, State: domain.WordAccepted},
			{ID: id, State: domain.WordSuggested, Concept: "occ:electrician", Native: true},
		} {
			p.is("a wrong decision", p.DecideWord(ctx, p.manager, wrong), domain.Invalid)
		}
		p.ok(p.DecideWord(ctx, p.manager, domain.WordDecision{ID: id, State: domain.WordSuggested, Concept: "occ:electrician", General: true, Native: true}))
		kinds := []vocab.Kind{vocab.Occupation}
		olena := p.Actor("olena")
		term, err := p.Said(ctx, olena, "ar", "مُصَلِّح  الفوانيس", kinds)
		p.ok(err)
		if term.Concept != "occ:electrician" {
			t.Errorf("typed: %+v", term)
		}
		found, err := p.Search(ctx, olena, "ar", "", "مصلح الفوانيس", kinds, 5)
		p.ok(err)
		if len(found.Concepts) == 0 || found.Concepts[0].ID != "occ:electrician" {
			t.Errorf("searched: %+v", found)
		}
		for what, x := range map[string]struct {
			lang, text string
			kinds      []vocab.Kind
		}{
			"another language": {"fa", "مصلح الفوانيس", kinds},
			"part of it":       {"ar", "مصلح الفوانيس القديمة جدا", kinds},
			"another kind":     {"ar", "مصلح الفوانيس", []vocab.Kind{vocab.Course}},
		} {
			if term, err := p.Said(ctx, olena, x.lang, x.text, x.kinds); err != nil || term.Concept != "" {
				t.Errorf("%s: %+v %v", what, term, err)
			}
		}
		if term, err := p.Ulm.Said(ctx, p.Ulm.Actor("amal"), "ar", "مصلح الفوانيس", kinds); err != nil || term.Concept != "" {
			t.Errorf("in another city: %+v %v", term, err)
		}
		p.Write(func(ctx context.Context, tx *store.Tx) error {
			labels, err := tx.CityLabels(ctx, "ar", vocab.Fold("مصلح الفوانيس"))
			if err == nil && (len(labels) != 1 || labels[0].Review != "native" || labels[0].By != p.manager.User) {
				t.Errorf("labels %+v", labels)
			}
			return err
		})
	})
}

// TestRemoveCityLabel shows that a label that was taken away is found no more, and that who has its concept keeps it; in another city it
// never was.
func TestRemoveCityLabel(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		p.open()
		p.says("sami", "مصلح الفوانيس")
		word := p.waiting()["مصلح الفوانيس"].ID
		p.ok(p.DecideWord(ctx, p.manager, domain.WordDecision{ID: word, State: domain.WordSuggested, Concept: "occ:electrician", General: true}))
		kinds, olena, lead := []vocab.Kind{vocab.Occupation}, p.Actor("olena"), p.Actor("lead")
		said := func() domain.Term {
			t.Helper()
			term, err := p.Said(ctx, olena, "ar", "مصلح الفوانيس", kinds)
			p.ok(err)
			return term
		}
		has := domain.Entry{Section: domain.SectionWork, Work: &domain.Work{Occupation: said()}}
		entry, err := p.SaveEntry(ctx, olena, has, "")
		p.ok(err)
		labels, err := p.CityLabels(ctx, lead)
		p.ok(err)
		if len(labels) != 1 || labels[0].Label != "مصلح الفوانيس" || labels[0].Concept != "occ:electrician" || labels[0].ByName != "Anna Weber" {
			t.Fatalf("labels %+v", labels)
		}
		other, err := p.Ulm.CityLabels(ctx, p.Ulm.Actor("lead"))
		p.ok(err)
		if len(other) != 0 {
			t.Errorf("the other city has %+v", other)
		}
		p.is("in another city", p.Ulm.RemoveCityLabel(ctx, p.Ulm.Actor("lead"), labels[0].ID), domain.NotFound)
		before := p.head()
		p.ok(p.RemoveCityLabel(ctx, lead, labels[0].ID))
		if e := p.events(before)[0]; e.Action != domain.RemoveCityLabel || e.Actor != lead.User || e.Person != 0 || e.Object != int64(labels[0].ID) {
			t.Errorf("the record says %+v", e)
		}
		p.is("removing it twice", p.RemoveCityLabel(ctx, lead, labels[0].ID), domain.NotFound)
		if term := said(); term.Concept != "" {
			t.Errorf("typed: %+v", term)
		}
		found, err := p.Search(ctx, olena, "ar", "", "مصلح الفوانيس", kinds, 5)
		p.ok(err)
		for _, c := range found.Concepts {
			if c.ID == "occ:electrician" {
				t.Errorf("searched: %+v", found)
			}
		}
		if e, err := p.Entry(ctx, olena, entry); err != nil || e.Work.Occupation.Concept != "occ:electrician" {
			t.Errorf("who had chosen it has %+v %v", e.Work, err)
		}
	})
}
