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
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
	"github.com/aufwind-im/aufwind/internal/web/ui"
)

// agreedTogether gives sami and olena a household of three versions, in which the day and who is to do a step have changed.
func (s *site) agreedTogether() (household string) {
	s.t.Helper()
	sami, olena := s.Person("sami"), s.Person("olena")
	manager, both := s.as("manager_a"), []*browser{s.as("sami"), s.as("olena")}
	manager.post(routes.InviteMember(sami), url.Values{"member": {olena.String()}}).is(http.StatusOK)
	for _, b := range both {
		household = hidden(s.t, b.get(routes.MyHousehold), `action="`+routes.JoinHousehold, "household")
		b.post(routes.JoinHousehold, url.Values{"household": {household}}).is(http.StatusOK)
	}
	path := routes.SharedGoals(sami)
	for i, round := range []struct{ due, who string }{{"2027-01-31", "person:" + olena.String()}, {"2027-02-28", "person:" + olena.String()}, {"2027-02-28", "person:" + sami.String()}} {
		form := url.Values{
			"domain": {"housing"}, "catalogue": {"goal:own-home"}, "due": {round.due}, "version": {[...]string{"0", "1", "2"}[i]},
			"text-0": {"Anzeigen lesen"}, "who-0": {round.who}, "state-0": {"open"},
		}
		id := sharedOn(manager.post(path, form).is(http.StatusOK))[0]
		path = routes.SharedGoal(sami, id)
		manager.post(routes.OfferShared(sami), nil).is(http.StatusOK)
		for _, b := range both {
			b.post(routes.AnswerShared(id), url.Values{"version": {[...]string{"1", "2", "3"}[i]}, "answer": {"agreed"}, "explained": {"Rana"}}).is(http.StatusOK)
		}
		manager.post(routes.FreezeHousehold(sami), nil).is(http.StatusOK)
	}
	return household
}

// TestHouseholdCompared: any two versions of a household are compared in words, for a member in the own language, and its story is told; staff
// read neither while an adult does not release it.
func TestHouseholdCompared(t *testing.T) {
	s := newSite(t)
	household := s.agreedTogether()
	sami := s.Person("sami")
	compare := url.Values{
		"household": {household}, "version": {"1"}, ui.CompareField(domain.ParseID[domain.HouseholdID](household), 1): {"3"},
	}.Encode()
	manager, she := s.as("manager_a"), s.as("olena")
	due := i18n.De.PlanGoalDue("28.02.2027", "31.01.2027")
	who := i18n.De.HouseholdChangeWho("Sami Haddad", "Olena Kovalenko")
	page := manager.get(routes.CaseHousehold(sami)).is(http.StatusOK, i18n.De.PlanChangesFrom(2, 1), i18n.De.PlanChangesFrom(3, 2), due, who)
	page.lacks(i18n.De.PlanChangesFrom(3, 1)).is(http.StatusOK, i18n.De.StoryTitle(), i18n.De.HouseholdJoined("Olena Kovalenko"))
	chosen := manager.get(routes.CaseHousehold(sami)+"?"+compare).is(http.StatusOK, i18n.De.PlanChangesFrom(3, 1), `value="3" selected`)
	_, changes, _ := strings.Cut(chosen.body, i18n.De.PlanChangesFrom(3, 1))
	if changes, _, _ = strings.Cut(changes, "</ul>"); !strings.Contains(changes, due) || !strings.Contains(changes, who) {
		t.Errorf("from 1 to 3 the page says %s", changes)
	}
	hers := she.get(routes.MyHousehold+"?"+compare).is(http.StatusOK, i18n.Uk.PlanChangesFrom(3, 1), i18n.Uk.PlanGoalDue("28 лютого 2027", "31 січня 2027"))
	hers.is(http.StatusOK, i18n.Uk.StoryTitle(), i18n.Uk.PlanGoalAdded())

	for path, b := range map[string]*browser{routes.HouseholdPaper(sami, "both", 1): manager, routes.HouseholdPaper(sami, "german", 0): manager, routes.MyHouseholdPaper("own", 3): she} {
		if got := b.get(path); got.status != http.StatusOK || !strings.HasPrefix(got.body, "%PDF-") {
			t.Errorf("%s: status %d", path, got.status)
		}
	}
	for _, path := range []string{routes.MyHouseholdPaper("own", 4), routes.MyHouseholdPaper("both", 1) + "x", routes.MyHouseholdPaper("braille", 1)} {
		she.get(path).is(http.StatusNotFound)
	}
	s.as("manager_b").get(routes.HouseholdPaper(sami, "both", 1)).is(http.StatusNotFound)
	s.as("manager_b").get(routes.CaseHousehold(sami) + "?" + compare).is(http.StatusNotFound)
	s.Write(func(ctx context.Context, tx *store.Tx) error {
		return tx.TakeBackSection(ctx, s.Person("olena"), testkit.OrgBridge, domain.SectionPlan)
	})
	manager.get(routes.CaseHousehold(sami)+"?"+compare).is(http.StatusOK, i18n.De.HouseholdeditClosed()).lacks(due, who, "Olena", i18n.De.StoryTitle())
	manager.get(routes.HouseholdPaper(sami, "both", 1)).is(http.StatusNotFound)
	she.post(routes.LeaveHousehold, nil).is(http.StatusOK, i18n.Uk.HouseholdCopies())
	she.get(routes.MyHousehold+"?"+compare).is(http.StatusOK, i18n.Uk.PlanChangesFrom(3, 1), i18n.Uk.PlanGoalDue("28 лютого 2027", "31 січня 2027"))
}
