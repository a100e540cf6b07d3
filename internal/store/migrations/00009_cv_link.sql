-- +goose Up
-- Links to a CV that a person gives to an employer. Of the address only a hash is stored. cv_id may be that of the first CV, which is
-- there before it is stored. The last hour of use bounds how often a link can be opened.
CREATE TABLE cv_link (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	cv_id BIGINT NOT NULL,
	token_hash BYTEA NOT NULL UNIQUE,
	form TEXT NOT NULL,
	for_sealed BYTEA NOT NULL,
	made_at BIGINT NOT NULL,
	until_at BIGINT NOT NULL,
	ended_at BIGINT NOT NULL,
	reads BIGINT NOT NULL,
	downloads BIGINT NOT NULL,
	used_at BIGINT NOT NULL,
	hour_at BIGINT NOT NULL,
	hour_uses BIGINT NOT NULL
);
CREATE INDEX cv_link_person ON cv_link (person_id, id);
