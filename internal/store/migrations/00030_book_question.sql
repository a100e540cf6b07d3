-- +goose Up
-- What a person asks the organisation of an entry of the access book, and its answer; at most one of an entry. answered_at is 0 while it waits.
CREATE TABLE book_question (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	org_id BIGINT NOT NULL REFERENCES org (id),
	event_seq BIGINT NOT NULL,
	text_sealed BYTEA NOT NULL,
	answer_sealed BYTEA NOT NULL,
	at BIGINT NOT NULL,
	due_day TEXT NOT NULL,
	answered_at BIGINT NOT NULL,
	answered_by BIGINT NOT NULL,
	UNIQUE (person_id, event_seq)
);
CREATE INDEX book_question_org ON book_question (org_id, due_day);
