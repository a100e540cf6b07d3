package ui

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// A countedFigure is one line of the files: a figure, or one part of it.
type countedFigure struct {
	Figure string   `json:"figure"`
	Name   string   `json:"name"`
	Part   string   `json:"part,omitempty"`
	Parted string   `json:"part_name,omitempty"`
	Unit   string   `json:"unit"`
	N      *int     `json:"n"`              // null when few
	Few    bool     `json:"few,omitempty"`  // fewer than five persons, perhaps nobody
	Mean   *float64 `json:"mean,omitempty"` // rounded to one decimal
	Median *float64 `json:"median,omitempty"`
	value  domain.FigureValue
}

// with is the line with its number.
func (c countedFigure) with(v domain.FigureValue) countedFigure {
	if c.value, c.Few = v, v.Few; !v.Few {
		c.N = &v.N
	}
	return c
}

// figuresDocument is the JSON form of the page.
type figuresDocument struct {
	Organisation string          `json:"organisation"`
	Scope        string          `json:"scope"`
	From         domain.Day      `json:"from"`
	Until        domain.Day      `json:"until"`
	Counted      string          `json:"counted_at"`           // RFC 3339, UTC
	Rounded      int             `json:"rounded_to,omitempty"` // every number is a multiple of it, and few means fewer persons than it
	Figures      []countedFigure `json:"figures"`
}

// FiguresJSON is the page as JSON.
func FiguresJSON(p Page, f app.FigurePage) ([]byte, error) {
	doc := figuresDocument{
		Organisation: f.Org.Name, Scope: p.scopeName(f, f.Of), From: f.Period.From, Until: f.Period.Until,
		Counted: f.Now.Time().Format("2006-01-02T15:04:05Z07:00"), Figures: p.countedFigures(f),
	}
	if !f.Exact() {
		doc.Rounded = domain.FewPersons
	}
	return json.MarshalIndent(doc, "", "  ")
}

// FiguresCSV is the page as a table that programs for spreadsheets open: in UTF-8 with a mark, with semicolons and a first row of names.
func FiguresCSV(p Page, f app.FigurePage) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("\uFEFF")
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = ';', true
	rows := [][]string{{"figure", "name", "part", "part_name", "n", "mean", "median", "unit", "scope", "from", "until", "organisation"}}
	for _, c := range p.countedFigures(f) {
		mean, median := "", ""
		if c.Mean != nil {
			mean, median = p.plainTenths(c.value.Mean), p.plainTenths(c.value.Median)
		}
		rows = append(rows, []string{
			c.Figure, cell(c.Name), c.Part, cell(c.Parted), plainCount(c.value), mean, median, cell(c.Unit), cell(p.scopeName(f, f.Of)),
			string(f.Period.From), string(f.Period.Until), cell(f.Org.Name),
		})
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("figures as CSV: %w", err)
	}
	return b.Bytes(), nil
}

// cell keeps a text from being a formula in a program for spreadsheets.
func cell(s string) string {
	if strings.IndexAny(s, "=+-@\t\r\n\x00") == 0 {
		return "'" + s
	}
	return s
}

// plainCount is how many, or the sign for few.
func plainCount(v domain.FigureValue) string {
	if v.Few {
		return "<" + strconv.Itoa(domain.FewPersons)
	}
	return strconv.Itoa(v.N)
}

// plainTenths is a number that programs read: with the decimal sign of the language and a plain minus.
func (p Page) plainTenths(n domain.Tenths) string { return strings.Replace(p.tenths(n), "−", "-", 1) }

// countedFigures are all figures with their parts, and the talks where they are counted.
func (p Page) countedFigures(f app.FigurePage) []countedFigure {
	var out []countedFigure
	add := func(k domain.FigureKind, part string) {
		c := countedFigure{Figure: string(k.ID), Name: p.figureName(k.ID), Part: part, Unit: p.L.Term("figureunit", k.Unit)}
		if part != "" {
			c.Parted = p.L.Term(k.Parts, part)
		}
		if c = c.with(f.Value(k.ID, part)); k.Mean && c.value.N > 0 {
			mean, median := float64(c.value.Mean)/10, float64(c.value.Median)/10
			c.Mean, c.Median = &mean, &median
		}
		out = append(out, c)
	}
	for _, k := range domain.Figures() {
		add(k, "")
		for _, part := range k.PartList() {
			add(k, part)
		}
	}
	if f.Of == app.FiguresOrg {
		out = append(out, p.countedTalks(f)...)
	}
	return out
}

// countedTalks are the talks, all of them and by each of their columns.
func (p Page) countedTalks(f app.FigurePage) []countedFigure {
	talks, persons, unnamed := f.TalkSums()
	unit := p.L.FiguresTalks()
	out := []countedFigure{
		countedFigure{Figure: "talks", Name: p.L.FiguresTalks(), Unit: unit}.with(talks),
		countedFigure{Figure: "talk_persons", Name: p.L.FiguresTalkPersons(), Unit: p.L.FiguresPerson()}.with(persons),
		countedFigure{Figure: "talks_unnamed", Name: p.L.FiguresUnnamed(), Unit: unit}.with(unnamed),
	}
	for _, g := range p.talkGroups(f) {
		for _, r := range g.Rows {
			out = append(out, countedFigure{Figure: "talks", Name: g.Title, Part: r.Key, Parted: r.Name, Unit: unit}.with(r.FigureValue))
		}
	}
	return out
}
