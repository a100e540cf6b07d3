package store

import (
	"context"
	"fmt"

	"github.com/aufwind-im/aufwind/internal/crypt"
	"github.com/aufwind-im/aufwind/internal/domain"
)

// ChangePassword replaces the password of l by one that the user has chosen. Conflict when it is another by now.
func (tx *Tx) ChangePassword(ctx context.Context, l Login, hash string) error {
	return tx.oneRow(ctx, `
		UPDATE app_user SET password_hash = $1, new_password = FALSE, failures = 0, failed_at = 0 WHERE id = $2 AND password_hash = $3`,
		hash, l.User, l.Hash)
}

// ExpectPassword has a user choose an own password before anything else opens.
func (tx *Tx) ExpectPassword(ctx context.Context, u domain.UserID) error {
	return tx.oneRow(ctx, `UPDATE app_user SET new_password = TRUE WHERE id = $1`, u)
}

// RequireSecondFactor says whether this city asks every user for a second factor.
func (tx *Tx) RequireSecondFactor(ctx context.Context, required bool) error {
	return tx.oneRow(ctx, `UPDATE signin_rule SET second_factor = $1 WHERE id = 1`, required)
}

// BeginTOTP keeps the otpauth URL of a second factor until its first code confirms it.
func (tx *Tx) BeginTOTP(ctx context.Context, u domain.UserID, otpauth string) error {
	return tx.oneRow(ctx, `UPDATE app_user SET totp_next_sealed = $1 WHERE id = $2`, tx.db.cipher.Seal([]byte(otpauth), tx.nextTOTP(u)), u)
}

func (tx *Tx) nextTOTP(u domain.UserID) []byte {
	return crypt.AD(tx.db.Tenant, "", "totp-next:"+u.String())
}

// NextTOTP returns the otpauth URL of the second factor that waits for its first code. NotFound when none does.
func (tx *Tx) NextTOTP(ctx context.Context, u domain.UserID) (string, error) {
	sealed, err := one(ctx, tx, value[[]byte], `SELECT totp_next_sealed FROM app_user WHERE id = $1`, u)
	if err != nil {
		return "", err
	}
	if len(sealed) == 0 {
		return "", domain.ErrNotFound()
	}
	url, err := tx.db.cipher.Open(sealed, tx.nextTOTP(u))
	if err != nil {
		return "", fmt.Errorf("next second factor of user %d: %w", u, err)
	}
	return string(url), nil
}

// AddRecoveryCodes stores the hashes of new recovery codes in the place of all that the user had.
func (tx *Tx) AddRecoveryCodes(ctx context.Context, u domain.UserID, hashes [][]byte) error {
	if err := tx.must(ctx, `DELETE FROM recovery_code WHERE user_id = $1`, u); err != nil {
		return err
	}
	for _, hash := range hashes {
		if err := tx.must(ctx, `INSERT INTO recovery_code (id, user_id, code_hash, used_at) VALUES ($1, $2, $3, 0)`, NewID[int64](tx), u, hash); err != nil {
			return err
		}
	}
	return nil
}

// UseRecoveryCode takes a recovery code of the user once. NotFound for one that there is not, or that was used.
func (tx *Tx) UseRecoveryCode(ctx context.Context, u domain.UserID, hash []byte) error {
	n, err := tx.exec(ctx, `UPDATE recovery_code SET used_at = $1 WHERE user_id = $2 AND code_hash = $3 AND used_at = 0`, tx.Now, u, hash)
	if err == nil && n == 0 {
		err = domain.ErrNotFound()
	}
	return err
}

// RecoveryCodesLeft counts the codes of the user that were not used.
func (tx *Tx) RecoveryCodesLeft(ctx context.Context, u domain.UserID) (int, error) {
	return one(ctx, tx, value[int], `SELECT count(*) FROM recovery_code WHERE user_id = $1 AND used_at = 0`, u)
}

// EndOtherSessionsOfUser ends every session of the user but one, also those in which the user acts for somebody.
func (tx *Tx) EndOtherSessionsOfUser(ctx context.Context, u domain.UserID, but domain.SessionID) error {
	return tx.must(ctx, `UPDATE session SET ended_at = $1 WHERE user_id = $2 AND ended_at = 0 AND id <> $3`, tx.Now, u, but)
}
