-- What customers leave that is not for repair: a jewel to be appraised, the objects of an estate, stones of
-- their own for an order. One numbered slip each time; where each object is stands in the custody ledger.

-- A deposit slip. What it is about has its own tables; the slip keeps whose the objects are.
CREATE TABLE keeping_slip (
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

CREATE INDEX keeping_slip_of ON keeping_slip (of_id, seq);
CREATE INDEX keeping_slip_customer ON keeping_slip (customer_id, seq);
CREATE TRIGGER keeping_slip_fixed BEFORE UPDATE ON keeping_slip
WHEN (old.seq, old.id, old.year, old.series, old.number, old.customer_id, old.of, old.of_id,
        old.language, old.on_day, old.at, old.user_id)
    IS NOT (new.seq, new.id, new.year, new.series, new.number, new.customer_id, new.of, new.of_id,
        new.language, new.on_day, new.at, new.user_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: keeping_slip'); END;
CREATE TRIGGER keeping_slip_no_delete BEFORE DELETE ON keeping_slip
BEGIN SELECT RAISE(ABORT, 'append-only: keeping_slip'); END;

-- What was put on the counter, in neutral words.
CREATE TABLE keeping_object (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    slip        INTEGER NOT NULL REFERENCES keeping_slip (seq),
    position    INTEGER NOT NULL CHECK (position BETWEEN 1 AND 50),
    code        TEXT NOT NULL UNIQUE COLLATE NOCASE,            -- on its envelope: "P1-D26-7-1"
    object      TEXT NOT NULL CHECK (length(object) > 0),       -- "broche, métal jaune, pierre bleue"
    count       INTEGER NOT NULL CHECK (count BETWEEN 1 AND 1000),
    gross_ug    INTEGER CHECK (gross_ug > 0),    -- of all of it, as the scale gave it
    condition   TEXT NOT NULL DEFAULT '',        -- emptied when a customer is forgotten
    declared_minor INTEGER CHECK (declared_minor >= 0),
    UNIQUE (slip, position)
) STRICT;

CREATE TRIGGER keeping_object_fixed BEFORE UPDATE ON keeping_object
WHEN (old.seq, old.id, old.slip, old.position, old.code, old.object, old.count, old.gross_ug,
        old.declared_minor)
    IS NOT (new.seq, new.id, new.slip, new.position, new.code, new.object, new.count, new.gross_ug,
        new.declared_minor)
    OR (new.condition <> '' AND new.condition <> old.condition)
BEGIN SELECT RAISE(ABORT, 'append-only: keeping_object'); END;
CREATE TRIGGER keeping_object_no_delete BEFORE DELETE ON keeping_object
BEGIN SELECT RAISE(ABORT, 'append-only: keeping_object'); END;

-- What happened to it. A mistake is another row that names the first; the last row that stands holds.
CREATE TABLE keeping_entry (
    seq          INTEGER PRIMARY KEY,
    object       INTEGER NOT NULL REFERENCES keeping_object (seq),
    what         TEXT NOT NULL CHECK (what = 'taken_in' OR what = 'given_back' OR what = 'corrected'),
    undoes       INTEGER UNIQUE REFERENCES keeping_entry (seq),
    gross_ug     INTEGER CHECK (gross_ug > 0),   -- as it went home
    tolerance_ug INTEGER,
    differs      INTEGER NOT NULL DEFAULT 0 CHECK (differs IN (0, 1)),
    reason       TEXT NOT NULL DEFAULT '',       -- emptied, but for a dash, when a customer is forgotten
    given_to     TEXT NOT NULL DEFAULT '',       -- where it was not the customer; emptied as well
    allowed_by   BLOB REFERENCES user (id),      -- of a difference
    at           INTEGER NOT NULL,
    user_id      BLOB NOT NULL REFERENCES user (id),
    CHECK ((undoes IS NOT NULL) = (what = 'corrected')),
    CHECK (undoes IS NULL OR length(reason) > 0),
    CHECK (differs = 0 OR (length(reason) > 0 AND allowed_by IS NOT NULL))
) STRICT;

CREATE INDEX keeping_entry_of ON keeping_entry (object, seq);
CREATE TRIGGER keeping_entry_fixed BEFORE UPDATE ON keeping_entry
WHEN (old.seq, old.object, old.what, old.undoes, old.gross_ug, old.tolerance_ug, old.differs,
        old.allowed_by, old.at, old.user_id)
    IS NOT (new.seq, new.object, new.what, new.undoes, new.gross_ug, new.tolerance_ug, new.differs,
        new.allowed_by, new.at, new.user_id)
    OR (new.reason <> '—' AND new.reason <> old.reason)
    OR (new.given_to <> '' AND new.given_to <> old.given_to)
BEGIN SELECT RAISE(ABORT, 'append-only: keeping_entry'); END;
CREATE TRIGGER keeping_entry_no_delete BEFORE DELETE ON keeping_entry
BEGIN SELECT RAISE(ABORT, 'append-only: keeping_entry'); END;

-- What was printed of a slip, and as which copy: 0 is the first.
CREATE TABLE keeping_print (
    seq     INTEGER PRIMARY KEY,
    slip    INTEGER NOT NULL REFERENCES keeping_slip (seq),
    copy    INTEGER NOT NULL CHECK (copy >= 0),
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id),
    UNIQUE (slip, copy)
) STRICT;

CREATE TRIGGER keeping_print_no_update BEFORE UPDATE ON keeping_print
BEGIN SELECT RAISE(ABORT, 'append-only: keeping_print'); END;
CREATE TRIGGER keeping_print_no_delete BEFORE DELETE ON keeping_print
BEGIN SELECT RAISE(ABORT, 'append-only: keeping_print'); END;

-- The ledger names only what was taken in: for work, or to be kept.
DROP TRIGGER custody_movement_of_job;
CREATE TRIGGER custody_movement_of_job BEFORE INSERT ON custody_movement
WHEN new.job_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM repair_job WHERE id = new.job_id)
    AND NOT EXISTS (SELECT 1 FROM keeping_object WHERE id = new.job_id)
BEGIN SELECT RAISE(ABORT, 'no such job: custody_movement'); END;
