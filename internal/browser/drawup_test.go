package browser

import (
	"strings"
	"testing"

	cd "github.com/chromedp/chromedp"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// mostInteractions is how many interactions the plan of drawn may cost: an interaction is one thing activated, or one field filled or
// chosen. To move the focus is none.
const mostInteractions = 25

// The plan that is drawn up.
const (
	drawnGoals    = 3
	drawnMeasures = 6
)

// tick presses the space bar on the next box of that name.
func (b *tab) tick(name string) {
	b.t.Helper()
	b.tabTo(name)
	b.taps++
	b.do(cd.KeyEvent(" "))
	if !value[bool](b, `document.activeElement.checked`) {
		b.fail("the space bar does not tick %q", name)
	}
}

// keyIn types into the next field of that name.
func (b *tab) keyIn(name, text string) {
	b.t.Helper()
	b.tabTo(name)
	b.taps++
	b.do(cd.KeyEvent(text))
}

// keyInDay types a day into the next field of that name, in the order that the browser asks for.
func (b *tab) keyInDay(name string, day domain.Day) {
	b.t.Helper()
	parts := strings.Split(string(day), "-")
	digits := strings.NewReplacer("year", parts[0], "month", parts[1], "day", parts[2]).Replace(value[string](b,
		`new Intl.DateTimeFormat(navigator.language).formatToParts().map(x=>x.type).filter(x=>x!=="literal").join("")`))
	b.keyIn(name, digits)
	if got := value[string](b, `document.activeElement.value`); got != string(day) {
		b.fail("%q is %q after %s was typed, want %s", name, got, digits, day)
	}
}

// activate presses Enter on the next link or button of that name.
func (b *tab) activate(name string) {
	b.t.Helper()
	b.tabTo(name)
	b.taps++
	b.enter()
}

// TestDrawingUp draws up a plan of three goals with six measures from what a person released, from the person's page until it is shown to
// the person, with the keyboard alone: once with what is suggested, and once with two suggestions and a goal with two steps in own words.
func TestDrawingUp(t *testing.T) {
	for _, tc := range []struct {
		name     string
		noScript bool
		pick     int
		own      bool // the third goal is typed
	}{
		{name: "suggested", pick: 3},
		{name: "own words", pick: 2, own: true},
		{name: "noscript", pick: 2, own: true, noScript: true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := newSite(t)
			s.tell("sami")
			s.release("sami")
			sami := s.Person("sami")
			b := newTab(t, s, device{who: "manager_a", wide: 1280, noScript: tc.noScript})
			b.as("manager_a", "de")
			b.open(routes.Case(sami))
			b.taps = 0

			b.activate(i18n.De.CaseToNewPlan())
			for range tc.pick {
				b.tick("pick")
			}
			b.picture("drawup-" + tc.name)
			b.activate(i18n.De.PlaneditAddSuggestions())
			if tc.own {
				b.ownGoal()
			}
			b.activate(i18n.De.PlaneditOffer())
			b.at(routes.CasePlan(sami))
			b.picture("drawn-" + tc.name)
			if b.taps > mostInteractions {
				t.Errorf("%d interactions, want at most %d", b.taps, mostInteractions)
			}
			t.Logf("%d interactions", b.taps)
			s.isDrawn("sami", sami)
		})
	}
}

// ownGoal adds a goal with two steps in own words.
func (b *tab) ownGoal() {
	b.t.Helper()
	b.keyIn("domain", i18n.De.Term("domain", "participation")[:3])
	b.activate(i18n.De.CommonNext())
	b.keyIn("text", typedGoal)
	b.keyInDay("due", "2026-12-31")
	b.activate(i18n.De.PlaneditSave())
	b.activate(i18n.De.CommonEdit() + ": " + typedGoal)
	for _, step := range [...]string{"Probe besuchen", "Ein Lied lernen"} {
		b.keyIn(ui.MeasureField("text", 0), step)
		b.keyInDay(ui.MeasureField("due", 0), "2026-04-30")
		b.activate(i18n.De.PlaneditSave())
		b.sees(step)
	}
	b.activate(i18n.De.PlanBackToPlan())
}

// isDrawn checks that the person sees the plan that was to be drawn up.
func (s *site) isDrawn(name string, p domain.PersonID) {
	s.t.Helper()
	page, err := s.Plan(s.t.Context(), s.Actor(name), p)
	s.must(err)
	measures := 0
	for _, g := range page.Plan.Goals {
		measures += len(g.Measures)
	}
	if len(page.Plan.Goals) != drawnGoals || measures < drawnMeasures {
		s.t.Errorf("the person sees %d goals with %d measures, want %d with at least %d", len(page.Plan.Goals), measures, drawnGoals, drawnMeasures)
	}
}
