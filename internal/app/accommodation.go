package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// A city is what accommodations are checked against: everything in it has one name.
type city struct {
	districts      map[string]domain.DistrictID
	orgs           map[string]domain.Org
	members        map[string]domain.Member
	accommodations map[accommodationName]int // the line of a file that named it, 0 for what was there before
}

type accommodationName struct {
	district domain.DistrictID
	name     string
}

func loadCity(ctx context.Context, tx *store.Tx) (*city, error) {
	c := &city{map[string]domain.DistrictID{}, map[string]domain.Org{}, map[string]domain.Member{}, map[accommodationName]int{}}
	districts, err := tx.Districts(ctx)
	if err != nil {
		return nil, err
	}
	for _, d := range districts {
		c.districts[d.Name] = d.ID
	}
	orgs, err := tx.Orgs(ctx)
	if err != nil {
		return nil, err
	}
	for _, o := range orgs {
		c.orgs[o.Name] = o
	}
	members, err := tx.Members(ctx)
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		c.members[m.Username] = m
	}
	accommodations, err := tx.Accommodations(ctx)
	for _, p := range accommodations {
		c.accommodations[accommodationName{p.District, p.Name}] = 0
	}
	return c, err
}

// responsible finds organisation and manager by their names.
// Errors: OperatorError (there is none, or the manager does not belong to the organisation, is no manager or locked).
func (c *city) responsible(org, manager string) (domain.OrgID, domain.UserID, error) {
	o, known := c.orgs[org]
	if !known {
		return 0, 0, domain.Misused("there is no organisation %q", org)
	}
	m, known := c.members[manager]
	switch {
	case !known:
		return 0, 0, domain.Misused("there is no user %q", manager)
	case m.Org != o.ID:
		return 0, 0, domain.Misused("%q does not work for %q, but for %q", manager, org, m.OrgName)
	case !slices.Contains(m.Roles, domain.RoleIntegrationManager):
		return 0, 0, domain.Misused("%q is no integration manager", manager)
	case m.Locked != 0:
		return 0, 0, domain.Misused("%q is locked", manager)
	}
	return o.ID, m.ID, nil
}

// add stores the accommodation of a line, whose district is there.
func (c *city) add(ctx context.Context, tx *store.Tx, p domain.AccommodationLine) (domain.AccommodationID, error) {
	district, known := c.districts[p.District]
	if !known {
		return 0, p.At(domain.Misused("there is no district %q", p.District))
	}
	name := accommodationName{district, p.Accommodation}
	if line, taken := c.accommodations[name]; taken && line > 0 {
		return 0, p.At(domain.Misused("accommodation %q of district %q stands in line %d already", p.Accommodation, p.District, line))
	} else if taken {
		return 0, p.At(domain.Misused("there is an accommodation %q in district %q already", p.Accommodation, p.District))
	}
	org, manager, err := c.responsible(p.Org, p.Manager)
	if err != nil {
		return 0, p.At(err)
	}
	c.accommodations[name] = p.Line
	a := domain.Accommodation{
		ID: store.NewID[domain.AccommodationID](tx), Name: p.Accommodation, Kind: p.Kind, District: district, Org: org, Manager: manager,
	}
	return a.ID, tx.AddAccommodation(ctx, a)
}

// addDistrict stores a district.
func (c *city) addDistrict(ctx context.Context, tx *store.Tx, name string) (domain.DistrictID, error) {
	d := domain.District{ID: store.NewID[domain.DistrictID](tx), Name: name}
	c.districts[name] = d.ID
	return d.ID, tx.AddDistrict(ctx, d)
}

// AddDistrict stores a part of the city.
// Errors: NotFound (by is no operator), OperatorError (no name; it is taken).
func (a *App) AddDistrict(ctx context.Context, by domain.Actor, name string) error {
	return a.do(ctx, by, domain.AddDistrict, 0, func(tx *store.Tx, d *deed) error {
		if err := (domain.AccommodationLine{District: name}).Check(); err != nil {
			return err
		}
		c, err := loadCity(ctx, tx)
		if err != nil {
			return err
		}
		if _, taken := c.districts[name]; taken {
			return domain.Misused("there is a district %q already", name)
		}
		id, err := c.addDistrict(ctx, tx, name)
		d.event.Object = int64(id)
		return err
	})
}

// AddAccommodation stores an accommodation. Its organisation and manager become responsible for whoever is registered there.
// Errors: NotFound (by is no operator), OperatorError (p.Check; a name that is not known, or taken).
func (a *App) AddAccommodation(ctx context.Context, by domain.Actor, p domain.AccommodationLine) error {
	return a.do(ctx, by, domain.AddAccommodation, 0, func(tx *store.Tx, d *deed) error {
		if p.Accommodation == "" {
			return domain.Misused("the accommodation is missing")
		}
		if err := p.Check(); err != nil {
			return err
		}
		c, err := loadCity(ctx, tx)
		if err != nil {
			return err
		}
		id, err := c.add(ctx, tx, p)
		d.event.Object = int64(id)
		return err
	})
}

// Imported is what an import has made, or would make.
type Imported struct{ Districts, Accommodations int }

// errNotKept ends an import that was only tried.
var errNotKept = errors.New("nothing is kept")

// ImportAccommodations stores districts and accommodations: all lines or none. A district that is not there yet is made. With try nothing is
// stored: the answer is what would be.
// Errors: NotFound (by is no operator); one OperatorError for each line that is wrong, joined.
func (a *App) ImportAccommodations(ctx context.Context, by domain.Actor, lines []domain.AccommodationLine, try bool) (made Imported, err error) {
	err = a.do(ctx, by, domain.ImportAccommodations, 0, func(tx *store.Tx, d *deed) error {
		c, err := loadCity(ctx, tx)
		if err != nil {
			return err
		}
		var wrong []error
		for _, p := range lines {
			err := c.addLine(ctx, tx, p, &made)
			if _, ok := errors.AsType[*domain.OperatorError](err); !ok && err != nil {
				return err
			}
			wrong = append(wrong, err)
		}
		d.event.Note = fmt.Sprintf("districts=%d accommodations=%d", made.Districts, made.Accommodations)
		if err := errors.Join(wrong...); err != nil || !try {
			return err
		}
		return errNotKept
	})
	if errors.Is(err, errNotKept) {
		err = nil
	}
	return made, err
}

// addLine stores what a line names.
func (c *city) addLine(ctx context.Context, tx *store.Tx, p domain.AccommodationLine, made *Imported) error {
	if err := p.Check(); err != nil {
		return err
	}
	if _, known := c.districts[p.District]; !known {
		if _, err := c.addDistrict(ctx, tx, p.District); err != nil {
			return err
		}
		made.Districts++
	}
	if p.Accommodation == "" {
		return nil
	}
	if _, err := c.add(ctx, tx, p); err != nil {
		return err
	}
	made.Accommodations++
	return nil
}

// AssignAccommodation makes another organisation and manager responsible for whoever is registered in the accommodation from now on; cases that
// are there stay where they are.
// Errors: NotFound (by is no operator), OperatorError (a name that is not known).
func (a *App) AssignAccommodation(ctx context.Context, by domain.Actor, p domain.AccommodationLine) error {
	return a.do(ctx, by, domain.AssignAccommodation, 0, func(tx *store.Tx, d *deed) error {
		c, err := loadCity(ctx, tx)
		if err != nil {
			return err
		}
		org, manager, err := c.responsible(p.Org, p.Manager)
		if err != nil {
			return err
		}
		accommodations, err := tx.Accommodations(ctx)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(accommodations, func(a domain.Accommodation) bool {
			return a.Name == p.Accommodation && a.District == c.districts[p.District]
		})
		if i < 0 {
			return domain.Misused("there is no accommodation %q in district %q", p.Accommodation, p.District)
		}
		d.event.Object = int64(accommodations[i].ID)
		return tx.AssignAccommodation(ctx, accommodations[i].ID, org, manager)
	})
}

// Districts returns the parts of the city by name.
// Errors: NotFound (by is no operator).
func (a *App) Districts(ctx context.Context, by domain.Actor) (list []domain.District, err error) {
	err = a.look(ctx, by, domain.ListDistricts, 0, func(tx *store.Tx, _ *deed) error {
		list, err = tx.Districts(ctx)
		return err
	})
	return list, err
}

// Accommodations returns all accommodations by district and name, as they would be imported.
// Errors: NotFound (by is no operator).
func (a *App) Accommodations(ctx context.Context, by domain.Actor) (lines []domain.AccommodationLine, err error) {
	err = a.look(ctx, by, domain.ListAccommodations, 0, func(tx *store.Tx, _ *deed) error {
		districts, err := tx.Districts(ctx)
		if err != nil {
			return err
		}
		members, err := tx.Members(ctx)
		if err != nil {
			return err
		}
		accommodations, err := tx.Accommodations(ctx)
		for _, d := range districts {
			for _, p := range accommodations {
				if p.District != d.ID {
					continue
				}
				i := slices.IndexFunc(members, func(m domain.Member) bool { return m.ID == p.Manager })
				lines = append(lines, domain.AccommodationLine{
					District: d.Name, Accommodation: p.Name, Kind: p.Kind, Org: p.OrgName, Manager: members[i].Username,
				})
			}
		}
		return err
	})
	return lines, err
}
