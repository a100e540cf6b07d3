package store

import (
	"context"
	"fmt"

	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// A Session is one signed-in browser.
type Session struct {
	ID          domain.SessionID
	Kind        domain.SessionKind
	Person      domain.PersonID // 0 for staff
	User        domain.UserID   // 0 for persons
	Language    string
	Device      string // what the browser calls itself, for the list of sessions
	TOTPPending bool   // the password was right, the code is still to come
	Created     domain.Instant
	Seen        domain.Instant
	Ended       domain.Instant
	Proved      domain.Instant // when everything that the account asks for was last given; 0 for never

	// Filled by SessionByToken.
	Org   domain.OrgID
	Team  domain.TeamID
	Roles []domain.Role
	Name  string      // of the user
	Core  domain.Name // of the person
	TOTP  bool        // the user has a second factor

	NewPassword bool // somebody else has set the password of the user
	NoFactor    bool // the city asks for a second factor that the user has not

	NewPIN bool // the person has not chosen a PIN yet; always true for staff
}

// AddSession stores a session under the hash of its token.
func (tx *Tx) AddSession(ctx context.Context, s Session, tokenHash []byte) (domain.SessionID, error) {
	s.ID = NewID[domain.SessionID](tx)
	return s.ID, tx.must(ctx, `
		INSERT INTO session (id, token_hash, kind, person_id, user_id, language, device, totp_pending, created_at, seen_at, ended_at, proved_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 0, $10)`,
		s.ID, tokenHash, s.Kind, orNull(s.Person), orNull(s.User), s.Language, s.Device, s.TOTPPending, tx.Now, s.Proved)
}

// orNull turns the id 0 into NULL.
func orNull[T ~int64](id T) *T {
	if id == 0 {
		return nil
	}
	return &id
}

// SessionByToken returns the session with its user or person. NotFound when there is none, or it was ended.
func (tx *Tx) SessionByToken(ctx context.Context, tokenHash []byte) (Session, error) {
	return one(ctx, tx, func(scan scanner) (s Session, err error) {
		var roles string
		err = scan(&s.ID, &s.Kind, &s.Person, &s.User, &s.Language, &s.Device, &s.TOTPPending, &s.Created, &s.Seen, &s.Proved,
			&s.Org, &s.Team, &roles, &s.Name, &s.TOTP, &s.NewPassword, &s.NoFactor, &s.Core.Latin, &s.Core.Native, &s.NewPIN)
		s.Roles = splitRoles(roles)
		return s, err
	}, `
		SELECT s.id, s.kind, coalesce(s.person_id, 0), coalesce(s.user_id, 0), s.language, s.device, s.totp_pending, s.created_at, s.seen_at, s.proved_at,
			coalesce(u.org_id, 0), coalesce(u.team_id, 0), coalesce(u.roles, ''), coalesce(u.name, ''),
			coalesce(length(u.totp_sealed), 0) > 0, coalesce(u.new_password, FALSE),
			coalesce(length(u.totp_sealed), 0) = 0 AND EXISTS (SELECT 1 FROM signin_rule WHERE signin_rule.id = 1 AND second_factor),
			coalesce(p.name_latin, ''), coalesce(p.name_native, ''),
			NOT EXISTS (SELECT 1 FROM slip l WHERE l.person_id = s.person_id AND l.revoked_at = 0 AND NOT l.new_pin)
		FROM session s
		LEFT JOIN app_user u ON u.id = s.user_id
		LEFT JOIN person p ON p.id = s.person_id
		WHERE s.token_hash = $1 AND s.ended_at = 0 AND coalesce(u.disabled_at, 0) = 0`, tokenHash)
}

// TouchSession records that the session was used now.
func (tx *Tx) TouchSession(ctx context.Context, s domain.SessionID) error {
	return tx.must(ctx, `UPDATE session SET seen_at = $1 WHERE id = $2`, tx.Now, s)
}

// SetSessionLanguage keeps the language that was chosen on a page.
func (tx *Tx) SetSessionLanguage(ctx context.Context, s domain.SessionID, language string) error {
	return tx.must(ctx, `UPDATE session SET language = $1 WHERE id = $2`, language, s)
}

// ProveSession records that all that the account asks for was given now, and gives the session another token. NotFound when it has ended.
func (tx *Tx) ProveSession(ctx context.Context, s domain.SessionID, tokenHash []byte) error {
	n, err := tx.exec(ctx, `UPDATE session SET totp_pending = FALSE, proved_at = $1, token_hash = $2 WHERE id = $3 AND ended_at = 0`, tx.Now, tokenHash, s)
	if err == nil && n == 0 {
		err = domain.ErrNotFound()
	}
	return err
}

// EndSession ends a session of the user, or one in which the person is signed in or, with u 0, acted for. NotFound when it is not theirs.
func (tx *Tx) EndSession(ctx context.Context, s domain.SessionID, p domain.PersonID, u domain.UserID) error {
	n, err := tx.exec(ctx, `
		UPDATE session SET ended_at = $1 WHERE id = $2 AND coalesce(person_id, 0) = $3 AND (coalesce(user_id, 0) = $4 OR $4 = 0) AND ended_at = 0`,
		tx.Now, s, p, u)
	if err == nil && n == 0 {
		err = domain.ErrNotFound()
	}
	return err
}

// EndSessionsOfPerson ends every session in which the person is signed in or acted for, but one.
func (tx *Tx) EndSessionsOfPerson(ctx context.Context, p domain.PersonID, but domain.SessionID) error {
	return tx.must(ctx, `UPDATE session SET ended_at = $1 WHERE person_id = $2 AND ended_at = 0 AND id <> $3`, tx.Now, p, but)
}

// EndActingSessions ends every session in which somebody acts for the person, but one.
func (tx *Tx) EndActingSessions(ctx context.Context, p domain.PersonID, but domain.SessionID) error {
	return tx.must(ctx, `UPDATE session SET ended_at = $1 WHERE person_id = $2 AND user_id IS NOT NULL AND ended_at = 0 AND id <> $3`,
		tx.Now, p, but)
}

// Sessions returns the open sessions of the person, or of the user when p is 0, newest first.
func (tx *Tx) Sessions(ctx context.Context, p domain.PersonID, u domain.UserID) ([]Session, error) {
	scan := func(scan scanner) (s Session, err error) {
		err = scan(&s.ID, &s.Kind, &s.Device, &s.Created, &s.Seen, &s.Name)
		return s, err
	}
	if p != 0 {
		return all(ctx, tx, scan, `
			SELECT s.id, s.kind, s.device, s.created_at, s.seen_at, coalesce(u.name, '')
			FROM session s LEFT JOIN app_user u ON u.id = s.user_id
			WHERE s.person_id = $1 AND s.ended_at = 0
			ORDER BY s.id DESC`, p)
	}
	return all(ctx, tx, scan, `
		SELECT s.id, s.kind, s.device, s.created_at, s.seen_at, u.name
		FROM session s JOIN app_user u ON u.id = s.user_id
		WHERE s.user_id = $1 AND s.person_id IS NULL AND s.ended_at = 0
		ORDER BY s.id DESC`, u)
}

// A Login is what sign-in checks: of a user or of a person's slip.
type Login struct {
	User     domain.UserID
	Person   domain.PersonID
	Slip     int64
	Language string
	Hash     string // of the password or of the PIN
	TOTP     string // secret, empty when there is none
	TOTPStep int64  // the last step that was accepted
	NewPIN   bool
	Failures int
	FailedAt domain.Instant
	Unknown  []byte // keyed hash of a name or code that opens no account; User, Person and Slip are 0 then
}

// UserLogin returns what to check for a user name. NotFound for an unknown one.
func (tx *Tx) UserLogin(ctx context.Context, username string) (Login, error) {
	return tx.login(ctx, `
		SELECT id, 0, 0, language, password_hash, totp_sealed, totp_step, FALSE, failures, failed_at
		FROM app_user WHERE username = $1 AND disabled_at = 0`, username)
}

// UserLoginByID is UserLogin for a user who has passed the first step.
func (tx *Tx) UserLoginByID(ctx context.Context, u domain.UserID) (Login, error) {
	return tx.login(ctx, `
		SELECT id, 0, 0, language, password_hash, totp_sealed, totp_step, FALSE, failures, failed_at
		FROM app_user WHERE id = $1 AND disabled_at = 0`, u)
}

func (tx *Tx) login(ctx context.Context, q string, arg any) (Login, error) {
	var sealed []byte
	l, err := one(ctx, tx, func(scan scanner) (l Login, err error) {
		err = scan(&l.User, &l.Person, &l.Slip, &l.Language, &l.Hash, &sealed, &l.TOTPStep, &l.NewPIN, &l.Failures, &l.FailedAt)
		return l, err
	}, q, arg)
	if err != nil || len(sealed) == 0 {
		return l, err
	}
	secret, err := tx.db.cipher.Open(sealed, crypt.AD(tx.db.Tenant, "", "totp:"+l.User.String()))
	if err != nil {
		return Login{}, fmt.Errorf("second factor of user %d: %w", l.User, err)
	}
	l.TOTP = string(secret)
	return l, nil
}

// SlipLogin returns what to check for the hash of a slip's code. NotFound for an unknown or ended slip.
func (tx *Tx) SlipLogin(ctx context.Context, codeHash []byte) (Login, error) {
	return tx.login(ctx, `
		SELECT 0, s.person_id, s.id, p.language, s.pin_hash, NULL, 0, s.new_pin, s.failures, s.failed_at
		FROM slip s JOIN person p ON p.id = s.person_id
		WHERE s.code_hash = $1 AND s.revoked_at = 0`, codeHash)
}

// SlipOf returns what to check for the PIN of a person who is signed in already. NotFound when no slip is in force.
func (tx *Tx) SlipOf(ctx context.Context, p domain.PersonID) (Login, error) {
	return tx.login(ctx, `
		SELECT 0, s.person_id, s.id, p.language, s.pin_hash, NULL, 0, s.new_pin, s.failures, s.failed_at
		FROM slip s JOIN person p ON p.id = s.person_id
		WHERE s.person_id = $1 AND s.revoked_at = 0`, p)
}

// UseTOTPStep burns a step of the second factor. Conflict when it, or a later one, was used before.
func (tx *Tx) UseTOTPStep(ctx context.Context, u domain.UserID, step int64) error {
	return tx.oneRow(ctx, `UPDATE app_user SET totp_step = $1 WHERE id = $2 AND totp_step < $1`, step, u)
}

// AddSlip stores a new slip for p and ends the one before.
func (tx *Tx) AddSlip(ctx context.Context, p domain.PersonID, codeHash []byte, pinHash string, by domain.UserID) error {
	if err := tx.must(ctx, `UPDATE slip SET revoked_at = $1 WHERE person_id = $2 AND revoked_at = 0`, tx.Now, p); err != nil {
		return err
	}
	return tx.must(ctx, `
		INSERT INTO slip (id, person_id, code_hash, pin_hash, new_pin, issued_by, issued_at, revoked_at, failures, failed_at)
		VALUES ($1, $2, $3, $4, TRUE, $5, $6, 0, 0, 0)`,
		NewID[int64](tx), p, codeHash, pinHash, by, tx.Now)
}

// SetPIN replaces the PIN of a slip that is in force as l found it. Conflict when it is not, or its PIN is another by now.
func (tx *Tx) SetPIN(ctx context.Context, l Login, pinHash string) error {
	return tx.oneRow(ctx, `
		UPDATE slip SET pin_hash = $1, new_pin = FALSE, failures = 0, failed_at = 0 WHERE id = $2 AND revoked_at = 0 AND pin_hash = $3`,
		pinHash, l.Slip, l.Hash)
}

// SameSecret tells whether the account of l is still open with the secret that l holds: meanwhile it can have been locked, or have got
// another password, PIN or slip.
func (tx *Tx) SameSecret(ctx context.Context, l Login) (bool, error) {
	var now Login
	var err error
	if l.Person != 0 {
		now, err = tx.SlipOf(ctx, l.Person)
	} else {
		now, err = tx.UserLoginByID(ctx, l.User)
	}
	if domain.KindOf(err) == domain.NotFound {
		return false, nil
	}
	return now.Slip == l.Slip && now.Hash == l.Hash, err
}
