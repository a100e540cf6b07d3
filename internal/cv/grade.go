package cv

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
)

// Units of a grade.
const (
	unitPercent = "percent"
	unitPoints  = "points"
	unitGrade   = "grade"
)

// BavarianGrade converts a foreign grade to the German scale by the modified Bavarian formula.
// got, best, pass: grades of the same foreign scale; best is the top mark, pass the lowest pass mark.
// The result is 1.0 (best) … 4.0 (just passed), cut to one decimal; it is an orientation, not a recognition.
// Errors: Invalid when best equals pass, when got is a fail or better than best, or when one is no number.
// Source: agreement of the Kultusministerkonferenz of 1991, in the wording of 2013.
func BavarianGrade(got, best, pass float64) (float64, error) {
	x := 1 + 3*(best-got)/(best-pass)
	if math.IsNaN(x) || x < 1 || x > 4 {
		return 0, &domain.Error{Kind: domain.Invalid, Key: "number", Field: "grade"}
	}
	return math.Floor(x*10+1e-9) / 10, nil
}

// grade prints a grade as it was given, with its scale and the orientation. A grade that its own scale does not have is
// noted under open. A CV that names nobody shows the orientation alone: many scales are those of one country.
func (w *writer) grade(path string, g *domain.Grade) string {
	if g == nil {
		return ""
	}
	german, err := BavarianGrade(g.Got, g.Best, g.Pass)
	if err != nil {
		w.note(Open{Path: path, Reason: Contradictory, Text: fmt.Sprintf("%s (%s – %s)", mark(g.Got, g.Unit), mark(g.Pass, g.Unit), mark(g.Best, g.Unit))})
		return ""
	}
	orientation := fmt.Sprintf("zur Orientierung %s nach der modifizierten bayerischen Formel, unverbindlich", decimal(german, 1))
	if w.anonymous {
		return "Abschlussnote: " + orientation
	}
	return fmt.Sprintf("Abschlussnote: %s (Bestnote %s, bestanden %s); %s", mark(g.Got, g.Unit), mark(g.Best, g.Unit), passed(*g), orientation)
}

func mark(f float64, unit string) string {
	s := decimal(f, -1)
	switch unit {
	case unitPercent:
		return s + " %"
	case unitPoints:
		if f == 1 {
			return s + " Punkt"
		}
		return s + " Punkte"
	}
	return s
}

// passed says from which mark on somebody has passed; where the best mark is the smallest number, up to which.
func passed(g domain.Grade) string {
	pass := mark(g.Pass, g.Unit)
	switch {
	case g.Best < g.Pass:
		return "bis " + pass
	case strings.HasSuffix(pass, " Punkte"):
		return "ab " + pass + "n"
	}
	return "ab " + pass
}

// decimal prints a number with a comma; places -1 means as many as needed.
func decimal(f float64, places int) string {
	return strings.Replace(strconv.FormatFloat(f, 'f', places, 64), ".", ",", 1)
}
