package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/lists"
	"github.com/aufwind-im/aufwind/internal/store"
)

// importCommand takes lists of occupations and skills that others keep into the vocabulary.
type importCommand struct {
	Esco        importESCO        `cmd:"" name:"esco" help:"Take ESCO, the classification of the European Commission, into the vocabulary of all tenants."`
	Occupations importOccupations `cmd:"" help:"Take another list of occupations, such as KldB, into the vocabulary of all tenants."`
}

// importFlags are the flags of all imports.
type importFlags struct {
	place
	DryRun bool `help:"Check every line and store nothing."`
}

type importESCO struct {
	importFlags
	Dir string `arg:"" help:"Folder with the files of the official CSV download."`
}

func (importESCO) Help() string {
	return `DIR holds the files of the official CSV download in any languages: occupations_de.csv, skills_de.csv, ISCOGroups_de.csv, the same with
_ar, _en, _uk …; other files are left alone. The German files are needed: what has no German is left out. When a line is wrong, all that are
wrong are named and nothing is stored. The same files a second time change nothing. While ESCO is there, every page names it.
A server that runs takes the list within a minute. docs/reference/import-occupations.md says more.

Example: aufwind import esco ./esco-v1.2.1 --dry-run`
}

func (c importESCO) Run(w *world) error {
	l, err := lists.ESCO(os.DirFS(c.Dir), languageExists)
	if err != nil {
		return wrongFiles(c.Dir, err)
	}
	return c.run(w, l, c.Dir)
}

type importOccupations struct {
	importFlags
	File string `arg:"" help:"CSV file."`
	List string `required:"" placeholder:"NAME" help:"Short name of the list, such as kldb."`
}

func (importOccupations) Help() string {
	return `The file is CSV in UTF-8, with commas, semicolons or tabs between the fields, one line for each occupation and language:

    id,isco,language,label,alternatives,m,f,neutral
    27304,7522,de,Tischler/in,Möbeltischler|Bautischler,Tischler,Tischlerin,Fachkraft im Tischlerhandwerk
    27304,7522,ar,نجار,,,,

docs/reference/import-occupations.md says what the columns are.

Example: aufwind import occupations kldb.csv --list kldb --dry-run`
}

func (c importOccupations) Run(w *world) error {
	l, err := lists.Occupations(os.DirFS(filepath.Dir(c.File)), filepath.Base(c.File), c.List, languageExists)
	if err != nil {
		return wrongFiles(c.File, err)
	}
	return c.run(w, l, c.File)
}

// languageExists tells whether there is a name for the language.
func languageExists(tag string) bool { return i18n.Language(i18n.De, tag) != "" }

// wrongFiles is what an operator reads when the files cannot be taken.
func wrongFiles(where string, err error) error {
	if _, ok := errors.AsType[lists.Mistakes](err); ok {
		return usageError{fmt.Errorf("%s: nothing was stored\n%w", where, err)}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return usageError{err}
	}
	return err
}

// run reads the files once to check them, and once more to store them.
func (c importFlags) run(w *world, l lists.List, where string) error {
	report, err := l.Read(nil, nil)
	if err != nil {
		return wrongFiles(where, err)
	}
	if c.DryRun {
		return say(w, "would take", report)
	}
	hash := sha256.New()
	if err := l.Copy(hash); err != nil {
		return err
	}
	tenants, err := c.open(w)
	if err != nil {
		return err
	}
	defer tenants.Close()
	is := domain.ConceptList{Name: l.Name, Hash: hash.Sum(nil), Languages: report.Languages}
	same, err := tenants.ImportList(w.ctx, is, func(to store.ListWriter) error {
		_, err := l.Read(to.Concept, to.Labels)
		return err
	})
	switch {
	case err != nil:
		return wrongFiles(where, err)
	case same:
		_, err = fmt.Fprintf(w.out, "%s is there already from the same files: nothing was changed\n", l.Name)
		return err
	}
	return say(w, "took", report)
}

// say prints what was read, and what was left out and why.
func say(w *world, did string, r lists.Report) error {
	lines := []string{fmt.Sprintf("%s %s with %s in %s", did, count(r.Concepts, "concept"), count(r.Labels, "label"), strings.Join(r.Languages, " "))}
	for _, x := range []struct {
		n    int
		what string
	}{
		{r.Unsplit, "German titles without a pair of a man's and a woman's form: printed as they stand for everybody"},
		{r.WithoutGerman, "lines of concepts without German: left out"},
		{r.Retired, "lines of concepts that the list has withdrawn: left out"},
		{r.LeftOut, "labels that are too long, or one too many: left out"},
	} {
		if x.n > 0 {
			lines = append(lines, fmt.Sprintf("  %d %s", x.n, x.what))
		}
	}
	_, err := io.WriteString(w.out, strings.Join(lines, "\n")+"\n")
	return err
}
