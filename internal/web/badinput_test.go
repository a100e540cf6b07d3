package web_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// TestDaysThatHavePassed: a new goal cannot be due yesterday, nor can the Jobcenter propose such a day; what was typed stays in the form. A
// goal whose day has passed meanwhile can still be changed.
func TestDaysThatHavePassed(t *testing.T) {
	s := newSite(t)
	sami, manager := s.Person("sami"), s.as("manager_a")
	form := func(due domain.Day, version, text string) url.Values {
		return url.Values{"domain": {"work"}, "text": {text}, "due": {string(due)}, "version": {version}, "once": {text}}
	}
	today := domain.DayOf(s.Clock.Now())
	manager.post(routes.Goals(sami), form(today.AddDays(-1), "0", "Gestern fertig")).is(http.StatusUnprocessableEntity, i18n.De.Error("past"), "Gestern fertig")
	manager.post(routes.Goals(sami), form(today.AddDays(5), "0", "Bald fertig"))
	goal := goalsOf(manager.get(routes.CasePlan(sami)))[0]
	s.Clock.AddDays(9)
	manager = s.as("manager_a")
	manager.post(routes.Goal(sami, goal), form(today.AddDays(5), "1", "Doch später")).is(http.StatusOK, "Doch später")
	manager.post(routes.Goal(sami, goal), form(today.AddDays(6), "2", "Immer noch")).is(http.StatusUnprocessableEntity, i18n.De.Error("past"), "Immer noch")
	c := s.shares(goal)
	agent := s.as("agent_1")
	agent.post(routes.Respond(sami, c.ID), url.Values{
		"version": {"2"}, "kind": {"counter"}, "due": {string(today)}, "reason": {"Kurs voll"},
	}).is(http.StatusUnprocessableEntity, i18n.De.Error("past"), "Kurs voll")
}

// shares lets sami agree to the goal and share it with agent_1.
func (s *site) shares(goal domain.GoalID) (c domain.Coordination) {
	s.t.Helper()
	ctx, sami, manager, own := s.t.Context(), s.Person("sami"), s.Actor("manager_a"), s.Actor("sami")
	must(s.t, s.OfferPlan(ctx, manager, sami))
	page, err := s.Plan(ctx, manager, sami)
	must(s.t, err)
	g, _ := page.Plan.Goal(goal)
	g.Answer, g.Explained = domain.AnswerAgreed, "Rana"
	must(s.t, s.AnswerGoal(ctx, own, g, ""))
	file, err := s.Case(ctx, manager, sami)
	must(s.t, err)
	must(s.t, s.SetAgent(ctx, manager, sami, s.User("agent_1"), file.Case.Version))
	must(s.t, s.ProposeGoals(ctx, manager, sami, []domain.GoalID{goal}))
	page, err = s.Plan(ctx, manager, sami)
	must(s.t, err)
	c = page.Coordinations[0]
	must(s.t, s.ConsentToShare(ctx, own, app.Consent{
		Shown: []domain.CoordinationID{c.ID}, Share: []domain.CoordinationID{c.ID}, Months: 1, Terms: testkit.Terms,
	}))
	return c
}

// TestClosedCaseTakesNothing: once the counselling has ended, forms that were open say so to the manager and to the person, each in the own
// language, and show what was typed.
func TestClosedCaseTakesNothing(t *testing.T) {
	s := newSite(t)
	sami, manager, me := s.Person("sami"), s.as("manager_a"), s.as("sami")
	manager.post(routes.Goals(sami), url.Values{"domain": {"work"}, "text": {"Arbeit finden"}, "once": {"g"}})
	manager.post(routes.OfferPlan(sami), url.Values{})
	goes, wish := i18n.Ar.PlanIntro("Anna Weber"), routes.MyPlanDesk+"#wish"
	goal := goalsOf(manager.get(routes.CasePlan(sami)))[0]
	me.get(routes.MyPlan).is(http.StatusOK, goes, wish, routes.AnswerGoal(goal))
	me.post(routes.AnswerGoal(goal), url.Values{"version": {"1"}, "answer": {"agreed"}, "explained": {"Anna"}}).is(http.StatusOK)
	page, err := s.Case(t.Context(), s.Actor("manager_a"), sami)
	must(t, err)
	must(t, s.CloseCase(t.Context(), s.Actor("manager_a"), sami, domain.Closing{Reason: domain.ClosedReached}, page.Case.Version))
	manager.post(routes.Goals(sami), url.Values{"domain": {"work"}, "text": {"Zu spät"}, "once": {"k"}}).is(http.StatusConflict, i18n.De.Error("caseClosed"), "Zu spät")
	me.post(routes.MyWishes, url.Values{"domain": {"work"}, "text": {"متأخر"}, "once": {"k"}}).is(http.StatusConflict, i18n.Ar.Error("caseClosed"), "متأخر")
	me.get(routes.MyPlan).is(http.StatusOK, i18n.Ar.StoryClosed(), "Arbeit finden").lacks(goes, wish, routes.AnswerGoal(goal))
	late := url.Values{"version": {"1"}, "answer": {"objected"}, "objection": {"ليس الآن"}}
	me.post(routes.AnswerGoal(goal), late).is(http.StatusConflict, i18n.Ar.Error("caseClosed"), "ليس الآن")
}

// TestAnswerTooLate: an agent who answers what has been answered, or is shared no more, gets the typed reason back.
func TestAnswerTooLate(t *testing.T) {
	s := newSite(t)
	sami, manager := s.Person("sami"), s.as("manager_a")
	manager.post(routes.Goals(sami), url.Values{"domain": {"work"}, "text": {"Arbeit finden"}, "once": {"k"}})
	c := s.shares(goalsOf(manager.get(routes.CasePlan(sami)))[0])
	agent := s.as("agent_1")
	answer := func(reason string) url.Values {
		return url.Values{"version": {"2"}, "kind": {"decline"}, "reason": {reason}}
	}
	agent.post(routes.Respond(sami, c.ID), answer("Kein Platz"))
	agent.post(routes.Respond(sami, c.ID), answer("Doch kein Geld")).is(http.StatusConflict, "Doch kein Geld")
	s.Clock.AddDays(40)
	s.as("agent_1").post(routes.Respond(sami, c.ID), answer("Viel zu spät")).is(http.StatusNotFound, "Viel zu spät")
}

// TestRemovedMeanwhile: who changes a goal, a measure or a shared goal that is removed meanwhile, or has ended, gets the typed text back.
func TestRemovedMeanwhile(t *testing.T) {
	s := newSite(t)
	ctx, sami, manager, by := t.Context(), s.Person("sami"), s.as("manager_a"), s.Actor("manager_a")
	goal, m := goalAt(s, manager)
	changed := formOf(m)
	changed.Set("text", "Antrag online abgeben")
	manager.post(routes.RemoveMeasure(sami, goal, m.ID), url.Values{"version": {changed.Get("version")}})
	manager.post(routes.Measure(sami, goal, m.ID), changed).is(http.StatusConflict, "Antrag online abgeben", i18n.De.Error("conflict"))
	page, err := s.Plan(ctx, by, sami)
	must(t, err)
	g, _ := page.Plan.Goal(goal)
	must(t, s.RemoveGoal(ctx, by, sami, goal, g.Version))
	manager.post(routes.Measure(sami, goal, m.ID), changed).is(http.StatusConflict, "Antrag online abgeben", i18n.De.Error("conflict"))
	manager.post(routes.Goal(sami, goal), url.Values{"domain": {"work"}, "text": {"Doch ein Ziel"}, "version": {"1"}}).
		is(http.StatusConflict, "Doch ein Ziel", i18n.De.Error("conflict"))

	shared := func(text, version string) url.Values {
		return url.Values{"domain": {"housing"}, "text": {text}, "once": {text}, "version": {version}}
	}
	must(t, s.InviteMember(ctx, by, sami, domain.Invitation{Person: s.Person("olena")}))
	manager.post(routes.SharedGoals(sami), shared("Eine Wohnung", "0"))
	manager.post(routes.SharedGoals(sami), shared("Ein Garten", "0"))
	must(t, s.OfferShared(ctx, by, sami))
	home, err := s.Household(ctx, by, sami)
	must(t, err)
	ended, removed := home.Goals[0], home.Goals[1]
	must(t, s.ReachSharedGoal(ctx, by, sami, ended.ID, ended.Version, domain.Outcome{Ended: "reached"}))
	manager.post(routes.SharedGoal(sami, ended.ID), shared("Zwei Zimmer", "1")).is(http.StatusConflict, "Zwei Zimmer", i18n.De.Error("conflict"))
	must(t, s.RemoveSharedGoal(ctx, by, sami, removed.ID, removed.Version))
	manager.post(routes.SharedGoal(sami, removed.ID), shared("Drei Zimmer", "1")).is(http.StatusConflict, "Drei Zimmer", i18n.De.Error("conflict"))
	manager.get(routes.SharedGoal(sami, ended.ID)).is(http.StatusNotFound)
}

// TestGoalWithoutMeasure: the manager is told that a goal has no step, and may offer it all the same.
func TestGoalWithoutMeasure(t *testing.T) {
	s := newSite(t)
	sami, manager := s.Person("sami"), s.as("manager_a")
	manager.post(routes.Goals(sami), url.Values{"domain": {"work"}, "text": {"Nur ein Ziel"}, "once": {"k"}}).is(http.StatusOK, i18n.De.PlaneditNoMeasure())
	manager.post(routes.OfferPlan(sami), nil).is(http.StatusOK, i18n.De.PlaneditNoMeasure())
	s.as("sami").get(routes.MyPlan).is(http.StatusOK, "Nur ein Ziel")
}

// TestReleaseEndsMeanwhile: when the last day of a release passes while the Jobcenter is asked, the agent sees nothing more, and person and
// manager read in their own languages that it is not passed on.
func TestReleaseEndsMeanwhile(t *testing.T) {
	s := newSite(t)
	sami, manager := s.Person("sami"), s.as("manager_a")
	manager.post(routes.Goals(sami), url.Values{"domain": {"work"}, "text": {"Arbeit finden"}, "once": {"k"}})
	c := s.shares(goalsOf(manager.get(routes.CasePlan(sami)))[0])
	s.as("agent_1").get(routes.Shared(sami)).is(http.StatusOK, "Arbeit finden")
	s.Clock.AddDays(40)
	agent := s.as("agent_1")
	agent.get(routes.Shared(sami)).is(http.StatusNotFound)
	agent.post(routes.Respond(sami, c.ID), url.Values{"version": {"2"}, "kind": {"agree"}}).is(http.StatusNotFound)
	s.as("manager_a").get(routes.CasePlan(sami)).is(http.StatusOK, i18n.De.Term("coordination", "withheld"))
	s.as("sami").get(routes.MyPlan).is(http.StatusOK, i18n.Ar.Term("coordination", "withheld"))
}
