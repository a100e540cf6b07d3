package app

import (
	"cmp"
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// HandoverPage is how the case of a person is given away, for who gives it and for the person.
type HandoverPage struct {
	Case       domain.Case
	Handovers  []domain.Handover // newest first
	Colleagues []domain.User     // for who gives it: to whom it can go
	Orgs       []domain.Org      // for who gives it: to which organisations it can move
	Released   domain.SectionSet // in force to the organisation that has the case
	Today      domain.Day
}

// Open returns the handover that somebody still has to answer; nil for none.
func (p HandoverPage) Open() *domain.Handover { return openHandover(p.Handovers) }

func openHandover(all []domain.Handover) *domain.Handover {
	i := slices.IndexFunc(all, func(h domain.Handover) bool { return h.State.Open() })
	if i < 0 {
		return nil
	}
	return &all[i]
}

// Handover returns how the case of p is given away, to the manager and to the person.
// Errors: NotFound (by is neither, or no such person; who receives it reads the sheet).
func (a *App) Handover(ctx context.Context, by domain.Actor, p domain.PersonID) (page HandoverPage, err error) {
	err = a.look(ctx, by, domain.ReadHandover, p, func(tx *store.Tx, d *deed) error {
		if d.event.Rule == domain.RuleReceiver {
			return domain.ErrNotFound()
		}
		d.event.Sections = domain.SetOf(domain.SectionCore)
		page.Today = tx.Today
		if page.Case, err = tx.Case(ctx, p); err != nil {
			return err
		}
		if page.Handovers, err = tx.Handovers(ctx, p); err != nil {
			return err
		}
		if !by.IsPerson() {
			page.Handovers = slices.DeleteFunc(page.Handovers, func(h domain.Handover) bool { return h.FromOrg != by.Org && h.ToOrg != by.Org })
			page.Colleagues, page.Orgs, err = receivers(ctx, tx, page.Case)
			return err
		}
		page.Released, err = releasedTo(ctx, tx, p, page.Case.Org)
		return err
	})
	return page, err
}

// receivers are to whom the case can be given: the other managers of the organisation, and other organisations that have managers.
func receivers(ctx context.Context, tx *store.Tx, c domain.Case) (colleagues []domain.User, orgs []domain.Org, err error) {
	managers, err := tx.UsersWithRole(ctx, domain.RoleIntegrationManager)
	if err != nil {
		return nil, nil, err
	}
	all, err := tx.Orgs(ctx)
	for _, u := range managers {
		if u.Org == c.Org && u.ID != c.Manager {
			colleagues = append(colleagues, u)
		}
	}
	for _, o := range all {
		if o.ID != c.Org && slices.ContainsFunc(managers, func(u domain.User) bool { return u.Org == o.ID }) {
			orgs = append(orgs, o)
		}
	}
	return colleagues, orgs, err
}

// releasedTo are the sections of p in force now to the managers of the organisation, beyond core.
func releasedTo(ctx context.Context, tx *store.Tx, p domain.PersonID, o domain.OrgID) (s domain.SectionSet, err error) {
	releases, err := tx.Releases(ctx, p)
	for _, r := range releases {
		if r.Org == o && r.Role == domain.RoleIntegrationManager && r.Section.Releasable() && r.InForce(tx.Today) {
			s = s.With(r.Section)
		}
	}
	return s, err
}

// ProposeHandover asks the person whether a colleague may take over; nobody sees anything before. h names the person, the colleague and the
// note; with the same once key a second click asks once.
// Errors: NotFound (by does not manage the person), Invalid (h.Check; no such colleague; too many), Conflict (it is being given already).
func (a *App) ProposeHandover(ctx context.Context, by domain.Actor, h domain.Handover, once string) error {
	h.ToOrg = 0
	return a.do(ctx, by, domain.ProposeHandover, h.Person, proposal(ctx, by, h, once))
}

// MoveCase asks the person whether another organisation may take over the case; h names the person, the organisation and the note.
// Errors: as of ProposeHandover; Invalid (no such organisation).
func (a *App) MoveCase(ctx context.Context, by domain.Actor, h domain.Handover, once string) error {
	h.To = 0
	return a.do(ctx, by, domain.ProposeHandover, h.Person, proposal(ctx, by, h, once))
}

// proposal stores h, to a colleague or to another organisation.
func proposal(ctx context.Context, by domain.Actor, h domain.Handover, once string) func(*store.Tx, *deed) error {
	return func(tx *store.Tx, d *deed) error {
		if err := h.Check(); err != nil {
			return err
		}
		c, err := tx.Case(ctx, h.Person)
		if err != nil {
			return err
		}
		if c.Status == domain.CaseClosed {
			return domain.ErrConflict()
		}
		colleagues, orgs, err := receivers(ctx, tx, c)
		switch {
		case err != nil:
			return err
		case h.To != 0 && named(colleagues, h.To):
			h.ToOrg, d.event.Object = c.Org, int64(h.To)
		case h.ToOrg != 0 && slices.ContainsFunc(orgs, func(o domain.Org) bool { return o.ID == h.ToOrg }):
			d.event.Object, d.event.Note = int64(h.ToOrg), "move"
		default:
			return wrong("to", "choose")
		}
		h.From, h.FromOrg, h.By = c.Manager, c.Org, by.User
		var again bool
		if h.ID, again, err = made[domain.HandoverID](ctx, tx, by, once); err != nil || again {
			return err
		}
		before, err := tx.Handovers(ctx, h.Person)
		before = slices.DeleteFunc(before, func(h domain.Handover) bool { return h.ProposedAt <= tx.Now-domain.HandoverDays*day })
		if err = cmp.Or(err, domain.Room(len(before), domain.MaxHandovers, "to")); err != nil {
			return err
		}
		return tx.AddHandover(ctx, h)
	}
}

// A HandoverAnswer is what the person says to a handover.
type HandoverAnswer struct {
	ID       domain.HandoverID
	Version  int
	Consent  bool
	Sections []domain.Section    // of a move: what the other organisation may see beyond core; each is released to the present one
	Terms    domain.ReleaseTerms // of a move: how it is released
	PIN      string              // asked for a consent when somebody acts for the person, and on a shared device
}

// AnswerHandover stores whether the person consents. With a consent to a move, core and the chosen sections are released to the other
// organisation; who has consented can still refuse until the case is accepted, and then that is taken back.
// Errors: NotFound (by is somebody else, or no such handover), Refused (the PIN), Conflict (x.Version is old, or it is over).
func (a *App) AnswerHandover(ctx context.Context, by domain.Actor, x HandoverAnswer) error {
	if err := a.given(ctx, by, domain.AnswerHandover, x.PIN, x.Consent, &x.Terms); err != nil {
		return err
	}
	return a.do(ctx, by, domain.AnswerHandover, by.Person, func(tx *store.Tx, d *deed) error {
		h, err := pickHandover(ctx, tx, by.Person, x.ID, x.Version)
		if err != nil {
			return err
		}
		to := domain.HandoverRefused
		if x.Consent {
			to = domain.HandoverConsented
		}
		d.event.Object, d.event.Note = int64(h.ID), string(to)
		h.AnsweredAt = tx.Now
		if err := moveHandover(ctx, tx, h, to); err != nil || !x.Consent || !h.Move() {
			return err
		}
		return releaseMove(ctx, tx, d, h, x)
	})
}

// releaseMove releases to the other organisation what the person has chosen of what the present one may see.
func releaseMove(ctx context.Context, tx *store.Tx, d *deed, h domain.Handover, x HandoverAnswer) error {
	now, err := releasedTo(ctx, tx, h.Person, h.FromOrg)
	if err != nil {
		return err
	}
	d.event.Sections, d.event.Purpose = domain.SetOf(x.Sections...)&now|domain.SetOf(domain.SectionCore), domain.PurposePlan
	for _, s := range d.event.Sections.List() {
		if err := tx.TakeBackSection(ctx, h.Person, h.ToOrg, s); err != nil {
			return err
		}
		if _, err := tx.AddRelease(ctx, domain.Release{
			Person: h.Person, Section: s, Org: h.ToOrg, Role: domain.RoleIntegrationManager, Purpose: domain.PurposePlan,
			From: tx.Today, Until: tx.Today.AddMonths(domain.ReleaseMonths), Terms: x.Terms,
		}); err != nil {
			return err
		}
	}
	return nil
}

// WithdrawHandover takes a proposal back.
// Errors: NotFound (by does not manage p, or no such handover), Conflict (version is old, or it is over).
func (a *App) WithdrawHandover(ctx context.Context, by domain.Actor, p domain.PersonID, id domain.HandoverID, version int) error {
	return a.do(ctx, by, domain.WithdrawHandover, p, func(tx *store.Tx, d *deed) error {
		h, err := pickHandover(ctx, tx, p, id, version)
		if err != nil {
			return err
		}
		d.event.Object = int64(h.ID)
		return moveHandover(ctx, tx, h, domain.HandoverWithdrawn)
	})
}

// ReceiveHandover accepts or declines a case. With an acceptance the case is with who receives it, and who had it sees it no more; of a
// move, to is the manager who becomes responsible, and what was released to the organisation before is taken back.
// Errors: NotFound (the case is not for by to receive), Invalid (of a move: nobody of the organisation chosen), Conflict (version is old, or
// the case was closed or given to somebody else meanwhile).
func (a *App) ReceiveHandover(ctx context.Context, by domain.Actor, p domain.PersonID, version int, accept bool, to domain.UserID) error {
	return a.do(ctx, by, domain.ReceiveHandover, p, func(tx *store.Tx, d *deed) error {
		all, err := tx.Handovers(ctx, p)
		if err != nil {
			return err
		}
		h := openHandover(all)
		if h == nil || h.Version != version {
			return domain.ErrConflict()
		}
		d.event.Note = string(domain.HandoverDeclined)
		if !accept {
			return moveHandover(ctx, tx, *h, domain.HandoverDeclined)
		}
		c, err := tx.Case(ctx, p)
		switch {
		case err != nil:
			return err
		case c.Manager != h.From || c.Org != h.FromOrg || c.Status == domain.CaseClosed:
			return domain.ErrConflict()
		case h.Move():
			if err := a.takeIn(ctx, tx, by, c, h, to); err != nil {
				return err
			}
		default:
			if err := tx.ReassignCase(ctx, p, h.To, c.Version); err != nil {
				return err
			}
		}
		d.event.Object, d.event.Note = int64(h.To), string(domain.HandoverAccepted)
		if err := tx.EndActingSessions(ctx, p, 0); err != nil {
			return err
		}
		return moveHandover(ctx, tx, *h, domain.HandoverAccepted)
	})
}

// takeIn gives the case to a manager of the organisation of by, and takes from the organisation before what was released to it. What that one
// asks bodies ends: nobody there could read an answer any more.
func (a *App) takeIn(ctx context.Context, tx *store.Tx, by domain.Actor, c domain.Case, h *domain.Handover, to domain.UserID) error {
	managers, _, err := managersOf(ctx, tx, by)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(managers, func(u domain.User) bool { return u.ID == to })
	if i < 0 {
		return wrong("manager", "choose")
	}
	h.To = to
	if err := endBodies(ctx, tx, c.Person, by.User, domain.CoordinationManager); err != nil {
		return err
	}
	if err := tx.MoveCase(ctx, c.Person, managers[i], c.Version); err != nil {
		return err
	}
	return tx.TakeBackAll(ctx, c.Person, h.FromOrg)
}

// pickHandover returns a handover of p that somebody still has to answer, as long as its version is that of the page.
func pickHandover(ctx context.Context, tx *store.Tx, p domain.PersonID, id domain.HandoverID, version int) (domain.Handover, error) {
	all, err := tx.Handovers(ctx, p)
	if err != nil {
		return domain.Handover{}, err
	}
	i := slices.IndexFunc(all, func(h domain.Handover) bool { return h.ID == id })
	switch {
	case i < 0:
		return domain.Handover{}, domain.ErrNotFound()
	case all[i].Version != version:
		return domain.Handover{}, domain.ErrConflict()
	}
	return all[i], nil
}

// moveHandover stores that h comes to the state. What a move had released to an organisation that does not receive the case is taken back.
func moveHandover(ctx context.Context, tx *store.Tx, h domain.Handover, to domain.HandoverState) error {
	was := h.State
	var err error
	if h.State, err = h.Next(to); err != nil {
		return err
	}
	if !to.Open() {
		h.EndedAt = tx.Now
	}
	if h.Move() && was == domain.HandoverConsented && to != domain.HandoverAccepted {
		if err := tx.TakeBackAll(ctx, h.Person, h.ToOrg); err != nil {
			return err
		}
	}
	return tx.MoveHandover(ctx, h)
}

// withdrawOpen ends the handover of p that is open, as long as it goes to the organisation or that is 0: the case was closed or given to
// somebody else, or what it needs was taken back.
func withdrawOpen(ctx context.Context, tx *store.Tx, p domain.PersonID, to domain.OrgID) error {
	all, err := tx.Handovers(ctx, p)
	if err != nil {
		return err
	}
	if h := openHandover(all); h != nil && (to == 0 || h.ToOrg == to) {
		return moveHandover(ctx, tx, *h, domain.HandoverWithdrawn)
	}
	return nil
}
