package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// staffIn signs a user in with a password and, where it is asked for, a code of manager_totp.
func (p *play) staffIn(name, password string) (string, domain.Actor) {
	p.t.Helper()
	token, pending, err := p.SignInStaff(p.t.Context(), name, password, "")
	p.ok(err)
	if pending {
		code, err := totp.GenerateCode(testkit.TOTPSecret, p.Clock.Now())
		p.ok(err)
		token, err = p.SignInTOTP(p.t.Context(), token, code)
		p.ok(err)
	}
	by, err := p.ActorByToken(p.t.Context(), token)
	p.ok(err)
	return token, by
}

// TestChangePassword shows what a new password must be, that it ends every other session, and that nobody but its user changes it.
func TestChangePassword(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		here, by := p.staffIn("manager_a", testkit.Password)
		there, _ := p.staffIn("manager_a", testkit.Password)
		for fresh, want := range map[string]string{
			"elf-zeichen": "passwordShort", strings.Repeat("ab cd ef ", 200): "tooLong", "manager_a-2026": "passwordKnown", "qwertzuiop123": "passwordKnown",
			testkit.Password: "passwordSame", "": "passwordShort",
		} {
			err := p.ChangePassword(t.Context(), by, testkit.Password, fresh)
			if domain.KindOf(err) != domain.Invalid || err.Error() != want+" new_password" {
				t.Errorf("%.20q: %v, want %s", fresh, err, want)
			}
		}
		p.is("a wrong password before", p.ChangePassword(t.Context(), by, "guten-abend-stadt", newPassword), domain.Refused)
		for name, who := range map[string]domain.Actor{"a person": p.own, "somebody acting": p.Acting("manager_a", "sami"), "nobody": {}, "the operator": domain.Operator()} {
			p.is(name, p.ChangePassword(t.Context(), who, testkit.Password, newPassword), domain.NotFound)
		}
		before := p.head()
		p.ok(p.ChangePassword(t.Context(), by, testkit.Password, newPassword))
		if got := p.notes(t, domain.ChangePassword); p.head() != before+1 || !slices.Equal(got, []string{""}) {
			t.Errorf("the record says %q", got)
		}
		_, err := p.ActorByToken(t.Context(), here)
		p.ok(err)
		_, err = p.ActorByToken(t.Context(), there)
		p.is("the session on another device", err, domain.NotFound)
		_, _, err = p.SignInStaff(t.Context(), "manager_a", testkit.Password, "")
		p.is("the password before", err, domain.Refused)
		p.staffIn("manager_a", newPassword)
	})
}

// TestUnready shows that nothing but the own account opens before a user has chosen an own password and the second factor that the city
// asks for.
func TestUnready(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		opens := func(token string) (domain.Actor, error) {
			t.Helper()
			by, err := p.ActorByToken(t.Context(), token)
			p.ok(err)
			return by, second(p.Figures(t.Context(), by, app.FigureQuery{}))
		}
		_, err := p.ResetUser(t.Context(), domain.Operator(), "manager_a", app.Reset{Password: "wiese-kanne-otter-71"})
		p.ok(err)
		token, _ := p.staffIn("manager_a", "wiese-kanne-otter-71")
		by, err := opens(token)
		p.is("with a password that somebody else has set", err, domain.NotFound)
		if !by.NewPassword || by.NoFactor {
			t.Errorf("the user is %+v", by)
		}
		p.is("acting", second(p.StartActing(t.Context(), by, p.sami, "")), domain.NotFound)
		p.ok(p.ChangePassword(t.Context(), by, "wiese-kanne-otter-71", newPassword))
		_, err = opens(token)
		p.ok(err)

		p.ok(p.RequireSecondFactor(t.Context(), domain.Operator(), true))
		by, err = opens(token)
		p.is("without a second factor", err, domain.NotFound)
		if by.NewPassword || !by.NoFactor {
			t.Errorf("the user is %+v", by)
		}
		p.ok(p.BeginSecondFactor(t.Context(), by))
		next, err := p.NextSecondFactor(t.Context(), by)
		p.ok(err)
		_, err = opens(token)
		p.is("with a second factor that is not confirmed", err, domain.NotFound)
		code, err := totp.GenerateCode(next.Secret, p.Clock.Now())
		p.ok(err)
		p.ok(second(p.SetSecondFactor(t.Context(), by, code)))
		_, err = opens(token)
		p.ok(err)
		if _, factor := p.staffIn("manager_totp", testkit.Password); factor.Unready() {
			t.Error("who has a second factor needs another")
		}
		own, err := p.ActorByToken(t.Context(), p.Token("sami", domain.SessionOwn))
		if err != nil || own.Unready() {
			t.Errorf("a person needs a second factor: %v", err)
		}
	})
}

// TestSecondFactor shows that a second factor counts from its first right code on, ends every other session, and needs a fresh proof.
func TestSecondFactor(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		_, by := p.staffIn("manager_a", testkit.Password)
		there, _ := p.staffIn("manager_a", testkit.Password)
		p.is("codes without a second factor", second(p.MakeRecoveryCodes(t.Context(), by)), domain.NotFound)
		p.is("a code before anything is begun", second(p.SetSecondFactor(t.Context(), by, "000000")), domain.NotFound)
		p.ok(p.BeginSecondFactor(t.Context(), by))
		p.is("a wrong code", second(p.SetSecondFactor(t.Context(), by, "000000")), domain.Invalid)
		next, err := p.NextSecondFactor(t.Context(), by)
		p.ok(err)
		if !strings.Contains(next.URL, "manager_a") || !strings.Contains(next.URL, next.Secret) {
			t.Error("the app scans something else")
		}
		_, pending, err := p.SignInStaff(t.Context(), "manager_a", testkit.Password, "")
		if err != nil || pending {
			t.Errorf("a second factor without a first code is asked for: %v, %v", pending, err)
		}
		for name, who := range map[string]domain.Actor{"a person": p.own, "somebody acting": p.Acting("manager_a", "sami"), "another user": p.Actor("manager_c")} {
			p.is(name, second(p.SetSecondFactor(t.Context(), who, "000000")), domain.NotFound)
			p.is(name, second(p.MakeRecoveryCodes(t.Context(), who)), domain.NotFound)
		}
		p.Clock.Add(5 * time.Minute)
		code, err := totp.GenerateCode(next.Secret, p.Clock.Now())
		p.ok(err)
		p.is("without a fresh proof", second(p.SetSecondFactor(t.Context(), by, code)), domain.Unproved)
		p.is("the secret without a fresh proof", second(p.NextSecondFactor(t.Context(), by)), domain.Unproved)
		by.Proved = domain.InstantOf(p.Clock.Now())
		codes, err := p.SetSecondFactor(t.Context(), by, code)
		p.ok(err)
		slices.Sort(codes)
		if len(slices.Compact(codes)) != 10 {
			t.Errorf("%d recovery codes", len(codes))
		}
		_, err = p.ActorByToken(t.Context(), there)
		p.is("the session on another device", err, domain.NotFound)
		p.is("nothing waits any more", second(p.NextSecondFactor(t.Context(), by)), domain.NotFound)
		token, pending, err := p.SignInStaff(t.Context(), "manager_a", testkit.Password, "")
		p.ok(err)
		if !pending {
			t.Error("the second factor is not asked for")
		}
		p.is("the code that has set it, again", second(p.SignInTOTP(t.Context(), token, code)), domain.Refused)
	})
}

// TestRecoveryCodes shows that each recovery code works once, that a wrong one is a failed try, and that new ones, and a new second
// factor, end those before.
func TestRecoveryCodes(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		_, by := p.staffIn("manager_totp", testkit.Password)
		codes, err := p.MakeRecoveryCodes(t.Context(), by)
		p.ok(err)
		enter := func(code string) error {
			t.Helper()
			p.Clock.Add(time.Minute)
			token, _, err := p.SignInStaff(t.Context(), "manager_totp", testkit.Password, "")
			p.ok(err)
			return second(p.SignInTOTP(t.Context(), token, code))
		}
		p.ok(enter(strings.ToLower(codes[0])))
		p.is("a code again", enter(codes[0]), domain.Refused)
		p.is("a code that nobody has", enter(auth.NewRecovery().Groups()), domain.Refused)
		p.Clock.Add(time.Minute)
		p.ok(second(p.Prove(t.Context(), by, testkit.Password, codes[1])))
		page, err := p.Account(t.Context(), by)
		if err != nil || page.Codes != 8 {
			t.Errorf("%d codes are left, %v", page.Codes, err)
		}
		if got := p.notes(t, domain.SignIn); !slices.Contains(got, "recovery code, left=9") {
			t.Errorf("the record says %q", got)
		}
		if got := p.notes(t, domain.ProveSession); !slices.Equal(got, []string{"password, recovery code, left=8"}) {
			t.Errorf("the record says %q", got)
		}
		by.Proved = domain.InstantOf(p.Clock.Now())
		fresh, err := p.MakeRecoveryCodes(t.Context(), by)
		p.ok(err)
		p.is("a code of before", enter(codes[3]), domain.Refused)
		p.ok(enter(fresh[0]))
		_, err = p.ResetUser(t.Context(), domain.Operator(), "manager_totp", app.Reset{TOTP: true})
		p.ok(err)
		p.is("a code of the second factor before", enter(fresh[1]), domain.Refused)
	})
}

// TestRecoveryCodeOfAnother shows that a recovery code opens nobody else's account.
func TestRecoveryCodeOfAnother(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		_, by := p.staffIn("manager_a", testkit.Password)
		p.ok(p.BeginSecondFactor(t.Context(), by))
		next, err := p.NextSecondFactor(t.Context(), by)
		p.ok(err)
		code, err := totp.GenerateCode(next.Secret, p.Clock.Now())
		p.ok(err)
		codes, err := p.SetSecondFactor(t.Context(), by, code)
		p.ok(err)
		token, _, err := p.SignInStaff(t.Context(), "manager_totp", testkit.Password, "")
		p.ok(err)
		p.is("a code of somebody else", second(p.SignInTOTP(t.Context(), token, codes[0])), domain.Refused)
	})
}
