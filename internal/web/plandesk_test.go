package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestPlanDesk: two goals are answered together with one PIN, in one version that names the interpreter; the paper says so.
func TestPlanDesk(t *testing.T) {
	s := newSite(t)
	sami, manager := s.Person("sami"), s.Actor("manager_a")
	form := url.Values{"interpreter": {"Rana Aziz"}, "language": {"ar"}}
	for _, german := range [...]string{"Arbeit", "Wohnung"} {
		s.Clock.Add(1e9)
		id, err := s.SaveGoal(t.Context(), manager, domain.Goal{
			Person: sami, Domain: "work", Text: domain.PlanText{German: german, Own: "عمل", OwnLang: "ar"},
		}, "")
		must(t, err)
		form.Add("goal", id.String())
		form.Set("answer-"+id.String(), "agreed")
	}
	must(t, s.OfferPlan(t.Context(), manager, sami))
	b := s.as("manager_a")
	b.get(routes.PlanDesk(sami)).is(http.StatusOK, "Arbeit", "Wohnung")
	b.post(routes.StartActing(sami), url.Values{"to": {"desk"}}).is(http.StatusOK, "Arbeit", "عمل", `name="pin"`)
	desk := b.get(routes.MyPlanDesk)
	for _, id := range form["goal"] {
		form.Set("version-"+id, hidden(t, desk, `id="goal-`+id, "version-"+id))
	}
	b.post(routes.MyPlanDesk, form).is(http.StatusForbidden, "Rana Aziz") // what was typed stays
	form.Set("pin", testkit.PIN)
	b.post(routes.MyPlanDesk, form).is(http.StatusOK)
	page, err := s.App.Plan(t.Context(), manager, sami)
	if err != nil || len(page.Versions) != 1 || len(page.Versions[0].Goals) != 2 {
		t.Fatalf("%d versions, %v; want one with both goals", len(page.Versions), err)
	}
	if a := page.Versions[0].Agreement; a == nil || *a != (domain.Agreement{How: "desk", Interpreter: "Rana Aziz", Language: "ar"}) {
		t.Errorf("agreed as %+v", a)
	}
	b.get(routes.MyPlanVersion(1)).is(http.StatusOK, "Rana Aziz")
	if paper := b.get(routes.MyPlanPaper("both", 1)).is(http.StatusOK); !strings.HasPrefix(paper.body, "%PDF-") {
		t.Error("the version is no PDF")
	}
	b.get(routes.MyPlanPaper("both", 2)).is(http.StatusNotFound)
	b.get(routes.MyPlanPaper("latin", 1)).is(http.StatusNotFound)
}

// TestWish: the person asks for another goal, once per form; the manager makes a goal of it, once.
func TestWish(t *testing.T) {
	s := newSite(t)
	sami := s.Person("sami")
	me, manager := s.as("sami"), s.as("manager_a")
	me.post(routes.MyWishes, url.Values{"domain": {"participation"}, "text": {""}}).is(http.StatusUnprocessableEntity)
	wish := url.Values{"domain": {"participation"}, "text": {"أريد أن أسبح"}, "once": {"w"}}
	me.post(routes.MyWishes, wish).is(http.StatusOK, "أريد أن أسبح")
	me.post(routes.MyWishes, wish)
	waiting, err := s.App.Plan(t.Context(), s.Actor("manager_a"), sami)
	if err != nil || len(waiting.Wishes) != 1 {
		t.Fatalf("%d wishes after a double click, %v", len(waiting.Wishes), err)
	}
	id := waiting.Wishes[0].ID
	manager.get(routes.CasePlan(sami)).is(http.StatusOK, "أريد أن أسبح")
	manager.post(routes.SettleWish(sami, id), url.Values{"do": {"take"}}).is(http.StatusUnprocessableEntity)
	manager.post(routes.SettleWish(sami, id), url.Values{"do": {"take"}, "german": {"Schwimmen lernen"}}).is(http.StatusOK, "Schwimmen lernen")
	manager.post(routes.SettleWish(sami, id), url.Values{"do": {"close"}}).is(http.StatusConflict)
	s.as("manager_c").post(routes.SettleWish(sami, id), url.Values{"do": {"close"}}).is(http.StatusNotFound)
}

// TestLetterhead: an admin says what stands on the papers; nobody else.
func TestLetterhead(t *testing.T) {
	s := newSite(t)
	admin := s.as("admin")
	admin.post(routes.Letterhead, url.Values{"names": {""}, "address": {"Weg 1"}, "version": {"0"}}).is(http.StatusUnprocessableEntity, "Weg 1")
	good := url.Values{"names": {"Stadt Beispiel\nSozialamt"}, "address": {"Weg 1"}, "version": {"0"}}
	admin.post(routes.Letterhead, good).is(http.StatusOK, "Sozialamt")
	admin.post(routes.Letterhead, good).is(http.StatusConflict)
	s.as("lead").get(routes.Letterhead).is(http.StatusNotFound)
}
