-- +goose Up
-- What a person is told at the top of the own first page until they put it away; user_id and org_id are 0 when no user did it.
CREATE TABLE notice (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	kind TEXT NOT NULL,
	user_id BIGINT NOT NULL,
	org_id BIGINT NOT NULL,
	object_id BIGINT NOT NULL,
	at BIGINT NOT NULL,
	put_away_at BIGINT NOT NULL
);
CREATE INDEX notice_person ON notice (person_id, at) WHERE put_away_at = 0;
