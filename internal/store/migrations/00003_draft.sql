-- +goose Up
-- Forms that came after their session had ended, kept for seven days for whoever sent them: a person (user_id 0), a user, or a
-- user who acted for a person. person_id is whom the page was about, 0 for nobody; then the tenant's key seals the body.
CREATE TABLE draft (
	id BIGINT PRIMARY KEY,
	user_id BIGINT NOT NULL,
	acting BOOLEAN NOT NULL,
	person_id BIGINT NOT NULL,
	path TEXT NOT NULL,
	form_key TEXT NOT NULL,
	body_sealed BYTEA NOT NULL,
	at BIGINT NOT NULL,
	UNIQUE (user_id, acting, person_id, path, form_key)
);
CREATE INDEX draft_at ON draft (at);
