package app_test

import (
	"context"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// A play is a city in which manager_a works with sami; each step fails the test when it is refused.
type play struct {
	t *testing.T
	*testkit.City
	sami    domain.PersonID
	own     domain.Actor // sami on the own phone
	manager domain.Actor
	agent   domain.Actor
}

func newPlay(t *testing.T, c *testkit.City) *play {
	return &play{t, c, c.Person("sami"), c.Actor("sami"), c.Actor("manager_a"), c.Actor("agent_1")}
}

// eachPlay runs f on both engines.
func eachPlay(t *testing.T, f func(t *testing.T, p *play)) {
	t.Helper()
	testkit.Each(t, func(t *testing.T, c *testkit.City) { f(t, newPlay(t, c)) })
}

func (p *play) ok(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// is fails the test unless err is of the kind.
func (p *play) is(what string, err error, want domain.Kind) {
	p.t.Helper()
	if err == nil || domain.KindOf(err) != want {
		p.t.Errorf("%s: %v, want an error of kind %d", what, err, want)
	}
}

func (p *play) save(e domain.Entry) domain.EntryID {
	p.t.Helper()
	id, err := p.SaveEntry(p.t.Context(), p.own, e, "")
	p.ok(err)
	return id
}

func (p *play) saveCV(s domain.CVSelection) domain.CVID {
	p.t.Helper()
	id, err := p.SaveCV(p.t.Context(), p.own, s, "")
	p.ok(err)
	return id
}

func (p *play) give(sections ...domain.Section) {
	p.t.Helper()
	p.ok(p.GiveRelease(p.t.Context(), p.own, domain.ReleaseRequest{Sections: sections, Months: 12, Terms: testkit.Terms}))
}

// back takes the release of the section in force to the organisation back.
func (p *play) back(s domain.Section, org domain.OrgID) {
	p.t.Helper()
	page, err := p.Releases(p.t.Context(), p.own)
	p.ok(err)
	for _, r := range page.InForce() {
		if r.Section == s && r.Org == org {
			p.ok(p.TakeBack(p.t.Context(), p.own, r.ID))
			return
		}
	}
	p.t.Fatalf("no release of %s to take back", s)
}

// goal saves a goal in the draft; german is typed with a text in Arabic.
func (p *play) goal(german string, measures ...domain.Measure) domain.Goal {
	p.t.Helper()
	id, err := p.SaveGoal(p.t.Context(), p.manager, domain.Goal{
		Person: p.sami, Domain: "work", Text: domain.PlanText{German: german, Own: german + " (ar)", OwnLang: "ar"}, Due: "2026-12-01", Measures: measures,
	}, "")
	p.ok(err)
	return p.drafted(id)
}

// drafted is the goal as the manager sees it now.
func (p *play) drafted(id domain.GoalID) domain.Goal {
	p.t.Helper()
	page, err := p.Plan(p.t.Context(), p.manager, p.sami)
	p.ok(err)
	g, ok := page.Plan.Goal(id)
	if !ok {
		p.t.Fatalf("the draft has no goal %d", id)
	}
	return g
}

func (p *play) offer() {
	p.t.Helper()
	p.ok(p.OfferPlan(p.t.Context(), p.manager, p.sami))
}

func (p *play) answer(id domain.GoalID, a domain.Answer) {
	p.t.Helper()
	g := p.drafted(id)
	g.Answer = a
	p.ok(p.AnswerGoal(p.t.Context(), p.own, g, ""))
}

// agree makes version 1 of the goals with these texts.
func (p *play) agree(texts ...string) []domain.Goal {
	p.t.Helper()
	var goals []domain.Goal
	for _, s := range texts {
		goals = append(goals, p.goal(s))
	}
	p.offer()
	for _, g := range goals {
		p.answer(g.ID, domain.AnswerAgreed)
	}
	return goals
}

func (p *play) versions() []domain.PlanVersion {
	p.t.Helper()
	page, err := p.Plan(p.t.Context(), p.manager, p.sami)
	p.ok(err)
	return page.Versions
}

// name names agent_1 for sami.
func (p *play) name() {
	p.t.Helper()
	page, err := p.Case(p.t.Context(), p.manager, p.sami)
	p.ok(err)
	p.ok(p.SetAgent(p.t.Context(), p.manager, p.sami, p.User("agent_1"), page.Case.Version))
}

// share proposes the goals and lets sami consent to them.
func (p *play) share(goals ...domain.Goal) {
	p.t.Helper()
	p.name()
	var ids []domain.GoalID
	for _, g := range goals {
		ids = append(ids, g.ID)
	}
	p.ok(p.ProposeGoals(p.t.Context(), p.manager, p.sami, ids))
	p.consent()
}

// consent lets sami share all that is proposed.
func (p *play) consent() {
	p.t.Helper()
	var share []domain.CoordinationID
	for _, c := range p.coordinations() {
		if c.State == domain.CoordinationProposed {
			share = append(share, c.ID)
		}
	}
	p.ok(p.ConsentToShare(p.t.Context(), p.own, app.Consent{Shown: share, Share: share, Months: 6}))
}

// coordinations are those of sami as they are stored.
func (p *play) coordinations() (out []domain.Coordination) {
	p.t.Helper()
	p.Write(func(ctx context.Context, tx *store.Tx) (err error) {
		out, err = tx.Coordinations(ctx, p.sami)
		return err
	})
	return out
}

// events returns the record from seq on.
func (p *play) events(after int64) (out []domain.Event) {
	p.t.Helper()
	p.Write(func(ctx context.Context, tx *store.Tx) (err error) {
		out, err = tx.EventsAfter(ctx, after, 10_000)
		return err
	})
	return out
}

func (p *play) head() (seq int64) {
	p.t.Helper()
	p.Write(func(ctx context.Context, tx *store.Tx) error {
		h, err := tx.Head(ctx)
		seq = h.Seq
		return err
	})
	return seq
}
