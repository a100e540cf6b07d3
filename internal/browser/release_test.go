package browser

import (
	"testing"

	cd "github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// gives answers the questions on the way to a release, up to the preview, from the page of releases.
func (b *tab) gives(sections ...string) {
	b.t.Helper()
	b.goTo(routes.GiveRelease)
	b.at(routes.ReleaseStep(domain.StepWhat))
	for _, s := range sections {
		b.fill("section", s)
	}
	b.next()
	b.at(routes.ReleaseStep(domain.ReleaseStep(domain.SectionParticipation)))
	b.next("yes", "no")
	b.next("yes", "no")
	b.next("org", value[string](b, `document.querySelector("[name=org]").value`))
	b.next("purpose", string(domain.PurposePlan))
	b.next("months", "12")
	b.at(routes.ReleaseStep(domain.StepPreview))
}

// confirms goes on from the preview: the question, and the text.
func (b *tab) confirms() {
	b.t.Helper()
	b.next()
	b.next("seen", domain.SeenByAdvice)
	b.at(routes.ReleaseStep(domain.StepConfirm))
	b.next()
	b.at(routes.Releases)
}

// pickKey goes to the first choice of a field by keyboard, ticks it, and goes on to the one that is so many further.
func (b *tab) pickKey(field string, further int) {
	b.t.Helper()
	b.tabTo(field)
	b.do(cd.KeyEvent(" "))
	for range further {
		b.do(cd.KeyEvent(kb.ArrowDown))
	}
}

// pressKey goes to a button by keyboard and presses it.
func (b *tab) pressKey(name string) {
	b.t.Helper()
	b.tabTo(name)
	b.enter()
}

// TestReleaseByKeyboard gives a release and takes it back in Arabic on a phone without JavaScript, by keyboard alone.
func TestReleaseByKeyboard(t *testing.T) {
	s := newSite(t)
	for _, at := range []struct {
		language string
		wide     int
	}{{"ar", 360}, {"de", 1280}} {
		t.Run(at.language, func(t *testing.T) {
			b := newTab(t, s, device{who: "sami", wide: at.wide, language: at.language, noScript: true})
			b.as("sami", at.language)
			b.open(routes.Me)
			l, _ := i18n.Parse(at.language)
			b.picture("release-0-me-" + at.language)
			b.open(routes.ReleaseStep(domain.StepWhat))
			for _, step := range domain.ReleaseSteps() {
				b.at(routes.ReleaseStep(step))
				b.picture("release-" + string(step) + "-" + at.language)
				switch step {
				case domain.StepPreview:
					b.sees(l.ReleasePreviewFrame("Anna Weber"), l.ReleaseHidden())
				case domain.StepConfirm:
					b.sees(l.ReleaseTextWhy(), l.ReleaseTextOneWay())
				}
				switch step {
				case domain.StepWhat:
					if at.language == "ar" { // the second time it is ticked already
						b.pickKey("section", 0)
					}
				case domain.StepWhom:
					b.pickKey("org", 0)
				case domain.StepWhy:
					b.pickKey("purpose", 0)
				case domain.StepQuestion:
					b.pickKey("seen", 2)
					b.pressKey(l.CommonNext())
					b.sees(l.ReleaseWrong("Brücke e. V."))
					b.picture("release-wrong-" + at.language)
					b.pickKey("seen", 1)
				case domain.StepConfirm:
					b.pressKey(l.ReleaseConfirm())
					continue
				}
				b.pressKey(l.CommonNext())
			}
			b.at(routes.Releases)
			b.picture("release-list-" + at.language)
			b.open(routes.TakeBackAny)
			b.picture("release-takeback-" + at.language)
		})
	}
}
