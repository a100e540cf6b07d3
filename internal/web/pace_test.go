package web_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestPace: an account that asks for too much at once waits, on all its devices, and nothing of what it typed is lost; everybody else goes
// on, from the same address too; and the log says who, without contents.
func TestPace(t *testing.T) {
	city := testkit.New(t)
	var log bytes.Buffer
	server := httptest.NewServer((&web.Server{
		Apps: func(context.Context, string) (*app.App, error) { return city.App, nil },
		Log:  slog.New(slog.NewTextHandler(&log, nil)), Pace: web.NewPace(60),
	}).Handler())
	t.Cleanup(server.Close)
	s := &site{city, t, server}
	first, second, other := s.as("sami"), s.as("sami"), s.as("olena")
	for range 11 {
		first.post(phonePath, phone(first.made(), "0711 1")).is(http.StatusOK) // the form, and the page it leads to
		s.Clock.Add(time.Second)
	}
	for range 4 {
		second.get(routes.Me).is(http.StatusOK)
	}
	before := s.events()
	late := second.post(phonePath, phone(second.made(), "0711 999")).is(http.StatusTooManyRequests, i18nAr.Error("tooFast"), "0711 999")
	if late.header.Get("Retry-After") != "6" {
		t.Errorf("come again after %q", late.header.Get("Retry-After"))
	}
	if s.events() != before {
		t.Error("what came too fast was done")
	}
	other.get(routes.Me).is(http.StatusOK)
	s.browser().get(routes.Login).is(http.StatusOK)
	if said := log.String(); !strings.Contains(said, "request refused") || !strings.Contains(said, "status=429") || strings.Contains(said, "999") {
		t.Errorf("the log says %q", said)
	}
	s.Clock.Add(6 * time.Second)
	if p := second.post(phonePath, phone(second.made(), "0711 1")); p.status == http.StatusTooManyRequests {
		t.Error("an account that has waited has to wait on")
	}
	first.do(http.MethodPost, routes.Logout, url.Values{}) // is always free
	if _, err := s.ActorByToken(t.Context(), s.cookieOf(first)); domain.KindOf(err) != domain.NotFound {
		t.Errorf("signing out has to wait: %v", err)
	}
}

// TestRefusalsAreLogged: who asks for what they may not see stands in the log, by number; and what they asked with does not.
func TestRefusalsAreLogged(t *testing.T) {
	city := testkit.New(t)
	var log bytes.Buffer
	server := httptest.NewServer((&web.Server{
		Apps: func(context.Context, string) (*app.App, error) { return city.App, nil }, Log: slog.New(slog.NewTextHandler(&log, nil)),
	}).Handler())
	t.Cleanup(server.Close)
	s := &site{city, t, server}
	s.as("manager_b").get(routes.Case(s.Person("sami")) + "?secret=Kanarienvogel").is(http.StatusNotFound)
	said := log.String()
	for _, want := range []string{"request refused", `pattern="GET /cases/{person}"`, "status=404", "user=" + s.Actor("manager_b").User.String(), "session="} {
		if !strings.Contains(said, want) {
			t.Errorf("the log lacks %s: %s", want, said)
		}
	}
	if strings.Contains(said, "Kanarienvogel") || strings.Contains(said, s.Person("sami").String()) {
		t.Errorf("the log says too much: %s", said)
	}
	log.Reset()
	s.as("manager_a").get(routes.Case(s.Person("sami"))).is(http.StatusOK)
	if log.Len() > 0 {
		t.Errorf("the log says of a look that is allowed: %s", log.String())
	}
}
