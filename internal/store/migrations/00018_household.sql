-- +goose Up
-- Persons who live together and share goals. Each member has the household's key wrapped with the own one: it is gone with the last of them.
CREATE TABLE household (
	id BIGINT PRIMARY KEY,
	version BIGINT NOT NULL,
	agreed_at BIGINT NOT NULL,
	made_by BIGINT NOT NULL REFERENCES app_user (id),
	made_at BIGINT NOT NULL
);

-- joined_at is 0 while an adult is invited, left_at while the membership goes on. A child does not answer.
CREATE TABLE household_member (
	household_id BIGINT NOT NULL REFERENCES household (id),
	person_id BIGINT NOT NULL REFERENCES person (id),
	adult BOOLEAN NOT NULL,
	key_wrapped BYTEA,
	invited_at BIGINT NOT NULL,
	joined_at BIGINT NOT NULL,
	left_at BIGINT NOT NULL,
	taken_out BOOLEAN NOT NULL,
	PRIMARY KEY (household_id, person_id)
);
-- Nobody is in two households at once.
CREATE UNIQUE INDEX household_member_person ON household_member (person_id) WHERE left_at = 0;

-- What somebody agreed to in a household that they have left, under the own key.
CREATE TABLE household_copy (
	person_id BIGINT NOT NULL REFERENCES person (id),
	household_id BIGINT NOT NULL REFERENCES household (id),
	left_at BIGINT NOT NULL,
	body_sealed BYTEA NOT NULL,
	PRIMARY KEY (person_id, household_id, left_at)
);

-- A goal of the household with its measures, under the household's key.
CREATE TABLE shared_goal (
	id BIGINT PRIMARY KEY,
	household_id BIGINT NOT NULL REFERENCES household (id),
	body_sealed BYTEA NOT NULL,
	offered BOOLEAN NOT NULL,
	ended BOOLEAN NOT NULL,
	in_version BIGINT NOT NULL,
	version BIGINT NOT NULL,
	removed_at BIGINT NOT NULL
);
CREATE INDEX shared_goal_household ON shared_goal (household_id, id);

CREATE TABLE shared_revision (
	goal_id BIGINT NOT NULL REFERENCES shared_goal (id),
	version BIGINT NOT NULL,
	household_id BIGINT NOT NULL REFERENCES household (id),
	by_user BIGINT NOT NULL,
	body_sealed BYTEA,
	at BIGINT NOT NULL,
	PRIMARY KEY (goal_id, version)
);

-- What an adult says to a shared goal of that version; the words stand under the adult's own key.
CREATE TABLE shared_answer (
	goal_id BIGINT NOT NULL REFERENCES shared_goal (id),
	person_id BIGINT NOT NULL REFERENCES person (id),
	version BIGINT NOT NULL,
	answer TEXT NOT NULL,
	body_sealed BYTEA NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (goal_id, person_id)
);

-- What all adults of a household agreed at one moment; never changed.
CREATE TABLE household_version (
	household_id BIGINT NOT NULL REFERENCES household (id),
	no BIGINT NOT NULL,
	agreed_at BIGINT NOT NULL,
	by_user BIGINT NOT NULL,
	body_sealed BYTEA NOT NULL,
	hash TEXT NOT NULL,
	PRIMARY KEY (household_id, no)
);
