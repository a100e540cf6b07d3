package translate

import (
	"context"
	"errors"
	"sync"
	"time"
	"unicode/utf8"
)

// The limits of one question to an engine, and how a chain deals with an engine that fails.
const (
	batchTexts = 50
	batchRunes = 20_000
	tries      = 3
	openAfter  = 5               // failed questions in a row, then the engine is left alone
	openFor    = time.Minute     // so long
	pairsFor   = 6 * time.Hour   // the languages of an engine are asked again after that
	firstWait  = 1 * time.Second // before the second try; four times as long before each further one
)

// A Text is what a person wrote, and what of it must not leave.
type Text struct {
	Source string
	Known  []Known
}

// A Result is what became of a Text. Text is empty when Err is not nil.
type Result struct {
	Text   string
	Engine string // that made it
	Sent   int    // characters that engines translated for it, also in vain
	Err    error
}

// A Chain asks its engines in turn until each text has an answer that keeps all facts. An engine that fails is left
// alone for a minute, so that a dead one costs nothing.
type Chain struct {
	links []*link
	clock Clock
}

// Clock is the time of a chain. Wait returns early with the error of ctx; Sleep is the real one.
type Clock struct {
	Now  func() time.Time
	Wait func(ctx context.Context, d time.Duration) error
}

// Sleep waits for d, or until ctx ends, and then returns the error of ctx.
func Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// NewChain returns a chain of engines in the order of preference; it may have none.
func NewChain(clock Clock, engines ...Engine) *Chain {
	c := &Chain{clock: clock}
	for _, e := range engines {
		c.links = append(c.links, &link{engine: e})
	}
	return c
}

// Without returns the chain without the engine called name, for a translation back that is independent of the first;
// it is the whole chain when no other engine is left.
func (c *Chain) Without(name string) *Chain {
	rest := &Chain{clock: c.clock}
	for _, l := range c.links {
		if l.engine.Name() != name {
			rest.links = append(rest.links, l)
		}
	}
	if len(rest.links) == 0 {
		return c
	}
	return rest
}

// Can tells whether some engine that answers now turns from into to.
func (c *Chain) Can(ctx context.Context, from, to string) bool {
	for _, l := range c.links {
		if l.ready(ctx, c.clock, from, to) == nil {
			return true
		}
	}
	return false
}

// Empty tells whether the chain has no engine at all. A nil chain has none.
func (c *Chain) Empty() bool { return c == nil || len(c.links) == 0 }

// Translate returns a result for each text, in their order, and lets purse pay for each question. A text that fails does not spoil the
// others; its error is that of the last engine asked.
func (c *Chain) Translate(ctx context.Context, from, to string, texts []Text, purse Purse) []Result {
	j := job{from: from, to: to, purse: purse, masked: make([]Masked, len(texts)), results: make([]Result, len(texts))}
	var open []int
	for i, t := range texts {
		j.masked[i] = Mask(t.Source, t.Known)
		switch {
		case !hasLetters(tokenPattern.ReplaceAllString(j.masked[i].Text, "")): // nothing but facts
			j.results[i].Text, j.results[i].Err = j.masked[i].Restore(j.masked[i].Text, to)
		case utf8.RuneCountInString(j.masked[i].Text) > batchRunes:
			j.results[i].Err = ErrTooLarge
		default:
			j.results[i].Err = ErrNoEngine
			open = append(open, i)
		}
	}
	for _, l := range c.links {
		if len(open) == 0 {
			break
		}
		if err := l.ready(ctx, c.clock, from, to); err != nil {
			j.failed(open, err)
			continue
		}
		open = j.ask(ctx, c.clock, l, open)
	}
	return j.results
}

// A job is one call of Translate.
type job struct {
	from, to string
	purse    Purse
	masked   []Masked
	results  []Result
}

// failed notes why texts have no answer. That an engine does not know the language says less than any other reason.
func (j *job) failed(texts []int, err error) {
	for _, i := range texts {
		if j.results[i].Err == nil || errors.Is(j.results[i].Err, ErrNoEngine) || !errors.Is(err, ErrPair) {
			j.results[i].Err = err
		}
	}
}

// ask puts texts to one engine in batches and returns those that it failed to translate.
func (j *job) ask(ctx context.Context, clock Clock, l *link, texts []int) (left []int) {
	for len(texts) > 0 {
		n, runes := 0, 0
		for n < len(texts) && n < batchTexts {
			runes += utf8.RuneCountInString(j.masked[texts[n]].Text)
			if runes > batchRunes && n > 0 {
				break
			}
			n++
		}
		left = append(left, j.batch(ctx, clock, l, texts[:n])...)
		texts = texts[n:]
	}
	return left
}

// batch asks once for a batch; if the batch as such was the trouble, once for each text of it.
func (j *job) batch(ctx context.Context, clock Clock, l *link, texts []int) (left []int) {
	question := make([]string, len(texts))
	cost := 0
	for k, i := range texts {
		question[k] = j.masked[i].Text
		cost += utf8.RuneCountInString(question[k])
	}
	answers, err := j.pay(ctx, clock, l, question, cost)
	for k, i := range texts {
		if err == nil || !unpaid(err) {
			j.results[i].Sent += utf8.RuneCountInString(question[k])
		}
	}
	switch {
	case err != nil && len(texts) > 1 && (errors.Is(err, ErrAnswer) || errors.Is(err, ErrTooLarge) || errors.Is(err, ErrBudget)):
		for _, i := range texts {
			left = append(left, j.batch(ctx, clock, l, []int{i})...)
		}
		return left
	case err != nil:
		j.failed(texts, err)
		return texts
	}
	for k, i := range texts {
		text, err := j.masked[i].Restore(answers[k], j.to)
		if err != nil {
			j.failed([]int{i}, err)
			left = append(left, i)
			continue
		}
		j.results[i] = Result{Text: text, Engine: l.engine.Name(), Sent: j.results[i].Sent}
	}
	return left
}

// pay takes the cost out of the purse, asks, and gives it back when the engine did nothing for it.
func (j *job) pay(ctx context.Context, clock Clock, l *link, question []string, cost int) ([]string, error) {
	if err := j.purse.take(ctx, cost); err != nil {
		return nil, err
	}
	answers, err := l.ask(ctx, clock, j.from, j.to, question)
	if err != nil && unpaid(err) {
		j.purse.back(ctx, cost)
	}
	return answers, err
}

// unpaid tells whether an engine that failed so has translated nothing.
func unpaid(err error) bool { return !errors.Is(err, ErrAnswer) }

// A link is an engine with what the chain knows of its health.
type link struct {
	engine Engine

	mu        sync.Mutex
	failures  int       // in a row
	openUntil time.Time // no question before
	pairs     Pairs
	pairsAt   time.Time
}

// ready returns why the engine cannot be asked for these languages now, or nil.
func (l *link) ready(ctx context.Context, clock Clock, from, to string) error {
	l.mu.Lock()
	resting, pairs, fresh := clock.Now().Before(l.openUntil), l.pairs, clock.Now().Sub(l.pairsAt) < pairsFor
	l.mu.Unlock()
	if resting {
		return ErrTemporary
	}
	if pairs == nil || !fresh {
		asked, err := l.engine.Pairs(ctx)
		l.note(clock, err)
		if err != nil {
			return err
		}
		l.mu.Lock()
		l.pairs, l.pairsAt, pairs = asked, clock.Now(), asked
		l.mu.Unlock()
	}
	if !pairs.Can(from, to) {
		return ErrPair
	}
	return nil
}

// ask puts one question to the engine, again when it does not answer.
func (l *link) ask(ctx context.Context, clock Clock, from, to string, texts []string) (answers []string, err error) {
	wait := firstWait
	for try := 1; ; try++ {
		answers, err = l.engine.Translate(ctx, from, to, texts)
		resting := l.note(clock, err)
		if !errors.Is(err, ErrTemporary) || try == tries || resting {
			return answers, err
		}
		if clock.Wait(ctx, wait) != nil {
			return nil, err
		}
		wait *= 4
	}
}

// note counts failures in a row and reports whether the engine is left alone from now on. A quota that is used up
// and a key that is refused do not get better by asking again at once.
func (l *link) note(clock Clock, err error) (resting bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case errors.Is(err, ErrTemporary):
		l.failures++
	case errors.Is(err, ErrQuota), errors.Is(err, ErrRefused):
		l.failures = openAfter
	default:
		l.failures = 0
	}
	if l.failures >= openAfter {
		l.failures = openAfter - 1 // one failure after the rest is enough for the next one
		l.openUntil = clock.Now().Add(openFor)
		return true
	}
	return false
}
