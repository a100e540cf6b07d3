package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// AddWish stores that the person asks for another goal; with the same once key a second click stores nothing more.
// Errors: NotFound (by is somebody else), Invalid (w.Check; too many wait already).
func (a *App) AddWish(ctx context.Context, by domain.Actor, w domain.Wish, once string) error {
	return a.do(ctx, by, domain.AddWish, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionPlan)
		w.Person, w.State = by.Person, "open"
		if err := w.Check(); err != nil {
			return err
		}
		var again bool
		var err error
		w.ID, again, err = made[domain.WishID](ctx, tx, by, once)
		d.event.Object = int64(w.ID)
		if err != nil || again {
			return err
		}
		waiting, err := tx.Wishes(ctx, by.Person)
		if err != nil {
			return err
		}
		if len(waiting) >= domain.MaxWishes {
			return wrong("text", "tooMany")
		}
		return tx.AddWish(ctx, w)
	})
}

// TakeWish makes a goal of the draft of a wish: the person's words beside the German ones.
// Errors: NotFound (by does not manage p), Invalid (no German; too many goals), Conflict (the wish is settled already).
func (a *App) TakeWish(ctx context.Context, by domain.Actor, p domain.PersonID, id domain.WishID, german string) error {
	return a.do(ctx, by, domain.SettleWish, p, func(tx *store.Tx, d *deed) error {
		d.event.Object, d.event.Sections, d.event.Note = int64(id), domain.SetOf(domain.SectionPlan), "taken"
		waiting, err := tx.Wishes(ctx, p)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(waiting, func(w domain.Wish) bool { return w.ID == id })
		if i < 0 {
			return domain.ErrConflict()
		}
		w := waiting[i]
		g := domain.Goal{Person: p, Domain: w.Domain, Text: domain.PlanText{German: german, Own: w.Text, OwnLang: w.Lang}}
		if w.Lang == "de" {
			g.Text.Own, g.Text.OwnLang = "", ""
		}
		if err := g.Check(); err != nil {
			return wrong("german", "required")
		}
		if err := roomForGoal(ctx, tx, g); err != nil {
			return err
		}
		if _, err := tx.SaveGoal(ctx, g, by.User); err != nil {
			return err
		}
		return tx.SettleWish(ctx, p, id, "taken")
	})
}

// CloseWish says that a wish was talked over and needs no goal.
// Errors: NotFound (by does not manage p), Conflict (the wish is settled already).
func (a *App) CloseWish(ctx context.Context, by domain.Actor, p domain.PersonID, id domain.WishID) error {
	return a.do(ctx, by, domain.SettleWish, p, func(tx *store.Tx, d *deed) error {
		d.event.Object, d.event.Sections, d.event.Note = int64(id), domain.SetOf(domain.SectionPlan), "closed"
		return tx.SettleWish(ctx, p, id, "closed")
	})
}
