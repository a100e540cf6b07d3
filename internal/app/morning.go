package app

import (
	"context"
	"fmt"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// Morning is what a manager sees first.
type Morning struct {
	Blocks []domain.MorningBlock // one for each of domain.Matters
	Today  domain.Day
}

// Morning returns what of the manager's own cases asks for them today. Like a list of cases it is no look at anybody: it says who, what kind
// and since when, and nothing that is sealed.
// Errors: NotFound (by is no integration manager).
func (a *App) Morning(ctx context.Context, by domain.Actor) (m Morning, err error) {
	err = a.look(ctx, by, domain.ListMorning, 0, func(tx *store.Tx, d *deed) error {
		m.Today = tx.Today
		m.Blocks, err = tx.Morning(ctx, by)
		notes := make([]string, len(m.Blocks))
		for i, b := range m.Blocks {
			notes[i] = fmt.Sprintf("%s=%d", b.Matter, b.Count)
		}
		d.event.Note = strings.Join(notes, " ")
		return err
	})
	return m, err
}
