package app

import (
	"cmp"
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/translate"
)

// How a process translates in the background.
const (
	jobsAtOnce = 4                // persons
	lookEvery  = 10 * time.Second // for what other processes have saved, and what is to be tried again
	jobTime    = 4 * time.Minute  // for the engines' answers to one person's texts
	leaseTime  = 6 * time.Minute  // after that another process may take the job
)

// retryAfter is when a text is tried again whose engines do not answer; after the last one it waits for a human.
var retryAfter = [...]time.Duration{time.Minute, 5 * time.Minute, 30 * time.Minute, 2 * time.Hour, 8 * time.Hour}

// A Translator has the engines of a process and translates in the background what waits in its tenants. A nil Translator has none, and
// does nothing. No page waits for it.
type Translator struct {
	chain *translate.Chain
	log   *slog.Logger
	due   chan struct{} // gets a token when something was put into the queue
}

// NewTranslator returns a translator with the engines of chain, in their order; no chain, or one without engines, leaves every text to humans.
func NewTranslator(chain *translate.Chain, log *slog.Logger) *Translator {
	if chain == nil {
		chain = translate.NewChain(translate.Clock{})
	}
	return &Translator{chain: chain, log: log, due: make(chan struct{}, 1)}
}

// none tells whether no engine will ever be asked.
func (t *Translator) none() bool { return t == nil || t.chain.Empty() }

// wake lets the background look at once.
func (t *Translator) wake() {
	if t == nil {
		return
	}
	select {
	case t.due <- struct{}{}:
	default: // it looks soon anyway
	}
}

// Run translates until ctx ends; then it gives back what is under way and returns. cities lists the tenants.
func (t *Translator) Run(ctx context.Context, cities func(context.Context) ([]*App, error)) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	known := map[*App]bool{}
	for {
		list, err := cities(ctx)
		for _, a := range list {
			if !known[a] && !t.none() {
				err = cmp.Or(err, a.askAgain(ctx))
			}
			if known[a] = true; ctx.Err() == nil {
				err = cmp.Or(err, t.Drain(ctx, a))
			}
		}
		if err != nil && ctx.Err() == nil {
			t.log.ErrorContext(ctx, "texts cannot be translated now", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-t.due:
		case <-tick.C:
		}
	}
}

// Drain does what can be done now for one tenant, for up to four persons at once, and waits until that is done.
func (t *Translator) Drain(ctx context.Context, a *App) error {
	for {
		done, err := t.round(ctx, a)
		if err != nil || done == 0 {
			return err
		}
	}
}

// round does every job that can be taken, and waits until they are done.
func (t *Translator) round(ctx context.Context, a *App) (done int, err error) {
	var under sync.WaitGroup
	defer under.Wait()
	slots := make(chan struct{}, jobsAtOnce)
	for {
		due, err := a.jobsDue(ctx)
		if err != nil || due == 0 {
			return done, err
		}
		slots <- struct{}{}
		w, ok, err := a.takeTexts(ctx, t)
		if err != nil || !ok {
			return done, err
		}
		done++
		under.Go(func() {
			defer func() { <-slots }()
			if w != nil {
				t.translate(ctx, a, w)
			}
		})
	}
}

// translate asks the engines for the texts of a person and saves what they answer.
func (t *Translator) translate(ctx context.Context, a *App, w *work) {
	asking, end := context.WithTimeout(ctx, jobTime)
	defer end()
	w.ask(asking, t.chain, a.purse(w.month))
	saving := context.WithoutCancel(ctx) // also while the server is asked to stop
	if err := a.saveTexts(saving, w, ctx.Err() != nil); err != nil {
		t.log.ErrorContext(saving, "translated texts not saved", "tenant", a.DB.Tenant, "person", w.job.Person, "err", err)
		return
	}
	for _, err := range w.failures() {
		t.log.WarnContext(saving, "text not translated", "tenant", a.DB.Tenant, "person", w.job.Person, "try", w.job.Tries, "err", err)
	}
}

// askAgain lets texts that no engine could translate so far be tried once more.
func (a *App) askAgain(ctx context.Context) error {
	return a.DB.Write(ctx, func(tx *store.Tx) error { return tx.AskAgain(ctx) })
}

// jobsDue returns for how many persons of the tenant something can be done now.
func (a *App) jobsDue(ctx context.Context) (n int, err error) {
	err = a.DB.Read(ctx, func(tx *store.Tx) error {
		n, err = tx.JobsDue(ctx)
		return err
	})
	return n, err
}

// takeTexts takes the job that waits for the longest time, with the texts of its person. A job whose texts cannot be loaded is put off, so
// that it does not keep the others waiting.
func (a *App) takeTexts(ctx context.Context, t *Translator) (w *work, ok bool, err error) {
	w = &work{}
	err = a.DB.Write(ctx, func(tx *store.Tx) error {
		w.job, ok, err = tx.TakeJob(ctx, tx.Now+domain.Instant(leaseTime.Milliseconds()))
		w.month = string(tx.Today[:len("2006-01")])
		return err
	})
	if err != nil || !ok {
		return nil, false, err
	}
	err = a.DB.Write(ctx, func(tx *store.Tx) error { return a.loadWork(ctx, tx, w) })
	if err == nil {
		return w, true, nil
	}
	t.log.ErrorContext(ctx, "texts not loaded", "tenant", a.DB.Tenant, "person", w.job.Person, "err", err)
	later := context.WithoutCancel(ctx)
	return nil, true, a.DB.Write(later, func(tx *store.Tx) error { return tx.RetryJob(later, w.job, tx.Now+w.wait()) })
}

// purse is the budget of the tenant for a month: characters are taken before they are sent, in a transaction of their own.
func (a *App) purse(month string) translate.Purse {
	return translate.Purse{
		Take: func(ctx context.Context, n int) error {
			err := a.DB.Write(ctx, func(tx *store.Tx) error { return tx.TakeCharacters(ctx, month, n) })
			if domain.KindOf(err) == domain.Conflict {
				return translate.ErrBudget
			}
			if err != nil {
				return translate.ErrTemporary
			}
			return nil
		},
		Back: func(ctx context.Context, n int) {
			ctx = context.WithoutCancel(ctx)
			_ = a.DB.Write(ctx, func(tx *store.Tx) error { return tx.GiveCharactersBack(ctx, month, n) }) // else they stay counted
		},
	}
}
