-- Memos and consignments, both ways: what was left with the shop, and what the shop left with others.
-- Every change of a line is an entry; the line's state repeats its last one for reading.

CREATE TABLE memo (
    seq        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    direction  TEXT NOT NULL CHECK (direction = 'in' OR direction = 'out'),
    series     INTEGER NOT NULL CHECK (series >= 1),    -- gapless in its direction
    number     TEXT NOT NULL UNIQUE,             -- shop code, direction and series: "P1-MS3"
    kind       TEXT NOT NULL CHECK (kind = 'memo' OR kind = 'consignment'),
    party_kind TEXT NOT NULL CHECK (party_kind = 'supplier' OR party_kind = 'customer'),
    party_id   BLOB NOT NULL CHECK (length(party_id) = 16),
    address    TEXT NOT NULL DEFAULT '',         -- a supplier's, as typed; a customer's is on their sheet
    due_on     TEXT NOT NULL,                    -- as its last entry says
    note       TEXT NOT NULL DEFAULT '',
    created_at INTEGER NOT NULL,
    created_by BLOB NOT NULL REFERENCES user (id),
    UNIQUE (direction, series)
) STRICT;

CREATE INDEX memo_party ON memo (party_kind, party_id);
CREATE TRIGGER memo_fixed BEFORE UPDATE ON memo
WHEN (old.seq, old.id, old.direction, old.series, old.number, old.kind, old.party_kind, old.party_id,
        old.address, old.note, old.created_at, old.created_by)
    IS NOT (new.seq, new.id, new.direction, new.series, new.number, new.kind, new.party_kind,
        new.party_id, new.address, new.note, new.created_at, new.created_by)
BEGIN SELECT RAISE(ABORT, 'append-only: memo'); END;
CREATE TRIGGER memo_no_delete BEFORE DELETE ON memo
BEGIN SELECT RAISE(ABORT, 'append-only: memo'); END;

CREATE TABLE memo_line (
    seq               INTEGER PRIMARY KEY,
    id                BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    memo              INTEGER NOT NULL REFERENCES memo (seq),
    position          INTEGER NOT NULL,
    piece_id          BLOB NOT NULL REFERENCES piece (id),
    agreed_minor      INTEGER NOT NULL CHECK (agreed_minor > 0),     -- cost (in) or price (out)
    insured_minor     INTEGER NOT NULL CHECK (insured_minor >= 0),
    -- What a cancellation restores.
    before_owner_kind TEXT NOT NULL,
    before_owner_id   BLOB,
    before_cost_minor INTEGER,
    state             TEXT NOT NULL CHECK (state = 'held' OR state = 'returned' OR state = 'sold'
        OR state = 'kept' OR state = 'invoiced' OR state = 'lost' OR state = 'cancelled'),
    document          TEXT,                      -- the ticket or invoice of a sold or invoiced line
    UNIQUE (memo, position)
) STRICT;

-- A piece is on one memo at a time.
CREATE UNIQUE INDEX memo_line_held ON memo_line (piece_id) WHERE state = 'held';
CREATE INDEX memo_line_piece ON memo_line (piece_id, seq);
CREATE TRIGGER memo_line_fixed BEFORE UPDATE ON memo_line
WHEN (old.seq, old.id, old.memo, old.position, old.piece_id, old.agreed_minor, old.insured_minor,
        old.before_owner_kind, old.before_owner_id, old.before_cost_minor)
    IS NOT (new.seq, new.id, new.memo, new.position, new.piece_id, new.agreed_minor,
        new.insured_minor, new.before_owner_kind, new.before_owner_id, new.before_cost_minor)
BEGIN SELECT RAISE(ABORT, 'append-only: memo_line'); END;
CREATE TRIGGER memo_line_no_delete BEFORE DELETE ON memo_line
BEGIN SELECT RAISE(ABORT, 'append-only: memo_line'); END;

CREATE TABLE memo_entry (
    seq      INTEGER PRIMARY KEY,
    memo     INTEGER NOT NULL REFERENCES memo (seq),
    line     INTEGER REFERENCES memo_line (seq), -- NULL: of the whole memo
    at       INTEGER NOT NULL,
    user_id  BLOB REFERENCES user (id),          -- NULL: the program itself
    what     TEXT NOT NULL CHECK (what = 'opened' OR what = 'returned' OR what = 'sold'
        OR what = 'sale_undone' OR what = 'kept' OR what = 'invoiced' OR what = 'lost'
        OR what = 'corrected' OR what = 'cancelled' OR what = 'due_changed' OR what = 'chased'),
    state    TEXT,                               -- of the line afterwards
    due_on   TEXT,                               -- of the memo afterwards, where this changed it
    document TEXT,
    note     TEXT NOT NULL DEFAULT '',
    CHECK ((line IS NULL) = (state IS NULL))
) STRICT;

CREATE INDEX memo_entry_memo ON memo_entry (memo, seq);
CREATE INDEX memo_entry_line ON memo_entry (line, seq) WHERE line IS NOT NULL;
CREATE TRIGGER memo_entry_no_update BEFORE UPDATE ON memo_entry
BEGIN SELECT RAISE(ABORT, 'append-only: memo_entry'); END;
CREATE TRIGGER memo_entry_no_delete BEFORE DELETE ON memo_entry
BEGIN SELECT RAISE(ABORT, 'append-only: memo_entry'); END;

-- What was paid to a consignor or vendor (in), or by who bought from a memo (out). A mistake is
-- another row with the amount below zero.
CREATE TABLE memo_settlement (
    seq          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    direction    TEXT NOT NULL CHECK (direction = 'in' OR direction = 'out'),
    party_kind   TEXT NOT NULL CHECK (party_kind = 'supplier' OR party_kind = 'customer'),
    party_id     BLOB NOT NULL CHECK (length(party_id) = 16),
    at           INTEGER NOT NULL,
    user_id      BLOB NOT NULL REFERENCES user (id),
    paid_on      TEXT NOT NULL,
    means        TEXT NOT NULL CHECK (means = 'transfer' OR means = 'cheque' OR means = 'card'
        OR means = 'offset' OR means = 'cash'),
    -- Cash went through a drawer, and says which movement of it.
    cash_movement BLOB UNIQUE REFERENCES cash_movement (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    reference    TEXT NOT NULL,
    note         TEXT NOT NULL DEFAULT '',
    reverses     INTEGER UNIQUE REFERENCES memo_settlement (seq),
    CHECK ((amount_minor < 0) = (reverses IS NOT NULL)),
    CHECK ((means = 'cash') = (cash_movement IS NOT NULL))
) STRICT;

CREATE INDEX memo_settlement_party ON memo_settlement (direction, party_kind, party_id);
CREATE TRIGGER memo_settlement_no_update BEFORE UPDATE ON memo_settlement
BEGIN SELECT RAISE(ABORT, 'append-only: memo_settlement'); END;
CREATE TRIGGER memo_settlement_no_delete BEFORE DELETE ON memo_settlement
BEGIN SELECT RAISE(ABORT, 'append-only: memo_settlement'); END;
