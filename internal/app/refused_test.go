package app_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestUnknownNames shows that a name that opens no account is answered as one that does: the same words after the same waits, with as
// many writes, today and after its failures are forgotten.
func TestUnknownNames(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		type answer struct {
			text   string
			args   string
			writes int64
		}
		staff := func(name string) error {
			_, _, err := p.SignInStaff(t.Context(), name, "wrong", "")
			return err
		}
		slip := func(code string) error {
			_, err := p.SignInSlip(t.Context(), code, "111222", domain.SessionOwn, "")
			return err
		}
		ask := func(try func(string) error, name string) answer {
			t.Helper()
			before := p.DB.Stats.Commits.Load()
			err := try(name)
			e, ok := errors.AsType[*domain.Error](err)
			if !ok {
				t.Fatalf("%s: %v", name, err)
			}
			return answer{e.Error(), strings.Join(e.Args, " "), p.DB.Stats.Commits.Load() - before}
		}
		for _, wait := range []time.Duration{0, 0, 0, 0, 0, 2 * time.Second, time.Second, 4 * time.Second, time.Minute, 0, 24*time.Hour - time.Millisecond, 0, 24 * time.Hour, 0, 0, 0} {
			p.Clock.Add(wait)
			known, unknown := ask(staff, "manager_a"), ask(staff, "nobody")
			if known != unknown {
				t.Errorf("after %s: known %+v, unknown %+v", wait, known, unknown)
			}
			known, unknown = ask(slip, p.Slip("sami").Code), ask(slip, "0123-4567-89AB-CDEF")
			if known != unknown {
				t.Errorf("slip after %s: known %+v, unknown %+v", wait, known, unknown)
			}
		}
		if got := ask(staff, "nobody"); !strings.HasPrefix(got.text, "signinWait") {
			t.Errorf("the unknown name does not wait: %+v", got)
		}
		if got := ask(staff, "Nobody"); !strings.HasPrefix(got.text, "signin ") {
			t.Errorf("another unknown name waits: %+v", got)
		}
	})
}

// TestRefusedSignInIsRecorded shows that a wrong password, PIN or code of an account stands in the record, the person reads it, and that
// tries which come too early or are for nobody write nothing there.
func TestRefusedSignInIsRecorded(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		totp, _, err := p.SignInStaff(t.Context(), "manager_totp", testkit.Password, "")
		p.ok(err)
		before := p.head()
		for range 6 {
			_, err := p.SignInSlip(t.Context(), p.Slip("sami").Code, "111222", domain.SessionOwn, "")
			p.is("a wrong PIN", err, domain.Refused)
		}
		_, _, err = p.SignInStaff(t.Context(), "manager_a", "wrong", "")
		p.is("a wrong password", err, domain.Refused)
		_, _, err = p.SignInStaff(t.Context(), "nobody", "wrong", "")
		p.is("an unknown name", err, domain.Refused)
		p.is("a wrong code", second(p.SignInTOTP(t.Context(), totp, "000000")), domain.Refused)
		p.is("a wrong PIN in a session", p.GiveRelease(t.Context(), p.Acting("manager_a", "olena"), domain.ReleaseRequest{
			Sections: []domain.Section{domain.SectionWork}, Months: 12, PIN: "111222",
		}), domain.Refused)
		got := map[string]int{}
		for _, e := range p.events(before) {
			if e.Action == domain.SignInRefused {
				got[fmt.Sprintf("%s %d %d %v", e.Note, e.Person, e.Object, e.Acting)]++
			}
		}
		want := map[string]int{
			fmt.Sprintf("pin %d 0 false", p.sami): 3, fmt.Sprintf("password 0 %d false", p.User("manager_a")): 1,
			fmt.Sprintf("code 0 %d false", p.User("manager_totp")): 1, fmt.Sprintf("pin %d 0 true", p.Person("olena")): 1,
		}
		if !maps.Equal(got, want) {
			t.Errorf("the record has %v, want %v", got, want)
		}
		book, err := p.AccessBook(t.Context(), p.own, domain.BookFilter{})
		p.ok(err)
		if !slices.ContainsFunc(book.Events, func(e domain.Event) bool { return e.Action == domain.SignInRefused }) {
			t.Error("the person does not read of it")
		}
	})
}
