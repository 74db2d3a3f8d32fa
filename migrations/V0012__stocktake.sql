-- Stocktakes: what was expected at the start, what was read, what was decided, what came of it. All
-- but the stocktake's own row is only ever added to; a mistake is another row.

CREATE TABLE stocktake (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    number      TEXT NOT NULL UNIQUE,            -- shop code and seq: "P1-INV3"
    scope       TEXT NOT NULL CHECK (scope = 'place' OR scope = 'family' OR scope = 'all'),
    scope_id    BLOB,                            -- the place or the family
    note        TEXT NOT NULL DEFAULT '',
    state       TEXT NOT NULL CHECK (state = 'preparing' OR state = 'counting' OR state = 'closed'
        OR state = 'cancelled'),
    prepared    INTEGER NOT NULL DEFAULT 0,      -- up to which piece's seq is written down what is expected
    prepare_to  INTEGER NOT NULL,                -- the last piece's seq when it began
    round       INTEGER NOT NULL DEFAULT 1 CHECK (round >= 1),
    since_seq   INTEGER NOT NULL,                -- the last custody movement before the start
    started_at  INTEGER NOT NULL,
    started_by  BLOB NOT NULL REFERENCES user (id),
    ended_at    INTEGER,
    ended_by    BLOB REFERENCES user (id),
    end_note    TEXT NOT NULL DEFAULT '',        -- why it was cancelled
    result      BLOB,                            -- the frozen document, JSON
    result_hash BLOB CHECK (length(result_hash) = 32),          -- SHA-256 of result
    journal_seq INTEGER,                         -- its record in the JET chain
    CHECK ((scope = 'all') = (scope_id IS NULL)),
    CHECK ((state = 'counting' OR state = 'preparing') = (ended_at IS NULL)),
    CHECK ((state = 'closed') = (result IS NOT NULL)),
    CHECK ((state = 'closed') = (result_hash IS NOT NULL)),
    CHECK ((state = 'closed') = (journal_seq IS NOT NULL))
) STRICT;

CREATE TRIGGER stocktake_ended BEFORE UPDATE ON stocktake
WHEN old.state <> 'counting' AND old.state <> 'preparing'
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake'); END;
CREATE TRIGGER stocktake_no_delete BEFORE DELETE ON stocktake
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake'); END;

-- What should be there: where each piece was and whose when the count began, which is one moment in
-- the custody ledger (since_seq), however many writes it takes to write it down.
CREATE TABLE stocktake_expected (
    stocktake   INTEGER NOT NULL REFERENCES stocktake (seq),
    piece_id    BLOB NOT NULL REFERENCES piece (id),
    place_id    BLOB REFERENCES place (id),
    owner_kind  TEXT NOT NULL CHECK (owner_kind = 'shop' OR owner_kind = 'supplier'
        OR owner_kind = 'customer'),
    cost_minor  INTEGER,                         -- of the shop's own
    owed_minor  INTEGER,                         -- of others' pieces: what their owner is owed for it
    memo        TEXT,                            -- the number of the memo it was left on
    price_minor INTEGER,
    metal       TEXT,
    fine_mg     INTEGER NOT NULL,
    excluded    TEXT NOT NULL DEFAULT '' CHECK (excluded = '' OR excluded = 'reserved'
        OR excluded = 'on_memo' OR excluded = 'bench'),
    PRIMARY KEY (stocktake, piece_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER stocktake_expected_no_update BEFORE UPDATE ON stocktake_expected
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake_expected'); END;
CREATE TRIGGER stocktake_expected_no_delete BEFORE DELETE ON stocktake_expected
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake_expected'); END;

-- What was read. Of a piece the last row holds.
CREATE TABLE stocktake_reading (
    seq       INTEGER PRIMARY KEY,
    stocktake INTEGER NOT NULL REFERENCES stocktake (seq),
    at        INTEGER NOT NULL,
    user_id   BLOB NOT NULL REFERENCES user (id),
    round     INTEGER NOT NULL,
    source    TEXT NOT NULL CHECK (source = 'scanner' OR source = 'typed' OR source = 'rfid'),
    code      TEXT NOT NULL,                     -- as read
    piece_id  BLOB REFERENCES piece (id),        -- NULL: no piece has this code
    place_id  BLOB REFERENCES place (id),        -- where the reader stood, where that was said
    present   INTEGER NOT NULL CHECK (present IN (0, 1))        -- 0: the reading is taken back
) STRICT;

CREATE INDEX stocktake_reading_piece ON stocktake_reading (stocktake, piece_id, seq);
CREATE INDEX stocktake_reading_code ON stocktake_reading (stocktake, code, seq)
    WHERE piece_id IS NULL;
CREATE TRIGGER stocktake_reading_no_update BEFORE UPDATE ON stocktake_reading
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake_reading'); END;
CREATE TRIGGER stocktake_reading_no_delete BEFORE DELETE ON stocktake_reading
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake_reading'); END;

-- What is to become of a difference when the count is closed. Of a piece or code the last row holds,
-- for as long as the difference is still the one that was decided.
CREATE TABLE stocktake_settlement (
    seq         INTEGER PRIMARY KEY,
    stocktake   INTEGER NOT NULL REFERENCES stocktake (seq),
    at          INTEGER NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id),
    approved_by BLOB REFERENCES user (id),
    piece_id    BLOB REFERENCES piece (id),
    code        TEXT NOT NULL DEFAULT '',        -- where no piece has it
    status      TEXT NOT NULL CHECK (status = 'missing' OR status = 'elsewhere'
        OR status = 'unexpected'),
    action      TEXT NOT NULL CHECK (action = 'write_off' OR action = 'move'
        OR action = 'bring_back' OR action = 'leave' OR action = 'open'),
    place_id    BLOB REFERENCES place (id),
    reason      TEXT NOT NULL
) STRICT;

CREATE INDEX stocktake_settlement_of ON stocktake_settlement (stocktake, piece_id, code, seq);
CREATE TRIGGER stocktake_settlement_no_update BEFORE UPDATE ON stocktake_settlement
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake_settlement'); END;
CREATE TRIGGER stocktake_settlement_no_delete BEFORE DELETE ON stocktake_settlement
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake_settlement'); END;

-- What was put right after the closing, each with its own custody movement and journal record.
CREATE TABLE stocktake_correction (
    seq         INTEGER PRIMARY KEY,
    stocktake   INTEGER NOT NULL REFERENCES stocktake (seq),
    at          INTEGER NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id),
    approved_by BLOB NOT NULL REFERENCES user (id),
    piece_id    BLOB NOT NULL REFERENCES piece (id),
    action      TEXT NOT NULL CHECK (action = 'write_off' OR action = 'move'
        OR action = 'bring_back'),
    place_id    BLOB REFERENCES place (id),
    reason      TEXT NOT NULL
) STRICT;

CREATE INDEX stocktake_correction_of ON stocktake_correction (stocktake, seq);
CREATE TRIGGER stocktake_correction_no_update BEFORE UPDATE ON stocktake_correction
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake_correction'); END;
CREATE TRIGGER stocktake_correction_no_delete BEFORE DELETE ON stocktake_correction
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake_correction'); END;
