-- +goose Up
-- Ids and instants are made by the application: 64-bit ids, unix milliseconds UTC; days are TEXT YYYY-MM-DD.
-- Columns named *_sealed hold AES-256-GCM under the key of the person (or of the tenant, where no person stands in the row).

CREATE TABLE org (
	id BIGINT PRIMARY KEY,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	phone TEXT NOT NULL
);

CREATE TABLE team (
	id BIGINT PRIMARY KEY,
	org_id BIGINT NOT NULL REFERENCES org (id),
	name TEXT NOT NULL
);

CREATE TABLE app_user (
	id BIGINT PRIMARY KEY,
	org_id BIGINT NOT NULL REFERENCES org (id),
	team_id BIGINT NOT NULL REFERENCES team (id),
	username TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	phone TEXT NOT NULL,
	hours TEXT NOT NULL,
	language TEXT NOT NULL,
	roles TEXT NOT NULL,
	password_hash TEXT NOT NULL,
	totp_sealed BYTEA,
	totp_step BIGINT NOT NULL,
	failures BIGINT NOT NULL,
	failed_at BIGINT NOT NULL,
	disabled_at BIGINT NOT NULL
);
CREATE INDEX app_user_team ON app_user (team_id, id);

-- Who stands in for whom, from the first to the last day.
CREATE TABLE substitution (
	user_id BIGINT NOT NULL REFERENCES app_user (id),
	for_user_id BIGINT NOT NULL REFERENCES app_user (id),
	from_day TEXT NOT NULL,
	until_day TEXT NOT NULL,
	PRIMARY KEY (user_id, for_user_id, from_day)
);

CREATE TABLE district (
	id BIGINT PRIMARY KEY,
	name TEXT NOT NULL
);

CREATE TABLE accommodation (
	id BIGINT PRIMARY KEY,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	district_id BIGINT NOT NULL REFERENCES district (id),
	org_id BIGINT NOT NULL REFERENCES org (id),
	manager_id BIGINT NOT NULL REFERENCES app_user (id)
);

CREATE TABLE person (
	id BIGINT PRIMARY KEY,
	name_latin TEXT NOT NULL,
	name_native TEXT NOT NULL,
	language TEXT NOT NULL,
	accommodation_id BIGINT NOT NULL REFERENCES accommodation (id),
	registered_by BIGINT NOT NULL REFERENCES app_user (id),
	registered_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);

-- The wrapped key of a person. Without the row everything sealed of the person is unreadable for ever.
CREATE TABLE person_key (
	person_id BIGINT PRIMARY KEY REFERENCES person (id),
	wrapped BYTEA NOT NULL
);

CREATE TABLE name_key (
	k1 TEXT NOT NULL,
	k2 TEXT NOT NULL,
	person_id BIGINT NOT NULL REFERENCES person (id),
	PRIMARY KEY (k1, k2, person_id)
);
CREATE INDEX name_key_person ON name_key (person_id);

-- The case: which organisation and which manager are responsible, and who at the Jobcenter.
-- Language and district stand here too, so that a list needs no other table to filter.
CREATE TABLE person_case (
	person_id BIGINT PRIMARY KEY REFERENCES person (id),
	org_id BIGINT NOT NULL REFERENCES org (id),
	team_id BIGINT NOT NULL REFERENCES team (id),
	manager_id BIGINT NOT NULL REFERENCES app_user (id),
	agent_id BIGINT REFERENCES app_user (id),
	district_id BIGINT NOT NULL REFERENCES district (id),
	language TEXT NOT NULL,
	status TEXT NOT NULL,
	plan_version BIGINT NOT NULL,
	changed_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX person_case_manager ON person_case (manager_id, changed_at DESC, person_id DESC);
CREATE INDEX person_case_manager_status ON person_case (manager_id, status, changed_at DESC, person_id DESC);
CREATE INDEX person_case_manager_district ON person_case (manager_id, district_id, changed_at DESC, person_id DESC);
CREATE INDEX person_case_manager_language ON person_case (manager_id, language, changed_at DESC, person_id DESC);
CREATE INDEX person_case_team ON person_case (team_id, changed_at DESC, person_id DESC);
CREATE INDEX person_case_org ON person_case (org_id, changed_at DESC, person_id DESC);
CREATE INDEX person_case_agent ON person_case (agent_id, changed_at DESC, person_id DESC);

-- Sign-in of a person. One slip is in force at most; a new one ends the old.
CREATE TABLE slip (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	code_hash BYTEA NOT NULL UNIQUE,
	pin_hash TEXT NOT NULL,
	new_pin BOOLEAN NOT NULL,
	issued_by BIGINT NOT NULL REFERENCES app_user (id),
	issued_at BIGINT NOT NULL,
	revoked_at BIGINT NOT NULL,
	failures BIGINT NOT NULL,
	failed_at BIGINT NOT NULL
);
CREATE INDEX slip_person ON slip (person_id, revoked_at);

CREATE TABLE session (
	id BIGINT PRIMARY KEY,
	token_hash BYTEA NOT NULL UNIQUE,
	kind TEXT NOT NULL,
	person_id BIGINT REFERENCES person (id),
	user_id BIGINT REFERENCES app_user (id),
	language TEXT NOT NULL,
	device TEXT NOT NULL,
	totp_pending BOOLEAN NOT NULL,
	created_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL,
	ended_at BIGINT NOT NULL
);
CREATE INDEX session_of_person ON session (person_id, id);
CREATE INDEX session_of_user ON session (user_id, id);

-- Keys of forms that made something: a second click finds what the first one made.
CREATE TABLE once (
	session_id BIGINT NOT NULL REFERENCES session (id),
	form_key TEXT NOT NULL,
	made BIGINT NOT NULL,
	at BIGINT NOT NULL,
	PRIMARY KEY (session_id, form_key)
);

-- What a person said, entry by entry. The CV and every released section are selections of these rows.
CREATE TABLE entry (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	section TEXT NOT NULL,
	pos BIGINT NOT NULL,
	body_sealed BYTEA NOT NULL,
	version BIGINT NOT NULL,
	updated_at BIGINT NOT NULL
);
CREATE INDEX entry_person ON entry (person_id, section, pos, id);

CREATE TABLE cv_setting (
	person_id BIGINT PRIMARY KEY REFERENCES person (id),
	body_sealed BYTEA NOT NULL,
	version BIGINT NOT NULL,
	updated_at BIGINT NOT NULL
);

-- Full snapshots of what was saved, one per version; kind says of what. A removal is a version without a body.
CREATE TABLE revision (
	kind TEXT NOT NULL,
	object_id BIGINT NOT NULL,
	version BIGINT NOT NULL,
	person_id BIGINT NOT NULL REFERENCES person (id),
	by_user BIGINT NOT NULL,
	body_sealed BYTEA,
	at BIGINT NOT NULL,
	PRIMARY KEY (kind, object_id, version)
);
CREATE INDEX revision_person ON revision (person_id, at);

-- A release lets one organisation in one role see one section, or with goal_id one goal. Never deleted, only taken back.
CREATE TABLE release (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	section TEXT NOT NULL,
	goal_id BIGINT NOT NULL,
	org_id BIGINT NOT NULL REFERENCES org (id),
	role TEXT NOT NULL,
	purpose TEXT NOT NULL,
	from_day TEXT NOT NULL,
	until_day TEXT NOT NULL,
	text_hash TEXT NOT NULL,
	language TEXT NOT NULL,
	heard BOOLEAN NOT NULL,
	interpreter BOOLEAN NOT NULL,
	how TEXT NOT NULL,
	given_at BIGINT NOT NULL,
	revoked_at BIGINT NOT NULL
);
CREATE INDEX release_in_force ON release (person_id, org_id, section, revoked_at, until_day, from_day, goal_id, role);
CREATE INDEX release_person ON release (person_id, given_at);

-- The plan of a person: the draft is its goals, what was agreed is in plan_version.
CREATE TABLE plan (
	person_id BIGINT PRIMARY KEY REFERENCES person (id),
	version BIGINT NOT NULL,
	agreed_at BIGINT NOT NULL,
	offered_at BIGINT NOT NULL,
	seen_at BIGINT NOT NULL
);

CREATE TABLE goal (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	domain TEXT NOT NULL,
	text_sealed BYTEA NOT NULL,
	due TEXT NOT NULL,
	offered BOOLEAN NOT NULL,
	answer TEXT NOT NULL,
	answer_sealed BYTEA,
	in_version BIGINT NOT NULL,
	version BIGINT NOT NULL,
	removed_at BIGINT NOT NULL
);
CREATE INDEX goal_person ON goal (person_id, removed_at, id);

CREATE TABLE measure (
	id BIGINT PRIMARY KEY,
	goal_id BIGINT NOT NULL REFERENCES goal (id),
	person_id BIGINT NOT NULL REFERENCES person (id),
	who TEXT NOT NULL,
	text_sealed BYTEA NOT NULL,
	due TEXT NOT NULL,
	state TEXT NOT NULL,
	version BIGINT NOT NULL,
	removed_at BIGINT NOT NULL
);
CREATE INDEX measure_person ON measure (person_id, removed_at, goal_id, id);

CREATE TABLE plan_version (
	person_id BIGINT NOT NULL REFERENCES person (id),
	no BIGINT NOT NULL,
	agreed_at BIGINT NOT NULL,
	by_user BIGINT NOT NULL REFERENCES app_user (id),
	body_sealed BYTEA NOT NULL,
	hash TEXT NOT NULL,
	PRIMARY KEY (person_id, no)
);

-- The agreement of one goal with the Jobcenter. The goal stands in it as it was proposed.
CREATE TABLE coordination (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	goal_id BIGINT NOT NULL REFERENCES goal (id),
	goal_sealed BYTEA NOT NULL,
	org_id BIGINT NOT NULL REFERENCES org (id),
	agent_id BIGINT NOT NULL REFERENCES app_user (id),
	state TEXT NOT NULL,
	counter_due TEXT NOT NULL,
	reason_sealed BYTEA,
	by_manager TEXT NOT NULL,
	by_person TEXT NOT NULL,
	proposed_at BIGINT NOT NULL,
	answered_at BIGINT NOT NULL,
	version BIGINT NOT NULL
);
CREATE INDEX coordination_person ON coordination (person_id, id);

-- The record: every write, and every look by somebody else. Append only, chained.
CREATE TABLE event (
	seq BIGINT PRIMARY KEY,
	at BIGINT NOT NULL,
	user_id BIGINT NOT NULL,
	org_id BIGINT NOT NULL,
	person_id BIGINT NOT NULL,
	acting BOOLEAN NOT NULL,
	session_id BIGINT NOT NULL,
	action TEXT NOT NULL,
	rule TEXT NOT NULL,
	purpose TEXT NOT NULL,
	sections TEXT NOT NULL,
	object_id BIGINT NOT NULL,
	note TEXT NOT NULL,
	prev BYTEA NOT NULL,
	hash BYTEA NOT NULL
);
CREATE INDEX event_person ON event (person_id, seq);
CREATE INDEX event_look ON event (session_id, person_id, action, at);

CREATE TABLE event_head (
	one BIGINT PRIMARY KEY,
	seq BIGINT NOT NULL,
	hash BYTEA NOT NULL
);
INSERT INTO event_head (one, seq, hash) VALUES (1, 0, '');
