-- +goose Up
-- Who was there when a release was given (0: nobody), and how the question who will see it went; empty where it was not asked.
ALTER TABLE release ADD COLUMN witness_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE release ADD COLUMN question TEXT NOT NULL DEFAULT '';

-- A release that somebody is about to give: one of the person alone, and one of each user who acts for the person.
CREATE TABLE release_draft (
	person_id BIGINT NOT NULL REFERENCES person (id),
	user_id BIGINT NOT NULL,
	body_sealed BYTEA NOT NULL,
	version BIGINT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (person_id, user_id)
);
