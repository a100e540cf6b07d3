-- +goose Up
-- A talk with a person, one row for each who took part; meeting is the id of the first row. What was said is sealed under the person's key,
-- and so is what it was about: a topic may tell of an illness. Without a person a row is counted only and holds no text.
CREATE TABLE talk (
	id BIGINT PRIMARY KEY,
	meeting BIGINT NOT NULL,
	person_id BIGINT REFERENCES person (id),
	org_id BIGINT NOT NULL REFERENCES org (id),
	user_id BIGINT NOT NULL REFERENCES app_user (id),
	day TEXT NOT NULL,
	type TEXT NOT NULL,
	kind TEXT NOT NULL,
	minutes TEXT NOT NULL,
	language TEXT NOT NULL,
	interpreter TEXT NOT NULL,
	body_sealed BYTEA,
	version BIGINT NOT NULL,
	at BIGINT NOT NULL
);
CREATE INDEX talk_person ON talk (person_id, day, id);
CREATE INDEX talk_org ON talk (org_id, day);
