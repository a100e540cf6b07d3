package cv

import (
	"fmt"
	"slices"

	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
)

// profile writes up to three lines that follow from the entries by rule: how long in the target occupation, which German,
// which driving licence is valid. What is not certain is left out.
func (w *writer) profile(c domain.CV, target phrase) []Line {
	var lines []Line
	if s := experience(w.months(c, target), target.text); s != "" {
		lines = append(lines, ruleLine(s))
	}
	for _, l := range c.Languages {
		if languageName(i18n.De, l.Language) == languageName(i18n.De, "de") && l.Level != "native" {
			lines = append(lines, ruleLine("Deutschkenntnisse: "+level(l.Level)))
			break
		}
	}
	for _, d := range c.Driving {
		if d.InGermany != "foreign" {
			lines = append(lines, ruleLine("Führerschein Klasse "+d.Class))
			break
		}
	}
	return lines
}

// experience says for how many full years somebody has worked in an occupation; empty below one year.
func experience(months int, occupation string) string {
	years := months / 12
	switch {
	case years == 0 || occupation == "":
		return ""
	case years == 1 && months%12 == 0:
		return "1 Jahr Berufserfahrung als " + occupation
	case years == 1:
		return "Über 1 Jahr Berufserfahrung als " + occupation
	case months%12 == 0:
		return fmt.Sprintf("%d Jahre Berufserfahrung als %s", years, occupation)
	}
	return fmt.Sprintf("Über %d Jahre Berufserfahrung als %s", years, occupation)
}

// months counts the months that are certain in the occupation of the target: from the latest day that the beginning may
// mean to the earliest that the end may mean. Jobs at the same time count once.
func (w *writer) months(c domain.CV, target phrase) int {
	if target.concept.ID == "" {
		return 0
	}
	var spans [][2]int // first month and the month after the last
	quiet := *w        // its notes are not kept: these terms were noted before
	for _, job := range c.Work {
		what, ok := quiet.term("", &job.Occupation, "", occupationKinds())
		if !ok || what.concept.ID != target.concept.ID || w.contradiction(job.From, job.To) != "" {
			continue
		}
		if from, to, ok := w.certain(job.From, job.To); ok {
			spans = append(spans, [2]int{from, to})
		}
	}
	slices.SortFunc(spans, func(a, b [2]int) int { return a[0] - b[0] })
	total, reached := 0, 0
	for _, s := range spans {
		total += max(0, s[1]-max(s[0], reached))
		reached = max(reached, s[1])
	}
	return total
}

// certain counts months since year 0: the first that is certainly worked, and the one after the last such.
func (w *writer) certain(from, to *domain.PartialDate) (first, after int, ok bool) {
	f, hasFrom := calendar.Of(from)
	t, hasTo := calendar.Of(to)
	if to != nil && to.Ongoing {
		t, hasTo = w.on, true
	}
	if !hasFrom || !hasTo || f.Circa || t.Circa {
		return 0, 0, false
	}
	first = month(f)
	if f.Month == 0 {
		_, last := f.Interval()
		y, m, _ := last.Parts()
		first = y*12 + m
	}
	after = month(t) + 1
	if t.Month == 0 || to.Ongoing {
		after--
	}
	return first, after, after > first
}

// month counts the month in which a date begins since year 0.
func month(d calendar.Date) int {
	if g, err := calendar.Convert(d, calendar.Gregorian); err == nil && d.Month > 0 {
		return g.Year*12 + g.Month - 1
	}
	first, _ := d.Interval()
	y, m, _ := first.Parts()
	return y*12 + m - 1
}
