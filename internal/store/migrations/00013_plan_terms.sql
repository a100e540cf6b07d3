-- +goose Up
-- In which programme a plan is, since when, when it is to be continued, and why it goes on after the usual time.
ALTER TABLE plan ADD COLUMN programme TEXT NOT NULL DEFAULT 'bw-integrationsmanagement';
ALTER TABLE plan ADD COLUMN started_on TEXT NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN review_on TEXT NOT NULL DEFAULT '';
ALTER TABLE plan ADD COLUMN extended_sealed BYTEA;
ALTER TABLE plan ADD COLUMN terms_version BIGINT NOT NULL DEFAULT 1;

-- The small directory of the city: offices, schools, advisers and associations that measures name. A body is closed, never deleted.
CREATE TABLE body (
	id BIGINT PRIMARY KEY,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	contact TEXT NOT NULL,
	closed_on TEXT NOT NULL,
	version BIGINT NOT NULL
);
