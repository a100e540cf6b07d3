package web_test

import (
	"net/http"
	"net/url"
	"strconv"
	"testing"
)

// TestWeightAndWaitingPages: a manager puts somebody on the waiting list, the person reads it, a colleague takes them without having seen the
// name, and what was chosen wrongly stays on the page.
func TestWeightAndWaitingPages(t *testing.T) {
	s := newSite(t)
	manager, colleague, lead := s.as("manager_a"), s.as("manager_b"), s.as("lead")
	sami, olena := s.Person("sami").String(), s.Person("olena").String()
	weigh := func(person, weight string) page {
		version := manager.get("/cases/" + person).is(http.StatusOK).hidden("version")
		return manager.post("/cases/"+person+"/weight", url.Values{"weight": {weight}, "version": {version}})
	}
	weigh(sami, "").is(http.StatusUnprocessableEntity, `id="error-weight"`)
	weigh(sami, "A").is(http.StatusOK, "A: intensiv", "alle 14 Tage")
	manager.post("/cases/"+sami+"/weight", url.Values{"weight": {"B"}, "version": {"1"}}).is(http.StatusConflict, "Inzwischen geändert", "A: intensiv", "B: begleitend")
	manager.get("/cases?weight=A").is(http.StatusOK, "Sami Haddad", "Gewichtete Fallzahl: ").lacks("Olena")
	manager.get("/cases?weight=none&order=weight").is(http.StatusOK, "Olena").lacks("Sami Haddad")
	lead.get("/unit/weights").is(http.StatusOK, "Fälle nach Gewicht").lacks("Anna Weber", "Sami")

	s.as("olena").get("/me").is(http.StatusOK).lacks("очікування")
	weigh(olena, "waiting").is(http.StatusOK, `href="/waiting"`).lacks(`action="/cases/` + olena + `/weight"`)
	weigh(sami, "waiting").is(http.StatusOK)
	s.as("olena").get("/me").is(http.StatusOK, "Ви в списку очікування")
	s.as("sami").get("/me").is(http.StatusOK, "قائمة الانتظار")

	colleague.get("/waiting").is(http.StatusOK, "Wer zuerst kam", "Platz 1", "Platz 2", "Arabisch", "Ukrainisch").lacks("Sami", "Olena")
	page, err := s.Waiting(t.Context(), s.Actor("lead"))
	if err != nil {
		t.Fatal(err)
	}
	row := page.Lists[0].Rows[1]
	second, version := row.Person.String(), strconv.Itoa(row.Version)
	colleague.post("/waiting/"+second+"/take", url.Values{"version": {version}}).is(http.StatusUnprocessableEntity, `id="error-skip"`, "Platz 2")
	colleague.post("/waiting/"+second+"/take", url.Values{"version": {"77"}, "skip": {"language"}}).is(http.StatusConflict, "inzwischen geändert")
	lead.post("/waiting/"+second+"/assign", url.Values{"version": {version}}).is(http.StatusUnprocessableEntity, `id="error-manager"`, "Haddad", "Kovalenko")
	lead.post("/waiting/"+second+"/urgency", url.Values{"version": {version}, "urgency": {"children"}}).is(http.StatusOK, "Ein Kind ist ohne")
	for _, who := range []string{"manager_c", "helper", "agent_1", "sami"} {
		s.as(who).post("/waiting/"+second+"/take", url.Values{"version": {"4"}, "skip": {"language"}}).is(http.StatusNotFound)
	}
	version = strconv.Itoa(row.Version + 1)
	colleague.post("/waiting/"+second+"/take", url.Values{"version": {version}}).is(http.StatusOK, row.Name.Latin) // urgent: now the first
	manager.get("/cases/" + second).is(http.StatusNotFound)
}
