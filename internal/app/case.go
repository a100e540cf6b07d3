package app

import (
	"context"
	"fmt"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// Caseload is a page of the cases that a manager has in the list, with what its filters offer.
type Caseload struct {
	domain.CasePage
	Filter    domain.CaseFilter
	Districts []domain.District
	Today     domain.Day
	Weights   []domain.WeightRule  // what the weights count; of a caseload only
	Questions domain.OpenQuestions // about entries of access books, to the own organisation; of a unit and of the Jobcenter
	Patience  int                  // of the Jobcenter's list: days for an answer before it is late
}

// Late tells whether the Jobcenter was asked on that day and should have answered by now.
func (c Caseload) Late(since domain.Day) bool {
	return domain.Coordination{State: domain.CoordinationShared, Patience: c.Patience}.Late(since, c.Today)
}

// Cases returns one page of the manager's own cases; with a query the best hits of a search by name, in any script.
// Errors: NotFound (by is no integration manager).
func (a *App) Cases(ctx context.Context, by domain.Actor, f domain.CaseFilter) (c Caseload, err error) {
	c.Filter = f
	if f.Query != "" {
		c.CasePage, c.Districts, err = a.searchCases(ctx, by, f)
		return c, err
	}
	err = a.look(ctx, by, domain.ListCases, 0, func(tx *store.Tx, d *deed) error {
		if c.CasePage, err = tx.Caseload(ctx, by, f); err != nil {
			return err
		}
		c.Weights = a.Catalogue.Weights()
		d.event.Note = filterNote(f, len(c.Cases))
		c.Districts, err = nameDistricts(ctx, tx, c.Cases)
		return err
	})
	return c, err
}

// nameDistricts fills in where each case of a list is, and returns all districts.
func nameDistricts(ctx context.Context, tx *store.Tx, cases []domain.Case) ([]domain.District, error) {
	districts, err := tx.Districts(ctx)
	for i := range cases {
		for _, d := range districts {
			if d.ID == cases[i].District {
				cases[i].DistrictName = d.Name
			}
		}
	}
	return districts, err
}

// filterNote is how the record names a list: its filter and how many rows it showed, never names.
func filterNote(f domain.CaseFilter, n int) string {
	return fmt.Sprintf("status=%s district=%d language=%s weight=%s matter=%s after=%d rows=%d",
		f.Status, f.District, f.Language, f.Weight, f.Matter, f.After.Person, n)
}

// UnitCases returns one page of the cases of the unit of a team lead or admin: core data only.
// Errors: NotFound (by leads no unit).
func (a *App) UnitCases(ctx context.Context, by domain.Actor, f domain.CaseFilter) (c Caseload, err error) {
	c.Filter = f
	err = a.look(ctx, by, domain.ListUnit, 0, func(tx *store.Tx, d *deed) error {
		if c.CasePage, err = tx.UnitCases(ctx, by, f); err != nil {
			return err
		}
		d.event.Note = filterNote(f, len(c.Cases))
		if c.Questions, err = tx.OpenQuestions(ctx, by.Org); err != nil {
			return err
		}
		c.Districts, err = nameDistricts(ctx, tx, c.Cases)
		return err
	})
	return c, err
}

// CasePage is a person as the manager sees them: core, and what was released.
type CasePage struct {
	Case          domain.Case
	Released      domain.SectionSet // what the page shows; the rest is not there
	Until         map[domain.Section]domain.Day
	Profile       Profile // entries of released sections only
	CV            domain.CV
	HasCV         bool // the CV is released
	Plan          domain.Plan
	Coordinations []domain.Coordination
	Talks         TalkPage // the newest few of the own organisation
	Weights       []domain.WeightRule
	Managers      []domain.User // to whom a team lead can reassign
}

// Case returns a person to the manager who is responsible, or who stands in.
// Errors: NotFound (not managed by by, core not released, or no such person).
func (a *App) Case(ctx context.Context, by domain.Actor, p domain.PersonID) (page CasePage, err error) {
	err = a.look(ctx, by, domain.ReadCase, p, func(tx *store.Tx, d *deed) error {
		d.event.Sections = d.facts.Released
		page, err = a.loadCase(ctx, tx, by, p, d.facts)
		return err
	})
	return page, err
}

// loadCase opens of p what the facts let by see.
func (a *App) loadCase(ctx context.Context, tx *store.Tx, by domain.Actor, p domain.PersonID, facts domain.Facts) (page CasePage, err error) {
	page.Released, page.Until, page.Weights = facts.Released, facts.Until, a.Catalogue.Weights()
	if page.Case, err = tx.Case(ctx, p); err != nil {
		return page, err
	}
	if err = page.loadReleased(ctx, tx); err != nil {
		return page, err
	}
	if page.Plan, err = tx.Plan(ctx, p); err != nil {
		return page, err
	}
	if page.Talks, err = a.loadLastTalks(ctx, tx, by, page.Plan); err != nil {
		return page, err
	}
	if page.Talks.Others, err = talkOthers(ctx, tx, by, p); err != nil {
		return page, err
	}
	plan := PlanPage{Plan: page.Plan}
	if plan.Coordinations, _, err = standing(ctx, tx, p); err != nil {
		return page, err
	}
	plan.hideDrawn(page.Released)
	page.Plan, page.Coordinations = plan.Plan, plan.Coordinations
	return page, nil
}

// loadReleased opens the sections that are released; for the CV those, too, of which it is a selection.
func (page *CasePage) loadReleased(ctx context.Context, tx *store.Tx) (err error) {
	c, sections := page.Case, page.Released
	if page.HasCV = sections.Has(domain.SectionCV); page.HasCV {
		sections |= cvSections
	}
	page.Profile = Profile{Person: domain.Person{ID: c.Person, Name: c.Name, Language: c.Language}, Today: tx.Today}
	page.Profile.Entries, page.Profile.CVs, err = tx.Said(ctx, c.Person, sections)
	if err != nil {
		return err
	}
	page.Profile.CV = first(page.Profile.CVs) // others are the person's own
	if err := page.Profile.loadTranslations(ctx, tx, sections); err != nil {
		return err
	}
	if page.HasCV {
		page.CV = profileCV(page.Profile)
	}
	page.Profile = page.Profile.Only(page.Released)
	return nil
}

// Only leaves of a profile nothing but the sections: what somebody sees to whom they are released.
func (p Profile) Only(sections domain.SectionSet) Profile {
	p.Entries = slices.DeleteFunc(slices.Clone(p.Entries), func(e domain.Entry) bool { return !sections.Has(e.Section) })
	p.CV, p.CVs = domain.CVSelection{}, nil
	p.Translations = slices.DeleteFunc(slices.Clone(p.Translations), func(t domain.Translation) bool { return !sections.Has(t.Section) })
	return p
}

// CoreCase returns the core data of a case to the lead of its unit, with whom it can be reassigned to and who at the Jobcenter can be named.
// Errors: NotFound (not of by's unit, core not released, or no such person).
func (a *App) CoreCase(ctx context.Context, by domain.Actor, p domain.PersonID) (page CasePage, err error) {
	err = a.look(ctx, by, domain.ReadCore, p, func(tx *store.Tx, d *deed) error {
		page.Released = domain.SetOf(domain.SectionCore)
		d.event.Sections = page.Released
		if page.Case, err = tx.Case(ctx, p); err != nil {
			return err
		}
		users, err := tx.Users(ctx, page.Case.Org)
		for _, u := range users {
			if slices.Contains(u.Roles, domain.RoleIntegrationManager) {
				page.Managers = append(page.Managers, u)
			}
		}
		return err
	})
	return page, err
}

// Agents returns the Jobcenter's agents by name: staff, no data of persons.
func (a *App) Agents(ctx context.Context, by domain.Actor) (agents []domain.User, err error) {
	err = a.DB.Read(ctx, func(tx *store.Tx) error {
		if by.User == 0 {
			return domain.ErrNotFound()
		}
		agents, err = tx.UsersWithRole(ctx, domain.RoleJobcenterAgent)
		return err
	})
	return agents, err
}

// ReassignCase makes another manager of the same organisation responsible. Who acts for the person is out.
// Errors: NotFound (by does not lead the unit), Invalid (nobody chosen), Conflict (version is old, or to is of another organisation).
func (a *App) ReassignCase(ctx context.Context, by domain.Actor, p domain.PersonID, to domain.UserID, version int) error {
	if to == 0 {
		return &domain.Error{Kind: domain.Invalid, Key: "choose", Field: "manager"}
	}
	return a.do(ctx, by, domain.ReassignCase, p, func(tx *store.Tx, d *deed) error {
		d.event.Object = int64(to)
		u, err := tx.User(ctx, to)
		if err != nil {
			return err
		}
		if !slices.Contains(u.Roles, domain.RoleIntegrationManager) {
			return domain.ErrNotFound()
		}
		if err := tx.ReassignCase(ctx, p, to, version); err != nil {
			return err
		}
		if err := withdrawOpen(ctx, tx, p, 0); err != nil {
			return err
		}
		return tx.EndActingSessions(ctx, p, 0)
	})
}

// SetAgent names who at the Jobcenter is responsible for the person.
// Errors: NotFound (by may not, or agent is none), Invalid (nobody chosen), Conflict (version is old).
func (a *App) SetAgent(ctx context.Context, by domain.Actor, p domain.PersonID, agent domain.UserID, version int) error {
	if agent == 0 {
		return &domain.Error{Kind: domain.Invalid, Key: "choose", Field: "agent"}
	}
	return a.do(ctx, by, domain.SetAgent, p, func(tx *store.Tx, d *deed) error {
		d.event.Object = int64(agent)
		u, err := tx.User(ctx, agent)
		if err != nil {
			return err
		}
		if !slices.Contains(u.Roles, domain.RoleJobcenterAgent) {
			return domain.ErrNotFound()
		}
		return tx.SetAgent(ctx, p, agent, version)
	})
}

// SetCaseStatus moves a case to another status; CloseCase closes it.
// Errors: NotFound (by does not manage it), Invalid (no such status, or closed), Conflict (version is old, or the case is closed).
func (a *App) SetCaseStatus(ctx context.Context, by domain.Actor, p domain.PersonID, s domain.CaseStatus, version int) error {
	return a.do(ctx, by, domain.SetCaseStatus, p, func(tx *store.Tx, d *deed) error {
		if !s.Valid() || s == domain.CaseClosed {
			return &domain.Error{Kind: domain.Invalid, Key: "choose", Field: "status"}
		}
		d.event.Note = string(s)
		return tx.SetCaseStatus(ctx, p, s, version)
	})
}

// Organisation is what an admin sees: organisations and the users of the own one.
type Organisation struct {
	Orgs  []domain.Org
	Users []domain.User
}

// Organisations returns the organisations of the tenant and the users of the admin's own.
// Errors: NotFound (by is no admin).
func (a *App) Organisations(ctx context.Context, by domain.Actor) (o Organisation, err error) {
	err = a.look(ctx, by, domain.ListOrgs, 0, func(tx *store.Tx, _ *deed) error {
		if o.Orgs, err = tx.Orgs(ctx); err != nil {
			return err
		}
		o.Users, err = tx.Users(ctx, by.Org)
		return err
	})
	return o, err
}
