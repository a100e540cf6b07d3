-- +goose Up
-- Heads of the record that were signed and copied outside: the last event at that moment and its hash. Append only.
CREATE TABLE signed_head (
	seq BIGINT PRIMARY KEY,
	hash BYTEA NOT NULL,
	at BIGINT NOT NULL,
	signature BYTEA NOT NULL
);
CREATE TRIGGER signed_head_no_change BEFORE UPDATE OR DELETE ON signed_head FOR EACH ROW EXECUTE FUNCTION refuse_change();
-- +goose StatementBegin
CREATE FUNCTION head_only_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.one <> OLD.one OR NEW.seq < OLD.seq OR NEW.seq > OLD.seq + 1
		OR NEW.seq = OLD.seq AND NEW.hash <> coalesce((SELECT hash FROM event WHERE seq = NEW.seq), OLD.hash)
	THEN
		RAISE EXCEPTION 'event_head only follows the events';
	END IF;
	RETURN NEW;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER event_head_only_forward BEFORE UPDATE ON event_head FOR EACH ROW EXECUTE FUNCTION head_only_forward();
CREATE TRIGGER event_head_no_delete BEFORE DELETE ON event_head FOR EACH ROW EXECUTE FUNCTION refuse_change();
