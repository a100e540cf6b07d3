package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestBodies: leads keep the directory, other staff read it; a double click makes one row, a taken name is said at its field, and who
// saves what somebody else has changed sees both.
func TestBodies(t *testing.T) {
	s := newSite(t)
	lead, manager := s.as("lead"), s.as("manager_a")
	form := url.Values{"name": {"Volkshochschule"}, "kind": {"course_provider"}, "contact": {"0711 555 0100"}, "once": {"a"}}
	for range 2 {
		if got := lead.post(routes.Bodies, form); got.path != routes.Bodies || got.status != http.StatusOK || strings.Count(got.body, "0711 555 0100") != 1 {
			t.Fatalf("a new body: %s, %d", got.path, got.status)
		}
	}
	form.Set("once", "b")
	got := lead.post(routes.Bodies, form).is(http.StatusUnprocessableEntity, i18n.De.Error("taken"))
	if !strings.Contains(got.body, `id="error-name"`) || !strings.Contains(got.body, `value="Volkshochschule"`) {
		t.Error("a name that is taken is not said at its field, or what was typed is gone")
	}
	body := s.bodyOf("Beratungsstelle")
	edit := lead.get(routes.Body(body.ID)).is(http.StatusOK, "Beratungsstelle")
	version := hidden(t, edit, `action="`+routes.Body(body.ID)+`"`, "version")
	change := url.Values{"name": {"Beratungsstelle am Markt"}, "kind": {"advice"}, "closed": {"2026-01-31"}, "version": {version}}
	lead.post(routes.Body(body.ID), change).is(http.StatusOK, "Beratungsstelle am Markt", i18n.De.StepGone("31.01.2026"))
	change.Set("name", "Beratung")
	lead.post(routes.Body(body.ID), change).is(http.StatusConflict, "Beratungsstelle am Markt", `value="Beratung"`)
	change.Set("closed", "31.1.26")
	lead.post(routes.Body(body.ID), change).is(http.StatusUnprocessableEntity, i18n.De.Error("date"), "31.1.26")
	lead.get(routes.Body(4711)).is(http.StatusNotFound)
	lead.post(routes.Body(4711), form).is(http.StatusNotFound)

	if got := manager.get(routes.Bodies).is(http.StatusOK, "Volkshochschule"); strings.Contains(got.body, `name="contact"`) {
		t.Error("a manager gets the form")
	}
	manager.get(routes.Body(body.ID)).is(http.StatusNotFound)
	manager.post(routes.Body(body.ID), change).is(http.StatusNotFound)
	manager.post(routes.Bodies, form).is(http.StatusNotFound)
}

// TestPlanTermsForm: the last day follows from the first; a warning stands before it; a reason makes it longer; bad input stays.
func TestPlanTermsForm(t *testing.T) {
	s := newSite(t)
	sami, manager, me := s.Person("sami"), s.as("manager_a"), s.as("sami")
	path := routes.PlanTerms(sami)
	manager.get(routes.CasePlan(sami)).is(http.StatusOK, i18n.De.PlantermsOpen())
	today := domain.DayOf(s.Clock.Now())
	send := func(started domain.Day, extended, version string) page {
		return manager.post(path, url.Values{"programme": {string(domain.DefaultProgramme)}, "started": {string(started)}, "extended": {extended}, "review_on": {""}, "version": {version}})
	}
	stored := func() string { return hidden(t, manager.get(path), `action="`+path+`"`, "version") }
	send(today.AddDays(1), "", stored()).is(http.StatusUnprocessableEntity, i18n.De.Error("future"))
	for _, tc := range []struct {
		left int
		kind string
	}{{181, ""}, {180, "info"}, {90, "warn"}, {30, "err"}} {
		started := today.AddDays(tc.left).AddMonths(-36)
		got := send(started, "", stored())
		ends := started.AddMonths(36)
		left := i18n.De.PlantermsLeft(today.DaysUntil(ends))
		if warned := strings.Contains(got.body, `class="pill `+tc.kind+`">`+left); warned != (tc.kind != "") {
			t.Errorf("%d days before the end: %q, want a pill %q", tc.left, left, tc.kind)
		}
	}
	old := stored()
	got := send("2024-01-31", "Die Ausbildung dauert bis Herbst.", old)
	if !strings.Contains(got.text(), i18n.De.PlantermsUntil("31.01.2028")) {
		t.Errorf("with a reason it ends at another day:\n%s", got.text())
	}
	me.get(routes.MyPlan).is(http.StatusOK, i18n.Ar.StepUntil(i18n.LongDate(i18n.Ar, 2028, 1, 31)))
	send("2024-02-01", "Anderer Grund", old).is(http.StatusConflict, "Die Ausbildung dauert bis Herbst.", "Anderer Grund")
	manager.post(path, url.Values{"programme": {"nothing"}, "version": {stored()}}).is(http.StatusUnprocessableEntity, i18n.De.Error("choose"))
}
