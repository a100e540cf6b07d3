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

// FigurePage is the figures of one scope and period.
type FigurePage struct {
	FigureQuery
	Org    domain.Org
	Teams  []domain.Team // that can be chosen
	Choice []string      // what Of can be
	Small  bool          // a team of by is too small for figures of its own
	Tally  domain.Tally
	Talks  []domain.TalkCount // of the whole organisation only
	Today  domain.Day
	Now    domain.Instant
}

// TeamName is what the team of that id is called; empty for another value of Of.
func (p FigurePage) TeamName(of string) string {
	for _, t := range p.Teams {
		if t.ID.String() == of {
			return t.Name
		}
	}
	return ""
}

// Figures counts what plans and talks show of a period. A zero period is the year.
// Errors: NotFound (by leads nothing and has no caseload, or may not choose q.Of), Invalid (q.Period.Check).
func (a *App) Figures(ctx context.Context, by domain.Actor, q FigureQuery) (page FigurePage, err error) {
	err = a.look(ctx, by, domain.ReadFigures, 0, func(tx *store.Tx, d *deed) error {
		scope, err := page.choose(ctx, tx, by, q)
		if err != nil {
			return err
		}
		d.event.Note = page.note()
		if err := page.Period.Check(); err != nil {
			return err
		}
		if err := tx.FigureRows(ctx, scope, page.Period, page.Tally.Add); err != nil || page.Of != FiguresOrg {
			return err
		}
		page.Talks, err = tx.TalkCounts(ctx, by.Org, page.Period.From, page.Period.Until)
		return err
	})
	return page, err
}

// note is how the record names the figures.
func (p FigurePage) note() string {
	return fmt.Sprintf("of=%s from=%.10s until=%.10s", p.Of, p.Period.From, p.Period.Until)
}

// choose fills what by can choose, and returns the scope of what was chosen.
func (p *FigurePage) choose(ctx context.Context, tx *store.Tx, by domain.Actor, q FigureQuery) (scope domain.FigureScope, err error) {
	p.FigureQuery, p.Today, p.Now = q, tx.Today, tx.Now
	if p.Period == (domain.FigurePeriod{}) {
		p.Period = domain.PresetPeriod("year", tx.Today)
	}
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
	if !slices.Contains(p.Choice, p.Of) {
		return scope, domain.ErrNotFound()
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

// chooseTeams adds the teams whom by leads, unless they are so small that their figures would be about somebody, and the organisation:
// for a lead the team comes first, for an admin the organisation.
func (p *FigurePage) chooseTeams(ctx context.Context, tx *store.Tx, by domain.Actor) error {
	teams, err := tx.Teams(ctx)
	if err != nil {
		return err
	}
	_, led, err := managersOf(ctx, tx, by)
	if err != nil {
		return err
	}
	size := map[domain.TeamID]int{}
	for _, u := range led {
		size[u.Team]++
	}
	var own []string
	for _, t := range teams {
		switch {
		case t.Org != by.Org || !by.Has(domain.RoleAdmin) && t.ID != by.Team:
		case size[t.ID] < domain.FewManagers:
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

// FigureList is what stands behind one figure, as far as its reader may see it.
type FigureList struct {
	FigurePage
	Kind   domain.FigureKind
	Part   string      // to which it is narrowed; empty for all
	Rows   []FigureRow // of this page, the newest first
	Value  domain.FigureValue
	Hidden int // rows of persons whom the reader may not see
	Page   int // from 0
	Pages  int
}

// A FigureRow is one row with who it is about.
type FigureRow struct {
	domain.FigureRow
	Name    domain.Name
	Managed bool // the reader manages the case; else leads its unit
}

// FigureList returns one page of the rows behind a figure. Who manages a case sees its rows; who leads its unit only those that say nothing
// of what stands in a plan. Of all others it says how many there are.
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
		if err := list.Period.Check(); err != nil {
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
	seen, err := tx.Listable(ctx, by)
	if err != nil {
		return nil, err
	}
	err = tx.FigureRows(ctx, scope, l.Period, func(r domain.FigureRow) {
		if r.Figure != l.Kind.ID || l.Part != "" && r.Part != l.Part {
			return
		}
		l.Tally.Add(r)
		managed, may := seen[r.Person]
		if may && (managed || !l.Kind.Content) {
			rows = append(rows, FigureRow{FigureRow: r, Managed: managed})
		} else {
			l.Hidden++
		}
	})
	l.Value = l.Tally.Value(l.Kind.ID, l.Part)
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
