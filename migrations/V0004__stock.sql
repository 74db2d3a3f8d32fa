-- The stock: pieces one by one with their components, batch articles by quantity, places, and the
-- custody ledger that says of each piece where it is, whose it is and who holds it.

CREATE TABLE supplier (
    id      BLOB PRIMARY KEY CHECK (length(id) = 16),
    code    TEXT NOT NULL UNIQUE,
    name    TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE place (
    id      BLOB PRIMARY KEY CHECK (length(id) = 16),
    code    TEXT NOT NULL UNIQUE,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL CHECK (kind = 'shop' OR kind = 'window' OR kind = 'tray'
        OR kind = 'safe' OR kind = 'bench'),
    active  INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE family (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    code       TEXT NOT NULL UNIQUE,             -- ring, watch, loose_stone…
    name_fr    TEXT NOT NULL,
    name_en    TEXT NOT NULL,
    durable    INTEGER NOT NULL DEFAULT 0 CHECK (durable IN (0, 1)), -- warranty mention: watches
    version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE piece (
    seq           INTEGER PRIMARY KEY,           -- order of entry; the search index points here
    id            BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    number        TEXT NOT NULL UNIQUE COLLATE NOCASE,   -- "J104", on the tag
    barcode       TEXT,
    epc           TEXT,                          -- of its RFID tag: hexadecimal, in capitals
    family_id     BLOB NOT NULL REFERENCES family (id),
    title         TEXT NOT NULL,                 -- what receipts and labels call it
    metal         TEXT CHECK (metal = 'gold' OR metal = 'silver' OR metal = 'platinum'
        OR metal = 'palladium' OR metal = 'base'),
    fineness      INTEGER CHECK (fineness BETWEEN 1 AND 10000),
    colour        TEXT,                          -- yellow, white, rose…
    gross_mg      INTEGER CHECK (gross_mg >= 0),
    net_mg        INTEGER CHECK (net_mg >= 0),
    size          TEXT,
    hallmark      TEXT,                          -- a word of the vocabulary; NULL: none was seen
    maker         TEXT,
    model         TEXT,
    serial        TEXT,
    supplier_id   BLOB REFERENCES supplier (id),
    purchase_ref  TEXT,
    cost_minor    INTEGER CHECK (cost_minor >= 0),
    price_minor   INTEGER CHECK (price_minor > 0),          -- NULL: not priced yet, not saleable
    vat_regime    TEXT NOT NULL CHECK (vat_regime = 'standard' OR vat_regime = 'margin'
        OR vat_regime = 'exempt_gold'),
    notes         TEXT NOT NULL DEFAULT '',
    attributes    TEXT NOT NULL DEFAULT '{}',    -- JSON: the family's free fields
    state         TEXT NOT NULL CHECK (state = 'available' OR state = 'sold'
        OR state = 'on_memo' OR state = 'withdrawn' OR state = 'mounted'),
    mounted_as    BLOB CHECK (length(mounted_as) = 16),     -- the component it is now, in another piece
    -- Where, whose, with whom: the last custody movement, kept here for reading.
    place_id      BLOB REFERENCES place (id),
    owner_kind    TEXT NOT NULL CHECK (owner_kind = 'shop' OR owner_kind = 'supplier'
        OR owner_kind = 'customer'),
    owner_id      BLOB,
    holder_kind   TEXT NOT NULL CHECK (holder_kind = 'shop' OR holder_kind = 'supplier'
        OR holder_kind = 'customer'),
    holder_id     BLOB,
    import_id     BLOB,
    created_at    INTEGER NOT NULL,
    version       INTEGER NOT NULL DEFAULT 1,
    CHECK ((metal IS NULL OR metal = 'base') OR fineness IS NOT NULL),
    CHECK (net_mg IS NULL OR gross_mg IS NULL OR net_mg <= gross_mg),
    CHECK (mounted_as IS NULL OR state = 'mounted')
) STRICT;

CREATE UNIQUE INDEX piece_barcode ON piece (barcode) WHERE barcode IS NOT NULL;
CREATE UNIQUE INDEX piece_epc ON piece (epc) WHERE epc IS NOT NULL;

-- What became of a piece's tag. The piece's row repeats the last entry.
CREATE TABLE piece_tag (
    seq      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    piece_id BLOB NOT NULL REFERENCES piece (id),
    at       INTEGER NOT NULL,
    user_id  BLOB REFERENCES user (id),          -- NULL: the program itself
    epc      TEXT,                               -- afterwards; NULL: taken off
    was      TEXT,                               -- before
    how      TEXT NOT NULL CHECK (how = 'read' OR how = 'typed' OR how = 'printed'),
    reason   TEXT NOT NULL,
    CHECK (epc IS NOT was),
    CHECK (was IS NULL OR reason <> '')
) STRICT;

CREATE INDEX piece_tag_piece ON piece_tag (piece_id, seq);
CREATE TRIGGER piece_tag_no_update BEFORE UPDATE ON piece_tag
BEGIN SELECT RAISE(ABORT, 'append-only: piece_tag'); END;
CREATE TRIGGER piece_tag_no_delete BEFORE DELETE ON piece_tag
BEGIN SELECT RAISE(ABORT, 'append-only: piece_tag'); END;

-- What the stock's table is sorted by. A page goes on behind the last row of the one before, by the
-- sort value and then the order of entry, which every index ends with.
CREATE INDEX piece_title ON piece (title COLLATE NOCASE);
CREATE INDEX piece_weight ON piece (coalesce(gross_mg, 0));
CREATE INDEX piece_price ON piece (coalesce(price_minor, 0));
CREATE INDEX piece_family ON piece (family_id, number);
CREATE INDEX piece_place ON piece (place_id, state);
CREATE UNIQUE INDEX piece_mounted ON piece (mounted_as) WHERE mounted_as IS NOT NULL;
CREATE INDEX piece_serial ON piece (serial) WHERE serial IS NOT NULL;
-- Second-hand and without a hallmark: few, and looked for whenever the stock is opened.
CREATE INDEX piece_unmarked ON piece (created_at)
    WHERE vat_regime = 'margin' AND hallmark IS NULL AND metal IS NOT NULL AND state = 'available';
CREATE INDEX piece_import ON piece (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE component (
    id                 BLOB PRIMARY KEY CHECK (length(id) = 16),
    piece_id           BLOB NOT NULL REFERENCES piece (id),
    position           INTEGER NOT NULL,         -- the centre is 0
    kind               TEXT NOT NULL CHECK (kind = 'stone' OR kind = 'melee' OR kind = 'setting'
        OR kind = 'chain' OR kind = 'other'),
    stone              TEXT,                     -- diamond, sapphire… of the closed vocabulary
    laboratory_grown   INTEGER NOT NULL DEFAULT 0 CHECK (laboratory_grown IN (0, 1)),
    count              INTEGER NOT NULL DEFAULT 1 CHECK (count >= 1),
    weight_milli_ct    INTEGER CHECK (weight_milli_ct >= 0),    -- of all of them together
    shape              TEXT,
    colour             TEXT,
    clarity            TEXT,
    cut                TEXT,
    fluorescence       TEXT,
    treatment          TEXT,
    origin             TEXT,
    length_um          INTEGER CHECK (length_um > 0),           -- micrometres
    width_um           INTEGER CHECK (width_um > 0),
    depth_um           INTEGER CHECK (depth_um > 0),
    laboratory         TEXT,
    certificate_number TEXT COLLATE NOCASE,
    certificate_file   BLOB REFERENCES file (id),
    attributes         TEXT NOT NULL DEFAULT '{}',
    UNIQUE (piece_id, position)
) STRICT;

CREATE INDEX component_certificate ON component (certificate_number) WHERE certificate_number IS NOT NULL;

CREATE TABLE piece_photo (
    piece_id     BLOB NOT NULL REFERENCES piece (id),
    position     INTEGER NOT NULL,
    file_id      BLOB NOT NULL REFERENCES file (id),            -- upright, no EXIF, at most 2048 px
    thumbnail_id BLOB NOT NULL REFERENCES file (id),            -- 320 px
    PRIMARY KEY (piece_id, position)
) STRICT, WITHOUT ROWID;

-- One entry a change. Custody is corrected by another movement. It tells of the stock's pieces, and of
-- what customers leave: these are no rows of piece, so that no sum of the stock counts them.
CREATE TABLE custody_movement (
    seq         INTEGER PRIMARY KEY,             -- order of writing: what a replay follows
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    piece_id    BLOB REFERENCES piece (id),
    job_id      BLOB CHECK (length(job_id) = 16),               -- a customer's object: repair_job
    object_id   BLOB CHECK (length(object_id) = 16),            -- one that nobody repairs: entrusted_object
    at          INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id),       -- NULL: the program itself
    reason      TEXT NOT NULL CHECK (reason = 'received' OR reason = 'imported'
        OR reason = 'moved' OR reason = 'sold' OR reason = 'returned' OR reason = 'withdrawn'
        OR reason = 'brought_back' OR reason = 'import_undone' OR reason = 'corrected'
        OR reason = 'sent_back' OR reason = 'came_back' OR reason = 'reception_undone'
        OR reason = 'mounted' OR reason = 'taken_out' OR reason = 'stone_set'
        OR reason = 'stone_taken_out'
        OR reason = 'count_moved' OR reason = 'count_missing' OR reason = 'count_found'
        OR reason = 'memo_received' OR reason = 'memo_given_back' OR reason = 'memo_kept'
        OR reason = 'memo_sent' OR reason = 'memo_returned' OR reason = 'memo_invoiced'
        OR reason = 'memo_lost' OR reason = 'memo_held_here' OR reason = 'memo_held_there'
        OR reason = 'memo_cancelled' OR reason = 'used' OR reason = 'given_back'
        OR reason = 'made' OR reason = 'unmade' OR reason = 'worked_in' OR reason = 'worked_out'
        OR reason = 'handed_over' OR reason = 'handed_back'
        OR reason = 'job_taken_in' OR reason = 'job_sent_out' OR reason = 'job_came_back'
        OR reason = 'job_handed_over' OR reason = 'job_corrected'
        OR reason = 'object_taken_in' OR reason = 'object_set' OR reason = 'object_missing'
        OR reason = 'object_handed_over' OR reason = 'object_corrected'),
    document    TEXT,                            -- the ticket, import, slip or other piece's number
    note        TEXT NOT NULL DEFAULT '',
    place_id    BLOB REFERENCES place (id),      -- where it is afterwards; NULL: not in the shop
    owner_kind  TEXT NOT NULL,
    owner_id    BLOB,
    holder_kind TEXT NOT NULL,
    holder_id   BLOB,
    CHECK ((piece_id IS NOT NULL) + (job_id IS NOT NULL) + (object_id IS NOT NULL) = 1),
    CHECK ((job_id IS NOT NULL) = (substr(reason, 1, 4) = 'job_')),
    CHECK ((object_id IS NOT NULL) = (substr(reason, 1, 7) = 'object_'))
) STRICT;

CREATE INDEX custody_movement_piece ON custody_movement (piece_id, seq);
CREATE INDEX custody_movement_job ON custody_movement (job_id, seq) WHERE job_id IS NOT NULL;
CREATE INDEX custody_movement_object ON custody_movement (object_id, seq) WHERE object_id IS NOT NULL;
-- What was written of a person is emptied when they are forgotten; nothing else changes.
CREATE TRIGGER custody_movement_fixed BEFORE UPDATE ON custody_movement
WHEN (old.seq, old.id, old.piece_id, old.job_id, old.object_id, old.at, old.user_id, old.reason,
        old.document, old.place_id, old.owner_kind, old.owner_id, old.holder_kind, old.holder_id)
    IS NOT (new.seq, new.id, new.piece_id, new.job_id, new.object_id, new.at, new.user_id, new.reason,
        new.document, new.place_id, new.owner_kind, new.owner_id, new.holder_kind, new.holder_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: custody_movement'); END;
CREATE TRIGGER custody_movement_no_delete BEFORE DELETE ON custody_movement
BEGIN SELECT RAISE(ABORT, 'append-only: custody_movement'); END;

CREATE TABLE article (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    number      TEXT NOT NULL UNIQUE COLLATE NOCASE,
    barcode     TEXT UNIQUE,
    family_id   BLOB NOT NULL REFERENCES family (id),
    title       TEXT NOT NULL,
    cost_minor  INTEGER CHECK (cost_minor >= 0),
    price_minor INTEGER NOT NULL CHECK (price_minor > 0),
    vat_regime  TEXT NOT NULL CHECK (vat_regime = 'standard' OR vat_regime = 'margin'
        OR vat_regime = 'exempt_gold'),
    quantity    INTEGER NOT NULL DEFAULT 0,      -- the sum of its movements, kept for reading
    favourite   INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1)),
    active      INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    photo_id    BLOB REFERENCES file (id),
    import_id   BLOB,
    gone        INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),  -- taken back with its import
    -- A variant of a model, which is an article too: {"size": "M"}, by the vocabulary's axes.
    model_id    BLOB REFERENCES article (id),
    variant     TEXT NOT NULL DEFAULT '{}',
    own_price   INTEGER NOT NULL DEFAULT 0 CHECK (own_price IN (0, 1)),   -- else its model's
    merged      INTEGER,                         -- how many went back to the model with it
    created_at  INTEGER NOT NULL,
    version     INTEGER NOT NULL DEFAULT 1,
    CHECK ((model_id IS NULL) = (variant = '{}')),
    CHECK (model_id IS NOT NULL OR own_price = 0),
    CHECK (merged IS NULL OR (model_id IS NOT NULL AND active = 0))
) STRICT;

CREATE INDEX article_model ON article (model_id) WHERE model_id IS NOT NULL;
CREATE INDEX article_import ON article (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE article_movement (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    article_id BLOB NOT NULL REFERENCES article (id),
    at         INTEGER NOT NULL,
    user_id    BLOB REFERENCES user (id),        -- NULL: the program itself
    reason     TEXT NOT NULL CHECK (reason = 'received' OR reason = 'imported'
        OR reason = 'sold' OR reason = 'returned' OR reason = 'corrected'
        OR reason = 'sent_back' OR reason = 'came_back' OR reason = 'reception_undone'
        OR reason = 'import_undone' OR reason = 'sorted_in' OR reason = 'sorted_out'
        OR reason = 'used' OR reason = 'given_back'),
    document   TEXT,                             -- the ticket, delivery or other article's number
    quantity   INTEGER NOT NULL CHECK (quantity <> 0)
) STRICT;

CREATE INDEX article_movement_article ON article_movement (article_id, at);
CREATE TRIGGER article_movement_no_update BEFORE UPDATE ON article_movement
BEGIN SELECT RAISE(ABORT, 'append-only: article_movement'); END;
CREATE TRIGGER article_movement_no_delete BEFORE DELETE ON article_movement
BEGIN SELECT RAISE(ABORT, 'append-only: article_movement'); END;

-- Search. Each piece's and article's folded words, by row number (an article's stands above 2^40).
-- The index keeps no text and no positions: it answers which rows have these words, newest first.
CREATE VIRTUAL TABLE stock_search USING fts5 (
    words, content = '', contentless_delete = 1, detail = 'none', tokenize = "unicode61 remove_diacritics 0 tokenchars '.'"
);

-- The distinct words: fragments and typing errors are resolved against these few, not against
-- every row. Words are only ever added.
CREATE TABLE stock_word (
    id   INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
) STRICT;

-- Tells one store's words from another's in a process that has held both.
CREATE TABLE stock_word_set (
    id  INTEGER PRIMARY KEY CHECK (id = 1),
    tag INTEGER NOT NULL
) STRICT;

INSERT INTO stock_word_set VALUES (1, random());
