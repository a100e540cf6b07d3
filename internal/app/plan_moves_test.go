package app_test

import (
	"fmt"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// A move is one thing that one actor does, with what the model expects of it.
type move struct {
	name  string
	what  string // name, and of what
	by    domain.Actor
	may   bool // by has the right to it now
	must  bool // who may do it succeeds, unless it is stale
	stale bool // it is about something that was changed meanwhile: it must not succeed
	call  func() error
	then  func() // what the model learns when it is acknowledged; nil for nothing

	before int // the last mark before its texts were made
}

// moves are what can be done; make says no where there is nothing to do it to.
var moves = []struct {
	name    string
	often   int
	canFail bool
	make    func(x *interleaving) (move, bool)
}{
	{"SaveGoal", 6, true, (*interleaving).saveGoal},
	{"SaveMeasure", 6, true, (*interleaving).saveMeasure},
	{"AddEvidence", 3, true, (*interleaving).addEvidence},
	{"RemoveGoal", 2, true, (*interleaving).removeGoal},
	{"RemoveMeasure", 2, true, (*interleaving).removeMeasure},
	{"OfferPlan", 8, true, (*interleaving).offerPlan},
	{"AnswerGoal", 10, true, (*interleaving).answerGoal},
	{"AnswerGoals", 5, true, (*interleaving).answerGoals},
	{"FreezePlan", 4, true, (*interleaving).freezePlan},
	{"ReviewPlan", 3, true, (*interleaving).reviewPlan},
	{"SaveAssessment", 1, true, (*interleaving).saveAssessment},
	{"ProposeGoals", 8, true, (*interleaving).proposeGoals},
	{"ConsentToShare", 10, true, (*interleaving).consentToShare},
	{"RespondToGoal", 10, true, (*interleaving).respondToGoal},
	{"AnswerCounter", 10, true, (*interleaving).answerCounter},
	{"MoveCoordination", 3, true, (*interleaving).moveCoordination},
	{"CommentCoordination", 4, true, (*interleaving).comment},
	{"SaveJobcenterPoint", 3, true, (*interleaving).savePoint},
	{"AddWish", 2, false, (*interleaving).addWish},
	{"TakeWish", 2, true, (*interleaving).takeWish},
	{"GiveRelease", 3, false, (*interleaving).giveRelease},
	{"TakeBack", 4, false, (*interleaving).takeBack},
	{"ReleaseCore", 4, true, (*interleaving).releaseCore},
	{"ReassignCase", 2, true, (*interleaving).reassign},
	{"SetAgent", 1, true, (*interleaving).setAgent},
	{"the clock", 2, false, (*interleaving).moveClock},
}

// next is a random move that is possible now.
func (x *interleaving) next() move {
	total := 0
	for _, m := range moves {
		total += m.often
	}
	for {
		n := x.rand.IntN(total)
		for _, kind := range moves {
			if n -= kind.often; n >= 0 {
				continue
			}
			before := x.marks
			if m, ok := kind.make(x); ok {
				m.name, m.what, m.before = kind.name, kind.name+" "+m.what, before
				return m
			}
			break
		}
	}
}

// office is somebody who manages the plan, or would like to.
func (x *interleaving) office() domain.Actor {
	return pickOf(x.rand, []domain.Actor{
		x.manager, x.manager, x.manager, x.manager, x.substitute, x.substitute, x.substitute, x.second, x.second, x.stranger,
	})
}

func (x *interleaving) agentOrNot() domain.Actor {
	return pickOf(x.rand, []domain.Actor{x.jc, x.jc, x.jc, x.jc2})
}

// page is what stands on the page of somebody who does something now: as it is, or as it was when the page was opened.
func (x *interleaving) page() stored {
	if x.before.plan.Person != 0 && x.rand.IntN(4) == 0 {
		return x.before
	}
	return x.now
}

func (x *interleaving) pickGoal() (g domain.Goal, stale, ok bool) {
	from := x.page().plan.Goals
	if len(from) == 0 {
		return g, false, false
	}
	g = pickOf(x.rand, from)
	now, there := x.now.plan.Goal(g.ID)
	return g, !there || now.Version != g.Version, true
}

func (x *interleaving) pickMeasure() (m domain.Measure, g domain.Goal, stale, ok bool) {
	g, _, ok = x.pickGoal()
	if !ok || len(g.Measures) == 0 {
		return m, g, false, false
	}
	m = pickOf(x.rand, g.Measures)
	now, there := x.now.plan.Measure(g.ID, m.ID)
	return m, g, !there || now.Version != m.Version, true
}

func (x *interleaving) inDays(from, to int) domain.Day {
	return x.now.today.AddDays(from + x.rand.IntN(to-from))
}

func (x *interleaving) saveGoal() (move, bool) {
	by := x.office()
	g, stale, ok := x.pickGoal()
	if fresh := !ok || x.rand.IntN(3) == 0; fresh {
		if len(x.now.plan.Goals) > 3 {
			return move{}, false
		}
		g, stale = domain.Goal{Person: x.p, Domain: "language"}, false
	}
	g.Text, g.Due = x.text(aGoal, x.now.today), x.inDays(40, 300)
	return move{
		what: fmt.Sprintf("%d.%d %s", g.ID, g.Version, markOf(g.Text)), by: by, may: x.manages(by), must: !x.ended(g.ID), stale: stale,
		call: func() error {
			id, err := x.c.SaveGoal(x.t.Context(), by, g, "")
			g.ID = id
			return err
		},
		then: func() { x.saved(g) },
	}, true
}

// ended tells whether a review has ended the goal.
func (x *interleaving) ended(id domain.GoalID) bool {
	g, _ := x.now.plan.Goal(id)
	return g.Ended()
}

func (x *interleaving) saveMeasure() (move, bool) {
	by := x.office()
	m, g, stale, ok := x.pickMeasure()
	fresh := !ok || x.rand.IntN(4) == 0
	if fresh {
		if g, _, ok = x.pickGoal(); !ok || len(g.Measures) > 3 {
			return move{}, false
		}
		_, there := x.now.plan.Goal(g.ID)
		m, stale = domain.Measure{Goal: g.ID, Who: "person", State: "open"}, !there
	}
	if m.Goal = g.ID; fresh || x.rand.IntN(3) > 0 {
		m.Text, m.Due = x.text(aMeasure, x.now.today), x.inDays(40, 300)
	} else {
		m.State = pickOf(x.rand, domain.MeasureStates[:4])
	}
	m.Evidence = nil // what a form says of it does not count
	return move{
		what: fmt.Sprintf("%d.%d %s %s", m.ID, m.Version, markOf(m.Text), m.State), by: by, may: x.manages(by), must: !x.ended(g.ID), stale: stale,
		call: func() error { return x.c.SaveMeasure(x.t.Context(), by, x.p, m, "") },
		then: func() {
			if fresh {
				x.refresh()
				stored, _ := x.now.plan.Goal(m.Goal)
				for _, s := range stored.Measures {
					if s.Text.Same(m.Text) {
						m.ID = s.ID
					}
				}
			}
			x.savedMeasure(m)
			x.goals[m.Goal].answer = x.answerAfter(m.Goal, fresh)
		},
	}, true
}

// answerAfter is what the person has said to a goal with one more measure: nothing, as yet.
func (x *interleaving) answerAfter(g domain.GoalID, fresh bool) domain.Answer {
	if fresh {
		return domain.AnswerOpen
	}
	return x.goals[g].answer
}

func (x *interleaving) addEvidence() (move, bool) {
	by := x.office()
	m, g, stale, ok := x.pickMeasure()
	if now, _ := x.now.plan.Goal(g.ID); now.Offered && x.rand.IntN(2) == 0 {
		by = x.own
	}
	if !ok || by.IsPerson() && !g.Offered {
		return move{}, false
	}
	m.Goal = g.ID
	s, done := x.mark(), x.rand.IntN(3) == 0
	return move{
		what: fmt.Sprintf("%d.%d %s", m.ID, m.Version, s), by: by, may: by.IsPerson() || x.manages(by), must: true, stale: stale,
		call: func() error {
			return x.c.AddEvidence(x.t.Context(), by, x.p, m, domain.Evidence{Text: s, On: x.now.today}, done)
		},
		then: func() {
			x.ack(s)
			d := x.goals[m.Goal].measures[m.ID]
			if d.evidence = append(d.evidence, s); done {
				d.state = "done"
			}
		},
	}, true
}

func (x *interleaving) removeGoal() (move, bool) {
	by := x.office()
	g, stale, ok := x.pickGoal()
	return move{
		what: fmt.Sprintf("%d.%d", g.ID, g.Version), by: by, may: x.manages(by), must: true, stale: stale,
		call: func() error { return x.c.RemoveGoal(x.t.Context(), by, x.p, g.ID, g.Version) },
		then: func() { delete(x.goals, g.ID) },
	}, ok
}

func (x *interleaving) removeMeasure() (move, bool) {
	by := x.office()
	m, g, stale, ok := x.pickMeasure()
	return move{
		what: fmt.Sprintf("%d.%d", m.ID, m.Version), by: by, may: x.manages(by), must: true, stale: stale,
		call: func() error { return x.c.RemoveMeasure(x.t.Context(), by, x.p, g.ID, m.ID, m.Version) },
		then: func() {
			delete(x.goals[g.ID].measures, m.ID)
			x.goals[g.ID].answer = domain.AnswerOpen
		},
	}, ok
}

func (x *interleaving) offerPlan() (move, bool) {
	by := x.office()
	return move{
		by: by, may: x.manages(by), must: len(x.now.plan.Goals) > 0,
		call: func() error { return x.c.OfferPlan(x.t.Context(), by, x.p) },
		then: func() {
			var ended []domain.GoalID
			for _, g := range x.now.plan.Goals {
				if g.Ended() {
					ended = append(ended, g.ID)
				}
			}
			x.offered(ended)
		},
	}, true
}

// say gives the goal an answer, an objection in own words perhaps.
func (x *interleaving) say(g domain.Goal) (domain.Goal, string) {
	g.Answer, g.Objection, g.Explained = domain.AnswerAgreed, "", "Rana"
	if x.rand.IntN(4) > 0 {
		return g, ""
	}
	s := x.mark()
	g.Answer, g.Objection, g.Explained = domain.AnswerObjected, s, ""
	return g, s
}

func (x *interleaving) answerGoal() (move, bool) {
	g, stale, ok := x.pickGoal()
	now, _ := x.now.plan.Goal(g.ID)
	stale = stale || !now.Offered || now.Ended()
	g, objection := x.say(g)
	by := x.own
	return move{
		what: fmt.Sprintf("%d.%d %s %s", g.ID, g.Version, g.Answer, objection), by: by, may: true, must: true, stale: stale,
		call: func() error { return x.c.AnswerGoal(x.t.Context(), by, g, "") },
		then: func() { x.answeredWith(g, objection) },
	}, ok
}

func (x *interleaving) answeredWith(g domain.Goal, objection string) {
	if x.answered(g); objection != "" {
		x.ack(objection)
	}
}

func (x *interleaving) answerGoals() (move, bool) {
	var goals []domain.Goal
	var objections []string
	stale := false
	for _, g := range x.page().plan.Goals {
		now, _ := x.now.plan.Goal(g.ID)
		if !g.Offered || g.Ended() || x.rand.IntN(5) == 0 {
			continue
		}
		stale = stale || now.Version != g.Version || !now.Offered || now.Ended()
		g, objection := x.say(g)
		goals, objections = append(goals, g), append(objections, objection)
	}
	return move{
		what: fmt.Sprintf("%d of them %q", len(goals), objections), by: x.own, may: true, must: true, stale: stale,
		call: func() error { return x.c.AnswerGoals(x.t.Context(), x.own, goals, domain.Agreement{}, "") },
		then: func() {
			for i, g := range goals {
				x.answeredWith(g, objections[i])
			}
		},
	}, len(goals) > 0
}

func (x *interleaving) freezePlan() (move, bool) {
	by := x.office()
	return move{by: by, may: x.manages(by), call: func() error { return x.c.FreezePlan(x.t.Context(), by, x.p) }}, true
}

func (x *interleaving) reviewPlan() (move, bool) {
	page, by := x.page(), x.office()
	if len(page.versions) == 0 {
		return move{}, false
	}
	r := domain.ReviewRequest{Person: x.p, Version: page.plan.Version, ReviewOn: x.inDays(30, 200)}
	stale := page.plan.Version != x.now.plan.Version
	var marks []string
	for _, g := range page.plan.Reviewable(page.versions[0]) {
		now, _ := x.now.plan.Goal(g.ID)
		stale = stale || now.Version != g.Version
		o := domain.Outcome{Attainment: x.rand.IntN(3), Next: x.mark()}
		if x.rand.IntN(4) == 0 {
			o.Ended = "reached"
		}
		marks = append(marks, o.Next)
		r.Goals = append(r.Goals, domain.ReviewedGoal{Goal: g.ID, Version: g.Version, Outcome: o})
	}
	stale = stale || len(r.Goals) != len(x.now.plan.Reviewable(x.now.versions[0]))
	return move{
		what: fmt.Sprintf("of version %d %q", r.Version, marks), by: by, may: x.manages(by), must: true, stale: stale,
		call: func() error { return x.c.ReviewPlan(x.t.Context(), by, r, "") },
		then: func() { x.ack(marks...) },
	}, true
}

func (x *interleaving) saveAssessment() (move, bool) {
	by, s := x.office(), x.mark()
	a := domain.Assessment{Person: x.p, Stage: "entry", Views: []domain.DomainView{{Domain: "work", Need: "low", Resources: s}}}
	var list []domain.Assessment
	x.read(&list)
	a.No = len(list)
	return move{
		what: s, by: by, may: x.manages(by), must: true,
		call: func() error { return x.c.SaveAssessment(x.t.Context(), by, a, "") },
		then: func() { x.ack(s) },
	}, true
}
