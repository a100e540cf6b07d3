package app_test

import (
	"fmt"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

func (x *interleaving) addWish() (move, bool) {
	s := x.mark()
	return move{
		what: s, by: x.own, may: true,
		call: func() error {
			return x.c.AddWish(x.t.Context(), x.own, domain.Wish{Domain: "work", Text: s, Lang: "ar"}, "")
		},
		then: func() { x.ack(s) },
	}, true
}

func (x *interleaving) takeWish() (move, bool) {
	by := x.office()
	var wishes []domain.Wish
	x.read(&wishes)
	if len(wishes) == 0 {
		return move{}, false
	}
	w := pickOf(x.rand, wishes)
	return move{
		what: w.Text, by: by, may: x.manages(by), must: true,
		call: func() error { return x.c.TakeWish(x.t.Context(), by, x.p, w.ID, "Ziel") },
		then: func() {
			x.refresh()
			for _, g := range x.now.plan.Goals {
				if x.goals[g.ID] == nil {
					x.saved(g)
				}
			}
			x.texts[w.Text].hidden = false // it is the person's own
		},
	}, true
}

func (x *interleaving) giveRelease() (move, bool) {
	months := 1 + x.rand.IntN(2)
	k := releaseKey{section: domain.SectionWork, org: testkit.OrgBridge}
	return move{
		what: fmt.Sprintf("of work for %d months", months), by: x.own, may: true, must: true,
		call: func() error {
			return x.c.GiveRelease(x.t.Context(), x.own, domain.ReleaseRequest{Sections: []domain.Section{k.section}, Months: months})
		},
		then: func() {
			delete(x.releases, k)
			x.released(k, x.now.today.AddMonths(months))
		},
	}, true
}

func (x *interleaving) takeBack() (move, bool) {
	var all, open []domain.Release
	x.read(&all)
	for _, r := range all {
		if r.RevokedAt == 0 && (r.Section != domain.SectionCore || x.rand.IntN(4) == 0) {
			open = append(open, r)
		}
	}
	if len(open) == 0 {
		return move{}, false
	}
	r := pickOf(x.rand, open)
	k := releaseKey{r.Section, r.Goal, r.Measure, r.Org}
	return move{
		what: fmt.Sprintf("%+v", k), by: x.own, may: true, must: true,
		call: func() error { return x.c.TakeBack(x.t.Context(), x.own, r.ID) },
		then: func() { x.takenBack(k) },
	}, true
}

func (x *interleaving) releaseCore() (move, bool) {
	k := releaseKey{section: domain.SectionCore, org: testkit.OrgBridge}
	there := x.covers(k, x.now.today.AddDays(domain.ReleaseDaysAhead+1)) // one that ends soon may go on
	return move{
		by: x.own, may: true, must: !there, stale: there,
		call: func() error { return x.c.ReleaseCore(x.t.Context(), x.own, "", testkit.Terms) },
		then: func() { x.released(k, x.now.today.AddMonths(36)) },
	}, !there || x.rand.IntN(8) == 0
}

func (x *interleaving) reassign() (move, bool) {
	to := pickOf(x.rand, []domain.Actor{x.manager, x.second})
	by := pickOf(x.rand, []domain.Actor{x.lead, x.lead, x.lead, x.manager})
	return move{
		what: fmt.Sprintf("to %d", to.User), by: by, must: true,
		may:  by.User == x.lead.User && x.covers(releaseKey{section: domain.SectionCore, org: testkit.OrgBridge}, x.now.today),
		call: func() error { return x.c.ReassignCase(x.t.Context(), by, x.p, to.User, x.now.file.Version) },
		then: func() { x.model.manager = to.User },
	}, true
}

func (x *interleaving) setAgent() (move, bool) {
	by, to := x.office(), x.agentOrNot()
	page := x.page()
	return move{
		what: fmt.Sprintf("to %d", to.User), by: by, may: x.manages(by), must: true, stale: page.file.Version != x.now.file.Version,
		call: func() error { return x.c.SetAgent(x.t.Context(), by, x.p, to.User, page.file.Version) },
		then: func() { x.model.agent = to.User },
	}, true
}

func (x *interleaving) moveClock() (move, bool) {
	days := pickOf(x.rand, []int{1, 9, 35})
	return move{
		what: fmt.Sprintf("goes on %d days", days), may: true, must: true,
		call: func() error { x.c.Clock.AddDays(days); return nil },
	}, true
}
