-- +goose Up
-- Documents of persons, kept outside of the database under a name that says nothing. What is stored there is sealed under the key of the
-- person; hash is SHA-256 over those sealed bytes, size their number.
CREATE TABLE blob (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	kind TEXT NOT NULL,
	media TEXT NOT NULL,
	name TEXT NOT NULL UNIQUE,
	size BIGINT NOT NULL,
	hash BYTEA NOT NULL,
	made_at BIGINT NOT NULL
);
CREATE INDEX blob_person ON blob (person_id, id);
