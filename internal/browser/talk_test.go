package browser

import (
	"slices"
	"testing"

	cd "github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// mostForTalk is how many interactions it may cost to write down everything that a talk can say; see mostInteractions.
const mostForTalk = 12

// turn moves with the arrow keys to a choice of the group of that name.
func (b *tab) turn(name, to string) {
	b.t.Helper()
	b.tabTo(name)
	b.taps++
	for range 10 {
		if value[string](b, `document.activeElement.value`) == to {
			return
		}
		b.do(cd.KeyEvent(kb.ArrowDown))
	}
	b.fail("the arrow keys never come to %s=%s", name, to)
}

// TestTalk writes down a talk at the person's page with the keyboard alone: everything it can say, and the least it can say.
func TestTalk(t *testing.T) {
	for name, noScript := range map[string]bool{"live": false, "noscript": true} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			sami := s.Person("sami")
			b := newTab(t, s, device{who: "manager_a", wide: 1280, noScript: noScript})
			b.as("manager_a", "de")
			b.open(routes.Case(sami))
			b.taps = 0
			b.toTalk()
			b.turn("kind", "planning")
			b.tick(i18n.De.Term("domain", "work"))
			b.tick(i18n.De.Term("domain", "health"))
			b.keyIn("result", "Lebenslauf besprochen")
			b.keyIn("next", "Bewerbung schreiben")
			today := domain.DayOf(s.Clock.Now())
			b.keyInDay("next_on", today.AddDays(7))
			b.turn("type", "phone")
			b.turn("minutes", "to_60")
			b.turn("interpreter", "phone")
			b.keyIn("language", i18n.Language(i18n.De, "en"))
			b.activate(i18n.De.TalkSave())
			b.at(routes.Case(sami))
			b.sees("Lebenslauf besprochen", "Bewerbung schreiben")
			b.picture("talk")
			if b.taps > mostForTalk {
				t.Errorf("%d interactions, want at most %d", b.taps, mostForTalk)
			}
			t.Logf("%d interactions for everything", b.taps)
			got := s.lastTalk(sami)
			if got.Kind != "planning" || got.Type != "phone" || got.Minutes != "to_60" || got.Interpreter != "phone" || got.Language != "en" || got.Day != today ||
				got.NextOn != today.AddDays(7) || !slices.Equal(got.Topics, []string{"work", "health"}) {
				t.Errorf("stored is %+v", got)
			}

			b.taps = 0
			b.toTalk()
			b.keyIn("result", "Brief gelesen")
			b.activate(i18n.De.TalkSave())
			b.sees("Brief gelesen")
			if b.taps > 3 {
				t.Errorf("%d interactions for a result alone, want at most 3", b.taps)
			}
			if got := s.lastTalk(sami); got.Kind != "counselling" || got.Language != "ar" || got.Result != "Brief gelesen" {
				t.Errorf("stored is %+v", got)
			}
		})
	}
}

// toTalk follows the link on a person's page to the form of a talk.
func (b *tab) toTalk() {
	b.t.Helper()
	b.tabTo(i18n.De.TalkTitle())
	b.taps++
	b.do(cd.KeyEvent("\r"))
	b.eventually("the form", `document.activeElement.id==="talk"`)
}

// lastTalk is the talk that was written down last.
func (s *site) lastTalk(p domain.PersonID) domain.Talk {
	s.t.Helper()
	page, err := s.Talks(s.t.Context(), s.Actor("manager_a"), p)
	s.must(err)
	if len(page.Talks) == 0 {
		s.t.Fatal("no talk is stored")
	}
	return page.Talks[0]
}

// TestTalkCounted counts a talk with somebody who does not want to be named, with the keyboard alone.
func TestTalkCounted(t *testing.T) {
	s := newSite(t)
	b := newTab(t, s, device{who: "manager_a", wide: 1280})
	b.as("manager_a", "de")
	b.open(routes.Cases)
	b.taps = 0
	b.activate(i18n.De.TalkCounting())
	b.turn("kind", "brief")
	b.keyIn("language", i18n.Language(i18n.De, "uk"))
	b.activate(i18n.De.TalkCount())
	b.sees(i18n.De.TalkCounted())
	if b.taps > 4 {
		t.Errorf("%d interactions, want at most 4", b.taps)
	}
}
