-- The till's day, and the double-entry ledger that cash (and later deposits, credit and fine metal)
-- is counted in.

CREATE TABLE ledger_entry (
    id       BLOB PRIMARY KEY CHECK (length(id) = 16),
    at       INTEGER NOT NULL,
    kind     TEXT NOT NULL,                      -- opening, sale, cash_in, closing, memo_line…
    document TEXT
) STRICT;

-- Postings of one entry and asset sum to zero. account: "cash:<till code>", "revenue", "card"…
CREATE TABLE posting (
    entry_id BLOB NOT NULL REFERENCES ledger_entry (id),
    position INTEGER NOT NULL,
    account  TEXT NOT NULL,
    asset    TEXT NOT NULL,                      -- "EUR" in cents, later "XAU" in milligrams
    amount   INTEGER NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (entry_id, position)
) STRICT, WITHOUT ROWID;

-- What somebody is owed or owes, as of any day: of the few accounts that are asked so.
CREATE INDEX posting_party ON posting (account, entry_id)
    WHERE account GLOB 'payable:*' OR account GLOB 'receivable:*';

-- The sum of an account's postings, kept as they are written: what a drawer should hold is read,
-- not summed over the years.
CREATE TABLE ledger_balance (
    account TEXT NOT NULL,
    asset   TEXT NOT NULL,
    amount  INTEGER NOT NULL,
    PRIMARY KEY (account, asset)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'append-only: ledger_entry'); END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'append-only: ledger_entry'); END;
CREATE TRIGGER posting_no_update BEFORE UPDATE ON posting
BEGIN SELECT RAISE(ABORT, 'append-only: posting'); END;
CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting
BEGIN SELECT RAISE(ABORT, 'append-only: posting'); END;

-- A till's day runs from an opening to its closing; there is at most one open at a time.
CREATE TABLE opening (
    id          BLOB PRIMARY KEY CHECK (length(id) = 16),
    till_id     BLOB NOT NULL REFERENCES till (id),
    business_on TEXT NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id),
    at          INTEGER NOT NULL,
    float_minor INTEGER NOT NULL CHECK (float_minor >= 0),
    float_count TEXT NOT NULL,                   -- JSON: denomination in cents → how many
    reason      TEXT NOT NULL DEFAULT ''         -- why a day that was closed is opened again
) STRICT;

-- By rowid within a till: the order of writing, whatever a clock did.
CREATE INDEX opening_till ON opening (till_id);

CREATE TABLE cash_movement (
    id           BLOB PRIMARY KEY CHECK (length(id) = 16),
    opening_id   BLOB NOT NULL REFERENCES opening (id),
    at           INTEGER NOT NULL,
    user_id      BLOB NOT NULL REFERENCES user (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),    -- in is positive
    reason       TEXT NOT NULL CHECK (reason <> '')
) STRICT;

CREATE INDEX cash_movement_opening ON cash_movement (opening_id);

-- The drawer opened by hand: without a sale and without cash that is meant to move.
CREATE TABLE drawer_opening (
    id      BLOB PRIMARY KEY CHECK (length(id) = 16),
    till_id BLOB NOT NULL REFERENCES till (id),
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id),
    reason  TEXT NOT NULL CHECK (reason <> '')
) STRICT;

CREATE INDEX drawer_opening_till ON drawer_opening (till_id, at);

-- The Z. Its figures are frozen in the GRANDTOTAL record; totals is the same JSON, for reading.
CREATE TABLE closing (
    id                BLOB PRIMARY KEY CHECK (length(id) = 16),
    period            TEXT NOT NULL CHECK (period = 'day' OR period = 'month' OR period = 'year'),
    number            INTEGER NOT NULL,          -- GRANDTOTAL sequence
    till_id           BLOB REFERENCES till (id), -- NULL for month and year: the whole shop
    opening_id        BLOB UNIQUE REFERENCES opening (id),
    business_on       TEXT NOT NULL,             -- the day; the first day of the month or year
    until_on          TEXT NOT NULL,             -- the last day it covers
    counted_on        TEXT NOT NULL,             -- the day by which month and year count it
    user_id           BLOB REFERENCES user (id), -- NULL: the program, when a new month begins
    at                INTEGER NOT NULL,
    counted_minor     INTEGER,
    counted           TEXT NOT NULL DEFAULT '{}', -- JSON: denomination in cents → how many
    expected_minor    INTEGER,
    tenders           TEXT NOT NULL DEFAULT '[]', -- JSON: each means of payment, expected and counted
    difference_reason TEXT NOT NULL DEFAULT '',
    total_minor       INTEGER NOT NULL,
    perpetual_minor   INTEGER NOT NULL,          -- signed, since the first day
    perpetual_absolute_minor INTEGER NOT NULL,   -- in absolute value, since the first day
    totals            TEXT NOT NULL              -- JSON
) STRICT;

CREATE INDEX closing_on ON closing (period, counted_on);
CREATE INDEX closing_till ON closing (till_id) WHERE till_id IS NOT NULL;
CREATE UNIQUE INDEX closing_period ON closing (period, business_on) WHERE period <> 'day';

-- A count of the evening that did not agree, whatever was counted afterwards.
CREATE TABLE recount (
    id          BLOB PRIMARY KEY CHECK (length(id) = 16),
    opening_id  BLOB NOT NULL REFERENCES opening (id),
    at          INTEGER NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id),
    differences TEXT NOT NULL                    -- JSON: what was counted and what was expected
) STRICT;

CREATE INDEX recount_opening ON recount (opening_id);

-- Reprints of a closing: numbered per closing, journaled in the DUPLICATE chain.
CREATE TABLE closing_duplicate (
    closing_id BLOB NOT NULL REFERENCES closing (id),
    copy       INTEGER NOT NULL CHECK (copy >= 1),
    seq        INTEGER NOT NULL UNIQUE,
    at         INTEGER NOT NULL,
    user_id    BLOB NOT NULL REFERENCES user (id),
    till_id    BLOB REFERENCES till (id),
    PRIMARY KEY (closing_id, copy)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER opening_one BEFORE INSERT ON opening
WHEN EXISTS (
    SELECT 1 FROM opening WHERE till_id = new.till_id
    AND NOT EXISTS (SELECT 1 FROM closing WHERE closing.opening_id = opening.id)
)
BEGIN SELECT RAISE(ABORT, 'a day is open: opening'); END;
CREATE TRIGGER opening_no_update BEFORE UPDATE ON opening
BEGIN SELECT RAISE(ABORT, 'append-only: opening'); END;
CREATE TRIGGER opening_no_delete BEFORE DELETE ON opening
BEGIN SELECT RAISE(ABORT, 'append-only: opening'); END;
CREATE TRIGGER cash_movement_no_update BEFORE UPDATE ON cash_movement
BEGIN SELECT RAISE(ABORT, 'append-only: cash_movement'); END;
CREATE TRIGGER cash_movement_no_delete BEFORE DELETE ON cash_movement
BEGIN SELECT RAISE(ABORT, 'append-only: cash_movement'); END;
CREATE TRIGGER drawer_opening_no_update BEFORE UPDATE ON drawer_opening
BEGIN SELECT RAISE(ABORT, 'append-only: drawer_opening'); END;
CREATE TRIGGER drawer_opening_no_delete BEFORE DELETE ON drawer_opening
BEGIN SELECT RAISE(ABORT, 'append-only: drawer_opening'); END;
CREATE TRIGGER recount_no_update BEFORE UPDATE ON recount
BEGIN SELECT RAISE(ABORT, 'append-only: recount'); END;
CREATE TRIGGER recount_no_delete BEFORE DELETE ON recount
BEGIN SELECT RAISE(ABORT, 'append-only: recount'); END;
CREATE TRIGGER closing_no_update BEFORE UPDATE ON closing
BEGIN SELECT RAISE(ABORT, 'append-only: closing'); END;
CREATE TRIGGER closing_no_delete BEFORE DELETE ON closing
BEGIN SELECT RAISE(ABORT, 'append-only: closing'); END;
CREATE TRIGGER closing_duplicate_no_update BEFORE UPDATE ON closing_duplicate
BEGIN SELECT RAISE(ABORT, 'append-only: closing_duplicate'); END;
CREATE TRIGGER closing_duplicate_no_delete BEFORE DELETE ON closing_duplicate
BEGIN SELECT RAISE(ABORT, 'append-only: closing_duplicate'); END;
