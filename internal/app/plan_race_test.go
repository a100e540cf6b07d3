package app_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestPlanAtOnce lets five actors work on one person at the same time: nobody waits for ever, nobody hears of anything but a conflict, a wrong
// entry, a missing right or a busy database, and in the end the same holds as after one thing after the other.
func TestPlanAtOnce(t *testing.T) {
	testkit.Each(t, func(t *testing.T, c *testkit.City) {
		next := newInterleavings(t, c)
		acknowledged := 0
		for seed := range uint64(8) {
			x := next(seed)
			x.refresh()
			x.before = x.now
			var workers []*worker
			var all sync.WaitGroup
			for i := range 5 {
				w := &worker{interleaving: *x}
				w.rand, w.model, w.marks = rand.New(rand.NewPCG(seed, uint64(i))), newModel(), 1000*(i+1) //nolint:gosec // a test
				workers = append(workers, w)
				all.Go(w.work)
			}
			all.Wait()
			x.refresh()
			for _, w := range workers {
				acknowledged += x.add(w)
			}
			if n := x.in.checkVersions(x.p); n != x.now.plan.Version {
				t.Errorf("there are %d versions, the plan says %d", n, x.now.plan.Version)
			}
			if x.watchKept(); t.Failed() {
				t.Fatalf("seed %d:\n%s", seed, strings.Join(x.log, "\n"))
			}
		}
		if acknowledged < 25 {
			t.Errorf("only %d texts were acknowledged", acknowledged)
		}
	})
}

// A worker is somebody who works on the person of an interleaving beside others. Nobody knows what has to be refused.
type worker struct {
	interleaving
	seen [][]frozen // the versions after each move
}

func (w *worker) work() {
	for range 8 {
		m := w.next()
		err := m.call()
		w.log = append(w.log, fmt.Sprintf("%s by %d/%d: %v", m.what, m.by.User, m.by.Person, err))
		switch domain.KindOf(err) { //nolint:exhaustive // what is left is wrong
		case domain.NotFound, domain.Conflict, domain.Invalid, domain.Unavailable:
		default:
			if err != nil {
				w.t.Errorf("%s: %v", m.what, err)
				break
			}
			for no := m.before + 1; no <= w.marks; no++ {
				w.ack(fmt.Sprintf("~%d~", no))
			}
		}
		w.refresh()
		w.seen = append(w.seen, w.in.versions(w.p))
	}
}

// add takes over what w was told, and returns how many texts were acknowledged. Each version that w has seen is still the same.
func (x *interleaving) add(w *worker) (acknowledged int) {
	x.t.Helper()
	x.log = append(x.log, w.log...)
	for s, t := range w.texts {
		if x.texts[s] = t; t.acknowledged {
			acknowledged++
		}
	}
	final := x.in.versions(x.p)
	for _, seen := range w.seen {
		for i, v := range seen {
			if i >= len(final) || final[i].no != v.no || final[i].hash != v.hash || !bytes.Equal(final[i].body, v.body) {
				x.t.Errorf("version %d is another one than before", v.no)
			}
		}
	}
	return acknowledged
}

// TestAgreeAtOnce: two managers and the person agree at the same second. One of them makes each version; the others hear that there is nothing
// left to do, or that it was changed and do it once more. What the person has said is in the last version.
func TestAgreeAtOnce(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		ctx, substitute := t.Context(), p.Actor("substitute")
		for round := range 6 {
			g := p.goal(fmt.Sprintf("Ziel %d", round))
			other := p.goal(fmt.Sprintf("Noch ein Ziel %d", round))
			p.offer()
			p.answer(g.ID, domain.AnswerAgreed)
			other.Answer = domain.AnswerAgreed
			var all sync.WaitGroup
			var errs [3]error
			all.Go(func() { errs[0] = p.FreezePlan(ctx, p.manager, p.sami) })
			all.Go(func() { errs[1] = p.FreezePlan(ctx, substitute, p.sami) })
			all.Go(func() { errs[2] = p.AnswerGoal(ctx, p.own, other, "") })
			all.Wait()
			for i, err := range errs {
				if kind := domain.KindOf(err); err != nil && kind != domain.Conflict && (kind != domain.Invalid || i == 2) {
					t.Errorf("round %d: %v", round, err)
				}
			}
			if domain.KindOf(errs[2]) == domain.Conflict {
				p.ok(p.AnswerGoal(ctx, p.own, other, ""))
			}
			versions := p.versions()
			last := versions[0]
			if len(last.Goals) != 2*(round+1) || last.No != len(versions) {
				t.Fatalf("round %d: version %d of %d holds %d goals", round, last.No, len(versions), len(last.Goals))
			}
		}
	})
}
