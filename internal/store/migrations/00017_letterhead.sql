-- +goose Up
-- What an organisation prints above and below its papers: text only.
CREATE TABLE letterhead (
	org_id BIGINT PRIMARY KEY REFERENCES org (id),
	names TEXT NOT NULL,
	address TEXT NOT NULL,
	below TEXT NOT NULL,
	version BIGINT NOT NULL
);

-- Other goals that a person asks for, in the own words; life domain and text are sealed.
CREATE TABLE wish (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	body_sealed BYTEA NOT NULL,
	state TEXT NOT NULL,
	at BIGINT NOT NULL
);
CREATE INDEX wish_person ON wish (person_id, state);
