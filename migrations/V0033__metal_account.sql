-- The customer's metal account: old gold that a customer leaves, and what becomes of it. It is theirs until
-- it is used, and theirs again when it is given back. Everything is only ever added to; a mistake is another
-- entry that names the first. Weights are milligrams, fine weights as well, rounded down per object.

-- What is signed when metal comes in or goes back, one series for both.
CREATE TABLE metal_paper (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    year        INTEGER NOT NULL,                -- of the shop's day
    series      INTEGER NOT NULL CHECK (series >= 1),           -- gapless in its year
    number      TEXT NOT NULL UNIQUE COLLATE NOCASE,            -- "P1-M26-7"
    kind        TEXT NOT NULL CHECK (kind = 'receipt' OR kind = 'return'),
    customer_id BLOB NOT NULL REFERENCES customer (id),
    order_id    BLOB REFERENCES custom_order (id),              -- that the metal is meant for
    language    TEXT NOT NULL CHECK (language = 'fr' OR language = 'en'),
    note        TEXT NOT NULL DEFAULT '',
    given_to    TEXT NOT NULL DEFAULT '',        -- who fetched it; emptied when a customer is forgotten
    on_day      TEXT NOT NULL CHECK (length(on_day) = 10),
    at          INTEGER NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id),
    UNIQUE (year, series),
    CHECK (kind = 'return' OR given_to = ''),
    CHECK (kind = 'receipt' OR order_id IS NULL)
) STRICT;

CREATE INDEX metal_paper_customer ON metal_paper (customer_id, seq);
CREATE TRIGGER metal_paper_fixed BEFORE UPDATE ON metal_paper
WHEN (old.seq, old.id, old.year, old.series, old.number, old.kind, old.customer_id, old.order_id,
        old.language, old.note, old.on_day, old.at, old.user_id)
    IS NOT (new.seq, new.id, new.year, new.series, new.number, new.kind, new.customer_id, new.order_id,
        new.language, new.note, new.on_day, new.at, new.user_id)
    OR new.given_to <> ''
BEGIN SELECT RAISE(ABORT, 'append-only: metal_paper'); END;
CREATE TRIGGER metal_paper_no_delete BEFORE DELETE ON metal_paper
BEGIN SELECT RAISE(ABORT, 'append-only: metal_paper'); END;

-- What happened to a customer's metal.
CREATE TABLE metal_entry (
    seq          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    customer_id  BLOB NOT NULL REFERENCES customer (id),
    metal        TEXT NOT NULL CHECK (metal = 'gold' OR metal = 'silver' OR metal = 'platinum'
        OR metal = 'palladium'),
    kind         TEXT NOT NULL CHECK (kind = 'in' OR kind = 'melt' OR kind = 'use' OR kind = 'return'
        OR kind = 'correct'),
    paper        INTEGER REFERENCES metal_paper (seq),
    order_id     BLOB REFERENCES custom_order (id),             -- that it was used in
    undoes       INTEGER UNIQUE REFERENCES metal_entry (seq),   -- the entry that was a mistake
    loss_mg      INTEGER NOT NULL DEFAULT 0 CHECK (loss_mg >= 0),   -- of weight, in work or in the fire
    loss_fine_mg INTEGER NOT NULL DEFAULT 0,     -- below zero: the assay found more than was thought
    note         TEXT NOT NULL DEFAULT '',
    on_day       TEXT NOT NULL CHECK (length(on_day) = 10),
    at           INTEGER NOT NULL,
    user_id      BLOB NOT NULL REFERENCES user (id),
    CHECK ((paper IS NOT NULL) = (kind = 'in' OR kind = 'return')),
    CHECK ((order_id IS NOT NULL) = (kind = 'use')),
    CHECK ((undoes IS NOT NULL) = (kind = 'correct')),
    CHECK (kind <> 'correct' OR length(note) > 0)
) STRICT;

CREATE INDEX metal_entry_customer ON metal_entry (customer_id, seq);
CREATE INDEX metal_entry_paper ON metal_entry (paper) WHERE paper IS NOT NULL;
CREATE INDEX metal_entry_order ON metal_entry (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX metal_entry_day ON metal_entry (on_day);
CREATE TRIGGER metal_entry_no_update BEFORE UPDATE ON metal_entry
BEGIN SELECT RAISE(ABORT, 'append-only: metal_entry'); END;
CREATE TRIGGER metal_entry_no_delete BEFORE DELETE ON metal_entry
BEGIN SELECT RAISE(ABORT, 'append-only: metal_entry'); END;

-- An object as it came in, or the ingot that a melt made: what can be held in the hand.
CREATE TABLE metal_lot (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    entry       INTEGER NOT NULL UNIQUE REFERENCES metal_entry (seq),   -- that brought it
    description TEXT NOT NULL CHECK (length(description) > 0),          -- "chaîne, métal jaune"
    fineness    INTEGER NOT NULL CHECK (fineness BETWEEN 1 AND 10000),
    tested      TEXT NOT NULL CHECK (tested = 'declared' OR tested = 'hallmark' OR tested = 'touchstone'
        OR tested = 'xrf' OR tested = 'assay'),
    gross_mg    INTEGER NOT NULL CHECK (gross_mg > 0),          -- on the scale
    stones      TEXT NOT NULL CHECK (stones = 'none' OR stones = 'removed' OR stones = 'left_in'),
    stones_mg   INTEGER NOT NULL CHECK (stones_mg >= 0),        -- of what is left in, and is no metal
    CHECK (stones_mg < gross_mg),
    CHECK (stones = 'left_in' OR stones_mg = 0)
) STRICT;

CREATE TRIGGER metal_lot_no_update BEFORE UPDATE ON metal_lot
BEGIN SELECT RAISE(ABORT, 'append-only: metal_lot'); END;
CREATE TRIGGER metal_lot_no_delete BEFORE DELETE ON metal_lot
BEGIN SELECT RAISE(ABORT, 'append-only: metal_lot'); END;

-- By how much an entry changes an object. What is left of it is their sum, and never below nothing.
CREATE TABLE metal_move (
    seq       INTEGER PRIMARY KEY,
    entry     INTEGER NOT NULL REFERENCES metal_entry (seq),
    lot       INTEGER NOT NULL REFERENCES metal_lot (seq),
    weight_mg INTEGER NOT NULL CHECK (weight_mg <> 0),
    fine_mg   INTEGER NOT NULL,
    UNIQUE (entry, lot)
) STRICT;

CREATE INDEX metal_move_lot ON metal_move (lot, seq);
CREATE TRIGGER metal_move_covered BEFORE INSERT ON metal_move
WHEN (SELECT coalesce(sum(weight_mg), 0) FROM metal_move WHERE lot = new.lot) + new.weight_mg < 0
    OR (SELECT coalesce(sum(fine_mg), 0) FROM metal_move WHERE lot = new.lot) + new.fine_mg < 0
BEGIN SELECT RAISE(ABORT, 'below nothing: metal_move'); END;
CREATE TRIGGER metal_move_no_update BEFORE UPDATE ON metal_move
BEGIN SELECT RAISE(ABORT, 'append-only: metal_move'); END;
CREATE TRIGGER metal_move_no_delete BEFORE DELETE ON metal_move
BEGIN SELECT RAISE(ABORT, 'append-only: metal_move'); END;

CREATE TABLE metal_photo (
    seq          INTEGER PRIMARY KEY,
    lot          INTEGER NOT NULL REFERENCES metal_lot (seq),
    file_id      BLOB NOT NULL REFERENCES file (id),
    thumbnail_id BLOB NOT NULL REFERENCES file (id),
    at           INTEGER NOT NULL,
    user_id      BLOB NOT NULL REFERENCES user (id),
    off_at       INTEGER,                        -- taken off the sheet; kept
    UNIQUE (lot, file_id)
) STRICT;

CREATE TRIGGER metal_photo_fixed BEFORE UPDATE ON metal_photo
WHEN (old.seq, old.lot, old.file_id, old.thumbnail_id, old.at, old.user_id)
    IS NOT (new.seq, new.lot, new.file_id, new.thumbnail_id, new.at, new.user_id)
BEGIN SELECT RAISE(ABORT, 'append-only: metal_photo'); END;
CREATE TRIGGER metal_photo_no_delete BEFORE DELETE ON metal_photo
BEGIN SELECT RAISE(ABORT, 'append-only: metal_photo'); END;

-- What was printed of a paper, and as which copy: 0 is the first.
CREATE TABLE metal_print (
    seq     INTEGER PRIMARY KEY,
    paper   INTEGER NOT NULL REFERENCES metal_paper (seq),
    copy    INTEGER NOT NULL CHECK (copy >= 0),
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id),
    UNIQUE (paper, copy)
) STRICT;

CREATE TRIGGER metal_print_no_update BEFORE UPDATE ON metal_print
BEGIN SELECT RAISE(ABORT, 'append-only: metal_print'); END;
CREATE TRIGGER metal_print_no_delete BEFORE DELETE ON metal_print
BEGIN SELECT RAISE(ABORT, 'append-only: metal_print'); END;
