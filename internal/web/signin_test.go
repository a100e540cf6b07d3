package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

const i18nAr = i18n.Ar

// TestLanguageLeadsBack shows that the page after choosing a language is one of ours.
func TestLanguageLeadsBack(t *testing.T) {
	s := newSite(t)
	for _, back := range []string{"//evil.example", "/\\evil.example", "/\t/evil.example", "/\n/evil.example", "https://evil.example", "evil.example"} {
		b := s.browser()
		b.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		p := b.post("/language", url.Values{"language": {"de"}, "back": {back}})
		if to := p.header.Get("Location"); p.status != http.StatusSeeOther || to != "/" {
			t.Errorf("back to %q leads to %q (%d)", back, to, p.status)
		}
	}
}

// TestIdlePage shows that a page that fetches itself anew does not keep its session alive.
func TestIdlePage(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	b.keep("session", s.Token("sami", domain.SessionShared))
	b.get("/me").is(http.StatusOK)
	s.Clock.Add(9 * time.Minute)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.server.URL+"/me", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Live", "1")
	answer, err := b.http.Do(request)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("the page by itself: %v, %v", answer, err)
	}
	answer.Body.Close()
	s.Clock.Add(2 * time.Minute)
	if p := b.get("/me"); p.path != "/login" {
		t.Errorf("ten minutes idle, and the session opens %s", p.path)
	}
}

// TestSlipLink keeps the code of a scanned slip out of every address but the one of the QR code, and out of the page's links.
func TestSlipLink(t *testing.T) {
	s := newSite(t)
	code := s.Slip("sami").Code
	b := s.browser()
	got := b.get(routes.SlipLink(code))
	if got.path != routes.LoginSlip || !strings.Contains(got.body, `value="`+code+`"`) {
		t.Fatalf("the QR code leads to %s, and the form has the code: %v", got.path, strings.Contains(got.body, code))
	}
	if strings.Count(got.body, code) != 1 {
		t.Error("the code stands elsewhere on the page too")
	}
	wrong := b.post(routes.LoginSlip, url.Values{"slip": {code}, "pin": {"000000"}})
	if wrong.status != http.StatusForbidden || !strings.Contains(wrong.body, `id="error-pin"`) || !strings.Contains(wrong.body, code) {
		t.Errorf("a wrong PIN: %d; the code stays: %v", wrong.status, strings.Contains(wrong.body, code))
	}
	if strings.Contains(wrong.body, "000000") {
		t.Error("a PIN is shown again")
	}
	b.post(routes.LoginSlip, url.Values{"slip": {strings.ToLower(code)}, "pin": {testkit.PIN}, "device": {"own"}}).is(http.StatusOK, "سامي")
}

// TestSignInSaysNothing answers an unknown account exactly as a wrong password.
func TestSignInSaysNothing(t *testing.T) {
	s := newSite(t)
	known := s.browser().post(routes.Login, url.Values{"username": {"manager_a"}, "password": {"wrong"}})
	unknown := s.browser().post(routes.Login, url.Values{"username": {"nobody_at_all"}, "password": {"wrong"}})
	if known.status != unknown.status || strings.ReplaceAll(known.body, "manager_a", "") != strings.ReplaceAll(unknown.body, "nobody_at_all", "") {
		t.Errorf("known %d, unknown %d: the answers differ", known.status, unknown.status)
	}
}

// TestSessionEnds shows nothing after a session has run out, on each kind of device.
func TestSessionEnds(t *testing.T) {
	for _, tc := range []struct {
		kind domain.SessionKind
		idle time.Duration
	}{{domain.SessionOwn, 31 * 24 * time.Hour}, {domain.SessionShared, 11 * time.Minute}} {
		t.Run(string(tc.kind), func(t *testing.T) {
			s := newSite(t)
			b := s.browser()
			b.keep("session", s.Token("sami", tc.kind))
			b.get(routes.Me).is(http.StatusOK, "سامي")
			s.Clock.Add(tc.idle)
			if got := b.get(routes.Me); got.path != routes.Login || strings.Contains(got.body, "سامي") {
				t.Errorf("after %v: %s", tc.idle, got.path)
			}
		})
	}
}

// TestHeaders are on every answer, the errors too.
func TestHeaders(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/login", "/nowhere", "/me", "/static/x/aufwind.css"} {
		h := s.as("sami").get(path).header
		for name, want := range map[string]string{
			"Content-Security-Policy": "default-src 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin",
		} {
			if !strings.Contains(h.Get(name), want) {
				t.Errorf("%s: %s is %q", path, name, h.Get(name))
			}
		}
		if strings.Contains(h.Get("Content-Security-Policy"), "unsafe") {
			t.Errorf("%s: the policy allows something unsafe", path)
		}
	}
	if got := s.as("sami").get("/me").header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("a page of a person may be kept: %q", got)
	}
}

// TestTooManySignIns: when too many wait, the page says so in the language of the visitor and when to come again, and no try is counted.
func TestTooManySignIns(t *testing.T) {
	s := newSite(t)
	idle := s.App.Hasher
	s.App.Hasher = new(auth.Hasher) // has no slot, and so no room to wait
	b := s.browser()
	b.do(http.MethodPost, routes.LanguageChoice, url.Values{"language": {"ar"}, "back": {routes.Login}})
	for range 5 {
		for name, form := range map[string]url.Values{
			routes.Login:     {"username": {"manager_a"}, "password": {"wrong"}},
			routes.LoginSlip: {"slip": {s.Slip("sami").Code}, "pin": {"111222"}},
		} {
			p := b.do(http.MethodPost, name, form).is(http.StatusServiceUnavailable, i18nAr.Error("busy"), `lang="ar"`)
			if p.header.Get("Retry-After") == "" {
				t.Errorf("%s does not say when to come again", name)
			}
		}
	}
	s.App.Hasher = idle
	s.browser().on("manager_a").is(http.StatusOK, "Meine Fälle")
	s.browser().on("sami").is(http.StatusOK)
}

// TestSignInOverASession: who signs in where somebody is signed in ends that session, of staff, of a person, and one of acting.
func TestSignInOverASession(t *testing.T) {
	s := newSite(t)
	b := s.browser()
	for _, name := range []string{"manager_a", "sami", "olena", "helper", "acting", "sami"} {
		before := s.cookieOf(b)
		if name == "acting" {
			token, err := s.StartActing(t.Context(), s.Actor("manager_a"), s.Person("sami"), "test")
			if err != nil {
				t.Fatal(err)
			}
			b.keep("session", token)
			continue
		}
		b.on(name).is(http.StatusOK)
		if _, err := s.ActorByToken(t.Context(), before); before != "" && domain.KindOf(err) != domain.NotFound {
			t.Errorf("the session before that of %s lives on: %v", name, err)
		}
		if _, err := s.ActorByToken(t.Context(), s.cookieOf(b)); err != nil {
			t.Errorf("the session of %s: %v", name, err)
		}
	}
}
