package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// AddUser stores a member of staff with the hash of the password; totpSecret is empty when there is none.
func (tx *Tx) AddUser(ctx context.Context, u domain.User, passwordHash, totpSecret string) (domain.UserID, error) {
	if u.ID == 0 {
		u.ID = NewID[domain.UserID](tx)
	}
	err := tx.must(ctx, `
		INSERT INTO app_user (id, org_id, team_id, username, name, phone, hours, language, roles, password_hash, totp_sealed,
			totp_step, failures, failed_at, disabled_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 0, 0, 0, 0)`,
		u.ID, u.Org, u.Team, u.Username, u.Name, u.Phone, u.Hours, u.Language, joinRoles(u.Roles), passwordHash, tx.sealTOTP(u.ID, totpSecret))
	if exists(err) {
		err = &domain.Error{Kind: domain.Invalid, Key: "taken", Field: "username"}
	}
	return u.ID, err
}

const userColumns = `u.id, u.org_id, o.name, u.team_id, u.username, u.name, u.phone, u.hours, u.roles, u.language`

func scanUser(scan scanner) (u domain.User, err error) {
	var roles string
	err = scan(&u.ID, &u.Org, &u.OrgName, &u.Team, &u.Username, &u.Name, &u.Phone, &u.Hours, &roles, &u.Language)
	u.Roles = splitRoles(roles)
	return u, err
}

// Users returns the users of an organisation by name.
func (tx *Tx) Users(ctx context.Context, o domain.OrgID) ([]domain.User, error) {
	return all(ctx, tx, scanUser, `
		SELECT `+userColumns+`
		FROM app_user u JOIN org o ON o.id = u.org_id
		WHERE u.org_id = $1 AND u.disabled_at = 0
		ORDER BY u.name, u.id`, o)
}

// UsersWithRole returns the users of the tenant who have the role, by name.
func (tx *Tx) UsersWithRole(ctx context.Context, r domain.Role) ([]domain.User, error) {
	return all(ctx, tx, scanUser, `
		SELECT `+userColumns+`
		FROM app_user u JOIN org o ON o.id = u.org_id
		WHERE ',' || u.roles || ',' LIKE '%,' || $1 || ',%' AND u.disabled_at = 0
		ORDER BY u.name, u.id`, r)
}

// User returns one user.
func (tx *Tx) User(ctx context.Context, u domain.UserID) (domain.User, error) {
	return one(ctx, tx, scanUser, `
		SELECT `+userColumns+` FROM app_user u JOIN org o ON o.id = u.org_id WHERE u.id = $1 AND u.disabled_at = 0`, u)
}

// Members returns all users of the tenant by user name, those who are locked too, with what they are responsible for.
func (tx *Tx) Members(ctx context.Context) ([]domain.Member, error) {
	return all(ctx, tx, func(scan scanner) (m domain.Member, err error) {
		var roles string
		err = scan(&m.ID, &m.Org, &m.OrgName, &m.Team, &m.TeamName, &m.Username, &m.Name, &m.Phone, &m.Hours, &roles, &m.Language, &m.TOTP, &m.Locked,
			&m.Houses, &m.Cases)
		m.Roles = splitRoles(roles)
		return m, err
	}, `
		SELECT u.id, u.org_id, o.name, u.team_id, t.name, u.username, u.name, u.phone, u.hours, u.roles, u.language, coalesce(length(u.totp_sealed), 0) > 0,
			u.disabled_at,
			(SELECT count(*) FROM accommodation a WHERE a.manager_id = u.id),
			(SELECT count(*) FROM person_case c WHERE (c.manager_id = u.id OR c.agent_id = u.id) AND c.status <> 'closed')
		FROM app_user u
		JOIN org o ON o.id = u.org_id
		JOIN team t ON t.id = u.team_id
		ORDER BY u.username`)
}

// SetPassword replaces the hash of a user's password and forgets failed tries.
func (tx *Tx) SetPassword(ctx context.Context, u domain.UserID, hash string) error {
	return tx.oneRow(ctx, `UPDATE app_user SET password_hash = $1, failures = 0, failed_at = 0 WHERE id = $2`, hash, u)
}

// SetTOTP replaces the secret of a user's second factor; an empty one takes it away. The recovery codes go with the one before.
func (tx *Tx) SetTOTP(ctx context.Context, u domain.UserID, secret string) error {
	if err := tx.AddRecoveryCodes(ctx, u, nil); err != nil {
		return err
	}
	return tx.oneRow(ctx, `
		UPDATE app_user SET totp_sealed = $1, totp_next_sealed = NULL, totp_step = 0, failures = 0, failed_at = 0 WHERE id = $2`, tx.sealTOTP(u, secret), u)
}

func (tx *Tx) sealTOTP(u domain.UserID, secret string) []byte {
	if secret == "" {
		return nil
	}
	return tx.db.cipher.Seal([]byte(secret), crypt.AD(tx.db.Tenant, "", "totp:"+u.String()))
}

// LockUser keeps a user out from now on and forgets the e-mail address. Conflict when the user is locked already.
func (tx *Tx) LockUser(ctx context.Context, u domain.UserID) error {
	return tx.oneRow(ctx, `UPDATE app_user SET disabled_at = $1, email = '' WHERE id = $2 AND disabled_at = 0`, tx.Now, u)
}

// UnlockUser lets a user in again. Conflict when the user is not locked.
func (tx *Tx) UnlockUser(ctx context.Context, u domain.UserID) error {
	return tx.oneRow(ctx, `UPDATE app_user SET disabled_at = 0, failures = 0, failed_at = 0 WHERE id = $1 AND disabled_at <> 0`, u)
}

// EndSessionsOfUser ends every session of the user, also those in which the user acts for somebody.
func (tx *Tx) EndSessionsOfUser(ctx context.Context, u domain.UserID) error {
	return tx.must(ctx, `UPDATE session SET ended_at = $1 WHERE user_id = $2 AND ended_at = 0`, tx.Now, u)
}

// Responsible returns who is responsible for the person, as the person sees it.
func (tx *Tx) Responsible(ctx context.Context, p domain.PersonID) (domain.Responsible, error) {
	return one(ctx, tx, func(scan scanner) (r domain.Responsible, err error) {
		err = scan(&r.User, &r.Name, &r.Org, &r.OrgName, &r.Phone, &r.Hours, &r.Gone, &r.Closed, &r.Closing)
		return r, err
	}, `
		SELECT u.id, CASE WHEN u.disabled_at = 0 THEN u.name ELSE o.name END, o.id, o.name,
			CASE WHEN u.disabled_at = 0 THEN u.phone ELSE o.phone END, CASE WHEN u.disabled_at = 0 THEN u.hours ELSE '' END,
			u.disabled_at <> 0, c.closed_on, c.closing_reason
		FROM person_case c JOIN app_user u ON u.id = c.manager_id JOIN org o ON o.id = c.org_id
		WHERE c.person_id = $1`, p)
}

// Agent returns who at the Jobcenter is responsible for the person. NotFound while nobody is named.
func (tx *Tx) Agent(ctx context.Context, p domain.PersonID) (domain.Responsible, error) {
	return one(ctx, tx, func(scan scanner) (r domain.Responsible, err error) {
		err = scan(&r.User, &r.Name, &r.Org, &r.OrgName, &r.Phone, &r.Hours)
		return r, err
	}, `
		SELECT u.id, u.name, o.id, o.name, u.phone, u.hours
		FROM person_case c JOIN app_user u ON u.id = c.agent_id JOIN org o ON o.id = u.org_id
		WHERE c.person_id = $1`, p)
}
