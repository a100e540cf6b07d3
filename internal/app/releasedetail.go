package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/consent"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// ReleaseDetail is one release with its proof, and with what had left by it.
type ReleaseDetail struct {
	domain.Release
	Today   domain.Day
	Text    consent.Text   // that the person agreed to; without sentences when nobody has kept it
	German  consent.Text   // the same text in German
	Passed  []domain.Event // what was passed on while it was in force, newest first
	MayGoOn bool           // it ends soon and can be extended
}

// Release returns a release of the person, also one that has ended.
// Errors: NotFound (by is somebody else, or the person has no such release).
func (a *App) Release(ctx context.Context, by domain.Actor, id domain.ReleaseID) (x ReleaseDetail, err error) {
	err = a.look(ctx, by, domain.ReadReleases, by.Person, func(tx *store.Tx, _ *deed) error {
		if x.Release, x.MayGoOn, err = pickRelease(ctx, tx, by.Person, id); err != nil {
			return err
		}
		x.Today = tx.Today
		if text, ok := a.Consents.ByHash(x.Terms.TextHash); ok {
			x.Text = text
			x.German, _ = a.Consents.Version(text.Kind, text.Version, "de")
		}
		x.Passed, err = tx.PassedOn(ctx, x.Release)
		return err
	})
	return x, err
}

// pickRelease returns the release of p with that id, and whether it ends soon and can be extended. NotFound when p has none.
func pickRelease(ctx context.Context, tx *store.Tx, p domain.PersonID, id domain.ReleaseID) (r domain.Release, mayGoOn bool, err error) {
	page := ReleasePage{Today: tx.Today}
	if page.Releases, err = tx.Releases(ctx, p); err != nil {
		return r, false, err
	}
	i := slices.IndexFunc(page.Releases, func(r domain.Release) bool { return r.ID == id })
	if i < 0 {
		return r, false, domain.ErrNotFound()
	}
	page.Responsible, err = tx.Responsible(ctx, p)
	return page.Releases[i], page.MayExtend(page.Releases[i]), err
}
