package ui

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// pastHandovers are those that nobody has to answer any more, newest first.
func pastHandovers(v app.HandoverPage) []domain.Handover {
	return slices.DeleteFunc(slices.Clone(v.Handovers), func(h domain.Handover) bool { return h.State.Open() })
}

// canHandOver tells whether the case can be given to somebody now.
func canHandOver(v app.HandoverPage) bool {
	return v.Open() == nil && v.Case.Status != domain.CaseClosed
}

// noteOf is the note that was typed in one of both forms.
func noteOf(typed domain.Handover, here bool) string {
	if here {
		return typed.Note
	}
	return ""
}

// openSteps are the measures of a goal that are not over.
func openSteps(g domain.Goal) []domain.Measure {
	return slices.DeleteFunc(slices.Clone(g.Measures), func(m domain.Measure) bool { return m.State.Over() })
}

// openAgreements are those with the Jobcenter that go on.
func openAgreements(s app.TransferSheet) []domain.Coordination {
	return slices.DeleteFunc(slices.Clone(s.Coordinations), func(c domain.Coordination) bool { return !c.State.UnderWay() && !c.State.Live() })
}

// situation is how a life domain was seen first and is now, in one line.
func (p Page) situation(then, now domain.DomainView) string {
	var parts []string
	if now.Need != "" {
		parts = append(parts, p.L.Term("need", string(now.Need)))
	}
	if now.Independence != 0 {
		was := "–"
		if then.Independence != 0 {
			was = strconv.Itoa(then.Independence)
		}
		parts = append(parts, p.L.HandoverIndependence(was, strconv.Itoa(now.Independence)))
	}
	if now.Resources != "" {
		parts = append(parts, now.Resources)
	}
	return strings.Join(parts, " · ")
}

// receiverWhere is who receives the case and where they work.
func receiverWhere(h domain.Handover) string {
	if h.To == 0 {
		return h.ToOrgName
	}
	return h.ToName + ", " + h.ToOrgName
}
