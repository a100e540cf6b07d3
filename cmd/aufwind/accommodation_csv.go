package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/lists"
)

// accommodationColumns are the columns of a file of districts and accommodations.
var accommodationColumns = [...]string{"district", "accommodation", "kind", "organisation", "manager"}

// accommodationLines reads a file of districts and accommodations. What spreadsheets add is taken: a byte order mark, semicolons, empty lines.
// Errors: no UTF-8, a line that is no CSV, columns that are missing, unknown or there twice; each says in which line.
func accommodationLines(text []byte) ([]domain.AccommodationLine, error) {
	text = bytes.TrimPrefix(text, []byte("\uFEFF"))
	if !utf8.Valid(text) {
		return nil, fmt.Errorf("line %d: this is not UTF-8: save the file as \"CSV UTF-8\"", brokenLine(text))
	}
	in := csv.NewReader(bytes.NewReader(text))
	in.Comma = lists.Separator(text)
	header, err := in.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("the file is empty: the first line names the columns " + strings.Join(accommodationColumns[:], ","))
	}
	if err != nil {
		return nil, csvError(err)
	}
	columns, err := columnsOf(header)
	if err != nil {
		return nil, err
	}
	var lines []domain.AccommodationLine
	for {
		fields, err := in.Read()
		if errors.Is(err, io.EOF) && len(lines) == 0 {
			return nil, errors.New("there is no line below the names of the columns")
		}
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if err != nil {
			return nil, csvError(err)
		}
		field := func(name string) string { return strings.TrimSpace(fields[columns[name]]) }
		p := domain.AccommodationLine{
			District: field("district"), Accommodation: field("accommodation"), Kind: field("kind"), Org: field("organisation"), Manager: field("manager"),
		}
		if p != (domain.AccommodationLine{}) {
			p.Line, _ = in.FieldPos(0)
			lines = append(lines, p)
		}
	}
}

// brokenLine is the number of the first line that is not UTF-8.
func brokenLine(text []byte) int {
	n := 0
	for line := range bytes.Lines(text) {
		n++
		if !utf8.Valid(line) {
			break
		}
	}
	return n
}

// columnsOf says where each column is.
func columnsOf(header []string) (map[string]int, error) {
	columns := map[string]int{}
	for i, name := range header {
		name = strings.ToLower(strings.TrimSpace(name))
		switch _, twice := columns[name]; {
		case name == "":
			continue // spreadsheets leave empty ones behind
		case twice:
			return nil, fmt.Errorf("line 1: the column %q stands there twice", name)
		case !slices.Contains(accommodationColumns[:], name):
			return nil, fmt.Errorf("line 1: there is no column %q: the columns are %s", name, strings.Join(accommodationColumns[:], ","))
		}
		columns[name] = i
	}
	for _, name := range accommodationColumns {
		if _, there := columns[name]; !there {
			return nil, fmt.Errorf("line 1: the column %q is missing: the columns are %s", name, strings.Join(accommodationColumns[:], ","))
		}
	}
	return columns, nil
}

// csvError says in plain words what is wrong with a line.
func csvError(err error) error {
	e, ok := errors.AsType[*csv.ParseError](err)
	if !ok {
		return err
	}
	if errors.Is(e.Err, csv.ErrFieldCount) {
		return fmt.Errorf("line %d: not as many fields as there are columns", e.Line)
	}
	return fmt.Errorf("line %d: a quotation mark at the wrong place: %w", e.Line, e.Err)
}
