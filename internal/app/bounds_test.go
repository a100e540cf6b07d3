package app_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// times runs f in one transaction, n times, each at its own moment.
func (p *play) times(n int, f func(ctx context.Context, tx *store.Tx) error) {
	p.t.Helper()
	p.Write(func(ctx context.Context, tx *store.Tx) error {
		for range n {
			if err := f(ctx, tx); err != nil {
				return err
			}
			p.Clock.Add(time.Millisecond)
		}
		return nil
	})
}

// full checks that one more was accepted and the next is refused as too many.
func (p *play) full(what string, one func() error) {
	p.t.Helper()
	p.Clock.Add(time.Millisecond) // ids made at one moment differ by chance only
	p.ok(one())
	err := one()
	p.is(what, err, domain.Invalid)
	if e, ok := errors.AsType[*domain.Error](err); !ok || e.Key != "tooMany" {
		p.t.Errorf("%s: %v, want tooMany", what, err)
	}
}

// TestBounds: what can be written about one person again and again ends somewhere, at the number that is said, and what stands stays.
func TestBounds(t *testing.T) {
	words := domain.PlanText{German: "Schritt", Own: "خطوة", OwnLang: "ar"}
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		m, r, _ := p.asked()
		p.times(domain.MaxMeasures-2, func(ctx context.Context, tx *store.Tx) error {
			_, err := tx.SaveMeasure(ctx, p.sami, domain.Measure{Goal: m.Goal, Who: "person", State: "open", Text: words}, p.manager.User)
			return err
		})
		p.full("measures", func() error {
			return p.SaveMeasure(ctx, p.manager, p.sami, domain.Measure{Goal: m.Goal, Who: "person", State: "open", Text: words}, "")
		})
		many := make([]domain.Measure, domain.MaxMeasures+1)
		for i := range many {
			many[i] = domain.Measure{Who: "person", State: "open", Text: words}
		}
		_, err := p.SaveGoal(ctx, p.manager, domain.Goal{Person: p.sami, Domain: "work", Text: words, Measures: many}, "")
		p.is("a goal with more", err, domain.Invalid)
		p.times(domain.MaxGoals-2, func(ctx context.Context, tx *store.Tx) error {
			_, err := tx.SaveGoal(ctx, domain.Goal{Person: p.sami, Domain: "work", Text: words}, p.manager.User)
			return err
		})
		p.full("goals", func() error {
			_, err := p.SaveGoal(ctx, p.manager, domain.Goal{Person: p.sami, Domain: "work", Text: words}, "")
			return err
		})
		p.times(domain.MaxBodyLinks-2, func(ctx context.Context, tx *store.Tx) error {
			l := domain.BodyLink{ID: store.NewID[domain.BodyLinkID](tx), Request: r.ID, Person: p.sami, By: p.manager.User}
			return tx.AddBodyLink(ctx, l, []byte(auth.NewToken()), []byte("x"))
		})
		p.full("links", func() error {
			_, err := p.MakeBodyLink(ctx, p.manager, p.sami, r.ID, auth.NewToken(), bodyCode, "")
			return err
		})
		p.times(domain.MaxBodyRequests-2, func(ctx context.Context, tx *store.Tx) error {
			x := r
			x.ID = store.NewID[domain.CoordinationID](tx)
			return tx.AddBodyRequest(ctx, x)
		})
		bodies := []domain.BodyID{p.place("Kammer", ""), p.place("Verein", "")}
		p.full("requests", func() error {
			q := domain.BodyQuestion{Body: bodies[0], Measure: m.ID, Text: "Und Sie?"}
			bodies = bodies[1:]
			return p.AskBody(ctx, p.manager, p.sami, q, "")
		})
	})
}

// TestBoundsOfAgreements: proposals, comments and points beside an agreement with the Jobcenter, and proposals to hand a case over.
func TestBoundsOfAgreements(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx := t.Context()
		g := p.agree("Arbeit finden")[0]
		p.share(g)
		c := p.at(g.ID)
		p.times(domain.MaxComments-1, func(ctx context.Context, tx *store.Tx) error {
			return tx.AddCoordinationComment(ctx, p.sami, domain.CoordinationComment{Coordination: c.ID, By: p.agent.User, Text: "x"}, int64(store.NewID[domain.CoordinationID](tx)))
		})
		p.full("comments", func() error {
			return p.CommentCoordination(ctx, p.agent, p.sami, domain.CoordinationComment{Coordination: c.ID, Text: "Noch etwas."}, "")
		})
		p.times(domain.MaxPoints-1, func(ctx context.Context, tx *store.Tx) error {
			x := domain.JobcenterPoint{ID: store.NewID[domain.JobcenterPointID](tx), Person: p.sami, Org: p.agent.Org, By: p.agent.User, Text: "x"}
			return tx.SaveJobcenterPoint(ctx, x)
		})
		p.full("points", func() error {
			return p.SaveJobcenterPoint(ctx, p.agent, domain.JobcenterPoint{Person: p.sami, Text: "Bewerben"}, "")
		})
		p.times(domain.MaxProposals-2, func(ctx context.Context, tx *store.Tx) error {
			x := domain.Coordination{Person: p.sami, Goal: c.Goal, Org: c.Org, Agent: c.Agent}
			var err error
			if x.ID, err = tx.AddCoordination(ctx, x); err == nil {
				x.State, x.Version = domain.CoordinationWithheld, 1
				err = tx.SaveCoordination(ctx, x, 0)
			}
			return err
		})
		p.full("proposals", func() error {
			err := p.ProposeGoals(ctx, p.manager, p.sami, []domain.GoalID{g.ID})
			if x := p.at(g.ID); err == nil {
				err = p.MoveCoordination(ctx, p.manager, p.sami, app.CoordinationMove{ID: x.ID, Version: x.Version, Event: domain.CoordinationEnd})
			}
			return err
		})
		for range domain.MaxHandovers - 1 {
			h := p.proposed(domain.Handover{To: p.User("manager_b")})
			p.ok(p.answers(h, false))
		}
		p.full("handovers", func() error {
			err := p.ProposeHandover(ctx, p.manager, domain.Handover{Person: p.sami, To: p.User("manager_b")}, "")
			if err == nil {
				err = p.answers(p.handover(), false)
			}
			return err
		})
		p.Clock.AddDays(domain.HandoverDays + 1)
		p.ok(p.ProposeHandover(ctx, p.again("manager_a"), domain.Handover{Person: p.sami, To: p.User("manager_b")}, ""))
	})
}

// TestBoundsOfHouseholds: shared goals, being asked again after a no, and an age that is known to be another one.
func TestBoundsOfHouseholds(t *testing.T) {
	eachHouse(t, func(t *testing.T, h *family) {
		ctx := t.Context()
		g := h.shared("Wohnung finden")
		h.times(domain.MaxSharedGoals-2, func(ctx context.Context, tx *store.Tx) error {
			if _, err := tx.Household(ctx, h.manager, h.sami); err != nil {
				return err
			}
			x := g
			x.ID, x.Version = store.NewID[domain.SharedGoalID](tx), 0
			return tx.SaveSharedGoal(ctx, x, h.manager.User, false)
		})
		g.ID, g.Version = 0, 0
		h.full("shared goals", func() error { return h.SaveSharedGoal(ctx, h.manager, h.sami, g, "") })

		h.ok(h.LeaveHousehold(ctx, h.her))
		ask := domain.Invitation{Person: h.olena}
		h.ok(h.InviteMember(ctx, h.manager, h.sami, ask)) // she had been in
		h.ok(h.LeaveHousehold(ctx, h.her))
		h.is("asked again at once", h.InviteMember(ctx, h.manager, h.sami, ask), domain.Invalid)
		for _, c := range h.page(h.manager, h.sami).Candidates {
			if c.ID == h.olena {
				t.Error("the page offers to ask her again")
			}
		}
		h.ok(h.TakeOutMember(ctx, h.manager, h.sami, h.sami))
		h.is("asked again from the own page", h.InviteMember(ctx, h.manager, h.olena, domain.Invitation{Person: h.sami}), domain.Invalid)
		h.Clock.AddDays(domain.InviteAgainDays + 1)
		later := h.again("manager_a")
		born := domain.Entry{Person: h.olena, Section: domain.SectionIdentity, Identity: &domain.Identity{Birth: &domain.PartialDate{Calendar: "gregorian", Year: 1990}}}
		h.Write(func(ctx context.Context, tx *store.Tx) error { _, err := tx.SaveEntry(ctx, born, 0); return err })
		child := domain.Invitation{Person: h.olena, Child: true}
		h.ok(h.GiveRelease(ctx, h.again("olena"), domain.ReleaseRequest{Sections: []domain.Section{domain.SectionIdentity}, Months: 12, Terms: testkit.Terms}))
		h.is("an adult as a child", h.InviteMember(ctx, later, h.sami, child), domain.Invalid)
		h.ok(h.InviteMember(ctx, later, h.sami, ask))
	})
}
