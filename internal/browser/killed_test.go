package browser

import (
	"testing"

	cd "github.com/chromedp/chromedp"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// TestKilledServer: the server is gone while somebody writes. What was typed stays in the form, and once the server is back there
// is exactly one record of it, however often the button was pressed.
func TestKilledServer(t *testing.T) {
	s := newSite(t)
	b := newTab(t, s, device{who: "sami", wide: 360, language: "ar"})
	b.signInPerson("sami", "own")
	b.open("/me/profile/contact")
	b.follow(value[string](b, `document.querySelector("main a[href*='/contact/new/phone']").getAttribute("href")`))
	b.fill("phone", "+49 711 222222")
	addr := s.addr
	s.kill()
	for range 2 {
		b.pressSave()
		b.eventually("the message that nothing is saved", `document.getElementById("status").textContent.trim()!==""`)
		if got := b.typed("phone"); got != "+49 711 222222" {
			t.Fatalf("the form has lost what was typed: %q", got)
		}
	}
	b.picture("killed-server-ar-360")
	b.loads(func() { s.start(addr) }) // the form is sent by itself
	if got := s.entries("sami"); len(got) != 1 || got[0].Contact.Phone != "+49 711 222222" {
		t.Errorf("stored: %+v, want one entry", got)
	}
}

// TestTypedOn: a form that waits for the server is not sent by itself when somebody has typed on meanwhile.
func TestTypedOn(t *testing.T) {
	s := newSite(t)
	b := newTab(t, s, device{who: "sami", wide: 360})
	b.signInPerson("sami", "own")
	b.open("/me/profile/contact")
	b.follow(value[string](b, `document.querySelector("main a[href*='/contact/new/phone']").getAttribute("href")`))
	b.fill("phone", "+49 711 2")
	addr := s.addr
	s.kill()
	b.pressSave()
	b.eventually("the message", `document.getElementById("status").textContent.trim()!==""`)
	b.fill("phone", "+49 711 222222")
	s.start(addr)
	value[bool](b, `true`)
	b.do(cd.Sleep(3 * 1e9)) // longer than the wait between two tries
	if got := s.entries("sami"); len(got) != 0 {
		t.Errorf("half a text was sent: %+v", got)
	}
	b.loads(b.pressSave)
	if got := s.entries("sami"); len(got) != 1 || got[0].Contact.Phone != "+49 711 222222" {
		t.Errorf("stored: %+v", got)
	}
}

// TestDoubleClick: two clicks on one button, with and without JavaScript, make one record.
func TestDoubleClick(t *testing.T) {
	for _, noScript := range []bool{false, true} {
		s := newSite(t)
		b := newTab(t, s, device{who: "sami", wide: 360, noScript: noScript})
		b.signInPerson("sami", "own")
		b.open("/me/profile/languages")
		b.follow(value[string](b, `document.querySelector("main a[href*='/languages/new/']").getAttribute("href")`))
		b.loads(func() { b.press(`document.querySelector("main button[name=pick]")`, "a language") })
		b.fill("level", "B1")
		at := value[[]float64](b, `(()=>{const e=document.querySelector("main form[method=post] button.btn-1");e.scrollIntoView({block:"center"});const r=e.getBoundingClientRect();return[r.x+r.width/2,r.y+r.height/2]})()`)
		b.loads(func() {
			b.do(cd.MouseClickXY(at[0], at[1], cd.ClickCount(1)), cd.MouseClickXY(at[0], at[1], cd.ClickCount(2)))
		})
		b.settled()
		n := 0
		for _, e := range s.entries("sami") {
			if e.Section == domain.SectionLanguages {
				n++
			}
		}
		if n != 1 {
			t.Errorf("without JavaScript %v: %d languages, want 1", noScript, n)
		}
	}
}
