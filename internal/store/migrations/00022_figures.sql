-- +goose Up
-- When the plan was first shown to the person; 0 when the record does not say it either.
ALTER TABLE plan ADD COLUMN first_offered_at BIGINT NOT NULL DEFAULT 0;
UPDATE plan SET first_offered_at = coalesce((SELECT min(e.at) FROM event e WHERE e.person_id = plan.person_id AND e.action = 'plan.offer'), 0);

-- Figures look for what was agreed and continued in a period.
CREATE INDEX plan_version_agreed ON plan_version (agreed_at, person_id);
CREATE INDEX plan_review_at ON plan_review (at, person_id);
CREATE INDEX assessment_at ON assessment (at, person_id);
