-- +goose Up
-- The CVs of a person: what each shows of the profile's entries, in which order, for which aim. The first one of a person has the id of
-- the person and exists before it is saved; the settings of the one CV that there was become it. cv_setting goes, so that no older
-- program writes where nobody reads any more.
CREATE TABLE cv (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	body_sealed BYTEA NOT NULL,
	version BIGINT NOT NULL,
	updated_at BIGINT NOT NULL
);
CREATE INDEX cv_person ON cv (person_id, id);
INSERT INTO cv (id, person_id, body_sealed, version, updated_at)
SELECT person_id, person_id, body_sealed, version, updated_at FROM cv_setting;
DROP TABLE cv_setting;
