package app

import (
	"context"
	"slices"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// EntryPage is one entry of the access book with what was asked about it.
type EntryPage struct {
	Entry    domain.Event // zero when the record does not have it any more
	Question domain.BookQuestion
	Name     string // of the person; for staff who may know it anyway, else empty
	Today    domain.Day
}

// AskedEntry returns an entry of the person's own book that can be asked about, and the question where there is one.
// Errors: NotFound (by is somebody else, there is no such entry, or it names nobody of an organisation).
func (a *App) AskedEntry(ctx context.Context, by domain.Actor, seq int64) (page EntryPage, err error) {
	err = a.look(ctx, by, domain.ReadAccessBook, by.Person, func(tx *store.Tx, _ *deed) error {
		page.Today = tx.Today
		if page.Entry, err = tx.PersonEvent(ctx, by.Person, seq); err != nil {
			return err
		}
		if !page.Entry.Askable() {
			return domain.ErrNotFound()
		}
		all, err := tx.BookQuestions(ctx, by.Person)
		if i := slices.IndexFunc(all, func(q domain.BookQuestion) bool { return q.Seq == seq }); i >= 0 {
			page.Question = all[i]
		}
		return err
	})
	return page, err
}

// AskAboutEntry asks the organisation of an entry what it was about. A second question about the same entry is none.
// Errors: NotFound (by is somebody else, there is no such entry, or it names nobody of an organisation), Invalid (q.Check; too many wait).
func (a *App) AskAboutEntry(ctx context.Context, by domain.Actor, q domain.BookQuestion) error {
	return a.do(ctx, by, domain.AskAboutEntry, by.Person, func(tx *store.Tx, d *deed) error {
		entry, err := tx.PersonEvent(ctx, by.Person, q.Seq)
		if err != nil {
			return err
		}
		if !entry.Askable() {
			return domain.ErrNotFound()
		}
		if err := q.Check(); err != nil {
			return err
		}
		before, err := tx.BookQuestions(ctx, by.Person)
		if err != nil {
			return err
		}
		if i := slices.IndexFunc(before, func(x domain.BookQuestion) bool { return x.Seq == q.Seq }); i >= 0 {
			d.event.Object = int64(before[i].ID)
			return nil
		}
		if len(slices.DeleteFunc(before, func(x domain.BookQuestion) bool { return !x.Open() })) >= domain.MaxBookQuestions {
			return wrong("text", "tooMany")
		}
		q.ID, q.Person, q.Org, q.Due = store.NewID[domain.BookQuestionID](tx), by.Person, entry.Org, tx.Today.AddDays(domain.BookAnswerDays)
		d.event.Object = int64(q.ID)
		return tx.AddBookQuestion(ctx, q)
	})
}

// BookQuestions returns what persons asked the organisation of by: no names, no words.
// Errors: NotFound (by leads no organisation).
func (a *App) BookQuestions(ctx context.Context, by domain.Actor) (list []domain.BookQuestion, today domain.Day, err error) {
	err = a.look(ctx, by, domain.ListBookQuestions, 0, func(tx *store.Tx, _ *deed) error {
		today = tx.Today
		list, err = tx.OrgQuestions(ctx, by.Org)
		return err
	})
	return list, today, err
}

// BookQuestion returns one question with its entry, to who leads the organisation that is asked. The look stands in the book of the person.
// Errors: NotFound (by leads no organisation, or another one is asked).
func (a *App) BookQuestion(ctx context.Context, by domain.Actor, id domain.BookQuestionID) (page EntryPage, err error) {
	err = a.look(ctx, by, domain.ReadBookQuestion, 0, func(tx *store.Tx, d *deed) error {
		page.Today = tx.Today
		if page.Question, err = askedOf(ctx, tx, by, id, d); err != nil {
			return err
		}
		page.Entry, err = tx.PersonEvent(ctx, page.Question.Person, page.Question.Seq)
		if err != nil && domain.KindOf(err) != domain.NotFound {
			return err
		}
		page.Name, err = nameFor(ctx, tx, by, page.Question.Person)
		return err
	})
	return page, err
}

// askedOf loads a question to the organisation of by, and lets the event stand in the book of the person.
func askedOf(ctx context.Context, tx *store.Tx, by domain.Actor, id domain.BookQuestionID, d *deed) (q domain.BookQuestion, err error) {
	if q, err = tx.BookQuestion(ctx, id); err != nil {
		return q, err
	}
	if q.Org != by.Org {
		return q, domain.ErrNotFound()
	}
	d.event.Person, d.event.Object, d.event.Rule, d.event.Purpose = q.Person, int64(id), domain.RuleAsked, ""
	return q, nil
}

// nameFor is the name of p where by may read it by a release in force; else nothing, and no error.
func nameFor(ctx context.Context, tx *store.Tx, by domain.Actor, p domain.PersonID) (string, error) {
	facts, err := tx.Facts(ctx, by, p)
	if err != nil {
		return "", err
	}
	for _, act := range [...]domain.Action{domain.ReadCore, domain.ReadCase, domain.ReadShared} {
		if rule, err := domain.Can(by, act, facts); err != nil || rule == domain.RuleRole {
			continue
		}
		c, err := tx.Case(ctx, p)
		return c.Name.Or(), err
	}
	return "", nil
}

// AnswerBookQuestion answers the person who asked, and tells them on their first page.
// Errors: NotFound (by leads no organisation, or another one is asked), Invalid (CheckAnswer), Conflict (it is answered already).
func (a *App) AnswerBookQuestion(ctx context.Context, by domain.Actor, id domain.BookQuestionID, why, answer string) error {
	return a.do(ctx, by, domain.AnswerBookQuestion, 0, func(tx *store.Tx, d *deed) error {
		q, err := askedOf(ctx, tx, by, id, d)
		if err != nil {
			return err
		}
		if !q.Open() {
			return domain.ErrConflict()
		}
		q.Why, q.Answer = why, answer
		if err := q.CheckAnswer(); err != nil {
			return err
		}
		if err := tx.AnswerBookQuestion(ctx, q, by.User); err != nil {
			return err
		}
		return tx.AddNotice(ctx, domain.Notice{Person: q.Person, Kind: domain.NoticeQuestionAnswered, Actor: by.User, Org: by.Org, Object: q.Seq})
	})
}
