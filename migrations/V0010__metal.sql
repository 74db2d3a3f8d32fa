-- Metal and price: the rates of metals day by day, how a family's prices are made of metal, stones and
-- labour, and the re-pricings that follow when metal moves.

-- Of fine metal, as quoted. A rate is corrected by another of the same metal, source and day.
CREATE TABLE metal_rate (
    seq         INTEGER PRIMARY KEY,             -- order of entry: of one day's the last one holds
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    metal       TEXT NOT NULL CHECK (metal = 'gold' OR metal = 'silver' OR metal = 'platinum'
        OR metal = 'palladium'),
    source      TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 40),
    rate_on     TEXT NOT NULL CHECK (length(rate_on) = 10),
    price_micro INTEGER NOT NULL CHECK (price_micro > 0),   -- millionths of the currency, for one unit
    unit        TEXT NOT NULL CHECK (unit = 'g' OR unit = 'kg' OR unit = 'ozt'),
    currency    TEXT NOT NULL CHECK (length(currency) = 3),
    file_name   TEXT,                            -- NULL: entered by hand
    corrects    BLOB UNIQUE REFERENCES metal_rate (id),
    at          INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id)        -- NULL: the program itself
) STRICT;

CREATE INDEX metal_rate_day ON metal_rate (metal, rate_on, seq);
CREATE TRIGGER metal_rate_no_update BEFORE UPDATE ON metal_rate
BEGIN SELECT RAISE(ABORT, 'append-only: metal_rate'); END;
CREATE TRIGGER metal_rate_no_delete BEFORE DELETE ON metal_rate
BEGIN SELECT RAISE(ABORT, 'append-only: metal_rate'); END;

-- (metal × (1 + loss) + stones + labour + other) × coefficient, to an ending.
CREATE TABLE price_formula (
    family_id         BLOB PRIMARY KEY REFERENCES family (id),
    by_default        INTEGER NOT NULL CHECK (by_default IN (0, 1)), -- for every piece that does not say
    loss_bp           INTEGER NOT NULL CHECK (loss_bp BETWEEN 0 AND 10000),
    labour_minor      INTEGER NOT NULL CHECK (labour_minor >= 0),    -- where the piece has none of its own
    coefficient_milli INTEGER NOT NULL CHECK (coefficient_milli > 0), -- 2500: twice and a half
    before_vat        INTEGER NOT NULL CHECK (before_vat IN (0, 1)), -- what it gives is without VAT
    ending            TEXT NOT NULL CHECK (ending = 'exact' OR ending = 'whole' OR ending = 'ninety'
        OR ending = 'ninety_nine' OR ending = 'fives' OR ending = 'tens'),
    nearest           INTEGER NOT NULL CHECK (nearest IN (0, 1)),    -- else the next one up
    floor_milli       INTEGER CHECK (floor_milli > 0),               -- times the cost; NULL: no floor
    version           INTEGER NOT NULL DEFAULT 1
) STRICT;

-- What of a piece's cost and price is its own.
CREATE TABLE piece_cost (
    piece_id          BLOB PRIMARY KEY REFERENCES piece (id),
    mode              TEXT CHECK (mode = 'fixed' OR mode = 'formula'), -- NULL: as its family
    metal_minor       INTEGER CHECK (metal_minor >= 0),  -- what was paid for the metal then
    stones_minor      INTEGER CHECK (stones_minor >= 0),
    labour_minor      INTEGER CHECK (labour_minor >= 0),
    other_minor       INTEGER CHECK (other_minor >= 0),  -- settings, casting, carriage
    coefficient_milli INTEGER CHECK (coefficient_milli > 0),
    floor_minor       INTEGER CHECK (floor_minor > 0),
    version           INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX piece_cost_mode ON piece_cost (mode) WHERE mode IS NOT NULL;

-- Prices accepted together, and taken back by another.
CREATE TABLE repricing (
    number  INTEGER PRIMARY KEY,                 -- without gaps: nothing is ever deleted
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    at      INTEGER NOT NULL,
    user_id BLOB REFERENCES user (id),
    note    TEXT NOT NULL DEFAULT '',
    undoes  BLOB UNIQUE REFERENCES repricing (id)
) STRICT;

CREATE TABLE repricing_rate (
    repricing_id BLOB NOT NULL REFERENCES repricing (id),
    rate_id      BLOB NOT NULL REFERENCES metal_rate (id),
    PRIMARY KEY (repricing_id, rate_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE repricing_line (
    repricing_id BLOB NOT NULL REFERENCES repricing (id),
    position     INTEGER NOT NULL,
    piece_id     BLOB NOT NULL REFERENCES piece (id),
    old_minor    INTEGER,                        -- NULL: it had no price
    new_minor    INTEGER,                        -- NULL: a re-pricing taken back, where it had none
    PRIMARY KEY (repricing_id, position),
    UNIQUE (repricing_id, piece_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX repricing_line_piece ON repricing_line (piece_id);
CREATE TRIGGER repricing_no_update BEFORE UPDATE ON repricing
BEGIN SELECT RAISE(ABORT, 'append-only: repricing'); END;
CREATE TRIGGER repricing_no_delete BEFORE DELETE ON repricing
BEGIN SELECT RAISE(ABORT, 'append-only: repricing'); END;
CREATE TRIGGER repricing_rate_no_update BEFORE UPDATE ON repricing_rate
BEGIN SELECT RAISE(ABORT, 'append-only: repricing_rate'); END;
CREATE TRIGGER repricing_rate_no_delete BEFORE DELETE ON repricing_rate
BEGIN SELECT RAISE(ABORT, 'append-only: repricing_rate'); END;
CREATE TRIGGER repricing_line_no_update BEFORE UPDATE ON repricing_line
BEGIN SELECT RAISE(ABORT, 'append-only: repricing_line'); END;
CREATE TRIGGER repricing_line_no_delete BEFORE DELETE ON repricing_line
BEGIN SELECT RAISE(ABORT, 'append-only: repricing_line'); END;

-- Prices per carat of diamonds by shape, colour, clarity and size, as lists quote them. A newer list
-- stands before an older one; what it does not name, the older one still says.
CREATE TABLE stone_list (
    number    INTEGER PRIMARY KEY,               -- without gaps: nothing is ever deleted
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name      TEXT NOT NULL,                     -- the file's
    factor_bp INTEGER NOT NULL CHECK (factor_bp > 0), -- its currency and discount: 9200 is times 0.92
    at        INTEGER NOT NULL,
    user_id   BLOB REFERENCES user (id)
) STRICT;

CREATE TABLE stone_price (
    list_number   INTEGER NOT NULL REFERENCES stone_list (number),
    shape         TEXT NOT NULL,
    colour        TEXT NOT NULL,
    clarity       TEXT NOT NULL,
    from_milli_ct INTEGER NOT NULL CHECK (from_milli_ct >= 0),
    to_milli_ct   INTEGER NOT NULL,
    carat_minor   INTEGER NOT NULL CHECK (carat_minor > 0),  -- in the list's currency
    PRIMARY KEY (shape, colour, clarity, list_number, from_milli_ct),
    CHECK (to_milli_ct >= from_milli_ct)
) STRICT, WITHOUT ROWID;

-- A list that should not have been taken: what it says counts no more, that it was there stays.
CREATE TABLE stone_list_withdrawn (
    list_number INTEGER PRIMARY KEY REFERENCES stone_list (number),
    at          INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id)
) STRICT;

CREATE TRIGGER stone_list_withdrawn_no_update BEFORE UPDATE ON stone_list_withdrawn
BEGIN SELECT RAISE(ABORT, 'append-only: stone_list_withdrawn'); END;
CREATE TRIGGER stone_list_withdrawn_no_delete BEFORE DELETE ON stone_list_withdrawn
BEGIN SELECT RAISE(ABORT, 'append-only: stone_list_withdrawn'); END;
CREATE TRIGGER stone_list_no_update BEFORE UPDATE ON stone_list
BEGIN SELECT RAISE(ABORT, 'append-only: stone_list'); END;
CREATE TRIGGER stone_list_no_delete BEFORE DELETE ON stone_list
BEGIN SELECT RAISE(ABORT, 'append-only: stone_list'); END;
CREATE TRIGGER stone_price_no_update BEFORE UPDATE ON stone_price
BEGIN SELECT RAISE(ABORT, 'append-only: stone_price'); END;
CREATE TRIGGER stone_price_no_delete BEFORE DELETE ON stone_price
BEGIN SELECT RAISE(ABORT, 'append-only: stone_price'); END;
