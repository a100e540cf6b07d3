package app_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/translate"
)

// TestBudgetHolds lets twenty take from the budget at the same time: it is never overrun, and what was refused is not counted.
func TestBudgetHolds(t *testing.T) {
	eachDesk(t, 1050, func(t *testing.T, d *desk) {
		var got atomic.Int64
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				switch err := app.Take(t.Context(), d.App, "2026-03", 100); {
				case err == nil:
					got.Add(100)
				case !errors.Is(err, translate.ErrBudget):
					t.Errorf("take: %v", err)
				}
			})
		}
		all.Wait()
		b, err := d.TranslationBudget(t.Context(), domain.Operator())
		d.ok(err)
		if got.Load() != 1000 || b.Used[0].Characters != 1000 {
			t.Errorf("%d taken, %d counted of %d", got.Load(), b.Used[0].Characters, b.Limit)
		}
		d.ok(app.Take(t.Context(), d.App, "2026-04", 1050))
		if err := app.Take(t.Context(), d.App, "2026-05", 1051); !errors.Is(err, translate.ErrBudget) {
			t.Errorf("more than a month has: %v", err)
		}
		d.is("a negative limit", d.SetTranslationLimit(t.Context(), domain.Operator(), -1), domain.Internal)
	})
}

// crowd has n persons say one text each, and returns them.
func (d *desk) crowd(n int) (people []domain.Actor) {
	d.t.Helper()
	for i := range n {
		var p domain.PersonID
		d.Write(func(ctx context.Context, tx *store.Tx) (err error) {
			home, err := tx.Person(ctx, d.sami)
			if err != nil {
				return err
			}
			p, err = tx.AddPerson(ctx, domain.Person{Name: domain.Name{Latin: "Nobody"}, Language: "ar", Accommodation: home.Accommodation}, nil, d.User("helper"))
			return err
		})
		d.Clock.Add(time.Millisecond)
		by := domain.Actor{Session: 1, Kind: domain.SessionOwn, Person: p, Lang: "ar"}
		_, err := d.SaveEntry(d.t.Context(), by, ownWords("تركيب الأبواب "+string(rune('ا'+i))), "")
		d.ok(err)
		people = append(people, by)
	}
	return people
}

// TestTwoProcesses lets two processes translate what twenty people said: each text is asked for once, and the budget is not overrun.
func TestTwoProcesses(t *testing.T) {
	eachDesk(t, 220, func(t *testing.T, d *desk) {
		people := d.crowd(20)
		other := translator(d.City, io.Discard, d.engine.engine())
		var both sync.WaitGroup
		for _, tr := range []*app.Translator{d.Translator, other} {
			both.Go(func() {
				for range 3 {
					if err := tr.Drain(t.Context(), d.App); err != nil {
						t.Errorf("drain: %v", err)
					}
				}
			})
		}
		both.Wait()
		sent, times := 0, map[string]int{}
		for _, s := range d.engine.texts() {
			sent += len([]rune(s))
			if times[s]++; s != "Arbeit" && times[s] > 1 {
				t.Errorf("%q was sent %d times", s, times[s])
			}
		}
		b, err := d.TranslationBudget(t.Context(), domain.Operator())
		d.ok(err)
		if b.Used[0].Characters != sent || sent > 220 || sent < 150 {
			t.Errorf("%d characters were sent, %d counted, of 220", sent, b.Used[0].Characters)
		}
		states := map[domain.TextState]int{}
		for _, by := range people {
			page, err := d.Texts(t.Context(), by)
			d.ok(err)
			states[page.Texts[0].State]++
		}
		if states[domain.TextMachine] == 0 || states[domain.TextHelper] == 0 || states[domain.TextMachine]+states[domain.TextHelper] != 20 {
			t.Errorf("states: %v", states)
		}
	})
}

// TestShareOfAPerson lets one person write more than a day's share, also by writing it anew: the rest waits, and others do not wait for it.
func TestShareOfAPerson(t *testing.T) {
	eachDesk(t, 10*app.PersonDay, func(t *testing.T, d *desk) {
		const words = 3500
		long := func(i int) string { return string(rune('ا'+i)) + strings.Repeat(" باب", words/4) }
		id := d.save(ownWords(long(0)))
		for i := range 2 * app.PersonDay / words {
			e, err := d.Entry(t.Context(), d.own, id)
			d.ok(err)
			e.Skill.Term.Text = long(i)
			d.save(e)
			d.drain()
		}
		sent := func() (n int) {
			for _, s := range d.engine.texts() {
				if s != "Arbeit" {
					n += len([]rune(s))
				}
			}
			return n
		}
		if n := sent(); n > app.PersonDay || n < app.PersonDay-2*words {
			t.Errorf("%d characters of one person were sent within a day, want up to %d", n, app.PersonDay)
		}
		d.only(domain.TextWaiting, "")
		other := d.crowd(1)[0]
		d.drain()
		page, err := d.Texts(t.Context(), other)
		d.ok(err)
		if page.Texts[0].State != domain.TextMachine {
			t.Errorf("somebody else's text is %s", page.Texts[0].State)
		}
		d.Clock.Add(25 * time.Hour)
		d.drain()
		d.only(domain.TextMachine, "")
	})
}

// TestKilledBeforeSaving ends a process between the engine's answer and saving it: when its lease is over another one does it anew, and
// what comes too late changes nothing.
func TestKilledBeforeSaving(t *testing.T) {
	eachDesk(t, 10_000, func(t *testing.T, d *desk) {
		d.save(ownWords("تركيب الأبواب"))
		late, err := d.Translator.Interrupted(t.Context(), d.App)
		d.ok(err)
		d.drain()
		d.only(domain.TextWaiting, "")
		d.Clock.Add(app.LeaseTime)
		d.drain()
		text := d.only(domain.TextMachine, "")
		head := d.head()
		d.ok(late())
		if d.head() != head {
			t.Error("the late one is in the record")
		}
		if again := d.only(domain.TextMachine, ""); again.Version != text.Version {
			t.Errorf("the late one wrote version %d over %d", again.Version, text.Version)
		}
		if stored := d.stored(); len(stored) != 1 {
			t.Errorf("%d translations of one text", len(stored))
		}
	})
}

// stored are all translations of sami, ended ones too.
func (d *desk) stored() (all []domain.Translation) {
	d.t.Helper()
	d.Write(func(ctx context.Context, tx *store.Tx) (err error) {
		all, err = tx.Translations(ctx, d.sami, domain.SetOf(domain.Sections[:]...))
		return err
	})
	return all
}

// TestStops ends a process while the engine thinks: the text is not lost, and the next process has it at once.
func TestStops(t *testing.T) {
	eachDesk(t, 10_000, func(t *testing.T, d *desk) {
		d.save(ownWords("تركيب الأبواب"))
		ctx, stop := context.WithCancel(t.Context())
		d.engine.before = func(r *http.Request) {
			stop()
			<-r.Context().Done()
		}
		ended := make(chan bool)
		go func() {
			d.Translator.Run(ctx, func(context.Context) ([]*app.App, error) { return []*app.App{d.App}, nil })
			close(ended)
		}()
		<-ended
		d.engine.before = nil
		d.only(domain.TextWaiting, "")
		d.drain()
		d.only(domain.TextMachine, "")
		if b, err := d.TranslationBudget(t.Context(), domain.Operator()); err != nil || b.Used[0].Characters != len([]rune("تركيب الأبواب"))+len("Arbeit") {
			t.Errorf("used %+v, %v", b.Used, err)
		}
	})
}

// TestChangedMeanwhile changes what a person says while the engine thinks: the new words are translated, the old answer is memory only.
func TestChangedMeanwhile(t *testing.T) {
	eachDesk(t, 10_000, func(t *testing.T, d *desk) {
		id := d.save(ownWords("تركيب الأبواب"))
		var once sync.Once
		d.engine.before = func(*http.Request) {
			once.Do(func() {
				e := ownWords("بيع الخشب")
				e.ID, e.Version = id, 1
				if _, err := d.SaveEntry(context.WithoutCancel(t.Context()), d.own, e, ""); err != nil {
					t.Errorf("save: %v", err)
				}
			})
		}
		d.drain()
		text := d.only(domain.TextMachine, "")
		if text.Source != "بيع الخشب" || text.Before == nil || text.Before.German() != "Arbeit" {
			t.Errorf("text %+v", text)
		}
		e := ownWords("تركيب الأبواب")
		e.ID, e.Version = id, 2
		d.save(e)
		d.only(domain.TextMachine, "")
		if n := d.engine.asked("تركيب الأبواب"); n != 1 {
			t.Errorf("sent %d times: %s", n, strconv.Quote("تركيب الأبواب"))
		}
	})
}

// TestEngineComesLater: what waits for a human only because no engine could be asked is translated once there is one, and nothing else.
func TestEngineComesLater(t *testing.T) {
	eachDesk(t, 0, func(t *testing.T, d *desk) {
		d.save(ownWords("تركيب الأبواب"))
		d.drain()
		text := d.only(domain.TextHelper, domain.ReasonBudget)
		head := d.head()
		d.save(domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{Term: &domain.Term{Text: "بيع الخشب"}}})
		asked := d.page().Texts[1]
		d.ok(d.AskTextHelp(t.Context(), d.own, asked.ID, asked.Version))
		d.drain()
		for _, e := range d.events(head) {
			if e.Action == domain.TranslateText {
				t.Errorf("nothing happened, but the record says %+v", e)
			}
		}
		if now := d.page().Texts[0]; now.Version != text.Version {
			t.Errorf("tried in vain, and version %d became %d", text.Version, now.Version)
		}
		d.ok(d.SetTranslationLimit(t.Context(), domain.Operator(), 1000))
		d.ok(app.AskAgain(t.Context(), d.App))
		d.drain()
		page := d.page()
		if page.Texts[0].State != domain.TextMachine || page.Texts[0].Reason != "" || page.Texts[1].State != domain.TextHelper {
			t.Errorf("with a budget: %+v", page.Texts)
		}
		if d.engine.asked("بيع الخشب") != 0 {
			t.Error("a text for which the person asked a human was sent")
		}
	})
}
