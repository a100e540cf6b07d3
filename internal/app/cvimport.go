package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// MaxCVFile is how many bytes an uploaded CV may have; a full profile is far below.
const MaxCVFile = 256 << 10

// A CVImport is what a file would add to the profile of a person.
type CVImport struct {
	Profile Profile // as it is now
	Lines   []CVImportLine
	Name    string   // in the file, when it is another one than the person's; it is not taken over
	Texts   []CVText // German texts of the file that would be printed once the person confirms them
}

// A CVImportLine is one entry of the file.
type CVImportLine struct {
	Entry domain.Entry
	path  string
	how   importing
}

type importing int

const (
	isNew   importing = iota
	isThere           // the profile says the same
	stays             // the profile says something else, of which there is only one
)

// New tells whether the entry will be added.
func (l CVImportLine) New() bool { return l.how == isNew }

// Stays tells whether the profile keeps what it says instead.
func (l CVImportLine) Stays() bool { return l.how == stays }

// A CVText is a free text with the German that a file has for it.
type CVText struct{ Own, German string }

// ReadCVFile reads an uploaded CV.
// Errors: Invalid (too large; not of the form aufwind-cv/1: with the path, when the error is at one).
func ReadCVFile(b []byte) (domain.CV, error) {
	if len(b) > MaxCVFile {
		return domain.CV{}, wrong("file", "fileSize")
	}
	c, err := cv.Parse(b)
	if e, ok := errors.AsType[*cv.InputError](err); ok {
		return domain.CV{}, inFile(e.Path)
	}
	return c, err
}

// inFile is the error of a file at a path, empty for the file as a whole.
func inFile(path string) error {
	if path == "" {
		return wrong("file", "cvFile")
	}
	return &domain.Error{Kind: domain.Invalid, Key: "cvFilePath", Field: "file", Args: []string{path}}
}

// PreviewCVImport tells what ImportCV would add, and changes nothing.
// Errors: NotFound (by is somebody else), Invalid (as ImportCV).
func (a *App) PreviewCVImport(ctx context.Context, by domain.Actor, c domain.CV) (im CVImport, err error) {
	err = a.look(ctx, by, domain.ReadCV, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionCV)
		if im.Profile, err = loadProfile(ctx, tx, by.Person, allSections); err != nil {
			return err
		}
		if im.Lines, err = compared(im.Profile, c, tx.Today); err != nil {
			return err
		}
		im.Texts = germanTexts(c)
		if c.Name != im.Profile.Person.Name {
			im.Name = c.Name.Or()
		}
		return nil
	})
	return im, err
}

// ImportCV adds what c says to the profile and makes a CV of exactly that, all or nothing; an entry that is there already is not added
// again. While the profile is empty and its CV was never saved, that CV becomes this one. confirmed says that the person has read the
// German texts of c and confirms them; without it they come in as those of a machine. With the same once key a second click adds nothing.
// Errors: NotFound (by is somebody else), Invalid (an entry that the profile refuses, or too many; MaxCVs).
func (a *App) ImportCV(ctx context.Context, by domain.Actor, c domain.CV, confirmed bool, once string) (id domain.CVID, err error) {
	c = imported(c, confirmed)
	speaking := by
	speaking.Lang = c.Language // of the texts
	err = a.do(ctx, by, domain.ImportCV, by.Person, func(tx *store.Tx, d *deed) error {
		var again bool
		if id, again, err = made[domain.CVID](ctx, tx, by, once); err != nil {
			return err
		}
		p, err := loadProfile(ctx, tx, by.Person, allSections)
		if err != nil {
			return err
		}
		if again {
			d.event.Object = int64(id)
			return nil
		}
		lines, err := compared(p, c, tx.Today)
		if err != nil {
			return err
		}
		s := domain.CVSelection{ID: id, Person: by.Person}
		if empty := len(cv.Selected(p.Entries, domain.CVSelection{})) == 0; empty && len(p.CVs) == 1 && p.CV.Version == 0 {
			s.ID = p.CV.ID
		} else if err := roomForCV(ctx, tx, by); err != nil {
			return err
		}
		sections, err := a.storeNew(ctx, tx, speaking, lines)
		if err != nil {
			return err
		}
		fill(&s, p, c, lines, tx.Today)
		s.Imported = tx.Now
		id, d.event.Object, d.event.Sections = s.ID, int64(s.ID), sections.With(domain.SectionCV)
		if err := s.Check(); err != nil {
			return err
		}
		if err := tx.SaveCV(ctx, s, by.User); err != nil {
			return err
		}
		return a.keepTargets(ctx, tx, speaking)
	})
	if err == nil {
		a.Translator.wake()
	}
	return id, err
}

// storeNew adds those entries of a file to the profile that are not there yet, with their words for the queue, and notes their ids in lines;
// sections are theirs.
func (a *App) storeNew(ctx context.Context, tx *store.Tx, by domain.Actor, lines []CVImportLine) (sections domain.SectionSet, err error) {
	for i := range lines {
		if lines[i].how != isNew {
			continue
		}
		e := &lines[i].Entry
		e.Person, e.Imported = by.Person, tx.Now
		saved, err := a.storeEntry(ctx, tx, by, *e)
		if err != nil {
			return sections, err
		}
		e.ID, sections = saved.ID, sections.With(e.Section)
	}
	for _, l := range lines { // once all are stored: none of their names is a word for staff
		if l.how == isNew {
			if err := a.keepWords(ctx, tx, by, l.Entry, false); err != nil {
				return sections, err
			}
		}
	}
	return sections, nil
}

// fill makes s a CV of exactly the entries of the file.
func fill(s *domain.CVSelection, p Profile, c domain.CV, lines []CVImportLine, today domain.Day) {
	s.Target, s.Print, s.Residence, s.Gaps = c.Target, c.Print, c.Residence, cv.Choices(c, today)
	if c.Language != p.Person.Language {
		s.Language = c.Language
	}
	in := map[domain.EntryID]bool{}
	for _, l := range lines {
		if !in[l.Entry.ID] {
			in[l.Entry.ID] = true
			s.Entries = append(s.Entries, domain.CVEntry{Entry: l.Entry.ID})
		}
	}
	for _, e := range p.Entries {
		if !in[e.ID] && !domain.OnePerSection(e.Section) {
			s.Entries = append(s.Entries, domain.CVEntry{Entry: e.ID, Out: true})
		}
	}
}

// compared lists the entries of a file beside those of the profile.
// Errors: Invalid (an entry that the profile refuses, with its path; more than a section holds).
func compared(p Profile, c domain.CV, today domain.Day) ([]CVImportLine, error) {
	lines := entriesOf(c)
	there := map[string][]domain.EntryID{}
	count := map[domain.Section]int{}
	for _, e := range p.Entries {
		there[said(e)] = append(there[said(e)], e.ID)
		count[e.Section]++
	}
	for i := range lines {
		l := &lines[i]
		if err := l.check(today); err != nil {
			return nil, err
		}
		same := there[said(l.Entry)]
		switch {
		case len(same) > 0:
			l.Entry.ID, l.how = same[0], isThere
			there[said(l.Entry)] = same[1:]
		case domain.OnePerSection(l.Entry.Section) && count[l.Entry.Section] > 0:
			own := p.In(l.Entry.Section)[0]
			l.Entry.ID, l.how = own.ID, stays
		default:
			if count[l.Entry.Section]++; count[l.Entry.Section] > domain.MaxList {
				return nil, &domain.Error{Kind: domain.Invalid, Key: "tooMany", Field: "file"}
			}
		}
	}
	return lines, nil
}

// said is what an entry says, to compare it: without where it came from and what its German is.
func said(e domain.Entry) string {
	e.HelpedBy, e.Imported = "", 0
	c := cv.FromProfile(domain.Person{}, []domain.Entry{e}, domain.CVSelection{}, "")
	b, err := json.Marshal(c.EachTerm(func(t domain.Term) domain.Term {
		t.German, t.State = "", ""
		return t
	}))
	if err != nil {
		return err.Error() // a CV has nothing that JSON cannot say
	}
	return string(e.Section) + string(b)
}

// check lets through what cv.Parse allows, as far as the pages of the profile can show it. Dates that contradict each other come in, and
// stand open in the CV as they would in the file.
func (l CVImportLine) check(today domain.Day) error {
	err := l.Entry.Check()
	if err == nil && l.Entry.Identity != nil {
		err = checkFacts(l.Entry, today)
	}
	e, ok := errors.AsType[*domain.Error](err)
	switch {
	case ok && e.Key == "dateOrder":
		return nil
	case ok:
		return inFile(l.at(e.Field))
	}
	return err
}

// at is the path of a field of the entry in the file.
func (l CVImportLine) at(field string) string {
	switch field {
	case "birth":
		return "birth_date"
	case "country", "city":
		field = "place." + field
	case "term":
		return l.path
	}
	return strings.TrimPrefix(l.path+"."+field, ".")
}

// entriesOf lists what c says as entries of a profile.
func entriesOf(c domain.CV) []CVImportLine {
	var all []CVImportLine
	put := func(path string, e domain.Entry) { all = append(all, CVImportLine{Entry: e, path: path}) }
	at := func(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }
	if c.AddressForm != domain.AddressNeutral || c.BirthDate != nil || c.Nationality != "" {
		put("", domain.Entry{Section: domain.SectionIdentity, Identity: &domain.Identity{AddressForm: c.AddressForm, Birth: c.BirthDate, Nationality: c.Nationality}})
	}
	if c.Contact != (domain.Contact{}) {
		put("contact", domain.Entry{Section: domain.SectionContact, Contact: &c.Contact})
	}
	for i, l := range c.Languages {
		put(at("languages", i), domain.Entry{Section: domain.SectionLanguages, Language: &l})
	}
	for i, v := range c.Education {
		section := domain.SectionTraining
		if v.Kind == "school" {
			section = domain.SectionSchooling
		}
		put(at("education", i), domain.Entry{Section: section, Education: &v})
	}
	for i, v := range c.Courses {
		put(at("courses", i), domain.Entry{Section: domain.SectionTraining, Course: &v})
	}
	for i, w := range c.Work {
		put(at("work", i), domain.Entry{Section: domain.SectionWork, Work: &w})
	}
	for i, d := range c.Driving {
		put(at("driving", i), domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{Driving: &d}})
	}
	for i, t := range c.Skills {
		put(at("skills", i), domain.Entry{Section: domain.SectionSkills, Skill: &domain.Skill{Term: &t}})
	}
	return all
}

// imported is c with its German texts as the file has them once the person confirms them, else as those of a machine: a file's word that
// somebody has reviewed or confirmed a text prints nothing by itself.
func imported(c domain.CV, confirmed bool) domain.CV {
	if confirmed {
		return c
	}
	return c.EachTerm(func(t domain.Term) domain.Term {
		if t.State != "" {
			t.State = domain.TextMachine
		}
		return t
	})
}

// germanTexts are the texts of c whose German the file calls reviewed or confirmed.
func germanTexts(c domain.CV) []CVText {
	var all []CVText
	c.EachTerm(func(t domain.Term) domain.Term {
		if t.German != "" && (t.State == domain.TextReviewed || t.State == domain.TextConfirmed) {
			all = append(all, CVText{t.Text, t.German})
		}
		return t
	})
	return all
}
