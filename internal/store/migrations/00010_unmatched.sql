-- +goose Up
-- Another language that the person reads, asked once for the search of words: a tag, 'none', or empty while nothing was said.
ALTER TABLE person ADD COLUMN reads TEXT NOT NULL DEFAULT '';

-- Words of persons that no concept of the vocabulary meets. word_key is a keyed hash of kind, language and folded word: it says which
-- persons said the same, to nobody without the tenant's key. concept_sealed is what staff suggest to all who said it, under the tenant's key.
CREATE TABLE unmatched (
	id BIGINT PRIMARY KEY,
	person_id BIGINT NOT NULL REFERENCES person (id),
	entry_id BIGINT NOT NULL,
	asked TEXT NOT NULL,
	language TEXT NOT NULL,
	word_key BYTEA NOT NULL,
	word_sealed BYTEA NOT NULL,
	state TEXT NOT NULL,
	concept_sealed BYTEA,
	decided_by BIGINT NOT NULL,
	decided_at BIGINT NOT NULL,
	at BIGINT NOT NULL,
	UNIQUE (person_id, entry_id, word_key)
);
CREATE INDEX unmatched_state ON unmatched (state, word_key);
CREATE INDEX unmatched_word ON unmatched (word_key);

-- Words that staff have approved as general: labels of concepts in this city only.
CREATE TABLE city_label (
	id BIGINT PRIMARY KEY,
	asked TEXT NOT NULL,
	language TEXT NOT NULL,
	folded TEXT NOT NULL,
	label TEXT NOT NULL,
	concept_id TEXT NOT NULL,
	review TEXT NOT NULL,
	by_user BIGINT NOT NULL,
	at BIGINT NOT NULL,
	UNIQUE (language, folded, asked)
);
