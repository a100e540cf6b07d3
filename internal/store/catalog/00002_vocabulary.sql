-- +goose Up
-- Lists of occupations and skills that others keep (ESCO): the same for all tenants of an installation, and about nobody.
CREATE TABLE vocab_list (
	name TEXT PRIMARY KEY,
	hash BYTEA NOT NULL,
	languages TEXT NOT NULL,
	imported_at BIGINT NOT NULL
);
CREATE TABLE vocab_concept (
	id TEXT PRIMARY KEY,
	list TEXT NOT NULL REFERENCES vocab_list (name),
	kind TEXT NOT NULL,
	isco TEXT NOT NULL,
	german_m TEXT NOT NULL,
	german_f TEXT NOT NULL,
	german_neutral TEXT NOT NULL,
	german_phrase TEXT NOT NULL,
	regulated BOOLEAN NOT NULL,
	retired BOOLEAN NOT NULL
);
CREATE INDEX vocab_concept_list ON vocab_concept (list);
-- The words of one concept in one language, a line each, the preferred first.
CREATE TABLE vocab_label (
	language TEXT NOT NULL,
	concept_id TEXT NOT NULL REFERENCES vocab_concept (id),
	list TEXT NOT NULL,
	labels TEXT NOT NULL,
	PRIMARY KEY (language, concept_id)
);
