package cv

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/vocab"
)

// longestGap is how many months without an entry need no word.
const longestGap = 2

// GapReasons are the reasons that a person can choose for a gap; each is the concept "gap:<reason>".
func GapReasons() []string {
	return append(commonReasons(),
		"arrival", "camp", "language_learning", "household", "parental_leave", "interrupted_studies", "preparation", "recognition",
		"volunteering", "relocation")
}

// commonReasons are those that fit most gaps.
func commonReasons() []string {
	return []string{"orientation", "flight", "family", "care", "military", "illness_not_named", "search", "other"}
}

// suggestions are the neutral wordings for a gap. Flight is not suggested: it is said only when the person asks for it.
func (w *writer) suggestions() []string {
	var all []string
	for _, reason := range commonReasons() {
		c, ok := w.vocab.Concept(vocab.ID("gap:" + reason))
		if ok && reason != "flight" {
			all = append(all, c.German(w.form))
		}
	}
	return all
}

// A stretch is the time that an entry covers, at most: a year alone counts from its first to its last day.
type stretch struct {
	first, last domain.Day
	from, to    calendar.Date // how first and last were said
}

// gaps finds the spans of more than two months between the entries, and from the last one to the day of the CV.
func (w *writer) gaps(c domain.CV) []OpenGap {
	found := []OpenGap{}
	for _, s := range w.free(c) {
		found = append(found, w.gap(s.from, s.to))
	}
	return found
}

// free lists the spans of gaps: the days between two entries, with the dates of the entries beside them; to is zero in one that lasts.
func (w *writer) free(c domain.CV) []stretch {
	all := w.stretches(c)
	if len(all) == 0 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b stretch) int { return cmp.Compare(a.first, b.first) })
	if on := domain.Day(w.on.String()); w.on.Year > 0 {
		all = append(all, stretch{first: on, last: on})
	}
	var found []stretch
	reached := all[0]
	for _, s := range all[1:] {
		if s.first > reached.last.AddDays(1).AddMonths(longestGap) {
			found = append(found, stretch{reached.last.AddDays(1), s.first.AddDays(-1), reached.to, s.from})
		}
		if s.last > reached.last {
			reached = s
		}
	}
	return found
}

// stretches lists the time covered by work, education, courses and chosen gaps, without contradictory dates.
func (w *writer) stretches(c domain.CV) []stretch {
	var all []stretch
	add := func(from, to *domain.PartialDate) {
		if w.contradiction(from, to) != "" {
			return
		}
		f, hasFrom := calendar.Of(from)
		t, hasTo := calendar.Of(to)
		switch {
		case to != nil && to.Ongoing:
			t, hasTo = w.on, w.on.Year > 0
		case !hasTo:
			t, hasTo = f, hasFrom
		}
		if !hasFrom {
			f = t
		}
		if hasTo {
			first, _ := f.Interval()
			_, last := t.Interval()
			all = append(all, stretch{first, last, f, t})
		}
	}
	for _, e := range c.Work {
		add(e.From, e.To)
	}
	for _, e := range c.Education {
		add(e.From, e.To)
	}
	for _, e := range c.Courses {
		add(e.From, e.To)
	}
	for _, e := range c.Gaps {
		add(e.From, e.To)
	}
	return all
}

// gap is the time between two dates, in months where the entries beside it have them, else in years; it lasts when before is zero.
func (w *writer) gap(after, before calendar.Date) OpenGap {
	g := OpenGap{From: boundary(after, 1), Suggestions: w.suggestions()}
	if before.Year == 0 {
		g.When = "seit " + g.From
		return g
	}
	g.Until = boundary(before, -1)
	g.When = g.From
	if g.Until != g.From {
		g.When += " – " + g.Until
	}
	return g
}

// boundary is the month after (step 1) or before (step -1) a date, or the date itself when it is a year.
func boundary(d calendar.Date, step int) string {
	p := beside(d, step)
	if p.Month > 0 {
		return fmt.Sprintf("%02d/%04d", p.Month, p.Year)
	}
	own, _ := calendar.Of(p)
	return calendar.German(own)
}

// beside is boundary as a date: a month of the Gregorian calendar, or a year of the date's own.
func beside(d calendar.Date, step int) *domain.PartialDate {
	if d.Month == 0 {
		return &domain.PartialDate{Calendar: string(d.Calendar), Year: d.Year}
	}
	g, err := calendar.Convert(d, calendar.Gregorian)
	if err != nil {
		return nil
	}
	months := g.Year*12 + g.Month - 1 + step
	return &domain.PartialDate{Calendar: string(calendar.Gregorian), Year: months / 12, Month: months%12 + 1}
}
