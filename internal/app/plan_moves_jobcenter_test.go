package app_test

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// read reads what few moves need.
func (x *interleaving) read(into any) {
	x.t.Helper()
	ctx := x.t.Context()
	err := x.c.DB.Read(ctx, func(tx *store.Tx) (err error) {
		switch list := into.(type) {
		case *[]domain.Wish:
			*list, err = tx.Wishes(ctx, x.p)
		case *[]domain.Assessment:
			*list, err = tx.Assessments(ctx, x.p)
		case *[]domain.Release:
			*list, err = tx.Releases(ctx, x.p)
		case *[]domain.JobcenterPoint:
			*list, err = tx.JobcenterPoints(ctx, x.p)
		}
		return err
	})
	if err != nil {
		x.t.Fatal(err)
	}
}

// stands is c as it stands today: stopped, where its release has passed its last day.
func (x *interleaving) stands(c domain.Coordination) domain.CoordinationState {
	if c.State.Live() && !x.covers(keyOf(c), x.now.today) {
		return domain.CoordinationEnded
	}
	return c.State
}

// pickCoordination picks an agreement in one of the states, or in any for none. It is stale when it was changed meanwhile.
func (x *interleaving) pickCoordination(states ...domain.CoordinationState) (c domain.Coordination, stale, ok bool) {
	var from []domain.Coordination
	for _, c := range x.page().coordinations {
		if len(states) == 0 || slices.Contains(states, c.State) {
			from = append(from, c)
		}
	}
	if len(from) == 0 {
		return c, false, false
	}
	c = pickOf(x.rand, from)
	i := slices.IndexFunc(x.now.coordinations, func(now domain.Coordination) bool { return now.ID == c.ID })
	now := x.now.coordinations[i]
	return c, now.Version != c.Version || x.stands(now) != c.State, true
}

// visible tells whether by sees the agreement at all.
func (x *interleaving) visible(by domain.Actor, c domain.Coordination) bool {
	if by.Has(domain.RoleIntegrationManager) {
		return x.manages(by)
	}
	i := slices.IndexFunc(x.now.coordinations, func(now domain.Coordination) bool { return now.ID == c.ID })
	state := x.now.coordinations[i].State
	return x.addressed(by) && x.covers(keyOf(c), x.now.today) && state != domain.CoordinationProposed && state != domain.CoordinationWithheld
}

func (x *interleaving) proposeGoals() (move, bool) {
	by, page := x.office(), x.page()
	if len(page.versions) == 0 || len(page.versions[0].Goals) == 0 {
		return move{}, false
	}
	g := pickOf(x.rand, page.versions[0].Goals)
	goals, measures := []domain.GoalID{g.ID}, []domain.MeasureID(nil)
	if len(g.Measures) > 0 && x.rand.IntN(2) == 0 {
		goals, measures = nil, []domain.MeasureID{pickOf(x.rand, g.Measures).ID}
	}
	return move{
		what: fmt.Sprintf("goals %v, measures %v", goals, measures), by: by, may: x.manages(by),
		call: func() error { return x.c.ProposeGoals(x.t.Context(), by, x.p, goals, measures...) },
		then: func() {
			x.refresh()
			for _, c := range x.now.coordinations {
				if x.pending[c.ID] == nil {
					x.pending[c.ID] = x.agreedTexts(c.Goal.ID, c.Measure)
				}
			}
		},
	}, true
}

// agreedTexts are the texts of the goal, or of one measure with its goal's, in the last version.
func (x *interleaving) agreedTexts(id domain.GoalID, m domain.MeasureID) []string {
	for _, g := range x.now.versions[0].Goals {
		if g.ID != id {
			continue
		}
		if m == 0 {
			return marksIn(reflect.ValueOf(g), nil)
		}
		for _, one := range g.Measures {
			if one.ID == m {
				return marksIn(reflect.ValueOf(one), marksIn(reflect.ValueOf(g.Text), nil))
			}
		}
	}
	return []string{}
}

func (x *interleaving) consentToShare() (move, bool) {
	var shown, share []domain.CoordinationID
	var shared []domain.Coordination
	open := false
	for _, c := range x.page().coordinations {
		if c.State != domain.CoordinationProposed {
			continue
		}
		shown = append(shown, c.ID)
		now := x.now.coordinations[slices.IndexFunc(x.now.coordinations, func(n domain.Coordination) bool { return n.ID == c.ID })]
		open = open || now.State == domain.CoordinationProposed
		if x.rand.IntN(6) == 0 {
			continue
		}
		if share = append(share, c.ID); now.State == domain.CoordinationProposed {
			shared = append(shared, c)
		}
	}
	months := 1 + x.rand.IntN(2)
	return move{
		what: fmt.Sprintf("%v of %v for %d months", share, shown, months), by: x.own, may: true, must: true, stale: !open,
		call: func() error {
			return x.c.ConsentToShare(x.t.Context(), x.own, app.Consent{Shown: shown, Share: share, Months: months})
		},
		then: func() {
			until := x.now.today.AddMonths(months)
			for _, c := range shared {
				x.released(keyOf(c), until)
				x.released(releaseKey{section: domain.SectionCore, org: testkit.OrgJobcenter}, until)
				x.consented(c)
			}
		},
	}, len(shown) > 0
}

func (x *interleaving) respondToGoal() (move, bool) {
	by := x.agentOrNot()
	c, stale, ok := x.pickCoordination(domain.CoordinationShared)
	if !ok {
		return move{}, false
	}
	r := domain.JobcenterResponse{ID: c.ID, Version: c.Version, Kind: pickOf(x.rand, []string{"agree", "counter", "counter", "counter", "decline"})}
	var marks []string
	if r.Kind != "agree" {
		r.Reason = x.mark()
		marks = append(marks, r.Reason)
	}
	if r.Kind == "counter" {
		if r.Due = x.inDays(40, 300); c.Measure != 0 && x.rand.IntN(2) == 0 {
			r.Text = x.mark()
			marks = append(marks, r.Text)
		}
	}
	r.Binding = r.Kind != "decline" && x.rand.IntN(4) == 0
	return move{
		what: fmt.Sprintf("%d.%d %s %s %q", c.ID, c.Version, r.Kind, r.Due, marks), by: by, may: x.addressed(by) && x.visible(by, c), must: true, stale: stale,
		call: func() error { return x.c.RespondToGoal(x.t.Context(), by, x.p, r) },
		then: func() {
			x.ack(marks...)
			x.shared[keyOf(c)] = append(x.shared[keyOf(c)], marks...)
			if r.Kind == "agree" {
				x.settled(c)
			}
		},
	}, true
}

// settled: what was agreed with the Jobcenter stands in the draft; what the person has said to the goal counts for that, too.
func (x *interleaving) settled(c domain.Coordination) {
	d := x.goals[c.Goal.ID]
	if d == nil {
		return
	}
	if m := d.measures[c.Measure]; m != nil && c.CounterDue != "" {
		if m.due = c.CounterDue; c.CounterText != "" {
			m.text = c.CounterText
			x.shared[keyOf(c)] = append(x.shared[keyOf(c)], m.text)
		}
	} else if c.Measure == 0 && c.CounterDue != "" {
		d.due = c.CounterDue
	}
	x.refresh()
	if now, ok := x.now.plan.Goal(c.Goal.ID); ok && d.answer == domain.AnswerAgreed {
		x.agreedAs[now.ID] = append(x.agreedAs[now.ID], fingerprint(now))
	}
}

func (x *interleaving) answerCounter() (move, bool) {
	by := x.office()
	if x.rand.IntN(2) == 0 {
		by = x.own
	}
	c, stale, ok := x.pickCoordination(domain.CoordinationCountered)
	r := app.CounterAnswer{ID: c.ID, Version: c.Version, Accept: x.rand.IntN(4) > 0}
	mine, other := c.ByManager, c.ByPerson
	if by.IsPerson() {
		mine, other = other, mine
	}
	twice := r.Accept && mine == domain.AnswerAgreed
	return move{
		what: fmt.Sprintf("%d.%d %t", c.ID, c.Version, r.Accept), by: by, may: by.IsPerson() || x.manages(by), must: true, stale: stale || twice,
		call: func() error { return x.c.AnswerCounter(x.t.Context(), by, x.p, r) },
		then: func() {
			if r.Accept && other == domain.AnswerAgreed {
				x.settled(c)
			}
		},
	}, ok
}

func (x *interleaving) moveCoordination() (move, bool) {
	by := pickOf(x.rand, []domain.Actor{x.office(), x.agentOrNot()})
	c, stale, ok := x.pickCoordination()
	if !ok {
		return move{}, false
	}
	m := app.CoordinationMove{ID: c.ID, Version: c.Version, Event: domain.CoordinationEnd}
	if x.rand.IntN(2) == 0 {
		m.Event = domain.CoordinationEnterIntoForce
	}
	who := domain.CoordinationManager
	if by.Has(domain.RoleJobcenterAgent) {
		who = domain.CoordinationAgent
	}
	release := domain.ReleaseNotGiven
	if x.covers(keyOf(c), x.now.today) {
		release = domain.ReleaseCovers
	}
	_, err := domain.Next(c.State, m.Event, who, release)
	return move{
		what: fmt.Sprintf("%d.%d %s", c.ID, c.Version, m.Event), by: by, must: err == nil, stale: stale,
		may:  x.visible(by, c) && (stale || domain.KindOf(err) != domain.NotFound),
		call: func() error { return x.c.MoveCoordination(x.t.Context(), by, x.p, m) },
	}, true
}

func (x *interleaving) comment() (move, bool) {
	by := pickOf(x.rand, []domain.Actor{x.office(), x.agentOrNot()})
	c, _, ok := x.pickCoordination()
	if !ok {
		return move{}, false
	}
	s := x.mark()
	return move{
		what: fmt.Sprintf("%d %s", c.ID, s), by: by, may: x.visible(by, c), must: true,
		call: func() error {
			return x.c.CommentCoordination(x.t.Context(), by, x.p, domain.CoordinationComment{Coordination: c.ID, Text: s}, "")
		},
		then: func() {
			x.ack(s)
			x.shared[keyOf(c)] = append(x.shared[keyOf(c)], s)
		},
	}, true
}

func (x *interleaving) savePoint() (move, bool) {
	by := x.agentOrNot()
	point, stale := domain.JobcenterPoint{Person: x.p}, false
	var points []domain.JobcenterPoint
	if x.read(&points); len(points) > 0 && x.rand.IntN(2) == 0 {
		if point = pickOf(x.rand, points); x.rand.IntN(4) == 0 {
			point.Version--
			stale = true
		}
	}
	s := x.mark()
	point.Text = s
	return move{
		what: fmt.Sprintf("%d.%d %s", point.ID, point.Version, s), by: by, may: x.addressed(by), must: true, stale: stale,
		call: func() error { return x.c.SaveJobcenterPoint(x.t.Context(), by, point, "") },
		then: func() {
			x.ack(s)
			x.shared[releaseKey{}] = append(x.shared[releaseKey{}], s) // their own words
		},
	}, true
}
