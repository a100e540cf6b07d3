package ui

import (
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/i18n"
	"github.com/aufwind-im/aufwind/internal/web/routes"
)

// CaseListView is one page of a list of cases with its filter.
type CaseListView struct {
	domain.CasePage
	Filter    domain.CaseFilter
	Districts []domain.District
	Weights   []domain.WeightRule
	Questions domain.OpenQuestions // about entries of access books; of a unit
}

// CaseView is a person as the manager sees them.
type CaseView struct {
	Case          domain.Case
	Sections      []SectionView // what is released beyond core
	Plan          domain.Plan
	Coordinations []domain.Coordination
	Agents        []domain.User
	Talks         TalkView
	Weights       []domain.WeightRule
	Stale         *Stale
	Error         *domain.Error
}

// Stale is a choice that could not be saved because somebody else was first: both are shown.
type Stale struct {
	Field      string
	Value      string // of the option that was chosen
	Now, Yours string // as they are called on the page
}

// chosen is what a select box of the page shows as selected: what was typed goes before what is stored.
func (s *Stale) chosen(field, stored string) string {
	if s != nil && s.Field == field {
		return s.Value
	}
	return stored
}

// statusKind is the colour of a status; the word stands beside it.
func statusKind(s domain.CaseStatus) string {
	switch s {
	case domain.CaseNew:
		return "info"
	case domain.CaseActive:
		return "ok"
	case domain.CaseReviewDue:
		return "warn"
	case domain.CaseClosed:
	}
	return "done"
}

func (p Page) statusOptions(first string) []Option {
	var out []Option
	if first != "" {
		out = append(out, Option{Text: first})
	}
	for _, s := range domain.CaseStatuses {
		out = append(out, Option{Value: string(s), Text: p.L.Term("status", string(s))})
	}
	return out
}

// openStatusOptions are the statuses of a case that goes on.
func (p Page) openStatusOptions() []Option {
	return slices.DeleteFunc(p.statusOptions(""), func(o Option) bool { return o.Value == string(domain.CaseClosed) })
}

func (p Page) languageOptions(first string) []Option {
	out := []Option{{Text: first}}
	for _, tag := range domain.PersonLanguages {
		out = append(out, Option{Value: tag, Text: i18n.Language(p.L, tag)})
	}
	return out
}

func districtOptions(first string, districts []domain.District) []Option {
	out := []Option{{Text: first}}
	for _, d := range districts {
		out = append(out, Option{Value: d.ID.String(), Text: d.Name})
	}
	return out
}

// userOptions lists users by name, with their organisation when withOrg is set.
func userOptions(first string, users []domain.User, withOrg bool) []Option {
	out := []Option{{Text: first}}
	for _, u := range users {
		text := u.Name
		if withOrg {
			text += ", " + u.OrgName
		}
		out = append(out, Option{Value: u.ID.String(), Text: text})
	}
	return out
}

func idOrEmpty[ID ~int64](id ID, text string) string {
	if id == 0 {
		return ""
	}
	return text
}

// filtered tells whether a list does not show everything.
func filtered(f domain.CaseFilter) bool {
	return f.Query != "" || f.Status != "" || f.Language != "" || f.District != 0 || f.Weight != "" || f.Matter != "" || f.Unmanaged
}

// next is the filter of the next page.
func (v CaseListView) next() domain.CaseFilter {
	f := v.Filter
	f.After = v.Next
	return f
}

// first is the filter of the first page.
func (v CaseListView) first() domain.CaseFilter {
	f := v.Filter
	f.After = domain.CaseCursor{}
	return f
}

// caption says what the list shows.
func (v CaseListView) caption(p Page) string {
	if v.Filter.Query != "" {
		return p.L.CaseFound(len(v.Cases))
	}
	return p.L.CaseList(len(v.Cases))
}

func (p Page) planCell(c domain.Case) string {
	if c.PlanVersion == 0 {
		return p.L.CaseNoPlan()
	}
	return p.L.CasePlanVersion(c.PlanVersion)
}

// planAnswers counts what the person said to the offered goals, and how many goals were not offered.
func (p Page) planAnswers(plan domain.Plan) string {
	counts := map[domain.Answer]int{}
	for _, g := range plan.Goals {
		if g.Offered {
			counts[g.Answer]++
		}
	}
	parts := []string{p.L.CasePlanGoals(len(plan.Goals))}
	for _, part := range [...]struct {
		n    int
		text func(int) string
	}{
		{counts[domain.AnswerAgreed], p.L.CasePlanAgreed},
		{counts[domain.AnswerObjected], p.L.CasePlanObjected},
		{counts[domain.AnswerOpen], p.L.CasePlanOpen},
	} {
		if part.n > 0 {
			parts = append(parts, part.text(part.n))
		}
	}
	return strings.Join(parts, " · ")
}

// offered tells whether the person was shown anything of the plan.
func offered(plan domain.Plan) bool {
	return slices.ContainsFunc(plan.Goals, func(g domain.Goal) bool { return g.Offered })
}

// states counts the agreements with the Jobcenter by their state, in the order in which they came up.
func states(list []domain.Coordination) (order []domain.CoordinationState, n map[domain.CoordinationState]int) {
	n = map[domain.CoordinationState]int{}
	for _, c := range list {
		if n[c.State] == 0 {
			order = append(order, c.State)
		}
		n[c.State]++
	}
	return order, n
}

func coordinationKind(s domain.CoordinationState) string {
	switch s {
	case domain.CoordinationAgreed, domain.CoordinationInForce:
		return "ok"
	case domain.CoordinationCountered, domain.CoordinationDeclined:
		return "warn"
	case domain.CoordinationProposed, domain.CoordinationShared, domain.CoordinationWithheld, domain.CoordinationEnded:
	}
	return "info"
}

// nativeName is the name in the own script, empty when it says nothing new.
func nativeName(n domain.Name) string {
	if n.Native == n.Latin || n.Latin == "" {
		return ""
	}
	return n.Native
}

func caseLink(unit bool, p domain.PersonID) string {
	if unit {
		return routes.UnitCase(p)
	}
	return routes.Case(p)
}

func listLink(unit bool, f domain.CaseFilter) string {
	if unit {
		return routes.UnitList(f)
	}
	return routes.CaseList(f)
}

// roles are the roles of a user in words.
func (p Page) roles(roles []domain.Role) string {
	parts := make([]string, len(roles))
	for i, r := range roles {
		parts[i] = p.L.Term("role", string(r))
	}
	return strings.Join(parts, ", ")
}
