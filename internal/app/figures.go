package app

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// FigureQuery is which figures somebody wants to see.
type FigureQuery struct {
	Of     string // FiguresOwn, FiguresOrg or the id of a team; empty for the usual one
	Period domain.FigurePeriod
}

// What figures can be of, beside a team.
const (
	FiguresOwn = "own" // of the own caseload, without the cases that somebody stands in for
	FiguresOrg = "org" // of the whole organisation
)

// FigurePage is the figures of one scope and period. Outside the own caseload it says of small numbers only that they are small.
type FigurePage struct {
	FigureQuery
	Org    domain.Org
	Teams  []domain.Team // that can be chosen, and whose cases the lists name
	Choice []string      // what Of can be; nothing for who leads too few managers, and then nothing is counted
	Small  bool          // something that by leads has too few managers for figures of its own
	Today  domain.Day
	Now    domain.Instant
	tally  domain.Tally
	talks  []domain.TalkCount // of the whole organisation only
}

// Exact tells whether every number is shown as it was counted: of the own caseload.
func (p FigurePage) Exact() bool { return p.Of == FiguresOwn }

// Value is what a figure comes to, or one part of it unless part is empty, as the reader may see it.
func (p FigurePage) Value(id domain.FigureID, part string) domain.FigureValue {
	v := p.tally.Value(id, part)
	if !p.Exact() {
		return v.Coarse()
	}
	return v
}

// TalkSums are all talks of the organisation, who took part in them by name, and the talks without a name.
func (p FigurePage) TalkSums() (talks, persons, unnamed domain.FigureValue) {
	var all domain.TalkCount
	for _, n := range p.talks {
		all.Talks, all.Persons, all.Unnamed = all.Talks+n.Talks, all.Persons+n.Persons, all.Unnamed+n.Unnamed
	}
	return coarseTalks(all.Talks), coarseTalks(all.Persons), coarseTalks(all.Unnamed)
}

// TalksBy are the talks of the organisation by a column of theirs.
func (p FigurePage) TalksBy(column func(domain.TalkCount) string) map[string]domain.FigureValue {
	sums := map[string]int{}
	for _, n := range p.talks {
		sums[column(n)] += n.Talks
	}
	out := map[string]domain.FigureValue{}
	for key, n := range sums {
		out[key] = coarseTalks(n)
	}
	return out
}

// coarseTalks is a number of talks as it may be seen: like that of persons, for a language that few speak may tell who it was.
func coarseTalks(n int) domain.FigureValue { return domain.FigureValue{N: n, Persons: n}.Coarse() }

// TeamName is what the team of that id is called; empty for another value of Of.
func (p FigurePage) TeamName(of string) string {
	for _, t := range p.Teams {
		if t.ID.String() == of {
			return t.Name
		}
	}
	return ""
}

// Figures counts what plans and talks show of a period. A zero period is this year of the own caseload, and of all else the last quarter.
// Errors: NotFound (by leads nothing and has no caseload, or may not choose q.Of), Invalid (FigurePage.checkPeriod); with the latter the
// page says what can be chosen.
func (a *App) Figures(ctx context.Context, by domain.Actor, q FigureQuery) (page FigurePage, err error) {
	err = a.look(ctx, by, domain.ReadFigures, 0, func(tx *store.Tx, d *deed) error { return page.count(ctx, tx, d, by, q) })
	return page, err
}

// ExportFigures is Figures for a file, which somebody takes out of the product.
// Errors: as of Figures; Unproved; NotFound (there is nothing to choose).
func (a *App) ExportFigures(ctx context.Context, by domain.Actor, q FigureQuery) (page FigurePage, err error) {
	err = a.look(ctx, by, domain.ExportFigures, 0, func(tx *store.Tx, d *deed) error {
		if err := page.count(ctx, tx, d, by, q); err != nil {
			return err
		}
		if page.Of == "" {
			return domain.ErrNotFound()
		}
		return nil
	})
	return page, err
}

// count fills the page.
func (p *FigurePage) count(ctx context.Context, tx *store.Tx, d *deed, by domain.Actor, q FigureQuery) error {
	scope, err := p.choose(ctx, tx, by, q)
	if err != nil || p.Of == "" {
		return err
	}
	d.event.Note = p.note()
	if err := p.checkPeriod(); err != nil {
		return err
	}
	if err := tx.FigureRows(ctx, scope, p.Period, p.tally.Add); err != nil || p.Of != FiguresOrg {
		return err
	}
	p.talks, err = tx.TalkCounts(ctx, by.Org, p.Period.From, p.Period.Until)
	return err
}

// checkPeriod returns nil, or an Invalid error: outside the own caseload a period is a calendar month, quarter or year that is over, so
// that nobody can take one from another and have a day or a person left.
func (p FigurePage) checkPeriod() error {
	err := p.Period.Check()
	if err == nil && !p.Exact() && p.Period != p.Period.NearestOver(p.Today) {
		return &domain.Error{Kind: domain.Invalid, Key: "date", Field: "from"}
	}
	return err
}

// note is how the record names the figures.
func (p FigurePage) note() string {
	return fmt.Sprintf("of=%s from=%.10s until=%.10s", p.Of, p.Period.From, p.Period.Until)
}

// choose fills what by can choose, and returns the scope of what was chosen.
func (p *FigurePage) choose(ctx context.Context, tx *store.Tx, by domain.Actor, q FigureQuery) (scope domain.FigureScope, err error) {
	p.FigureQuery, p.Today, p.Now = q, tx.Today, tx.Now
	if p.Org, err = tx.Org(ctx, by.Org); err != nil {
		return scope, err
	}
	if by.Has(domain.RoleIntegrationManager) {
		p.Choice = append(p.Choice, FiguresOwn)
	}
	if by.Has(domain.RoleTeamLead) || by.Has(domain.RoleAdmin) {
		if err := p.chooseTeams(ctx, tx, by); err != nil {
			return scope, err
		}
	}
	p.Of = cmp.Or(p.Of, slices.Concat(p.Choice, []string{""})[0])
	if p.Of != "" && !slices.Contains(p.Choice, p.Of) {
		return scope, domain.ErrNotFound()
	}
	if p.Period == (domain.FigurePeriod{}) {
		p.Period = domain.PresetPeriod("last_quarter", tx.Today)
		if p.Exact() {
			p.Period = domain.PresetPeriod("year", tx.Today)
		}
	}
	scope.Org = by.Org
	switch p.Of {
	case FiguresOwn:
		scope.Manager = by.User
	case FiguresOrg:
	default:
		scope.Team = domain.ParseID[domain.TeamID](p.Of)
	}
	return scope, nil
}

// chooseTeams adds the teams whom by leads and the organisation, without those that are so small that their figures would be about
// somebody: for a lead the team comes first, for an admin the organisation.
func (p *FigurePage) chooseTeams(ctx context.Context, tx *store.Tx, by domain.Actor) error {
	teams, err := tx.Teams(ctx)
	if err != nil {
		return err
	}
	managers, _, err := managersOf(ctx, tx, by)
	if err != nil {
		return err
	}
	if len(managers) < domain.FewManagers {
		p.Small = true
		return nil
	}
	large := largeTeams(managers)
	var own []string
	for _, t := range teams {
		switch {
		case t.Org != by.Org || !by.Has(domain.RoleAdmin) && t.ID != by.Team:
		case !large[t.ID]:
			p.Small = true
		default:
			p.Teams = append(p.Teams, t)
			own = append(own, t.ID.String())
		}
	}
	if by.Has(domain.RoleAdmin) {
		p.Choice = append(append(p.Choice, FiguresOrg), own...)
		return nil
	}
	p.Choice = append(append(p.Choice, own...), FiguresOrg)
	return nil
}

// largeTeams returns the teams that have figures of their own beside those of the organisation of all these managers: those with enough
// managers, but without the smallest of them while so few managers are in no such team that the rest of the organisation would be about
// somebody.
func largeTeams(managers []domain.User) map[domain.TeamID]bool {
	size := map[domain.TeamID]int{}
	for _, u := range managers {
		size[u.Team]++
	}
	var large []domain.TeamID
	rest := len(managers)
	for team, n := range size {
		if n >= domain.FewManagers {
			large = append(large, team)
			rest -= n
		}
	}
	slices.SortFunc(large, func(x, y domain.TeamID) int { return cmp.Or(cmp.Compare(size[y], size[x]), cmp.Compare(x, y)) })
	out := map[domain.TeamID]bool{}
	for i, team := range large {
		out[team] = i < len(large)-1 || rest == 0 || rest >= domain.FewManagers
	}
	return out
}

// FigureList is what stands behind one figure, as far as its reader may see it.
type FigureList struct {
	FigurePage
	Kind   domain.FigureKind
	Part   string      // to which it is narrowed; empty for all
	Rows   []FigureRow // of this page, the newest first
	Hidden int         // rows of persons whom the reader may not see; outside the own caseload 1 for any number, and 0 behind a small one
	Page   int         // from 0
	Pages  int
}

// A FigureRow is one row with who it is about.
type FigureRow struct {
	domain.FigureRow
	Name    domain.Name
	Managed bool // the reader manages the case; else leads its unit
}

// Value is the number whose rows the list shows.
func (l FigureList) Value() domain.FigureValue { return l.FigurePage.Value(l.Kind.ID, l.Part) }

// FigureList returns one page of the rows behind a figure. Who manages a case sees its rows; who leads a team that has figures of its own
// only those that say nothing of what stands in a plan or why it ended. Outside the own caseload nobody is named behind a number of few
// persons.
// Errors: as of Figures; NotFound (there is no such figure or part).
func (a *App) FigureList(ctx context.Context, by domain.Actor, q FigureQuery, id domain.FigureID, part string, page int) (list FigureList, err error) {
	kind, ok := domain.FigureOf(id)
	if !ok || part != "" && !kind.HasPart(part) {
		return list, domain.ErrNotFound()
	}
	list.Kind, list.Part = kind, part
	err = a.look(ctx, by, domain.ListFigure, 0, func(tx *store.Tx, d *deed) error {
		scope, err := list.choose(ctx, tx, by, q)
		if err != nil {
			return err
		}
		if list.Of == "" {
			return domain.ErrNotFound()
		}
		if err := list.checkPeriod(); err != nil {
			return err
		}
		rows, err := list.behind(ctx, tx, by, scope)
		if err != nil {
			return err
		}
		list.cut(rows, page)
		d.event.Note = fmt.Sprintf("%s figure=%s part=%s page=%d rows=%d", list.note(), id, part, list.Page, len(list.Rows))
		return list.name(ctx, tx)
	})
	return list, err
}

// behind returns the rows that by may see, the newest first, and counts all.
func (l *FigureList) behind(ctx context.Context, tx *store.Tx, by domain.Actor, scope domain.FigureScope) (rows []FigureRow, err error) {
	seen, err := tx.Listable(ctx, by, l.Teams)
	if err != nil {
		return nil, err
	}
	err = tx.FigureRows(ctx, scope, l.Period, func(r domain.FigureRow) {
		if r.Figure != l.Kind.ID || l.Part != "" && r.Part != l.Part {
			return
		}
		l.tally.Add(r)
		managed, may := seen[r.Person]
		switch {
		case !may, !managed && (l.Kind.Content || l.Part != ""):
			l.Hidden++
			return
		case !managed:
			r.Part = ""
		}
		rows = append(rows, FigureRow{FigureRow: r, Managed: managed})
	})
	if !l.Exact() {
		l.Hidden = min(l.Hidden, 1)
	}
	if l.Value().Few {
		l.Hidden = 0 // nobody learns whether there is anybody
		return nil, err
	}
	slices.SortFunc(rows, func(x, y FigureRow) int {
		return cmp.Or(cmp.Compare(y.Day, x.Day), cmp.Compare(y.Person, x.Person), cmp.Compare(x.Part, y.Part), cmp.Compare(x.Value, y.Value))
	})
	return rows, err
}

// cut leaves one page of the rows; one that there is not becomes the last.
func (l *FigureList) cut(rows []FigureRow, page int) {
	l.Pages = max(1, (len(rows)+domain.CasesPerPage-1)/domain.CasesPerPage)
	l.Page = min(max(page, 0), l.Pages-1)
	first := l.Page * domain.CasesPerPage
	l.Rows = rows[first:min(first+domain.CasesPerPage, len(rows))]
}

// name fills in who the rows of the page are about.
func (l *FigureList) name(ctx context.Context, tx *store.Tx) error {
	ids := make([]domain.PersonID, len(l.Rows))
	for i, r := range l.Rows {
		ids[i] = r.Person
	}
	names, err := tx.PersonNames(ctx, ids)
	for i := range l.Rows {
		l.Rows[i].Name = names[l.Rows[i].Person]
	}
	return err
}
