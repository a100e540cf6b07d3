package web_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// sharedOn are the ids of the shared goals on a page.
func sharedOn(p page) []domain.SharedGoalID {
	var out []domain.SharedGoalID
	for _, g := range goalsOf(p) {
		out = append(out, domain.SharedGoalID(g))
	}
	return out
}

// TestHouseholdOverHTTP plays inviting, consenting, answering, a version, an outcome and leaving over the pages.
func TestHouseholdOverHTTP(t *testing.T) {
	s := newSite(t)
	sami, olena := s.Person("sami"), s.Person("olena")
	manager, he, she := s.as("manager_a"), s.as("sami"), s.as("olena")
	manager.get(routes.CaseHousehold(sami)).is(http.StatusOK, i18n.De.HouseholdeditNone(), "Olena Kovalenko")
	manager.post(routes.InviteMember(sami), url.Values{}).is(http.StatusUnprocessableEntity, `href="#member"`)
	manager.post(routes.InviteMember(sami), url.Values{"member": {olena.String()}}).is(http.StatusOK, i18n.De.HouseholdeditInvited())

	bad := manager.post(routes.SharedGoals(sami), url.Values{"domain": {"housing"}, "text-0": {"Anzeigen lesen"}, "who-0": {"person"}, "due-0": {"morgen"}, "state-0": {"open"}})
	bad.is(http.StatusUnprocessableEntity, "Anzeigen lesen", `href="#text"`)
	form := url.Values{
		"domain": {"housing"}, "text": {"Eine Wohnung finden"}, "due": {"2027-01-31"}, "once": {"a"},
		"text-0": {"Anzeigen lesen"}, "who-0": {"person:" + olena.String()}, "state-0": {"open"}, "who-1": {"person"}, "state-1": {"open"},
	}
	manager.post(routes.SharedGoals(sami), form)
	page := manager.post(routes.SharedGoals(sami), form).is(http.StatusOK, "Eine Wohnung finden", "Olena Kovalenko", i18n.De.HouseholdeditUnoffered())
	ids := sharedOn(page)
	if len(ids) != 1 {
		t.Fatalf("%d goals after a double click, want 1", len(ids))
	}
	manager.get(routes.SharedGoal(sami, ids[0])).is(http.StatusOK, "Anzeigen lesen")
	manager.post(routes.OfferShared(sami), nil)

	asked := he.get(routes.MyHousehold).is(http.StatusOK, i18n.Ar.HouseholdInviteTitle(), i18n.Ar.HouseholdNobody())
	for _, secret := range []string{"Eine Wohnung finden", "Olena", "Олена"} {
		if strings.Contains(asked.body, secret) {
			t.Errorf("before the consent the page says %q", secret)
		}
	}
	he.get(routes.MyPlan).is(http.StatusOK, i18n.Ar.HouseholdInviteTitle())
	for _, b := range []*browser{he, she} {
		household := hidden(t, b.get(routes.MyHousehold), `action="`+routes.JoinHousehold, "household")
		b.post(routes.JoinHousehold, url.Values{"household": {household}}).is(http.StatusOK, "Eine Wohnung finden")
	}
	he.get(routes.Releases).is(http.StatusOK, i18n.Ar.HouseholdShared())

	he.post(routes.AnswerShared(ids[0]), url.Values{"version": {"1"}, "answer": {"agreed"}}).is(http.StatusUnprocessableEntity, `href="#explained-`+ids[0].String())
	said := url.Values{"version": {"1"}, "answer": {"agreed"}, "explained": {"Rana"}}
	he.post(routes.AnswerShared(ids[0]), said).is(http.StatusOK)
	she.post(routes.AnswerShared(ids[0]), url.Values{"version": {"1"}, "answer": {"objected"}, "objection": {"Спочатку школа"}}).is(http.StatusOK, "Спочатку школа")
	manager.get(routes.CaseHousehold(sami)).is(http.StatusOK, "Спочатку школа")
	if got := he.get(routes.MyHousehold); strings.Contains(got.body, "Спочатку школа") {
		t.Error("the words of one are shown to the other")
	}
	manager.post(routes.FreezeHousehold(sami), nil).is(http.StatusUnprocessableEntity, i18n.De.Error("householdOpen"))
	she.post(routes.AnswerShared(ids[0]), said)
	manager.post(routes.FreezeHousehold(sami), nil).is(http.StatusOK, i18n.De.PlanVersions())
	manager.post(routes.SharedGoal(sami, ids[0]), url.Values{"version": {"7"}, "domain": {"housing"}, "text": {"Zwei Zimmer"}}).
		is(http.StatusConflict, "Zwei Zimmer", i18n.De.PlaneditTheirs("Eine Wohnung finden"), "31.01.2027", "<li>Anzeigen lesen · <bdi>Olena Kovalenko")
	leaveTogether(t, s, ids[0])
}

// leaveTogether plays an outcome, and that one member leaves.
func leaveTogether(t *testing.T, s *site, id domain.SharedGoalID) {
	t.Helper()
	sami := s.Person("sami")
	manager, he, she := s.as("manager_a"), s.as("sami"), s.as("olena")
	manager.post(routes.ReachSharedGoal(sami, id), url.Values{"version": {"1"}, "next-" + id.String(): {"Weiter suchen"}}).
		is(http.StatusUnprocessableEntity, `href="#attainment-`+id.String(), "Weiter suchen")
	manager.post(routes.ReachSharedGoal(sami, id), url.Values{"version": {"1"}, "attainment-" + id.String(): {"0"}}).is(http.StatusOK)

	late := url.Values{"version": {"1"}, "attainment-" + id.String(): {"1"}, "ended-" + id.String(): {"reached"}, "next-" + id.String(): {"Einziehen"}}
	manager.post(routes.ReachSharedGoal(sami, id), late).
		is(http.StatusConflict, "Einziehen", `value="1" checked`, `value="reached" selected`, i18n.Attainment(i18n.De, 0), `id="error-attainment-`+id.String())

	she.get(routes.LeaveHousehold).is(http.StatusOK, i18n.Uk.HouseholdLeaveText())
	she.post(routes.LeaveHousehold, nil).is(http.StatusOK, i18n.Uk.HouseholdCopies(), "Eine Wohnung finden")
	she.get(routes.LeaveHousehold).is(http.StatusNotFound)
	she.get(routes.JoinHousehold).is(http.StatusNotFound)
	he.get(routes.MyHousehold).is(http.StatusOK, i18n.Ar.HouseholdNobodyDoes(), "Олена Коваленко")
	he.get(routes.Access).is(http.StatusOK, i18n.Ar.AccessInHousehold())
	manager.get(routes.CaseHousehold(sami)).is(http.StatusOK, i18n.De.HouseholdNobodyDoes())
	manager.post(routes.TakeOutMember(sami, sami), nil).is(http.StatusOK, i18n.De.HouseholdeditNone())
	s.as("manager_b").get(routes.CaseHousehold(sami)).is(http.StatusNotFound)
}

// together puts sami and a child into a household with a goal of the catalogue; sami has not released it to the organisation.
func (s *site) together() {
	s.t.Helper()
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		h := store.NewID[domain.HouseholdID](tx)
		if err := tx.NewHousehold(ctx, h, s.Person("sami"), s.User("manager_a")); err != nil {
			return err
		}
		if err := tx.AddMember(ctx, h, s.Person("olena"), true); err != nil {
			return err
		}
		if err := tx.JoinHousehold(ctx, h, s.Person("sami")); err != nil {
			return err
		}
		text := domain.PlanText{Catalogue: "goal:own-home"}
		g := domain.SharedGoal{ID: store.NewID[domain.SharedGoalID](tx), Household: h, Domain: "housing", Text: text, Measures: []domain.SharedMeasure{
			{Who: "person", Member: s.Person("olena"), Text: text, State: "open"}, {Who: "manager", Text: text, State: "done", Due: "2026-12-01"},
		}}
		if err := tx.SaveSharedGoal(ctx, g, s.User("manager_a"), false); err != nil {
			return err
		}
		return tx.OfferShared(ctx, h)
	})
}
