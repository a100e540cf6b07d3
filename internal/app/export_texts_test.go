package app

import "context"

// Interrupted takes the next job and asks the engines, as a process does that ends before it saves. save is what it would have done next.
func (t *Translator) Interrupted(ctx context.Context, a *App) (save func() error, err error) {
	w, ok, err := a.takeTexts(ctx, t)
	if err != nil || !ok {
		return nil, err
	}
	w.ask(ctx, t.chain, a.purse(w.month))
	return func() error { return a.saveTexts(ctx, w, false) }, nil
}

// LeaseTime is for how long a process has a job.
const LeaseTime = leaseTime

// Take takes characters out of the budget as a question does.
func Take(ctx context.Context, a *App, month string, n int) error { return a.purse(month).Take(ctx, n) }

// AskAgain is what a translator with engines does first for each tenant.
func AskAgain(ctx context.Context, a *App) error { return a.askAgain(ctx) }
