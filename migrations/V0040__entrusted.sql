-- What customers leave that is not for repair: a jewel to be appraised, the objects of an estate, stones of
-- their own for an order. One numbered slip each time; where each object is stands in the custody ledger.

-- A deposit slip. What it is about has its own tables; the slip keeps whose the objects are.
CREATE TABLE entrusted_slip (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    year        INTEGER NOT NULL,                -- of the shop's day
    series      INTEGER NOT NULL CHECK (series >= 1),           -- gapless in its year
    number      TEXT NOT NULL UNIQUE COLLATE NOCASE,            -- "P1-D26-7"
    customer_id BLOB NOT NULL REFERENCES customer (id),
    of          TEXT NOT NULL CHECK (of = 'appraisal' OR of = 'estate' OR of = 'custom'),
    of_id       BLOB NOT NULL CHECK (length(of_id) = 16),
    language    TEXT NOT NULL CHECK (language = 'fr' OR language = 'en'),
    note        TEXT NOT NULL DEFAULT '',        -- emptied when a customer is forgotten
    on_day      TEXT NOT NULL CHECK (length(on_day) = 10),
    at          INTEGER NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id),             -- who took it in
    UNIQUE (year, series)
) STRICT;

CREATE INDEX entrusted_slip_of ON entrusted_slip (of_id, seq);
CREATE INDEX entrusted_slip_customer ON entrusted_slip (customer_id, seq);
CREATE TRIGGER entrusted_slip_fixed BEFORE UPDATE ON entrusted_slip
WHEN (old.seq, old.id, old.year, old.series, old.number, old.customer_id, old.of, old.of_id,
        old.language, old.on_day, old.at, old.user_id)
    IS NOT (new.seq, new.id, new.year, new.series, new.number, new.customer_id, new.of, new.of_id,
        new.language, new.on_day, new.at, new.user_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: entrusted_slip'); END;
CREATE TRIGGER entrusted_slip_no_delete BEFORE DELETE ON entrusted_slip
BEGIN SELECT RAISE(ABORT, 'append-only: entrusted_slip'); END;

-- What was put on the counter, in neutral words: a jewel, or stones alike.
CREATE TABLE entrusted_object (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    slip        INTEGER NOT NULL REFERENCES entrusted_slip (seq),
    position    INTEGER NOT NULL CHECK (position BETWEEN 1 AND 50),
    code        TEXT NOT NULL UNIQUE COLLATE NOCASE,            -- on its envelope: "P1-D26-7-1"
    object      TEXT NOT NULL CHECK (length(object) > 0),       -- "broche, métal jaune, pierre bleue"
    count       INTEGER NOT NULL CHECK (count BETWEEN 1 AND 1000),
    gross_ug    INTEGER CHECK (gross_ug > 0),    -- of all of it, as the scale gave it
    cut         TEXT NOT NULL DEFAULT '',        -- of stones: "ronde, taille brillant"
    size        TEXT NOT NULL DEFAULT '',        -- "5,2 × 5,1 × 3,2 mm"
    marks       TEXT NOT NULL DEFAULT '',        -- by which it is known again; emptied when a customer is forgotten
    condition   TEXT NOT NULL DEFAULT '',        -- emptied as well
    declared_minor INTEGER CHECK (declared_minor >= 0),
    UNIQUE (slip, position)
) STRICT;

CREATE TRIGGER entrusted_object_fixed BEFORE UPDATE ON entrusted_object
WHEN (old.seq, old.id, old.slip, old.position, old.code, old.object, old.count, old.gross_ug, old.cut,
        old.size, old.declared_minor)
    IS NOT (new.seq, new.id, new.slip, new.position, new.code, new.object, new.count, new.gross_ug,
        new.cut, new.size, new.declared_minor)
    OR (new.marks <> '' AND new.marks <> old.marks)
    OR (new.condition <> '' AND new.condition <> old.condition)
BEGIN SELECT RAISE(ABORT, 'append-only: entrusted_object'); END;
CREATE TRIGGER entrusted_object_no_delete BEFORE DELETE ON entrusted_object
BEGIN SELECT RAISE(ABORT, 'append-only: entrusted_object'); END;

-- What happened to it, or to some of them. A mistake is another row that names the first.
CREATE TABLE entrusted_entry (
    seq          INTEGER PRIMARY KEY,
    object       INTEGER NOT NULL REFERENCES entrusted_object (seq),
    what         TEXT NOT NULL CHECK (what = 'taken_in' OR what = 'given_back' OR what = 'set'
        OR what = 'missing' OR what = 'corrected'),
    count        INTEGER NOT NULL CHECK (count BETWEEN 1 AND 1000),  -- how many of them
    undoes       INTEGER UNIQUE REFERENCES entrusted_entry (seq),
    delivery     INTEGER REFERENCES custom_entry (seq),         -- the order's move that accounted for it
    gross_ug     INTEGER CHECK (gross_ug > 0),   -- as it went home
    tolerance_ug INTEGER,
    differs      INTEGER NOT NULL DEFAULT 0 CHECK (differs IN (0, 1)),
    shown        INTEGER NOT NULL DEFAULT 1 CHECK (shown IN (0, 1)), -- the slip was, when it went home
    reason       TEXT NOT NULL DEFAULT '',       -- emptied, but for a dash, when a customer is forgotten
    given_to     TEXT NOT NULL DEFAULT '',       -- where it was not the customer; emptied as well
    allowed_by   BLOB REFERENCES user (id),      -- of a difference, of a return that was none
    at           INTEGER NOT NULL,
    user_id      BLOB NOT NULL REFERENCES user (id),
    CHECK ((undoes IS NOT NULL) = (what = 'corrected')),
    CHECK (undoes IS NULL OR length(reason) > 0),
    CHECK (shown = 1 OR length(reason) > 0),
    CHECK (differs = 0 OR (length(reason) > 0 AND allowed_by IS NOT NULL)),
    CHECK (what <> 'missing' OR differs = 1)
) STRICT;

CREATE INDEX entrusted_entry_of ON entrusted_entry (object, seq);
CREATE INDEX entrusted_entry_delivery ON entrusted_entry (delivery) WHERE delivery IS NOT NULL;
CREATE TRIGGER entrusted_entry_fixed BEFORE UPDATE ON entrusted_entry
WHEN (old.seq, old.object, old.what, old.count, old.undoes, old.delivery, old.gross_ug,
        old.tolerance_ug, old.differs, old.shown, old.allowed_by, old.at, old.user_id)
    IS NOT (new.seq, new.object, new.what, new.count, new.undoes, new.delivery, new.gross_ug,
        new.tolerance_ug, new.differs, new.shown, new.allowed_by, new.at, new.user_id)
    OR (new.reason <> '—' AND new.reason <> old.reason)
    OR (new.given_to <> '' AND new.given_to <> old.given_to)
BEGIN SELECT RAISE(ABORT, 'append-only: entrusted_entry'); END;
CREATE TRIGGER entrusted_entry_no_delete BEFORE DELETE ON entrusted_entry
BEGIN SELECT RAISE(ABORT, 'append-only: entrusted_entry'); END;

CREATE TABLE entrusted_photo (
    seq          INTEGER PRIMARY KEY,
    object       INTEGER NOT NULL REFERENCES entrusted_object (seq),
    file_id      BLOB NOT NULL REFERENCES file (id),
    thumbnail_id BLOB NOT NULL REFERENCES file (id),
    at           INTEGER NOT NULL,
    user_id      BLOB NOT NULL REFERENCES user (id),
    off_at       INTEGER,                        -- taken off the sheet; kept
    UNIQUE (object, file_id)
) STRICT;

CREATE TRIGGER entrusted_photo_fixed BEFORE UPDATE ON entrusted_photo
WHEN (old.seq, old.object, old.file_id, old.thumbnail_id, old.at, old.user_id)
    IS NOT (new.seq, new.object, new.file_id, new.thumbnail_id, new.at, new.user_id)
BEGIN SELECT RAISE(ABORT, 'append-only: entrusted_photo'); END;
CREATE TRIGGER entrusted_photo_no_delete BEFORE DELETE ON entrusted_photo
BEGIN SELECT RAISE(ABORT, 'append-only: entrusted_photo'); END;

-- What was printed of a slip, and as which copy: 0 is the first.
CREATE TABLE entrusted_print (
    seq     INTEGER PRIMARY KEY,
    slip    INTEGER NOT NULL REFERENCES entrusted_slip (seq),
    copy    INTEGER NOT NULL CHECK (copy >= 0),
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id),
    UNIQUE (slip, copy)
) STRICT;

CREATE TRIGGER entrusted_print_no_update BEFORE UPDATE ON entrusted_print
BEGIN SELECT RAISE(ABORT, 'append-only: entrusted_print'); END;
CREATE TRIGGER entrusted_print_no_delete BEFORE DELETE ON entrusted_print
BEGIN SELECT RAISE(ABORT, 'append-only: entrusted_print'); END;

-- The ledger names only what was taken in.
CREATE TRIGGER custody_movement_of_object BEFORE INSERT ON custody_movement
WHEN new.object_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM entrusted_object WHERE id = new.object_id)
BEGIN SELECT RAISE(ABORT, 'no such object: custody_movement'); END;
