-- +goose Up
-- Free texts of CVs with their German. entry_id is 0 for the occupation looked for; ended_at is 0 while the person still says so, else what
-- follows is history and the person's own memory. source_mark is keyed with the person's key, so that a text is found without being
-- opened; machine_due tells that an engine has something to do.
CREATE TABLE translation (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	entry_id BIGINT NOT NULL,
	section TEXT NOT NULL,
	field TEXT NOT NULL,
	language TEXT NOT NULL,
	source_mark BYTEA NOT NULL,
	state TEXT NOT NULL,
	machine_due BOOLEAN NOT NULL,
	body_sealed BYTEA NOT NULL,
	version BIGINT NOT NULL,
	updated_at BIGINT NOT NULL,
	ended_at BIGINT NOT NULL
);
CREATE INDEX translation_person ON translation (person_id, entry_id);
CREATE INDEX translation_mark ON translation (person_id, source_mark);

-- Wordings that staff have called general, sealed under the tenant's key: they hold nothing about anybody.
CREATE TABLE phrase (
	id BIGINT PRIMARY KEY,
	language TEXT NOT NULL,
	source_mark BYTEA NOT NULL,
	body_sealed BYTEA NOT NULL,
	approved_by BIGINT NOT NULL REFERENCES app_user (id),
	at BIGINT NOT NULL,
	UNIQUE (language, source_mark)
);

-- How many characters engines may get in a calendar month of the tenant's time zone, 0 for none, and how many they got.
CREATE TABLE engine_limit (
	one BIGINT PRIMARY KEY CHECK (one = 1),
	characters BIGINT NOT NULL
);
INSERT INTO engine_limit (one, characters) VALUES (1, 0);
CREATE TABLE engine_use (
	month TEXT PRIMARY KEY,
	characters BIGINT NOT NULL
);

-- What is to be done in the background for a person, at most once of each kind. Whoever does it holds a lease; asked counts how often it was
-- asked for, so that what is asked for meanwhile is not lost.
CREATE TABLE job (
	kind TEXT NOT NULL,
	person_id BIGINT NOT NULL REFERENCES person (id),
	run_at BIGINT NOT NULL,
	asked BIGINT NOT NULL,
	tries BIGINT NOT NULL,
	lease BIGINT NOT NULL,
	lease_until BIGINT NOT NULL,
	PRIMARY KEY (kind, person_id)
);
CREATE INDEX job_run ON job (run_at, person_id);

-- What was said before this migration.
INSERT INTO job (kind, person_id, run_at, asked, tries, lease, lease_until)
SELECT DISTINCT 'translate', person_id, 0, 1, 0, 0, 0 FROM entry;
