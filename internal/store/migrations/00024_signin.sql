-- +goose Up
-- When the session last proved who uses it: signed in with all that the account asks for, or gave it once more; 0 for never.
ALTER TABLE session ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;

-- The password is known to somebody else, who has set it: before anything opens, the user chooses an own one. totp_next_sealed is the secret
-- of a second factor that waits for its first code.
ALTER TABLE app_user ADD COLUMN new_password BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE app_user ADD COLUMN totp_next_sealed BYTEA;

-- What the city asks of the sign-in of staff: one row.
CREATE TABLE signin_rule (
	id BIGINT PRIMARY KEY CHECK (id = 1),
	second_factor BOOLEAN NOT NULL
);
INSERT INTO signin_rule (id, second_factor) VALUES (1, TRUE);

-- Codes of a user that take the place of the second factor, each once; used_at is 0 until then.
CREATE TABLE recovery_code (
	id BIGINT PRIMARY KEY,
	user_id BIGINT NOT NULL REFERENCES app_user (id),
	code_hash BYTEA NOT NULL UNIQUE,
	used_at BIGINT NOT NULL
);
CREATE INDEX recovery_code_of_user ON recovery_code (user_id, id);
