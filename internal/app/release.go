package app

import (
	"context"
	"slices"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// ReleasePage is what a person sees of the own releases.
type ReleasePage struct {
	Responsible domain.Responsible
	Releases    []domain.Release // newest first, also those that ended
	Today       domain.Day
	Profile     Profile
	Goals       []domain.Goal // as they were shared, when a release is about one
}

// InForce returns what counts today.
func (p ReleasePage) InForce() []domain.Release {
	var out []domain.Release
	for _, r := range p.Releases {
		if r.InForce(p.Today) {
			out = append(out, r)
		}
	}
	return out
}

// CoreReleased tells whether the responsible organisation may find the person today.
func (p ReleasePage) CoreReleased() bool { return coreReleased(p.Releases, p.Responsible.Org, p.Today) }

func coreReleased(all []domain.Release, to domain.OrgID, on domain.Day) bool {
	return slices.ContainsFunc(all, func(r domain.Release) bool { return r.Section == domain.SectionCore && r.Org == to && r.InForce(on) })
}

// Releases returns all releases of a person, to the person.
// Errors: NotFound (by is somebody else).
func (a *App) Releases(ctx context.Context, by domain.Actor) (page ReleasePage, err error) {
	err = a.look(ctx, by, domain.ReadReleases, by.Person, func(tx *store.Tx, _ *deed) error { return page.load(ctx, tx, by.Person) })
	return page, err
}

func (p *ReleasePage) load(ctx context.Context, tx *store.Tx, of domain.PersonID) (err error) {
	p.Today = tx.Today
	if p.Profile, err = loadProfile(ctx, tx, of, allSections); err != nil {
		return err
	}
	p.Responsible = p.Profile.Responsible
	if p.Releases, err = tx.Releases(ctx, of); err != nil {
		return err
	}
	if slices.ContainsFunc(p.Releases, func(r domain.Release) bool { return r.Goal != 0 }) {
		p.Goals, err = sharedGoals(ctx, tx, of)
	}
	return err
}

// sharedGoals are the goals of p as the Jobcenter has them, each once: the draft may say something else by now, which nobody has offered.
func sharedGoals(ctx context.Context, tx *store.Tx, p domain.PersonID) (goals []domain.Goal, err error) {
	all, err := tx.Coordinations(ctx, p)
	for _, c := range slices.Backward(all) {
		if c.State != domain.CoordinationProposed && !slices.ContainsFunc(goals, func(g domain.Goal) bool { return g.ID == c.Goal.ID }) {
			goals = append(goals, c.Goal)
		}
	}
	return goals, err
}

// given asks for the person's PIN where something is opened on no own device, and notes in t how it was given and who was there.
// Errors: as checkPIN.
func (a *App) given(ctx context.Context, by domain.Actor, act domain.Action, pin string, opens bool, t *domain.ReleaseTerms) error {
	t.How, t.Witness = string(by.Kind), by.User
	if !opens || by.Kind == domain.SessionOwn {
		return nil
	}
	_, err := a.checkPIN(ctx, by, act, pin, "pin")
	return err
}

// GiveRelease releases sections to the organisation that is responsible for the person. What was in force for the same section is
// replaced. When somebody acts for the person, and on a shared device, the person's PIN is asked for. A draft that is confirmed goes with it.
// Errors: NotFound (by is somebody else), Invalid (r.Check), Refused (the PIN), Conflict (the draft is another one by now).
func (a *App) GiveRelease(ctx context.Context, by domain.Actor, r domain.ReleaseRequest) error {
	if err := r.Check(); err != nil {
		return err
	}
	if err := a.given(ctx, by, domain.GiveRelease, r.PIN, true, &r.Terms); err != nil {
		return err
	}
	return a.do(ctx, by, domain.GiveRelease, by.Person, func(tx *store.Tx, d *deed) error {
		to, err := tx.Responsible(ctx, by.Person)
		if err != nil {
			return err
		}
		if err := confirm(ctx, tx, by, r, to.Org); err != nil {
			return err
		}
		d.event.Sections, d.event.Purpose, d.event.Object = domain.SetOf(r.Sections...), domain.PurposePlan, int64(to.Org)
		for _, s := range d.event.Sections.List() {
			if err := tx.TakeBackSection(ctx, by.Person, to.Org, s); err != nil {
				return err
			}
			if _, err := tx.AddRelease(ctx, domain.Release{
				Person: by.Person, Section: s, Org: to.Org, Role: domain.RoleIntegrationManager, Purpose: domain.PurposePlan,
				From: tx.Today, Until: tx.Today.AddMonths(r.Months), Terms: r.Terms,
			}); err != nil {
				return err
			}
		}
		return nil
	})
}

// TakeBack ends one release at once. Taking back core from the responsible organisation ends all of them: the person is then found by
// nobody, and who acts for the person is out. Taking back core from the Jobcenter ends what the Jobcenter has.
// Errors: NotFound (by is somebody else, or nothing of the kind is in force).
func (a *App) TakeBack(ctx context.Context, by domain.Actor, r domain.ReleaseID) error {
	return a.do(ctx, by, domain.TakeBack, by.Person, func(tx *store.Tx, d *deed) error {
		all, err := tx.Releases(ctx, by.Person)
		if err != nil {
			return err
		}
		for _, x := range all {
			if x.ID != r || x.RevokedAt != 0 {
				continue
			}
			d.event.Sections, d.event.Purpose, d.event.Object = domain.SetOf(x.Section), x.Purpose, int64(x.Org)
			return takeBack(ctx, tx, by, x, d)
		}
		return domain.ErrNotFound()
	})
}

// takeBack ends x with what rests on it, and every other release of the same to the same organisation: what is taken back is not seen.
// With core from the responsible organisation go the links to the CV, and what bodies were asked.
func takeBack(ctx context.Context, tx *store.Tx, by domain.Actor, x domain.Release, d *deed) error {
	switch {
	case x.Section == domain.SectionPlan:
		if err := tx.TakeBackMeasure(ctx, by.Person, x.Org, x.Goal, x.Measure); err != nil {
			return err
		}
		return stopSharing(ctx, tx, by, x)
	case x.Section != domain.SectionCore:
		return tx.TakeBackSection(ctx, by.Person, x.Org, x.Section)
	case x.Role == domain.RoleJobcenterAgent:
		if err := tx.TakeBackAll(ctx, by.Person, x.Org); err != nil {
			return err
		}
		return stopSharing(ctx, tx, by, domain.Release{})
	}
	to, err := tx.Responsible(ctx, by.Person)
	if err != nil {
		return err
	}
	if x.Org != to.Org { // where the case was to move
		if err := tx.TakeBackAll(ctx, by.Person, x.Org); err != nil {
			return err
		}
		return withdrawOpen(ctx, tx, by.Person, x.Org)
	}
	if err := withdrawOpen(ctx, tx, by.Person, 0); err != nil {
		return err
	}
	if err := tx.TakeBackAll(ctx, by.Person, 0); err != nil {
		return err
	}
	if err := tx.EndActingSessions(ctx, by.Person, by.Session); err != nil {
		return err
	}
	if err := stopSharing(ctx, tx, by, domain.Release{}); err != nil {
		return err
	}
	if err := stopBodies(ctx, tx, by.Person, by.User); err != nil {
		return err
	}
	return endCVLinks(ctx, tx, by, 0, d)
}

// ReleaseCore lets the responsible organisation find the person again, after core was taken back or has ended, or go on when it ends soon.
// Errors: NotFound (by is somebody else), Refused (the PIN), Conflict (core is released already).
func (a *App) ReleaseCore(ctx context.Context, by domain.Actor, pin string, terms domain.ReleaseTerms) error {
	if err := a.given(ctx, by, domain.GiveRelease, pin, true, &terms); err != nil {
		return err
	}
	return a.do(ctx, by, domain.GiveRelease, by.Person, func(tx *store.Tx, d *deed) error {
		all, err := tx.Releases(ctx, by.Person)
		if err != nil {
			return err
		}
		to, err := tx.Responsible(ctx, by.Person)
		if err != nil {
			return err
		}
		if coreReleased(all, to.Org, tx.Today.AddDays(domain.ReleaseDaysAhead+1)) {
			return domain.ErrConflict()
		}
		if err := tx.TakeBackSection(ctx, by.Person, to.Org, domain.SectionCore); err != nil {
			return err
		}
		d.event.Sections, d.event.Purpose = domain.SetOf(domain.SectionCore), domain.PurposeRegistration
		return releaseCore(ctx, tx, by.Person, terms)
	})
}

// AccessBook is who looked at what, and who has the person in a list.
type AccessBook struct {
	Standing []domain.Standing
	Filter   domain.BookFilter
	Events   []domain.Event                // newest first
	Orgs     []domain.Org                  // that stand in the book
	Asked    map[int64]domain.BookQuestion // by the number of the entry
	Today    domain.Day
	Older    int64          // seq to read on from, 0 when this was the last page
	Zone     *time.Location // of the tenant, for days and hours
}

// AccessBook returns the record about a person, to the person, as the filter narrows it.
// Errors: NotFound (by is somebody else).
func (a *App) AccessBook(ctx context.Context, by domain.Actor, f domain.BookFilter) (book AccessBook, err error) {
	book.Zone, book.Filter = a.DB.Zone, f
	err = a.look(ctx, by, domain.ReadAccessBook, by.Person, func(tx *store.Tx, _ *deed) error {
		if book.Standing, err = tx.Standings(ctx, by.Person); err != nil {
			return err
		}
		if book.Orgs, err = tx.BookOrgs(ctx, by.Person); err != nil {
			return err
		}
		questions, err := tx.BookQuestions(ctx, by.Person)
		if err != nil {
			return err
		}
		book.Today, book.Asked = tx.Today, make(map[int64]domain.BookQuestion, len(questions))
		for _, q := range questions {
			book.Asked[q.Seq] = q
		}
		book.Events, err = tx.PersonEvents(ctx, by.Person, f)
		if len(book.Events) == store.EventsPerPage {
			book.Older = book.Events[len(book.Events)-1].Seq
		}
		return err
	})
	return book, err
}
