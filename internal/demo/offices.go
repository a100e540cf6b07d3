package demo

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// directory are bodies that are not there, and for which field of life measures name them; the last one has closed.
var directory = [...]struct {
	name, kind string
	domains    []domain.LifeDomain
}{
	{"Sprachhaus am Hang", "course_provider", []domain.LifeDomain{"language"}},
	{"Volkshochschule Talblick", "course_provider", []domain.LifeDomain{"language", "qualification"}},
	{"Beratungsstelle Anerkennung Süd", "advice", []domain.LifeDomain{"recognition"}},
	{"Kammer für Handwerk und Handel", "chamber", []domain.LifeDomain{"training", "recognition"}},
	{"Schulamt, Zimmer für Neuankommende", "authority", []domain.LifeDomain{"school"}},
	{"Wohnraumlotsen e. V.", "housing", []domain.LifeDomain{"housing"}},
	{"Praxishaus Brunnenweg", "health", []domain.LifeDomain{"health"}},
	{"Sportfreunde Rebenrain", "association", []domain.LifeDomain{"participation"}},
	{"Kita Silberwiese", "childcare", []domain.LifeDomain{"family"}},
	{"Werkstatt Otterweg GmbH", "employer", []domain.LifeDomain{"work", "training"}},
	{"Jobbörse Holdersteige", "employer", nil},
}

// openBodies stores the directory.
func (c *city) openBodies(ctx context.Context, tx *store.Tx) error {
	for i, x := range directory {
		b := domain.Body{
			ID: newID[domain.BodyID](c), Name: x.name, Kind: x.kind, Contact: staffPhone(len(c.users)+i) + "\n" + staffHours[i%len(staffHours)],
		}
		if x.domains == nil {
			b.Closed = domain.DayOf(c.until).AddDays(-40)
		}
		if _, err := tx.SaveBody(ctx, b); err != nil {
			return err
		}
		c.bodies = append(c.bodies, b)
	}
	return nil
}

// bodyFor is who helps some in a field of life; 0 for the others.
func (l *life) bodyFor(x domain.LifeDomain) domain.BodyID {
	if !l.chat.chance(60) {
		return 0
	}
	for i, b := range l.bodies {
		for _, d := range directory[i].domains {
			if d == x {
				return b.ID
			}
		}
	}
	return 0
}

// letterheads stores what providers and city print on their papers.
func (c *city) letterheads(ctx context.Context, tx *store.Tx) error {
	for i, o := range c.orgs {
		l := domain.Letterhead{
			Org: o.ID, Names: o.Name + "\nIntegrationsmanagement", Address: houseName(i) + "\n" + c.print.name,
			Below: "Sprechzeiten: " + staffHours[i%len(staffHours)] + "\nTelefon " + staffPhone(i),
		}
		switch o.Kind {
		case domain.OrgCity:
			l.Names = "Stadt " + c.print.name + "\n" + o.Name
		case domain.OrgJobcenter:
			continue
		}
		if err := tx.SaveLetterhead(ctx, l); err != nil {
			return err
		}
	}
	return nil
}
