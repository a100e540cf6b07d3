-- +goose Up
-- What a manager gave away, and the releases that end soon: the morning page and the page of handovers look for them by these.
CREATE INDEX handover_from ON handover (from_user_id, id);
CREATE INDEX release_ending ON release (person_id, until_day) WHERE revoked_at = 0;
