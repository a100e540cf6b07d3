package app

import (
	"context"
	"fmt"
	"slices"

	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// CVPage is the own CV of a person: what was said, and the German of it.
type CVPage struct {
	Profile
	German cv.Document
}

// CV returns the own CV in German, as it stands today.
// Errors: NotFound (by is somebody else).
func (a *App) CV(ctx context.Context, by domain.Actor) (page CVPage, err error) {
	err = a.look(ctx, by, domain.ReadCV, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionCV)
		if page.Profile, err = loadProfile(ctx, tx, by.Person, allSections); err != nil {
			return err
		}
		page.German = cv.German(profileCV(page.Profile), a.Vocab, tx.Today)
		return nil
	})
	return page, err
}

func profileCV(p Profile) domain.CV {
	return cv.FromProfile(p.Person, p.Entries, p.CV, p.Person.Language)
}

// An EntryLine is an entry with its line in the German CV and what is open in it. The line is zero where the entry has none.
type EntryLine struct {
	domain.Entry
	German cv.Line
	Open   []cv.Open
}

// Lines returns the entries of a section with their German.
func (a *App) Lines(p Profile, s domain.Section) []EntryLine {
	whole := profileCV(p)
	var out []EntryLine
	for _, e := range p.In(s) {
		l, open := cv.Preview(e, whole, a.Vocab, p.Today)
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
	l, open := cv.Preview(e, profileCV(p), a.Vocab, p.Today)
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
	for _, e := range p.ordered() {
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

// ordered lists the entries as the CV takes them.
func (p Profile) ordered() []domain.Entry {
	all := slices.Clone(p.Entries)
	slices.SortStableFunc(all, func(a, b domain.Entry) int { return a.Pos - b.Pos })
	return all
}

// listOf names the list of a CV that has the entry; without a list, the path that the entry answers.
func listOf(e domain.Entry, path string) string {
	switch {
	case e.Work != nil:
		return "work"
	case e.Education != nil:
		return "education"
	case e.Language != nil:
		return "languages"
	case e.Skill != nil && e.Skill.Driving != nil:
		return "driving"
	case e.Skill != nil:
		return "skills"
	case e.Identity != nil && path == "birth_date":
		return ""
	}
	return "-"
}
