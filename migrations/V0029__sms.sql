-- The parts of a message that the network took, by which it reports later what became of each. A message
-- has arrived when all of its parts have.
CREATE TABLE notify_part (
    seq         INTEGER PRIMARY KEY,
    message     INTEGER NOT NULL REFERENCES notify_message (seq),
    part        INTEGER NOT NULL CHECK (part >= 1),
    -- The modem's number, which comes round again after 255, or the gateway's.
    reference   TEXT NOT NULL CHECK (reference <> ''),
    arrived     INTEGER CHECK (arrived IN (0, 1)),   -- NULL: nothing was said yet
    reported_at INTEGER,
    UNIQUE (message, part),
    CHECK ((arrived IS NULL) = (reported_at IS NULL))
) STRICT;

CREATE INDEX notify_part_reference ON notify_part (reference, seq);
-- What was reported stays so.
CREATE TRIGGER notify_part_fixed BEFORE UPDATE ON notify_part
WHEN (old.seq, old.message, old.part, old.reference)
    IS NOT (new.seq, new.message, new.part, new.reference) OR old.arrived IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: notify_part'); END;
CREATE TRIGGER notify_part_no_delete BEFORE DELETE ON notify_part
BEGIN SELECT RAISE(ABORT, 'append-only: notify_part'); END;
