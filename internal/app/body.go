package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// Bodies returns the city's directory by name, closed ones too, and the day on which it was read: nothing about anybody.
func (a *App) Bodies(ctx context.Context) (bodies []domain.Body, today domain.Day, err error) {
	err = a.DB.Read(ctx, func(tx *store.Tx) error {
		today = tx.Today
		bodies, err = tx.Bodies(ctx)
		return err
	})
	return bodies, today, err
}

// SaveBody stores a row of the directory; a body is closed by its last day, never deleted.
// Errors: NotFound (by leads nothing), Invalid (b.Check; the name is taken), Conflict (b.Version is old).
func (a *App) SaveBody(ctx context.Context, by domain.Actor, b domain.Body, once string) error {
	return a.do(ctx, by, domain.SaveBody, 0, func(tx *store.Tx, d *deed) error {
		if err := cmp.Or(b.Check(), sameAge(b.ID, b.Version)); err != nil {
			return err
		}
		again := false
		var err error
		if b.ID == 0 {
			b.ID, again, err = made[domain.BodyID](ctx, tx, by, once)
		}
		d.event.Object = int64(b.ID)
		if err != nil || again {
			return err
		}
		bodies, err := tx.Bodies(ctx)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(bodies, func(was domain.Body) bool { return was.ID != b.ID && was.Name == b.Name }) {
			return wrong("name", "taken")
		}
		_, err = tx.SaveBody(ctx, b)
		return err
	})
}
