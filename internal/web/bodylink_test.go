package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestBodyPages: the manager asks a body about an agreed goal, the person says yes, and whoever has address and code reads and answers it
// once; any other address or code gets one and the same page.
func TestBodyPages(t *testing.T) {
	s := newSite(t)
	s.busy()
	sami := s.Person("sami")
	must(t, s.SaveBody(t.Context(), s.Actor("lead"), domain.Body{Name: "Volkshochschule", Kind: "course_provider"}, ""))
	manager, me := s.as("manager_a"), s.as("sami")
	asking := manager.get(routes.CaseBodies(sami))
	item := regexp.MustCompile(`<option value="(\d+-?\d*)">[^<]*Arbeit finden`).FindStringSubmatch(asking.body)
	body := regexp.MustCompile(`<option value="(\d+)"[^>]*>Volkshochschule`).FindStringSubmatch(asking.body)
	if item == nil || body == nil {
		t.Fatalf("nobody can be asked: %s", asking.body)
	}
	ask := url.Values{"item": {item[1]}, "body": {body[1]}, "question": {""}, "once": {"asked"}}
	manager.post(routes.CaseBodies(sami), ask).is(http.StatusUnprocessableEntity, "Volkshochschule")
	ask.Set("question", "Gibt es einen Platz?")
	for range 2 { // a double click
		manager.post(routes.CaseBodies(sami), ask).is(http.StatusOK, "Gibt es einen Platz?")
	}
	mine := me.get(routes.MyBodies)
	request := regexp.MustCompile(`id="request-(\d+)"`).FindAllStringSubmatch(mine.body, -1)
	if len(request) != 1 {
		t.Fatalf("%d requests, want 1", len(request))
	}
	id := domain.ParseID[domain.CoordinationID](request[0][1])
	link := func() page {
		return manager.post(routes.CaseBody(sami, id, "link"), url.Values{"once": {"link"}})
	}
	link().is(http.StatusConflict)
	me.post(routes.MyBody(id, "consent"), url.Values{
		"version": {hidden(t, mine, `id="request-`+id.String(), "version")}, "shown-" + id.String(): {"first"}, "days-" + id.String(): {"30"}, "consent": {"yes"},
	}).is(http.StatusOK)
	made := link().is(http.StatusOK)
	path := regexp.MustCompile(`/body/[A-Za-z0-9_-]{20,}`).FindString(made.body)
	code := regexp.MustCompile(`\d{3} \d{3}`).FindString(made.body)
	if path == "" || code == "" {
		t.Fatalf("no address or no code in %s", made.body)
	}
	school := s.browser()
	knows := func(p page) {
		t.Helper()
		for _, secret := range []string{"Sami", "Haddad", "Arbeit finden", "Platz"} {
			if strings.Contains(p.body, secret) {
				t.Errorf("%s knows %q", p.path, secret)
			}
		}
	}
	cover, strange := school.get(path).is(http.StatusOK), school.get("/body/unknown").is(http.StatusOK)
	if strings.ReplaceAll(cover.body, path, "") != strings.ReplaceAll(strange.body, "/body/unknown", "") {
		t.Error("an address that there is has another page")
	}
	knows(cover)
	wrong := school.do(http.MethodPost, path, url.Values{"code": {"000 000"}}).is(http.StatusNotFound)
	nowhere := school.do(http.MethodPost, "/body/unknown", url.Values{"code": {code}}).is(http.StatusNotFound)
	if strings.ReplaceAll(wrong.body, path, "") != strings.ReplaceAll(nowhere.body, "/body/unknown", "") {
		t.Error("a wrong code is answered otherwise than a wrong address")
	}
	knows(wrong)
	open := school.do(http.MethodPost, path, url.Values{"code": {code}}).is(http.StatusOK, "Sami", "Arbeit finden", "Gibt es einen Platz?")
	if strings.Contains(open.body, "Haddad") {
		t.Error("the body reads more than the first name")
	}
	answer := url.Values{"code": {code}, "kind": {"decline"}, "reason": {""}}
	school.do(http.MethodPost, path+"/answer", answer).is(http.StatusUnprocessableEntity, "Arbeit finden")
	answer.Set("reason", "Alle Plätze sind vergeben.")
	for range 2 {
		knows(school.do(http.MethodPost, path+"/answer", answer).is(http.StatusOK))
	}
	me.get(routes.MyBodies).is(http.StatusOK, "Alle Plätze sind vergeben.")
	manager.get(routes.CaseBodies(sami)).is(http.StatusOK, "Alle Plätze sind vergeben.")
}
