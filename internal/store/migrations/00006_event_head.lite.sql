-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER event_head_follows AFTER INSERT ON event BEGIN UPDATE event_head SET hash = NEW.hash WHERE one = 1 AND seq = NEW.seq; END;
-- +goose StatementEnd
