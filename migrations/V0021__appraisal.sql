-- Appraisals: drafts that change at will, and certificates that never do. A draft is one text, because
-- it is a document in the making that nothing but its editor looks into; what lists and searches need
-- stands beside it. From its issue on the frozen document, its digest and its number are locked: what
-- happens to it afterwards is an entry, and the state repeats the last one.

CREATE TABLE appraisal (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind        TEXT NOT NULL CHECK (kind = 'insurance' OR kind = 'estate' OR kind = 'sale'
        OR kind = 'comparison'),
    state       TEXT NOT NULL CHECK (state = 'draft' OR state = 'cancelled' OR state = 'issued'
        OR state = 'superseded' OR state = 'withdrawn'),
    customer_id BLOB REFERENCES customer (id),
    title       TEXT NOT NULL,                   -- of its first object
    items       INTEGER NOT NULL CHECK (items >= 0),
    total_minor INTEGER NOT NULL CHECK (total_minor >= 0),
    draft       TEXT NOT NULL,                   -- JSON, as its editor has it
    replaces    INTEGER REFERENCES appraisal (seq),
    created_at  INTEGER NOT NULL,
    created_by  BLOB NOT NULL REFERENCES user (id),
    version     INTEGER NOT NULL DEFAULT 1,
    fee_minor   INTEGER CHECK (fee_minor > 0),   -- what the work of it costs, VAT included; tickets say what is paid
    -- From its issue on:
    year        INTEGER,
    series      INTEGER CHECK (series >= 1),     -- from one in its year, without gaps
    number      TEXT UNIQUE,                     -- "P1-EX2026-0001"
    issued_at   INTEGER,
    issued_by   BLOB REFERENCES user (id),
    valid_until TEXT,
    document    BLOB,                            -- frozen, without the customer's name
    sha256      BLOB CHECK (length(sha256) = 32),
    person      TEXT,                            -- JSON: who it is made out to; NULL once forgotten
    UNIQUE (year, series),
    CHECK ((number IS NULL) = (state = 'draft' OR state = 'cancelled')),
    CHECK ((number IS NULL) = (document IS NULL)),
    CHECK ((number IS NULL) = (sha256 IS NULL)),
    CHECK ((number IS NULL) = (series IS NULL)),
    CHECK ((number IS NULL) = (issued_at IS NULL))
) STRICT;

CREATE INDEX appraisal_customer ON appraisal (customer_id) WHERE customer_id IS NOT NULL;
-- One successor at a time.
CREATE UNIQUE INDEX appraisal_replaces ON appraisal (replaces)
    WHERE replaces IS NOT NULL AND state <> 'cancelled';

-- Once issued it is locked. A person may be forgotten, and never become another; a state has its ways.
CREATE TRIGGER appraisal_locked BEFORE UPDATE ON appraisal
WHEN old.number IS NOT NULL AND ((old.seq, old.id, old.kind, old.customer_id, old.title, old.items,
        old.total_minor, old.draft, old.replaces, old.created_at, old.created_by, old.version, old.year,
        old.series, old.number, old.issued_at, old.issued_by, old.valid_until, old.document, old.sha256)
    IS NOT (new.seq, new.id, new.kind, new.customer_id, new.title, new.items, new.total_minor,
        new.draft, new.replaces, new.created_at, new.created_by, new.version, new.year, new.series,
        new.number, new.issued_at, new.issued_by, new.valid_until, new.document, new.sha256)
    OR (new.person IS NOT NULL AND new.person IS NOT old.person))
OR new.state <> old.state AND NOT (
    (old.state = 'draft' AND (new.state = 'issued' OR new.state = 'cancelled'))
    OR (old.state = 'cancelled' AND new.state = 'draft')
    OR (old.state = 'issued' AND (new.state = 'superseded' OR new.state = 'withdrawn')))
BEGIN SELECT RAISE(ABORT, 'append-only: appraisal'); END;
CREATE TRIGGER appraisal_no_delete BEFORE DELETE ON appraisal
BEGIN SELECT RAISE(ABORT, 'append-only: appraisal'); END;

-- The pieces of the stock, or of the customer, that it is about.
CREATE TABLE appraisal_piece (
    appraisal INTEGER NOT NULL REFERENCES appraisal (seq),
    piece_id  BLOB NOT NULL REFERENCES piece (id),
    PRIMARY KEY (appraisal, piece_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX appraisal_piece_of ON appraisal_piece (piece_id);
CREATE TRIGGER appraisal_piece_locked BEFORE DELETE ON appraisal_piece
WHEN (SELECT number FROM appraisal WHERE seq = old.appraisal) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: appraisal_piece'); END;
CREATE TRIGGER appraisal_piece_fixed BEFORE UPDATE ON appraisal_piece
BEGIN SELECT RAISE(ABORT, 'append-only: appraisal_piece'); END;
CREATE TRIGGER appraisal_piece_closed BEFORE INSERT ON appraisal_piece
WHEN (SELECT number FROM appraisal WHERE seq = new.appraisal) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: appraisal_piece'); END;

CREATE TABLE appraisal_entry (
    seq       INTEGER PRIMARY KEY,
    appraisal INTEGER NOT NULL REFERENCES appraisal (seq),
    at        INTEGER NOT NULL,
    user_id   BLOB NOT NULL REFERENCES user (id),
    what      TEXT NOT NULL CHECK (what = 'created' OR what = 'issued' OR what = 'cancelled'
        OR what = 'reopened' OR what = 'superseded' OR what = 'withdrawn' OR what = 'fee'
        OR what = 'paid' OR what = 'unpaid'),
    note      TEXT NOT NULL DEFAULT '',
    other     INTEGER REFERENCES appraisal (seq) -- the successor
) STRICT;

CREATE INDEX appraisal_entry_of ON appraisal_entry (appraisal, seq);
CREATE TRIGGER appraisal_entry_no_update BEFORE UPDATE ON appraisal_entry
BEGIN SELECT RAISE(ABORT, 'append-only: appraisal_entry'); END;
CREATE TRIGGER appraisal_entry_no_delete BEFORE DELETE ON appraisal_entry
BEGIN SELECT RAISE(ABORT, 'append-only: appraisal_entry'); END;
