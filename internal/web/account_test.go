package web_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

const ownPassword = "Birne-Tasse-Wolke-7"

// secretShown is the secret on the page of a new second factor.
var secretShown = regexp.MustCompile(`class="code" dir="ltr">([A-Z2-7 ]+)<`)

// TestFirstSignIn leads a new user to an own password and a second factor before anything else opens.
func TestFirstSignIn(t *testing.T) {
	s := newSite(t)
	if err := s.RequireSecondFactor(t.Context(), domain.Operator(), true); err != nil {
		t.Fatal(err)
	}
	const given = "wiese-kanne-otter-71"
	if _, err := s.ResetUser(t.Context(), domain.Operator(), "manager_a", app.Reset{Password: given}); err != nil {
		t.Fatal(err)
	}
	b := s.browser()
	if p := b.post(routes.Login, url.Values{"username": {"manager_a"}, "password": {given}}); p.path != routes.Account {
		t.Fatalf("after the first sign-in: %s", p.path)
	}
	for _, path := range []string{routes.Cases, routes.Case(s.Person("sami")), routes.Figures, routes.Sessions, routes.Drafts} {
		if p := b.get(path); p.path != routes.Account {
			t.Errorf("%s opens %s", path, p.path)
		}
	}
	b.get(routes.Account).is(http.StatusOK, i18n.De.AccountFirst(), "old_password").lacks(routes.BeginFactor)
	form := url.Values{"old_password": {given}, "new_password": {"kurz"}}
	b.post(routes.AccountPassword, form).is(http.StatusUnprocessableEntity, `id="error-new_password"`).lacks("kurz", given)
	form.Set("new_password", ownPassword)
	b.post(routes.AccountPassword, form).is(http.StatusOK, routes.BeginFactor).lacks("old_password")
	if p := b.get(routes.Cases); p.path != routes.Account {
		t.Errorf("without a second factor: %s", p.path)
	}
	b.setUpFactor()
	b.get(routes.Cases).is(http.StatusOK)
	b.get(routes.Account).is(http.StatusOK, i18n.De.AccountCodesLeft(10)).lacks(i18n.De.AccountFirst())
}

// setUpFactor sets up a second factor in the browser and returns the page with the recovery codes.
func (b *browser) setUpFactor() page {
	b.site.t.Helper()
	next := b.post(routes.BeginFactor, url.Values{}).is(http.StatusOK, `class="qr"`)
	m := secretShown.FindStringSubmatch(next.body)
	if m == nil || next.path != routes.AccountFactor {
		b.site.t.Fatalf("%s shows no secret", next.path)
	}
	code, err := totp.GenerateCode(strings.ReplaceAll(m[1], " ", ""), b.site.Clock.Now())
	if err != nil {
		b.site.t.Fatal(err)
	}
	b.post(routes.AccountFactor, url.Values{"code": {"000000"}}).is(http.StatusUnprocessableEntity, `id="error-code"`, m[1])
	return b.post(routes.AccountFactor, url.Values{"code": {code}}).is(http.StatusOK, i18n.De.AccountCodes())
}

// TestSecondFactorPages: a second factor is replaced after a proof, which carries the form on; a recovery code signs in and says how many
// are left.
func TestSecondFactorPages(t *testing.T) {
	s := newSite(t)
	b := s.as("manager_a")
	if p := b.get(routes.AccountFactor); p.path != routes.Account {
		t.Errorf("with nothing begun: %s", p.path)
	}
	codes := regexp.MustCompile(`[0-9A-Z]{4}(-[0-9A-Z]{4}){5}`).FindAllString(b.setUpFactor().body, -1)
	if len(codes) != 10 {
		t.Fatalf("%d recovery codes are shown", len(codes))
	}
	s.Clock.Add(6 * time.Minute)
	asked := b.post(routes.RecoveryCodes, url.Values{"kept": {"<as typed>"}}).is(http.StatusForbidden, app.ProofCode, i18n.De.ProofTitle())
	if html.UnescapeString(asked.hidden("kept")) != "<as typed>" || asked.hidden("as") == "" {
		t.Error("the proof does not carry the form on")
	}
	form := url.Values{app.ProofPassword: {testkit.Password}, app.ProofCode: {codes[0]}}
	b.post(routes.RecoveryCodes, form).is(http.StatusOK, i18n.De.AccountCodes()).lacks(codes[1])
	b.get(routes.Account).is(http.StatusOK, i18n.De.AccountCodesLeft(10))

	other := s.browser()
	other.post(routes.Login, url.Values{"username": {"manager_a"}, "password": {testkit.Password}}).is(http.StatusOK, i18n.De.SigninCodeRecovery())
	other.post(routes.LoginTOTP, url.Values{"code": {codes[1]}}).is(http.StatusForbidden)
	fresh := regexp.MustCompile(`[0-9A-Z]{4}(-[0-9A-Z]{4}){5}`).FindString(b.post(routes.RecoveryCodes, url.Values{}).is(http.StatusOK).body)
	waiting := s.cookieOf(other)
	if p := other.post(routes.LoginTOTP, url.Values{"code": {fresh}}).is(http.StatusOK, i18n.De.AccountCodesLeft(9)); p.path != routes.Account {
		t.Errorf("after a recovery code: %s", p.path)
	}
	if s.cookieOf(other) == waiting {
		t.Error("the token from before the second step is kept")
	}
}

// TestSecondStepOfAnother: the second step belongs to the browser that made the first.
func TestSecondStepOfAnother(t *testing.T) {
	s := newSite(t)
	code, err := totp.GenerateCode(testkit.TOTPSecret, s.Clock.Now())
	if err != nil {
		t.Fatal(err)
	}
	first := s.browser()
	first.post(routes.Login, url.Values{"username": {"manager_totp"}, "password": {testkit.Password}}).is(http.StatusOK)
	for name, b := range map[string]*browser{"nobody": s.browser(), "another user": s.as("manager_b"), "a planted token": s.with("planted")} {
		p := b.do(http.MethodPost, routes.LoginTOTP, url.Values{"code": {code}})
		if strings.Contains(p.body, "Toni Fels") {
			t.Errorf("%s: %s", name, p.path)
		}
	}
	if p := s.with(s.cookieOf(first)).get(routes.Cases); p.path != routes.Login {
		t.Errorf("a half session opens %s", p.path)
	}
	first.post(routes.LoginTOTP, url.Values{"code": {code}}).is(http.StatusOK, "Toni Fels")
}
