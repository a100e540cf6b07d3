package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/aufwind-im/aufwind/internal/store"
)

// tenantCommand administers the catalog.
type tenantCommand struct {
	Add  tenantAdd  `cmd:"" help:"Add a city or Landkreis with a database of its own."`
	List tenantList `cmd:"" help:"List the tenants."`
}

type tenantAdd struct {
	place
	ID   string   `arg:"" help:"Short name: a-z, 0-9 and _."`
	Name string   `required:"" placeholder:"NAME" help:"Name of the city, as pages show it."`
	Host []string `required:"" placeholder:"HOST" help:"Host name under which the pages are, without port; may be given several times."`
	Zone string   `default:"Europe/Berlin" placeholder:"ZONE" help:"Time zone, an IANA name: a release ends at its midnight."`
}

func (tenantAdd) Help() string {
	return `The first tenant makes the data folder and the master key, too. While there is only one tenant it answers under every host name.

Example: aufwind tenant add esslingen --name Esslingen --host aufwind.esslingen.example`
}

func (c tenantAdd) Run(w *world) error {
	tenants, err := c.openOrBegin(w)
	if err != nil {
		return err
	}
	defer tenants.Close()
	if _, err := tenants.Add(w.ctx, store.Tenant{ID: c.ID, Name: c.Name, Zone: c.Zone, Hosts: c.Host}); err != nil {
		return err // an OperatorError where the words are wrong
	}
	fmt.Fprintf(w.out, "%s is at %s\n", c.ID, strings.Join(c.Host, ", "))
	list, err := tenants.List(w.ctx)
	if err == nil && len(list) == 2 {
		fmt.Fprintln(w.out, "from now on each tenant answers only under its own host names")
	}
	return err
}

type tenantList struct{ place }

func (tenantList) Help() string { return `Example: aufwind tenant list` }

func (c tenantList) Run(w *world) error {
	tenants, err := c.open(w)
	if err != nil {
		return err
	}
	defer tenants.Close()
	list, err := tenants.List(w.ctx)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(w.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "TENANT\tNAME\tHOSTS\tTIME ZONE")
	for _, x := range list {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", x.ID, x.Name, strings.Join(x.Hosts, " "), x.Zone)
	}
	return t.Flush()
}
