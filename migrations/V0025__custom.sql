-- Custom work: what a customer has made, from the first word to the finished piece. What happened is only
-- ever added to; the order's row repeats the last word of it. A quote that was sent is locked.

CREATE TABLE custom_order (
    seq          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    year         INTEGER NOT NULL,               -- of the shop's day
    series       INTEGER NOT NULL CHECK (series >= 1),          -- gapless in its year
    number       TEXT NOT NULL UNIQUE COLLATE NOCASE,           -- "P1-C26-7"
    customer_id  BLOB NOT NULL REFERENCES customer (id),
    language     TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    title        TEXT NOT NULL CHECK (length(title) > 0),       -- "Alliance deux ors"
    brief        TEXT NOT NULL DEFAULT '',       -- what they dream of, in their words
    budget_minor INTEGER CHECK (budget_minor > 0),              -- VAT included
    wished_on    TEXT CHECK (length(wished_on) = 10),
    ring_size    TEXT NOT NULL DEFAULT '',
    fields       TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(fields)),  -- [["Gravure", "12.06.27"]]
    fee_minor    INTEGER CHECK (fee_minor > 0),  -- owed although it was refused or cancelled, VAT included
    state        TEXT NOT NULL CHECK (state = 'enquiry' OR state = 'design' OR state = 'quoted'
        OR state = 'approved' OR state = 'production' OR state = 'ready' OR state = 'delivered'
        OR state = 'on_hold' OR state = 'refused' OR state = 'cancelled'),
    since        INTEGER NOT NULL,               -- when it came into this state
    on_day       TEXT NOT NULL CHECK (length(on_day) = 10),
    at           INTEGER NOT NULL,
    user_id      BLOB NOT NULL REFERENCES user (id),
    version      INTEGER NOT NULL DEFAULT 1,
    UNIQUE (year, series)
) STRICT;

CREATE INDEX custom_order_state ON custom_order (state, since);
CREATE INDEX custom_order_customer ON custom_order (customer_id, seq);
CREATE INDEX custom_order_series ON custom_order (series, year);
CREATE TRIGGER custom_order_no_delete BEFORE DELETE ON custom_order
BEGIN SELECT RAISE(ABORT, 'append-only: custom_order'); END;
CREATE TRIGGER custom_order_fixed BEFORE UPDATE ON custom_order
WHEN (old.seq, old.id, old.year, old.series, old.number, old.customer_id, old.on_day, old.at, old.user_id)
    IS NOT (new.seq, new.id, new.year, new.series, new.number, new.customer_id, new.on_day, new.at,
        new.user_id)
BEGIN SELECT RAISE(ABORT, 'append-only: custom_order'); END;

-- Every move of an order, and what else is to be remembered of it.
CREATE TABLE custom_entry (
    seq        INTEGER PRIMARY KEY,
    custom     INTEGER NOT NULL REFERENCES custom_order (seq),
    at         INTEGER NOT NULL,
    user_id    BLOB REFERENCES user (id),        -- NULL: the program itself, of a message that left
    what       TEXT NOT NULL,                    -- an act, or one of the notes below
    from_state TEXT,                             -- NULL: it began, or did not move
    to_state   TEXT,                             -- NULL: it did not move
    undoes     INTEGER UNIQUE REFERENCES custom_entry (seq),    -- the move that was a mistake
    note       TEXT NOT NULL DEFAULT '',
    detail     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail)),
    CHECK (to_state IS NOT NULL OR what = 'amended' OR what = 'file' OR what = 'file_off'
        OR what = 'file_back' OR what = 'part' OR what = 'part_off' OR what = 'part_back'
        OR what = 'used' OR what = 'use_back' OR what = 'paid' OR what = 'unpaid' OR what = 'fee'
        OR what = 'notified' OR what = 'not_notified'),
    CHECK (user_id IS NOT NULL OR what = 'notified' OR what = 'not_notified')
) STRICT;

CREATE INDEX custom_entry_of ON custom_entry (custom, seq);
-- What was written of a person is emptied when they are forgotten; nothing else changes.
CREATE TRIGGER custom_entry_fixed BEFORE UPDATE ON custom_entry
WHEN (old.seq, old.custom, old.at, old.user_id, old.what, old.from_state, old.to_state, old.undoes)
    IS NOT (new.seq, new.custom, new.at, new.user_id, new.what, new.from_state, new.to_state,
        new.undoes)
    OR (new.note <> '' AND new.note <> old.note)
    OR (new.detail <> '{}' AND new.detail <> old.detail)
BEGIN SELECT RAISE(ABORT, 'append-only: custom_entry'); END;
CREATE TRIGGER custom_entry_no_delete BEFORE DELETE ON custom_entry
BEGIN SELECT RAISE(ABORT, 'append-only: custom_entry'); END;

-- Sketches, drawings of the CAD program, pictures that show what is meant. The bytes lie in `file`, with
-- their digest.
CREATE TABLE custom_file (
    seq          INTEGER PRIMARY KEY,
    custom       INTEGER NOT NULL REFERENCES custom_order (seq),
    file_id      BLOB NOT NULL REFERENCES file (id),
    thumbnail_id BLOB REFERENCES file (id),      -- NULL: it is no picture
    name         TEXT NOT NULL CHECK (length(name) > 0),
    at           INTEGER NOT NULL,
    user_id      BLOB NOT NULL REFERENCES user (id),
    off_at       INTEGER,                        -- taken off the board; kept
    UNIQUE (custom, file_id)
) STRICT;

CREATE TRIGGER custom_file_fixed BEFORE UPDATE ON custom_file
WHEN (old.seq, old.custom, old.file_id, old.thumbnail_id, old.at, old.user_id)
    IS NOT (new.seq, new.custom, new.file_id, new.thumbnail_id, new.at, new.user_id)
BEGIN SELECT RAISE(ABORT, 'append-only: custom_file'); END;
CREATE TRIGGER custom_file_no_delete BEFORE DELETE ON custom_file
BEGIN SELECT RAISE(ABORT, 'append-only: custom_file'); END;

-- A quote, a version after the other. Until it is sent it is a draft; then nothing of it changes.
CREATE TABLE custom_quote (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    custom      INTEGER NOT NULL REFERENCES custom_order (seq),
    version     INTEGER NOT NULL CHECK (version >= 1),
    valid_until TEXT NOT NULL CHECK (length(valid_until) = 10),
    note        TEXT NOT NULL DEFAULT '',        -- printed on it
    total_minor INTEGER CHECK (total_minor >= 0),               -- NULL: a line has no price
    cost_minor  INTEGER CHECK (cost_minor >= 0),                -- NULL: a line's cost is not known
    title       TEXT NOT NULL DEFAULT '',        -- of the order, as it was sent
    ring_size   TEXT NOT NULL DEFAULT '',
    wished_on   TEXT,
    pictures    TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pictures)), -- files of the board, as sent
    at          INTEGER NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id),
    sent_at     INTEGER,
    sent_by     BLOB REFERENCES user (id),
    UNIQUE (custom, version),
    CHECK ((sent_at IS NULL) = (sent_by IS NULL)),
    CHECK (sent_at IS NULL OR total_minor IS NOT NULL)
) STRICT;

-- One draft at a time.
CREATE UNIQUE INDEX custom_quote_draft ON custom_quote (custom) WHERE sent_at IS NULL;
CREATE TRIGGER custom_quote_locked BEFORE UPDATE ON custom_quote
WHEN (old.seq, old.id, old.custom, old.version) IS NOT (new.seq, new.id, new.custom, new.version)
    -- Of a customer who is forgotten the words go, and nothing else.
    OR (old.sent_at IS NOT NULL AND ((old.seq, old.id, old.custom, old.version, old.valid_until, old.total_minor, old.cost_minor,
        old.ring_size, old.wished_on, old.pictures, old.at, old.user_id, old.sent_at, old.sent_by)
        IS NOT (new.seq, new.id, new.custom, new.version, new.valid_until, new.total_minor,
        new.cost_minor, new.ring_size, new.wished_on, new.pictures, new.at, new.user_id, new.sent_at,
        new.sent_by)
        OR (new.note <> '' AND new.note <> old.note) OR (new.title <> '' AND new.title <> old.title)))
BEGIN SELECT RAISE(ABORT, 'append-only: custom_quote'); END;
CREATE TRIGGER custom_quote_no_delete BEFORE DELETE ON custom_quote
BEGIN SELECT RAISE(ABORT, 'append-only: custom_quote'); END;

CREATE TABLE custom_quote_line (
    quote           INTEGER NOT NULL REFERENCES custom_quote (seq),
    position        INTEGER NOT NULL,
    id              BLOB NOT NULL CHECK (length(id) = 16),      -- the same from version to version
    kind            TEXT NOT NULL CHECK (kind = 'metal' OR kind = 'stone' OR kind = 'labour'
        OR kind = 'other'),
    title           TEXT NOT NULL CHECK (length(title) > 0),
    metal           TEXT CHECK (metal = 'gold' OR metal = 'silver' OR metal = 'platinum'
        OR metal = 'palladium'),
    fineness        INTEGER CHECK (fineness BETWEEN 1 AND 10000),
    weight_mg       INTEGER CHECK (weight_mg > 0),
    loss_bp         INTEGER NOT NULL DEFAULT 0 CHECK (loss_bp BETWEEN 0 AND 5000),
    rate            BLOB REFERENCES metal_rate (id),            -- that its metal was worked out by
    count           INTEGER CHECK (count BETWEEN 1 AND 10000),  -- stones
    weight_milli_ct INTEGER CHECK (weight_milli_ct > 0),        -- of all of them
    minutes         INTEGER CHECK (minutes BETWEEN 1 AND 100000),
    cost_minor      INTEGER CHECK (cost_minor >= 0),
    markup_bp       INTEGER NOT NULL CHECK (markup_bp BETWEEN 0 AND 100000),
    typed_minor     INTEGER CHECK (typed_minor >= 0),           -- NULL: worked out from the cost
    price_minor     INTEGER CHECK (price_minor >= 0),           -- VAT included; NULL: not known yet
    vat_bp          INTEGER NOT NULL CHECK (vat_bp BETWEEN 0 AND 10000),
    PRIMARY KEY (quote, position),
    UNIQUE (quote, id),
    CHECK ((kind = 'metal') = (metal IS NOT NULL)),
    CHECK ((metal IS NULL) = (fineness IS NULL)),
    CHECK ((metal IS NULL) = (weight_mg IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER custom_quote_line_locked_insert BEFORE INSERT ON custom_quote_line
WHEN (SELECT sent_at FROM custom_quote WHERE seq = new.quote) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: custom_quote_line'); END;
CREATE TRIGGER custom_quote_line_no_update BEFORE UPDATE ON custom_quote_line
BEGIN SELECT RAISE(ABORT, 'append-only: custom_quote_line'); END;
CREATE TRIGGER custom_quote_line_locked_delete BEFORE DELETE ON custom_quote_line
WHEN (SELECT sent_at FROM custom_quote WHERE seq = old.quote) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: custom_quote_line'); END;

-- The last answer to a quote holds; a mistake is another one.
CREATE TABLE custom_answer (
    seq     INTEGER PRIMARY KEY,
    quote   INTEGER NOT NULL REFERENCES custom_quote (seq),
    answer  TEXT NOT NULL CHECK (answer = 'approved' OR answer = 'refused' OR answer = 'withdrawn'
        OR answer = 'expired' OR answer = 'corrected'),
    channel TEXT NOT NULL CHECK (channel = '' OR channel = 'signature' OR channel = 'counter'
        OR channel = 'phone' OR channel = 'email' OR channel = 'sms' OR channel = 'letter'),
    said_by TEXT NOT NULL DEFAULT '',            -- who gave it; emptied when a customer is forgotten
    note    TEXT NOT NULL DEFAULT '',
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id)   -- who heard it
) STRICT;

CREATE INDEX custom_answer_quote ON custom_answer (quote, seq);
CREATE TRIGGER custom_answer_fixed BEFORE UPDATE ON custom_answer
WHEN (old.seq, old.quote, old.answer, old.channel, old.at, old.user_id)
    IS NOT (new.seq, new.quote, new.answer, new.channel, new.at, new.user_id)
    OR (new.note <> '' AND new.note <> old.note)
    OR (new.said_by <> '' AND new.said_by <> old.said_by)
BEGIN SELECT RAISE(ABORT, 'append-only: custom_answer'); END;
CREATE TRIGGER custom_answer_no_delete BEFORE DELETE ON custom_answer
BEGIN SELECT RAISE(ABORT, 'append-only: custom_answer'); END;
