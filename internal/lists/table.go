package lists

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxRecord is how many bytes one record may have; the longest of ESCO has about a tenth.
const maxRecord = 256 << 10

// maxRecords is how many records one file may have.
const maxRecords = 500_000

// errStop ends the reading of a file; what is wrong has been said.
var errStop = errors.New("stop")

// A table is one CSV file that is read record by record.
type table struct {
	name    string
	said    *Mistakes
	in      *csv.Reader
	limit   *bounded
	columns map[string]int
	names   []string // of the columns, in their order
	fields  []string
}

// bounded lets through so many bytes until it is filled again.
type bounded struct {
	r    io.Reader
	left int
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errStop
	}
	n, err := b.r.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

// eachRecord calls f for each record of a file that has the required columns. Other columns are left alone. What is wrong goes to said.
// Errors: those of reading the file, and of f.
func eachRecord(fsys fs.FS, name string, required []string, said *Mistakes, f func(*table) error) error {
	file, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	t := &table{name: name, said: said}
	err = t.begin(file, required)
	for n := 0; err == nil && t.next(&err); n++ {
		if n == maxRecords {
			t.wrong("", fmt.Sprintf("the file has more than %d records", maxRecords))
			err = errStop
			break
		}
		err = f(t)
	}
	if errors.Is(err, errStop) {
		err = nil
	}
	return err
}

// begin reads the names of the columns.
func (t *table) begin(file io.Reader, required []string) error {
	t.limit = &bounded{file, maxRecord}
	buffer := bufio.NewReader(t.limit)
	if start, err := buffer.Peek(3); err == nil && string(start) == "\uFEFF" {
		if _, err := buffer.Discard(3); err != nil {
			return err
		}
	}
	start, err := buffer.Peek(buffer.Size())
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errStop) {
		return err
	}
	t.in = csv.NewReader(buffer)
	t.in.ReuseRecord = true
	t.in.Comma = Separator(start)
	header, err := t.in.Read()
	switch {
	case errors.Is(err, io.EOF):
		t.add(Mistake{t.name, 0, "", "the file is empty: the first line names the columns " + strings.Join(required, ", ")})
		return errStop
	case err != nil:
		return t.broken(err)
	}
	t.columns = map[string]int{}
	for i, column := range header {
		column = strings.TrimSpace(column)
		if _, twice := t.columns[column]; twice && column != "" {
			t.add(Mistake{t.name, 1, column, "this column stands there twice"})
			return errStop
		}
		column = strings.Clone(column)
		t.columns[column] = i
		t.names = append(t.names, column)
	}
	for _, column := range required {
		if _, there := t.columns[column]; !there {
			t.add(Mistake{t.name, 1, column, "this column is missing"})
			return errStop
		}
	}
	return nil
}

// Separator is what stands between the columns of a CSV file that begins with start: a semicolon or a tab, if its first line has one, else a
// comma.
func Separator(start []byte) rune {
	first, _, _ := bytes.Cut(start, []byte("\n"))
	for _, c := range [...]rune{';', '\t'} {
		if bytes.ContainsRune(first, c) {
			return c
		}
	}
	return ','
}

// next reads a record; false at the end, with err when it is not the end of the file.
func (t *table) next(err *error) bool {
	t.limit.left = maxRecord
	t.fields, *err = t.in.Read()
	if errors.Is(*err, io.EOF) {
		*err = nil
		return false
	}
	if *err != nil {
		*err = t.broken(*err)
		return false
	}
	return t.clean(err)
}

// clean tells whether the record can be read at all; a file with other signs than text is another file.
func (t *table) clean(err *error) bool {
	for i, field := range t.fields {
		what := ""
		switch {
		case !utf8.ValidString(field):
			what = "this is not UTF-8"
		case strings.ContainsRune(field, 0):
			what = "there is a NUL in it"
		default:
			continue
		}
		t.wrong(t.names[i], what)
		*err = errStop
		return false
	}
	return true
}

// broken says what is wrong with a record that is no CSV; behind it nothing can be read.
func (t *table) broken(err error) error {
	e, ok := errors.AsType[*csv.ParseError](err)
	switch {
	case t.limit.left <= 0:
		line, _ := t.in.FieldPos(0)
		if ok {
			line = e.StartLine
		}
		t.add(Mistake{t.name, line, "", fmt.Sprintf("behind this line is a record of more than %d KiB: is a quotation mark missing?", maxRecord>>10)})
	case !ok:
		return fmt.Errorf("%s: %w", t.name, err)
	case errors.Is(e.Err, csv.ErrFieldCount):
		t.add(Mistake{t.name, e.StartLine, "", "not as many fields as there are columns"})
	default:
		t.add(Mistake{t.name, e.StartLine, "", "a quotation mark at the wrong place"})
	}
	return errStop
}

// field is what stands in a column, without space around it; empty when there is no such column.
func (t *table) field(column string) string {
	if i, there := t.columns[column]; there && i < len(t.fields) {
		return strings.TrimSpace(t.fields[i])
	}
	return ""
}

// wrong notes what is wrong in a column of this record.
func (t *table) wrong(column, what string) {
	i := t.columns[column]
	line, _ := t.in.FieldPos(min(i, max(len(t.fields)-1, 0)))
	t.add(Mistake{t.name, line, column, what})
}

func (t *table) add(m Mistake) { *t.said = append(*t.said, m) }

// tooMany ends the reading when enough was said.
func (t *table) tooMany() error {
	if len(*t.said) >= maxMistakes {
		return errStop
	}
	return nil
}

// several splits a field that holds several labels, each once.
func several(field, separators string) []string {
	var out []string
	for _, s := range strings.FieldsFunc(field, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
