-- +goose Up
-- What a manager asks a body of the directory, which has no account, about one goal or measure (0: the whole goal). The item stands in it
-- as it was asked for and as the person consented to it; shown is the name that the consent lets the body see: first or full.
CREATE TABLE body_request (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	goal_id BIGINT NOT NULL REFERENCES goal (id),
	measure_id BIGINT NOT NULL,
	body_id BIGINT NOT NULL REFERENCES body (id),
	user_id BIGINT NOT NULL REFERENCES app_user (id),
	item_sealed BYTEA NOT NULL,
	question_sealed BYTEA NOT NULL,
	state TEXT NOT NULL,
	counter_due TEXT NOT NULL,
	counter_sealed BYTEA,
	reason_sealed BYTEA,
	asks_back BOOLEAN NOT NULL,
	by_manager TEXT NOT NULL,
	by_person TEXT NOT NULL,
	shown TEXT NOT NULL,
	until_day TEXT NOT NULL,
	text_hash TEXT NOT NULL,
	language TEXT NOT NULL,
	how TEXT NOT NULL,
	given_at BIGINT NOT NULL,
	revoked_at BIGINT NOT NULL,
	proposed_at BIGINT NOT NULL,
	answered_at BIGINT NOT NULL,
	turned_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX body_request_person ON body_request (person_id, id);

-- One-time links to what a body is asked. Of address and code only hashes are stored; the hash of the code holds the address, so that it
-- cannot be guessed from the database alone. The last hour of use bounds how often a link can be opened.
CREATE TABLE body_link (
	id BIGINT PRIMARY KEY,
	request_id BIGINT NOT NULL REFERENCES body_request (id),
	person_id BIGINT NOT NULL REFERENCES person (id),
	user_id BIGINT NOT NULL REFERENCES app_user (id),
	token_hash BYTEA NOT NULL UNIQUE,
	code_hash BYTEA NOT NULL,
	made_at BIGINT NOT NULL,
	ended_at BIGINT NOT NULL,
	answered_at BIGINT NOT NULL,
	tries BIGINT NOT NULL,
	opened BIGINT NOT NULL,
	hour_at BIGINT NOT NULL,
	hour_uses BIGINT NOT NULL
);
CREATE INDEX body_link_person ON body_link (person_id, id);

-- Where the daily digest goes; empty for who has given no address. Whoever has switched it off gets none.
ALTER TABLE app_user ADD COLUMN email TEXT NOT NULL DEFAULT '';
ALTER TABLE app_user ADD COLUMN digest_off BOOLEAN NOT NULL DEFAULT FALSE;

-- The last day for which a user's digest was looked at: one row per user. Whoever sends it holds a lease.
CREATE TABLE digest (
	user_id BIGINT PRIMARY KEY REFERENCES app_user (id),
	day TEXT NOT NULL,
	done BOOLEAN NOT NULL,
	tries BIGINT NOT NULL,
	run_at BIGINT NOT NULL,
	lease BIGINT NOT NULL,
	lease_until BIGINT NOT NULL
);

-- Several processes may change how long an organisation has for an answer; the last one is not overwritten unseen.
ALTER TABLE org ADD COLUMN response_version BIGINT NOT NULL DEFAULT 1;
