package app_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

func noWait(ctx context.Context, _ time.Duration) error { return ctx.Err() }

// A desk is a play in which an engine translates what sami says.
type desk struct {
	*play
	engine *interpreter
	log    *bytes.Buffer
}

// eachDesk runs f on both engines of the database, with a budget of characters.
func eachDesk(t *testing.T, characters int, f func(t *testing.T, d *desk)) {
	t.Helper()
	eachPlay(t, func(t *testing.T, p *play) {
		d := &desk{play: p, engine: newInterpreter(t), log: new(bytes.Buffer)}
		p.Translator = translator(p.City, d.log, d.engine.engine())
		p.ok(p.SetTranslationLimit(t.Context(), domain.Operator(), characters))
		f(t, d)
	})
}

func (d *desk) drain() {
	d.t.Helper()
	d.ok(d.Translator.Drain(d.t.Context(), d.App))
}

func (d *desk) page() app.TextsPage {
	d.t.Helper()
	page, err := d.Texts(d.t.Context(), d.own)
	d.ok(err)
	return page
}

// only is the one text of sami, which must be in the state.
func (d *desk) only(state domain.TextState, why domain.TextReason) app.Text {
	d.t.Helper()
	page := d.page()
	if len(page.Texts) != 1 || page.Texts[0].State != state || page.Texts[0].Reason != why {
		d.t.Fatalf("texts %+v, want one that is %s %s", page.Texts, state, why)
	}
	return page.Texts[0]
}

// german is the German CV of sami as text, and what is open in it.
func (d *desk) german() (lines string, open int) {
	d.t.Helper()
	page, err := d.CV(d.t.Context(), d.own, 0)
	d.ok(err)
	return fmt.Sprintf("%+v", page.German.Sections), len(page.German.Open)
}

// TestTextToGerman follows one text from its words to the CV and back out of it.
func TestTextToGerman(t *testing.T) {
	eachDesk(t, 10_000, func(t *testing.T, d *desk) {
		ctx := t.Context()
		const said = "عملت ٧ سنوات. وقمت بالتدريب"
		id := d.save(ownWords(said))
		if text := d.only(domain.TextWaiting, ""); text.ID == 0 || text.Source != said || len(text.Sentences) != 2 || len(d.engine.texts()) != 0 {
			t.Fatalf("just saved: %+v, %d questions", text, len(d.engine.texts()))
		}
		_, seq, err := d.Pulses(ctx, 0)
		d.ok(err)
		d.drain()
		pulses, _, err := d.Pulses(ctx, seq)
		d.ok(err)
		if len(pulses) != 1 || pulses[0].Person != d.sami {
			t.Errorf("open pages hear %+v", pulses)
		}
		text := d.only(domain.TextMachine, "")
		if text.German() != "Arbeit 7 Arbeit" || text.Back() != "عمل 7 عمل" || text.Engine != "libretranslate" || text.BackEngine != "libretranslate" || text.Made == 0 {
			t.Errorf("translated: %+v", text)
		}
		if lines, open := d.german(); strings.Contains(lines, "Arbeit") || open != 1 {
			t.Errorf("a text that nobody confirmed is printed: %s, %d open", lines, open)
		}
		d.is("an old version", d.ConfirmText(ctx, d.own, text.ID, text.Version-1), domain.Conflict)
		d.ok(d.ConfirmText(ctx, d.own, text.ID, text.Version))
		if lines, open := d.german(); !strings.Contains(lines, "Arbeit 7 Arbeit") || open != 0 {
			t.Errorf("a confirmed text is not printed: %s, %d open", lines, open)
		}
		e := ownWords("عملت كثيرا")
		e.ID, e.Version = id, 1
		d.save(e)
		text = d.only(domain.TextWaiting, "")
		if text.Before == nil || text.Before.German() != "Arbeit 7 Arbeit" || text.Before.State != domain.TextOutdated {
			t.Errorf("the German of the earlier wording: %+v", text.Before)
		}
		if lines, _ := d.german(); strings.Contains(lines, "Arbeit") {
			t.Errorf("outdated German is printed: %s", lines)
		}
		d.drain()
		text = d.only(domain.TextMachine, "")
		d.ok(d.RejectText(ctx, d.own, text.ID, text.Version))
		text = d.only(domain.TextHelper, domain.ReasonNotCorrect)
		d.is("nothing to confirm", d.ConfirmText(ctx, d.own, text.ID, text.Version), domain.Conflict)
		if n, err := revisions(d, text.ID); err != nil || n != text.Version {
			t.Errorf("%d revisions of version %d, %v", n, text.Version, err)
		}
		d.ok(d.RemoveEntry(ctx, d.own, id, 2))
		if page := d.page(); len(page.Texts) != 0 {
			t.Errorf("texts of an entry that is gone: %+v", page.Texts)
		}
	})
}

func revisions(d *desk, id domain.TranslationID) (n int, err error) {
	d.Write(func(ctx context.Context, tx *store.Tx) error {
		n, err = tx.RevisionsOf(ctx, "translation", int64(id))
		return nil
	})
	return n, err
}

// TestMemory shows that the same words of a person are sent once, wherever they stand, and that tasks may change places.
func TestMemory(t *testing.T) {
	eachDesk(t, 10_000, func(t *testing.T, d *desk) {
		job := func(tasks ...string) domain.Entry {
			w := &domain.Work{Occupation: domain.Term{Concept: "occ:carpenter"}}
			for _, s := range tasks {
				w.Tasks = append(w.Tasks, domain.Term{Text: s})
			}
			return domain.Entry{Section: domain.SectionWork, Work: w}
		}
		const one, two, three = "تركيب الأبواب", "تدريب العمال", "بيع الخشب"
		first := d.save(job(one, two))
		d.save(ownWords(one))
		d.drain()
		d.save(job(two))
		e := job(three, two, one)
		e.ID, e.Version = first, 1
		d.save(e)
		d.ok(d.RemoveEntry(t.Context(), d.own, first, 2))
		d.save(job(three, one))
		d.drain()
		for _, s := range [...]string{one, two, three} {
			if n := d.engine.asked(s); n != 1 {
				t.Errorf("%q was sent %d times", s, n)
			}
		}
		page := d.page()
		if len(page.Texts) != 4 {
			t.Errorf("%d texts", len(page.Texts))
		}
		for _, x := range page.Texts {
			if x.State != domain.TextMachine || x.German() != "Arbeit" {
				t.Errorf("%s is %s: %+v", x.Field, x.State, x.Sentences)
			}
		}
		budget, err := d.TranslationBudget(t.Context(), domain.Operator())
		d.ok(err)
		want := 0
		for _, s := range d.engine.texts() {
			want += len([]rune(s))
		}
		if len(budget.Used) != 1 || budget.Used[0].Month != "2026-03" || budget.Used[0].Characters != want {
			t.Errorf("used %+v, want %d", budget.Used, want)
		}
	})
}

// TestOutage lets the engine fail in each way: no page asks it, what is said in concepts is printed, the text says what it waits for, and
// once the engine is well each text is translated and paid once.
func TestOutage(t *testing.T) {
	eachDesk(t, 10_000, func(t *testing.T, d *desk) {
		d.save(work("نجار"))
		for name, status := range map[string][]int{
			"dead": {500, 500, 500, 500, 500, 500, 500, 500, 500}, "quota": {429}, "refused": {403},
		} {
			d.Translator = translator(d.City, d.log, d.engine.engine())
			d.engine.fail(status...)
			said := "تركيب الأبواب" + map[string]string{"dead": "", "quota": " وبيعها", "refused": " وطلاؤها"}[name]
			before, paid := len(d.engine.texts()), d.used()
			id := d.save(ownWords(said))
			d.only(domain.TextWaiting, "")
			if lines, open := d.german(); !strings.Contains(lines, "Tischler") || open != 1 {
				t.Errorf("%s: CV: %s, %d open", name, lines, open)
			}
			if n := len(d.engine.texts()); n != before {
				t.Fatalf("%s: pages asked the engine %d times", name, n-before)
			}
			d.drain()
			d.only(domain.TextWaiting, "")
			if now := d.used(); now != paid {
				t.Errorf("%s: paid %d characters for nothing", name, now-paid)
			}
			d.engine.fail()
			d.Clock.Add(2 * time.Hour)
			d.drain()
			d.only(domain.TextMachine, "")
			if want := len([]rune(said)) + len("Arbeit"); d.used()-paid != want {
				t.Errorf("%s: paid %d characters, want %d", name, d.used()-paid, want)
			}
			d.ok(d.RemoveEntry(t.Context(), d.own, id, 1))
		}
	})
}

// used is how many characters of this month are counted.
func (d *desk) used() int {
	d.t.Helper()
	b, err := d.TranslationBudget(d.t.Context(), domain.Operator())
	d.ok(err)
	if len(b.Used) == 0 {
		return 0
	}
	return b.Used[0].Characters
}

// TestGivesUp shows that a text for which no engine can do anything waits for a human, and says why.
func TestGivesUp(t *testing.T) {
	eachDesk(t, 0, func(t *testing.T, d *desk) {
		for i, tc := range []struct {
			name   string
			budget int
			turn   func(to, text string) string
			dead   bool
			why    domain.TextReason
		}{
			{"no budget", 0, fair, false, domain.ReasonBudget},
			{"budget", 20, fair, false, domain.ReasonBudget},
			{"dead", 100_000, fair, true, domain.ReasonEngine},
			{"facts", 100_000, func(string, string) string { return "Arbeit" }, false, domain.ReasonFacts},
			{"garbage", 100_000, func(string, string) string { return "\u202e<b>" }, false, domain.ReasonAnswer},
			{"echo", 100_000, func(_, text string) string { return text }, false, domain.ReasonAnswer},
		} {
			d.Translator = translator(d.City, d.log, d.engine.engine())
			d.ok(d.SetTranslationLimit(t.Context(), domain.Operator(), tc.budget))
			d.engine.turn = tc.turn
			id := d.save(ownWords(fmt.Sprintf("عملت في ورشة كبيرة %d", 2010+i)))
			for range 8 {
				if d.engine.fail(); tc.dead {
					d.engine.fail(500, 500, 500, 500)
				}
				d.drain()
				d.Clock.Add(9 * time.Hour)
			}
			text := d.only(domain.TextHelper, tc.why)
			if text.German() != "" {
				t.Errorf("%s: German of a text that failed: %+v", tc.name, text.Sentences)
			}
			if lines, open := d.german(); strings.Contains(lines, "Arbeit") || open != 1 {
				t.Errorf("%s: CV: %s, %d open", tc.name, lines, open)
			}
			calls := len(d.engine.texts())
			d.Clock.AddDays(2)
			d.drain()
			if len(d.engine.texts()) != calls {
				t.Errorf("%s: a text that was given up is sent again", tc.name)
			}
			d.ok(d.RemoveEntry(t.Context(), d.own, id, 1))
		}
	})
}

// TestNoEngine: without an engine, or with none that reads the language, a text waits for a human at once, and nobody is asked.
func TestNoEngine(t *testing.T) {
	eachDesk(t, 1000, func(t *testing.T, d *desk) {
		yonas := d.Actor("yonas")
		_, err := d.SaveEntry(t.Context(), yonas, ownWords("ዓርቢ ምስራሕ"), "")
		d.ok(err)
		d.drain()
		page, err := d.Texts(t.Context(), yonas)
		d.ok(err)
		if x := page.Texts[0]; x.State != domain.TextHelper || x.Reason != domain.ReasonNoEngine || len(d.engine.texts()) != 0 {
			t.Errorf("Tigrinya: %+v, %d questions", x, len(d.engine.texts()))
		}
		d.Translator = translator(d.City, io.Discard)
		d.save(ownWords("تركيب الأبواب"))
		d.only(domain.TextHelper, domain.ReasonNoEngine)
		d.Translator = nil
		d.save(ownWords("بيع الخشب"))
		for _, x := range d.page().Texts {
			if x.State != domain.TextHelper {
				t.Errorf("%s is %s", x.Source, x.State)
			}
		}
	})
}

// TestSavedBefore: what was said before there were translations, or is stored around the actions, is found by its job.
func TestSavedBefore(t *testing.T) {
	eachDesk(t, 1000, func(t *testing.T, d *desk) {
		d.Write(func(ctx context.Context, tx *store.Tx) error {
			e := ownWords("تركيب الأبواب")
			e.Person = d.sami
			if _, err := tx.SaveEntry(ctx, e, 0); err != nil {
				return err
			}
			return tx.AskTranslation(ctx, d.sami)
		})
		if x := d.only(domain.TextWaiting, ""); x.ID != 0 {
			t.Errorf("a text without translation has the id %d", x.ID)
		}
		d.drain()
		d.only(domain.TextMachine, "")
	})
}
