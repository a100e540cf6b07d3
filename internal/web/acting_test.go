package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
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

func TestActing(t *testing.T) {
	s := newSite(t)
	manager, address := s.as("manager_a"), "/cases/"+s.Person("sami").String()
	desk := manager.cookie("/", "session")
	me := manager.post(address+"/act", url.Values{}).is(http.StatusOK, "Sami Haddad", `<html lang="ar"`, `action="/acting/end"`).lacks(`href="/cases"`, "Wohnheim Süd", "Anna Weber Deutsch")
	if me.path != "/me" {
		t.Errorf("acting begins at %s, want /me", me.path)
	}
	if manager.cookie("/me", "desk") != "" || manager.cookie("/", "session") == desk {
		t.Error("a page of the person gets the session of the desk")
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
	if end.header.Get("Location") != address || !strings.Contains(end.header.Get("Clear-Site-Data"), "cache") {
		t.Errorf("the end leads to %q and wipes %q", end.header.Get("Location"), end.header.Get("Clear-Site-Data"))
	}
	if manager.cookie("/", "session") != desk || manager.cookie("/acting", "desk") != "" || manager.cookie("/", "acting") != "" {
		t.Error("the desk is not back, or still waits")
	}
	manager.get(address).is(http.StatusOK, "Sami Haddad")
	manager.get("/me").is(http.StatusNotFound)
	if _, err := s.ActorByToken(t.Context(), acting); domain.KindOf(err) != domain.NotFound {
		t.Errorf("the acting session lives on: %v", err)
	}
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
	if got := helper.post("/acting/end", url.Values{}).is(http.StatusOK); got.path != "/register" {
		t.Errorf("the helper comes back to %s, want /register", got.path)
	}
}

// TestActingRunsOut: an acting session that has ended by itself leads back to the desk by one button, and by nothing else.
func TestActingRunsOut(t *testing.T) {
	s := newSite(t)
	manager := s.as("manager_a")
	manager.post("/cases/"+s.Person("sami").String()+"/act", url.Values{}).is(http.StatusOK)
	s.Clock.Add(11 * time.Minute)
	if got := manager.get("/me").is(http.StatusOK, "Zurück zum Arbeitsplatz").lacks("Sami"); got.path != "/acting" {
		t.Errorf("leads to %s, want /acting", got.path)
	}
	for _, path := range []string{"/cases", "/sessions", "/me/plan"} {
		if got := manager.get(path); got.path != "/acting" {
			t.Errorf("%s leads to %s, want /acting", path, got.path)
		}
	}
	if got := manager.post("/acting/end", url.Values{}).is(http.StatusOK, "Meine Fälle"); got.path != "/cases" {
		t.Errorf("comes back to %s, want /cases", got.path)
	}
}

// TestDeskIsNobodyElses: whoever signs in after an acting session does not find the desk of the one before.
func TestDeskIsNobodyElses(t *testing.T) {
	s := newSite(t)
	b := s.as("manager_a")
	b.post("/cases/"+s.Person("sami").String()+"/act", url.Values{}).is(http.StatusOK)
	s.Clock.Add(11 * time.Minute)
	desk := b.cookie("/acting", "desk")
	slip := s.Slip("olena")
	b.do(http.MethodPost, "/login/slip", url.Values{"slip": {slip.Code}, "pin": {slip.PIN}}).is(http.StatusOK)
	if b.cookie("/acting", "desk") != "" {
		t.Error("the desk still waits after somebody else has signed in")
	}
	u, err := url.Parse(s.server.URL)
	if err != nil {
		t.Fatal(err)
	}
	b.http.Jar.SetCookies(u, []*http.Cookie{{Name: "desk", Value: desk, Path: "/acting"}}) // as if it had been kept
	if got := b.post("/acting/end", url.Values{}).is(http.StatusOK); got.path != "/me" {
		t.Errorf("olena gets to %s, want /me", got.path)
	}
	b.get("/cases").is(http.StatusNotFound)

	b = s.as("manager_a")
	b.post("/cases/"+s.Person("sami").String()+"/act", url.Values{}).is(http.StatusOK)
	b.http.Jar.SetCookies(u, []*http.Cookie{{Name: "desk", Value: s.Token("manager_c", domain.SessionStaff), Path: "/acting"}})
	if got := b.post("/acting/end", url.Values{}).is(http.StatusOK); got.path != "/login" {
		t.Errorf("the desk of somebody else is opened: %s", got.path)
	}

	b = s.as("manager_a")
	b.post("/cases/"+s.Person("sami").String()+"/act", url.Values{}).is(http.StatusOK)
	b.do(http.MethodPost, "/logout", url.Values{})
	if b.cookie("/acting", "desk") != "" || b.cookie("/", "acting") != "" {
		t.Error("the desk still waits after signing out")
	}
	if got := b.get("/acting"); got.path != "/login" {
		t.Errorf("/acting without a desk leads to %s, want /login", got.path)
	}
	if got := s.browser().do(http.MethodPost, "/acting/end", url.Values{}); got.path != "/login" {
		t.Errorf("the end without a session leads to %s, want /login", got.path)
	}
}
