-- A gateway is asked what became of a part that it took: when next, how often it was, and until when. Asked
-- no more, of a modem's part or of one that was reported: NULL.
ALTER TABLE notify_part ADD COLUMN ask_at INTEGER;
ALTER TABLE notify_part ADD COLUMN ask_until INTEGER;
ALTER TABLE notify_part ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;

CREATE INDEX notify_part_ask ON notify_part (ask_at) WHERE ask_at IS NOT NULL;
