package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// AssessmentPage is how a person's life domains were seen, as the person or the manager may read it.
type AssessmentPage struct {
	Person      domain.Person
	Responsible domain.Responsible
	List        []domain.Assessment // newest first
	Closed      bool                // the case is closed: what is said now is said at the end
}

// Last returns the newest assessment; the zero one when there is none.
func (p AssessmentPage) Last() domain.Assessment {
	if len(p.List) == 0 {
		return domain.Assessment{}
	}
	return p.List[0]
}

// No returns the assessment of that number; the zero one when there is none.
func (p AssessmentPage) No(n int) domain.Assessment {
	i := slices.IndexFunc(p.List, func(a domain.Assessment) bool { return a.No == n })
	if i < 0 {
		return domain.Assessment{}
	}
	return p.List[i]
}

// Assessments returns all assessments of p to the person or to the manager.
// Errors: NotFound (by is neither, core not released, or no such person).
func (a *App) Assessments(ctx context.Context, by domain.Actor, p domain.PersonID) (page AssessmentPage, err error) {
	err = a.look(ctx, by, domain.ReadAssessment, p, func(tx *store.Tx, d *deed) error {
		d.event.Sections = domain.SetOf(domain.SectionPlan)
		if page.Person, err = tx.Person(ctx, p); err != nil {
			return err
		}
		if page.Responsible, err = tx.Responsible(ctx, p); err != nil {
			return err
		}
		c, err := tx.Case(ctx, p)
		if err != nil {
			return err
		}
		page.Closed = c.Status == domain.CaseClosed
		page.List, err = tx.Assessments(ctx, p)
		return err
	})
	return page, err
}

// SaveAssessment stores x as the next assessment of its person; x.No is that of the one it follows, 0 for the first. What is there already
// never changes. With the same once key a second click stores nothing more.
// Errors: NotFound (by does not manage the person), Invalid (x.Check), Closed (the counselling has ended, and x is not about its end), Conflict
// (another one followed x.No meanwhile).
func (a *App) SaveAssessment(ctx context.Context, by domain.Actor, x domain.Assessment, once string) error {
	x.Views = slices.DeleteFunc(slices.Clone(x.Views), func(v domain.DomainView) bool { return v.Domain.Valid() && !v.Said() })
	return a.do(ctx, by, domain.SaveAssessment, x.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections, d.event.Note = domain.SetOf(domain.SectionPlan), string(x.Stage)
		if err := x.Check(); err != nil {
			return err
		}
		if d.facts.Closed && x.Stage != "exit" {
			return domain.ErrClosed()
		}
		if _, again, err := made[domain.ReviewID](ctx, tx, by, once); err != nil || again {
			return err
		}
		x.No, x.By = x.No+1, by.Name
		return tx.AddAssessment(ctx, x, by.User)
	})
}
