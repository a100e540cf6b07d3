package browser

import (
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/testkit"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// mostToAnswer is how many interactions an answer of the Jobcenter may cost from its list on, and a proposal to it from the plan on; an
// interaction is what it is for mostInteractions.
const mostToAnswer = 3

// TestInbox proposes a plan to the Jobcenter and answers it, with the keyboard alone: a single goal, another one with a reason, and all the
// others at once. The list and the page say since when a goal waits, and when the answer is late.
func TestInbox(t *testing.T) {
	for name, noScript := range map[string]bool{"live": false, "noscript": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t)
			s.tell("sami")
			s.release("sami")
			sami := s.Person("sami")
			s.plan("sami", sami)
			b := newTab(t, s, device{who: "staff", wide: 1280, noScript: noScript})
			b.as("manager_a", "de")
			b.open(routes.CasePlan(sami))
			b.within("proposing the whole plan", func() {
				b.unfold("section:has(#propose)") // without a script it is folded
				b.activate(i18n.De.PlaneditProposeNow())
			})
			b.open(routes.Sessions) // a page that follows nobody, while others sign in
			goals := s.consentToAll("sami", sami)
			b.as(s.agentName(sami), "de")
			b.open(routes.Jobcenter)
			b.sees(i18n.De.JobcenterWaitsForYou(goals), i18n.De.JobcenterSince("02.03.2026"))
			b.lacks(i18n.De.JobcenterLate())
			s.Clock.AddDays(15)
			b.as(s.agentName(sami), "de")
			b.open(routes.Jobcenter)
			b.sees(i18n.De.JobcenterLate())
			b.picture("inbox-" + name)

			b.within("agreeing to one goal", func() {
				b.activate("Sami Haddad")
				b.sees(i18n.De.JobcenterLate())
				b.activate(i18n.De.JobcenterAgree())
			})
			s.are(sami, map[domain.CoordinationState]int{domain.CoordinationAgreed: 1, domain.CoordinationShared: goals - 1})
			b.open(routes.Jobcenter)
			b.within("declining one goal", func() {
				b.activate("Sami Haddad")
				b.keyIn("reason", "Dafür ist die Stadt zuständig.")
				b.activate(i18n.De.JobcenterDecline())
			})
			s.are(sami, map[domain.CoordinationState]int{domain.CoordinationAgreed: 1, domain.CoordinationDeclined: 1, domain.CoordinationShared: goals - 2})
			b.open(routes.Jobcenter)
			b.within("agreeing to the whole plan", func() {
				b.activate("Sami Haddad")
				b.activate(i18n.De.JobcenterAgreeAll(goals - 2))
			})
			s.are(sami, map[domain.CoordinationState]int{domain.CoordinationAgreed: goals - 1, domain.CoordinationDeclined: 1})
			b.lacks(i18n.De.JobcenterLate())
			b.open(routes.Jobcenter)
			b.sees(i18n.De.JobcenterNothingOpen())
			b.lacks(i18n.De.JobcenterLate())
		})
	}
}

// within checks that what f does costs few interactions.
func (b *tab) within(what string, f func()) {
	b.t.Helper()
	b.taps = 0
	f()
	if b.taps > mostToAnswer {
		b.t.Errorf("%s: %d interactions, want at most %d", what, b.taps, mostToAnswer)
	}
	b.t.Logf("%s: %d interactions", what, b.taps)
}

// consentToAll lets the person share all that is proposed, and returns how much that is.
func (s *site) consentToAll(name string, p domain.PersonID) int {
	s.t.Helper()
	page, err := s.Plan(s.t.Context(), s.Actor(name), p)
	s.must(err)
	consent := app.Consent{Months: 12, Terms: testkit.Terms}
	for _, c := range page.Coordinations {
		consent.Shown, consent.Share = append(consent.Shown, c.ID), append(consent.Share, c.ID)
	}
	s.must(s.ConsentToShare(s.t.Context(), s.Actor(name), consent))
	return len(consent.Share)
}

// are checks how many agreements of the person with the Jobcenter stand in which state.
func (s *site) are(p domain.PersonID, want map[domain.CoordinationState]int) {
	s.t.Helper()
	shared, err := s.App.Shared(s.t.Context(), s.agentOf(p), p)
	s.must(err)
	got := map[domain.CoordinationState]int{}
	for _, c := range shared.Coordinations {
		got[c.State]++
	}
	for state, n := range want {
		if got[state] != n {
			s.t.Errorf("the agreements stand as %v, want %v", got, want)
			return
		}
	}
}
