-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION head_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE event_head SET hash = NEW.hash WHERE one = 1 AND seq = NEW.seq;
	RETURN NULL;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER event_head_follows AFTER INSERT ON event FOR EACH ROW EXECUTE FUNCTION head_follows();
