package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// goalAt makes a goal with one measure over the pages, shows it to sami, and returns both.
func goalAt(s *site, manager *browser) (domain.GoalID, domain.Measure) {
	s.t.Helper()
	sami := s.Person("sami")
	manager.post(routes.Goals(sami), url.Values{"domain": {"housing"}, "catalogue": {"goal:own-home"}, "due": {"2027-03-01"}, "once": {"goal"}})
	goal := goalsOf(manager.get(routes.CasePlan(sami)))[0]
	manager.post(routes.Measures(sami, goal), url.Values{"text": {"Antrag abgeben"}, "who": {"person"}, "state": {"open"}, "due": {"2026-12-01"}, "once": {"measure"}})
	manager.post(routes.OfferPlan(sami), nil)
	return goal, s.measures(goal)[0]
}

// agree lets the person agree to a goal.
func agree(me *browser, goal domain.GoalID) {
	me.site.t.Helper()
	version := hidden(me.site.t, me.get(routes.MyPlan), `id="goal-`+goal.String(), "version")
	me.post(routes.AnswerGoal(goal), url.Values{"answer": {"agreed"}, "version": {version}, "explained": {"Anna Weber"}})
}

// measures are those of a goal of sami, as stored.
func (s *site) measures(goal domain.GoalID) []domain.Measure {
	s.t.Helper()
	page, err := s.Plan(s.t.Context(), s.Actor("manager_a"), s.Person("sami"))
	must(s.t, err)
	g, _ := page.Plan.Goal(goal)
	return g.Measures
}

// bodyOf adds a body to the directory.
func (s *site) bodyOf(name string) domain.Body {
	s.t.Helper()
	must(s.t, s.SaveBody(s.t.Context(), s.Actor("lead"), domain.Body{Name: name, Kind: "advice", Contact: "0711 555 0100"}, name))
	bodies, _, err := s.Bodies(s.t.Context())
	must(s.t, err)
	for _, b := range bodies {
		if b.Name == name {
			return b
		}
	}
	s.t.Fatal("no body")
	return domain.Body{}
}

// formOf is the form that changes m, as the page shows it.
func formOf(m domain.Measure) url.Values {
	return url.Values{
		"text": {m.Text.German}, "who": {m.Who}, "state": {string(m.State)}, "due": {string(m.Due)}, "type": {string(m.Type)}, "body": {m.Body.String()},
		"after": {m.After.String()}, "appointment": {string(m.Appointment)}, "version": {i18n.De.PlanVersion(m.Version)[len("Fassung "):]},
	}
}

// TestMeasureForm: what a measure can say is asked, kept, and stands on the plan of both sides; a closed body stays where it is named and
// is offered nowhere else.
func TestMeasureForm(t *testing.T) {
	s := newSite(t)
	sami, manager, me := s.Person("sami"), s.as("manager_a"), s.as("sami")
	body := s.bodyOf("Beratungsstelle am Markt")
	goal, m := goalAt(s, manager)
	s.Clock.Add(time.Second)
	manager.post(routes.Measures(sami, goal), url.Values{"text": {"Wohnung ansehen"}, "who": {"person"}, "state": {"open"}, "once": {"second"}})
	second := s.measures(goal)[1]
	second.Type, second.Body, second.After, second.Appointment = "appointment", body.ID, m.ID, "2026-12-24"
	form := formOf(second)
	form.Set("binding", "1")
	manager.post(routes.Measure(sami, goal, second.ID), form).is(http.StatusOK, "Wohnung ansehen")
	manager.post(routes.OfferPlan(sami), nil)
	manager.get(routes.CasePlan(sami)).is(http.StatusOK, "Beratungsstelle am Markt", i18n.De.StepAfter("Antrag abgeben"), i18n.De.Term("measuretype", "appointment"), i18n.De.StepBinding())
	me.get(routes.MyPlan).is(http.StatusOK, "Beratungsstelle am Markt", "0711 555 0100", i18n.Ar.StepAfter("Antrag abgeben"), i18n.Ar.StepBinding(),
		i18n.Ar.StepAppointment(i18n.LongDate(i18n.Ar, 2026, 12, 24)))

	m = s.measures(goal)[0]
	m.After = second.ID
	got := manager.post(routes.Measure(sami, goal, m.ID), formOf(m)).is(http.StatusUnprocessableEntity, "Antrag abgeben")
	if !strings.Contains(got.body, `id="error-after-m`+m.ID.String()) || !strings.Contains(got.body, "<details open") {
		t.Error("an order that goes round is not said at its field")
	}
	m.After, m.Due = 0, "2020-01-01"
	manager.post(routes.Measure(sami, goal, m.ID), formOf(m)).is(http.StatusUnprocessableEntity, i18n.De.Error("past"), "2020-01-01")

	body.Closed = "2026-01-01"
	must(t, s.SaveBody(t.Context(), s.Actor("lead"), body, ""))
	got = manager.get(routes.Goal(sami, goal))
	if n := strings.Count(got.body, `<option value="`+body.ID.String()+`"`); n != 1 {
		t.Errorf("the closed body is offered %d times, want only where it is named", n)
	}
	me.get(routes.MyPlan).is(http.StatusOK, i18n.Ar.StepGone("1 يناير 2026"))
	m.Due, m.Body = "", body.ID
	manager.post(routes.Measure(sami, goal, m.ID), formOf(m)).is(http.StatusUnprocessableEntity, i18n.De.Error("bodyClosed"))
}

// TestMeasureConflict: who saves what somebody else has changed sees both texts, and the second time it is saved.
func TestMeasureConflict(t *testing.T) {
	s := newSite(t)
	sami, manager := s.Person("sami"), s.as("manager_a")
	goal, m := goalAt(s, manager)
	theirs := m
	theirs.Text.German = "Antrag im Rathaus abgeben"
	manager.post(routes.Measure(sami, goal, m.ID), formOf(theirs))
	mine := m
	mine.Text.German = "Antrag online abgeben"
	got := manager.post(routes.Measure(sami, goal, m.ID), formOf(mine)).is(http.StatusConflict, "Antrag im Rathaus abgeben", "Antrag online abgeben")
	version := hidden(t, got, `action="`+routes.Measure(sami, goal, m.ID)+`"`, "version")
	form := formOf(mine)
	form.Set("version", version)
	manager.post(routes.Measure(sami, goal, m.ID), form)
	if got := s.measures(goal)[0].Text.German; got != "Antrag online abgeben" {
		t.Errorf("stored: %q", got)
	}
}

// TestPlanWarnings: a goal without a measure, a due date that has passed and too many goals are said in words; nothing more is suggested
// while enough goals are open.
func TestPlanWarnings(t *testing.T) {
	s := newSite(t)
	sami, manager := s.Person("sami"), s.as("manager_a")
	goalAt(s, manager)
	if got := manager.get(routes.CasePlan(sami)); strings.Contains(got.body, "Überfällig") || strings.Contains(got.body, i18n.De.PlaneditNoMeasure()) {
		t.Error("warned too early")
	}
	for _, text := range []string{"Eins", "Zwei"} {
		s.Clock.Add(time.Second)
		manager.post(routes.Goals(sami), url.Values{"domain": {"work"}, "text": {text}, "once": {text}})
	}
	got := manager.get(routes.CasePlan(sami)).is(http.StatusOK, i18n.De.PlaneditNoMeasure(), i18n.De.PlaneditFewEnough())
	if strings.Contains(got.body, "Besser gelingen") {
		t.Error("three goals are too many")
	}
	manager.post(routes.Goals(sami), url.Values{"domain": {"work"}, "text": {"Drei"}, "once": {"Drei"}})
	manager.get(routes.CasePlan(sami)).is(http.StatusOK, i18n.De.PlaneditManyGoals(4, domain.FewGoals))
	s.Clock.Add(300 * 24 * time.Hour)
	s.as("manager_a").get(routes.CasePlan(sami)).is(http.StatusOK, i18n.De.PlaneditOverdue("01.12.2026"))
	s.as("sami").get(routes.MyPlan).is(http.StatusOK, i18n.Ar.StepOverdue())
}

// TestEvidenceForm: both sides write down what was done; a second click adds nothing, and what is wrong stands at its field with what was
// typed.
func TestEvidenceForm(t *testing.T) {
	s := newSite(t)
	sami, manager, me := s.Person("sami"), s.as("manager_a"), s.as("sami")
	goal, m := goalAt(s, manager)
	path := routes.MyEvidence(goal, m.ID)
	if got := me.get(routes.MyPlan); strings.Contains(got.body, path) {
		t.Error("asked for evidence before the goal is agreed")
	}
	agree(me, goal)
	version := hidden(t, me.get(routes.MyPlan), `action="`+path+`"`, "version")
	today := string(domain.DayOf(s.Clock.Now()))
	for name, form := range map[string]url.Values{
		"evidence-m":    {"evidence": {""}, "evidence_on": {today}},
		"evidence_on-m": {"evidence": {"قدمت الطلب"}, "evidence_on": {"2026-02-30"}},
	} {
		form.Set("version", version)
		got := me.post(path, form).is(http.StatusUnprocessableEntity)
		if !strings.Contains(got.body, `id="error-`+name+m.ID.String()+`"`) || !strings.Contains(got.body, form.Get("evidence")) {
			t.Errorf("%s: no error at the field, or what was typed is gone", name)
		}
	}
	form := url.Values{"evidence": {"قدمت الطلب"}, "evidence_on": {today}, "done": {"1"}, "version": {version}}
	for range 2 {
		if got := me.post(path, form); got.path != routes.MyPlan || got.status != http.StatusOK {
			t.Errorf("saved evidence leads to %s (%d)", got.path, got.status)
		}
	}
	got := s.measures(goal)[0]
	if len(got.Evidence) != 1 || got.State != "done" {
		t.Fatalf("stored: %+v", got)
	}
	theirs := routes.Evidence(sami, goal, m.ID)
	page := manager.get(routes.CasePlan(sami)).is(http.StatusOK, "قدمت الطلب")
	manager.post(theirs, url.Values{"evidence": {"Bescheid gesehen"}, "evidence_on": {today}, "version": {version}}).is(http.StatusConflict, "Bescheid gesehen")
	manager.post(theirs, url.Values{"evidence": {"Bescheid gesehen"}, "evidence_on": {today}, "version": {hidden(t, page, `action="`+theirs+`"`, "version")}})
	me.get(routes.MyPlan).is(http.StatusOK, "Bescheid gesehen")
	if got := s.as("olena").post(path, form); got.status != http.StatusConflict && got.status != http.StatusNotFound {
		t.Errorf("a stranger: %d", got.status)
	}
	if n := len(s.measures(goal)[0].Evidence); n != 2 {
		t.Errorf("%d lines of evidence, want 2", n)
	}
}
