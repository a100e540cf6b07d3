package app

import (
	"context"
	"slices"
	"strings"

	"github.com/aufwind-im/aufwind/internal/auth"
	"github.com/aufwind-im/aufwind/internal/domain"
	"github.com/aufwind-im/aufwind/internal/store"
)

// AddUser stores a member of staff with the password, and the organisation and the team where they are new. With totp the answer is the
// otpauth URL of a second factor.
// Errors: NotFound (by is no operator), OperatorError (u.Check; a weak password; no such organisation, or it is there already; a role
// that it cannot have; the user name is taken).
func (a *App) AddUser(ctx context.Context, by domain.Actor, u domain.NewUser, password string, totp bool) (otpauth string, err error) {
	if err := u.Check(); err != nil {
		return "", err
	}
	hash, err := a.passwordHash(ctx, password, u.Username)
	if err != nil {
		return "", err
	}
	secret := ""
	if totp {
		if secret, otpauth, err = a.newTOTP(u.Username); err != nil {
			return "", err
		}
	}
	err = a.do(ctx, by, domain.AddUser, 0, func(tx *store.Tx, d *deed) error {
		org, err := orgOf(ctx, tx, u)
		if err != nil {
			return err
		}
		if err := org.Kind.Fits(u.Roles); err != nil {
			return err
		}
		u.Org = org.ID
		if u.User.Team, err = tx.TeamNamed(ctx, org.ID, u.Team); err != nil {
			return err
		}
		u.ID, err = tx.AddUser(ctx, u.User, hash, secret)
		if domain.KindOf(err) == domain.Invalid {
			err = domain.Misused("the user name %q is taken", u.Username)
		}
		if err != nil {
			return err
		}
		d.event.Object, d.event.Note = int64(u.ID), roleNote(u.Roles)
		return tx.ExpectPassword(ctx, u.ID)
	})
	return otpauth, err
}

// roleNote is how the record names the roles that somebody got.
func roleNote(roles []domain.Role) string {
	var names []string
	for _, r := range roles {
		names = append(names, string(r))
	}
	return "roles=" + strings.Join(names, ",")
}

// orgOf is the organisation of a new user; it is made where u says of which kind it is to be.
func orgOf(ctx context.Context, tx *store.Tx, u domain.NewUser) (domain.Org, error) {
	if u.OrgKind == "" {
		return orgNamed(ctx, tx, u.OrgName)
	}
	o := domain.Org{Name: u.OrgName, Kind: u.OrgKind, Phone: u.Phone}
	id, err := addOrg(ctx, tx, o)
	o.ID = id
	return o, err
}

func (a *App) passwordHash(ctx context.Context, password, username string) (string, error) {
	if err := auth.CheckPassword(password, username); err != nil {
		return "", domain.Misused("%s: at least %d characters, and nothing that is guessed at once", strings.TrimPrefix(err.Error(), "auth: "), auth.MinPassword)
	}
	return a.Hasher.Hash(ctx, password)
}

func (a *App) newTOTP(username string) (secret, otpauth string, err error) {
	return auth.NewTOTP("Aufwind "+a.DB.Name, username)
}

// A Reset says what of a sign-in is made new.
type Reset struct {
	Password string // empty: it stays
	TOTP     bool   // a new second factor
	NoTOTP   bool   // no second factor any more
}

// ResetUser makes password or second factor of a user new, forgets failed tries and ends every session of the user. With r.TOTP the
// answer is the otpauth URL of the new second factor.
// Errors: NotFound (by is no operator), OperatorError (no such user, a weak password, nothing to reset).
func (a *App) ResetUser(ctx context.Context, by domain.Actor, username string, r Reset) (otpauth string, err error) {
	var note []string
	hash, secret := "", ""
	if r.Password != "" {
		note = append(note, "password")
		if hash, err = a.passwordHash(ctx, r.Password, username); err != nil {
			return "", err
		}
	}
	switch {
	case r.TOTP && r.NoTOTP, !r.TOTP && !r.NoTOTP && r.Password == "":
		return "", domain.Misused("say what to make new: the password, or the second factor, or that there is none any more")
	case r.TOTP:
		note = append(note, "totp")
		if secret, otpauth, err = a.newTOTP(username); err != nil {
			return "", err
		}
	case r.NoTOTP:
		note = append(note, "no totp")
	}
	err = a.do(ctx, by, domain.ResetUser, 0, onUser(ctx, username, func(tx *store.Tx, d *deed, m domain.Member) error {
		d.event.Note = strings.Join(note, ", ")
		if hash != "" {
			if err := tx.SetPassword(ctx, m.ID, hash); err != nil {
				return err
			}
			if err := tx.ExpectPassword(ctx, m.ID); err != nil {
				return err
			}
		}
		if r.TOTP || r.NoTOTP {
			if err := tx.SetTOTP(ctx, m.ID, secret); err != nil {
				return err
			}
		}
		return tx.EndSessionsOfUser(ctx, m.ID)
	}))
	return otpauth, err
}

// onUser finds the user of that name for f; the record says to whom it was done.
func onUser(ctx context.Context, username string, f func(*store.Tx, *deed, domain.Member) error) func(*store.Tx, *deed) error {
	return func(tx *store.Tx, d *deed) error {
		m, err := memberNamed(ctx, tx, username)
		if err != nil {
			return err
		}
		d.event.Object = int64(m.ID)
		return f(tx, d, m)
	}
}

// memberNamed is the user of that name, also one who is locked.
// Errors: OperatorError (there is none).
func memberNamed(ctx context.Context, tx *store.Tx, username string) (domain.Member, error) {
	members, err := tx.Members(ctx)
	if err != nil {
		return domain.Member{}, err
	}
	i := slices.IndexFunc(members, func(m domain.Member) bool { return m.Username == username })
	if i < 0 {
		return domain.Member{}, domain.Misused("there is no user %q", username)
	}
	return members[i], nil
}

// LockUser keeps a user out from now on, and ends every session. The user stands in for nobody any more, and receives no case. What the
// user wrote stays, with the name; the cases stand in a list of who leads until somebody else is named. The answer says what the user is still responsible for.
// Errors: NotFound (by is no operator), OperatorError (no such user, or locked already).
func (a *App) LockUser(ctx context.Context, by domain.Actor, username string) (m domain.Member, err error) {
	err = a.do(ctx, by, domain.LockUser, 0, onUser(ctx, username, func(tx *store.Tx, _ *deed, who domain.Member) error {
		m = who
		if err := tx.LockUser(ctx, m.ID); domain.KindOf(err) == domain.Conflict {
			return domain.Misused("%q is locked already", username)
		} else if err != nil {
			return err
		}
		if err := tx.EndSubstitutionsBy(ctx, m.ID); err != nil {
			return err
		}
		if err := tx.WithdrawHandoversTo(ctx, m.ID); err != nil {
			return err
		}
		return tx.EndSessionsOfUser(ctx, m.ID)
	}))
	return m, err
}

// UnlockUser lets a user in again, with the password and second factor of before.
// Errors: NotFound (by is no operator), OperatorError (no such user, or not locked).
func (a *App) UnlockUser(ctx context.Context, by domain.Actor, username string) error {
	return a.do(ctx, by, domain.UnlockUser, 0, onUser(ctx, username, func(tx *store.Tx, _ *deed, m domain.Member) error {
		err := tx.UnlockUser(ctx, m.ID)
		if domain.KindOf(err) == domain.Conflict {
			err = domain.Misused("%q is not locked", username)
		}
		return err
	}))
}

// Members returns everybody who works with the product in this tenant, by user name.
// Errors: NotFound (by is no operator).
func (a *App) Members(ctx context.Context, by domain.Actor) (members []domain.Member, err error) {
	err = a.look(ctx, by, domain.ListUsers, 0, func(tx *store.Tx, _ *deed) error {
		members, err = tx.Members(ctx)
		return err
	})
	return members, err
}
