-- +goose Up
CREATE TABLE tenant (
	id TEXT PRIMARY KEY,
	name TEXT NOT NULL,
	zone TEXT NOT NULL,
	dsn TEXT NOT NULL,
	key_wrapped BYTEA NOT NULL,
	created_at BIGINT NOT NULL
);
CREATE TABLE tenant_host (
	host TEXT PRIMARY KEY,
	tenant_id TEXT NOT NULL REFERENCES tenant (id)
);
