package app

import (
	"cmp"
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// touchEvery is how old the last use of a session may be in the database, in milliseconds: not every page writes.
const touchEvery = 60 * 1000

// errSignIn is the one answer to an unknown account and to a wrong secret.
func errSignIn(field string) error {
	return &domain.Error{Kind: domain.Refused, Key: "signin", Field: field}
}

// SignInStaff checks user name and password and opens a staff session. pending says that the code of the second factor is still to come:
// until then the session opens nothing else.
// Errors: Refused (wrong, or too early after wrong tries).
func (a *App) SignInStaff(ctx context.Context, username, password, device string) (token string, pending bool, err error) {
	login, err := a.login(ctx, "user:"+username, func(tx *store.Tx) (store.Login, error) { return tx.UserLogin(ctx, username) })
	if err != nil {
		return "", false, err
	}
	if err := a.checkSecret(ctx, domain.Actor{}, login, password, "password"); err != nil {
		return "", false, err
	}
	s := store.Session{Kind: domain.SessionStaff, User: login.User, Language: login.Language, Device: device, TOTPPending: login.TOTP != ""}
	token, err = a.openSession(ctx, login, s, "password")
	return token, s.TOTPPending, err
}

// SignInSlip checks a slip and its PIN and opens a session of the person, on an own or a shared device.
// Errors: Refused (wrong, or too early after wrong tries).
func (a *App) SignInSlip(ctx context.Context, slip, pin string, kind domain.SessionKind, device string) (token string, err error) {
	if kind != domain.SessionOwn {
		kind = domain.SessionShared
	}
	code, slipErr := auth.ParseSlip(slip)
	digits, pinErr := auth.ParsePIN(pin)
	login, err := a.login(ctx, "slip:"+string(code), func(tx *store.Tx) (store.Login, error) {
		return tx.SlipLogin(ctx, crypt.HashCode(string(code)))
	})
	if err != nil {
		return "", err
	}
	if slipErr != nil { // no code at all: everybody can see that
		return "", cmp.Or(a.Hasher.Dummy(ctx, pin), errSignIn("pin"))
	}
	if pinErr != nil {
		digits = pin
	}
	if err := a.checkSecret(ctx, domain.Actor{}, login, digits, "pin"); err != nil {
		return "", err
	}
	return a.openSession(ctx, login, store.Session{Kind: kind, Person: login.Person, Language: login.Language, Device: device}, "pin")
}

// login loads what to check. What opens no account is found by the same statement, and counts its failures under name.
func (a *App) login(ctx context.Context, name string, load func(*store.Tx) (store.Login, error)) (l store.Login, err error) {
	err = a.DB.Read(ctx, func(tx *store.Tx) error {
		l, err = load(tx)
		if domain.KindOf(err) == domain.NotFound {
			l, err = a.DB.UnknownLogin(name), nil
		}
		return err
	})
	return l, err
}

// checkSecret compares a password or PIN and counts failures per account. What opens no account costs, waits and writes the same. A try
// counts from before the comparison until it was right. by is who asks in a session, the zero actor at the sign-in.
func (a *App) checkSecret(ctx context.Context, by domain.Actor, l store.Login, secret, field string) error {
	var at domain.Instant
	if err := a.DB.Write(ctx, func(tx *store.Tx) (err error) {
		if l, err = tx.CountTry(ctx, l); err != nil {
			return err
		}
		at = tx.Now
		return a.mustWait(l, field)
	}); err != nil {
		return err
	}
	ok, err := a.compare(ctx, l, secret)
	if domain.KindOf(err) == domain.Unavailable { // too many at once: it was never compared
		return cmp.Or(a.DB.Write(ctx, func(tx *store.Tx) error { return tx.UncountTry(ctx, l, at) }), err)
	}
	if err != nil {
		return err
	}
	err = a.DB.Write(ctx, func(tx *store.Tx) error {
		switch {
		case !ok:
			return noteRefusal(ctx, tx, by, l, field)
		case l.TOTP != "":
			return tx.UncountTry(ctx, l, at) // a right code forgets the failures, so that codes cannot be tried without end
		}
		return tx.ForgetTries(ctx, l)
	})
	if err == nil && !ok {
		err = errSignIn(field)
	}
	return err
}

// noteRefusal writes that a wrong secret was given. The growing wait bounds how often that can be for one account.
func noteRefusal(ctx context.Context, tx *store.Tx, by domain.Actor, l store.Login, field string) error {
	if l.Unknown != nil {
		return tx.NoteUnknown(ctx, l)
	}
	return tx.AppendEvent(ctx, domain.Event{
		Actor: by.User, Org: by.Org, Person: l.Person, Acting: by.Acting(), Session: by.Session, Action: domain.SignInRefused,
		Object: int64(l.User), Note: field,
	})
}

// compare tells whether the secret is that of l. For what opens no account it takes as long.
func (a *App) compare(ctx context.Context, l store.Login, secret string) (bool, error) {
	if l.Unknown != nil {
		return false, a.Hasher.Dummy(ctx, secret)
	}
	return a.Hasher.Verify(ctx, l.Hash, secret)
}

// mustWait is the refusal of a try that comes too early after wrong ones.
func (a *App) mustWait(l store.Login, field string) error {
	now := a.DB.Now().Time()
	next := auth.NextTry(l.Failures, l.FailedAt.Time())
	if !now.Before(next) {
		return nil
	}
	seconds := int(next.Sub(now)/time.Second) + 1
	return &domain.Error{Kind: domain.Refused, Key: "signinWait", Field: field, Args: []string{strconv.Itoa(seconds)}}
}

// openSession stores a session and its event, and returns the token for the cookie. What made the secret of l new while it was compared
// has ended every session, so none is opened with the old one.
// Errors: Refused (the secret is another by now, or the account is locked).
func (a *App) openSession(ctx context.Context, l store.Login, s store.Session, field string) (token string, err error) {
	token = auth.NewToken()
	err = a.DB.Write(ctx, func(tx *store.Tx) error {
		if same, err := tx.SameSecret(ctx, l); err != nil || !same {
			return cmp.Or(err, errSignIn(field))
		}
		if !s.TOTPPending {
			s.Proved = tx.Now
		}
		id, err := tx.AddSession(ctx, s, crypt.HashCode(token))
		if err != nil {
			return err
		}
		rule := domain.RuleRole
		if s.Person != 0 {
			rule = domain.RuleOwn
		}
		return tx.AppendEvent(ctx, domain.Event{Actor: s.User, Person: s.Person, Session: id, Action: domain.SignIn, Rule: rule, Note: string(s.Kind)})
	})
	return token, err
}

// ended tells whether the session is over by its age; an acting session lives like one on a shared device.
func (a *App) ended(s store.Session) bool {
	kind := auth.SessionKind(s.Kind)
	if s.Kind == domain.SessionActing {
		kind = auth.Shared
	}
	return auth.Ended(kind, s.Created.Time(), s.Seen.Time(), a.DB.Now().Time())
}

// ActorByToken returns who uses the session. NotFound when there is none, it has ended, or its second factor is still to come.
func (a *App) ActorByToken(ctx context.Context, token string) (domain.Actor, error) {
	s, err := a.sessionOf(ctx, token)
	if err != nil {
		return domain.Actor{}, err
	}
	if a.DB.Now()-s.Seen > touchEvery {
		err := a.DB.Write(ctx, func(tx *store.Tx) error { return tx.TouchSession(ctx, s.ID) })
		if err != nil && domain.KindOf(err) != domain.Unavailable { // reading goes on while nothing can be written
			return domain.Actor{}, err
		}
	}
	return actorOf(s), nil
}

// WatcherByToken is ActorByToken for what a page asks for by itself: an open page that nobody uses does not keep a session alive.
func (a *App) WatcherByToken(ctx context.Context, token string) (domain.Actor, error) {
	s, err := a.sessionOf(ctx, token)
	if err != nil {
		return domain.Actor{}, err
	}
	return actorOf(s), nil
}

// sessionOf is the session of token; NotFound when there is none that opens anything now.
func (a *App) sessionOf(ctx context.Context, token string) (s store.Session, err error) {
	err = a.DB.Read(ctx, func(tx *store.Tx) (err error) {
		s, err = tx.SessionByToken(ctx, crypt.HashCode(token))
		return err
	})
	if err == nil && (a.ended(s) || s.TOTPPending) {
		err = domain.ErrNotFound()
	}
	return s, err
}

func actorOf(s store.Session) domain.Actor {
	first := s.NewPIN && s.Person != 0
	acting := s.Kind == domain.SessionActing
	return domain.Actor{
		Session: s.ID, Kind: s.Kind, Person: s.Person, User: s.User, Org: s.Org, Team: s.Team, Roles: actorRoles(s), Name: s.Name, Core: s.Core,
		Lang: s.Language, Proved: s.Proved, TOTP: s.TOTP, NewPassword: s.NewPassword, NoFactor: s.NoFactor, NewPIN: first && !acting, NoPIN: first && acting,
	}
}

// actorRoles leaves an acting session the one role of a person: who acts for somebody sees no cases beside.
func actorRoles(s store.Session) []domain.Role {
	if s.Person != 0 {
		return []domain.Role{domain.RolePerson}
	}
	return s.Roles
}

// SignOut ends the session of by.
func (a *App) SignOut(ctx context.Context, by domain.Actor) error {
	return a.DB.Write(ctx, func(tx *store.Tx) error {
		err := tx.EndSession(ctx, by.Session, by.Person, by.User)
		if err != nil {
			return err
		}
		return tx.AppendEvent(ctx, domain.Event{
			Actor: by.User, Org: by.Org, Person: by.Person, Acting: by.Acting(), Session: by.Session, Action: domain.SignOut, Rule: domain.RuleOwn,
		})
	})
}

// ChooseLanguage keeps the language of the pages for this session.
func (a *App) ChooseLanguage(ctx context.Context, by domain.Actor, language string) error {
	return a.DB.Write(ctx, func(tx *store.Tx) error { return tx.SetSessionLanguage(ctx, by.Session, language) })
}

// ChangePIN replaces the person's PIN; every other session of the person ends.
// Errors: Refused (old is wrong, or too early), Invalid (fresh is no PIN, or guessed at once), Conflict
// (another PIN was chosen meanwhile).
func (a *App) ChangePIN(ctx context.Context, by domain.Actor, old, fresh string) error {
	return a.setPIN(ctx, by, domain.ChangePIN, old, fresh)
}

// ChoosePIN lets a person choose the first PIN of their own in a session in which somebody acts for them: the person types it. The
// record says who acted. Every other session of the person ends.
// Errors: NotFound (nobody acts, or the person has an own PIN already), Refused (first is wrong, or too early), Invalid (as ChangePIN).
func (a *App) ChoosePIN(ctx context.Context, by domain.Actor, first, fresh string) error {
	return a.setPIN(ctx, by, domain.ChoosePIN, first, fresh)
}

func (a *App) setPIN(ctx context.Context, by domain.Actor, act domain.Action, old, fresh string) error {
	pin, err := auth.ParsePIN(fresh)
	if err == nil {
		err = auth.CheckPIN(pin)
	}
	if err != nil {
		return invalidPIN(err)
	}
	slip, err := a.checkPIN(ctx, by, act, old, "old_pin")
	if err != nil {
		return err
	}
	if same, err := a.Hasher.Verify(ctx, slip.Hash, pin); err != nil || same {
		return cmp.Or[error](err, &domain.Error{Kind: domain.Invalid, Key: "pinSame", Field: "new_pin"})
	}
	hash, err := a.Hasher.Hash(ctx, pin)
	if err != nil {
		return err
	}
	return a.do(ctx, by, act, by.Person, func(tx *store.Tx, _ *deed) error {
		if err := tx.SetPIN(ctx, slip, hash); err != nil {
			return err
		}
		return tx.EndSessionsOfPerson(ctx, by.Person, by.Session)
	})
}

func invalidPIN(err error) error {
	key := "pin"
	if errors.Is(err, auth.ErrTrivialPIN) {
		key = "pinTrivial"
	}
	return &domain.Error{Kind: domain.Invalid, Key: key, Field: "new_pin"}
}

// checkPIN checks the PIN of the person whose session this is, or for whom by acts, before act; who may not do that learns nothing of it.
// Who acts has seen the PIN of the slip, so that one says nothing about the person: only choosing another takes it.
func (a *App) checkPIN(ctx context.Context, by domain.Actor, act domain.Action, pin, field string) (store.Login, error) {
	var refused error
	slip, err := a.login(ctx, "person:"+by.Person.String(), func(tx *store.Tx) (store.Login, error) {
		if _, refused = authorise(ctx, tx, by, act, by.Person); refused != nil {
			return store.Login{}, refused
		}
		return tx.SlipOf(ctx, by.Person)
	})
	if err = cmp.Or(refused, err); err != nil {
		return store.Login{}, err
	}
	if by.Acting() && (slip.Slip == 0 || slip.NewPIN && act != domain.ChoosePIN) {
		return store.Login{}, &domain.Error{Kind: domain.Refused, Key: "pinOwn", Field: field}
	}
	digits, err := auth.ParsePIN(pin)
	if err != nil {
		digits = pin
	}
	return slip, a.checkSecret(ctx, by, slip, digits, field)
}

// Sessions returns where by is signed in. The entries are read by nobody else.
func (a *App) Sessions(ctx context.Context, by domain.Actor) (list []store.Session, err error) {
	if by.User != 0 && by.Person == 0 {
		err = a.DB.Read(ctx, func(tx *store.Tx) error {
			list, err = tx.Sessions(ctx, 0, by.User)
			return err
		})
	} else {
		err = a.look(ctx, by, domain.ReadSessions, by.Person, func(tx *store.Tx, _ *deed) error {
			list, err = tx.Sessions(ctx, by.Person, 0)
			return err
		})
	}
	var open []store.Session
	for _, s := range list {
		if !a.ended(s) {
			open = append(open, s)
		}
	}
	return open, err
}

// EndSession ends another session of the same person or user. NotFound when it is not theirs.
func (a *App) EndSession(ctx context.Context, by domain.Actor, s domain.SessionID) error {
	if by.User != 0 && by.Person == 0 {
		return a.DB.Write(ctx, func(tx *store.Tx) error {
			if err := tx.EndSession(ctx, s, 0, by.User); err != nil {
				return err
			}
			return tx.AppendEvent(ctx, domain.Event{
				Actor: by.User, Org: by.Org, Session: by.Session, Action: domain.EndSession, Rule: domain.RuleOwn, Object: int64(s),
			})
		})
	}
	return a.do(ctx, by, domain.EndSession, by.Person, func(tx *store.Tx, d *deed) error {
		d.event.Object = int64(s)
		return tx.EndSession(ctx, s, by.Person, 0)
	})
}
