package lists

import (
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// A List is the files of one list, ready to be read any number of times.
type List struct {
	Name  string // "esco"
	fsys  fs.FS
	kinds []kind
}

// A kind is the files of one kind of concepts, each in one language or in several.
type kind struct {
	name     string            // of package vocab
	files    map[string]string // by language; with the language "" a file that says it in each record
	required []string          // columns
	record   func(*table) record
}

// A record is what one line says of a concept in one language.
type record struct {
	id, isco, language string
	label              string // preferred
	others             []string
	m, f, neutral      string // German, where the file says it
	regulated, retired bool
}

// Report counts what was read.
type Report struct {
	Concepts, Labels int
	Languages        []string // sorted
	Unsplit          int      // German titles that are taken as they stand for everybody
	WithoutGerman    int      // records of concepts without German: they are left out
	LeftOut          int      // labels besides the preferred one that no line can hold
	Retired          int      // records that the list itself has withdrawn
}

// Read reads all files: each concept before its labels, German first. It is done when all is right, and stops at an error of concept or
// labels, which may be nil.
// Errors: Mistakes (what is wrong in the files), those of the file system, of concept and of labels.
func (l List) Read(concept func(domain.ListConcept) error, labels func(domain.ListLabels) error) (Report, error) {
	r := reading{list: l, concept: concept, labels: labels, ids: map[string]bool{}, languages: map[string]bool{}}
	for _, k := range l.kinds {
		if err := r.kind(k); err != nil {
			return r.report, err
		}
	}
	for language := range r.languages {
		r.report.Languages = append(r.report.Languages, language)
	}
	slices.Sort(r.report.Languages)
	if len(r.said) == 0 && r.report.Concepts == 0 {
		r.said = Mistakes{{File: l.Name, What: "there is no concept with German: German files (…_de.csv) are needed for the CV"}}
	}
	if len(r.said) > 0 {
		return r.report, r.said
	}
	return r.report, nil
}

// A reading is a List being read.
type reading struct {
	list      List
	concept   func(domain.ListConcept) error
	labels    func(domain.ListLabels) error
	ids       map[string]bool // of the concepts that have German
	languages map[string]bool
	said      Mistakes
	report    Report
}

// german is the language of the CV; its files are read first.
const german = "de"

func (r *reading) kind(k kind) error {
	if name, all := k.files[""]; all { // the German records, then the others of the same file
		if err := r.file(k, name, "", func(language string) bool { return language == german }); err != nil {
			return err
		}
		if len(r.said) > 0 {
			return nil // the second reading would say it again
		}
		return r.file(k, name, "", func(language string) bool { return language != german })
	}
	for _, language := range k.languages() {
		if err := r.file(k, k.files[language], language, func(string) bool { return true }); err != nil {
			return err
		}
	}
	return nil
}

// languages lists those of the files, German first.
func (k kind) languages() []string {
	var out []string
	for language := range k.files {
		if language != german && language != "" {
			out = append(out, language)
		}
	}
	slices.Sort(out)
	if k.files[german] != "" {
		out = append([]string{german}, out...)
	}
	return out
}

// file reads the records of one file whose language want takes.
func (r *reading) file(k kind, name, language string, want func(language string) bool) error {
	seen := map[string]int{}
	return eachRecord(r.list.fsys, name, k.required, &r.said, func(t *table) error {
		before := len(r.said)
		x := k.record(t)
		if language != "" {
			x.language = language
		}
		if len(r.said) > before {
			return t.tooMany()
		}
		if !want(x.language) {
			return nil
		}
		line, _ := t.in.FieldPos(0)
		if first, twice := seen[x.language+" "+x.id]; twice {
			t.wrong(t.list(k), fmt.Sprintf("%s stands already in line %d", x.id, first))
			return t.tooMany()
		}
		seen[strings.Clone(x.language+" "+x.id)] = line
		return r.add(k, x)
	})
}

// list is the column that names the concept.
func (t *table) list(k kind) string { return k.required[0] }

// add hands a record on.
func (r *reading) add(k kind, x record) error {
	switch {
	case x.retired:
		r.report.Retired++
		return nil
	case x.language == german:
		if err := r.addConcept(k, x); err != nil {
			return err
		}
	case !r.ids[x.id]:
		r.report.WithoutGerman++
		return nil
	}
	words := []string{x.label}
	for _, s := range x.others {
		switch {
		case slices.Contains(words, s):
		case !clean(s) || len(words) == maxLabels:
			r.report.LeftOut++
		default:
			words = append(words, s)
		}
	}
	if x.language == german && k.name == "occupation" {
		words = germanLabels(words)
	}
	r.languages[x.language] = true
	r.report.Labels += len(words)
	if r.labels == nil || len(r.said) > 0 {
		return nil
	}
	return r.labels(domain.ListLabels{Concept: x.id, Language: x.language, Labels: words})
}

func (r *reading) addConcept(k kind, x record) error {
	c := domain.ListConcept{ID: strings.Clone(x.id), Kind: k.name, ISCO: x.isco, Regulated: x.regulated}
	switch {
	case k.name != "occupation":
		c.German.Phrase = x.label
	case x.m != "":
		c.German = domain.ListGerman{M: x.m, F: x.f, Neutral: x.neutral}
	default:
		var split bool
		if c.German, split = germanForms(x.label); !split {
			r.report.Unsplit++
		}
	}
	r.ids[c.ID] = true
	r.report.Concepts++
	if r.concept == nil || len(r.said) > 0 {
		return nil
	}
	return r.concept(c)
}

// maxLabels is how many labels a concept keeps in one language.
const maxLabels = 60

// clean tells whether a line of the product can hold the label.
func clean(label string) bool {
	return utf8.RuneCountInString(label) <= domain.MaxLine && !strings.ContainsFunc(label, func(r rune) bool { return domain.Forbidden(r, "") })
}

// preferred reads the label that must be there.
func preferred(t *table, column string) string {
	label := t.field(column)
	switch {
	case label == "":
		t.wrong(column, "it is empty")
	case !clean(label):
		t.wrong(column, fmt.Sprintf("it has more than %d characters, or some that are not allowed", domain.MaxLine))
	}
	return label
}

// unitGroup reads a unit group of ISCO-08: four digits, of ESCO also with a C in front.
func unitGroup(t *table, column string) string {
	code := strings.TrimPrefix(t.field(column), "C")
	if len(code) != 4 || strings.Trim(code, "0123456789") != "" {
		t.wrong(column, fmt.Sprintf("%.20q is no unit group of ISCO-08: four digits", code))
	}
	return code
}

// Copy writes the names and the contents of all files, in an order of their own, to w: a hash of them says whether they are the same files.
func (l List) Copy(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "%s form %d\n", l.Name, form); err != nil {
		return err
	}
	for _, k := range l.kinds {
		for _, language := range append(k.languages(), "") {
			name, there := k.files[language]
			if !there {
				continue
			}
			if _, err := fmt.Fprintf(w, "%s\n", name); err != nil {
				return err
			}
			if err := copyFile(w, l.fsys, name); err != nil {
				return err
			}
		}
	}
	return nil
}

// form is the number of the way in which files are read: with another one, the same files are read anew.
const form = 1

func copyFile(w io.Writer, fsys fs.FS, name string) error {
	file, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	_, err = io.Copy(w, file)
	return err
}
