package routes

import (
	"strconv"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// Figures is the page of figures.
const Figures = "/figures"

// FiguresOf are the figures of a scope and period; an empty scope is the usual one.
func FiguresOf(of string, p domain.FigurePeriod) string { return with(Figures, figuresQuery(of, p)) }

// FiguresFile is the same as a file of the kind csv or json.
func FiguresFile(kind, of string, p domain.FigurePeriod) string {
	return with(Figures+"/file/"+kind, figuresQuery(of, p))
}

// FigureList is the list behind a figure, narrowed to one part unless part is empty, from a page on.
func FigureList(id domain.FigureID, part string, page int, of string, p domain.FigurePeriod) string {
	q := figuresQuery(of, p)
	if q["part"] = part; page > 0 {
		q["page"] = strconv.Itoa(page)
	}
	return with(Figures+"/"+string(id), q)
}

func figuresQuery(of string, p domain.FigurePeriod) query {
	return query{"of": of, "from": string(p.From), "until": string(p.Until)}
}
