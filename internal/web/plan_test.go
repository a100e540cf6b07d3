package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// goalsOf are the ids of the goals on a page, in their order.
func goalsOf(p page) []domain.GoalID {
	var out []domain.GoalID
	for _, m := range regexp.MustCompile(`id="goal-(\d+)"`).FindAllStringSubmatch(p.body, -1) {
		out = append(out, domain.ParseID[domain.GoalID](m[1]))
	}
	return out
}

// hidden is the value of a hidden field in the part of a page that begins with mark.
func hidden(t *testing.T, p page, mark, name string) string {
	t.Helper()
	_, rest, ok := strings.Cut(p.body, mark)
	m := regexp.MustCompile(`name="` + name + `" value="([^"]*)"`).FindStringSubmatch(rest)
	if !ok || m == nil {
		t.Fatalf("%s: no field %q after %q", p.path, name, mark)
	}
	return m[1]
}

// TestPlanOverHTTP plays plan, agreement and coordination over the pages, each role in a browser of its own.
func TestPlanOverHTTP(t *testing.T) {
	s := newSite(t)
	sami := s.Person("sami")
	manager, me, agent := s.as("manager_a"), s.as("sami"), s.as("agent_1")
	must(t, s.SetAgent(t.Context(), s.Actor("manager_a"), sami, s.User("agent_1"), 1))

	// A goal of the catalogue and a typed one; a double click makes one record.
	form := url.Values{"domain": {"work"}, "text": {"Arbeit in einer Tischlerei finden"}, "due": {"2026-12-31"}, "once": {"a"}}
	for range 2 {
		if got := manager.post(routes.Goals(sami), form); got.path != routes.CasePlan(sami) {
			t.Fatalf("a saved goal leads to %s (%d)", got.path, got.status)
		}
	}
	s.Clock.Add(time.Second)
	manager.post(routes.Goals(sami), url.Values{"domain": {"housing"}, "catalogue": {"goal:own-home"}, "due": {"2027-03-01"}, "once": {"b"}})
	plan := manager.get(routes.CasePlan(sami))
	goals := goalsOf(plan)
	if len(goals) != 2 {
		t.Fatalf("%d goals after a double click and another goal, want 2", len(goals))
	}
	if got := me.get(routes.MyPlan); len(goalsOf(got)) != 0 {
		t.Error("the person sees a draft that was not offered")
	}
	manager.post(routes.OfferPlan(sami), nil)
	mine := me.get(routes.MyPlan)
	if len(goalsOf(mine)) != 2 || !strings.Contains(mine.body, "Arbeit in einer Tischlerei finden") {
		t.Fatal("the person does not see the offered goals")
	}

	// An untranslated goal can be agreed to only when somebody explained it.
	version := hidden(t, mine, `id="goal-`+goals[0].String(), "version")
	refused := me.post(routes.AnswerGoal(goals[0]), url.Values{"answer": {"agreed"}, "version": {version}})
	if refused.status != http.StatusUnprocessableEntity {
		t.Errorf("agreeing to an untranslated goal: %d, want 422", refused.status)
	}
	me.post(routes.AnswerGoal(goals[0]), url.Values{"answer": {"agreed"}, "version": {version}, "explained": {"Anna Weber"}})
	me.post(routes.AnswerGoal(goals[1]), url.Values{"answer": {"agreed"}, "version": {hidden(t, mine, `id="goal-`+goals[1].String(), "version")}})
	if got := me.get(routes.MyPlanVersion(1)); got.status != http.StatusOK || !strings.Contains(got.body, "Arbeit in einer Tischlerei finden") {
		t.Fatalf("version 1: %d", got.status)
	}

	// The Jobcenter sees nothing before the person consents, and then just the shared goal.
	manager.post(routes.ProposeGoals(sami), url.Values{"goals": {goals[0].String()}})
	if got := agent.get(routes.Shared(sami)); got.status != http.StatusNotFound {
		t.Errorf("before the consent the agent gets %d", got.status)
	}
	share := hidden(t, me.get(routes.MyPlan), `action="/me/plan/share"`, "as")
	if share == "" {
		t.Fatal("the person is not asked")
	}
	ids := regexp.MustCompile(`name="share" value="(\d+)"`).FindStringSubmatch(me.get(routes.MyPlan).body)
	me.post(routes.MyPlanShare, url.Values{"shown": {ids[1]}, "share": {ids[1]}, "months": {"12"}, "consent": {"yes"}})
	shared := agent.get(routes.Shared(sami))
	if shared.status != http.StatusOK || strings.Count(shared.body, `class="goal`) != 1 {
		t.Fatalf("the agent sees %d goals (%d)", strings.Count(shared.body, `class="goal`), shared.status)
	}
	me.get(routes.Releases).is(http.StatusOK, i18n.Ar.ReleaseGoal(), "Arbeit in einer Tischlerei finden")
	respond(t, s, sami, goals[0], ids[1])
}

// respond plays the other due date: bad input keeps what was typed, both accept, the draft moves.
func respond(t *testing.T, s *site, sami domain.PersonID, goal domain.GoalID, id string) {
	t.Helper()
	manager, me, agent := s.as("manager_a"), s.as("sami"), s.as("agent_1")
	c := domain.ParseID[domain.CoordinationID](id)
	version := hidden(t, agent.get(routes.Shared(sami)), `<form method="post" action="`+routes.Respond(sami, c), "version")
	bad := agent.post(routes.Respond(sami, c), url.Values{"kind": {"counter"}, "due": {"2027-02-30"}, "reason": {"Der Betrieb hat erst dann Platz."}, "version": {version}})
	if bad.status != http.StatusUnprocessableEntity || !strings.Contains(bad.body, "Der Betrieb hat erst dann Platz.") {
		t.Errorf("30 February: %d, and the reason typed is kept: %v", bad.status, strings.Contains(bad.body, "Der Betrieb"))
	}
	agent.post(routes.Respond(sami, c), url.Values{"kind": {"counter"}, "due": {"2027-02-28"}, "reason": {"Der Betrieb hat erst dann Platz."}, "version": {version}})
	for b, path := range map[*browser]string{manager: routes.CaseCounter(sami, c), me: routes.AnswerCounter(c)} { // on a page of before
		late := b.post(path, url.Values{"answer": {"accept"}, "version": {"1"}}).is(http.StatusConflict, `action="`+path)
		if l, ok := i18n.Parse(lang(late)); !ok || !strings.Contains(late.body, l.Error("counterAnswered")) {
			t.Errorf("the late answer is not told so:\n%s", late.text())
		}
	}
	for b, path := range map[*browser]string{manager: routes.CaseCounter(sami, c), me: routes.AnswerCounter(c)} {
		from := routes.MyPlan
		if b == manager {
			from = routes.CasePlan(sami)
		}
		b.post(path, url.Values{"answer": {"accept"}, "version": {hidden(t, b.get(from), `action="`+path, "version")}})
	}
	if got := manager.get(routes.CasePlan(sami)); !strings.Contains(got.body, "28.02.2027") {
		t.Error("the draft does not have the accepted date")
	}
	if stale := agent.post(routes.Respond(sami, c), url.Values{"kind": {"agree"}, "version": {version}}); stale.status != http.StatusConflict {
		t.Errorf("an old answer: %d, want 409", stale.status)
	}

	// Taken back: gone for the agent at the next request.
	released := me.get(routes.Releases)
	m := regexp.MustCompile(`/me/releases/(\d+)/take-back`).FindAllStringSubmatch(released.body, -1)
	for _, x := range m {
		me.post("/me/releases/"+x[1]+"/take-back", nil)
	}
	if got := agent.get(routes.Shared(sami)); got.status != http.StatusNotFound {
		t.Errorf("after taking back the agent gets %d", got.status)
	}
	if got := manager.get(routes.CasePlan(sami)); got.status != http.StatusNotFound {
		t.Errorf("after taking back core the manager gets %d", got.status)
	}
}

// TestGoalConflict saves the same goal from two tabs: the second sees both texts, and nothing is lost.
func TestGoalConflict(t *testing.T) {
	s := newSite(t)
	sami := s.Person("sami")
	manager := s.as("manager_a")
	manager.post(routes.Goals(sami), url.Values{"domain": {"work"}, "text": {"Erster Text"}, "once": {"a"}})
	goal := goalsOf(manager.get(routes.CasePlan(sami)))[0]
	for i, text := range []string{"Zweiter Text", "Dritter Text"} {
		got := manager.post(routes.Goal(sami, goal), url.Values{"domain": {"work"}, "text": {text}, "version": {"1"}})
		if i == 1 && (got.status != http.StatusConflict || !strings.Contains(got.body, "Zweiter Text") || !strings.Contains(got.body, "Dritter Text")) {
			t.Errorf("the second save: %d, both texts are shown: %v", got.status, strings.Contains(got.body, "Zweiter Text"))
		}
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// lang is the language of a page.
func lang(p page) string {
	_, rest, _ := strings.Cut(p.body, `<html lang="`)
	tag, _, _ := strings.Cut(rest, `"`)
	return tag
}
