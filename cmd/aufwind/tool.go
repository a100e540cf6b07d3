package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/names"
	"github.com/aufwind-im/aufwind/internal/pdf"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// toolCommand holds the tools on files.
type toolCommand struct {
	CV       toolCV       `cmd:"" name:"cv" help:"Write a CV in German, or in its own language."`
	Vocab    toolVocab    `cmd:"" help:"Search the vocabulary; one JSON object a line, best first."`
	Calendar toolCalendar `cmd:"" help:"Convert a date between calendars."`
	Names    toolNames    `cmd:"" help:"Compare names: lines A<TAB>B in, lines true or false<TAB>score 0..1 out."`
	PDF      toolPDF      `cmd:"" name:"pdf" help:"Set plain paragraphs as PDF."`
}

// toolVocab searches the vocabulary.
type toolVocab struct {
	Lang  string `required:"" placeholder:"TAG" help:"Language of WORDS, such as ar."`
	Kind  string `placeholder:"KIND" help:"Only this kind, such as occupation."`
	N     int    `short:"n" default:"10" placeholder:"N" help:"At most so many concepts, 1 to 100."`
	Words string `arg:"" help:"What to look for."`
}

func (toolVocab) Help() string {
	return `Example: aufwind tool vocab --lang ar --kind occupation -n 5 نجار`
}

func (t toolVocab) Run(w *world) error {
	kinds, err := t.kinds()
	if err != nil {
		return usageError{err}
	}
	if t.N < 1 || t.N > 100 {
		return usageError{fmt.Errorf("-n: %d is not 1 to 100", t.N)}
	}
	v, err := vocab.Load()
	if err != nil {
		return err
	}
	if !slices.Contains(v.Languages(), t.Lang) {
		return usageError{fmt.Errorf("--lang: the vocabulary has no labels in %q, only in %s", t.Lang, strings.Join(v.Languages(), ", "))}
	}
	out := json.NewEncoder(w.out)
	out.SetEscapeHTML(false)
	for _, hit := range v.Search(t.Lang, kinds, t.Words, t.N) {
		err := out.Encode(struct {
			Concept vocab.ID `json:"concept"`
			Label   string   `json:"label"`
			German  string   `json:"german"`
			Score   float64  `json:"score"`
		}{hit.Concept.ID, hit.Label, hit.German, hit.Score})
		if err != nil {
			return err
		}
	}
	return nil
}

func (t toolVocab) kinds() ([]vocab.Kind, error) {
	if t.Kind == "" {
		return nil, nil
	}
	var known []string
	for _, k := range vocab.Kinds() {
		if string(k) == t.Kind {
			return []vocab.Kind{k}, nil
		}
		known = append(known, string(k))
	}
	return nil, fmt.Errorf("--kind: %q is none of %s", t.Kind, strings.Join(known, ", "))
}

// toolCalendar converts one date.
type toolCalendar struct {
	From string `required:"" enum:"gregorian,solar-hijri,ethiopic,hijri" help:"Calendar of DATE: ${enum}."`
	To   string `required:"" enum:"gregorian,solar-hijri,ethiopic,hijri" help:"Calendar of the answer: ${enum}."`
	Date string `arg:"" help:"YYYY, YYYY-MM or YYYY-MM-DD; a year or a month gives its first and last day."`
}

func (toolCalendar) Help() string {
	return `Example: aufwind tool calendar --from solar-hijri --to gregorian 1389-06-12`
}

func (t toolCalendar) Run(w *world) error {
	answer, err := calendar.Tool(calendar.Calendar(t.From), calendar.Calendar(t.To), t.Date)
	if err != nil {
		return usageError{fmt.Errorf("%s: %w", t.Date, err)}
	}
	_, err = fmt.Fprintln(w.out, answer)
	return err
}

// toolNames compares pairs of names.
type toolNames struct{}

func (toolNames) Help() string { return `Example: aufwind tool names < pairs.txt` }

func (toolNames) Run(w *world) error {
	in := bufio.NewScanner(w.in)
	out := bufio.NewWriter(w.out)
	n := 1
	for ; in.Scan(); n++ {
		a, b, ok := strings.Cut(strings.TrimSuffix(in.Text(), "\r"), "\t")
		if !ok {
			return errors.Join(usageError{fmt.Errorf("line %d: no tab", n)}, out.Flush())
		}
		same, score := names.Same(a, b)
		fmt.Fprintf(out, "%t\t%.3f\n", same, score)
	}
	err := in.Err()
	switch {
	case errors.Is(err, bufio.ErrTooLong):
		err = usageError{fmt.Errorf("line %d: more than %d bytes", n, bufio.MaxScanTokenSize)}
	case err != nil:
		err = usageError{fmt.Errorf("line %d: %w", n, err)}
	}
	return errors.Join(err, out.Flush())
}

// toolPDF sets plain text.
type toolPDF struct {
	Lang string `required:"" placeholder:"TAG" help:"Language of the text, such as ti."`
	In   string `required:"" placeholder:"FILE" help:"UTF-8 text; a blank line separates paragraphs."`
	Out  string `required:"" placeholder:"FILE" help:"The PDF to write."`
}

func (toolPDF) Help() string {
	return `Example: aufwind tool pdf --lang ti --in text.txt --out out.pdf`
}

func (t toolPDF) Run(w *world) error {
	b, err := os.ReadFile(t.In)
	if err != nil {
		return usageError{err}
	}
	text := strings.ToValidUTF8(string(b), "\uFFFD")
	set, err := pdf.Plain(pdf.PlainDoc{
		Head: pdf.Head{Title: "", Lang: t.Lang, Created: w.now()},
		RTL:  readFromRight(t.Lang),
		Text: text,
	})
	if err != nil {
		return err
	}
	return os.WriteFile(t.Out, set, 0o600)
}

// readFromRight tells the direction of a language by its tag.
func readFromRight(tag string) bool {
	if l, ok := i18n.Parse(tag); ok {
		return l.Dir() == "rtl"
	}
	base, _, _ := strings.Cut(tag, "-")
	switch base {
	case "ar", "fa", "prs", "ps", "ckb", "ur", "he", "yi", "ug", "dv", "syr", "arc":
		return true
	}
	return false
}
