-- +goose Up
-- An agreement with the Jobcenter can be about one measure of a goal (0: the whole goal), and the release covers exactly it.
ALTER TABLE release ADD COLUMN measure_id BIGINT NOT NULL DEFAULT 0;
ALTER TABLE coordination ADD COLUMN measure_id BIGINT NOT NULL DEFAULT 0;
-- Another text that the Jobcenter proposes; whether it says that the goal is binding there; when it last took a record for its own file.
ALTER TABLE coordination ADD COLUMN counter_sealed BYTEA;
ALTER TABLE coordination ADD COLUMN binding BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE coordination ADD COLUMN recorded_at BIGINT NOT NULL DEFAULT 0;
-- Days that an organisation has for an answer before lists mark it as late.
ALTER TABLE org ADD COLUMN response_days BIGINT NOT NULL DEFAULT 14;
-- An agreement stops with its release.
UPDATE coordination SET state = 'ended'
WHERE state = 'agreed'
	AND EXISTS (SELECT 1 FROM release r WHERE r.person_id = coordination.person_id AND r.goal_id = coordination.goal_id AND r.org_id = coordination.org_id)
	AND NOT EXISTS (SELECT 1 FROM release r
		WHERE r.person_id = coordination.person_id AND r.goal_id = coordination.goal_id AND r.org_id = coordination.org_id AND r.revoked_at = 0);

-- What manager and agent write beside an agreement.
CREATE TABLE coordination_comment (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	coordination_id BIGINT NOT NULL REFERENCES coordination (id),
	user_id BIGINT NOT NULL REFERENCES app_user (id),
	text_sealed BYTEA NOT NULL,
	written_at BIGINT NOT NULL
);
CREATE INDEX coordination_comment_person ON coordination_comment (person_id, id);

-- The points of the Jobcenter's own plan, beside the integration plan.
CREATE TABLE jobcenter_point (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	org_id BIGINT NOT NULL REFERENCES org (id),
	user_id BIGINT NOT NULL REFERENCES app_user (id),
	goal_id BIGINT NOT NULL,
	text_sealed BYTEA NOT NULL,
	due TEXT NOT NULL,
	binding BOOLEAN NOT NULL,
	written_at BIGINT NOT NULL,
	removed_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX jobcenter_point_person ON jobcenter_point (person_id, removed_at, id);
