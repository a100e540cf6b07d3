package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
)

func TestUnit(t *testing.T) {
	s := newSite(t)
	s.say("sami", domain.Entry{Section: domain.SectionContact, Contact: &domain.Contact{Phone: "0711 4711"}})
	s.release("sami", domain.SectionContact)
	address := "/unit/" + s.Person("sami").String()
	lead := s.as("lead")
	lead.get("/unit").is(http.StatusOK, "Sami Haddad", "Olena Kovalenko", "Anna Weber", `href="`+address+`"`).lacks("Yonas")
	lead.get("/unit?language=uk&q=Sami").is(http.StatusOK, "Olena Kovalenko").lacks("Sami Haddad")
	lead.get(address).is(http.StatusOK, "Sami Haddad", "Wohnheim Lindenweg", "Bernd Vogel").lacks("0711 4711", "Clara Stein", "Kontakt")
	s.as("admin").get("/unit").is(http.StatusOK, "Sami Haddad")
	s.as("lead_south").get("/unit").is(http.StatusOK, "Es gibt noch keine Fälle").lacks("Sami")
	s.as("lead_south").get(address).is(http.StatusNotFound)
	for _, who := range []string{"manager_a", "agent_1", "helper", "sami"} {
		s.as(who).get("/unit").is(http.StatusNotFound)
		s.as(who).get(address).is(http.StatusNotFound)
	}
	s.as("admin_harbour").get(address).is(http.StatusNotFound)
}

func TestReassign(t *testing.T) {
	s := newSite(t)
	address := "/unit/" + s.Person("sami").String()
	lead := s.as("lead")
	version := lead.get(address).hidden("version")
	to := func(who string) url.Values {
		return url.Values{"manager": {s.User(who).String()}, "version": {version}}
	}
	lead.post(address+"/manager", url.Values{"version": {version}}).is(http.StatusUnprocessableEntity, `id="error-manager"`, "Sami Haddad")
	lead.post(address+"/manager", to("agent_1")).is(http.StatusNotFound)
	lead.post(address+"/manager", to("manager_c")).is(http.StatusConflict) // another organisation
	s.as("manager_a").post(address+"/manager", to("manager_b")).is(http.StatusNotFound)
	s.as("lead_south").post(address+"/manager", to("manager_b")).is(http.StatusNotFound)
	s.as("manager_a").get("/cases").is(http.StatusOK, "Sami Haddad")

	lead.post(address+"/manager", to("manager_b")).is(http.StatusOK, "Bernd Vogel")
	s.as("manager_b").get("/cases").is(http.StatusOK, "Sami Haddad")
	s.as("manager_a").get("/cases").is(http.StatusOK).lacks("Sami Haddad")
	lead.post(address+"/manager", to("manager_a")).is(http.StatusConflict, "Inzwischen geändert", "Jetzt gespeichert", "Bernd Vogel", "Anna Weber")
}

func TestOrganisation(t *testing.T) {
	s := newSite(t)
	s.as("admin").get("/organisation").is(http.StatusOK, "Brücke e. V.", "Jobcenter", "Anna Weber", "manager_a", "Integrationsmanage").lacks("Clara Stein", "argon2")
	for _, who := range []string{"manager_a", "lead", "agent_1", "helper", "sami"} {
		s.as(who).get("/organisation").is(http.StatusNotFound)
	}
}
