package web_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestGoalValues shows that the form of a goal asks for what the chosen text takes and for nothing else, and that no text is saved
// without it.
func TestGoalValues(t *testing.T) {
	s := newSite(t)
	sami := s.Person("sami")
	manager := s.as("manager_a")
	fields := func(p page) (names []string) {
		for _, name := range [...]string{"level", "occupation", "date"} {
			if strings.Contains(p.body, ` name="`+name+`"`) {
				names = append(names, name)
			}
		}
		return names
	}
	if got := manager.get(routes.NewGoalPage(sami) + "?domain=language"); len(fields(got)) != 0 {
		t.Errorf("an empty form asks for %v", fields(got))
	}
	form := url.Values{"domain": {"language"}, "catalogue": {"goal:german-level"}, "due": {"2027-03-01"}, "text": {"eigene Worte"}, "once": {"a"}}
	got := manager.post(routes.Goals(sami), form)
	if got.status != 200 || strings.Join(fields(got), " ") != "level" || !strings.Contains(got.body, `name="asked" value="goal:german-level"`) {
		t.Errorf("the chosen goal: status %d, asks for %v", got.status, fields(got))
	}
	for _, kept := range []string{"2027-03-01", "eigene Worte", `value="goal:german-level" selected`} {
		if !strings.Contains(got.body, kept) {
			t.Errorf("the form once more has no %q", kept)
		}
	}
	form.Set("asked", "goal:german-level")
	if got = manager.post(routes.Goals(sami), form); got.status != 422 || !strings.Contains(got.body, `id="error-level"`) {
		t.Errorf("without the level: status %d", got.status)
	}
	form.Set("level", "B1")
	if got = manager.post(routes.Goals(sami), form); got.path != routes.CasePlan(sami) || !strings.Contains(got.body, "Deutsch B1 erreichen") {
		t.Errorf("with the level: %s, status %d", got.path, got.status)
	}
	goal := goalsOf(got)[0]
	measure := url.Values{"catalogue": {"measure:language-exam"}, "who": {"person"}, "state": {"open"}, "once": {"b"}, "version": {"0"}}
	if got = manager.post(routes.Measures(sami, goal), measure); got.status != 200 || !strings.Contains(got.body, `id="level-m0"`) {
		t.Errorf("the chosen measure: status %d", got.status)
	}
	measure.Set("asked", "measure:language-exam")
	if got = manager.post(routes.Measures(sami, goal), measure); got.status != 422 || !strings.Contains(got.body, `id="error-level-m0"`) {
		t.Errorf("the measure without the level: status %d", got.status)
	}
	if strings.Count(got.body, `id="catalogue-m0"`) != 1 {
		t.Error("the form of a new measure stands on the page twice")
	}
	measure.Set("level", "B1")
	if got = manager.post(routes.Measures(sami, goal), measure); got.path != routes.Goal(sami, goal) || !strings.Contains(got.body, "Deutschprüfung B1 ablegen") {
		t.Errorf("the measure with the level: %s, status %d", got.path, got.status)
	}
}

// TestJobcenterList shows who waits for an answer of the Jobcenter, and the manager whom an answer is missing from.
func TestJobcenterList(t *testing.T) {
	s := newSite(t)
	sami := s.Person("sami")
	manager, me, agent := s.as("manager_a"), s.as("sami"), s.as("agent_1")
	must(t, s.SetAgent(t.Context(), s.Actor("manager_a"), sami, s.User("agent_1"), 1))
	manager.post(routes.Goals(sami), url.Values{"domain": {"work"}, "text": {"Arbeit finden"}, "due": {"2026-12-31"}, "once": {"a"}})
	manager.post(routes.OfferPlan(sami), nil)
	if got := manager.get(routes.Cases); !strings.Contains(got.body, "Person: eine Antwort offen") {
		t.Error("the caseload does not say that the person has not answered")
	}
	if got := s.as("lead").get(routes.Unit); strings.Contains(got.body, "Antwort offen") {
		t.Error("the list of the unit says more than core")
	}
	mine := me.get(routes.MyPlan)
	goal := goalsOf(mine)[0]
	me.post(routes.AnswerGoal(goal), url.Values{"version": {hidden(t, mine, `id="goal-`, "version")}, "answer": {"agreed"}, "explained": {"Anna"}})
	manager.post(routes.ProposeGoals(sami), url.Values{"goals": {goal.String()}})
	if got := agent.get(routes.Jobcenter); strings.Contains(got.body, "Sami") {
		t.Error("the agent sees sami before the consent")
	}
	id := hidden(t, me.get(routes.MyPlan), `id="share"`, "share")
	me.post(routes.MyPlanShare, url.Values{"share": {id}, "shown": {id}, "months": {"6"}, "consent": {"yes"}})
	got := agent.get(routes.Jobcenter)
	if !strings.Contains(got.body, "Ein Ziel wartet auf Ihre Antwort") || !strings.Contains(got.body, "seit") {
		t.Errorf("the agent's list does not say what waits:\n%s", got.body)
	}
	c := domain.ParseID[domain.CoordinationID](id)
	version := hidden(t, agent.get(routes.Shared(sami)), routes.Respond(sami, c), "version")
	agent.post(routes.Respond(sami, c), url.Values{"version": {version}, "kind": {"counter"}, "due": {"2027-06-30"}, "reason": {"Frist"}})
	if got := agent.get(routes.Jobcenter); !strings.Contains(got.body, "nichts offen") {
		t.Error("the agent's list still says that something waits")
	}
	if got := manager.get(routes.Cases); !strings.Contains(got.body, "Jobcenter: ein Vorschlag für Sie") {
		t.Error("the caseload does not say that the Jobcenter proposes something")
	}
}
