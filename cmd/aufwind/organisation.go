package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// organisationCommand administers the organisations of a tenant.
type organisationCommand struct {
	Add  organisationAdd  `cmd:"" help:"Add an organisation: the city, a provider that employs managers, the Jobcenter."`
	List organisationList `cmd:"" help:"List the organisations and their teams."`
}

type organisationAdd struct {
	town
	Name  string `arg:"" help:"Name of the organisation, as pages show it."`
	Kind  string `required:"" enum:"city,provider,jobcenter" placeholder:"KIND" help:"What it is: ${enum}. A provider employs integration managers."`
	Phone string `placeholder:"NUMBER" help:"Phone number, as persons see it."`
}

func (organisationAdd) Help() string {
	return `Example: aufwind organisation add "Verein Brücke" --kind provider --phone "0711 123456"`
}

func (c organisationAdd) Run(w *world) error {
	return c.in(w, func(a *app.App, by domain.Actor) error {
		if _, err := a.AddOrg(w.ctx, by, domain.Org{Name: c.Name, Kind: domain.OrgKind(c.Kind), Phone: c.Phone}); err != nil {
			return err
		}
		_, err := fmt.Fprintf(w.out, "organisation %s (%s)\n", c.Name, c.Kind)
		return err
	})
}

type organisationList struct{ town }

func (organisationList) Help() string { return `Example: aufwind organisation list` }

func (c organisationList) Run(w *world) error {
	return c.in(w, func(a *app.App, by domain.Actor) error {
		orgs, teams, err := a.Orgs(w.ctx, by)
		if err != nil {
			return err
		}
		t := tabwriter.NewWriter(w.out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "ORGANISATION\tKIND\tPHONE\tTEAMS")
		for _, o := range orgs {
			var own []string
			for _, team := range teams {
				if team.Org == o.ID {
					own = append(own, team.Name)
				}
			}
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", o.Name, o.Kind, o.Phone, strings.Join(slices.Compact(own), ", "))
		}
		return t.Flush()
	})
}

// teamCommand administers the teams of an organisation.
type teamCommand struct {
	Add teamAdd `cmd:"" help:"Add a team to an organisation."`
}

type teamAdd struct {
	town
	Name string `arg:"" help:"Name of the team."`
	Org  string `required:"" placeholder:"NAME" help:"Name of the organisation."`
}

func (teamAdd) Help() string { return `Example: aufwind team add Nord --org "Verein Brücke"` }

func (c teamAdd) Run(w *world) error {
	return c.in(w, func(a *app.App, by domain.Actor) error {
		if err := a.AddTeam(w.ctx, by, c.Org, c.Name); err != nil {
			return err
		}
		_, err := fmt.Fprintf(w.out, "team %s of %s\n", c.Name, c.Org)
		return err
	})
}
