package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// translationCommand administers the machine translation of a tenant.
type translationCommand struct {
	Budget translationBudget `cmd:"" help:"Show or set how many characters engines may get in a month."`
}

type translationBudget struct {
	town
	Characters *int `placeholder:"N" help:"So many from now on; 0 for none."`
}

func (translationBudget) Help() string {
	return `Without --characters it shows the budget and what was used of it, by month. A new tenant has none: engines then get nothing, whatever serve was
started with, and free texts wait for a helper. What is above the budget waits for a helper, too.

Example: aufwind translation budget --characters 200000`
}

func (c translationBudget) Run(w *world) error {
	return c.in(w, func(a *app.App, by domain.Actor) error {
		if c.Characters != nil {
			if err := a.SetTranslationLimit(w.ctx, by, *c.Characters); err != nil {
				return err
			}
		}
		b, err := a.TranslationBudget(w.ctx, by)
		if err != nil {
			return err
		}
		t := tabwriter.NewWriter(w.out, 0, 0, 2, ' ', 0)
		fmt.Fprintf(t, "MONTH\tCHARACTERS\nbudget\t%d\n", b.Limit)
		for _, u := range b.Used {
			fmt.Fprintf(t, "%s\t%d\n", u.Month, u.Characters)
		}
		return t.Flush()
	})
}
