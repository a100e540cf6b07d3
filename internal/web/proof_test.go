package web_test

import (
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestProofLeadsOn: a file that asks for a proof is led to after it, a wrong proof says so at the field, and the session has another token.
func TestProofLeadsOn(t *testing.T) {
	s := newSite(t)
	s.agreedPlans(1)
	b := s.as("manager_a")
	file := routes.FiguresFile("csv", "own", january)
	b.get(file).is(http.StatusOK, "plans_new")
	s.Clock.Add(6 * time.Minute)
	asked := b.get(file).is(http.StatusForbidden, i18n.De.ProofTitle()).lacks("plans_new", app.ProofCode)
	form := url.Values{"next": {html.UnescapeString(asked.hidden("next"))}, app.ProofPassword: {"guten-abend-stadt"}}
	again := b.post(routes.Prove, form).is(http.StatusForbidden, `id="error-prove_password"`).lacks("guten-abend-stadt")
	if next := html.UnescapeString(again.hidden("next")); next != file {
		t.Errorf("after a wrong proof the page leads to %q", next)
	}
	b.get(file).is(http.StatusForbidden)
	before := s.cookieOf(b)
	form.Set(app.ProofPassword, testkit.Password)
	if p := b.post(routes.Prove, form).is(http.StatusOK, "plans_new"); p.path != file {
		t.Errorf("after the proof: %s", p.path)
	}
	if s.cookieOf(b) == before {
		t.Error("the session has the token from before the proof")
	}
	if p := s.with(before).get(routes.Cases); p.path != routes.Login {
		t.Errorf("the token from before the proof opens %s", p.path)
	}
}

// TestProofLeadsAstray: the page after a proof is one of ours, and a proof that another session was asked for is none.
func TestProofLeadsAstray(t *testing.T) {
	s := newSite(t)
	b := s.as("manager_a")
	b.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	for _, next := range []string{"", "//evil.example", "https://evil.example", "/\\evil.example"} {
		p := b.post(routes.Prove, url.Values{"next": {next}, app.ProofPassword: {testkit.Password}})
		if to := p.header.Get("Location"); p.status != http.StatusSeeOther || to != routes.Start {
			t.Errorf("next %q leads to %q (%d)", next, to, p.status)
		}
	}
	as, events := s.as("manager_b").made(), s.events()
	other := b.post(routes.Prove, url.Values{"as": {as}, app.ProofPassword: {testkit.Password}})
	if other.status != http.StatusConflict || s.events() != events {
		t.Errorf("a proof of somebody else: %d", other.status)
	}
	for _, name := range []string{"sami", "nobody"} {
		who := s.browser()
		if name != "nobody" {
			who = s.as(name)
		}
		if p := who.post(routes.Prove, url.Values{app.ProofPassword: {testkit.Password}}); p.status == http.StatusOK && p.path != routes.Login || strings.Contains(p.body, app.ProofPassword) {
			t.Errorf("%s: %d %s", name, p.status, p.path)
		}
	}
}
