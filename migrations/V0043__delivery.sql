-- What is made for a customer goes home: what was seen of it beside what was agreed, and their own stones in the
-- quote.

CREATE TABLE custom_delivery (
    seq            INTEGER PRIMARY KEY,
    id             BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    custom         INTEGER NOT NULL REFERENCES custom_order (seq),
    entry          INTEGER NOT NULL UNIQUE REFERENCES custom_entry (seq),
    at             INTEGER NOT NULL,
    user_id        BLOB NOT NULL REFERENCES user (id),
    allowed_by     BLOB REFERENCES user (id),    -- of a difference
    gross_ug       INTEGER CHECK (gross_ug > 0),
    expected_ug    INTEGER,                      -- as it left the bench
    tolerance_ug   INTEGER NOT NULL,
    stones_same    INTEGER NOT NULL CHECK (stones_same IN (0, 1)),
    engraving_same INTEGER NOT NULL CHECK (engraving_same IN (0, 1)),
    pictures_same  INTEGER NOT NULL CHECK (pictures_same IN (0, 1)),
    differs        INTEGER NOT NULL CHECK (differs IN (0, 1)),
    reason         TEXT NOT NULL DEFAULT '',     -- emptied, but for a dash, when a customer is forgotten
    given_to       TEXT NOT NULL DEFAULT '',     -- where it was not the customer; emptied as well
    CHECK (differs = 0 OR (length(reason) > 0 AND allowed_by IS NOT NULL))
) STRICT;

CREATE INDEX custom_delivery_of ON custom_delivery (custom, seq);
CREATE TRIGGER custom_delivery_fixed BEFORE UPDATE ON custom_delivery
WHEN (old.seq, old.id, old.custom, old.entry, old.at, old.user_id, old.allowed_by, old.gross_ug,
        old.expected_ug, old.tolerance_ug, old.stones_same, old.engraving_same, old.pictures_same,
        old.differs)
    IS NOT (new.seq, new.id, new.custom, new.entry, new.at, new.user_id, new.allowed_by, new.gross_ug,
        new.expected_ug, new.tolerance_ug, new.stones_same, new.engraving_same, new.pictures_same,
        new.differs)
    OR (new.reason <> '—' AND new.reason <> old.reason)
    OR (new.given_to <> '' AND new.given_to <> old.given_to)
BEGIN SELECT RAISE(ABORT, 'append-only: custom_delivery'); END;
CREATE TRIGGER custom_delivery_no_delete BEFORE DELETE ON custom_delivery
BEGIN SELECT RAISE(ABORT, 'append-only: custom_delivery'); END;

-- A line of stones that the customer has entrusted for the order: named, and not charged.
ALTER TABLE custom_quote_line ADD COLUMN own_object BLOB REFERENCES entrusted_object (id)
    CHECK (own_object IS NULL OR (kind = 'stone' AND price_minor = 0));
