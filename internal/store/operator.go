package store

import (
	"context"

	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// Teams returns the teams of all organisations by name.
func (tx *Tx) Teams(ctx context.Context) ([]domain.Team, error) {
	return all(ctx, tx, func(scan scanner) (t domain.Team, err error) {
		err = scan(&t.ID, &t.Org, &t.Name)
		return t, err
	}, `SELECT id, org_id, name FROM team ORDER BY name, id`)
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

// SetTOTP replaces the secret of a user's second factor; an empty one takes it away.
func (tx *Tx) SetTOTP(ctx context.Context, u domain.UserID, secret string) error {
	return tx.oneRow(ctx, `UPDATE app_user SET totp_sealed = $1, totp_step = 0, failures = 0, failed_at = 0 WHERE id = $2`, tx.sealTOTP(u, secret), u)
}

func (tx *Tx) sealTOTP(u domain.UserID, secret string) []byte {
	if secret == "" {
		return nil
	}
	return tx.db.cipher.Seal([]byte(secret), crypt.AD(tx.db.Tenant, "", "totp:"+u.String()))
}

// LockUser keeps a user out from now on. Conflict when the user is locked already.
func (tx *Tx) LockUser(ctx context.Context, u domain.UserID) error {
	return tx.oneRow(ctx, `UPDATE app_user SET disabled_at = $1 WHERE id = $2 AND disabled_at = 0`, tx.Now, u)
}

// UnlockUser lets a user in again. Conflict when the user is not locked.
func (tx *Tx) UnlockUser(ctx context.Context, u domain.UserID) error {
	return tx.oneRow(ctx, `UPDATE app_user SET disabled_at = 0, failures = 0, failed_at = 0 WHERE id = $1 AND disabled_at <> 0`, u)
}

// EndSessionsOfUser ends every session of the user, also those in which the user acts for somebody.
func (tx *Tx) EndSessionsOfUser(ctx context.Context, u domain.UserID) error {
	return tx.must(ctx, `UPDATE session SET ended_at = $1 WHERE user_id = $2 AND ended_at = 0`, tx.Now, u)
}

// AssignAccommodation makes another organisation and manager responsible for whoever is registered in the accommodation from now on.
func (tx *Tx) AssignAccommodation(ctx context.Context, a domain.AccommodationID, o domain.OrgID, manager domain.UserID) error {
	return tx.oneRow(ctx, `UPDATE accommodation SET org_id = $1, manager_id = $2 WHERE id = $3`, o, manager, a)
}
