package web_test

import (
	"context"
	"database/sql"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// eachSite runs f over the pages of a city on each engine.
func eachSite(t *testing.T, f func(t *testing.T, s *site)) {
	t.Helper()
	testkit.Each(t, func(t *testing.T, c *testkit.City) { f(t, siteOf(t, c)) })
}

// on signs somebody in on the device b, as the sign-in page does, and returns the page that comes then.
func (b *browser) on(name string) page {
	b.site.t.Helper()
	form := url.Values{"username": {name}, "password": {testkit.Password}}
	if name != "manager_a" && name != "helper" {
		slip := b.site.Slip(name)
		form = url.Values{"slip": {slip.Code}, "pin": {slip.PIN}, "device": {"shared"}}
		return b.do(http.MethodPost, routes.LoginSlip, form)
	}
	return b.do(http.MethodPost, routes.Login, form)
}

var dropForm = regexp.MustCompile(`action="(/drafts/\d+/drop)"`)

// phone is the form of the question for the phone number.
func phone(as, number string) url.Values {
	return url.Values{"as": {as}, "version": {"0"}, "once": {"key of " + number}, "phone": {number}, "pin": {"482917"}}
}

const phonePath = "/me/profile/contact/new/phone"

// resend sends the kept form of the page p once more, as its button does.
func (b *browser) resend(p page, path string) page {
	b.site.t.Helper()
	form := url.Values{}
	_, rest, ok := strings.Cut(p.body, `action="`+path+`"`)
	if !ok {
		b.site.t.Fatalf("no form to %s:\n%s", path, p.text())
	}
	rest, _, _ = strings.Cut(rest, "</form>")
	for _, m := range hiddenField.FindAllStringSubmatch(rest, -1) {
		form.Add(m[1], html.UnescapeString(m[2]))
	}
	return b.do(http.MethodPost, path, form)
}

func TestDraftOfAPerson(t *testing.T) {
	eachSite(t, func(t *testing.T, s *site) {
		b := s.browser()
		b.on("sami")
		as := b.made()
		s.Clock.Add(11 * time.Minute) // a shared device
		late := b.do(http.MethodPost, phonePath, phone(as, "0711 123456")).is(http.StatusUnauthorized, "محفوظ جانبًا")
		late.lacks("0711 123456", "Sami")

		stranger := b.on("olena") // the next one on the same device
		stranger.lacks("0711 123456")
		b.get(routes.Drafts).lacks("0711 123456", "/drop")
		b.do(http.MethodPost, routes.Logout, url.Values{})

		kept := b.on("sami").is(http.StatusOK, "0711 123456", "/drop")
		if kept.path != routes.Drafts {
			t.Fatalf("after signing in: %s", kept.path)
		}
		kept.lacks("482917") // no PIN is kept
		b.resend(kept, phonePath).is(http.StatusOK)
		saved := b.get("/me/profile").is(http.StatusOK, "0711 123456").text()
		if p := b.get(routes.Drafts); p.path == routes.Drafts {
			t.Errorf("still kept after it was saved:\n%s", p.text())
		}
		b.resend(kept, phonePath) // a second click
		if twice := b.get("/me/profile").text(); twice != saved {
			t.Errorf("saved twice:\n%s", twice)
		}
	})
}

func TestDraftDropped(t *testing.T) {
	eachSite(t, func(t *testing.T, s *site) {
		b := s.browser()
		b.on("sami")
		as := b.made()
		s.Clock.Add(11 * time.Minute)
		b.do(http.MethodPost, phonePath, phone(as, "0711 1")).is(http.StatusUnauthorized)
		again := phone(as, "0711 2")
		again.Set("once", "key of 0711 1")
		b.do(http.MethodPost, phonePath, again).is(http.StatusUnauthorized) // the same form again
		kept := b.on("sami").lacks(">0711 1<").is(http.StatusOK, ">0711 2<")
		m := dropForm.FindAllStringSubmatch(kept.body, -1)
		if len(m) != 1 {
			t.Fatalf("%d drafts of one form", len(m))
		}
		s.as("olena").post(m[0][1], nil).is(http.StatusNotFound)
		if p := b.post(m[0][1], url.Values{}).is(http.StatusOK); p.path != routes.Me {
			t.Errorf("dropped, then %s", p.path)
		}
		b.post(m[0][1], url.Values{}).is(http.StatusNotFound)
	})
}

// TestDraftOfStaff: what a manager typed about a person is shown only while the manager may see the person, and never to the person.
func TestDraftOfStaff(t *testing.T) {
	eachSite(t, func(t *testing.T, s *site) {
		b := s.browser()
		b.on("manager_a")
		as, path := b.made(), routes.CasePlan(s.Person("sami"))+"/goals"
		goal := url.Values{"as": {as}, "domain": {"work"}, "text": {"Ziel \"1\"\r\n<b>und mehr"}, "once": {"k1"}, "version": {"0"}}
		s.Clock.Add(31 * time.Minute)
		b.do(http.MethodPost, path, goal).is(http.StatusUnauthorized, "aufgehoben")
		b.do(http.MethodPost, routes.CasePlan(s.Person("yonas"))+"/goals", goal).is(http.StatusOK).lacks("aufgehoben") // not hers
		b.do(http.MethodPost, routes.CasePlan(7)+"/goals", goal).is(http.StatusOK).lacks("aufgehoben")                 // nobody's
		if _, err := s.KeepDraft(t.Context(), s.cookieOf(b), as, domain.Draft{Path: routes.Register, Fields: url.Values{"latin": {"Nora Neu"}}}); err != nil {
			t.Fatal(err)
		}
		b.on("sami").lacks("und mehr") // the person does not get what the manager typed

		b = s.browser()
		kept := b.on("manager_a").is(http.StatusOK, "Ziel &#34;1&#34;", "&lt;b&gt;und mehr", "Sami Haddad", "Nora Neu")
		b.resend(kept, path).is(http.StatusOK, "&lt;b&gt;und mehr")
		b.get(routes.Drafts).lacks("und mehr").is(http.StatusOK, "Nora Neu")

		goal.Set("text", "Ziel 2")
		goal.Set("once", "k2")
		s.Clock.Add(31 * time.Minute)
		b.do(http.MethodPost, path, goal).is(http.StatusUnauthorized)
		b.on("manager_a").is(http.StatusOK, "Ziel 2")
		s.Write(func(ctx context.Context, tx *store.Tx) error {
			return tx.TakeBackSection(ctx, s.Person("sami"), testkit.OrgBridge, domain.SectionCore)
		})
		b.get(routes.Drafts).is(http.StatusOK, "Nora Neu").lacks("Ziel 2", "Sami")
	})
}

// TestDraftOfEveryForm: what staff type in any form about a person is kept on the server when the session has ended, and can be sent once more.
func TestDraftOfEveryForm(t *testing.T) {
	s := newSite(t)
	sami, goal := s.Person("sami"), s.reviewed().String()
	s.as("manager_a").post(routes.InviteMember(sami), url.Values{"member": {s.Person("olena").String()}})
	b := s.browser()
	b.on("manager_a")
	as := b.made()
	s.Clock.Add(31 * time.Minute)
	text := func(i int) string { return fmt.Sprintf("Getippt %d, lang genug", i) }
	for i, f := range draftForms {
		form := url.Values{"as": {as}, f.field: {text(i)}, "once": {"k"}}
		for field, value := range f.also {
			form.Set(strings.ReplaceAll(field, "GOAL", goal), value)
		}
		if name := strings.ReplaceAll(f.field, "GOAL", goal); name != f.field {
			form.Del(f.field)
			form.Set(name, text(i))
		}
		b.do(http.MethodPost, f.path(sami), form).is(http.StatusUnauthorized, "aufgehoben")
	}
	kept := b.on("manager_a")
	for i, f := range draftForms {
		kept.is(http.StatusOK, text(i))
		if got := b.resend(kept, f.path(sami)); got.status != f.status || got.status != http.StatusOK && !strings.Contains(got.body, text(i)) {
			t.Errorf("%s, sent once more: status %d, want %d, with what was typed", f.path(sami), got.status, f.status)
		}
		if f.status == http.StatusOK {
			b.get(routes.Drafts).lacks(text(i))
		}
	}
}

// draftForms are forms of staff about a person: where they go, the field that is typed, what else they hold, and the status when they are
// sent once more.
var draftForms = []struct {
	path   func(domain.PersonID) string
	field  string
	also   map[string]string
	status int
}{
	{routes.Talks, "result", map[string]string{"day": "2026-03-02", "type": "phone", "kind": "brief", "minutes": "to_15", "language": "ar", "interpreter": "none"}, http.StatusOK},
	{routes.CaseReview, "next-GOAL", map[string]string{"version": "1", "version-GOAL": "1", "attainment-GOAL": "0", "review_on": "2026-09-01"}, http.StatusOK},
	{routes.CaseAssessment, "resources-work", map[string]string{"no": "0", "stage": "entry"}, http.StatusOK},
	{routes.CaseHandover, "note", nil, http.StatusUnprocessableEntity},
	{routes.CaseMove, "note", nil, http.StatusUnprocessableEntity},
	{routes.CaseBodies, "question", nil, http.StatusUnprocessableEntity},
	{routes.CloseCase, "note", nil, http.StatusUnprocessableEntity},
	{routes.SharedGoals, "text", map[string]string{"domain": "housing", "due": "gestern"}, http.StatusUnprocessableEntity},
}

// TestDraftOfActing: who acts for a person finds what they typed when they act for that person again, and nowhere else.
func TestDraftOfActing(t *testing.T) {
	eachSite(t, func(t *testing.T, s *site) {
		act := func(person string) *browser {
			token, err := s.StartActing(t.Context(), s.Actor("manager_a"), s.Person(person), "test")
			if err != nil {
				t.Fatal(err)
			}
			b := s.browser()
			b.keep("session", token)
			return b
		}
		b := act("sami")
		as := b.made()
		s.Clock.Add(11 * time.Minute)
		b.do(http.MethodPost, phonePath, phone(as, "0711 77")).is(http.StatusUnauthorized)
		for name, other := range map[string]*browser{"person": s.as("sami"), "user": s.as("manager_a"), "other person": act("olena")} {
			if p := other.get(routes.Drafts); p.path == routes.Drafts || strings.Contains(p.body, "0711 77") {
				t.Errorf("%s sees what was typed while acting:\n%s", name, p.text())
			}
		}
		s.as("manager_a").post(routes.StartActing(s.Person("sami")), nil).is(http.StatusOK, "0711 77")
	})
}

// TestNoDraft: nothing is kept of a session that somebody has ended, of a form made for somebody else, of a form with nothing typed,
// of too much, of what was saved before, and past its time.
func TestNoDraft(t *testing.T) {
	s := newSite(t)
	none := func(what string, b *browser, path string, form url.Values) {
		t.Helper()
		if p := b.do(http.MethodPost, path, form); p.status == http.StatusUnauthorized && strings.Contains(p.body, "محفوظ جانبًا") {
			t.Errorf("%s is kept", what)
		}
	}
	b := s.browser()
	b.on("sami")
	as := b.made()
	made := phone(as, "0711 5")
	b.do(http.MethodPost, phonePath, made).is(http.StatusOK)
	ended := s.as("sami")
	cookie := s.cookieOf(ended)
	ended.do(http.MethodPost, routes.Logout, url.Values{})
	ended.keep("session", cookie)
	s.Clock.Add(11 * time.Minute)
	none("a form of a session that was ended", ended, phonePath, phone(as, "0711 6"))
	none("a form for somebody else", b, phonePath, phone("0.1", "0711 6"))
	none("a form without an owner", b, phonePath, phone("", "0711 6"))
	none("a new PIN", b, routes.MePIN, url.Values{"as": {as}, "old_pin": {"482917"}, "new_pin": {"739251"}})
	none("a bare button", b, "/me/releases/1/take-back", url.Values{"as": {as}, "version": {"1"}})
	none("too much", b, phonePath, phone(as, strings.Repeat("1", domain.MaxDraft)))
	none("what was saved", b, phonePath, made)
	if n := drafts(t, s); n != 0 {
		t.Fatalf("%d drafts", n)
	}

	for n := range domain.MaxDrafts + 3 {
		b.do(http.MethodPost, phonePath+strconv.Itoa(n), phone(as, "0711 6")) // no such page: nothing is kept
		b.do(http.MethodPost, fmt.Sprintf("/me/profile/contact/%d/phone", n+1), phone(as, "0711 6")).is(http.StatusUnauthorized)
	}
	if n := drafts(t, s); n != domain.MaxDrafts {
		t.Errorf("%d drafts of one person, want %d", n, domain.MaxDrafts)
	}
	s.Clock.AddDays(domain.DraftDays)
	b.on("sami")
	if p := b.get(routes.Drafts); p.path == routes.Drafts {
		t.Errorf("kept for too long:\n%s", p.text())
	}
	again := s.browser()
	again.on("sami")
	form := phone(again.made(), "0711 8")
	s.Clock.Add(11 * time.Minute)
	again.do(http.MethodPost, phonePath, form).is(http.StatusUnauthorized)
	if n := drafts(t, s); n != 1 {
		t.Errorf("%d drafts after their time, want the new one", n)
	}
	s.Clock.AddDays(domain.DraftDays)
	none("a form of a session that ended long ago", again, phonePath, phone(as, "0711 9"))
}

// drafts counts what is kept for everybody.
func drafts(t *testing.T, s *site) int {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(s.Config.Dir, "tenants", "stuttgart.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var n int
	if err := db.QueryRowContext(t.Context(), "SELECT count(*) FROM draft").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// TestSecretFields: every field of a page that takes a password or PIN is on the list of what is kept nowhere.
func TestSecretFields(t *testing.T) {
	secret := regexp.MustCompile(`@line\(p, "(\w+)".*(?:"type": "password"|pinInput\(\)|one-time-code)`)
	pages, err := filepath.Glob("ui/*.templ")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range pages {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		takes := len(regexp.MustCompile(`"password"[,}]|pinInput\(\)`).FindAll(text, -1))
		fields := secret.FindAllSubmatch(text, -1)
		for _, m := range fields {
			found++
			if !domain.SecretField(string(m[1])) {
				t.Errorf("%s: field %q takes a secret and would be kept in a draft", name, m[1])
			}
		}
		if len(fields) < takes && !strings.HasSuffix(name, "parts.templ") {
			t.Errorf("%s: %d fields for secrets, %d understood", name, takes, len(fields))
		}
	}
	if found < 5 {
		t.Errorf("%d fields for secrets: the test looks in the wrong place", found)
	}
}
