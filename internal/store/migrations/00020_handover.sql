-- +goose Up
-- When and why a case was closed; what was written about it is sealed. A case that was closed before this knows neither day nor reason.
ALTER TABLE person_case ADD COLUMN closed_on TEXT NOT NULL DEFAULT '';
ALTER TABLE person_case ADD COLUMN closing_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE person_case ADD COLUMN closing_sealed BYTEA;

-- A case that is given to a colleague, or to another organisation: then to_user_id is 0 until that organisation names somebody.
CREATE TABLE handover (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	from_user_id BIGINT NOT NULL REFERENCES app_user (id),
	from_org_id BIGINT NOT NULL REFERENCES org (id),
	to_user_id BIGINT NOT NULL,
	to_org_id BIGINT NOT NULL REFERENCES org (id),
	by_user BIGINT NOT NULL REFERENCES app_user (id),
	note_sealed BYTEA,
	state TEXT NOT NULL,
	proposed_at BIGINT NOT NULL,
	answered_at BIGINT NOT NULL,
	ended_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX handover_person ON handover (person_id, id);
CREATE INDEX handover_to ON handover (to_org_id, state, to_user_id);
-- A case is given to one at a time.
CREATE UNIQUE INDEX handover_open ON handover (person_id) WHERE state IN ('proposed', 'consented');
