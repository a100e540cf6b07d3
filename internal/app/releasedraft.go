package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// ReleaseWizard is a release in the making, with what the person has released already.
type ReleaseWizard struct {
	ReleasePage
	Draft domain.ReleaseDraft
}

// ReleaseDraft returns the release that by is about to give; its draft is empty when there is none.
// Errors: NotFound (by is no person).
func (a *App) ReleaseDraft(ctx context.Context, by domain.Actor) (w ReleaseWizard, err error) {
	err = a.look(ctx, by, domain.ReadReleases, by.Person, func(tx *store.Tx, _ *deed) error {
		if err := w.load(ctx, tx, by.Person); err != nil {
			return err
		}
		w.Draft, err = tx.ReleaseDraft(ctx, by)
		return err
	})
	return w, err
}

// AnswerRelease keeps the answer to one step of a release that is not given yet, and returns how far it has come.
// Errors: NotFound (by is no person; the step is not reached), Invalid (the answer).
func (a *App) AnswerRelease(ctx context.Context, by domain.Actor, s domain.ReleaseStep, x domain.ReleaseAnswer) (draft domain.ReleaseDraft, err error) {
	err = a.do(ctx, by, domain.PrepareRelease, by.Person, func(tx *store.Tx, _ *deed) error {
		if draft, err = tx.ReleaseDraft(ctx, by); err != nil {
			return err
		}
		to, err := tx.Responsible(ctx, by.Person)
		if err != nil {
			return err
		}
		if draft, err = draft.Answer(s, x, to.Org); err != nil {
			return err
		}
		return tx.SaveReleaseDraft(ctx, by, draft)
	})
	return draft, err
}

// ExtendRelease begins a release of the same as one that ends soon, which has only to be confirmed.
// Errors: NotFound (by is no person; there is no such release that ends soon and that the responsible organisation has).
func (a *App) ExtendRelease(ctx context.Context, by domain.Actor, id domain.ReleaseID) error {
	return a.do(ctx, by, domain.PrepareRelease, by.Person, func(tx *store.Tx, _ *deed) error {
		r, mayGoOn, err := pickRelease(ctx, tx, by.Person, id)
		if err != nil {
			return err
		}
		if !mayGoOn {
			return domain.ErrNotFound()
		}
		before, err := tx.ReleaseDraft(ctx, by)
		if err != nil {
			return err
		}
		draft := domain.Extend(r)
		draft.Version = before.Version
		return tx.SaveReleaseDraft(ctx, by, draft)
	})
}

// MayExtend tells whether r ends soon and can be given once more by one confirmation.
func (p ReleasePage) MayExtend(r domain.Release) bool {
	return r.EndsSoon(p.Today) && r.Section.Releasable() && r.Org == p.Responsible.Org
}

// CoreEndsSoon tells whether the responsible organisation finds the person only for a short while yet.
func (p ReleasePage) CoreEndsSoon() bool {
	return slices.ContainsFunc(p.Releases, func(r domain.Release) bool {
		return r.Section == domain.SectionCore && r.Org == p.Responsible.Org && r.EndsSoon(p.Today)
	})
}

// StopRelease takes away what by was about to release; nothing of it was given.
// Errors: NotFound (by is no person).
func (a *App) StopRelease(ctx context.Context, by domain.Actor) error {
	return a.do(ctx, by, domain.PrepareRelease, by.Person, func(tx *store.Tx, _ *deed) error { return tx.DropReleaseDraft(ctx, by) })
}

// PreviewRelease returns the page of the person as it would be for the responsible manager if what by is about to release were in force: it is
// made as Case makes it.
// Errors: NotFound (by is no person, or core is not released).
func (a *App) PreviewRelease(ctx context.Context, by domain.Actor) (page CasePage, err error) {
	err = a.look(ctx, by, domain.ReadReleases, by.Person, func(tx *store.Tx, _ *deed) error {
		draft, err := tx.ReleaseDraft(ctx, by)
		if err != nil {
			return err
		}
		c, err := tx.Case(ctx, by.Person)
		if err != nil {
			return err
		}
		recipient := domain.Actor{
			Kind: domain.SessionStaff, User: c.Manager, Org: c.Org, Roles: []domain.Role{domain.RoleIntegrationManager}, Lang: by.Lang,
		}
		facts, err := tx.Facts(ctx, recipient, by.Person)
		if err != nil {
			return err
		}
		if !facts.Released.Has(domain.SectionCore) {
			return domain.ErrNotFound()
		}
		for _, s := range draft.Sections {
			facts.Released = facts.Released.With(s)
			facts.Until[s] = tx.Today.AddMonths(draft.Months)
		}
		page, err = a.loadCase(ctx, tx, recipient, by.Person, facts)
		return err
	})
	return page, err
}

// confirm checks that what is about to be given is what the person has seen, and takes the draft away.
func confirm(ctx context.Context, tx *store.Tx, by domain.Actor, r domain.ReleaseRequest, to domain.OrgID) error {
	if r.Draft == 0 {
		return nil
	}
	draft, err := tx.ReleaseDraft(ctx, by)
	if err != nil {
		return err
	}
	same := slices.Equal(draft.Sections, r.Sections) && draft.Months == r.Months
	if draft.Version != r.Draft || draft.Next() != domain.StepConfirm || draft.Org != to || !same {
		return domain.ErrConflict()
	}
	return tx.DropReleaseDraft(ctx, by)
}
