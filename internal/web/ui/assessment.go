package ui

import (
	"strconv"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// AssessmentFields is what the form of an assessment holds, as it was typed, beside what is stored.
type AssessmentFields struct {
	app.AssessmentPage
	Typed domain.Assessment
	Once  string
	Stale bool // somebody has saved another one meanwhile
}

func (p Page) stageOptions() []Option {
	var out []Option
	for _, s := range domain.Stages {
		out = append(out, Option{Value: string(s), Text: p.L.Term("stage", string(s))})
	}
	return out
}

func (p Page) needOptions() []Option {
	out := []Option{{Text: p.L.ReviewUnsaid()}}
	for _, n := range domain.Needs {
		out = append(out, Option{Value: string(n), Text: p.L.Term("need", string(n))})
	}
	return out
}

// need puts a need into words; empty when nothing was said.
func (p Page) need(n domain.Need) string {
	if n == "" {
		return ""
	}
	return p.L.Term("need", string(n))
}

func (p Page) independenceOptions(unsaid string) []Option {
	out := []Option{{Text: unsaid}}
	for n := domain.LeastIndependent; n <= domain.MostIndependent; n++ {
		out = append(out, Option{Value: strconv.Itoa(n), Text: p.independence(n)})
	}
	return out
}

// independence puts a value into words; empty when nothing was said.
func (p Page) independence(n int) string {
	if n == 0 {
		return ""
	}
	return p.L.Term("independence", strconv.Itoa(n))
}

// chosenNumber is a number as the value of an option; nothing for 0.
func chosenNumber(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// sinceEntry puts into words how independent somebody has become; empty when it cannot be said.
func (p Page) sinceEntry(then, now int) string {
	switch {
	case then == 0 || now == 0:
		return ""
	case now > then:
		return p.L.AssessmentMore()
	case now < then:
		return p.L.AssessmentLess()
	}
	return p.L.AssessmentSame()
}

// saidViews are the life domains of an assessment of which something is said, in the order of pages.
func saidViews(a domain.Assessment) []domain.DomainView {
	var out []domain.DomainView
	for _, d := range domain.LifeDomains {
		if v := a.View(d); v.Said() {
			out = append(out, v)
		}
	}
	return out
}

// entryView is what was said of a life domain at the beginning; zero when only one assessment is there.
func entryView(page app.AssessmentPage, d domain.LifeDomain) domain.DomainView {
	entry, ok := domain.EntryOf(page.List)
	if !ok || entry.No == page.Last().No {
		return domain.DomainView{}
	}
	return entry.View(d)
}
