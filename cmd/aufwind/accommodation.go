package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// districtCommand administers the parts of a city.
type districtCommand struct {
	Add  districtAdd  `cmd:"" help:"Add a part of the city."`
	List districtList `cmd:"" help:"List the parts of the city."`
}

type districtAdd struct {
	town
	Name string `arg:"" help:"Name of the district, as pages show it."`
}

func (districtAdd) Help() string { return `Example: aufwind district add Mitte` }

func (c districtAdd) Run(w *world) error {
	return c.in(w, func(a *app.App, by domain.Actor) error {
		if err := a.AddDistrict(w.ctx, by, c.Name); err != nil {
			return err
		}
		_, err := fmt.Fprintf(w.out, "district %s\n", c.Name)
		return err
	})
}

type districtList struct{ town }

func (districtList) Help() string { return `Example: aufwind district list` }

func (c districtList) Run(w *world) error {
	return c.in(w, func(a *app.App, by domain.Actor) error {
		list, err := a.Districts(w.ctx, by)
		for _, d := range list {
			fmt.Fprintln(w.out, d.Name)
		}
		return err
	})
}

// accommodationCommand administers the houses in which persons live.
type accommodationCommand struct {
	Add    accommodationAdd    `cmd:"" help:"Add an accommodation and say who is responsible for whoever is registered there."`
	Assign accommodationAssign `cmd:"" help:"Make somebody else responsible for whoever is registered in an accommodation from now on."`
	Import accommodationImport `cmd:"" help:"Add districts and accommodations from a CSV file: all lines or none."`
	List   accommodationList   `cmd:"" help:"List the accommodations and who is responsible for them."`
}

// responsible are the flags that say who gets the cases of an accommodation.
type responsible struct {
	District string `required:"" placeholder:"NAME" help:"District in which it is."`
	Org      string `required:"" placeholder:"NAME" help:"Organisation that is responsible for whoever is registered there."`
	Manager  string `required:"" placeholder:"USERNAME" help:"User name of the integration manager of that organisation who gets the cases."`
}

type accommodationAdd struct {
	town
	responsible
	Name string `arg:"" help:"Name of the accommodation, as staff know it."`
	Kind string `required:"" enum:"flat,home,modular,hotel,hall,container,private" placeholder:"KIND" help:"What it is: ${enum}."`
}

func (accommodationAdd) Help() string {
	return `Example: aufwind accommodation add "Lindenweg 5" --kind home --district Mitte --org "Verein Brücke" --manager anna`
}

func (c accommodationAdd) Run(w *world) error {
	return c.in(w, func(a *app.App, by domain.Actor) error {
		p := domain.AccommodationLine{Accommodation: c.Name, Kind: c.Kind, District: c.District, Org: c.Org, Manager: c.Manager}
		if err := a.AddAccommodation(w.ctx, by, p); err != nil {
			return err
		}
		_, err := fmt.Fprintf(w.out, "accommodation %s in %s: %s, %s\n", c.Name, c.District, c.Org, c.Manager)
		return err
	})
}

type accommodationAssign struct {
	town
	responsible
	Name string `arg:"" help:"Name of the accommodation."`
}

func (accommodationAssign) Help() string {
	return `Cases that are there stay with whom they are; a team lead reassigns them on the page of the case.

Example: aufwind accommodation assign "Lindenweg 5" --district Mitte --org "Verein Brücke" --manager bernd`
}

func (c accommodationAssign) Run(w *world) error {
	return c.in(w, func(a *app.App, by domain.Actor) error {
		p := domain.AccommodationLine{Accommodation: c.Name, District: c.District, Org: c.Org, Manager: c.Manager}
		if err := a.AssignAccommodation(w.ctx, by, p); err != nil {
			return err
		}
		_, err := fmt.Fprintf(w.out, "accommodation %s in %s: %s, %s\n", c.Name, c.District, c.Org, c.Manager)
		return err
	})
}

type accommodationList struct {
	town
	CSV bool `name:"csv" help:"As a file that accommodation import reads."`
}

func (accommodationList) Help() string { return `Example: aufwind accommodation list --csv` }

func (c accommodationList) Run(w *world) error {
	return c.in(w, func(a *app.App, by domain.Actor) error {
		lines, err := a.Accommodations(w.ctx, by)
		if err != nil {
			return err
		}
		if c.CSV {
			out := csv.NewWriter(w.out)
			rows := [][]string{accommodationColumns[:]}
			for _, p := range lines {
				rows = append(rows, []string{p.District, p.Accommodation, p.Kind, p.Org, p.Manager})
			}
			return out.WriteAll(rows)
		}
		t := tabwriter.NewWriter(w.out, 0, 0, 2, ' ', 0)
		fmt.Fprintln(t, "DISTRICT\tACCOMMODATION\tKIND\tORGANISATION\tMANAGER")
		for _, p := range lines {
			fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\n", p.District, p.Accommodation, p.Kind, p.Org, p.Manager)
		}
		return t.Flush()
	})
}

type accommodationImport struct {
	town
	File   string `arg:"" help:"CSV file, or - for standard input."`
	DryRun bool   `help:"Check every line and store nothing."`
}

func (accommodationImport) Help() string {
	return `The file is CSV in UTF-8, at most 4 MiB, with commas, semicolons or tabs between the fields. Its first line names the columns, in any order:

    district,accommodation,kind,organisation,manager
    Mitte,Lindenweg 5,home,Verein Brücke,anna
    Süd,,,,

kind is flat, home, modular, hotel, hall, container or private; organisation and manager (a user name) must be there already. A district
that is not there is made; a line may name only a district. When a line is wrong, all that are wrong are named and nothing is stored.

Example: aufwind accommodation import accommodations.csv --dry-run`
}

func (c accommodationImport) Run(w *world) error {
	lines, err := c.read(w)
	if err != nil {
		return usageError{fmt.Errorf("%s: %w", c.File, err)}
	}
	return c.in(w, func(a *app.App, by domain.Actor) error {
		made, err := a.ImportAccommodations(w.ctx, by, lines, c.DryRun)
		if _, wrong := errors.AsType[*domain.OperatorError](err); wrong {
			return usageError{fmt.Errorf("%s: nothing was stored\n%s", c.File, firstLines(err.Error()))}
		}
		if err != nil {
			return err
		}
		did := "added"
		if c.DryRun {
			did = "would add"
		}
		_, err = fmt.Fprintf(w.out, "%s %s and %s\n", did, count(made.Districts, "district"), count(made.Accommodations, "accommodation"))
		return err
	})
}

// firstLines cuts a long list of what is wrong.
func firstLines(text string) string {
	const most = 50
	lines := strings.Split(text, "\n")
	if len(lines) <= most {
		return text
	}
	return strings.Join(lines[:most], "\n") + fmt.Sprintf("\nand %d lines more", len(lines)-most)
}

func (c accommodationImport) read(w *world) ([]domain.AccommodationLine, error) {
	in := w.in
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	const most = 4 << 20
	text, err := io.ReadAll(io.LimitReader(in, most+1))
	if err != nil {
		return nil, err
	}
	if len(text) > most {
		return nil, fmt.Errorf("it is longer than %d MiB", most>>20)
	}
	return accommodationLines(text)
}
