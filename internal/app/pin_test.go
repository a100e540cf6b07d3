package app_test

import (
	"strings"
	"testing"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestNewPIN shows that the PIN of a slip opens nothing but its change, and that a change ends all other sessions.
func TestNewPIN(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		old := p.Token("sami", domain.SessionOwn)
		slip, err := p.IssueSlip(t.Context(), p.manager, p.sami)
		p.ok(err)
		_, err = p.ActorByToken(t.Context(), old)
		p.is("a session of the old slip", err, domain.NotFound)
		_, err = p.SignInSlip(t.Context(), p.Slip("sami").Code, testkit.PIN, domain.SessionOwn, "")
		p.is("the old slip", err, domain.Refused)
		token, err := p.SignInSlip(t.Context(), slip.Code, slip.PIN, domain.SessionOwn, "")
		p.ok(err)
		by, err := p.ActorByToken(t.Context(), token)
		p.ok(err)
		if !by.NewPIN {
			t.Fatal("the PIN of the slip need not be changed")
		}
		_, err = p.Profile(t.Context(), by)
		p.is("the profile before the new PIN", err, domain.NotFound)
		second, err := p.SignInSlip(t.Context(), slip.Code, slip.PIN, domain.SessionOwn, "")
		p.ok(err)
		for fresh, want := range map[string]domain.Kind{"12345": domain.Invalid, "123456": domain.Invalid, "000000": domain.Invalid, slip.PIN: domain.Invalid} {
			p.is("the new PIN "+fresh, p.ChangePIN(t.Context(), by, slip.PIN, fresh), want)
		}
		p.is("the old PIN wrong", p.ChangePIN(t.Context(), by, "739514", "739514"), domain.Refused)
		p.ok(p.ChangePIN(t.Context(), by, slip.PIN, "739514"))
		by, err = p.ActorByToken(t.Context(), token)
		p.ok(err)
		if by.NewPIN {
			t.Error("the new PIN is not taken")
		}
		_, err = p.Profile(t.Context(), by)
		p.ok(err)
		_, err = p.ActorByToken(t.Context(), second)
		p.is("another session after the change", err, domain.NotFound)
	})
}

// TestOwnPINWhileActing shows that who acts for a person releases and agrees nothing with the PIN of the slip, that the person can
// choose an own one there, once, and that the record names who acted.
func TestOwnPINWhileActing(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		p.name()
		g := p.goal("Arbeit")
		p.offer()
		g = p.drafted(g.ID)
		g.Answer = domain.AnswerAgreed
		slip, err := p.IssueSlip(t.Context(), p.manager, p.sami)
		p.ok(err)
		act := func() domain.Actor {
			t.Helper()
			token, err := p.StartActing(t.Context(), p.manager, p.sami, "")
			p.ok(err)
			by, err := p.ActorByToken(t.Context(), token)
			p.ok(err)
			return by
		}
		by := act()
		deeds := func(pin string) map[string]error {
			return map[string]error{
				"release": p.GiveRelease(t.Context(), by, domain.ReleaseRequest{Sections: []domain.Section{domain.SectionWork}, Months: 12, PIN: pin}),
				"core":    p.ReleaseCore(t.Context(), by, pin, testkit.Terms),
				"goal":    p.AnswerGoal(t.Context(), by, g, pin),
				"consent": p.ConsentToShare(t.Context(), by, app.Consent{Months: 6, Share: []domain.CoordinationID{1}, Shown: []domain.CoordinationID{1}, PIN: pin}),
				"counter": p.AnswerCounter(t.Context(), by, p.sami, app.CounterAnswer{ID: 1, Version: 1, Accept: true, PIN: pin}),
			}
		}
		for what, err := range deeds(slip.PIN) {
			if err == nil || !strings.HasPrefix(err.Error(), "pinOwn") {
				t.Errorf("%s with the PIN of the slip: %v", what, err)
			}
		}
		p.is("the person's way to a new PIN", p.ChangePIN(t.Context(), by, slip.PIN, "739514"), domain.NotFound)
		p.is("a wrong first PIN", p.ChoosePIN(t.Context(), by, "111222", "739514"), domain.Refused)
		p.is("the first PIN again", p.ChoosePIN(t.Context(), by, slip.PIN, slip.PIN), domain.Invalid)
		before := p.head()
		p.ok(p.ChoosePIN(t.Context(), by, slip.PIN, "739514"))
		if e := p.events(before)[0]; e.Action != domain.ChoosePIN || !e.Acting || e.Actor != p.manager.User || e.Person != p.sami {
			t.Errorf("the record of it is %+v", e)
		}
		by = act()
		if by.NoPIN {
			t.Error("the person has still no PIN")
		}
		p.is("another choice", p.ChoosePIN(t.Context(), by, "739514", "518203"), domain.NotFound)
		p.is("the PIN of the slip", p.GiveRelease(t.Context(), by, domain.ReleaseRequest{Sections: []domain.Section{domain.SectionWork}, Months: 12, PIN: slip.PIN}), domain.Refused)
		for what, err := range deeds("739514") {
			if domain.KindOf(err) == domain.Refused {
				t.Errorf("%s with the own PIN: %v", what, err)
			}
		}
	})
}

// TestNewSlip shows that a new slip ends the own PIN and every session of the person, also those opened while its form was sent twice,
// and that the record says so.
func TestNewSlip(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		acting, other := p.Acting("manager_a", "sami"), p.Actor("substitute")
		before := p.head()
		slip, err := p.IssueSlip(t.Context(), other, p.sami)
		p.ok(err)
		if e := p.events(before)[0]; e.Action != domain.IssueSlip || e.Note != "own_pin" || e.Person != p.sami || e.Actor != p.User("substitute") {
			t.Errorf("the record of it is %+v", e)
		}
		p.is("acting goes on", p.EndActing(t.Context(), acting), domain.NotFound)
		before = p.head()
		_, err = p.IssueSlip(t.Context(), p.manager, p.sami)
		p.ok(err)
		if e := p.events(before)[0]; e.Note != "" {
			t.Errorf("an own PIN ended that was never chosen: %+v", e)
		}
		_, err = p.SignInSlip(t.Context(), slip.Code, slip.PIN, domain.SessionOwn, "")
		p.is("the slip before", err, domain.Refused)

		r := domain.Registration{Name: domain.Name{Latin: "Nur Aziz"}, Language: "ar", Accommodation: testkit.HomeBridge, Consent: true, NotADouble: true, Once: "form"}
		one, err := p.RegisterPerson(t.Context(), p.Actor("helper"), r)
		p.ok(err)
		token, err := p.SignInSlip(t.Context(), one.Code, one.PIN, domain.SessionOwn, "")
		p.ok(err)
		_, err = p.RegisterPerson(t.Context(), p.Actor("helper"), r)
		p.ok(err)
		_, err = p.ActorByToken(t.Context(), token)
		p.is("a session of the first slip", err, domain.NotFound)
	})
}
