package ui

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// The figures by the table that shows them.
var (
	planFigures = [...]domain.FigureID{
		domain.FigurePlansNew, domain.FigurePlansContinued, domain.FigureReviews, domain.FigurePlansActive, domain.FigurePlansAtEnd,
	}
	goalFigures = [...]domain.FigureID{
		domain.FigureGoalsAgreed, domain.FigureGoalsEnded, domain.FigureGoalsReached, domain.FigureAttainment, domain.FigureIndependence,
	}
	timeFigures = [...]domain.FigureID{domain.FigureAgreeing, domain.FigureAnswering}
)

// figureName is what a figure is called.
func (p Page) figureName(id domain.FigureID) string { return p.L.Term("figure", string(id)) }

// scopeName is what a scope is called.
func (p Page) scopeName(f app.FigurePage, of string) string {
	switch of {
	case app.FiguresOwn:
		return p.L.FiguresOwn()
	case app.FiguresOrg:
		return p.L.FiguresOrg()
	}
	return f.TeamName(of)
}

func (p Page) scopeOptions(f app.FigurePage) []Option {
	var out []Option
	for _, of := range f.Choice {
		out = append(out, Option{Value: of, Text: p.scopeName(f, of)})
	}
	return out
}

// shownFigures says of what and when the figures are.
func (p Page) shownFigures(f app.FigurePage) string {
	return p.L.FiguresShown(p.scopeName(f, f.Of), p.Day(f.Period.From), p.Day(f.Period.Until))
}

// presetName is what a period on offer is called.
func (p Page) presetName(preset string) string {
	switch preset {
	case "month":
		return p.L.FiguresMonth()
	case "quarter":
		return p.L.FiguresQuarter()
	case "last_month":
		return p.L.FiguresLastMonth()
	case "last_quarter":
		return p.L.FiguresLastQuarter()
	case "last_year":
		return p.L.FiguresLastYear()
	}
	return p.L.FiguresYear()
}

// tenths shows a number with one decimal as the language writes it; a true minus, so that it is read as one.
func (p Page) tenths(n domain.Tenths) string {
	sign := ""
	if n < 0 {
		sign, n = "−", -n
	}
	point := ","
	if p.L == i18n.En {
		point = "."
	}
	return sign + strconv.Itoa(int(n/10)) + point + strconv.Itoa(int(n%10))
}

// figurePresets are the periods that the page offers.
func figurePresets(f app.FigurePage) []string {
	if f.Exact() {
		return domain.FigurePresets[:]
	}
	return domain.OverFigurePresets[:]
}

// countText is how many, where it may be said.
func (p Page) countText(v domain.FigureValue) string {
	if v.Few {
		return p.L.FiguresFew()
	}
	return strconv.Itoa(v.N)
}

// figureText is a value as a table shows it: how many, or the mean with how many it is of; empty for a mean of nothing.
func (p Page) figureText(k domain.FigureKind, v domain.FigureValue) string {
	switch {
	case v.Few:
		return p.countText(v)
	case !k.Mean:
		return strconv.Itoa(v.N)
	case v.N == 0:
		return "–"
	}
	return p.L.FiguresMeanOf(p.tenths(v.Mean), v.N)
}

// rowCount says how many rows stand behind a number.
func (p Page) rowCount(l app.FigureList) string {
	if !l.Exact() {
		return p.L.FiguresNumber() + ": " + p.countText(l.Value())
	}
	return p.L.FiguresRows(l.Value().N)
}

// rowValue is the value of one row: days, or steps with their sign.
func (p Page) rowValue(r app.FigureRow) string {
	switch {
	case r.Value < 0:
		return "−" + strconv.Itoa(-r.Value)
	case r.Value > 0 && figureOf(r.Figure).Unit == "steps":
		return "+" + strconv.Itoa(r.Value)
	}
	return strconv.Itoa(r.Value)
}

// figureOf is the figure of that id, which there is.
func figureOf(id domain.FigureID) domain.FigureKind {
	k, _ := domain.FigureOf(id)
	return k
}

func figureLink(f app.FigurePage, id domain.FigureID, part string) string {
	return routes.FigureList(id, part, 0, f.Of, f.Period)
}

// rowLink leads to a row of a list: the case for who manages it, the core data of it for who leads its unit.
func rowLink(r app.FigureRow) string {
	if r.Managed {
		return routes.Case(r.Person)
	}
	return routes.UnitCase(r.Person)
}

// A talkGroup is the talks counted by one of their columns.
type talkGroup struct {
	Title string
	Rows  []talkRow
}

type talkRow struct {
	Key, Name string
	domain.FigureValue
}

// talkGroups counts the talks by each of their columns, in the order of pages.
func (p Page) talkGroups(f app.FigurePage) []talkGroup {
	term := func(group string) func(string) string { return func(key string) string { return p.L.Term(group, key) } }
	return []talkGroup{
		{p.L.FiguresByKind(), talksBy(f, domain.TalkKinds[:], term("talk"), func(n domain.TalkCount) string { return n.Kind })},
		{p.L.FiguresByWay(), talksBy(f, domain.ContactTypes[:], term("way"), func(n domain.TalkCount) string { return n.Type })},
		{p.L.FiguresByMinutes(), talksBy(f, domain.TalkMinutes[:], term("minutes"), func(n domain.TalkCount) string { return n.Minutes })},
		{p.L.FiguresByInterpreter(), talksBy(f, domain.Interpreters[:], term("interpreter"), func(n domain.TalkCount) string { return n.Interpreter })},
		{p.L.FiguresByLanguage(), talksBy(f, nil, p.talkLanguage, func(n domain.TalkCount) string { return n.Language })},
	}
}

func (p Page) talkLanguage(tag string) string {
	if tag == domain.OtherLanguage {
		return p.L.TalkOtherLanguage()
	}
	return i18n.Language(p.L, tag)
}

// talksBy are the talks by a column: each key of the list, or without a list those that are shown with a number, the most frequent first.
func talksBy(f app.FigurePage, keys []string, name func(string) string, column func(domain.TalkCount) string) []talkRow {
	sums := f.TalksBy(column)
	open := keys == nil
	if open {
		keys = slices.SortedFunc(maps.Keys(sums), func(x, y string) int {
			return cmp.Or(cmp.Compare(sums[y].N, sums[x].N), cmp.Compare(x, y))
		})
	}
	var out []talkRow
	for _, k := range keys {
		v, ok := sums[k]
		if !ok {
			v.Few = true
		}
		if !open || !v.Few {
			out = append(out, talkRow{k, name(k), v})
		}
	}
	return out
}
