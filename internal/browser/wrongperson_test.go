package browser

import (
	"net/http"
	"strings"
	"testing"
	"time"

	cd "github.com/chromedp/chromedp"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web"
)

// secret is what only Sami has said, in words that no page has by itself.
const secret = "Geheimweg 77"

// shared makes a browser of two people: Sami has said something that Olena must never see.
func shared(t *testing.T, noScript bool) (*site, *tab) {
	t.Helper()
	s := newSite(t)
	_, err := s.SaveEntry(t.Context(), s.Actor("sami"), domain.Entry{Section: domain.SectionContact, Contact: &domain.Contact{Street: secret, City: "Stuttgart"}}, "")
	s.must(err)
	return s, newTab(t, s, device{who: "shared", wide: 360, language: "ar", noScript: noScript})
}

// TestNextPersonSeesNothing: one browser, first Sami, then Olena. The back button, old addresses and the first page show her nothing of him.
func TestNextPersonSeesNothing(t *testing.T) {
	for _, kind := range []string{"own", "shared"} {
		for _, noScript := range []bool{false, true} {
			t.Run(kind+map[bool]string{true: "_noscript"}[noScript], func(t *testing.T) {
				_, b := shared(t, noScript)
				b.t = t
				b.signInPerson("sami", kind)
				b.open("/me/profile/contact")
				b.sees(secret)
				b.signOut()
				b.back(secret)
				b.open("/me/profile/contact")
				if b.path() != "/login" {
					b.fail("signed out, a deep link leads to %s", b.path())
				}
				b.signInPerson("olena", kind)
				b.lacks(secret)
				for range 4 {
					b.back(secret)
				}
				b.open("/me/profile/contact")
				b.lacks(secret)
			})
		}
	}
}

// back presses the back button; whatever comes, the texts are not in it.
func (b *tab) back(secrets ...string) {
	b.t.Helper()
	b.loads(func() { b.do(cd.Func(goBack)) })
	b.settled()
	b.lacks(secrets...)
}

// settled waits until the page has stopped loading itself anew.
func (b *tab) settled() {
	b.t.Helper()
	for range 3 {
		b.eventually("a page at rest", `document.readyState==="complete"`)
		time.Sleep(50 * time.Millisecond)
	}
}

// TestOldForm: a second tab holds a form of Sami while Olena signs in. It is refused, says so, and nothing is stored with either.
func TestOldForm(t *testing.T) {
	s, b := shared(t, false)
	b.allow(http.StatusConflict)
	b.signInPerson("sami", "own")
	b.open("/me/profile/contact/new/phone")
	old := b.another("old tab")
	old.allow(http.StatusConflict)
	old.open("/me/profile/contact/" + s.entry("sami", domain.SectionContact).ID.String() + "/phone")
	old.fill("phone", "+49 711 111111")
	b.open("/me")
	b.signOut()
	b.signInPerson("olena", "own")
	old.loads(func() { old.pressSave() })
	old.picture("old-form")
	if got := s.entry("sami", domain.SectionContact).Contact.Phone; got != "" {
		t.Errorf("stored with sami: %q", got)
	}
	if got := s.entries("olena"); len(got) != 0 {
		t.Errorf("stored with olena: %v", got)
	}
	old.lacks(secret)
	if title := value[string](old, `document.querySelector("h1").innerText`); strings.Contains(title, "Sami") {
		t.Errorf("the refusal names the other person: %q", title)
	}
}

// pressSave presses the first button of the page's own form.
func (b *tab) pressSave() {
	b.t.Helper()
	b.press(`document.querySelector("main form[method=post] button.btn-1")`, "save")
}

func (s *site) entries(name string) []domain.Entry {
	s.t.Helper()
	p, err := s.Profile(s.t.Context(), s.Actor(name))
	s.must(err)
	return p.Entries
}

func (s *site) entry(name string, section domain.Section) domain.Entry {
	s.t.Helper()
	for _, e := range s.entries(name) {
		if e.Section == section {
			return e
		}
	}
	s.t.Fatalf("%s has said nothing about %s", name, section)
	return domain.Entry{}
}

// TestDeepLink: addresses of a person, of another tenant and of nobody are the same page to who may not see them.
func TestDeepLink(t *testing.T) {
	s := newSite(t)
	is := s.inhabit("sami")
	foreign := []string{
		"/cases/" + is.person.String(), "/cases/" + is.person.String() + "/plan", "/jobcenter/" + is.person.String(),
		"/cases/" + s.Ulm.Person("amal").String(), "/cases/1", "/cases/nobody", "/me", "/me/cv", "/nowhere",
	}
	for _, who := range []string{"manager_c", "olena", "helper"} {
		b := newTab(t, s, device{who: who, wide: 360})
		b.allow(http.StatusNotFound)
		b.as(who, "de")
		was := ""
		for _, path := range foreign {
			if strings.HasPrefix(path, "/me") && who == "olena" {
				continue
			}
			b.open(path)
			b.lacks("Sami", "Haddad", "سامي", "Amal")
			is := value[string](b, `document.querySelector("main").innerHTML`)
			if was != "" && is != was {
				t.Errorf("%s: %s is another page than the others:\n%s", who, path, is)
			}
			was = is
		}
	}
	visitor := newTab(t, s, device{who: "visitor", wide: 360})
	for _, path := range append(foreign[:5:5], "/me/cv", "/me/access") {
		visitor.open(path)
		if visitor.path() != "/login" {
			t.Errorf("without a session %s leads to %s", path, visitor.path())
		}
	}
}

// TestExpired: when the session has ended, a click leads to the sign-in, and nothing of the person comes along.
func TestExpired(t *testing.T) {
	for _, tc := range []struct {
		kind string
		idle time.Duration
	}{{"shared", 11 * time.Minute}, {"own", 31 * 24 * time.Hour}} {
		t.Run(tc.kind, func(t *testing.T) {
			s, b := shared(t, false)
			b.t = t
			b.signInPerson("sami", tc.kind)
			b.open("/me/profile/contact")
			s.Clock.Add(tc.idle)
			b.click(value[string](b, `document.querySelector("nav.dock a").innerText`))
			if b.path() != "/login" {
				b.fail("an ended session leads to %s", b.path())
			}
			b.lacks(secret, "سامي")
			b.back(secret)
			if n := len(s.entries("sami")); n != 1 {
				t.Errorf("%d entries, want 1", n)
			}
		})
	}
}

// TestNothingIsKept: no page is kept by the browser, and signing out wipes what is.
func TestNothingIsKept(t *testing.T) {
	s, b := shared(t, false)
	b.signInPerson("sami", "shared")
	b.open("/me/profile/contact")
	if kept := evalPromise[string](b, `fetch(location.href).then(r=>r.headers.get("Cache-Control"))`); kept != "no-store" {
		t.Errorf("Cache-Control: %q, want no-store", kept)
	}
	value[bool](b, `(localStorage.setItem("x","`+secret+`"),true)`)
	b.signOut()
	if n := value[int](b, `localStorage.length+sessionStorage.length`); n != 0 {
		t.Errorf("%d things are kept after signing out", n)
	}
	if w := evalPromise[int](b, `navigator.serviceWorker?navigator.serviceWorker.getRegistrations().then(r=>r.length):Promise.resolve(0)`); w != 0 {
		t.Errorf("%d service workers", w)
	}
	if len(web.Routes()) == 0 || s == nil {
		t.Fatal("no routes")
	}
}

// TestOpenPageEndsToo: a page that was left open and keeps itself up to date does not keep the session of a shared device from ending.
func TestOpenPageEndsToo(t *testing.T) {
	s, b := shared(t, false)
	b.signInPerson("sami", "shared")
	b.open("/me/plan")
	b.eventually("the live page", `document.documentElement.dataset.live==="open"`)
	s.Clock.Add(8 * time.Minute)
	if status := evalPromise[int](b, `fetch(location.href,{headers:{"X-Live":"1"}}).then(r=>r.redirected?0:r.status)`); status != http.StatusOK {
		t.Fatalf("the page cannot keep itself up to date: %d", status)
	}
	s.Clock.Add(3 * time.Minute) // 11 since anybody did anything
	b.open("/me")
	if b.path() != "/login" {
		b.fail("after 11 idle minutes /me leads to %s", b.path())
	}
}
