package app

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/names"
	"github.com/aufwind-im/aufwind/internal/store"
)

// doublesShown is how many possible doubles are counted; the page says only that there are some.
const doublesShown = 5

// FindDoubles tells how many registered persons could be the one about to be registered (at most 5). It gives no data of them, and
// each question stands in the record: by many of them somebody could find out who is registered.
func (a *App) FindDoubles(ctx context.Context, by domain.Actor, name domain.Name) (n int, err error) {
	err = a.do(ctx, by, domain.FindDoubles, 0, func(tx *store.Tx, _ *deed) error {
		n, err = a.countDoubles(ctx, tx, name)
		return err
	})
	return n, err
}

func (a *App) countDoubles(ctx context.Context, tx *store.Tx, name domain.Name) (n int, err error) {
	same := sameName(name)
	for _, lookups := range [...]func(...string) []store.KeyRange{narrow, wide} {
		found, err := tx.PersonsByName(ctx, lookups(name.Latin, name.Native))
		if err != nil {
			return 0, err
		}
		for _, p := range found {
			if n < doublesShown && same(p.Name) {
				n++
			}
		}
		if n > 0 {
			return n, nil
		}
	}
	return 0, nil
}

// sameName tells of other names whether one of their spellings and one of a could be the same name.
func sameName(a domain.Name) func(b domain.Name) bool {
	latin, native := names.Like(a.Latin), names.Like(a.Native)
	return func(b domain.Name) bool {
		for _, like := range [...]func(string) (bool, float64){latin, native} {
			for _, spelling := range [...]string{b.Latin, b.Native} {
				if same, _ := like(spelling); same {
					return true
				}
			}
		}
		return false
	}
}

// RegisterPerson stores a person who has consented, releases the core data to the organisation that serves the accommodation, and
// issues the slip. Asked twice with the same form key it stores one person, and the second slip replaces the first.
// Errors: NotFound (by may not register), Conflict (the form key has registered somebody else), Invalid (r.Check; "doubles" when somebody of that name is there and r.NotADouble is not set).
func (a *App) RegisterPerson(ctx context.Context, by domain.Actor, r domain.Registration) (domain.Slip, error) {
	if err := r.Check(); err != nil {
		return domain.Slip{}, err
	}
	slip := domain.Slip{Name: r.Name, Language: r.Language, Code: auth.NewSlip().Groups(), PIN: auth.NewPIN()}
	pinHash, err := a.Hasher.Hash(ctx, slip.PIN)
	if err != nil {
		return domain.Slip{}, err
	}
	err = a.do(ctx, by, domain.RegisterPerson, 0, func(tx *store.Tx, d *deed) error {
		if err := a.addPerson(ctx, tx, by, r, &slip); err != nil {
			return err
		}
		d.event.Person, d.event.Sections = slip.Person, domain.SetOf(domain.SectionCore)
		if slip.Responsible, err = tx.Responsible(ctx, slip.Person); err != nil {
			return err
		}
		return replaceSlip(ctx, tx, by, d, slip, pinHash)
	})
	return slip, err
}

func (a *App) addPerson(ctx context.Context, tx *store.Tx, by domain.Actor, r domain.Registration, slip *domain.Slip) error {
	fresh := store.NewID[domain.PersonID](tx)
	was, again, err := tx.Once(ctx, by.Session, "register:"+r.Once, int64(fresh))
	if err != nil {
		return err
	}
	slip.Person = domain.PersonID(was)
	if again && r.Once != "" {
		return sameNewcomer(ctx, tx, by, slip.Person, r)
	}
	if !r.NotADouble {
		n, err := a.countDoubles(ctx, tx, r.Name)
		if err != nil {
			return err
		}
		if n > 0 {
			return &domain.Error{Kind: domain.Invalid, Key: "doubles", Field: "not_a_double"}
		}
	}
	p := domain.Person{ID: fresh, Name: r.Name, Language: r.Language, Accommodation: r.Accommodation}
	if slip.Person, err = tx.AddPerson(ctx, p, NameKeys(r.Name), by.User); err != nil {
		if domain.KindOf(err) == domain.NotFound {
			return &domain.Error{Kind: domain.Invalid, Key: "choose", Field: "accommodation"}
		}
		return err
	}
	r.Terms.Witness = by.User
	return releaseCore(ctx, tx, slip.Person, r.Terms)
}

// sameNewcomer is a Conflict when a form key that has registered p comes back with answers about somebody else, and NotFound when by may
// issue no slip to p any more: nobody gets a slip that opens somebody else's account.
func sameNewcomer(ctx context.Context, tx *store.Tx, by domain.Actor, p domain.PersonID, r domain.Registration) error {
	if _, err := authorise(ctx, tx, by, domain.IssueSlip, p); err != nil {
		return err
	}
	was, err := tx.Person(ctx, p)
	if err != nil {
		return err
	}
	if was.Name != r.Name || was.Language != r.Language || was.Accommodation != r.Accommodation {
		return domain.ErrConflict()
	}
	return nil
}

// releaseCore releases the core data to the organisation that has the case now.
func releaseCore(ctx context.Context, tx *store.Tx, p domain.PersonID, terms domain.ReleaseTerms) error {
	c, err := tx.Case(ctx, p)
	if err != nil {
		return err
	}
	_, err = tx.AddRelease(ctx, domain.Release{
		Person: p, Section: domain.SectionCore, Org: c.Org, Role: domain.RoleIntegrationManager, Purpose: domain.PurposeRegistration,
		From: tx.Today, Until: tx.Today.AddMonths(36), Terms: terms,
	})
	return err
}

// noteOwnPIN in the event of a new slip says that the person had a PIN of their own, which ended with the old slip.
const noteOwnPIN = "own_pin"

// replaceSlip stores a slip; the one before and every session opened with it end. The event says when an own PIN of the person ended.
func replaceSlip(ctx context.Context, tx *store.Tx, by domain.Actor, d *deed, s domain.Slip, pinHash string) error {
	code, err := auth.ParseSlip(s.Code)
	if err != nil {
		return err
	}
	before, err := tx.SlipOf(ctx, s.Person)
	if err == nil && !before.NewPIN {
		d.event.Note = noteOwnPIN
	} else if err != nil && domain.KindOf(err) != domain.NotFound {
		return err
	}
	if err := tx.EndSessionsOfPerson(ctx, s.Person, by.Session); err != nil {
		return err
	}
	return tx.AddSlip(ctx, s.Person, crypt.HashCode(string(code)), pinHash, by.User)
}

// IssueSlip replaces the slip of p, face to face: the old one and every session of it end, and p is told who did it.
// Errors: NotFound (by neither manages p nor registered p a short while ago).
func (a *App) IssueSlip(ctx context.Context, by domain.Actor, p domain.PersonID) (domain.Slip, error) {
	slip := domain.Slip{Person: p, Code: auth.NewSlip().Groups(), PIN: auth.NewPIN()}
	hash, err := a.Hasher.Hash(ctx, slip.PIN)
	if err != nil {
		return domain.Slip{}, err
	}
	err = a.do(ctx, by, domain.IssueSlip, p, func(tx *store.Tx, d *deed) error {
		person, err := tx.Person(ctx, p)
		if err != nil {
			return err
		}
		slip.Name, slip.Language = person.Name, person.Language
		if slip.Responsible, err = tx.Responsible(ctx, p); err != nil {
			return err
		}
		if err := replaceSlip(ctx, tx, by, d, slip, hash); err != nil {
			return err
		}
		return tx.AddNotice(ctx, domain.Notice{Person: p, Kind: domain.NoticeSlipReplaced, Actor: by.User, Org: by.Org})
	})
	return slip, err
}

// Places returns what a registration form offers: accommodations and districts. They are no data of persons.
// Errors: NotFound (by may not register anybody).
func (a *App) Places(ctx context.Context, by domain.Actor) (places []domain.Accommodation, districts []domain.District, err error) {
	err = a.DB.Read(ctx, func(tx *store.Tx) error {
		if _, err := domain.Can(by, domain.RegisterPerson, domain.Facts{}); err != nil {
			return err
		}
		if places, err = tx.Accommodations(ctx); err != nil {
			return err
		}
		districts, err = tx.Districts(ctx)
		return err
	})
	return places, districts, err
}
