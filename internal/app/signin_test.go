package app_test

import (
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/aufwind-im/aufwind/internal/app"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
	"github.com/aufwind-im/aufwind/internal/testkit"
)

// TestSignInRefused shows that a wrong secret and an unknown account get one answer.
func TestSignInRefused(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		slip := p.Slip("sami")
		staff := func(user, password string) error {
			_, _, err := p.SignInStaff(t.Context(), user, password, "")
			return err
		}
		person := func(code, pin string) error {
			_, err := p.SignInSlip(t.Context(), code, pin, domain.SessionOwn, "")
			return err
		}
		for name, err := range map[string]error{
			"wrong password": staff("manager_a", "guten-abend-stadt"), "unknown user": staff("nobody", testkit.Password), "no password": staff("manager_b", ""),
			"empty": staff("", ""), "password of another tenant's person": staff("amal", testkit.Password),
			"wrong PIN": person(slip.Code, "111222"), "unknown slip": person("0123-4567-89AB-CDEF", testkit.PIN), "no slip": person("x", testkit.PIN),
			"no PIN": person(p.Slip("olena").Code, ""), "slip of another tenant": person(p.Ulm.Slip("amal").Code, testkit.PIN),
		} {
			if domain.KindOf(err) != domain.Refused || !strings.HasPrefix(err.Error(), "signin ") {
				t.Errorf("%s: %v", name, err)
			}
		}
		p.ok(person(strings.ToLower(strings.ReplaceAll(slip.Code, "-", " ")), "٤٨٢٩١٧")) // as a phone in Arabic types it
	})
}

// TestSignInWaits shows that each wrong try makes an account wait longer, and only this account, up to a quarter of an hour.
func TestSignInWaits(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		try := func(pin string) error {
			_, err := p.SignInSlip(t.Context(), p.Slip("sami").Code, pin, domain.SessionOwn, "")
			return err
		}
		waits := func(err error) bool { return err != nil && strings.HasPrefix(err.Error(), "signinWait") }
		for range 3 {
			if err := try("111222"); waits(err) {
				t.Fatal("one of the first three tries has to wait")
			}
		}
		for _, wait := range []time.Duration{2, 4, 8, 16} {
			p.Clock.Add(wait*time.Second - time.Millisecond)
			if err := try(testkit.PIN); !waits(err) {
				t.Errorf("the right PIN before %d s: %v", wait, err)
			}
			p.Clock.Add(time.Millisecond)
			if err := try("111222"); waits(err) {
				t.Errorf("after %d s: %v", wait, err)
			}
		}
		_, err := p.SignInSlip(t.Context(), p.Slip("olena").Code, testkit.PIN, domain.SessionOwn, "")
		p.ok(err)
		for range 30 {
			p.Clock.Add(15 * time.Minute)
			if err := try("111222"); waits(err) {
				t.Fatalf("after a quarter of an hour: %v", err)
			}
		}
		p.Clock.Add(15 * time.Minute)
		p.ok(try(testkit.PIN))
		if err := try("111222"); waits(err) {
			t.Error("a right sign-in does not forget the wrong ones")
		}
	})
}

// TestSignInAtOnce shows that tries at the same time are no more than tries one after the other.
func TestSignInAtOnce(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		const tries = 12
		errs := make(chan error, tries)
		for range tries {
			go func() {
				_, err := p.SignInSlip(t.Context(), p.Slip("sami").Code, "111222", domain.SessionOwn, "")
				errs <- err
			}()
		}
		compared := 0
		for range tries {
			if err := <-errs; strings.HasPrefix(err.Error(), "signin ") {
				compared++
			}
		}
		if compared > 3 {
			t.Errorf("%d of %d PINs were compared at once, want 3", compared, tries)
		}
	})
}

// TestSecretMadeNewMeanwhile shows that a sign-in under way opens no session with a secret that was made new, or of a user who was
// locked, while it was compared; and that of two choices of a PIN from the same one before, the second changes nothing.
func TestSecretMadeNewMeanwhile(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		load := func(f func(*store.Tx) (store.Login, error)) (l store.Login) {
			t.Helper()
			p.ok(p.DB.Read(t.Context(), func(tx *store.Tx) (err error) { l, err = f(tx); return err }))
			return l
		}
		user := func(tx *store.Tx) (store.Login, error) { return tx.UserLogin(t.Context(), "manager_a") }
		slip := func(tx *store.Tx) (store.Login, error) { return tx.SlipOf(t.Context(), p.sami) }

		before := load(user)
		p.ok(app.OpenSession(t.Context(), p.App, before))
		_, err := p.ResetUser(t.Context(), domain.Operator(), "manager_a", app.Reset{Password: "wiese-kanne-otter-71"})
		p.ok(err)
		p.is("the password before", app.OpenSession(t.Context(), p.App, before), domain.Refused)
		before = load(user)
		_, err = p.LockUser(t.Context(), domain.Operator(), "manager_a")
		p.ok(err)
		p.is("a locked user", app.OpenSession(t.Context(), p.App, before), domain.Refused)
		p.ok(p.UnlockUser(t.Context(), domain.Operator(), "manager_a"))

		before = load(slip)
		p.ok(app.OpenSession(t.Context(), p.App, before))
		p.ok(p.ChangePIN(t.Context(), p.own, testkit.PIN, "739514"))
		p.is("the PIN before", app.OpenSession(t.Context(), p.App, before), domain.Refused)
		p.is("a PIN in the place of the one before", p.DB.Write(t.Context(), func(tx *store.Tx) error {
			return tx.SetPIN(t.Context(), before, before.Hash)
		}), domain.Conflict)
		before = load(slip)
		_, err = p.IssueSlip(t.Context(), p.manager, p.sami)
		p.ok(err)
		p.is("the slip before", app.OpenSession(t.Context(), p.App, before), domain.Refused)
	})
}

// TestTOTP shows that a session opens nothing before its code, that a code works once, and never an older one.
func TestTOTP(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		open := func() string {
			t.Helper()
			token, pending, err := p.SignInStaff(t.Context(), "manager_totp", testkit.Password, "")
			p.ok(err)
			if !pending {
				t.Fatal("the code is not asked for")
			}
			_, err = p.ActorByToken(t.Context(), token)
			p.is("a session before its code", err, domain.NotFound)
			return token
		}
		code := func(at time.Time) string {
			t.Helper()
			c, err := totp.GenerateCode(testkit.TOTPSecret, at)
			p.ok(err)
			return c
		}
		token := open()
		p.is("a wrong code", second(p.SignInTOTP(t.Context(), token, "000000")), domain.Refused)
		p.is("an old code", second(p.SignInTOTP(t.Context(), token, code(p.Clock.Now().Add(-2*time.Minute)))), domain.Refused)
		now := code(p.Clock.Now())
		waiting := token
		token, err := p.SignInTOTP(t.Context(), waiting, now)
		p.ok(err)
		_, err = p.ActorByToken(t.Context(), waiting)
		p.is("the token from before the code", err, domain.NotFound)
		by, err := p.ActorByToken(t.Context(), token)
		if err != nil || by.User != p.User("manager_totp") {
			t.Errorf("after the code: %+v, %v", by, err)
		}
		p.is("a code for a session that is open", second(p.SignInTOTP(t.Context(), token, now)), domain.NotFound)
		other := open()
		p.is("the same code again", second(p.SignInTOTP(t.Context(), other, now)), domain.Refused)
		p.is("the code before it", second(p.SignInTOTP(t.Context(), other, code(p.Clock.Now().Add(-30*time.Second)))), domain.Refused)
		p.ok(second(p.SignInTOTP(t.Context(), other, code(p.Clock.Now().Add(30*time.Second)))))
		p.is("a code without a session", second(p.SignInTOTP(t.Context(), "x", now)), domain.NotFound)
		late := open()
		p.Clock.Add(31 * time.Minute)
		p.is("a code for a session that is over", second(p.SignInTOTP(t.Context(), late, code(p.Clock.Now()))), domain.NotFound)
	})
}

// TestTOTPGuessed shows that codes cannot be tried without end.
func TestTOTPGuessed(t *testing.T) {
	c := testkit.New(t)
	p := newPlay(t, c)
	token, _, err := p.SignInStaff(t.Context(), "manager_totp", testkit.Password, "")
	p.ok(err)
	for range 10 {
		p.is("a wrong code", second(p.SignInTOTP(t.Context(), token, "000000")), domain.Refused)
	}
	right, err := totp.GenerateCode(testkit.TOTPSecret, p.Clock.Now())
	p.ok(err)
	p.is("the right code after ten wrong ones", second(p.SignInTOTP(t.Context(), token, right)), domain.Refused)
	_, _, err = p.SignInStaff(t.Context(), "manager_totp", testkit.Password, "")
	p.is("the password after ten wrong codes", err, domain.Refused)
	p.Clock.Add(time.Minute)
	token, _, err = p.SignInStaff(t.Context(), "manager_totp", testkit.Password, "")
	p.ok(err)
	p.is("one more wrong code", second(p.SignInTOTP(t.Context(), token, "000000")), domain.Refused)
	right, err = totp.GenerateCode(testkit.TOTPSecret, p.Clock.Now())
	p.ok(err)
	p.is("the right code right after it", second(p.SignInTOTP(t.Context(), token, right)), domain.Refused)
	p.Clock.Add(5 * time.Minute)
	right, err = totp.GenerateCode(testkit.TOTPSecret, p.Clock.Now())
	p.ok(err)
	p.ok(second(p.SignInTOTP(t.Context(), token, right)))
}

// TestSessionEnds shows when each kind of session ends: idle, and in any case.
func TestSessionEnds(t *testing.T) {
	const day = 24 * time.Hour
	for _, tc := range []struct {
		kind           string
		idle, absolute time.Duration
	}{
		{"own", 30 * day, 90 * day},
		{"shared", 10 * time.Minute, 2 * time.Hour},
		{"staff", 30 * time.Minute, 12 * time.Hour},
		{"acting", 10 * time.Minute, 2 * time.Hour},
	} {
		t.Run(tc.kind, func(t *testing.T) {
			c := testkit.New(t)
			p := newPlay(t, c)
			open := func() string {
				t.Helper()
				switch tc.kind {
				case "staff":
					return p.Token("manager_a", "")
				case "acting":
					token, err := p.StartActing(t.Context(), p.manager, p.sami, "")
					p.ok(err)
					return token
				}
				return p.Token("sami", domain.SessionKind(tc.kind))
			}
			alive := func(token string) bool { _, err := p.ActorByToken(t.Context(), token); return err == nil }
			idle := open()
			p.Clock.Add(tc.idle - time.Millisecond)
			if !alive(idle) {
				t.Error("it ends before it was idle for long enough")
			}
			p.Clock.Add(tc.idle)
			if alive(idle) {
				t.Error("it lives on when it was idle for too long")
			}
			used := open()
			for left := tc.absolute; left > tc.idle/2; left -= tc.idle / 2 {
				p.Clock.Add(tc.idle / 2)
				if !alive(used) {
					t.Fatalf("it ends with %s left though it was used", left-tc.idle/2)
				}
			}
			p.Clock.Add(tc.idle / 2)
			if alive(used) {
				t.Error("it outlives its longest time")
			}
		})
	}
}

// TestSessions shows the list of sessions: the own ones that are open, to end one by one, and no one else's.
func TestSessions(t *testing.T) {
	eachPlay(t, func(t *testing.T, p *play) {
		phone, hall := p.signed("sami", domain.SessionOwn), p.signed("sami", domain.SessionShared)
		list, err := p.Sessions(t.Context(), p.own)
		p.ok(err)
		if len(list) != 3 {
			t.Errorf("%d sessions, want 3", len(list))
		}
		p.is("a stranger ends it", p.EndSession(t.Context(), p.Actor("olena"), phone.Session), domain.NotFound)
		p.is("a user ends it", p.EndSession(t.Context(), p.manager, phone.Session), domain.NotFound)
		p.ok(p.EndSession(t.Context(), p.own, phone.Session))
		p.is("ended twice", p.EndSession(t.Context(), p.own, phone.Session), domain.NotFound)
		acting := p.Acting("manager_a", "sami")
		p.is("the manager ends it from the desk", p.EndSession(t.Context(), p.manager, acting.Session), domain.NotFound)
		p.ok(p.EndSession(t.Context(), p.own, acting.Session))
		p.ok(p.SignOut(t.Context(), hall))
		list, err = p.Sessions(t.Context(), p.own)
		if err != nil || len(list) != 1 || list[0].ID != p.own.Session {
			t.Errorf("the sessions are %+v, %v", list, err)
		}
		list, err = p.Sessions(t.Context(), p.manager)
		if err != nil || len(list) != 0 {
			t.Errorf("the session of the desk lives on while its user acts: %+v, %v", list, err)
		}
		for _, user := range []string{"manager_b", "manager_c"} {
			list, err = p.Sessions(t.Context(), p.Actor(user))
			if err != nil || len(list) != 1 || list[0].ID != p.Actor(user).Session {
				t.Errorf("the sessions of %s are %+v, %v", user, list, err)
			}
		}
		if _, err := p.ActorByToken(t.Context(), p.Ulm.Token("amal", domain.SessionOwn)); domain.KindOf(err) != domain.NotFound || err == nil {
			t.Errorf("a session of another tenant: %v", err)
		}
	})
}

func (p *play) signed(person string, kind domain.SessionKind) domain.Actor {
	p.t.Helper()
	by, err := p.ActorByToken(p.t.Context(), p.Token(person, kind))
	p.ok(err)
	return by
}
