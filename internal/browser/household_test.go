package browser

import (
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// together puts the person into a household with a shared goal, to which somebody else is still invited.
func (s *site) together(name string, p, other domain.PersonID) domain.SharedGoalID {
	s.t.Helper()
	ctx, manager := s.t.Context(), s.Actor("manager_a")
	s.must(s.InviteMember(ctx, manager, p, domain.Invitation{Person: other}))
	page, err := s.Household(ctx, s.Actor(name), p)
	s.must(err)
	s.must(s.JoinHousehold(ctx, s.Actor(name), domain.JoinRequest{Household: page.Household.ID, Terms: testkit.Terms}))
	home := domain.PlanText{Catalogue: "goal:own-home"}
	s.must(s.SaveSharedGoal(ctx, manager, p, domain.SharedGoal{Domain: "housing", Text: home, Due: "2027-06-30", Measures: []domain.SharedMeasure{
		{Who: "person", Member: p, Text: domain.PlanText{German: "Anzeigen lesen"}, State: "running"}, {Who: "person", Text: domain.PlanText{German: "Besichtigen"}, State: "open"},
	}}, ""))
	s.must(s.OfferShared(ctx, manager, p))
	page, err = s.Household(ctx, s.Actor(name), p)
	s.must(err)
	g := page.Goals[0]
	s.must(s.AnswerShared(ctx, s.Actor(name), domain.SharedAnswer{Goal: g.ID, Version: g.Version, Answer: domain.AnswerAgreed, Explained: "Rana"}, ""))
	s.must(s.FreezeHousehold(ctx, manager, p))
	return g.ID
}
