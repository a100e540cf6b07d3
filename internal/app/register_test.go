package app_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

func newcomer() domain.Registration {
	return domain.Registration{
		Name: domain.Name{Latin: "Nur Aziz", Native: "نور عزيز"}, Language: "ar", Accommodation: testkit.HallHarbour, Consent: true, Terms: testkit.Terms,
	}
}

// TestRegistration shows what a registration makes: a case with who is responsible there, the core released to them, a slip that works.
func TestRegistration(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		helper := p.Actor("helper")
		before := p.head()
		slip, err := p.RegisterPerson(t.Context(), helper, newcomer())
		p.ok(err)
		e := p.events(before)
		if len(e) != 1 || e[0].Person != slip.Person || e[0].Action != domain.RegisterPerson || e[0].Actor != helper.User {
			t.Errorf("the events are %+v", e)
		}
		token, err := p.SignInSlip(t.Context(), slip.Code, slip.PIN, domain.SessionOwn, "")
		p.ok(err)
		by, err := p.ActorByToken(t.Context(), token)
		p.ok(err)
		if by.Person != slip.Person || !by.NewPIN || by.Lang != "ar" {
			t.Errorf("the slip signs in as %+v", by)
		}
		page, err := p.Case(t.Context(), p.Actor("manager_c"), slip.Person)
		p.ok(err)
		if page.Case.Org != testkit.OrgHarbour || page.Case.ManagerName != "Clara Stein" || page.Case.Status != domain.CaseNew || page.Case.District != testkit.DistrictEast {
			t.Errorf("the case is %+v", page.Case)
		}
		_, err = p.StartActing(t.Context(), helper, slip.Person, "desk")
		p.ok(err)
		p.Clock.Add(2*time.Hour + time.Millisecond)
		_, err = p.StartActing(t.Context(), helper, slip.Person, "desk")
		p.is("the helper after two hours", err, domain.NotFound)
	})
}

// TestRegistrationRefused shows that without consent, and with a wrong form, nothing is stored.
func TestRegistrationRefused(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		helper := p.Actor("helper")
		raw := p.Raw()
		count := func() (n int) {
			t.Helper()
			p.ok(raw.QueryRowContext(t.Context(), `SELECT (SELECT count(*) FROM person) + (SELECT count(*) FROM name_key) + (SELECT count(*) FROM slip)
				+ (SELECT count(*) FROM event) + (SELECT count(*) FROM once) + (SELECT count(*) FROM release)`).Scan(&n))
			return n
		}
		before := count()
		for name, change := range map[string]func(*domain.Registration){
			"consent":            func(r *domain.Registration) { r.Consent = false },
			"name":               func(r *domain.Registration) { r.Name.Latin = "" },
			"name in two lines":  func(r *domain.Registration) { r.Name.Native = "a\nb" },
			"language":           func(r *domain.Registration) { r.Language = "xx" },
			"accommodation":      func(r *domain.Registration) { r.Accommodation = 0 },
			"accommodation gone": func(r *domain.Registration) { r.Accommodation = 4711 },
			"double":             func(r *domain.Registration) { r.Name = domain.Name{Latin: "Sami Haddad"} },
			"double by script":   func(r *domain.Registration) { r.Name = domain.Name{Latin: "S. H.", Native: "سامي حداد"} },
		} {
			r := newcomer()
			r.Once = name
			change(&r)
			_, err := p.RegisterPerson(t.Context(), helper, r)
			p.is(name, err, domain.Invalid)
		}
		if after := count(); after != before {
			t.Errorf("%d rows more after refused registrations", after-before)
		}
	})
}

// TestRegistrationTwice shows that a double click makes one person, whose second slip is the one in force; that a namesake needs a
// second look; and that the number of doubles is all that is told of them.
func TestRegistrationTwice(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		helper := p.Actor("helper")
		r := newcomer()
		r.Once = "form-1"
		one, err := p.RegisterPerson(t.Context(), helper, r)
		p.ok(err)
		two, err := p.RegisterPerson(t.Context(), helper, r)
		p.ok(err)
		if one.Person != two.Person {
			t.Errorf("two persons: %d and %d", one.Person, two.Person)
		}
		_, err = p.SignInSlip(t.Context(), one.Code, one.PIN, domain.SessionOwn, "")
		p.is("the first slip", err, domain.Refused)
		_, err = p.SignInSlip(t.Context(), two.Code, two.PIN, domain.SessionOwn, "")
		p.ok(err)
		other := r
		other.Name = domain.Name{Latin: "Zahra Karimi"}
		_, err = p.RegisterPerson(t.Context(), helper, other)
		p.is("the form again for somebody else", err, domain.Conflict)
		_, err = p.SignInSlip(t.Context(), two.Code, two.PIN, domain.SessionOwn, "")
		p.ok(err)
		p.Clock.Add(2*time.Hour + time.Millisecond)
		_, err = p.RegisterPerson(t.Context(), helper, r)
		p.is("the form again after two hours", err, domain.NotFound)
		r.Once = "form-2"
		_, err = p.RegisterPerson(t.Context(), helper, r)
		p.is("a namesake", err, domain.Invalid)
		n, err := p.FindDoubles(t.Context(), helper, r.Name)
		if err != nil || n != 1 {
			t.Errorf("%d doubles, %v", n, err)
		}
		before := p.head()
		for range 3 {
			_, err := p.FindDoubles(t.Context(), helper, r.Name)
			p.ok(err)
		}
		if n := len(p.events(before)); n != 3 {
			t.Errorf("%d of 3 questions for doubles stand in the record", n)
		}
		r.NotADouble = true
		three, err := p.RegisterPerson(t.Context(), helper, r)
		p.ok(err)
		if three.Person == one.Person {
			t.Error("the namesake is the same person")
		}
	})
}

// TestReassign shows that another manager of the same organisation can be made responsible, and nobody else.
func TestReassign(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		lead := p.Actor("lead")
		page, err := p.CoreCase(t.Context(), lead, p.sami)
		p.ok(err)
		version := page.Case.Version
		if len(page.Managers) != 3 {
			t.Errorf("%d managers to choose from, want 3", len(page.Managers))
		}
		p.is("to another organisation", p.ReassignCase(t.Context(), lead, p.sami, p.User("manager_c"), version), domain.Conflict)
		p.is("to no manager", p.ReassignCase(t.Context(), lead, p.sami, p.User("lead"), version), domain.NotFound)
		p.is("to nobody", p.ReassignCase(t.Context(), lead, p.sami, 4711, version), domain.NotFound)
		acting, err := p.StartActing(t.Context(), p.manager, p.sami, "")
		p.ok(err)
		p.ok(p.ReassignCase(t.Context(), lead, p.sami, p.User("manager_b"), version))
		_, err = p.ActorByToken(t.Context(), acting)
		p.is("the manager before, acting", err, domain.NotFound)
		p.is("on the old page", p.ReassignCase(t.Context(), lead, p.sami, p.User("manager_a"), version), domain.Conflict)
		_, err = p.Case(t.Context(), p.manager, p.sami)
		p.is("the manager before", err, domain.NotFound)
		_, err = p.Case(t.Context(), p.Actor("manager_b"), p.sami)
		p.ok(err)
		profile, err := p.Profile(t.Context(), p.own)
		if err != nil || profile.Responsible.Name != "Bernd Vogel" {
			t.Errorf("the person reads that %+v is responsible, %v", profile.Responsible, err)
		}
	})
}

// TestInvisibleNames shows that a name which looks like another, or like nothing, is refused at its field, and that marks with which
// Arabic and Persian are written are not.
func TestInvisibleNames(t *testing.T) {
	p := newPlay(t, testkit.New(t))
	for _, tc := range []struct{ latin, native, want string }{
		{"Nur\u200b Aziz", "", "invisible name_latin"},
		{"Nur\u00ad Aziz", "", "invisible name_latin"},
		{"\ufeffNur Aziz", "", "invisible name_latin"},
		{"Nur\u2060Aziz", "", "invisible name_latin"},
		{"Nur Aziz\u2028", "", "characters name_latin"},
		{"Nur \U000e0041", "", "invisible name_latin"},
		{"Nur Aziz", "نور\u3164", "invisible name_native"},
		{"Nur\u202e Aziz", "", "characters name_latin"},
		{"\u200c\u200e", "", "required name_latin"},
		{"Nur Aziz", "\u200d", "characters name_native"},
		{"Nur Aziz", "مه\u200cناز\u200f", ""},
	} {
		_, err := p.RegisterPerson(t.Context(), p.Actor("helper"), domain.Registration{
			Name: domain.Name{Latin: tc.latin, Native: tc.native}, Language: "ar", Accommodation: testkit.HomeBridge, Consent: true, NotADouble: true,
		})
		if got := fmt.Sprint(err); got != tc.want && (err != nil || tc.want != "") {
			t.Errorf("%q %q: %v, want %q", tc.latin, tc.native, err, tc.want)
		}
	}
}
