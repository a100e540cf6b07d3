package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

func (b *browser) cookie(path, name string) string {
	b.site.t.Helper()
	u, err := url.Parse(b.site.server.URL + path)
	if err != nil {
		b.site.t.Fatal(err)
	}
	for _, c := range b.http.Jar.Cookies(u) {
		if c.Name == name {
			return c.Value
		}
	}
	return ""
}

// back signs a member of staff in on the page between an acting session and the desk.
func (b *browser) back(name string) page {
	b.site.t.Helper()
	return b.do(http.MethodPost, routes.Login, url.Values{"username": {name}, "password": {testkit.Password}})
}

func TestActing(t *testing.T) {
	s := newSite(t)
	manager, address := s.as("manager_a"), "/cases/"+s.Person("sami").String()
	desk := manager.cookie("/", "session")
	me := manager.post(address+"/act", url.Values{}).is(http.StatusOK, "Sami Haddad", `<html lang="ar"`, `action="/acting/end"`).lacks(`href="/cases"`, "Wohnheim Süd", "Anna Weber Deutsch")
	if me.path != "/me" {
		t.Errorf("acting begins at %s, want /me", me.path)
	}
	if _, err := s.ActorByToken(t.Context(), desk); domain.KindOf(err) != domain.NotFound {
		t.Errorf("the session of the desk lives on behind the person: %v", err)
	}
	for _, path := range []string{"/cases", address, "/register", "/unit", "/organisation"} {
		manager.get(path).is(http.StatusNotFound).lacks("Olena")
	}
	manager.post(address+"/act", url.Values{}).is(http.StatusNotFound)
	stale := manager.post("/acting/end", url.Values{"as": {"1.2"}}).is(http.StatusConflict)
	if stale.header.Get("Clear-Site-Data") != "" {
		t.Error("a form of somebody else ends the session")
	}

	acting := manager.cookie("/", "session")
	manager.http.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	end := manager.post("/acting/end", url.Values{}).is(http.StatusSeeOther)
	manager.http.CheckRedirect = nil
	if end.header.Get("Location") != routes.Acting || !strings.Contains(end.header.Get("Clear-Site-Data"), "cache") {
		t.Errorf("the end leads to %q and wipes %q", end.header.Get("Location"), end.header.Get("Clear-Site-Data"))
	}
	if _, err := s.ActorByToken(t.Context(), acting); domain.KindOf(err) != domain.NotFound {
		t.Errorf("the acting session lives on: %v", err)
	}
	if manager.cookie("/", "session") != "" {
		t.Error("a session is left in the browser")
	}
	if p := manager.get(address); p.path != routes.Acting || strings.Contains(p.body, "Sami") {
		t.Errorf("without the password: %s", p.path)
	}
	manager.do(http.MethodPost, routes.Login, url.Values{"username": {"manager_a"}, "password": {"wrong"}}).is(http.StatusForbidden)
	if p := manager.back("manager_a").is(http.StatusOK, "Sami Haddad"); p.path != address {
		t.Errorf("the desk goes on at %s, want %s", p.path, address)
	}
	if manager.cookie("/", "acting") != "" {
		t.Error("the browser still says for whom somebody has acted")
	}
	manager.get("/me").is(http.StatusNotFound)
}

func TestActingRoles(t *testing.T) {
	s := newSite(t)
	address := "/cases/" + s.Person("sami").String() + "/act"
	for who, want := range map[string]int{
		"manager_a": 200, "substitute": 200, "helper": 200, "manager_b": 404, "manager_c": 404, "helper_2": 404, "lead": 404, "agent_1": 404, "olena": 404,
	} {
		s.as(who).post(address, url.Values{}).is(want)
	}
	s.Clock.Add(3 * time.Hour)
	s.as("helper").post(address, url.Values{}).is(http.StatusNotFound)
	s.as("manager_a").post("/cases/7/act", url.Values{}).is(http.StatusNotFound)
}

// TestActingForNewcomer: a helper goes on for whom they have registered, and comes back to the next registration.
func TestActingForNewcomer(t *testing.T) {
	s := newSite(t)
	helper := s.as("helper")
	helper.post("/cases/"+s.Person("sami").String()+"/act", url.Values{}).is(http.StatusOK)
	helper.post("/acting/end", url.Values{}).is(http.StatusOK)
	if got := helper.back("helper").is(http.StatusOK); got.path != "/register" {
		t.Errorf("the helper comes back to %s, want /register", got.path)
	}
}

// TestActingRunsOut: an acting session that has ended by itself leads back to the desk by the password, and by nothing else.
func TestActingRunsOut(t *testing.T) {
	s := newSite(t)
	manager := s.as("manager_a")
	manager.post("/cases/"+s.Person("sami").String()+"/act", url.Values{}).is(http.StatusOK)
	s.Clock.Add(11 * time.Minute)
	for _, path := range []string{"/me", "/cases", "/sessions", "/me/plan"} {
		if got := manager.get(path).lacks("Sami"); got.path != "/acting" {
			t.Errorf("%s leads to %s, want /acting", path, got.path)
		}
	}
	if got := manager.do(http.MethodPost, "/acting/end", url.Values{}).is(http.StatusOK, "Zurück zum Arbeitsplatz"); got.path != "/acting" {
		t.Errorf("the end leads to %s, want /acting", got.path)
	}
	if got := manager.back("manager_a").is(http.StatusOK, "Sami Haddad"); got.path != "/cases/"+s.Person("sami").String() {
		t.Errorf("comes back to %s", got.path)
	}
}

// TestDeskIsNobodyElses: whoever signs in after an acting session finds the own pages, and nothing of the desk before.
func TestDeskIsNobodyElses(t *testing.T) {
	s := newSite(t)
	act := func() *browser {
		b := s.as("manager_a")
		b.post("/cases/"+s.Person("sami").String()+"/act", url.Values{}).is(http.StatusOK)
		return b
	}
	b := act()
	s.Clock.Add(11 * time.Minute)
	slip := s.Slip("olena")
	if p := b.do(http.MethodPost, "/login/slip", url.Values{"slip": {slip.Code}, "pin": {slip.PIN}}).is(http.StatusOK); p.path != "/me" {
		t.Errorf("olena gets to %s, want /me", p.path)
	}
	if b.cookie("/", "acting") != "" {
		t.Error("the browser still says for whom somebody has acted")
	}
	if got := b.post("/acting/end", url.Values{}).is(http.StatusOK); got.path != "/me" {
		t.Errorf("olena gets to %s, want /me", got.path)
	}
	b.get("/cases").is(http.StatusNotFound)

	b = act()
	b.post("/acting/end", url.Values{})
	if got := b.back("manager_b").is(http.StatusOK).lacks("Sami"); got.path != "/today" {
		t.Errorf("another manager gets to %s, want /today", got.path)
	}

	b = act()
	b.do(http.MethodPost, "/logout", url.Values{})
	if b.cookie("/", "acting") != "" {
		t.Error("the browser still says for whom somebody has acted after signing out")
	}
	if got := b.get("/acting"); got.path != "/login" {
		t.Errorf("/acting after signing out leads to %s, want /login", got.path)
	}
	if got := s.browser().do(http.MethodPost, "/acting/end", url.Values{}); got.path != "/login" {
		t.Errorf("the end without a session leads to %s, want /login", got.path)
	}
}

// TestOwnPINWhileActing: with the PIN of a slip, which staff have seen, nothing is released or agreed; the page offers to choose an own
// one, and the access book says who was there.
func TestOwnPINWhileActing(t *testing.T) {
	s := newSite(t)
	sami := s.Person("sami")
	slip, err := s.IssueSlip(t.Context(), s.Actor("manager_a"), sami)
	if err != nil {
		t.Fatal(err)
	}
	b := s.as("manager_a")
	b.post(routes.StartActing(sami), nil).is(http.StatusOK, i18nAr.SigninPinOwnFirst(), `href="`+routes.MePIN)
	b.prepares("12", "work")
	release := b.agrees(slip.PIN)
	b.post(releaseConfirm, release).is(http.StatusForbidden, i18nAr.Error("pinOwn"), `href="`+routes.MePIN)
	b.get(routes.MePIN).is(http.StatusOK, i18nAr.SigninPinActing())
	b.post(routes.MePIN, url.Values{"old_pin": {"111222"}, "new_pin": {"739251"}}).is(http.StatusForbidden)
	b.post(routes.MePIN, url.Values{"old_pin": {slip.PIN}, "new_pin": {"739251"}}).is(http.StatusOK).lacks(i18nAr.SigninPinOwnFirst())
	b.get(routes.MePIN).is(http.StatusNotFound)
	b.post(routes.MePIN, url.Values{"old_pin": {"739251"}, "new_pin": {"518203"}}).is(http.StatusNotFound)
	release.Set("pin", "739251")
	if p := b.post(releaseConfirm, release).is(http.StatusOK); p.path != routes.Releases {
		t.Errorf("with the own PIN: %s", p.path)
	}
	book := b.get(routes.Access).is(http.StatusOK, i18nAr.Term("action", string(domain.ChoosePIN)), i18nAr.AccessSlipReplaced()).text()
	if !strings.Contains(book, i18nAr.AccessForYou("Anna Weber")) {
		t.Errorf("the access book does not say who acted:\n%s", book)
	}
}

// TestAgreementWhileActing: what is agreed while somebody acts carries the person's own PIN, at its own field.
func TestAgreementWhileActing(t *testing.T) {
	s := newSite(t)
	sami, manager := s.Person("sami"), s.Actor("manager_a")
	id, err := s.SaveGoal(t.Context(), manager, domain.Goal{Person: sami, Domain: "work", Text: domain.PlanText{German: "Arbeit", Own: "عمل", OwnLang: "ar"}}, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.OfferPlan(t.Context(), manager, sami); err != nil {
		t.Fatal(err)
	}
	b := s.as("manager_a")
	b.post(routes.StartActing(sami), nil).is(http.StatusOK)
	answer := url.Values{"answer": {"agreed"}, "version": {hidden(t, b.get(routes.MyPlan), `id="goal-`+id.String(), "version")}}
	b.post(routes.AnswerGoal(id), answer).is(http.StatusForbidden, `id="error-pin-`+id.String())
	answer.Set("pin", testkit.PIN)
	b.post(routes.AnswerGoal(id), answer).is(http.StatusOK, i18nAr.Term("answer", "agreed"))
	page, err := s.App.Plan(t.Context(), manager, sami)
	if err != nil || len(page.Versions) != 1 {
		t.Errorf("%d versions, %v", len(page.Versions), err)
	}
}
