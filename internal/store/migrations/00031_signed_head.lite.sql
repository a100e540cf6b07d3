-- +goose Up
-- Heads of the record that were signed and copied outside: the last event at that moment and its hash. Append only.
CREATE TABLE signed_head (
	seq BIGINT PRIMARY KEY,
	hash BYTEA NOT NULL,
	at BIGINT NOT NULL,
	signature BYTEA NOT NULL
);
-- +goose StatementBegin
CREATE TRIGGER signed_head_no_update BEFORE UPDATE ON signed_head BEGIN SELECT RAISE(ABORT, 'signed_head is append only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER signed_head_no_delete BEFORE DELETE ON signed_head BEGIN SELECT RAISE(ABORT, 'signed_head is append only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER event_head_only_forward BEFORE UPDATE ON event_head WHEN NEW.one <> OLD.one OR NEW.seq < OLD.seq OR NEW.seq > OLD.seq + 1
	OR NEW.seq = OLD.seq AND NEW.hash <> coalesce((SELECT hash FROM event WHERE seq = NEW.seq), OLD.hash)
BEGIN SELECT RAISE(ABORT, 'event_head only follows the events'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER event_head_no_delete BEFORE DELETE ON event_head BEGIN SELECT RAISE(ABORT, 'event_head stays'); END;
-- +goose StatementEnd
