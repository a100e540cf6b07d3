package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/aufwind-im/aufwind/internal/cv"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/translate"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// toolCV writes a CV, in German or as it was said. It writes all its files or none.
type toolCV struct {
	In   string `required:"" placeholder:"FILE" help:"CV of the form aufwind-cv/1; - for standard input."`
	Out  string `required:"" placeholder:"DIR" help:"Folder for cv.de.json, cv.de.txt, cv.de.pdf and cv.de.docx; made when missing. The form original has its own language in the names: cv.ar.pdf."`
	Form string `default:"full" enum:"full,short-anonymous,original" placeholder:"FORM" help:"${enum}. The short one names nobody; the original is in the person's own language, as it was said."`
	engines
	On string `placeholder:"YYYY-MM-DD" help:"Day of the CV; today in Europe/Berlin when not given."`
}

func (toolCV) Help() string {
	return `docs/reference/cv-format.md describes what it reads and writes.

Example: aufwind tool cv --in cv.json --out cv --form full --on 2026-11-22`
}

func (t toolCV) Run(w *world) error {
	on, err := t.day(w)
	if err != nil {
		return usageError{err}
	}
	c, err := t.read(w)
	if err != nil {
		return usageError{fmt.Errorf("%s: %w", t.In, err)}
	}
	v, err := vocab.Load()
	if err != nil {
		return err
	}
	chain, err := t.chain(w)
	if err != nil {
		return err
	}
	if !chain.Empty() {
		c = translated(w.ctx, c, chain)
	}
	d, err := cv.In(domain.CVForm(t.Form), c, cv.Short{}, v, on)
	if err != nil {
		return usageError{fmt.Errorf("%s: %w", t.In, err)}
	}
	files, err := documents(d)
	if err != nil {
		return err
	}
	return writeAll(t.Out, files)
}

// translated gives free texts German of a machine. Nobody has read it, so it is not printed: it stands under open as unconfirmed.
func translated(ctx context.Context, c domain.CV, chain *translate.Chain) domain.CV {
	var texts []translate.Text
	known := []translate.Known{{Source: c.Name.Native, German: c.Name.Latin}}
	for _, s := range [...]string{c.Name.Latin, c.Contact.Street, c.Contact.Postcode, c.Contact.City, c.Contact.Phone, c.Contact.Email} {
		known = append(known, translate.Known{Source: s, German: s})
	}
	c.InGerman(func(text string) (string, domain.TextState) {
		texts = append(texts, translate.Text{Source: text, Known: known})
		return "", ""
	})
	german := map[string]string{}
	for i, r := range chain.Translate(ctx, c.Language, "de", texts, translate.Purse{}) {
		german[texts[i].Source] = r.Text
	}
	return c.InGerman(func(text string) (string, domain.TextState) { return german[text], domain.TextMachine })
}

func (t toolCV) day(w *world) (domain.Day, error) {
	if t.On == "" {
		berlin, err := time.LoadLocation("Europe/Berlin")
		if err != nil {
			return "", err
		}
		return domain.DayOf(w.now().In(berlin)), nil
	}
	if on := domain.Day(t.On); on.Valid() {
		return on, nil
	}
	return "", errors.New("--on: want a day as YYYY-MM-DD")
}

func (t toolCV) read(w *world) (domain.CV, error) {
	const most = 1<<20 + 1 // cv.Parse refuses more
	in := w.in
	if t.In != "-" {
		f, err := os.Open(t.In)
		if err != nil {
			return domain.CV{}, err
		}
		defer f.Close()
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, most))
	if err != nil {
		return domain.CV{}, err
	}
	return cv.Parse(b)
}

// A file is a name with its contents.
type file struct {
	name string
	text []byte
}

func documents(d cv.Document) ([]file, error) {
	j, err := cv.JSON(d)
	if err != nil {
		return nil, err
	}
	p, err := cv.PDF(d)
	if err != nil {
		return nil, err
	}
	word, err := cv.DOCX(d)
	if err != nil {
		return nil, err
	}
	name := "cv." + d.Lang.Tag()
	return []file{{name + ".json", j}, {name + ".txt", []byte(cv.Text(d))}, {name + ".pdf", p}, {name + ".docx", word}}, nil
}

// writeAll writes the files beside their names first, and renames them when all are complete.
func writeAll(dir string, files []file) (err error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return err
	}
	var made []string
	defer func() {
		for _, name := range made {
			err = errors.Join(err, os.Remove(name))
		}
	}()
	for _, f := range files {
		name := filepath.Join(dir, "."+f.name+".part")
		made = append(made, name)
		if err := os.WriteFile(name, f.text, 0o600); err != nil {
			return err
		}
	}
	for i, f := range files {
		if err := os.Rename(made[0], filepath.Join(dir, f.name)); err != nil {
			return fmt.Errorf("file %d of %d: %w", i+1, len(files), err)
		}
		made = made[1:]
	}
	return nil
}
