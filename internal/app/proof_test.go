package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestAsksProof keeps the list of what asks for a proof: whatever is called an export, a role or a way around the rules stands in it.
func TestAsksProof(t *testing.T) {
	asked := 0
	for _, act := range slices.Concat(domain.Actions[:], domain.OperatorActions[:]) {
		object, verb, _ := strings.Cut(string(act), ".")
		grave := strings.Contains(verb, "export") || strings.Contains(verb, "role") || strings.Contains(string(act), "break") ||
			strings.Contains(string(act), "support") && verb != "list" || object == "user" && verb != "list"
		if grave && !domain.AsksProof(act) {
			t.Errorf("%s asks for no proof", act)
		}
		if domain.AsksProof(act) {
			asked++
		}
	}
	if asked < 5 {
		t.Errorf("only %d actions ask for a proof", asked)
	}
}

// TestProof shows that an export asks for a proof five minutes after the last one, in sessions of staff only, and that a proof is a sign-in:
// a wrong one counts, waits and is written down, and a right one makes a new token.
func TestProof(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		code := func() string {
			t.Helper()
			c, err := totp.GenerateCode(testkit.TOTPSecret, p.Clock.Now())
			p.ok(err)
			return c
		}
		enter := func(name string) (string, domain.Actor) {
			t.Helper()
			token, pending, err := p.SignInStaff(t.Context(), name, testkit.Password, "")
			p.ok(err)
			if pending {
				token, err = p.SignInTOTP(t.Context(), token, code())
				p.ok(err)
			}
			by, err := p.ActorByToken(t.Context(), token)
			p.ok(err)
			return token, by
		}
		export := func(token string) error {
			t.Helper()
			by, err := p.ActorByToken(t.Context(), token)
			p.ok(err)
			_, err = p.ExportFigures(t.Context(), by, app.FigureQuery{})
			return err
		}
		for _, name := range []string{"manager_a", "manager_totp"} {
			token, by := enter(name)
			p.ok(export(token))
			p.Clock.Add(5*time.Minute - time.Millisecond)
			p.ok(export(token))
			p.Clock.Add(time.Millisecond)
			p.is(name+" five minutes later", export(token), domain.Unproved)
			_, err := p.Figures(t.Context(), by, app.FigureQuery{})
			p.ok(err) // what is no export goes on

			p.is("a wrong password", second(p.Prove(t.Context(), by, "guten-abend-stadt", code())), domain.Refused)
			if by.TOTP {
				p.is("no code", second(p.Prove(t.Context(), by, testkit.Password, "")), domain.Refused)
				p.is("a wrong code", second(p.Prove(t.Context(), by, testkit.Password, "000000")), domain.Refused)
			}
			p.is("after a wrong proof", export(token), domain.Unproved)
			p.Clock.Add(20 * time.Second)
			fresh, err := p.Prove(t.Context(), by, testkit.Password, code())
			p.ok(err)
			if _, err := p.ActorByToken(t.Context(), token); domain.KindOf(err) != domain.NotFound || fresh == token {
				t.Errorf("the token from before the proof: %v", err)
			}
			p.ok(export(fresh))
			p.Clock.Add(time.Minute)
		}
		if got := p.notes(t, domain.ProveSession); !slices.Equal(got, []string{"password", "password, totp"}) {
			t.Errorf("the record says of the proofs: %q", got)
		}
		if got := p.notes(t, domain.SignInRefused); !slices.Equal(got, []string{app.ProofPassword, app.ProofPassword, app.ProofCode, app.ProofCode}) {
			t.Errorf("the record says of the wrong ones: %q", got)
		}
		p.is("a person", second(p.Prove(t.Context(), p.own, testkit.Password, "")), domain.NotFound)
		p.is("somebody acting", second(p.Prove(t.Context(), p.Acting("manager_a", "sami"), testkit.Password, "")), domain.NotFound)
	})
}

// TestProofWaits shows that a password is guessed in a session no faster than at the sign-in, and that who guesses there keeps the account
// waiting at the sign-in too.
func TestProofWaits(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		by := p.Actor("manager_b")
		for range 4 {
			p.is("a wrong password", second(p.Prove(t.Context(), by, "guten-abend-stadt", "")), domain.Refused)
		}
		for name, err := range map[string]error{
			"the proof": second(p.Prove(t.Context(), by, testkit.Password, "")), "the sign-in": func() error {
				_, _, err := p.SignInStaff(t.Context(), "manager_b", testkit.Password, "")
				return err
			}(),
		} {
			if domain.KindOf(err) != domain.Refused || !strings.HasPrefix(err.Error(), "signinWait") {
				t.Errorf("%s right after wrong ones: %v", name, err)
			}
		}
	})
}

// notes are the notes of the events of the action, in their order.
func (p *play) notes(t *testing.T, act domain.Action) (notes []string) {
	t.Helper()
	rows, err := p.Raw().QueryContext(t.Context(), `SELECT note FROM event WHERE action = $1 ORDER BY seq`, string(act))
	p.ok(err)
	defer rows.Close()
	for rows.Next() {
		var note string
		p.ok(rows.Scan(&note))
		notes = append(notes, note)
	}
	p.ok(rows.Err())
	return notes
}
