package cv

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/aufwind-im/aufwind/internal/calendar"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// A Break is a span without an entry, with what the person decided about it.
type Break struct {
	Gap    domain.Gap        // as the CV prints it; without a reason while nothing is decided
	First  domain.Day        // the first free day, which names the break; empty for one without dates
	Last   domain.Day        // empty when it lasts
	Choice *domain.GapChoice // nil while nothing is decided
	Stale  bool              // the time of Choice is not free any more, or another one: it is not printed
}

// Decided tells whether there is nothing left to decide.
func (b Break) Decided() bool { return b.Choice != nil && !b.Stale }

// Settle joins what a person decided about gaps with the gaps that c has without them on the day on. It returns what the CV prints, and
// every break in the order of time: the decided, the open, and the decisions that fit no gap any more.
// A decision follows its gap when the entries beside it change a little: while at least half of both is the same time.
func Settle(c domain.CV, choices []domain.GapChoice, on domain.Day) (printed []domain.Gap, breaks []Break) {
	w := newWriter(c.Language, c.AddressForm, c.BirthDate, nil, on)
	c.Gaps = nil
	free := w.free(c)
	var left []stretch
	for i := range choices {
		b, at := w.settle(choices[i], free)
		switch {
		case b.Stale:
		case choices[i].Left():
			left = append(left, at)
		default:
			printed = append(printed, b.Gap)
		}
		breaks = append(breaks, b)
	}
	c.Gaps = printed
	for _, s := range w.free(c) {
		if !slices.ContainsFunc(left, func(l stretch) bool { return l.first <= s.first && s.last <= l.last }) {
			breaks = append(breaks, breakOf(s, domain.Gap{}))
		}
	}
	slices.SortStableFunc(breaks, func(a, b Break) int { return cmp.Compare(a.First, b.First) })
	return printed, breaks
}

// settle finds the gap that a decision is about.
func (w *writer) settle(choice domain.GapChoice, free []stretch) (Break, stretch) {
	was := w.chosen(choice)
	var best stretch
	most := 0
	for _, s := range free {
		if n := shared(s, was); n > most {
			best, most = s, n
		}
	}
	if choice.Fixed {
		b := Break{Gap: choice.Gap, First: was.first, Last: was.last, Choice: &choice}
		if choice.To != nil && choice.To.Ongoing {
			b.Last = ""
		}
		b.Stale = choice.First != "" && 2*most < days(was)
		return b, was
	}
	if most == 0 || 2*most < max(days(was), days(best)) {
		return Break{Gap: choice.Gap, First: was.first, Last: was.last, Choice: &choice, Stale: true}, was
	}
	b := breakOf(best, choice.Gap)
	b.Choice = &choice
	return b, best
}

// chosen is the time of a decision: the days that were free then, or those that the person said.
func (w *writer) chosen(choice domain.GapChoice) stretch {
	today := domain.Day(w.on.String())
	if !choice.Fixed {
		return stretch{first: choice.First, last: cmp.Or(choice.Last, today)}
	}
	var s stretch
	from, hasFrom := calendar.Of(choice.From)
	to, hasTo := calendar.Of(choice.To)
	if hasFrom {
		s.first, s.last = from.Interval()
	}
	if hasTo {
		_, s.last = to.Interval()
	} else if choice.To != nil && choice.To.Ongoing {
		s.last = today
	}
	if !hasFrom && hasTo {
		s.first, _ = to.Interval()
	}
	return s
}

// breakOf is the break of a gap; its dates follow from the entries beside it.
func breakOf(s stretch, said domain.Gap) Break {
	b := Break{First: s.first, Last: s.last, Gap: said}
	b.Gap.From = beside(s.from, 1)
	if b.Gap.To = beside(s.to, -1); s.to.Year == 0 {
		b.Gap.To, b.Last = &domain.PartialDate{Ongoing: true}, ""
	}
	return b
}

// Choose is the decision about an open break.
func Choose(b Break, reason string, explicit bool) domain.GapChoice {
	g := domain.GapChoice{Gap: b.Gap, First: b.First, Last: b.Last}
	g.Reason, g.Explicit = reason, explicit
	return g
}

// Choices are the decisions of the gaps that c was written with: those that fill a gap wholly follow it later, the others keep their dates.
func Choices(c domain.CV, on domain.Day) []domain.GapChoice {
	w := newWriter(c.Language, c.AddressForm, c.BirthDate, nil, on)
	said := c.Gaps
	c.Gaps = nil
	free := w.free(c)
	var out []domain.GapChoice
	for _, g := range said {
		choice := domain.GapChoice{Gap: g, Fixed: true}
		was := w.chosen(choice)
		for _, s := range free {
			b := breakOf(s, g)
			switch {
			case reflect.DeepEqual(b.Gap, g):
				choice.First, choice.Last, choice.Fixed = b.First, b.Last, false
			case choice.Fixed && 2*shared(s, was) >= days(was):
				choice.First, choice.Last = b.First, b.Last
			}
		}
		out = append(out, choice)
	}
	return out
}

// shared counts the days that two spans have in common.
func shared(a, b stretch) int {
	return days(stretch{first: max(a.first, b.first), last: min(a.last, b.last)})
}

// days counts the days of a span; 0 when it ends before it begins or has no dates.
func days(s stretch) int {
	if s.first == "" || s.last < s.first {
		return 0
	}
	return s.first.DaysUntil(s.last) + 1
}
