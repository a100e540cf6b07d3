-- +goose Up
-- Failed tries to sign in with a user name or a slip code that opens no account, counted like those of accounts, so that the answers
-- tell nobody which names exist. name_hash is keyed with the tenant's key: what was typed cannot be found from it.
CREATE TABLE attempt (
	name_hash BYTEA PRIMARY KEY,
	failures BIGINT NOT NULL,
	failed_at BIGINT NOT NULL
);
CREATE INDEX attempt_failed ON attempt (failed_at);
