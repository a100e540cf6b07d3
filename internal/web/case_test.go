package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// release lets the responsible organisation see sections of somebody.
func (s *site) release(who string, sections ...domain.Section) {
	s.t.Helper()
	err := s.GiveRelease(s.t.Context(), s.Actor(who), domain.ReleaseRequest{Sections: sections, Months: 12, Terms: testkit.Terms})
	if err != nil {
		s.t.Fatal(err)
	}
}

// say stores an entry of somebody.
func (s *site) say(who string, e domain.Entry) {
	s.t.Helper()
	if _, err := s.SaveEntry(s.t.Context(), s.Actor(who), e, ""); err != nil {
		s.t.Fatal(err)
	}
}

func TestCaseload(t *testing.T) {
	s := newSite(t)
	manager := s.as("manager_a")
	manager.get("/cases").is(http.StatusOK, "Sami Haddad", `<bdi lang="ar">سامي حداد</bdi>`, "Olena Kovalenko", "Arabisch", "West", "Neu").
		lacks("Yonas")
	for _, tc := range []struct{ query, has, not string }{
		{"language=uk", "Olena", "Sami"},
		{"status=new", "Sami", "Keiner"},
		{"status=closed", "Kein Fall passt dazu", "Sami"},
		{"status=x&language=xx&after=x-y&district=abc", "Sami", "Kein Fall"},
		{fmt.Sprintf("district=%d", testkit.DistrictEast), "Kein Fall passt dazu", "Sami"},
		{"q=" + url.QueryEscape("سامي"), "Sami Haddad", "Olena"},
		{"q=kowalenko", "Olena", "Sami Haddad"},
		{"q=Yonas", "Kein Fall passt dazu", "Tesfay"},
		{"q=" + url.QueryEscape(`"><script>alert(1)</script>`), "Kein Fall passt dazu", "<script>alert"},
		{"q=" + strings.Repeat("x", 5000), "Kein Fall passt dazu", "Sami Haddad"},
	} {
		t.Run(tc.query[:min(len(tc.query), 30)], func(t *testing.T) {
			manager.get("/cases?"+tc.query).is(http.StatusOK, tc.has).lacks(tc.not)
		})
	}
	s.as("manager_b").get("/cases").is(http.StatusOK, "Ihnen ist noch niemand zugeordnet")
	s.as("substitute").get("/cases").is(http.StatusOK, "Sami Haddad", "Vertretung für")
	for _, who := range []string{"lead", "admin", "agent_1", "helper", "sami"} {
		s.as(who).get("/cases").is(http.StatusNotFound).lacks("Sami Haddad")
	}
	if got := s.browser().get("/cases"); got.path != "/login" {
		t.Errorf("without a session: %s, want /login", got.path)
	}
}

func TestCaseloadPages(t *testing.T) {
	s := newSite(t)
	for i := range domain.CasesPerPage + 2 {
		s.Register(domain.Registration{
			Name: domain.Name{Latin: fmt.Sprintf("Person %c%c", 'A'+i/26, 'A'+i%26)}, Language: "ti", Accommodation: testkit.HomeBridge, Consent: true,
			Terms: testkit.Terms, NotADouble: true,
		})
	}
	manager := s.as("manager_a")
	first := manager.get("/cases?language=ti").is(http.StatusOK, "Weitere Fälle")
	if n := strings.Count(first.body, `<th scope="row">`); n != domain.CasesPerPage {
		t.Errorf("%d rows, want %d", n, domain.CasesPerPage)
	}
	if len(first.body) > 60_000 {
		t.Errorf("the caseload has %d bytes, want at most 60,000", len(first.body))
	}
	_, rest, _ := strings.Cut(first.body, `/cases?after=`)
	link, _, _ := strings.Cut(rest, `"`)
	if !strings.Contains(link, "language=ti") {
		t.Errorf("the next page loses the filter: %s", link)
	}
	second := manager.get("/cases?after="+strings.ReplaceAll(link, "&amp;", "&")).is(http.StatusOK, "Zum Anfang der Liste").lacks("Weitere Fälle")
	if n := strings.Count(second.body, `<th scope="row">`); n != 2 {
		t.Errorf("%d rows on the second page, want 2", n)
	}

	before := s.DB.Stats.Queries.Load()
	manager.get("/cases?language=ti")
	if n := s.DB.Stats.Queries.Load() - before; n > 6 {
		t.Errorf("a caseload page took %d queries, want at most 6", n)
	}
}

func TestCasePage(t *testing.T) {
	s := newSite(t)
	s.say("sami", domain.Entry{Section: domain.SectionContact, Contact: &domain.Contact{Phone: "0711 4711", Street: "Geheimweg 3", City: "Stuttgart"}})
	s.say("sami", domain.Entry{Section: domain.SectionLanguages, Language: &domain.LanguageSkill{Language: "de", Level: "A2"}})
	s.say("sami", domain.Entry{Section: domain.SectionHousing, Housing: &domain.Housing{Kind: "shared_room", Persons: 3}})
	manager, address := s.as("manager_a"), "/cases/"+s.Person("sami").String()

	manager.get(address).is(http.StatusOK, "Sami Haddad", "Wohnheim Lindenweg", "Außer den Grunddaten ist nichts freigegeben").
		lacks("4711", "Geheimweg", "A2", "section-contact", "Sprachen")
	s.release("sami", domain.SectionContact, domain.SectionLanguages, domain.SectionWork)
	manager.get(address).is(http.StatusOK, "0711 4711", "Geheimweg 3", "A2", "freigegeben bis", "Dazu wurde noch nichts gesagt", "02.03.2027").
		lacks("Personen, die zusammen wohnen", "section-housing", "Außer den Grunddaten")
	manager.get(address+"?x=1").is(http.StatusOK, `data-live-url="/live?person=`)

	s.release("sami", domain.SectionCV)
	manager.get(address).is(http.StatusOK, "section-cv")
	c, err := s.Case(t.Context(), s.Actor("manager_a"), s.Person("sami"))
	if err != nil || len(c.Profile.Entries) != 2 {
		t.Errorf("%d entries with the CV released, want those of contact and languages: %v", len(c.Profile.Entries), err)
	}
	before := s.DB.Stats.Queries.Load()
	manager.get(address)
	if n := s.DB.Stats.Queries.Load() - before; n > 10 {
		t.Errorf("the page of a case took %d queries, want at most 10", n)
	}
	for _, who := range []string{"manager_b", "manager_c", "lead", "admin", "agent_1", "helper_2", "olena"} {
		got := s.as(who).get(address).is(http.StatusNotFound).lacks("Sami", "4711")
		none := s.as(who).get("/cases/1").is(http.StatusNotFound)
		if got.text() != none.text() {
			t.Errorf("%s can tell somebody else's case from none:\n%s\n%s", who, got.text(), none.text())
		}
	}
	for _, id := range []string{"0", "-1", "x", "99999999999999999999"} {
		manager.get("/cases/" + id).is(http.StatusNotFound)
	}
	takeBackCore(t, s, "sami")
	manager.get(address).is(http.StatusNotFound).lacks("Sami")
	manager.get("/cases").is(http.StatusOK).lacks("Sami Haddad")
}

func takeBackCore(t *testing.T, s *site, who string) {
	t.Helper()
	page, err := s.Releases(t.Context(), s.Actor(who))
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range page.Releases {
		if r.Section == domain.SectionCore {
			if err := s.TakeBack(t.Context(), s.Actor(who), r.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestCaseStatusAndAgent(t *testing.T) {
	s := newSite(t)
	manager, address := s.as("manager_a"), "/cases/"+s.Person("sami").String()
	version := manager.get(address).hidden("version")

	manager.post(address+"/status", url.Values{"status": {"active"}, "version": {version}}).is(http.StatusOK, "Laufend")
	stale := manager.post(address+"/status", url.Values{"status": {"review_due"}, "version": {version}}).
		is(http.StatusConflict, "Inzwischen geändert", "Laufend", "Fortschreibung fällig", `<option value="review_due" selected>`)
	manager.post(address+"/status", url.Values{"status": {"closed"}, "version": {stale.hidden("version")}}).is(http.StatusUnprocessableEntity)
	manager.post(address+"/status", url.Values{"status": {"review_due"}, "version": {stale.hidden("version")}}).is(http.StatusOK)
	manager.post(address+"/status", url.Values{"status": {"gone"}, "version": {"3"}}).is(http.StatusUnprocessableEntity, `id="error-status"`)
	manager.post(address+"/status", url.Values{"status": {"new"}, "version": {"x"}}).is(http.StatusConflict)

	version = manager.get(address).hidden("version")
	agent := s.User("agent_1").String()
	manager.post(address+"/agent", url.Values{"agent": {""}, "version": {version}}).is(http.StatusUnprocessableEntity, `id="error-agent"`)
	manager.post(address+"/agent", url.Values{"agent": {s.User("manager_b").String()}, "version": {version}}).is(http.StatusNotFound)
	manager.post(address+"/agent", url.Values{"agent": {agent}, "version": {version}}).is(http.StatusOK, "Jana Bauer")
	manager.post(address+"/agent", url.Values{"agent": {s.User("agent_2").String()}, "version": {version}}).
		is(http.StatusConflict, "Jetzt gespeichert", "Jana Bauer", "Jonas Fuchs")

	for _, who := range []string{"manager_c", "agent_1", "helper", "olena"} {
		s.as(who).post(address+"/status", url.Values{"status": {"new"}, "version": {"1"}}).is(http.StatusNotFound)
		s.as(who).post(address+"/agent", url.Values{"agent": {agent}, "version": {"1"}}).is(http.StatusNotFound)
	}
	manager.post(address+"/status", url.Values{"status": {"new"}, "version": {version}, "as": {"x.y"}}).
		is(http.StatusConflict, "jemand anderes angemeldet")
}

// TestCaseloadReviewDue: from the day on which a plan is to be continued, the case has a badge, stands under that status whatever its own
// status is, and its page and the morning page say it, too; a closed case does not.
func TestCaseloadReviewDue(t *testing.T) {
	s := newSite(t)
	sami := s.Person("sami")
	today := domain.DayOf(s.Clock.Now())
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		plan, err := tx.Plan(ctx, sami)
		if err != nil {
			return err
		}
		plan.Terms.ReviewOn = today.AddDays(2)
		return tx.SavePlanTerms(ctx, sami, plan.Terms, s.User("manager_a"))
	})
	for days, due := range []bool{false, false, true, true} {
		manager := s.as("manager_a") // a session of staff ends before the next day
		list := manager.get("/cases").is(http.StatusOK, "Sami Haddad")
		filtered := manager.get("/cases?status=review_due").is(http.StatusOK).lacks("Olena")
		matter := manager.get("/cases?matter=review").is(http.StatusOK).lacks("Olena")
		morning := manager.get("/today").is(http.StatusOK)
		if badge := strings.Contains(list.body, "Fortschreibung fällig seit"); badge != due {
			t.Errorf("after %d days: a badge %t, want %t", days, badge, due)
		}
		if !due {
			filtered.lacks("Sami Haddad")
			matter.lacks("Sami Haddad")
			morning.lacks("cases/" + sami.String() + "/review")
		} else {
			filtered.is(http.StatusOK, "Sami Haddad")
			matter.is(http.StatusOK, "Sami Haddad")
			morning.is(http.StatusOK, "Sami Haddad", "cases/"+sami.String()+"/review")
		}
		s.Clock.AddDays(1)
	}
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		c, err := tx.Case(ctx, sami)
		if err != nil {
			return err
		}
		return tx.SetCaseStatus(ctx, sami, domain.CaseClosed, c.Version)
	})
	manager := s.as("manager_a")
	manager.get("/cases").is(http.StatusOK, "Abgeschlossen").lacks("Fortschreibung fällig seit")
	manager.get("/cases?status=review_due").is(http.StatusOK).lacks("Sami Haddad")
	manager.get("/today").is(http.StatusOK).lacks("Sami Haddad")
}

func TestCasePagesInEnglish(t *testing.T) {
	s := newSite(t)
	manager := s.as("manager_a")
	manager.post("/language", url.Values{"language": {"en"}, "back": {"/cases"}})
	manager.get("/cases").is(http.StatusOK, `<html lang="en"`, "My cases", "Arabic")
	manager.get("/cases/"+s.Person("sami").String()).is(http.StatusOK, "Draw up a plan").lacks("Zuständig")
}
