-- +goose Up
-- How person and manager see the life domains, once for each time they looked; a row never changes.
CREATE TABLE assessment (
	person_id BIGINT NOT NULL REFERENCES person (id),
	no BIGINT NOT NULL,
	at BIGINT NOT NULL,
	by_user BIGINT NOT NULL,
	body_sealed BYTEA NOT NULL,
	PRIMARY KEY (person_id, no)
);

-- How far the goals of a plan were reached, once for each review; a row never changes.
CREATE TABLE plan_review (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	no BIGINT NOT NULL,
	at BIGINT NOT NULL,
	by_user BIGINT NOT NULL,
	body_sealed BYTEA NOT NULL,
	UNIQUE (person_id, no)
);

-- Whether a review has ended the goal: it is neither offered nor answered any more.
ALTER TABLE goal ADD COLUMN ended BOOLEAN NOT NULL DEFAULT FALSE;

-- On which the plan is to be continued, as the plan has it: lists read it here.
ALTER TABLE person_case ADD COLUMN review_on TEXT NOT NULL DEFAULT '';
UPDATE person_case SET review_on = coalesce((SELECT p.review_on FROM plan p WHERE p.person_id = person_case.person_id), '');
