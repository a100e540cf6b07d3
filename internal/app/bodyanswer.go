package app

import (
	"context"
	"crypto/subtle"
	"strings"

	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// codeHash is what is stored of the code of a link. The address is in it: who has only the database cannot try the codes.
func codeHash(token, code string) []byte {
	plain := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, code)
	return crypt.HashCode(token + " " + plain)
}

// BodyView is what a body sees of a request, and nothing else.
type BodyView struct {
	Done     bool // it is answered: nothing else is shown
	Body     string
	Name     string // of the person, as the consent has it
	Asks     string // who asks
	AsksOrg  string
	Question string
	Text     string     // of the item, German
	Due      domain.Day // empty when open-ended
	Measure  bool       // it is about a measure: another text can be proposed
	Until    domain.Day // last day on which the link can be answered
}

// bodyLinkOf finds the link with this address and tells whether the code is right. It writes nothing and waits for nobody.
func (a *App) bodyLinkOf(ctx context.Context, token, code string) (l domain.BodyLink, right bool, err error) {
	var want []byte
	err = a.DB.Read(ctx, func(tx *store.Tx) error {
		l, want, err = tx.BodyLinkByToken(ctx, crypt.HashCode(token))
		return err
	})
	return l, subtle.ConstantTimeCompare(codeHash(token, code), want) == 1, err
}

// enterBodyLink returns the link that address and code open: one that waits for an answer, or that has it. A wrong code is written down.
// Errors: as of OpenBodyLink.
func (a *App) enterBodyLink(ctx context.Context, token, code string) (domain.BodyLink, error) {
	l, right, err := a.bodyLinkOf(ctx, token, code)
	switch {
	case err != nil, right && l.Answered != 0:
		return l, err
	case !l.Opens:
		return l, domain.ErrNotFound()
	case !right:
		return l, a.refuseCode(ctx, l)
	}
	return l, nil
}

// OpenBodyLink returns what a body is asked, to whoever has address and code of a link. It is counted and stands in the record before it is
// shown; so does a wrong code.
// Errors: NotFound (wrong address, wrong code, ended, locked, taken back, of another tenant: all the same), Refused (too often within an hour).
func (a *App) OpenBodyLink(ctx context.Context, token, code string) (view BodyView, err error) {
	l, err := a.enterBodyLink(ctx, token, code)
	if err != nil || l.Answered != 0 {
		return BodyView{Done: err == nil}, err
	}
	err = a.do(ctx, domain.BodyLinkActor(l.ID), domain.OpenBodyLink, l.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections, d.event.Object = domain.SetOf(domain.SectionPlan), int64(l.Request)
		if err := tx.UseBodyLink(ctx, l.ID); err != nil {
			return err
		}
		view, err = a.bodyView(ctx, tx, l)
		return err
	})
	return view, err
}

// refuseCode counts a wrong code and writes it down; the answer is NotFound.
func (a *App) refuseCode(ctx context.Context, l domain.BodyLink) error {
	err := a.do(ctx, domain.BodyLinkActor(l.ID), domain.RefuseBodyCode, l.Person, func(tx *store.Tx, d *deed) error {
		d.event.Object = int64(l.Request)
		return tx.CountBodyTry(ctx, l.ID)
	})
	if err == nil {
		err = domain.ErrNotFound()
	}
	return err
}

// bodyView is what the body of a link sees: the item as the person consented to it.
func (a *App) bodyView(ctx context.Context, tx *store.Tx, l domain.BodyLink) (view BodyView, err error) {
	all, _, err := standingBodies(ctx, tx, l.Person)
	if err != nil {
		return view, err
	}
	r, err := pickBody(all, l.Request, anyVersion)
	if err != nil {
		return view, err
	}
	p, err := tx.Person(ctx, l.Person)
	if err != nil {
		return view, err
	}
	by, err := tx.Responsible(ctx, l.Person)
	text, _ := a.PlanText(r.Text(), "de", domain.AddressNeutral)
	return BodyView{
		Body: r.Body.Name, Name: r.Shown.Of(p.Name), Asks: by.Name, AsksOrg: by.OrgName, Question: r.Question, Text: text, Due: r.Due(),
		Measure: r.Measure != 0, Until: r.Until,
	}, err
}

// AnswerBodyLink stores what a body says to a request, once. Who sends the same form twice reads that it is answered.
// Errors: Invalid (b.Check), NotFound (as OpenBodyLink).
func (a *App) AnswerBodyLink(ctx context.Context, token, code string, b domain.BodyAnswer) (view BodyView, err error) {
	l, err := a.enterBodyLink(ctx, token, code)
	if err != nil || l.Answered != 0 {
		return BodyView{Done: err == nil}, err
	}
	if err := b.Check(); err != nil {
		return view, err
	}
	err = a.do(ctx, domain.BodyLinkActor(l.ID), domain.AnswerBodyLink, l.Person, func(tx *store.Tx, d *deed) error {
		d.event.Sections, d.event.Object, d.event.Note = domain.SetOf(domain.SectionPlan), int64(l.Request), b.Kind
		if err := tx.AnswerBodyLink(ctx, l.ID); err != nil {
			return err
		}
		all, err := currentBodies(ctx, tx, l.Person, 0)
		if err != nil {
			return err
		}
		r, err := pickBody(all, l.Request, anyVersion)
		if err != nil {
			return err
		}
		if r.State, err = domain.Next(r.State, domain.CoordinationEvent(b.Kind), domain.CoordinationBody, r.Release); err != nil {
			return domain.ErrNotFound()
		}
		return tx.SaveBodyRequest(ctx, r.Answered(b, tx.Now), 0)
	})
	if domain.KindOf(err) == domain.NotFound { // somebody was quicker: with an answer, or with its end
		if l, right, again := a.bodyLinkOf(ctx, token, code); again == nil && right && l.Answered != 0 {
			err = nil
		}
	}
	return BodyView{Done: err == nil}, err
}
