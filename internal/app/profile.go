package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// allSections is what the own profile holds.
var allSections = domain.SetOf(domain.ProfileSections[:]...)

// cvSections is what a CV is made from.
var cvSections = domain.SetOf(domain.Basics()...).With(domain.SectionCV)

// Profile is the own page of a person.
type Profile struct {
	Person      domain.Person
	Responsible domain.Responsible
	Entries     []domain.Entry
	CVs         []domain.CVSelection // never empty on the own page
	CV          domain.CVSelection   // that of CVs which is looked at: the first one, unless another was asked for
	Today       domain.Day

	Translations []domain.Translation // of the free texts, also of earlier wordings; none while nobody has said anything in own words
}

// In returns the entries of one section.
func (p Profile) In(s domain.Section) []domain.Entry {
	var out []domain.Entry
	for _, e := range p.Entries {
		if e.Section == s {
			out = append(out, e)
		}
	}
	return out
}

// Unsaid are the sections without an entry that pages remind of, in the order of the questions.
func (p Profile) Unsaid() []domain.Section {
	var out []domain.Section
	for _, s := range domain.Basics() {
		if !slices.ContainsFunc(p.Entries, func(e domain.Entry) bool { return e.Section == s }) {
			out = append(out, s)
		}
	}
	return out
}

// Sections are those in which something was said.
func (p Profile) Sections() (set domain.SectionSet) {
	for _, e := range p.Entries {
		set = set.With(e.Section)
	}
	return set
}

// AddressForm is the form of address that the person chose; neutral while nothing was said.
func (p Profile) AddressForm() domain.AddressForm {
	for _, e := range p.Entries {
		if e.Identity != nil && e.Identity.AddressForm != "" {
			return e.Identity.AddressForm
		}
	}
	return domain.AddressNeutral
}

// Profile returns everything a person has said, to the person.
// Errors: NotFound (by is somebody else).
func (a *App) Profile(ctx context.Context, by domain.Actor) (p Profile, err error) {
	err = a.look(ctx, by, domain.ReadProfile, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections = allSections
		p, err = loadProfile(ctx, tx, by.Person, allSections)
		return err
	})
	return p, err
}

func loadProfile(ctx context.Context, tx *store.Tx, id domain.PersonID, sections domain.SectionSet) (p Profile, err error) {
	if p.Person, err = tx.Person(ctx, id); err != nil {
		return p, err
	}
	p.Today = tx.Today
	if p.Responsible, err = tx.Responsible(ctx, id); err != nil {
		return p, err
	}
	if p.Entries, p.CVs, err = tx.Said(ctx, id, sections.With(domain.SectionCV)); err != nil {
		return p, err
	}
	p.CV = first(p.CVs)
	return p, p.loadTranslations(ctx, tx, sections.With(domain.SectionCV))
}

// loadTranslations loads the German of the free texts in the sections.
func (p *Profile) loadTranslations(ctx context.Context, tx *store.Tx, sections domain.SectionSet) (err error) {
	free := 0
	for _, s := range p.CVs {
		free += len(s.FreeTexts())
	}
	for _, e := range p.Entries {
		free += len(e.FreeTexts())
	}
	if free > 0 {
		p.Translations, err = tx.Translations(ctx, p.Person.ID, sections)
	}
	return err
}

// germanOf returns what is known of the German of a free text, as far as it is the German of what is said now.
func (p Profile) germanOf() domain.GermanOf {
	known := map[string]domain.Translation{}
	for _, t := range p.Translations {
		if was, ok := known[t.Source]; t.Ended == 0 && t.German() != "" && t.State != domain.TextHelper && (!ok || t.Printed() || !was.Printed()) {
			known[t.Source] = t
		}
	}
	return func(text string) (string, domain.TextState) { return known[text].German(), known[text].State }
}

// first is the CV that is shown where no other is asked for.
func first(cvs []domain.CVSelection) domain.CVSelection {
	if len(cvs) == 0 {
		return domain.CVSelection{}
	}
	return cvs[0]
}

// Entry returns one thing that the person has said, to the person.
// Errors: NotFound (by is somebody else, or has no such entry).
func (a *App) Entry(ctx context.Context, by domain.Actor, id domain.EntryID) (e domain.Entry, err error) {
	err = a.look(ctx, by, domain.ReadProfile, by.Person, func(tx *store.Tx, d *deed) error {
		if e, err = tx.Entry(ctx, by.Person, id); err != nil {
			return err
		}
		d.event.Sections, d.event.Object = domain.SetOf(e.Section), int64(id)
		return nil
	})
	return e, err
}

// MePage is what the first page of a person shows.
type MePage struct {
	Responsible domain.Responsible
	Entries     map[domain.Section]int // how many there are of each section; none of an empty one
	Waiting     domain.Waiting
	Notices     []domain.Notice // newest first, until the person puts them away
	Today       domain.Day
}

// Me returns the first page to the person. It opens nothing that is sealed, and the plan counts as seen only when it is read.
// Errors: NotFound (by is somebody else).
func (a *App) Me(ctx context.Context, by domain.Actor) (page MePage, err error) {
	err = a.look(ctx, by, domain.ReadProfile, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections = allSections
		page.Today = tx.Today
		if page.Responsible, err = tx.Responsible(ctx, by.Person); err != nil {
			return err
		}
		if page.Entries, err = tx.EntryCounts(ctx, by.Person); err != nil {
			return err
		}
		if page.Waiting, err = tx.Waiting(ctx, by.Person); err != nil || page.Waiting.Notices == 0 {
			return err
		}
		page.Notices, err = tx.Notices(ctx, by.Person)
		return err
	})
	return page, err
}

// SaveEntry stores one answer or entry of the person; with the same once key a second click stores nothing more.
// Errors: NotFound (by is somebody else), Invalid (e.Check; a day, country or language that does not exist), Conflict (e.Version is old; the section is full).
func (a *App) SaveEntry(ctx context.Context, by domain.Actor, e domain.Entry, once string) (id domain.EntryID, err error) {
	if err := sameAge(e.ID, e.Version); err != nil {
		return 0, err
	}
	e.Person = by.Person
	if err := e.Check(); err != nil {
		return 0, err
	}
	err = a.do(ctx, by, domain.SaveEntry, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(e.Section)
		if err := checkFacts(e, tx.Today); err != nil {
			return err
		}
		again := false
		if e.ID == 0 {
			e.ID, again, err = made[domain.EntryID](ctx, tx, by, once)
		}
		id, d.event.Object = e.ID, int64(e.ID)
		if err != nil || again {
			return err
		}
		saved, err := a.storeEntry(ctx, tx, by, e)
		if err != nil {
			return err
		}
		return a.keepWords(ctx, tx, by, e, saved.OwnWords)
	})
	if err == nil {
		a.Translator.wake()
	}
	return id, err
}

// storeEntry stores e as by has said it, in the language of by, and lets the translations of its texts follow.
func (a *App) storeEntry(ctx context.Context, tx *store.Tx, by domain.Actor, e domain.Entry) (store.SavedEntry, error) {
	if by.Acting() {
		e.HelpedBy = by.Name
	}
	saved, err := tx.SaveEntry(ctx, e, by.User)
	if err != nil {
		return saved, err
	}
	e.ID = saved.ID
	return saved, a.keepTexts(ctx, tx, by, e, saved.OwnWords)
}

// EntryMade returns the entry that the form with this key has made; 0 when there is none.
// Errors: NotFound (by is somebody else).
func (a *App) EntryMade(ctx context.Context, by domain.Actor, once string) (id domain.EntryID, err error) {
	if once == "" {
		return 0, nil
	}
	err = a.look(ctx, by, domain.ReadProfile, by.Person, func(tx *store.Tx, _ *deed) error {
		was, err := tx.Made(ctx, by.Session, once)
		id = domain.EntryID(was)
		return err
	})
	return id, err
}

// RemoveEntry takes an entry out of the profile.
// Errors: NotFound (by is somebody else), Conflict (version is old, or the entry is gone).
func (a *App) RemoveEntry(ctx context.Context, by domain.Actor, e domain.EntryID, version int) error {
	return a.do(ctx, by, domain.RemoveEntry, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Object = int64(e)
		if err := tx.RemoveEntry(ctx, by.Person, e, version, by.User); err != nil {
			return err
		}
		return tx.ForgetWords(ctx, by.Person, e)
	})
}
