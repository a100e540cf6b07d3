-- +goose Up
-- Since when the state of an agreement with the Jobcenter stands.
ALTER TABLE coordination ADD COLUMN turned_at BIGINT NOT NULL DEFAULT 0;
UPDATE coordination SET turned_at = coalesce(
	(SELECT max(r.at) FROM revision r WHERE r.kind = 'coordination' AND r.object_id = coordination.id), proposed_at);

-- What of a case waits for whose answer, counted anew with each change, so that a list needs no other table: how much waits for the
-- manager and for the person, and since when the oldest goal waits for the Jobcenter (0 for none).
ALTER TABLE person_case ADD COLUMN waits_manager BIGINT NOT NULL DEFAULT 0;
ALTER TABLE person_case ADD COLUMN waits_person BIGINT NOT NULL DEFAULT 0;
ALTER TABLE person_case ADD COLUMN agent_since BIGINT NOT NULL DEFAULT 0;
UPDATE person_case SET
	waits_manager = (SELECT count(*) FROM coordination x WHERE x.person_id = person_case.person_id AND x.state = 'countered' AND x.by_manager = 'open'),
	waits_person = (SELECT count(*) FROM coordination x
			WHERE x.person_id = person_case.person_id AND (x.state = 'proposed' OR x.state = 'countered' AND x.by_person = 'open'))
		+ (SELECT count(*) FROM goal g WHERE g.person_id = person_case.person_id AND g.removed_at = 0 AND g.offered AND g.answer = 'open'),
	agent_since = coalesce((SELECT min(x.turned_at) FROM coordination x WHERE x.person_id = person_case.person_id AND x.state = 'shared'), 0);
CREATE INDEX person_case_agent_since ON person_case (agent_id, agent_since, person_id) WHERE agent_since > 0;
