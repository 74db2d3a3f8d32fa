-- The stock's table as a tool: one change given to many pieces at once, and views that are kept.

-- A change to many pieces: drawn up, looked at, carried out piece by piece, taken back by another.
CREATE TABLE bulk_edit (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    number     INTEGER UNIQUE,                   -- from one, without gaps; NULL while it is a draft
    state      TEXT NOT NULL CHECK (state = 'draft' OR state = 'running' OR state = 'done'),
    field      TEXT NOT NULL CHECK (field = 'place' OR field = 'family' OR field = 'supplier'
        OR field = 'vat_regime' OR field = 'price' OR field = 'floor' OR field = 'attribute'),
    name       TEXT CHECK (length(name) > 0),    -- of an attribute: its field's code, or its own name
    how        TEXT CHECK (how = 'percent' OR how = 'amount' OR how = 'exactly'), -- of a price
    -- What it is to be: an id, a word, cents or parts per ten thousand; NULL takes it away.
    value      ANY,
    ending     TEXT,                             -- what a new price ends with
    undoes     BLOB REFERENCES bulk_edit (id),
    user_id    BLOB REFERENCES user (id),        -- NULL: the program itself
    created_at INTEGER NOT NULL,
    applied_at INTEGER,
    CHECK ((state = 'draft') = (number IS NULL)),
    CHECK ((state = 'draft') = (applied_at IS NULL)),
    CHECK ((field = 'price') = (how IS NOT NULL)),
    CHECK ((field = 'attribute') = (name IS NOT NULL))
) STRICT;

CREATE TABLE bulk_line (
    bulk_id   BLOB NOT NULL REFERENCES bulk_edit (id),
    position  INTEGER NOT NULL,
    piece_id  BLOB NOT NULL REFERENCES piece (id),
    old_value ANY,
    new_value ANY,
    problem   TEXT,                              -- why the piece stays as it was
    done      INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1)),
    PRIMARY KEY (bulk_id, position),
    UNIQUE (bulk_id, piece_id),
    CHECK (done = 0 OR problem IS NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX bulk_line_piece ON bulk_line (piece_id) WHERE done = 1;
CREATE INDEX bulk_line_left ON bulk_line (bulk_id, position) WHERE done = 0 AND problem IS NULL;

-- A draft is nothing yet. What was carried out stays as it was carried out.
CREATE TRIGGER bulk_edit_no_update BEFORE UPDATE ON bulk_edit WHEN OLD.state = 'done'
BEGIN SELECT RAISE(ABORT, 'append-only: bulk_edit'); END;
CREATE TRIGGER bulk_edit_no_delete BEFORE DELETE ON bulk_edit WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'append-only: bulk_edit'); END;
CREATE TRIGGER bulk_line_no_update BEFORE UPDATE ON bulk_line
WHEN OLD.done = 1 OR OLD.problem IS NOT NULL
    OR (SELECT state FROM bulk_edit WHERE id = OLD.bulk_id) <> 'running'
BEGIN SELECT RAISE(ABORT, 'append-only: bulk_line'); END;
CREATE TRIGGER bulk_line_no_delete BEFORE DELETE ON bulk_line
WHEN (SELECT state FROM bulk_edit WHERE id = OLD.bulk_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'append-only: bulk_line'); END;

-- Columns, order and filter under a name: everybody's own, or one for all.
CREATE TABLE stock_view (
    id          BLOB PRIMARY KEY CHECK (length(id) = 16),
    user_id     BLOB NOT NULL REFERENCES user (id),
    name        TEXT NOT NULL COLLATE NOCASE,
    shared      INTEGER NOT NULL DEFAULT 0 CHECK (shared IN (0, 1)),
    columns     TEXT NOT NULL,                   -- the columns' words, joined by commas
    sort        TEXT NOT NULL,
    descending  INTEGER NOT NULL CHECK (descending IN (0, 1)),
    text        TEXT NOT NULL DEFAULT '',        -- as typed
    family_id   BLOB REFERENCES family (id),
    place_id    BLOB REFERENCES place (id),
    supplier_id BLOB REFERENCES supplier (id),
    metal       TEXT,
    state       TEXT,                            -- NULL: every state
    version     INTEGER NOT NULL DEFAULT 1,
    UNIQUE (user_id, name)
) STRICT;

-- The one a person's table opens with.
CREATE TABLE stock_view_first (
    user_id BLOB PRIMARY KEY REFERENCES user (id),
    view_id BLOB NOT NULL REFERENCES stock_view (id)
) STRICT, WITHOUT ROWID;

-- Photos added together, each to the piece whose number its file's name begins with.
CREATE TABLE photo_batch (
    seq     INTEGER PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    at      INTEGER NOT NULL,
    user_id BLOB REFERENCES user (id)            -- NULL: the program itself
) STRICT;

CREATE TABLE photo_added (
    seq      INTEGER PRIMARY KEY,
    batch_id BLOB NOT NULL REFERENCES photo_batch (id),
    name     TEXT NOT NULL,
    piece_id BLOB NOT NULL REFERENCES piece (id),
    file_id  BLOB NOT NULL REFERENCES file (id)
) STRICT;

CREATE INDEX photo_added_batch ON photo_added (batch_id, seq);

CREATE TABLE photo_taken_back (
    batch_id BLOB PRIMARY KEY REFERENCES photo_batch (id),
    at       INTEGER NOT NULL,
    user_id  BLOB REFERENCES user (id),
    taken    INTEGER NOT NULL CHECK (taken >= 0) -- that were still there
) STRICT;

CREATE TRIGGER photo_batch_no_update BEFORE UPDATE ON photo_batch
BEGIN SELECT RAISE(ABORT, 'append-only: photo_batch'); END;
CREATE TRIGGER photo_batch_no_delete BEFORE DELETE ON photo_batch
BEGIN SELECT RAISE(ABORT, 'append-only: photo_batch'); END;
CREATE TRIGGER photo_added_no_update BEFORE UPDATE ON photo_added
BEGIN SELECT RAISE(ABORT, 'append-only: photo_added'); END;
CREATE TRIGGER photo_added_no_delete BEFORE DELETE ON photo_added
BEGIN SELECT RAISE(ABORT, 'append-only: photo_added'); END;
CREATE TRIGGER photo_taken_back_no_update BEFORE UPDATE ON photo_taken_back
BEGIN SELECT RAISE(ABORT, 'append-only: photo_taken_back'); END;
CREATE TRIGGER photo_taken_back_no_delete BEFORE DELETE ON photo_taken_back
BEGIN SELECT RAISE(ABORT, 'append-only: photo_taken_back'); END;
