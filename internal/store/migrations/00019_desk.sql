-- +goose Up
-- How much of a manager's time a case takes (A, B, C), or that the person waits; empty while nobody has said. weight_on is the first day on
-- which that holds: of a person who waits it decides the place on the waiting list. urgency is why somebody goes first, of a closed list.
ALTER TABLE person_case ADD COLUMN weight TEXT NOT NULL DEFAULT '';
ALTER TABLE person_case ADD COLUMN weight_on TEXT NOT NULL DEFAULT '';
ALTER TABLE person_case ADD COLUMN urgency TEXT NOT NULL DEFAULT '';
CREATE INDEX person_case_manager_weight ON person_case (manager_id, weight, changed_at DESC, person_id DESC);
CREATE INDEX person_case_waiting ON person_case (org_id, weight_on, person_id) WHERE weight = 'waiting';

-- The date of a step with the body, as the step has it: the morning page reads it here. Of a step from before it is filled with the next save.
ALTER TABLE measure ADD COLUMN appointment TEXT NOT NULL DEFAULT '';
CREATE INDEX measure_ahead ON measure (person_id, due, appointment) WHERE removed_at = 0 AND state NOT IN ('done', 'dropped');
