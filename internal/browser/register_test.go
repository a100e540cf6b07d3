package browser

import (
	"fmt"
	"os"
	"testing"

	cd "github.com/chromedp/chromedp"

	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestRegistration registers a newcomer at a desk whose name is like somebody's, goes on for them, and comes back: each step is looked at
// by axe-core, in the light and in the dark, at the desk and on a phone.
func TestRegistration(t *testing.T) {
	src, found := axe(t) // where it is missing TestAxeFinds says so
	s := newSite(t)
	b := newTab(t, s, device{who: "helper", wide: 1280})
	b.allow(422)
	look := func(name string) {
		t.Helper()
		for _, wide := range [...]int{1280, 360} {
			b.do(b.resized(wide))
			if found {
				b.do(cd.Evaluate[cd.Void](src + ";0"))
				for _, dark := range [...]bool{false, true} {
					b.dark(dark)
					for _, v := range b.violations(runAxe) {
						t.Errorf("%s at %d px, dark %v: %s", name, wide, dark, v)
					}
				}
				b.dark(false)
			}
			if got := b.looks("24"); wide == 360 && (got.Wide > 360 || len(got.Small) > 0) {
				t.Errorf("%s: %d px wide, too small %v", name, got.Wide, got.Small)
			}
			if os.Getenv("AUFWIND_SCREENSHOTS") != "" {
				b.picture(fmt.Sprintf("register-%s-%d", name, wide))
			}
		}
		b.do(b.resized(1280))
	}
	b.signInStaff("helper")
	look("form")
	b.fill("name_latin", "سامي")
	b.send("/register")
	b.sees("Bitte schreiben Sie den Namen hier in lateinischen Buchstaben")
	look("wrong")
	b.fill("name_latin", "Samy Hadad", "name_native", "سامي حداد", "language", "ar", "accommodation", testkit.HomeBridge.String())
	b.send("/register")
	b.sees("Vielleicht schon registriert")
	look("double")
	b.click("Das ist eine andere Person: weiter")
	b.sees("هل لنا إذن منك بحفظ بياناتك الأساسية؟", "Dürfen wir Ihre Grunddaten speichern?")
	look("consent")
	b.click("Angaben ändern")
	if got := b.typed("name_latin"); got != "Samy Hadad" {
		t.Errorf("the name is %q after going back, want it as it was typed", got)
	}
	b.send("/register")
	b.click("Das ist eine andere Person: weiter")
	b.touch("Ich habe den Text vorgelesen")
	b.click("نعم، أسمح بذلك")
	b.sees("Zettel für", "Anna Weber")
	look("slip")

	b.click("Für die Person weitermachen")
	b.sees("سامي حداد")
	b.lacks("Registrieren")
	look("acting")
	b.send("/acting/end")
	b.fill("username", "helper", "password", testkit.Password)
	b.send("/login")
	b.sees("Person registrieren")

	b.fill("name_latin", "Rana Yusuf", "language", "ti", "accommodation", testkit.HallHarbour.String())
	b.send("/register")
	look("consent-ti")
	b.click("ኣይፋል")
	b.sees("Es ist nichts gespeichert")
	look("refused")
}
