package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// A Seer is one organisation that sees something of a person today, and why.
type Seer struct {
	OrgName  string
	Role     domain.Role       // to which the person has released it
	People   []domain.Standing // who has the person in a list there
	Releases []domain.Release  // in force, single goals included
}

// WhoPage is who sees something of a person today.
type WhoPage struct {
	Seers  []Seer
	Links  []domain.CVLink      // in force
	Bodies []domain.BodyRequest // with a consent in force
}

// Nobody tells whether nobody sees anything.
func (p WhoPage) Nobody() bool { return len(p.Seers)+len(p.Links)+len(p.Bodies) == 0 }

// WhoSees returns who sees something of a person today, to the person: exactly what is in force, nothing that ended.
// Errors: NotFound (by is somebody else).
func (a *App) WhoSees(ctx context.Context, by domain.Actor) (page WhoPage, err error) {
	err = a.look(ctx, by, domain.ReadReleases, by.Person, func(tx *store.Tx, _ *deed) error {
		releases, err := tx.Releases(ctx, by.Person)
		if err != nil {
			return err
		}
		releases = slices.DeleteFunc(releases, func(r domain.Release) bool { return !r.InForce(tx.Today) })
		standing, err := tx.Standings(ctx, by.Person)
		if err != nil {
			return err
		}
		page.Seers = seers(releases, standing)
		if page.Links, err = tx.CVLinks(ctx, by.Person); err != nil {
			return err
		}
		page.Links = slices.DeleteFunc(page.Links, func(l domain.CVLink) bool { return !l.InForce(tx.Now) })
		page.Bodies, err = tx.BodyRequests(ctx, by.Person)
		page.Bodies = slices.DeleteFunc(page.Bodies, func(r domain.BodyRequest) bool { return r.Consented(tx.Today) != domain.ReleaseCovers })
		return err
	})
	return page, err
}

// seers puts releases in force together by organisation and role, each with who stands for it. What is released without core opens nothing.
func seers(releases []domain.Release, standing []domain.Standing) (out []Seer) {
	for _, core := range releases {
		if core.Section != domain.SectionCore {
			continue
		}
		s := Seer{OrgName: core.OrgName, Role: core.Role}
		if slices.ContainsFunc(out, func(x Seer) bool { return x.OrgName == s.OrgName && x.Role == s.Role }) {
			continue
		}
		for _, r := range releases {
			if r.Org == core.Org && r.Role == core.Role {
				s.Releases = append(s.Releases, r)
			}
		}
		for _, x := range standing {
			if x.OrgName == s.OrgName && (x.Role == domain.RoleJobcenterAgent) == (s.Role == domain.RoleJobcenterAgent) {
				s.People = append(s.People, x)
			}
		}
		out = append(out, s)
	}
	return out
}
