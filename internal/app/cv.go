package app

import (
	"context"
	"fmt"
	"strings"

	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// CVPage is one of a person's CVs: what was said, what the CV takes of it, and the German of that.
type CVPage struct {
	Profile
	Written domain.CV
	German  cv.Document
	Breaks  []cv.Break
	Short   cv.Short // of the anonymous form
}

// CV returns one of the own CVs in German, as it stands today; the first one for id 0.
// Errors: NotFound (by is somebody else, or has no such CV).
func (a *App) CV(ctx context.Context, by domain.Actor, id domain.CVID) (page CVPage, err error) {
	err = a.look(ctx, by, domain.ReadCV, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections, d.event.Object = domain.SetOf(domain.SectionCV), int64(id)
		page, err = a.cvPage(ctx, tx, by.Person, id)
		return err
	})
	return page, err
}

func (a *App) cvPage(ctx context.Context, tx *store.Tx, p domain.PersonID, id domain.CVID) (page CVPage, err error) {
	if page.Profile, err = loadProfile(ctx, tx, p, allSections); err != nil {
		return page, err
	}
	if err := page.choose(id); err != nil {
		return page, err
	}
	page.Written, page.Breaks = cv.WithBreaks(page.Person, page.Entries, page.CV, tx.Today)
	page.Written = page.Written.InGerman(page.germanOf())
	page.German = cv.German(page.Written, a.Vocab, tx.Today)
	page.Short = cv.Short{AllLanguages: page.Profile.CV.Languages, Desk: page.Responsible.OrgName, Phone: page.Responsible.Phone}
	return page, nil
}

// Document returns the CV in one of its forms.
// Errors: the original form in a language without headings (cv.HasOriginal).
func (p CVPage) Document(form domain.CVForm, v *vocab.Vocabulary) (cv.Document, error) {
	if form == domain.CVFull {
		return p.German, nil
	}
	return cv.In(form, p.Written, p.Short, v, p.Today)
}

// choose looks at another CV of the profile.
func (p *Profile) choose(id domain.CVID) error {
	for _, s := range p.CVs {
		if s.ID == id || id == 0 {
			p.CV = s
			return nil
		}
	}
	return domain.ErrNotFound()
}

// profileCV is the CV of a profile that is looked at, with the German of its free texts.
func profileCV(p Profile) domain.CV {
	return cv.FromProfile(p.Person, p.Entries, p.CV, p.Today).InGerman(p.germanOf())
}

// SaveCV stores what a CV shows; one without an id is new, and with the same once key a second click makes no other.
// Errors: NotFound (by is somebody else), Invalid (s.Check; the person has MaxCVs), Conflict (s.Version is old).
func (a *App) SaveCV(ctx context.Context, by domain.Actor, s domain.CVSelection, once string) (id domain.CVID, err error) {
	s.Person = by.Person
	if err := s.Check(); err != nil {
		return 0, err
	}
	err = a.do(ctx, by, domain.SaveCV, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionCV)
		again := false
		if s.ID == 0 {
			s.ID, again, err = made[domain.CVID](ctx, tx, by, once)
			if err == nil && !again {
				err = roomForCV(ctx, tx, by)
			}
		} else if s.Version == 0 && s.ID != domain.FirstCV(by.Person) {
			return domain.ErrConflict()
		}
		id, d.event.Object = s.ID, int64(s.ID)
		if err != nil || again {
			return err
		}
		if err := tx.SaveCV(ctx, s, by.User); err != nil {
			return err
		}
		return a.keepTargets(ctx, tx, by)
	})
	if err == nil {
		a.Translator.wake()
	}
	return id, err
}

// roomForCV makes sure that the CV which everybody has is stored before a second one stands beside it.
func roomForCV(ctx context.Context, tx *store.Tx, by domain.Actor) error {
	_, cvs, err := tx.Said(ctx, by.Person, domain.SetOf(domain.SectionCV))
	switch {
	case err != nil:
		return err
	case len(cvs) >= domain.MaxCVs:
		return &domain.Error{Kind: domain.Invalid, Key: "tooMany"}
	case cvs[0].Version == 0:
		return tx.SaveCV(ctx, cvs[0], by.User)
	}
	return nil
}

// RemoveCV takes a CV away; the entries stay. The last one stays.
// Errors: NotFound (by is somebody else), Conflict (version is old, the CV is gone, or it is the last).
func (a *App) RemoveCV(ctx context.Context, by domain.Actor, id domain.CVID, version int) error {
	return a.do(ctx, by, domain.RemoveCV, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections, d.event.Object = domain.SetOf(domain.SectionCV), int64(id)
		if err := tx.RemoveCV(ctx, by.Person, id, version, by.User); err != nil {
			return err
		}
		if err := a.keepTargets(ctx, tx, by); err != nil {
			return err
		}
		return endCVLinks(ctx, tx, by, id, d)
	})
}

// An EntryLine is an entry with its line in the German CV and what is open in it. The line is zero where the entry has none.
type EntryLine struct {
	domain.Entry
	German cv.Line
	Open   []cv.Open
}

// Lines returns the entries of a section with their German.
func (a *App) Lines(p Profile, s domain.Section) []EntryLine {
	whole, german := profileCV(p), p.germanOf()
	var out []EntryLine
	for _, e := range p.In(s) {
		l, open := cv.Preview(e.InGerman(german), whole, a.Vocab, p.Today)
		out = append(out, EntryLine{e, l, open})
	}
	return out
}

// A Preview is what an entry adds to the German CV.
type Preview struct {
	Lines    []cv.Line
	Open     []cv.Open
	OnDemand bool // the lines stand in the CV only when the person chooses so
}

// Preview returns the German of an entry as it is said now, stored or not.
func (a *App) Preview(p Profile, e domain.Entry) Preview {
	if e.Identity != nil || e.Contact != nil {
		lines, open := cv.Personal(e, a.Vocab, p.Today)
		return Preview{lines, open, e.Identity != nil}
	}
	l, open := cv.Preview(e.InGerman(p.germanOf()), profileCV(p), a.Vocab, p.Today)
	if l.When == "" && l.What == "" && l.Where == "" && len(l.Details) == 0 {
		return Preview{Open: open}
	}
	return Preview{Lines: []cv.Line{l}, Open: open}
}

// EntryAt returns the entry that a path of an open point is about: "work[0].tasks[1]" is about the first job.
func (p Profile) EntryAt(path string) (domain.Entry, bool) {
	var list string
	var n int
	for i, c := range path {
		if c == '[' {
			list = path[:i]
			if _, err := fmt.Sscanf(path[i:], "[%d]", &n); err != nil {
				return domain.Entry{}, false
			}
			break
		}
	}
	for _, e := range cv.Selected(p.Entries, p.CV) {
		if listOf(e, path) != list {
			continue
		}
		if n == 0 {
			return e, true
		}
		n--
	}
	return domain.Entry{}, false
}

// listOf names the list of a CV that has the entry; without a list, the path that the entry answers.
func listOf(e domain.Entry, path string) string {
	switch {
	case e.Work != nil:
		return "work"
	case e.Education != nil:
		return "education"
	case e.Course != nil:
		return "courses"
	case e.Language != nil:
		return "languages"
	case e.Skill != nil && e.Skill.Driving != nil:
		return "driving"
	case e.Skill != nil:
		return "skills"
	case e.Identity != nil && path == "birth_date", e.Contact != nil && strings.HasPrefix(path, "contact."):
		return ""
	}
	return "-"
}
