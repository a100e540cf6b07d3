package web_test

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/mail"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestDigestPage: an agent finds the own digest from the inbox; an address that is none stays typed; it can be switched off, and the page
// says when this server sends nothing.
func TestDigestPage(t *testing.T) {
	s := newSite(t)
	agent := s.as("agent_1")
	agent.get(routes.Jobcenter).is(http.StatusOK, `href="`+routes.Digest+`"`)
	agent.get(routes.Account).is(http.StatusOK, `href="`+routes.Digest+`"`)
	agent.get(routes.Digest).is(http.StatusOK, i18n.De.DigestNotSent())
	for _, bad := range []string{"jana", "a@amt.example\r\nBcc: b@c.example", strings.Repeat("a", domain.MaxAddress) + "@amt.example"} {
		got := agent.post(routes.Digest, url.Values{"address": {bad}, "on": {"1"}}).is(http.StatusUnprocessableEntity, i18n.De.Error("email"), bad[:4])
		if !strings.Contains(got.body, `id="error-address"`) {
			t.Errorf("%q: the error is not at its field", bad)
		}
	}
	agent.post(routes.Digest, url.Values{"address": {" post@amt.example "}, "on": {"1"}}).is(http.StatusOK, i18n.De.DigestNotSent(), `value="post@amt.example"`)
	s.Courier = app.NewCourier(&mail.Server{}, 6, nil, slog.New(slog.DiscardHandler))
	agent.get(routes.Digest).is(http.StatusOK, i18n.De.DigestNow(6), `value="post@amt.example"`)
	agent.post(routes.Digest, url.Values{"address": {"post@amt.example"}}).is(http.StatusOK, i18n.De.DigestNowOff(), `value="post@amt.example"`)
	agent.post(routes.Digest, url.Values{"address": {""}}).is(http.StatusOK, i18n.De.DigestNowOff())
	s.as("agent_2").get(routes.Digest).is(http.StatusOK, `name="address" value=""`)
	for _, name := range []string{"lead", "admin", "helper", "sami"} {
		who := s.as(name)
		who.get(routes.Digest).is(http.StatusNotFound)
		who.post(routes.Digest, url.Values{"address": {"post@amt.example"}, "on": {"1"}}).is(http.StatusNotFound)
		if strings.Contains(who.get(routes.Sessions).body, routes.Digest) {
			t.Errorf("%s is led to a page that is not there", name)
		}
	}
}
