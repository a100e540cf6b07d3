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
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// TestTopics: a field of life shows the own goals in it, the next step, how it was assessed and who helps, in each language, and is no look at the plan.
func TestTopics(t *testing.T) {
	s := newSite(t)
	sami, manager, me := s.Person("sami"), s.as("manager_a"), s.as("sami")
	body := s.bodyOf("Beratungsstelle am Markt")
	goal, m := goalAt(s, manager)
	m.Body = body.ID
	manager.post(routes.Measure(sami, goal, m.ID), formOf(m))
	if got := me.get(routes.Topic("housing")); strings.Contains(got.body, "Antrag abgeben") {
		t.Error("the page shows what was not offered")
	}
	manager.post(routes.OfferPlan(sami), nil)
	must(t, s.SaveAssessment(t.Context(), s.actorOf(manager), domain.Assessment{Person: sami, Stage: "entry", Views: []domain.DomainView{
		{Domain: "housing", Need: "urgent", Resources: "Kennt Leute im Haus"},
	}}, ""))
	for _, l := range i18n.ForPersons() {
		must(t, s.ChooseLanguage(t.Context(), s.actorOf(me), l.Tag()))
		me.get(routes.Topic("housing")).is(http.StatusOK, l.AssessmentTitle(), l.Term("need", "urgent"), "Kennt Leute im Haus")
		me.get(routes.Topics).is(http.StatusOK, l.TopicTitle(), l.Term("domain", "housing"))
		me.get(routes.Topic("housing")).is(http.StatusOK, l.TopicNext(), l.TopicGoals(), "Antrag abgeben", "Beratungsstelle am Markt", "0711 555 0100", "Anna Weber")
	}
	if got := me.get(routes.Topic("work")); strings.Contains(got.body, "Antrag abgeben") || strings.Contains(got.body, `id="situation"`) || !strings.Contains(got.body, i18n.Fr.TopicNone()) {
		t.Errorf("the page of work:\n%s", got.text())
	}
	me.get(routes.Topics + "/nothing").is(http.StatusNotFound)
	if got := manager.get(routes.CasePlan(sami)); !strings.Contains(got.body, "Noch nicht gesehen") {
		t.Error("a look at a field of life counts as a look at the plan")
	}
}

// TestVersionsInWords compares versions of a plan: every kind of difference is said in the language of the reader, of any two versions.
func TestVersionsInWords(t *testing.T) {
	s := newSite(t)
	sami, manager, me := s.Person("sami"), s.as("manager_a"), s.as("sami")
	market, station := s.bodyOf("Beratungsstelle am Markt"), s.bodyOf("Bahnhofsmission")
	goal, _ := goalAt(s, manager)
	s.Clock.Add(time.Second)
	manager.post(routes.Measures(sami, goal), url.Values{"text": {"Wohnung ansehen"}, "who": {"person"}, "state": {"open"}, "body": {market.ID.String()}, "once": {"second"}})
	version := func() {
		t.Helper()
		s.Clock.Add(time.Minute)
		manager.post(routes.OfferPlan(sami), nil)
		agree(me, goal)
	}
	version()
	first, second := s.measures(goal)[0], s.measures(goal)[1]
	second.Body, second.After, second.Appointment = station.ID, first.ID, "2026-12-24"
	form := formOf(second)
	form.Set("binding", "1")
	manager.post(routes.Measure(sami, goal, second.ID), form)
	version()
	today := domain.DayOf(s.Clock.Now())
	second = s.measures(goal)[1]
	must(t, s.AddEvidence(t.Context(), s.Actor("manager_a"), sami, second, domain.Evidence{Text: "gesehen", On: today}, false))
	second = s.measures(goal)[1]
	second.After, second.Due = 0, "2026-11-30"
	manager.post(routes.Measure(sami, goal, second.ID), formOf(second))
	version()
	want := func(p page, l i18n.Lang, appointment string) {
		t.Helper()
		p.is(http.StatusOK, l.StepChangeBody("Bahnhofsmission", "Beratungsstelle am Markt"), l.StepChangeAfter("Antrag abgeben", l.StepNothing()),
			l.StepChangeAppointment(appointment, l.PlanNoDue()), l.StepBinding())
	}
	want(manager.get(routes.PlanVersion(sami, 2)), i18n.De, "24.12.2026")
	for _, l := range i18n.ForPersons() {
		must(t, s.ChooseLanguage(t.Context(), s.actorOf(me), l.Tag()))
		want(me.get(routes.MyPlanVersion(2)), l, ui.Page{L: l}.LongDay("2026-12-24"))
		me.get(routes.MyPlanVersion(3)).is(http.StatusOK, l.StepVoluntary(), l.StepChangeAfter(l.StepNothing(), "Antrag abgeben"), l.StepChangeEvidence(),
			l.PlanMeasureDue(ui.Page{L: l}.LongDay("2026-11-30"), l.PlanNoDue()))
		for _, path := range []string{routes.MyPlanVersion(3) + "?with=1", routes.MyPlanVersion(1) + "?with=3"} {
			me.get(path).is(http.StatusOK, l.PlanChangesFrom(3, 1), l.StepChangeBody("Bahnhofsmission", "Beratungsstelle am Markt")).lacks(l.StepVoluntary())
		}
	}
	manager.get(routes.PlanVersion(sami, 3)+"?with=1").is(http.StatusOK, i18n.De.PlanChangesFrom(3, 1))
	for _, with := range []string{"7", "0", "-1", "x"} {
		manager.get(routes.PlanVersion(sami, 3) + "?with=" + with).is(http.StatusNotFound)
	}
}

// TestAttainmentInWords: each step of the scale has its own words in each language.
func TestAttainmentInWords(t *testing.T) {
	for _, l := range i18n.ForPersons() {
		seen := map[string]bool{}
		for _, key := range []string{"minus2", "minus1", "zero", "plus1", "plus2"} {
			seen[l.Term("attainment", key)] = true
		}
		if len(seen) != len(domain.Attainments) || seen["zero"] {
			t.Errorf("%s: %v", l.Tag(), seen)
		}
	}
}
