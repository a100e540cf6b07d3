package app_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// ownWords is a skill in words that the vocabulary does not have.
func ownWords(text string) domain.Entry {
	return domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{Term: &domain.Term{Text: text}}}
}

// seen are the texts of sami as the manager sees them.
func (d *desk) seen() []domain.Translation {
	d.t.Helper()
	page, err := d.PersonTexts(d.t.Context(), d.manager, d.sami)
	d.ok(err)
	var out []domain.Translation
	for _, x := range page.Texts {
		out = append(out, x.Translation)
	}
	return out
}

// toReview is how many texts of sami the list of the manager counts: those that wait for a human, and those of the machine.
func (d *desk) toReview() (texts, machine int) {
	d.t.Helper()
	list, err := d.TextsToReview(d.t.Context(), d.manager)
	d.ok(err)
	for _, c := range list {
		if c.Person == d.sami {
			texts, machine = c.Texts, c.Machine
		}
	}
	return texts, machine
}

// TestReview lets the manager see, mend and lose texts with the release of their section, also while a form is open.
func TestReview(t *testing.T) {
	eachDesk(t, 10_000, func(t *testing.T, d *desk) {
		ctx := t.Context()
		d.save(ownWords("تركيب الأبواب. بيع الخشب"))
		d.save(domain.Entry{Section: domain.SectionWork, Work: &domain.Work{Occupation: domain.Term{Text: "صانع الأبواب"}}})
		d.drain()
		if texts, machine := d.toReview(); texts+machine != 0 || len(d.seen()) != 0 {
			t.Fatalf("without a release: %d, %d in the list, texts %+v", texts, machine, d.seen())
		}
		d.give(domain.SectionSkills)
		x := d.seen()
		if texts, machine := d.toReview(); texts != 0 || machine != 1 || len(x) != 1 || x[0].Section != domain.SectionSkills {
			t.Fatalf("skills released: %d, %d in the list, texts %+v", texts, machine, x)
		}
		review := domain.Review{ID: x[0].ID, Version: x[0].Version, German: []string{"Türen einbauen", "Holz verkaufen", "zu viel"}}
		d.is("a sentence too many", d.ReviewText(ctx, d.manager, d.sami, review), domain.Invalid)
		review.German = []string{"Türen einbauen", " "}
		d.is("an empty sentence", d.ReviewText(ctx, d.manager, d.sami, review), domain.Invalid)
		review.German[1] = "Holz verkaufen"
		stale := review
		stale.Version--
		d.is("an old version", d.ReviewText(ctx, d.manager, d.sami, stale), domain.Conflict)
		d.ok(d.ReviewText(ctx, d.manager, d.sami, review))
		text := d.page().Texts[1]
		if text.State != domain.TextReviewed || text.ReviewerName != "Anna Weber" || text.German() != "Türen einbauen Holz verkaufen" || text.Engine != "" {
			t.Errorf("reviewed: %+v", text)
		}
		if lines, _ := d.german(); !strings.Contains(lines, "Türen einbauen Holz verkaufen") {
			t.Errorf("a reviewed text is not printed: %s", lines)
		}
		d.drain()
		if text = d.page().Texts[1]; text.State != domain.TextReviewed || text.Sentences[1].Back != "عمل" || text.Sentences[1].Own != "بيع الخشب" {
			t.Errorf("the review was not turned back: %+v", text.Sentences)
		}
		if n := d.engine.asked("Holz verkaufen"); n != 1 {
			t.Errorf("turned back %d times", n)
		}
		open := domain.Review{ID: text.ID, Version: text.Version, German: []string{"Anderes"}}
		d.back(domain.SectionSkills, testkit.OrgBridge)
		d.is("a form that was open when the release was taken back", d.ReviewText(ctx, d.manager, d.sami, open), domain.NotFound)
		d.is("a phrase after that", d.ApprovePhrase(ctx, d.manager, d.sami, text.ID, text.Version), domain.NotFound)
		if texts, machine := d.toReview(); texts+machine != 0 || len(d.seen()) != 0 {
			t.Errorf("after the release: %d, %d in the list, texts %+v", texts, machine, d.seen())
		}
		d.give(domain.SectionSkills)
		d.ok(d.ConfirmText(ctx, d.own, text.ID, text.Version))
		open.Version = d.page().Texts[1].Version
		d.is("a text that the person has confirmed", d.ReviewText(ctx, d.manager, d.sami, open), domain.Conflict)
	})
}

// TestReviewIsRecorded: a look at texts and each change stand in the record, without contents.
func TestReviewIsRecorded(t *testing.T) {
	eachDesk(t, 10_000, func(t *testing.T, d *desk) {
		d.save(ownWords("تركيب الأبواب"))
		d.give(domain.SectionSkills)
		before := d.head()
		d.drain()
		text := d.seen()[0]
		d.ok(d.ReviewText(t.Context(), d.manager, d.sami, domain.Review{ID: text.ID, Version: text.Version, German: []string{"Türen"}}))
		d.ok(d.AskTextHelp(t.Context(), d.Acting("manager_a", "sami"), text.ID, text.Version+1))
		var got []string
		for _, e := range d.events(before) {
			got = append(got, fmt.Sprintf("%s %s %d %v %s", e.Action, e.Rule, e.Person, e.Acting, e.Sections))
		}
		want := fmt.Sprintf("text.translate machine %[1]d false skills\ntext.read managed %[1]d false core,skills\ntext.review managed %[1]d false skills\n", d.sami)
		if all := strings.Join(got, "\n"); !strings.HasPrefix(all, want) || !strings.HasSuffix(all, fmt.Sprintf("text.ask_help acting %d true skills", d.sami)) {
			t.Errorf("the record has\n%s\nwant\n%s", all, want)
		}
		for _, who := range [...]string{"others", "own"} {
			book, err := d.AccessBook(t.Context(), d.own, domain.BookFilter{Who: who})
			d.ok(err)
			found := 0
			for _, e := range book.Events {
				if e.Action == domain.TranslateText {
					found++
				}
			}
			if want := map[string]int{"others": 1, "own": 0}[who]; found != want {
				t.Errorf("the access book of %s has the machine %d times", who, found)
			}
		}
	})
}

// TestPhrase: what is general helps the next person without an engine; what holds a fact does not get in; another city does not have it.
func TestPhrase(t *testing.T) {
	eachDesk(t, 10_000, func(t *testing.T, d *desk) {
		ctx := t.Context()
		const general = "تركيب الأبواب"
		d.introduce()
		d.give(domain.SectionSkills)
		d.save(domain.Entry{Section: domain.SectionWork, Work: &domain.Work{
			Occupation: domain.Term{Concept: "occ:carpenter"}, Employer: domain.Name{Native: "ورشة القلمون"},
		}})
		said := []string{general, "تركيب ٢٠ بابا", "باب سامي", "أبواب القلمون"}
		for _, s := range said {
			d.save(ownWords(s))
		}
		d.drain()
		for _, x := range d.seen() {
			d.is("German that nobody has reviewed", d.ApprovePhrase(ctx, d.manager, d.sami, x.ID, x.Version), domain.Conflict)
			d.ok(d.ReviewText(ctx, d.manager, d.sami, domain.Review{ID: x.ID, Version: x.Version, German: []string{"Türen einbauen"}}))
		}
		for _, x := range d.seen() {
			err := d.ApprovePhrase(ctx, d.manager, d.sami, x.ID, x.Version)
			if x.Source == general {
				d.ok(err)
				continue
			}
			d.is(x.Source, err, domain.Invalid)
		}
		before := len(d.engine.texts())
		people := d.crowd(1)
		_, err := d.SaveEntry(ctx, people[0], ownWords(general), "")
		d.ok(err)
		page, err := d.Texts(ctx, people[0])
		d.ok(err)
		if x := page.Texts[1]; x.State != domain.TextReviewed || x.German() != "Türen einbauen" || x.Engine != domain.EngineCity || len(d.engine.texts()) != before {
			t.Errorf("the city remembers %+v", x)
		}
		phrases, err := d.Phrases(ctx, d.Actor("lead"))
		d.ok(err)
		if len(phrases) != 1 || phrases[0].Own != general || phrases[0].ApprovedBy != "Anna Weber" {
			t.Fatalf("phrases: %+v", phrases)
		}
		other, err := d.Ulm.Phrases(ctx, d.Ulm.Actor("lead"))
		d.ok(err)
		if len(other) != 0 {
			t.Errorf("the other city has %+v", other)
		}
		d.ok(d.RemovePhrase(ctx, d.Actor("lead"), phrases[0].ID))
		d.is("a phrase that is gone", d.RemovePhrase(ctx, d.Actor("lead"), phrases[0].ID), domain.NotFound)
	})
}

// TestTextsOfOthers: another person, another tenant and an unknown id look the same, and no budget is shared.
func TestTextsOfOthers(t *testing.T) {
	eachDesk(t, 10_000, func(t *testing.T, d *desk) {
		ctx := t.Context()
		d.save(ownWords("تركيب الأبواب"))
		d.drain()
		text := d.only(domain.TextMachine, "")
		for name, err := range map[string]error{
			"another person":   d.ConfirmText(ctx, d.Actor("olena"), text.ID, text.Version),
			"another tenant":   d.Ulm.ConfirmText(ctx, d.Ulm.Actor("amal"), text.ID, text.Version),
			"an unknown id":    d.ConfirmText(ctx, d.own, 4711, 1),
			"another manager":  d.ReviewText(ctx, d.Actor("manager_b"), d.sami, domain.Review{ID: text.ID, Version: text.Version, German: []string{"x"}}),
			"manager of Ulm":   d.Ulm.ReviewText(ctx, d.Ulm.Actor("manager_a"), d.sami, domain.Review{ID: text.ID, Version: text.Version, German: []string{"x"}}),
			"another's person": d.ReviewText(ctx, d.manager, d.Person("olena"), domain.Review{ID: text.ID, Version: text.Version, German: []string{"x"}}),
		} {
			d.is(name, err, domain.NotFound)
		}
		b, err := d.Ulm.TranslationBudget(ctx, domain.Operator())
		d.ok(err)
		if b.Limit != 0 || len(b.Used) != 0 {
			t.Errorf("the budget of the other city: %+v", b)
		}
	})
}

// TestErasedTexts: without the person's key no translation can be read, and what waits for an engine is never sent.
func TestErasedTexts(t *testing.T) {
	eachDesk(t, 10_000, func(t *testing.T, d *desk) {
		d.save(ownWords("تركيب الأبواب"))
		d.drain()
		d.save(ownWords("بيع الخشب"))
		before := len(d.engine.texts())
		_, err := d.Raw().ExecContext(t.Context(), fmt.Sprintf("DELETE FROM person_key WHERE person_id = %d", d.sami))
		d.ok(err)
		d.drain()
		if len(d.engine.texts()) != before {
			t.Error("a text without a key was sent")
		}
		_, err = d.Texts(t.Context(), d.own)
		d.is("the texts", err, domain.NotFound)
		err = d.DB.Read(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Translations(t.Context(), d.sami, domain.SetOf(domain.Sections[:]...))
			return err
		})
		d.is("what is stored", err, domain.NotFound)
	})
}

// TestOwnGerman: German that somebody typed by hand stays as it is, and German that came with a text waits for the person.
func TestOwnGerman(t *testing.T) {
	eachDesk(t, 10_000, func(t *testing.T, d *desk) {
		d.save(domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{Term: &domain.Term{Text: "نجارة", German: "Holzarbeit", State: domain.TextConfirmed}}})
		d.drain()
		if lines, open := d.german(); !strings.Contains(lines, "Holzarbeit") || open != 0 || len(d.page().Texts) != 0 || len(d.engine.texts()) != 0 {
			t.Errorf("own German: %s, %d open, %d questions", lines, open, len(d.engine.texts()))
		}
		d.save(domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{Term: &domain.Term{Text: "طبخ", German: "Kochen", State: domain.TextMachine}}})
		text := d.only(domain.TextMachine, "")
		if text.German() != "Kochen" {
			t.Errorf("German that came with the text: %+v", text)
		}
		d.ok(d.ConfirmText(t.Context(), d.own, text.ID, text.Version))
		if lines, _ := d.german(); !strings.Contains(lines, "Kochen") {
			t.Errorf("confirmed: %s", lines)
		}
	})
}

// TestTargetInOwnWords: the occupation looked for has its way into German, too, in each CV.
func TestTargetInOwnWords(t *testing.T) {
	eachDesk(t, 10_000, func(t *testing.T, d *desk) {
		ctx := t.Context()
		_, err := d.SaveCV(ctx, d.own, domain.CVSelection{ID: domain.FirstCV(d.sami), Target: &domain.Term{Text: "صانع الأبواب"}}, "")
		d.ok(err)
		d.drain()
		text := d.only(domain.TextMachine, "")
		if text.Entry != 0 || text.Section != domain.SectionCV {
			t.Errorf("target: %+v", text)
		}
		d.ok(d.ConfirmText(ctx, d.own, text.ID, text.Version))
		page, err := d.CV(ctx, d.own, 0)
		d.ok(err)
		if page.German.Head.Target != "Arbeit" {
			t.Errorf("head %+v", page.German.Head)
		}
	})
}

// TestWordsTakenBack: what is taken out of an answer goes to no engine and to no human any more, whichever way it goes.
func TestWordsTakenBack(t *testing.T) {
	const doors, wood = "تركيب الأبواب", "بيع الخشب"
	job := func(tasks ...string) domain.Entry {
		w := domain.Work{Occupation: domain.Term{Concept: "occ:carpenter"}}
		for _, s := range tasks {
			w.Tasks = append(w.Tasks, domain.Term{Text: s})
		}
		return domain.Entry{Section: domain.SectionWork, Work: &w}
	}
	sewing := domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{Term: &domain.Term{Concept: "task:sew-clothes"}}}
	edit := func(d *desk, id domain.EntryID, version int, e domain.Entry) {
		e.ID, e.Version = id, version
		d.save(e)
	}
	target := func(d *desk, version int, target *domain.Term) {
		d.saveCV(domain.CVSelection{ID: domain.FirstCV(d.sami), Version: version, Target: target})
	}
	for _, tc := range []struct {
		name string
		take func(d *desk)
		left []string
	}{
		{"one_of_two", func(d *desk) { edit(d, d.save(job(doors, wood)), 1, job(wood)) }, []string{wood}},
		{"the_last", func(d *desk) { edit(d, d.save(job(doors)), 1, job()) }, nil},
		{"for_a_concept", func(d *desk) {
			edit(d, d.save(ownWords(doors)), 1, sewing)
		}, nil},
		{"in_no_queue_of_words", func(d *desk) { // a text with a number is in none
			edit(d, d.save(ownWords("تركيب ٢٠ بابا")), 1, sewing)
		}, nil},
		{"with_the_entry", func(d *desk) { d.ok(d.RemoveEntry(d.t.Context(), d.own, d.save(job(doors, wood)), 1)) }, nil},
		{"of_one_entry_of_two", func(d *desk) {
			d.save(job(doors))
			edit(d, d.save(ownWords(doors)), 1, sewing)
		}, []string{doors}},
		{"target", func(d *desk) {
			target(d, 0, &domain.Term{Text: doors})
			target(d, 1, nil)
		}, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			eachDesk(t, 10_000, func(_ *testing.T, d *desk) {
				d.give(domain.SectionWork, domain.SectionSkills)
				tc.take(d)
				var counted []string
				for _, x := range d.stored() {
					if x.Ended == 0 {
						counted = append(counted, x.Source)
					}
				}
				if !slices.Equal(counted, tc.left) {
					d.t.Errorf("texts that count: %q, want %q", counted, tc.left)
				}
				d.drain()
				if _, machine := d.toReview(); machine != len(tc.left) || len(d.seen()) != len(tc.left) {
					d.t.Errorf("%d to review, the manager sees %+v", machine, d.seen())
				}
				for _, said := range [...]string{doors, wood} {
					if n := d.engine.asked(said); n > 0 && !slices.Contains(tc.left, said) {
						d.t.Errorf("an engine got %q %d times", said, n)
					}
				}
			})
		})
	}
}

// TestOwnReview: whoever has reviewed a text does not confirm it for the person; somebody else does, and the person alone.
func TestOwnReview(t *testing.T) {
	eachDesk(t, 10_000, func(t *testing.T, d *desk) {
		ctx := t.Context()
		d.save(ownWords("تركيب الأبواب"))
		d.save(ownWords("بيع الخشب"))
		d.give(domain.SectionSkills)
		d.drain()
		acting := d.Acting("manager_a", "sami")
		for _, x := range d.seen() {
			d.ok(d.ReviewText(ctx, d.manager, d.sami, domain.Review{ID: x.ID, Version: x.Version, German: []string{"Arbeit"}}))
		}
		d.drain() // turns the German back
		x := d.seen()
		err := d.ConfirmText(ctx, acting, x[0].ID, x[0].Version)
		if e, ok := errors.AsType[*domain.Error](err); !ok || e.Kind != domain.Invalid || e.Key != "ownReview" {
			t.Errorf("confirming the own review: %v", err)
		}
		if now := d.seen()[0]; now.State != domain.TextReviewed || now.Version != x[0].Version {
			t.Errorf("after the refusal: %+v", now)
		}
		d.ok(d.ConfirmText(ctx, d.Acting("substitute", "sami"), x[0].ID, x[0].Version))
		d.ok(d.ConfirmText(ctx, d.own, x[1].ID, x[1].Version))
		d.save(ownWords("دهان الجدران"))
		d.drain()
		machine := d.seen()[2]
		d.ok(d.ConfirmText(ctx, acting, machine.ID, machine.Version))
	})
}
