package web_test

import (
	"database/sql"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// with opens a browser whose session cookie is token.
func (s *site) with(token string) *browser {
	s.t.Helper()
	b := s.browser()
	b.keep("session", token)
	return b
}

// TestChangedCookie: no session opens with a token of which one byte is another, is missing, or is there twice.
func TestChangedCookie(t *testing.T) {
	s := newSite(t)
	token := s.cookieOf(s.as("sami"))
	s.with(token).get(routes.Me).is(http.StatusOK, "سامي")
	refused := 0
	for i := range token {
		for _, other := range []byte{token[i] ^ 1, token[i] ^ 0x20, 'A', '0', '_'} {
			if other == token[i] || other < '!' || other > '~' || strings.IndexByte(`",;\`, other) >= 0 {
				continue // no cookie holds it
			}
			changed := token[:i] + string(other) + token[i+1:]
			if p := s.with(changed).get(routes.Me); p.path != routes.Login {
				t.Fatalf("byte %d changed to %q: %s", i, other, p.path)
			}
			refused++
		}
		for _, changed := range []string{token[:i] + token[i+1:], token[:i] + token[i:i+1] + token[i:]} {
			if p := s.with(changed).get(routes.Me); p.path != routes.Login {
				t.Fatalf("byte %d taken out or doubled: %s", i, p.path)
			}
			refused++
		}
	}
	if refused < 4*len(token) {
		t.Errorf("only %d changed tokens were tried", refused)
	}
}

// TestReplay: a token opens nothing after its session was ended, here or from another device, and after its user was shut out; and no
// more than the user may at the moment of the request.
func TestReplay(t *testing.T) {
	s := newSite(t)
	db, err := sql.Open("sqlite", "file:"+filepath.Join(s.Config.Dir, "tenants", "stuttgart.db")+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	change := func(q string) {
		t.Helper()
		if _, err := db.ExecContext(t.Context(), q); err != nil {
			t.Fatal(err)
		}
	}
	b := s.as("sami")
	token := s.cookieOf(b)
	b.do(http.MethodPost, routes.Logout, url.Values{})
	if p := s.with(token).get(routes.Me); p.path != routes.Login {
		t.Errorf("after signing out: %s", p.path)
	}
	here, lost := s.as("sami"), s.as("sami")
	here.post(routes.MePIN, url.Values{"old_pin": {testkit.PIN}, "new_pin": {"739251"}}).is(http.StatusOK)
	if p := lost.get(routes.Me); p.path != routes.Login {
		t.Errorf("after a new PIN was set on another device: %s", p.path)
	}
	m := s.as("manager_a")
	m.get(routes.Cases).is(http.StatusOK)
	change(`UPDATE app_user SET roles = 'registration_helper' WHERE username = 'manager_a'`)
	m.get(routes.Cases).is(http.StatusNotFound)
	m.get(routes.Case(s.Person("sami"))).is(http.StatusNotFound)
	change(`UPDATE app_user SET disabled_at = 1 WHERE username = 'manager_a'`)
	if p := m.get(routes.Register); p.path != routes.Login {
		t.Errorf("after the user was shut out: %s", p.path)
	}
}

// TestFixation: signing in makes a new token, whatever the browser brought along.
func TestFixation(t *testing.T) {
	s := newSite(t)
	known := s.cookieOf(s.as("olena"))
	for _, planted := range []string{"planted", known} {
		b := s.with(planted)
		b.on("sami").is(http.StatusOK)
		if got := s.cookieOf(b); got == planted || got == "" {
			t.Errorf("signed in with the token %q that was there before", got)
		}
		if p := s.with(planted).get(routes.Me); strings.Contains(p.body, "سامي") {
			t.Error("the planted token shows who signed in later")
		}
	}
}

// TestCrossSite: no form that another site sends does anything, on any route.
func TestCrossSite(t *testing.T) {
	s := newSite(t)
	b := s.as("manager_a")
	as, events := b.made(), s.events()
	tried := 0
	for pattern := range web.Routes() {
		method, path, _ := strings.Cut(pattern, " ")
		if method != http.MethodPost || strings.HasPrefix(path, routes.LinkedCV("")) || strings.HasPrefix(path, routes.AskedBody("")) {
			continue // those know no session: TestCVLinkKnowsNoSession
		}
		path = strings.ReplaceAll(path, "{person}", s.Person("sami").String())
		for name, value := range map[string]string{"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"} {
			req, err := http.NewRequestWithContext(t.Context(), method, s.server.URL+path, strings.NewReader(url.Values{"as": {as}}.Encode()))
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			req.Header.Set(name, value)
			res, err := b.http.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			res.Body.Close()
			if res.StatusCode != http.StatusForbidden {
				t.Errorf("%s with %s: %s is answered with %d", pattern, name, value, res.StatusCode)
			}
			tried++
		}
	}
	if now := s.events(); now != events || tried < 40 {
		t.Errorf("%d requests, %d events before, %d after", tried, events, now)
	}
}

// events counts the lines of the record.
func (s *site) events() int64 {
	s.t.Helper()
	_, seq, err := s.Pulses(s.t.Context(), 0)
	if err != nil {
		s.t.Fatal(err)
	}
	return seq
}

// TestFormBounds: a form with a field of too long a name, or with too many fields, does nothing on any page, and is kept nowhere.
func TestFormBounds(t *testing.T) {
	s := newSite(t)
	b := s.as("sami")
	long, many := phone(b.made(), "0711 1"), phone(b.made(), "0711 1")
	long.Set(strings.Repeat("a", 101), "x")
	for range 1001 {
		many.Add("x", "y")
	}
	for key, form := range map[string]url.Values{"tooLong": long, "tooMany": many} {
		b.post(phonePath, form).is(http.StatusUnprocessableEntity, i18nAr.Error(key))
		s.browser().do(http.MethodPost, routes.Login, form).is(http.StatusUnprocessableEntity)
	}
	b.get("/me/profile").is(http.StatusOK).lacks("0711 1")
	fits := phone(b.made(), "0711 2")
	fits.Set(strings.Repeat("a", 100), "x")
	b.post(phonePath, fits).is(http.StatusOK)
	b.get("/me/profile").is(http.StatusOK, "0711 2")
	s.Clock.AddDays(31)
	b.do(http.MethodPost, phonePath, long).is(http.StatusUnprocessableEntity)
}
