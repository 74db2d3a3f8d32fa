-- Generated from a migrated store by `make generate`; a test keeps it fresh.

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

CREATE UNIQUE INDEX appraisal_replaces ON appraisal (replaces)
    WHERE replaces IS NOT NULL AND state <> 'cancelled';

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

CREATE TRIGGER appraisal_entry_no_delete BEFORE DELETE ON appraisal_entry
BEGIN SELECT RAISE(ABORT, 'append-only: appraisal_entry'); END;

CREATE TRIGGER appraisal_entry_no_update BEFORE UPDATE ON appraisal_entry
BEGIN SELECT RAISE(ABORT, 'append-only: appraisal_entry'); END;

CREATE TABLE appraisal_piece (
    appraisal INTEGER NOT NULL REFERENCES appraisal (seq),
    piece_id  BLOB NOT NULL REFERENCES piece (id),
    PRIMARY KEY (appraisal, piece_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX appraisal_piece_of ON appraisal_piece (piece_id);

CREATE TRIGGER appraisal_piece_closed BEFORE INSERT ON appraisal_piece
WHEN (SELECT number FROM appraisal WHERE seq = new.appraisal) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: appraisal_piece'); END;

CREATE TRIGGER appraisal_piece_fixed BEFORE UPDATE ON appraisal_piece
BEGIN SELECT RAISE(ABORT, 'append-only: appraisal_piece'); END;

CREATE TRIGGER appraisal_piece_locked BEFORE DELETE ON appraisal_piece
WHEN (SELECT number FROM appraisal WHERE seq = old.appraisal) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: appraisal_piece'); END;

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

CREATE INDEX article_import ON article (import_id) WHERE import_id IS NOT NULL;

CREATE INDEX article_model ON article (model_id) WHERE model_id IS NOT NULL;

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

CREATE TRIGGER article_movement_no_delete BEFORE DELETE ON article_movement
BEGIN SELECT RAISE(ABORT, 'append-only: article_movement'); END;

CREATE TRIGGER article_movement_no_update BEFORE UPDATE ON article_movement
BEGIN SELECT RAISE(ABORT, 'append-only: article_movement'); END;

CREATE TABLE away_extension (
    seq      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    piece_id BLOB REFERENCES piece (id),
    tray_id  BLOB REFERENCES place (id),
    stay     INTEGER NOT NULL,                   -- the custody or tray movement it began with
    at       INTEGER NOT NULL,
    user_id  BLOB NOT NULL REFERENCES user (id),
    until_on TEXT CHECK (length(until_on) = 10), -- NULL: the extension is taken back
    reason   TEXT NOT NULL CHECK (reason <> ''),
    CHECK ((piece_id IS NULL) <> (tray_id IS NULL))
) STRICT;

CREATE INDEX away_extension_stay ON away_extension (stay, seq);

CREATE TRIGGER away_extension_no_delete BEFORE DELETE ON away_extension
BEGIN SELECT RAISE(ABORT, 'append-only: away_extension'); END;

CREATE TRIGGER away_extension_no_update BEFORE UPDATE ON away_extension
BEGIN SELECT RAISE(ABORT, 'append-only: away_extension'); END;

CREATE TABLE bench_assignment (
    seq         INTEGER PRIMARY KEY,
    task_id     BLOB NOT NULL REFERENCES repair_task (id),
    person_id   BLOB REFERENCES user (id),
    supplier_id BLOB REFERENCES supplier (id),
    at          INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id),       -- who gave it to them
    CHECK (person_id IS NULL OR supplier_id IS NULL)            -- neither: nobody's
) STRICT;

CREATE INDEX bench_assignment_task ON bench_assignment (task_id, seq);

CREATE TRIGGER bench_assignment_no_delete BEFORE DELETE ON bench_assignment
BEGIN SELECT RAISE(ABORT, 'append-only: bench_assignment'); END;

CREATE TRIGGER bench_assignment_no_update BEFORE UPDATE ON bench_assignment
BEGIN SELECT RAISE(ABORT, 'append-only: bench_assignment'); END;

CREATE TABLE bench_metal (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    job_id      BLOB NOT NULL REFERENCES repair_job (id),
    task_id     BLOB NOT NULL REFERENCES repair_task (id),
    way         TEXT NOT NULL CHECK (way = 'in' OR way = 'out'),
    metal       TEXT NOT NULL CHECK (metal = 'gold' OR metal = 'silver' OR metal = 'platinum'
        OR metal = 'palladium'),
    fineness    INTEGER NOT NULL CHECK (fineness BETWEEN 1 AND 10000),
    weight_mg   INTEGER NOT NULL CHECK (weight_mg > 0),
    rate_id     BLOB REFERENCES metal_rate (id), -- that of the day; NULL: there was none
    value_minor INTEGER CHECK (value_minor >= 0),               -- by it, of what went in
    undoes      BLOB UNIQUE REFERENCES bench_metal (id),
    note        TEXT NOT NULL DEFAULT '',
    at          INTEGER NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id)
) STRICT;

CREATE INDEX bench_metal_job ON bench_metal (job_id, seq);

CREATE INDEX bench_metal_task ON bench_metal (task_id);

CREATE TRIGGER bench_metal_fixed BEFORE UPDATE ON bench_metal
WHEN (old.seq, old.id, old.job_id, old.task_id, old.way, old.metal, old.fineness, old.weight_mg,
        old.rate_id, old.value_minor, old.undoes, old.at, old.user_id)
    IS NOT (new.seq, new.id, new.job_id, new.task_id, new.way, new.metal, new.fineness, new.weight_mg,
        new.rate_id, new.value_minor, new.undoes, new.at, new.user_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: bench_metal'); END;

CREATE TRIGGER bench_metal_no_delete BEFORE DELETE ON bench_metal
BEGIN SELECT RAISE(ABORT, 'append-only: bench_metal'); END;

CREATE TABLE bench_part (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    job_id      BLOB NOT NULL REFERENCES repair_job (id),
    task_id     BLOB REFERENCES repair_task (id),
    piece_id    BLOB REFERENCES piece (id),
    article_id  BLOB REFERENCES article (id),
    number      TEXT NOT NULL,                   -- and what it was called, then
    title       TEXT NOT NULL,
    quantity    INTEGER NOT NULL CHECK (quantity > 0),
    weight_mg   INTEGER CHECK (weight_mg > 0),   -- of one
    cost_minor  INTEGER CHECK (cost_minor >= 0), -- of one; NULL: nobody knows
    gives_back  BLOB REFERENCES bench_part (id),
    note        TEXT NOT NULL DEFAULT '',
    at          INTEGER NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id),
    CHECK ((piece_id IS NULL) <> (article_id IS NULL)),
    CHECK (piece_id IS NULL OR quantity = 1)
) STRICT;

CREATE INDEX bench_part_back ON bench_part (gives_back) WHERE gives_back IS NOT NULL;

CREATE INDEX bench_part_job ON bench_part (job_id, seq);

CREATE TRIGGER bench_part_fixed BEFORE UPDATE ON bench_part
WHEN (old.seq, old.id, old.job_id, old.task_id, old.piece_id, old.article_id, old.number, old.title,
        old.quantity, old.weight_mg, old.cost_minor, old.gives_back, old.at, old.user_id)
    IS NOT (new.seq, new.id, new.job_id, new.task_id, new.piece_id, new.article_id, new.number,
        new.title, new.quantity, new.weight_mg, new.cost_minor, new.gives_back, new.at, new.user_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: bench_part'); END;

CREATE TRIGGER bench_part_no_delete BEFORE DELETE ON bench_part
BEGIN SELECT RAISE(ABORT, 'append-only: bench_part'); END;

CREATE TABLE bench_rate (
    seq        INTEGER PRIMARY KEY,
    person_id  BLOB REFERENCES user (id),        -- NULL: the bench's
    from_day   TEXT NOT NULL CHECK (length(from_day) = 10),
    hour_minor INTEGER CHECK (hour_minor >= 0),  -- NULL: the bench's again
    at         INTEGER NOT NULL,
    user_id    BLOB REFERENCES user (id)
) STRICT;

CREATE INDEX bench_rate_day ON bench_rate (person_id, from_day, seq);

CREATE TRIGGER bench_rate_no_delete BEFORE DELETE ON bench_rate
BEGIN SELECT RAISE(ABORT, 'append-only: bench_rate'); END;

CREATE TRIGGER bench_rate_no_update BEFORE UPDATE ON bench_rate
BEGIN SELECT RAISE(ABORT, 'append-only: bench_rate'); END;

CREATE TABLE bench_time (
    seq        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    job_id     BLOB NOT NULL REFERENCES repair_job (id),
    task_id    BLOB REFERENCES repair_task (id),
    person_id  BLOB NOT NULL REFERENCES user (id),
    on_day     TEXT NOT NULL CHECK (length(on_day) = 10),
    started_at INTEGER,                          -- NULL: not by the clock
    stopped_at INTEGER,
    minutes    INTEGER CHECK (minutes BETWEEN 0 AND 1440),      -- NULL: the clock runs
    corrects   BLOB UNIQUE REFERENCES bench_time (id),
    note       TEXT NOT NULL DEFAULT '',
    at         INTEGER NOT NULL,
    user_id    BLOB NOT NULL REFERENCES user (id),              -- who wrote it
    CHECK ((minutes IS NULL) = (started_at IS NOT NULL AND stopped_at IS NULL)),
    CHECK (started_at IS NOT NULL OR stopped_at IS NULL)
) STRICT;

CREATE INDEX bench_time_job ON bench_time (job_id, seq);

CREATE INDEX bench_time_person ON bench_time (person_id, on_day);

CREATE UNIQUE INDEX bench_time_running ON bench_time (person_id) WHERE minutes IS NULL;

CREATE TRIGGER bench_time_fixed BEFORE UPDATE ON bench_time
WHEN (old.seq, old.id, old.job_id, old.task_id, old.person_id, old.on_day,
        old.started_at, old.corrects, old.at, old.user_id)
    IS NOT (new.seq, new.id, new.job_id, new.task_id, new.person_id, new.on_day,
        new.started_at, new.corrects, new.at, new.user_id)
    -- The clock was stopped: of a person who is forgotten the words go, and nothing else.
    OR (old.minutes IS NOT NULL AND ((old.stopped_at, old.minutes) IS NOT (new.stopped_at, new.minutes)
        OR (new.note <> '' AND new.note <> old.note)))
BEGIN SELECT RAISE(ABORT, 'append-only: bench_time'); END;

CREATE TRIGGER bench_time_no_delete BEFORE DELETE ON bench_time
BEGIN SELECT RAISE(ABORT, 'append-only: bench_time'); END;

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

CREATE TRIGGER bulk_edit_no_delete BEFORE DELETE ON bulk_edit WHEN OLD.state <> 'draft'
BEGIN SELECT RAISE(ABORT, 'append-only: bulk_edit'); END;

CREATE TRIGGER bulk_edit_no_update BEFORE UPDATE ON bulk_edit WHEN OLD.state = 'done'
BEGIN SELECT RAISE(ABORT, 'append-only: bulk_edit'); END;

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

CREATE INDEX bulk_line_left ON bulk_line (bulk_id, position) WHERE done = 0 AND problem IS NULL;

CREATE INDEX bulk_line_piece ON bulk_line (piece_id) WHERE done = 1;

CREATE TRIGGER bulk_line_no_delete BEFORE DELETE ON bulk_line
WHEN (SELECT state FROM bulk_edit WHERE id = OLD.bulk_id) <> 'draft'
BEGIN SELECT RAISE(ABORT, 'append-only: bulk_line'); END;

CREATE TRIGGER bulk_line_no_update BEFORE UPDATE ON bulk_line
WHEN OLD.done = 1 OR OLD.problem IS NOT NULL
    OR (SELECT state FROM bulk_edit WHERE id = OLD.bulk_id) <> 'running'
BEGIN SELECT RAISE(ABORT, 'append-only: bulk_line'); END;

CREATE TABLE cart (
    id              BLOB PRIMARY KEY CHECK (length(id) = 16),
    till_id         BLOB NOT NULL REFERENCES till (id),
    user_id         BLOB NOT NULL REFERENCES user (id),
    state           TEXT NOT NULL CHECK (state = 'open' OR state = 'parked'
        OR state = 'completed' OR state = 'abandoned'),
    customer_id     BLOB REFERENCES customer (id),
    label           TEXT NOT NULL DEFAULT '',    -- what a parked cart is called
    parked_until    INTEGER,
    discount_bp     INTEGER NOT NULL DEFAULT 0 CHECK (discount_bp BETWEEN 0 AND 10000),
    discount_minor  INTEGER NOT NULL DEFAULT 0 CHECK (discount_minor >= 0),
    discount_reason TEXT NOT NULL DEFAULT '',
    discount_by     BLOB REFERENCES user (id),   -- who allowed it
    discount_vouched    INTEGER NOT NULL DEFAULT 0 CHECK (discount_vouched IN (0, 1)),
    discount_allowed_bp INTEGER NOT NULL DEFAULT 0, -- the share of all that is sold, when it was given
    created_at      INTEGER NOT NULL,
    changed_at      INTEGER NOT NULL,
    version         INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX cart_open ON cart (till_id) WHERE state = 'open';

CREATE INDEX cart_parked ON cart (parked_until) WHERE state = 'parked';

CREATE TABLE cart_line (
    id               BLOB PRIMARY KEY CHECK (length(id) = 16),
    cart_id          BLOB NOT NULL REFERENCES cart (id),
    position         INTEGER NOT NULL,
    kind             TEXT NOT NULL,              -- piece, article, return, deposit, balance, give_back
    piece_id         BLOB REFERENCES piece (id),
    article_id       BLOB REFERENCES article (id),
    returns_line_id  BLOB REFERENCES sale_line (id),
    -- What a deposit or a balance is for: work that somebody ordered.
    subject_kind     TEXT CHECK (subject_kind = 'job' OR subject_kind = 'appraisal'
        OR subject_kind = 'custom'),
    subject_id       BLOB CHECK (length(subject_id) = 16),
    deposit_kind     TEXT CHECK (deposit_kind = 'acompte' OR deposit_kind = 'arrhes'),
    -- Of a balance: who drew back. NULL: what was paid for nothing goes back.
    outcome          TEXT CHECK (outcome = 'kept' OR outcome = 'doubled'),
    quantity         INTEGER NOT NULL CHECK (quantity >= 1),
    unit_price_minor INTEGER NOT NULL,
    price_reason     TEXT NOT NULL DEFAULT '',   -- when it is not the stock's price
    price_by         BLOB REFERENCES user (id),  -- who allowed it
    discount_bp      INTEGER NOT NULL DEFAULT 0 CHECK (discount_bp BETWEEN 0 AND 10000),
    discount_minor   INTEGER NOT NULL DEFAULT 0 CHECK (discount_minor >= 0),
    discount_reason  TEXT NOT NULL DEFAULT '',
    discount_by      BLOB REFERENCES user (id),
    discount_vouched    INTEGER NOT NULL DEFAULT 0 CHECK (discount_vouched IN (0, 1)),
    discount_allowed_bp INTEGER NOT NULL DEFAULT 0, -- the share of the line, when it was given
    price_vouched       INTEGER NOT NULL DEFAULT 0 CHECK (price_vouched IN (0, 1)),
    floor_allowed_minor INTEGER,                 -- below its floor price, the least that was allowed
    UNIQUE (cart_id, position)
) STRICT;

CREATE TABLE cart_payment (
    id           BLOB PRIMARY KEY CHECK (length(id) = 16),
    cart_id      BLOB NOT NULL REFERENCES cart (id),
    position     INTEGER NOT NULL,
    tender       TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),
    given_minor  INTEGER,
    reference    TEXT NOT NULL DEFAULT '',
    UNIQUE (cart_id, position)
) STRICT;

CREATE TABLE cash_movement (
    id           BLOB PRIMARY KEY CHECK (length(id) = 16),
    opening_id   BLOB NOT NULL REFERENCES opening (id),
    at           INTEGER NOT NULL,
    user_id      BLOB NOT NULL REFERENCES user (id),
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),    -- in is positive
    reason       TEXT NOT NULL CHECK (reason <> '')
) STRICT;

CREATE INDEX cash_movement_opening ON cash_movement (opening_id);

CREATE TRIGGER cash_movement_no_delete BEFORE DELETE ON cash_movement
BEGIN SELECT RAISE(ABORT, 'append-only: cash_movement'); END;

CREATE TRIGGER cash_movement_no_update BEFORE UPDATE ON cash_movement
BEGIN SELECT RAISE(ABORT, 'append-only: cash_movement'); END;

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

CREATE UNIQUE INDEX closing_period ON closing (period, business_on) WHERE period <> 'day';

CREATE INDEX closing_till ON closing (till_id) WHERE till_id IS NOT NULL;

CREATE TRIGGER closing_no_delete BEFORE DELETE ON closing
BEGIN SELECT RAISE(ABORT, 'append-only: closing'); END;

CREATE TRIGGER closing_no_update BEFORE UPDATE ON closing
BEGIN SELECT RAISE(ABORT, 'append-only: closing'); END;

CREATE TABLE closing_duplicate (
    closing_id BLOB NOT NULL REFERENCES closing (id),
    copy       INTEGER NOT NULL CHECK (copy >= 1),
    seq        INTEGER NOT NULL UNIQUE,
    at         INTEGER NOT NULL,
    user_id    BLOB NOT NULL REFERENCES user (id),
    till_id    BLOB REFERENCES till (id),
    PRIMARY KEY (closing_id, copy)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER closing_duplicate_no_delete BEFORE DELETE ON closing_duplicate
BEGIN SELECT RAISE(ABORT, 'append-only: closing_duplicate'); END;

CREATE TRIGGER closing_duplicate_no_update BEFORE UPDATE ON closing_duplicate
BEGIN SELECT RAISE(ABORT, 'append-only: closing_duplicate'); END;

CREATE TABLE commission (
    seq          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    what         TEXT NOT NULL CHECK (what = 'earned' OR what = 'taken_back' OR what = 'correction'),
    person_id    BLOB NOT NULL REFERENCES user (id),
    job_id       BLOB REFERENCES repair_job (id),               -- NULL: a correction of no job
    task_id      BLOB REFERENCES repair_task (id),
    entry        INTEGER REFERENCES repair_entry (seq),         -- the move by which it was earned or lost
    takes_back   INTEGER UNIQUE REFERENCES commission (seq),
    rate_bp      INTEGER CHECK (rate_bp BETWEEN 1 AND 10000),   -- by which it was reckoned; NULL: so much
    net_minor    INTEGER NOT NULL,               -- what the task brought, without VAT; 0 of a correction
    amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0),    -- below zero: taken off
    reason       TEXT NOT NULL DEFAULT '',       -- of a correction; of what is taken back, that of the move
    on_day       TEXT NOT NULL CHECK (length(on_day) = 10),     -- the shop's day in whose report it stands
    at           INTEGER NOT NULL,
    user_id      BLOB REFERENCES user (id),      -- who handed over, took it back or corrected
    CHECK ((what = 'correction') = (entry IS NULL)),
    CHECK ((what = 'correction') = (task_id IS NULL)),
    CHECK ((what = 'taken_back') = (takes_back IS NOT NULL)),
    CHECK (task_id IS NULL OR job_id IS NOT NULL),
    CHECK (what <> 'correction' OR (net_minor = 0 AND rate_bp IS NULL AND length(reason) > 0)),
    CHECK (what <> 'earned' OR amount_minor > 0)
) STRICT;

CREATE INDEX commission_day ON commission (on_day, seq);

CREATE INDEX commission_job ON commission (job_id, seq) WHERE job_id IS NOT NULL;

CREATE INDEX commission_person ON commission (person_id, on_day, seq);

CREATE TRIGGER commission_no_delete BEFORE DELETE ON commission
BEGIN SELECT RAISE(ABORT, 'append-only: commission'); END;

CREATE TRIGGER commission_no_update BEFORE UPDATE ON commission
BEGIN SELECT RAISE(ABORT, 'append-only: commission'); END;

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

CREATE TABLE consent (
    id          BLOB PRIMARY KEY CHECK (length(id) = 16),
    customer_id BLOB NOT NULL REFERENCES customer (id),
    channel     TEXT NOT NULL CHECK (channel = 'email' OR channel = 'sms' OR channel = 'phone'
        OR channel = 'post'),
    given       INTEGER NOT NULL CHECK (given IN (0, 1)),
    wording     TEXT NOT NULL,
    at          INTEGER NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id)
) STRICT;

CREATE INDEX consent_customer ON consent (customer_id, channel, at);

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

CREATE INDEX custody_movement_job ON custody_movement (job_id, seq) WHERE job_id IS NOT NULL;

CREATE INDEX custody_movement_object ON custody_movement (object_id, seq) WHERE object_id IS NOT NULL;

CREATE INDEX custody_movement_piece ON custody_movement (piece_id, seq);

CREATE TRIGGER custody_movement_fixed BEFORE UPDATE ON custody_movement
WHEN (old.seq, old.id, old.piece_id, old.job_id, old.object_id, old.at, old.user_id, old.reason,
        old.document, old.place_id, old.owner_kind, old.owner_id, old.holder_kind, old.holder_id)
    IS NOT (new.seq, new.id, new.piece_id, new.job_id, new.object_id, new.at, new.user_id, new.reason,
        new.document, new.place_id, new.owner_kind, new.owner_id, new.holder_kind, new.holder_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: custody_movement'); END;

CREATE TRIGGER custody_movement_no_delete BEFORE DELETE ON custody_movement
BEGIN SELECT RAISE(ABORT, 'append-only: custody_movement'); END;

CREATE TRIGGER custody_movement_of_job BEFORE INSERT ON custody_movement
WHEN new.job_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM repair_job WHERE id = new.job_id)
BEGIN SELECT RAISE(ABORT, 'no such job: custody_movement'); END;

CREATE TRIGGER custody_movement_of_object BEFORE INSERT ON custody_movement
WHEN new.object_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM entrusted_object WHERE id = new.object_id)
BEGIN SELECT RAISE(ABORT, 'no such object: custody_movement'); END;

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

CREATE TABLE custom_delivery (
    seq            INTEGER PRIMARY KEY,
    id             BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    custom         INTEGER NOT NULL REFERENCES custom_order (seq),
    entry          INTEGER NOT NULL UNIQUE REFERENCES custom_entry (seq),
    at             INTEGER NOT NULL,
    user_id        BLOB NOT NULL REFERENCES user (id),
    allowed_by     BLOB REFERENCES user (id),    -- of a difference
    gross_ug       INTEGER CHECK (gross_ug > 0),
    expected_ug    INTEGER,                      -- as it left the bench
    tolerance_ug   INTEGER NOT NULL,
    stones_same    INTEGER NOT NULL CHECK (stones_same IN (0, 1)),
    engraving_same INTEGER NOT NULL CHECK (engraving_same IN (0, 1)),
    pictures_same  INTEGER NOT NULL CHECK (pictures_same IN (0, 1)),
    differs        INTEGER NOT NULL CHECK (differs IN (0, 1)),
    reason         TEXT NOT NULL DEFAULT '',     -- emptied, but for a dash, when a customer is forgotten
    given_to       TEXT NOT NULL DEFAULT '',     -- where it was not the customer; emptied as well
    CHECK (differs = 0 OR (length(reason) > 0 AND allowed_by IS NOT NULL))
) STRICT;

CREATE INDEX custom_delivery_of ON custom_delivery (custom, seq);

CREATE TRIGGER custom_delivery_fixed BEFORE UPDATE ON custom_delivery
WHEN (old.seq, old.id, old.custom, old.entry, old.at, old.user_id, old.allowed_by, old.gross_ug,
        old.expected_ug, old.tolerance_ug, old.stones_same, old.engraving_same, old.pictures_same,
        old.differs)
    IS NOT (new.seq, new.id, new.custom, new.entry, new.at, new.user_id, new.allowed_by, new.gross_ug,
        new.expected_ug, new.tolerance_ug, new.stones_same, new.engraving_same, new.pictures_same,
        new.differs)
    OR (new.reason <> '—' AND new.reason <> old.reason)
    OR (new.given_to <> '' AND new.given_to <> old.given_to)
BEGIN SELECT RAISE(ABORT, 'append-only: custom_delivery'); END;

CREATE TRIGGER custom_delivery_no_delete BEFORE DELETE ON custom_delivery
BEGIN SELECT RAISE(ABORT, 'append-only: custom_delivery'); END;

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

CREATE TRIGGER custom_entry_fixed BEFORE UPDATE ON custom_entry
WHEN (old.seq, old.custom, old.at, old.user_id, old.what, old.from_state, old.to_state, old.undoes)
    IS NOT (new.seq, new.custom, new.at, new.user_id, new.what, new.from_state, new.to_state,
        new.undoes)
    OR (new.note <> '' AND new.note <> old.note)
    OR (new.detail <> '{}' AND new.detail <> old.detail)
BEGIN SELECT RAISE(ABORT, 'append-only: custom_entry'); END;

CREATE TRIGGER custom_entry_no_delete BEFORE DELETE ON custom_entry
BEGIN SELECT RAISE(ABORT, 'append-only: custom_entry'); END;

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

CREATE TABLE custom_kept (
    piece_id BLOB PRIMARY KEY REFERENCES piece (id),
    custom   INTEGER NOT NULL REFERENCES custom_order (seq),
    part     INTEGER REFERENCES custom_part (seq),              -- NULL: the finished piece
    at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX custom_kept_of ON custom_kept (custom);

CREATE TABLE custom_made (
    seq          INTEGER PRIMARY KEY,
    custom       INTEGER NOT NULL REFERENCES custom_order (seq),
    piece_id     BLOB NOT NULL REFERENCES piece (id),
    step         TEXT NOT NULL CHECK (step = 'made' OR step = 'unmade'),
    metal_minor  INTEGER CHECK (metal_minor >= 0),              -- its cost in parts, as it was made
    stones_minor INTEGER CHECK (stones_minor >= 0),
    labour_minor INTEGER CHECK (labour_minor >= 0),
    other_minor  INTEGER CHECK (other_minor >= 0),
    entry        INTEGER REFERENCES custom_entry (seq),
    at           INTEGER NOT NULL,
    user_id      BLOB NOT NULL REFERENCES user (id)
) STRICT;

CREATE INDEX custom_made_of ON custom_made (custom, seq);

CREATE TRIGGER custom_made_no_delete BEFORE DELETE ON custom_made
BEGIN SELECT RAISE(ABORT, 'append-only: custom_made'); END;

CREATE TRIGGER custom_made_no_update BEFORE UPDATE ON custom_made
BEGIN SELECT RAISE(ABORT, 'append-only: custom_made'); END;

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

CREATE INDEX custom_order_customer ON custom_order (customer_id, seq);

CREATE INDEX custom_order_series ON custom_order (series, year);

CREATE INDEX custom_order_state ON custom_order (state, since);

CREATE TRIGGER custom_order_fixed BEFORE UPDATE ON custom_order
WHEN (old.seq, old.id, old.year, old.series, old.number, old.customer_id, old.on_day, old.at, old.user_id)
    IS NOT (new.seq, new.id, new.year, new.series, new.number, new.customer_id, new.on_day, new.at,
        new.user_id)
BEGIN SELECT RAISE(ABORT, 'append-only: custom_order'); END;

CREATE TRIGGER custom_order_no_delete BEFORE DELETE ON custom_order
BEGIN SELECT RAISE(ABORT, 'append-only: custom_order'); END;

CREATE TABLE custom_part (
    seq           INTEGER PRIMARY KEY,
    id            BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    custom        INTEGER NOT NULL REFERENCES custom_order (seq),
    kind          TEXT NOT NULL CHECK (kind = 'piece' OR kind = 'article' OR kind = 'awaited'
        OR kind = 'metal' OR kind = 'labour' OR kind = 'outside'),
    title         TEXT NOT NULL CHECK (length(title) > 0),
    quote_line    BLOB CHECK (length(quote_line) = 16),         -- the quoted line it belongs to
    piece_id      BLOB REFERENCES piece (id),
    article_id    BLOB REFERENCES article (id),
    number        TEXT NOT NULL DEFAULT '',      -- of the stock, then
    quantity      INTEGER NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 10000),
    supplier_id   BLOB REFERENCES supplier (id), -- who it is awaited from, or who works outside
    purchase_line BLOB CHECK (length(purchase_line) = 16),      -- a draft's lines are replaced: no reference
    metal         TEXT CHECK (metal = 'gold' OR metal = 'silver' OR metal = 'platinum'
        OR metal = 'palladium'),
    fineness      INTEGER CHECK (fineness BETWEEN 1 AND 10000),
    weight_mg     INTEGER CHECK (weight_mg > 0),
    loss_bp       INTEGER NOT NULL DEFAULT 0 CHECK (loss_bp BETWEEN 0 AND 5000),
    rate          BLOB REFERENCES metal_rate (id),              -- that its cost was worked out by
    person_id     BLOB REFERENCES user (id),
    minutes       INTEGER CHECK (minutes BETWEEN 1 AND 100000),
    cost_minor    INTEGER CHECK (cost_minor >= 0),              -- planned, of all of it; NULL: nobody knows
    replaces      INTEGER REFERENCES custom_part (seq),         -- what was awaited and came as this
    at            INTEGER NOT NULL,
    user_id       BLOB NOT NULL REFERENCES user (id),
    CHECK ((kind = 'piece') = (piece_id IS NOT NULL)),
    CHECK ((kind = 'article') = (article_id IS NOT NULL)),
    CHECK (kind = 'article' OR kind = 'awaited' OR quantity = 1),
    CHECK ((kind = 'metal') = (metal IS NOT NULL)),
    CHECK ((metal IS NULL) = (fineness IS NULL)),
    CHECK ((metal IS NULL) = (weight_mg IS NULL)),
    CHECK ((kind = 'labour') = (minutes IS NOT NULL)),
    CHECK (kind = 'labour' OR person_id IS NULL)
) STRICT;

CREATE INDEX custom_part_article ON custom_part (article_id) WHERE article_id IS NOT NULL;

CREATE INDEX custom_part_of ON custom_part (custom, seq);

CREATE TRIGGER custom_part_fixed BEFORE UPDATE ON custom_part
WHEN (old.seq, old.id, old.custom, old.kind, old.quote_line, old.piece_id, old.article_id, old.number,
        old.quantity, old.supplier_id, old.purchase_line, old.metal, old.fineness, old.weight_mg,
        old.loss_bp, old.rate, old.person_id, old.minutes, old.cost_minor, old.replaces, old.at,
        old.user_id)
    IS NOT (new.seq, new.id, new.custom, new.kind, new.quote_line, new.piece_id, new.article_id,
        new.number, new.quantity, new.supplier_id, new.purchase_line, new.metal, new.fineness,
        new.weight_mg, new.loss_bp, new.rate, new.person_id, new.minutes, new.cost_minor, new.replaces,
        new.at, new.user_id)
    OR (new.title <> '—' AND new.title <> old.title)
BEGIN SELECT RAISE(ABORT, 'append-only: custom_part'); END;

CREATE TRIGGER custom_part_no_delete BEFORE DELETE ON custom_part
BEGIN SELECT RAISE(ABORT, 'append-only: custom_part'); END;

CREATE TABLE custom_part_step (
    seq     INTEGER PRIMARY KEY,
    part    INTEGER NOT NULL REFERENCES custom_part (seq),
    step    TEXT NOT NULL CHECK (step = 'off' OR step = 'back'),
    entry   INTEGER REFERENCES custom_entry (seq),              -- the move that did; NULL: a person, alone
    note    TEXT NOT NULL DEFAULT '',
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id)
) STRICT;

CREATE INDEX custom_part_step_entry ON custom_part_step (entry) WHERE entry IS NOT NULL;

CREATE INDEX custom_part_step_of ON custom_part_step (part, seq);

CREATE TRIGGER custom_part_step_fixed BEFORE UPDATE ON custom_part_step
WHEN (old.seq, old.part, old.step, old.entry, old.at, old.user_id)
    IS NOT (new.seq, new.part, new.step, new.entry, new.at, new.user_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: custom_part_step'); END;

CREATE TRIGGER custom_part_step_no_delete BEFORE DELETE ON custom_part_step
BEGIN SELECT RAISE(ABORT, 'append-only: custom_part_step'); END;

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
    vat_bp          INTEGER NOT NULL CHECK (vat_bp BETWEEN 0 AND 10000), own_mg INTEGER
    CHECK (own_mg IS NULL OR (own_mg > 0 AND metal IS NOT NULL)), own_object BLOB REFERENCES entrusted_object (id)
    CHECK (own_object IS NULL OR (kind = 'stone' AND price_minor = 0)),
    PRIMARY KEY (quote, position),
    UNIQUE (quote, id),
    CHECK ((kind = 'metal') = (metal IS NOT NULL)),
    CHECK ((metal IS NULL) = (fineness IS NULL)),
    CHECK ((metal IS NULL) = (weight_mg IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER custom_quote_line_locked_delete BEFORE DELETE ON custom_quote_line
WHEN (SELECT sent_at FROM custom_quote WHERE seq = old.quote) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: custom_quote_line'); END;

CREATE TRIGGER custom_quote_line_locked_insert BEFORE INSERT ON custom_quote_line
WHEN (SELECT sent_at FROM custom_quote WHERE seq = new.quote) IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: custom_quote_line'); END;

CREATE TRIGGER custom_quote_line_no_update BEFORE UPDATE ON custom_quote_line
BEGIN SELECT RAISE(ABORT, 'append-only: custom_quote_line'); END;

CREATE TABLE custom_use (
    seq        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    part       INTEGER NOT NULL REFERENCES custom_part (seq),
    quantity   INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
    weight_mg  INTEGER CHECK (weight_mg > 0),
    rate       BLOB REFERENCES metal_rate (id),
    person_id  BLOB REFERENCES user (id),
    on_day     TEXT CHECK (length(on_day) = 10), -- of the work
    minutes    INTEGER CHECK (minutes BETWEEN 1 AND 1440),
    cost_minor INTEGER CHECK (cost_minor >= 0),  -- of all of it; NULL: nobody knows
    undoes     INTEGER UNIQUE REFERENCES custom_use (seq),
    entry      INTEGER REFERENCES custom_entry (seq),           -- the move that did; NULL: a person, alone
    note       TEXT NOT NULL DEFAULT '',
    at         INTEGER NOT NULL,
    user_id    BLOB NOT NULL REFERENCES user (id),
    CHECK ((person_id IS NULL) = (minutes IS NULL)),
    CHECK ((person_id IS NULL) = (on_day IS NULL))
) STRICT;

CREATE INDEX custom_use_entry ON custom_use (entry) WHERE entry IS NOT NULL;

CREATE INDEX custom_use_of ON custom_use (part, seq);

CREATE TRIGGER custom_use_fixed BEFORE UPDATE ON custom_use
WHEN (old.seq, old.id, old.part, old.quantity, old.weight_mg, old.rate, old.person_id, old.on_day,
        old.minutes, old.cost_minor, old.undoes, old.entry, old.at, old.user_id)
    IS NOT (new.seq, new.id, new.part, new.quantity, new.weight_mg, new.rate, new.person_id,
        new.on_day, new.minutes, new.cost_minor, new.undoes, new.entry, new.at, new.user_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: custom_use'); END;

CREATE TRIGGER custom_use_no_delete BEFORE DELETE ON custom_use
BEGIN SELECT RAISE(ABORT, 'append-only: custom_use'); END;

CREATE TABLE customer (
    id               BLOB PRIMARY KEY CHECK (length(id) = 16),
    title            TEXT NOT NULL DEFAULT '',
    given_name       TEXT NOT NULL DEFAULT '',
    family_name      TEXT NOT NULL,
    company          TEXT NOT NULL DEFAULT '',
    phone            TEXT NOT NULL DEFAULT '',   -- as typed; phone_digits is searched
    phone_digits     TEXT NOT NULL DEFAULT '',
    email            TEXT NOT NULL DEFAULT '',
    address          TEXT NOT NULL DEFAULT '',
    country          TEXT NOT NULL DEFAULT 'FR', -- ISO 3166: the cash limit depends on residence
    language         TEXT CHECK (language IN ('fr', 'en')),
    ring_size        TEXT NOT NULL DEFAULT '',
    notes            TEXT NOT NULL DEFAULT '',
    search           TEXT NOT NULL DEFAULT '',   -- names, e-mail, digits: small letters, no accents
    ref_salt         BLOB CHECK (length(ref_salt) = 16),
    created_at       INTEGER NOT NULL,
    last_contact_at  INTEGER NOT NULL,
    erased_at        INTEGER,
    version          INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX customer_name ON customer (family_name, given_name);

CREATE INDEX customer_phone ON customer (phone_digits) WHERE phone_digits <> '';

CREATE VIRTUAL TABLE customer_fts USING fts5 (search, tokenize = 'trigram', detail = 'none');

CREATE TABLE device (
    id       BLOB PRIMARY KEY CHECK (length(id) = 16),
    till_id  BLOB NOT NULL REFERENCES till (id), -- the till that owns it
    kind     TEXT NOT NULL,                      -- receipt_printer, scanner; later scale, display…
    name     TEXT NOT NULL,
    address  TEXT NOT NULL,                      -- tcp://…, serial://…, usb://…, file://…, hid://…
    options  TEXT NOT NULL,                      -- JSON, by kind: columns, drawer, suffix…
    active   INTEGER NOT NULL CHECK (active IN (0, 1)),
    version  INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX device_printer ON device (till_id) WHERE kind = 'receipt_printer' AND active = 1;

CREATE TABLE drawer_opening (
    id      BLOB PRIMARY KEY CHECK (length(id) = 16),
    till_id BLOB NOT NULL REFERENCES till (id),
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id),
    reason  TEXT NOT NULL CHECK (reason <> '')
) STRICT;

CREATE INDEX drawer_opening_till ON drawer_opening (till_id, at);

CREATE TRIGGER drawer_opening_no_delete BEFORE DELETE ON drawer_opening
BEGIN SELECT RAISE(ABORT, 'append-only: drawer_opening'); END;

CREATE TRIGGER drawer_opening_no_update BEFORE UPDATE ON drawer_opening
BEGIN SELECT RAISE(ABORT, 'append-only: drawer_opening'); END;

CREATE TABLE duplicate (
    sale_id BLOB NOT NULL REFERENCES sale (id),
    copy    INTEGER NOT NULL CHECK (copy >= 1),
    seq     INTEGER NOT NULL UNIQUE,
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id),
    till_id BLOB REFERENCES till (id),
    PRIMARY KEY (sale_id, copy)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER duplicate_no_delete BEFORE DELETE ON duplicate
BEGIN SELECT RAISE(ABORT, 'append-only: duplicate'); END;

CREATE TRIGGER duplicate_no_update BEFORE UPDATE ON duplicate
BEGIN SELECT RAISE(ABORT, 'append-only: duplicate'); END;

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

CREATE INDEX entrusted_entry_delivery ON entrusted_entry (delivery) WHERE delivery IS NOT NULL;

CREATE INDEX entrusted_entry_of ON entrusted_entry (object, seq);

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

CREATE TABLE entrusted_print (
    seq     INTEGER PRIMARY KEY,
    slip    INTEGER NOT NULL REFERENCES entrusted_slip (seq),
    copy    INTEGER NOT NULL CHECK (copy >= 0),
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id),
    UNIQUE (slip, copy)
) STRICT;

CREATE TRIGGER entrusted_print_no_delete BEFORE DELETE ON entrusted_print
BEGIN SELECT RAISE(ABORT, 'append-only: entrusted_print'); END;

CREATE TRIGGER entrusted_print_no_update BEFORE UPDATE ON entrusted_print
BEGIN SELECT RAISE(ABORT, 'append-only: entrusted_print'); END;

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

CREATE INDEX entrusted_slip_customer ON entrusted_slip (customer_id, seq);

CREATE INDEX entrusted_slip_of ON entrusted_slip (of_id, seq);

CREATE TRIGGER entrusted_slip_fixed BEFORE UPDATE ON entrusted_slip
WHEN (old.seq, old.id, old.year, old.series, old.number, old.customer_id, old.of, old.of_id,
        old.language, old.on_day, old.at, old.user_id)
    IS NOT (new.seq, new.id, new.year, new.series, new.number, new.customer_id, new.of, new.of_id,
        new.language, new.on_day, new.at, new.user_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: entrusted_slip'); END;

CREATE TRIGGER entrusted_slip_no_delete BEFORE DELETE ON entrusted_slip
BEGIN SELECT RAISE(ABORT, 'append-only: entrusted_slip'); END;

CREATE TABLE estate (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    state       TEXT NOT NULL CHECK (state = 'open' OR state = 'closed'),
    deceased    TEXT NOT NULL CHECK (length(deceased) > 0),     -- the name, as the heirs write it
    customer_id BLOB REFERENCES customer (id),   -- who asks for it: an heir, a notary
    valued_on   TEXT NOT NULL CHECK (length(valued_on) = 10),
    place       TEXT NOT NULL,                   -- where the objects were seen
    held_by     TEXT NOT NULL CHECK (held_by = 'shop' OR held_by = 'customer' OR held_by = 'other'),
    held_note   TEXT NOT NULL,
    note        TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    created_by  BLOB NOT NULL REFERENCES user (id),
    version     INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TRIGGER estate_fixed BEFORE UPDATE ON estate
WHEN (old.seq, old.id, old.created_at, old.created_by)
    IS NOT (new.seq, new.id, new.created_at, new.created_by)
BEGIN SELECT RAISE(ABORT, 'append-only: estate'); END;

CREATE TRIGGER estate_no_delete BEFORE DELETE ON estate
BEGIN SELECT RAISE(ABORT, 'append-only: estate'); END;

CREATE TABLE estate_entry (
    seq       INTEGER PRIMARY KEY,
    estate    INTEGER NOT NULL REFERENCES estate (seq),
    at        INTEGER NOT NULL,
    user_id   BLOB NOT NULL REFERENCES user (id),
    what      TEXT NOT NULL CHECK (what = 'created' OR what = 'changed' OR what = 'added'
        OR what = 'taken_out' OR what = 'put_back' OR what = 'issued' OR what = 'fees'
        OR what = 'closed' OR what = 'reopened'),
    note      TEXT NOT NULL DEFAULT '',
    appraisal INTEGER REFERENCES appraisal (seq)
) STRICT;

CREATE INDEX estate_entry_of ON estate_entry (estate, seq);

CREATE TRIGGER estate_entry_fixed BEFORE UPDATE ON estate_entry
WHEN (old.seq, old.estate, old.at, old.user_id, old.what, old.appraisal)
    IS NOT (new.seq, new.estate, new.at, new.user_id, new.what, new.appraisal)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: estate_entry'); END;

CREATE TRIGGER estate_entry_no_delete BEFORE DELETE ON estate_entry
BEGIN SELECT RAISE(ABORT, 'append-only: estate_entry'); END;

CREATE TABLE estate_member (
    appraisal INTEGER PRIMARY KEY REFERENCES appraisal (seq),
    estate    INTEGER NOT NULL REFERENCES estate (seq),
    position  INTEGER NOT NULL CHECK (position >= 1),           -- as it was entered; gaps where one was taken out
    UNIQUE (estate, position)
) STRICT;

CREATE TRIGGER estate_member_closed BEFORE INSERT ON estate_member
WHEN (SELECT state FROM estate WHERE seq = new.estate) = 'closed'
BEGIN SELECT RAISE(ABORT, 'closed: estate_member'); END;

CREATE TRIGGER estate_member_fixed BEFORE UPDATE ON estate_member
BEGIN SELECT RAISE(ABORT, 'append-only: estate_member'); END;

CREATE TRIGGER estate_member_stays BEFORE DELETE ON estate_member
WHEN (SELECT state FROM estate WHERE seq = old.estate) = 'closed'
BEGIN SELECT RAISE(ABORT, 'closed: estate_member'); END;

CREATE TABLE family (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    code       TEXT NOT NULL UNIQUE,             -- ring, watch, loose_stone…
    name_fr    TEXT NOT NULL,
    name_en    TEXT NOT NULL,
    durable    INTEGER NOT NULL DEFAULT 0 CHECK (durable IN (0, 1)), -- warranty mention: watches
    version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE file (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    sha256     BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
    media_type TEXT NOT NULL,
    name       TEXT NOT NULL,
    bytes      BLOB NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE idempotency (
    key          TEXT PRIMARY KEY,               -- the user's id and the client's key
    request_hash BLOB NOT NULL CHECK (length(request_hash) = 32),
    status       INTEGER NOT NULL,
    body         BLOB NOT NULL,
    changes      TEXT NOT NULL,
    created_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_age ON idempotency (created_at);

CREATE TABLE import (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    file_name  TEXT NOT NULL,
    file_id    BLOB NOT NULL REFERENCES file (id),
    mapping    TEXT NOT NULL,                    -- JSON: column → field
    state      TEXT NOT NULL CHECK (state = 'draft' OR state = 'running' OR state = 'committed'
        OR state = 'cancelled' OR state = 'undoing' OR state = 'undone'),
    row_count  INTEGER NOT NULL DEFAULT 0,
    done_count INTEGER NOT NULL DEFAULT 0,
    piece_count   INTEGER NOT NULL DEFAULT 0,
    article_count INTEGER NOT NULL DEFAULT 0,
    back_count    INTEGER NOT NULL DEFAULT 0,    -- of both, those that an undoing has taken back
    problem_count INTEGER NOT NULL DEFAULT 0,
    user_id    BLOB REFERENCES user (id),          -- NULL: the program itself, from the command line
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX import_undoing ON import (id) WHERE state = 'undoing';

CREATE TABLE import_image (
    seq        INTEGER PRIMARY KEY,
    import_id  BLOB NOT NULL REFERENCES import (id),
    line       INTEGER NOT NULL,
    piece_id   BLOB REFERENCES piece (id),
    article_id BLOB REFERENCES article (id),
    url        TEXT NOT NULL CHECK (length(url) BETWEEN 1 AND 2000),
    state      TEXT NOT NULL CHECK (state = 'waiting' OR state = 'kept' OR state = 'failed'
        OR state = 'dropped'),
    code       TEXT NOT NULL DEFAULT '',         -- why it is not here
    detail     TEXT NOT NULL DEFAULT '',
    tries      INTEGER NOT NULL DEFAULT 0,
    next_at    INTEGER NOT NULL,
    file_id    BLOB REFERENCES file (id),        -- what undoing the import takes off again
    CHECK ((piece_id IS NULL) <> (article_id IS NULL)),
    CHECK (state = 'kept' OR file_id IS NULL)
) STRICT;

CREATE INDEX import_image_due ON import_image (next_at) WHERE state = 'waiting';

CREATE INDEX import_image_of ON import_image (import_id, url, state);

CREATE TABLE import_mapping (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
    headers    TEXT NOT NULL,                    -- JSON array, as they stood in the file
    mapping    TEXT NOT NULL,                    -- JSON, as an import's
    user_id    BLOB REFERENCES user (id),
    changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE import_problem (
    id          INTEGER PRIMARY KEY,
    import_id   BLOB NOT NULL REFERENCES import (id),
    line        INTEGER NOT NULL,
    column_name TEXT NOT NULL,
    code        TEXT NOT NULL,
    params      TEXT NOT NULL,                   -- JSON object
    severity    TEXT NOT NULL CHECK (severity IN ('refused', 'warning'))
) STRICT;

CREATE INDEX import_problem_import ON import_problem (import_id, id);

CREATE TABLE journal (
    id        INTEGER PRIMARY KEY,               -- order of writing across chains
    chain     TEXT NOT NULL CHECK (chain = 'TICKET' OR chain = 'DUPLICATE'
        OR chain = 'GRANDTOTAL' OR chain = 'JET' OR chain = 'ARCHIVE'),
    seq       INTEGER NOT NULL CHECK (seq >= 1), -- gapless in its chain
    at        INTEGER NOT NULL,
    kind      TEXT NOT NULL,
    record    BLOB NOT NULL,                     -- the frozen bytes that are signed
    signature BLOB NOT NULL CHECK (length(signature) = 64),
    link      BLOB NOT NULL CHECK (length(link) = 32),       -- SHA-256(record ‖ signature)
    key_id    INTEGER NOT NULL REFERENCES journal_key (id),
    UNIQUE (chain, seq)
) STRICT;

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'append-only: journal'); END;

CREATE TRIGGER journal_no_gap BEFORE INSERT ON journal
WHEN new.seq <> 1 + coalesce((SELECT max(seq) FROM journal WHERE chain = new.chain), 0)
BEGIN SELECT RAISE(ABORT, 'gap: journal'); END;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'append-only: journal'); END;

CREATE TABLE journal_head (
    chain TEXT PRIMARY KEY,
    seq   INTEGER NOT NULL,
    at    INTEGER NOT NULL,
    link  BLOB NOT NULL CHECK (length(link) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal_key (
    id         INTEGER PRIMARY KEY,              -- 1, 2, … a new key starts a new row, old ones stay
    public     BLOB NOT NULL CHECK (length(public) = 65),   -- uncompressed P-256 point
    private    BLOB NOT NULL,                    -- PKCS#8; the whole store is encrypted
    created_at INTEGER NOT NULL
) STRICT;

CREATE TRIGGER journal_key_no_delete BEFORE DELETE ON journal_key
BEGIN SELECT RAISE(ABORT, 'append-only: journal_key'); END;

CREATE TRIGGER journal_key_no_update BEFORE UPDATE ON journal_key
BEGIN SELECT RAISE(ABORT, 'append-only: journal_key'); END;

CREATE TABLE label_batch (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    device_id  BLOB NOT NULL REFERENCES device (id),
    template   TEXT NOT NULL,                    -- the name of a template
    user_id    BLOB REFERENCES user (id),        -- NULL: the program itself
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX label_batch_latest ON label_batch (created_at);

CREATE TRIGGER label_batch_no_delete BEFORE DELETE ON label_batch
BEGIN SELECT RAISE(ABORT, 'append-only: label_batch'); END;

CREATE TRIGGER label_batch_no_update BEFORE UPDATE ON label_batch
BEGIN SELECT RAISE(ABORT, 'append-only: label_batch'); END;

CREATE TABLE ledger_balance (
    account TEXT NOT NULL,
    asset   TEXT NOT NULL,
    amount  INTEGER NOT NULL,
    PRIMARY KEY (account, asset)
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_entry (
    id       BLOB PRIMARY KEY CHECK (length(id) = 16),
    at       INTEGER NOT NULL,
    kind     TEXT NOT NULL,                      -- opening, sale, cash_in, closing, memo_line…
    document TEXT
) STRICT;

CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'append-only: ledger_entry'); END;

CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'append-only: ledger_entry'); END;

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

CREATE INDEX memo_entry_line ON memo_entry (line, seq) WHERE line IS NOT NULL;

CREATE INDEX memo_entry_memo ON memo_entry (memo, seq);

CREATE TRIGGER memo_entry_no_delete BEFORE DELETE ON memo_entry
BEGIN SELECT RAISE(ABORT, 'append-only: memo_entry'); END;

CREATE TRIGGER memo_entry_no_update BEFORE UPDATE ON memo_entry
BEGIN SELECT RAISE(ABORT, 'append-only: memo_entry'); END;

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

CREATE TRIGGER memo_settlement_no_delete BEFORE DELETE ON memo_settlement
BEGIN SELECT RAISE(ABORT, 'append-only: memo_settlement'); END;

CREATE TRIGGER memo_settlement_no_update BEFORE UPDATE ON memo_settlement
BEGIN SELECT RAISE(ABORT, 'append-only: memo_settlement'); END;

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

CREATE INDEX metal_entry_day ON metal_entry (on_day);

CREATE INDEX metal_entry_order ON metal_entry (order_id) WHERE order_id IS NOT NULL;

CREATE INDEX metal_entry_paper ON metal_entry (paper) WHERE paper IS NOT NULL;

CREATE TRIGGER metal_entry_no_delete BEFORE DELETE ON metal_entry
BEGIN SELECT RAISE(ABORT, 'append-only: metal_entry'); END;

CREATE TRIGGER metal_entry_no_update BEFORE UPDATE ON metal_entry
BEGIN SELECT RAISE(ABORT, 'append-only: metal_entry'); END;

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

CREATE TRIGGER metal_lot_no_delete BEFORE DELETE ON metal_lot
BEGIN SELECT RAISE(ABORT, 'append-only: metal_lot'); END;

CREATE TRIGGER metal_lot_no_update BEFORE UPDATE ON metal_lot
BEGIN SELECT RAISE(ABORT, 'append-only: metal_lot'); END;

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

CREATE TRIGGER metal_move_no_delete BEFORE DELETE ON metal_move
BEGIN SELECT RAISE(ABORT, 'append-only: metal_move'); END;

CREATE TRIGGER metal_move_no_update BEFORE UPDATE ON metal_move
BEGIN SELECT RAISE(ABORT, 'append-only: metal_move'); END;

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

CREATE TABLE metal_print (
    seq     INTEGER PRIMARY KEY,
    paper   INTEGER NOT NULL REFERENCES metal_paper (seq),
    copy    INTEGER NOT NULL CHECK (copy >= 0),
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id),
    UNIQUE (paper, copy)
) STRICT;

CREATE TRIGGER metal_print_no_delete BEFORE DELETE ON metal_print
BEGIN SELECT RAISE(ABORT, 'append-only: metal_print'); END;

CREATE TRIGGER metal_print_no_update BEFORE UPDATE ON metal_print
BEGIN SELECT RAISE(ABORT, 'append-only: metal_print'); END;

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

CREATE TRIGGER metal_rate_no_delete BEFORE DELETE ON metal_rate
BEGIN SELECT RAISE(ABORT, 'append-only: metal_rate'); END;

CREATE TRIGGER metal_rate_no_update BEFORE UPDATE ON metal_rate
BEGIN SELECT RAISE(ABORT, 'append-only: metal_rate'); END;

CREATE TABLE notify_choice (
    seq         INTEGER PRIMARY KEY,
    customer_id BLOB NOT NULL REFERENCES customer (id),
    choice      TEXT NOT NULL CHECK (choice = 'any' OR choice = 'email' OR choice = 'sms'
        OR choice = 'none'),
    at          INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id)
) STRICT;

CREATE INDEX notify_choice_of ON notify_choice (customer_id, seq);

CREATE TRIGGER notify_choice_no_delete BEFORE DELETE ON notify_choice
BEGIN SELECT RAISE(ABORT, 'append-only: notify_choice'); END;

CREATE TRIGGER notify_choice_no_update BEFORE UPDATE ON notify_choice
BEGIN SELECT RAISE(ABORT, 'append-only: notify_choice'); END;

CREATE TABLE notify_entry (
    seq     INTEGER PRIMARY KEY,
    message INTEGER NOT NULL REFERENCES notify_message (seq),
    at      INTEGER NOT NULL,
    user_id BLOB REFERENCES user (id),           -- NULL: the program itself
    what    TEXT NOT NULL,
    state   TEXT NOT NULL,                       -- afterwards
    problem TEXT NOT NULL DEFAULT '',
    detail  TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX notify_entry_message ON notify_entry (message, seq);

CREATE TRIGGER notify_entry_no_delete BEFORE DELETE ON notify_entry
BEGIN SELECT RAISE(ABORT, 'append-only: notify_entry'); END;

CREATE TRIGGER notify_entry_no_update BEFORE UPDATE ON notify_entry
WHEN (old.seq, old.message, old.at, old.user_id, old.what, old.state, old.problem)
    IS NOT (new.seq, new.message, new.at, new.user_id, new.what, new.state, new.problem)
    OR new.detail <> ''
BEGIN SELECT RAISE(ABORT, 'append-only: notify_entry'); END;

CREATE TABLE notify_message (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    event       TEXT NOT NULL CHECK (event = 'received' OR event = 'estimate_ready'
        OR event = 'ready' OR event = 'promise_moved' OR event = 'still_waiting'
        OR event = 'quote_sent' OR event = 'quote_expiring' OR event = 'production_begun'
        OR event = 'order_ready' OR event = 'order_waiting' OR event = 'order_cancelled'
        OR event = 'certificate_ready' OR event = 'test'),
    channel     TEXT NOT NULL CHECK (channel = 'email' OR channel = 'sms'),
    language    TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    customer_id BLOB REFERENCES customer (id),   -- none: a test
    -- What it is about: a repair, one of its jobs, an order, a certificate; none: a test.
    about       TEXT CHECK (about = 'repair' OR about = 'job' OR about = 'custom' OR about = 'appraisal'),
    about_id    BLOB CHECK (length(about_id) = 16),
    document    BLOB CHECK (length(document) = 16),             -- the quote that goes with it
    name        TEXT NOT NULL,
    address     TEXT NOT NULL,                   -- an e-mail address, or a number with its country: +33612345678
    subject     TEXT NOT NULL,
    body        TEXT NOT NULL,
    -- What the mail server knows it by. A repeat of one that may have arrived keeps it.
    message_id  BLOB NOT NULL CHECK (length(message_id) = 16),
    again_of    INTEGER UNIQUE REFERENCES notify_message (seq),
    state       TEXT NOT NULL CHECK (state = 'queued' OR state = 'sending' OR state = 'sent'
        OR state = 'delivered' OR state = 'failed' OR state = 'unsure' OR state = 'cancelled'
        OR state = 'expired'),
    attempts    INTEGER NOT NULL,                -- since a person last asked for it
    next_at     INTEGER NOT NULL,                -- not before, while queued
    expires_at  INTEGER NOT NULL,                -- later it would only puzzle
    problem     TEXT NOT NULL DEFAULT '',        -- code of the last failure
    detail      TEXT NOT NULL DEFAULT '',        -- what the other side said
    reference   TEXT NOT NULL DEFAULT '',        -- what the other side knows it by, to read
    created_at  INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id),
    CHECK ((about IS NULL) = (about_id IS NULL))
) STRICT;

CREATE INDEX notify_message_about ON notify_message (about_id, event, seq) WHERE about IS NOT NULL;

CREATE INDEX notify_message_customer ON notify_message (customer_id) WHERE customer_id IS NOT NULL;

CREATE INDEX notify_message_live ON notify_message (channel, next_at)
    WHERE state IN ('queued', 'sending');

CREATE INDEX notify_message_state ON notify_message (state, seq);

CREATE INDEX notify_message_trouble ON notify_message (state)
    WHERE state IN ('failed', 'unsure', 'expired', 'queued');

CREATE TRIGGER notify_message_fixed BEFORE UPDATE ON notify_message
WHEN (old.seq, old.id, old.event, old.channel, old.language, old.customer_id, old.about,
        old.about_id, old.document, old.message_id, old.again_of, old.created_at, old.user_id)
    IS NOT (new.seq, new.id, new.event, new.channel, new.language, new.customer_id, new.about,
        new.about_id, new.document, new.message_id, new.again_of, new.created_at, new.user_id)
    OR ((old.name, old.subject, old.body) IS NOT (new.name, new.subject, new.body)
        AND new.name || new.subject || new.body || new.address <> '')
BEGIN SELECT RAISE(ABORT, 'append-only: notify_message'); END;

CREATE TRIGGER notify_message_no_delete BEFORE DELETE ON notify_message
BEGIN SELECT RAISE(ABORT, 'append-only: notify_message'); END;

CREATE TABLE notify_part (
    seq         INTEGER PRIMARY KEY,
    message     INTEGER NOT NULL REFERENCES notify_message (seq),
    part        INTEGER NOT NULL CHECK (part >= 1),
    -- The modem's number, which comes round again after 255, or the gateway's.
    reference   TEXT NOT NULL CHECK (reference <> ''),
    arrived     INTEGER CHECK (arrived IN (0, 1)),   -- NULL: nothing was said yet
    reported_at INTEGER, ask_at INTEGER, ask_until INTEGER, asked INTEGER NOT NULL DEFAULT 0,
    UNIQUE (message, part),
    CHECK ((arrived IS NULL) = (reported_at IS NULL))
) STRICT;

CREATE INDEX notify_part_ask ON notify_part (ask_at) WHERE ask_at IS NOT NULL;

CREATE INDEX notify_part_reference ON notify_part (reference, seq);

CREATE TRIGGER notify_part_fixed BEFORE UPDATE ON notify_part
WHEN (old.seq, old.message, old.part, old.reference)
    IS NOT (new.seq, new.message, new.part, new.reference) OR old.arrived IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'append-only: notify_part'); END;

CREATE TRIGGER notify_part_no_delete BEFORE DELETE ON notify_part
BEGIN SELECT RAISE(ABORT, 'append-only: notify_part'); END;

CREATE TABLE notify_template (
    seq      INTEGER PRIMARY KEY,
    event    TEXT NOT NULL CHECK (event = 'received' OR event = 'estimate_ready' OR event = 'ready'
        OR event = 'promise_moved' OR event = 'still_waiting' OR event = 'quote_sent'
        OR event = 'quote_expiring' OR event = 'production_begun' OR event = 'order_ready'
        OR event = 'order_waiting' OR event = 'order_cancelled' OR event = 'certificate_ready'
        OR event = 'test'),
    channel  TEXT NOT NULL CHECK (channel = 'email' OR channel = 'sms'),
    language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    subject  TEXT NOT NULL,
    body     TEXT NOT NULL,
    at       INTEGER NOT NULL,
    user_id  BLOB REFERENCES user (id)
) STRICT;

CREATE INDEX notify_template_of ON notify_template (event, channel, language, seq);

CREATE TRIGGER notify_template_no_delete BEFORE DELETE ON notify_template
BEGIN SELECT RAISE(ABORT, 'append-only: notify_template'); END;

CREATE TRIGGER notify_template_no_update BEFORE UPDATE ON notify_template
BEGIN SELECT RAISE(ABORT, 'append-only: notify_template'); END;

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

CREATE INDEX opening_till ON opening (till_id);

CREATE TRIGGER opening_no_delete BEFORE DELETE ON opening
BEGIN SELECT RAISE(ABORT, 'append-only: opening'); END;

CREATE TRIGGER opening_no_update BEFORE UPDATE ON opening
BEGIN SELECT RAISE(ABORT, 'append-only: opening'); END;

CREATE TRIGGER opening_one BEFORE INSERT ON opening
WHEN EXISTS (
    SELECT 1 FROM opening WHERE till_id = new.till_id
    AND NOT EXISTS (SELECT 1 FROM closing WHERE closing.opening_id = opening.id)
)
BEGIN SELECT RAISE(ABORT, 'a day is open: opening'); END;

CREATE TABLE outbox (
    id          INTEGER PRIMARY KEY,
    destination TEXT NOT NULL,
    topic       TEXT NOT NULL,
    payload     TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    next_at     INTEGER NOT NULL,
    done_at     INTEGER,
    last_error  TEXT
) STRICT;

CREATE INDEX outbox_waiting ON outbox (destination, id) WHERE done_at IS NULL;

CREATE TABLE paper (
    id       BLOB PRIMARY KEY CHECK (length(id) = 16),
    piece_id BLOB NOT NULL REFERENCES piece (id),
    at       INTEGER NOT NULL,
    user_id  BLOB REFERENCES user (id),          -- NULL: the program itself
    kind     TEXT NOT NULL CHECK (kind = 'supplier_invoice' OR kind = 'expert_report'
        OR kind = 'provenance' OR kind = 'warranty' OR kind = 'maker' OR kind = 'other'),
    file_id  BLOB NOT NULL REFERENCES file (id),
    name     TEXT NOT NULL,                      -- of the file, as it came in
    note     TEXT NOT NULL DEFAULT '',
    follows  BLOB REFERENCES paper (id)          -- the one that was taken off and is put back
) STRICT;

CREATE INDEX paper_file ON paper (file_id);

CREATE UNIQUE INDEX paper_follows ON paper (follows) WHERE follows IS NOT NULL;

CREATE INDEX paper_piece ON paper (piece_id, at);

CREATE TRIGGER paper_no_delete BEFORE DELETE ON paper
BEGIN SELECT RAISE(ABORT, 'append-only: paper'); END;

CREATE TRIGGER paper_no_update BEFORE UPDATE ON paper
BEGIN SELECT RAISE(ABORT, 'append-only: paper'); END;

CREATE TABLE paper_taken_off (
    paper_id BLOB PRIMARY KEY REFERENCES paper (id),
    at       INTEGER NOT NULL,
    user_id  BLOB REFERENCES user (id),          -- NULL: the program itself
    reason   TEXT NOT NULL CHECK (reason <> '')
) STRICT;

CREATE TRIGGER paper_taken_off_no_delete BEFORE DELETE ON paper_taken_off
BEGIN SELECT RAISE(ABORT, 'append-only: paper_taken_off'); END;

CREATE TRIGGER paper_taken_off_no_update BEFORE UPDATE ON paper_taken_off
BEGIN SELECT RAISE(ABORT, 'append-only: paper_taken_off'); END;

CREATE TABLE payment (
    id            BLOB PRIMARY KEY CHECK (length(id) = 16),
    sale_id       BLOB NOT NULL REFERENCES sale (id),
    position      INTEGER NOT NULL,
    tender        TEXT NOT NULL,                 -- card, cash, cheque, transfer; later credit, deposit…
    amount_minor  INTEGER NOT NULL CHECK (amount_minor <> 0),   -- what it settles; negative: paid out
    given_minor   INTEGER,                       -- cash handed over; change = given − amount
    reference     TEXT NOT NULL,                 -- authorisation, cheque number…
    UNIQUE (sale_id, position)
) STRICT;

CREATE TRIGGER payment_no_delete BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'append-only: payment'); END;

CREATE TRIGGER payment_no_update BEFORE UPDATE ON payment
BEGIN SELECT RAISE(ABORT, 'append-only: payment'); END;

CREATE TABLE photo_added (
    seq      INTEGER PRIMARY KEY,
    batch_id BLOB NOT NULL REFERENCES photo_batch (id),
    name     TEXT NOT NULL,
    piece_id BLOB NOT NULL REFERENCES piece (id),
    file_id  BLOB NOT NULL REFERENCES file (id)
) STRICT;

CREATE INDEX photo_added_batch ON photo_added (batch_id, seq);

CREATE TRIGGER photo_added_no_delete BEFORE DELETE ON photo_added
BEGIN SELECT RAISE(ABORT, 'append-only: photo_added'); END;

CREATE TRIGGER photo_added_no_update BEFORE UPDATE ON photo_added
BEGIN SELECT RAISE(ABORT, 'append-only: photo_added'); END;

CREATE TABLE photo_batch (
    seq     INTEGER PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    at      INTEGER NOT NULL,
    user_id BLOB REFERENCES user (id)            -- NULL: the program itself
) STRICT;

CREATE TRIGGER photo_batch_no_delete BEFORE DELETE ON photo_batch
BEGIN SELECT RAISE(ABORT, 'append-only: photo_batch'); END;

CREATE TRIGGER photo_batch_no_update BEFORE UPDATE ON photo_batch
BEGIN SELECT RAISE(ABORT, 'append-only: photo_batch'); END;

CREATE TABLE photo_taken_back (
    batch_id BLOB PRIMARY KEY REFERENCES photo_batch (id),
    at       INTEGER NOT NULL,
    user_id  BLOB REFERENCES user (id),
    taken    INTEGER NOT NULL CHECK (taken >= 0) -- that were still there
) STRICT;

CREATE TRIGGER photo_taken_back_no_delete BEFORE DELETE ON photo_taken_back
BEGIN SELECT RAISE(ABORT, 'append-only: photo_taken_back'); END;

CREATE TRIGGER photo_taken_back_no_update BEFORE UPDATE ON photo_taken_back
BEGIN SELECT RAISE(ABORT, 'append-only: photo_taken_back'); END;

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

CREATE INDEX piece_family ON piece (family_id, number);

CREATE INDEX piece_import ON piece (import_id) WHERE import_id IS NOT NULL;

CREATE UNIQUE INDEX piece_mounted ON piece (mounted_as) WHERE mounted_as IS NOT NULL;

CREATE INDEX piece_place ON piece (place_id, state);

CREATE INDEX piece_price ON piece (coalesce(price_minor, 0));

CREATE INDEX piece_serial ON piece (serial) WHERE serial IS NOT NULL;

CREATE INDEX piece_title ON piece (title COLLATE NOCASE);

CREATE INDEX piece_unmarked ON piece (created_at)
    WHERE vat_regime = 'margin' AND hallmark IS NULL AND metal IS NOT NULL AND state = 'available';

CREATE INDEX piece_weight ON piece (coalesce(gross_mg, 0));

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

CREATE TABLE piece_photo (
    piece_id     BLOB NOT NULL REFERENCES piece (id),
    position     INTEGER NOT NULL,
    file_id      BLOB NOT NULL REFERENCES file (id),            -- upright, no EXIF, at most 2048 px
    thumbnail_id BLOB NOT NULL REFERENCES file (id),            -- 320 px
    PRIMARY KEY (piece_id, position)
) STRICT, WITHOUT ROWID;

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

CREATE TRIGGER piece_tag_no_delete BEFORE DELETE ON piece_tag
BEGIN SELECT RAISE(ABORT, 'append-only: piece_tag'); END;

CREATE TRIGGER piece_tag_no_update BEFORE UPDATE ON piece_tag
BEGIN SELECT RAISE(ABORT, 'append-only: piece_tag'); END;

CREATE TABLE place (
    id      BLOB PRIMARY KEY CHECK (length(id) = 16),
    code    TEXT NOT NULL UNIQUE,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL CHECK (kind = 'shop' OR kind = 'window' OR kind = 'tray'
        OR kind = 'safe' OR kind = 'bench'),
    active  INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE posting (
    entry_id BLOB NOT NULL REFERENCES ledger_entry (id),
    position INTEGER NOT NULL,
    account  TEXT NOT NULL,
    asset    TEXT NOT NULL,                      -- "EUR" in cents, later "XAU" in milligrams
    amount   INTEGER NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (entry_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX posting_party ON posting (account, entry_id)
    WHERE account GLOB 'payable:*' OR account GLOB 'receivable:*';

CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting
BEGIN SELECT RAISE(ABORT, 'append-only: posting'); END;

CREATE TRIGGER posting_no_update BEFORE UPDATE ON posting
BEGIN SELECT RAISE(ABORT, 'append-only: posting'); END;

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

CREATE TABLE print_job (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    device_id  BLOB NOT NULL REFERENCES device (id),
    kind       TEXT NOT NULL,                    -- receipt, duplicate, report, slip
    document   TEXT NOT NULL,                    -- JSON: the frozen document value
    sale_id    BLOB REFERENCES sale (id),        -- of a receipt or its duplicate
    closing_id BLOB REFERENCES closing (id),     -- of a Z or its duplicate
    subject    TEXT NOT NULL,                    -- ticket number, for the list of waiting jobs
    state      TEXT NOT NULL CHECK (state = 'waiting' OR state = 'sending' OR state = 'done'
        OR state = 'failed' OR state = 'unsure' OR state = 'cancelled'),
    attempts   INTEGER NOT NULL,
    next_at    INTEGER NOT NULL,                 -- not before, while waiting
    problem    TEXT,                             -- code of the last failure
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
, batch_id BLOB REFERENCES label_batch (id)) STRICT;

CREATE INDEX print_job_batch ON print_job (batch_id) WHERE batch_id IS NOT NULL;

CREATE INDEX print_job_closing ON print_job (closing_id) WHERE closing_id IS NOT NULL;

CREATE INDEX print_job_live ON print_job (device_id, created_at)
    WHERE state IN ('waiting', 'sending', 'failed', 'unsure');

CREATE INDEX print_job_recent ON print_job (device_id, changed_at);

CREATE INDEX print_job_sale ON print_job (sale_id) WHERE sale_id IS NOT NULL;

CREATE TABLE purchase_budget (
    month        TEXT NOT NULL CHECK (length(month) = 7),       -- "2026-11"
    family_id    BLOB REFERENCES family (id),    -- NULL: all of them together
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    version      INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE UNIQUE INDEX purchase_budget_of ON purchase_budget (month, ifnull(family_id, x''));

CREATE TABLE purchase_invoice (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    reference   TEXT NOT NULL UNIQUE,            -- ours: "P1-FF3"
    supplier_id BLOB NOT NULL REFERENCES supplier (id),
    number      TEXT NOT NULL COLLATE NOCASE CHECK (length(number) > 0),    -- the supplier's
    invoiced_on TEXT NOT NULL CHECK (length(invoiced_on) = 10),
    due_on      TEXT CHECK (length(due_on) = 10),
    net_minor   INTEGER NOT NULL CHECK (net_minor >= 0),
    vat_minor   INTEGER NOT NULL CHECK (vat_minor >= 0),
    gross_minor INTEGER NOT NULL CHECK (gross_minor = net_minor + vat_minor),
    note        TEXT NOT NULL DEFAULT '',
    at          INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id),
    CHECK (due_on IS NULL OR due_on >= invoiced_on)
) STRICT;

CREATE INDEX purchase_invoice_number ON purchase_invoice (supplier_id, number);

CREATE TRIGGER purchase_invoice_no_delete BEFORE DELETE ON purchase_invoice
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_invoice'); END;

CREATE TRIGGER purchase_invoice_no_update BEFORE UPDATE ON purchase_invoice
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_invoice'); END;

CREATE TRIGGER purchase_invoice_twice BEFORE INSERT ON purchase_invoice
WHEN EXISTS (SELECT 1 FROM purchase_invoice other
    WHERE other.supplier_id = new.supplier_id AND other.number = new.number COLLATE NOCASE
      AND NOT EXISTS (SELECT 1 FROM purchase_step
          WHERE subject_id = other.id AND step = 'reversed'))
BEGIN SELECT RAISE(ABORT, 'twice: purchase_invoice'); END;

CREATE TABLE purchase_invoice_line (
    seq        INTEGER PRIMARY KEY,
    invoice    INTEGER NOT NULL REFERENCES purchase_invoice (seq),
    received   INTEGER NOT NULL REFERENCES purchase_received (seq),
    cost_minor INTEGER NOT NULL CHECK (cost_minor >= 0),        -- of one, without VAT, as billed
    old_minor  INTEGER,                          -- what the goods' sheet said before
    outcome    TEXT NOT NULL CHECK (outcome = 'same' OR outcome = 'carried' OR outcome = 'sold'
        OR outcome = 'parts' OR outcome = 'gone'),
    UNIQUE (invoice, received)
) STRICT;

CREATE INDEX purchase_invoice_line_received ON purchase_invoice_line (received);

CREATE TRIGGER purchase_invoice_line_no_delete BEFORE DELETE ON purchase_invoice_line
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_invoice_line'); END;

CREATE TRIGGER purchase_invoice_line_no_update BEFORE UPDATE ON purchase_invoice_line
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_invoice_line'); END;

CREATE VIEW purchase_kept AS
SELECT * FROM purchase_received
WHERE refused = 0 AND seq NOT IN (SELECT received FROM purchase_undone);

CREATE TABLE purchase_limit (
    article_id  BLOB UNIQUE REFERENCES article (id),
    family_id   BLOB UNIQUE REFERENCES family (id),             -- of pieces, all together
    supplier_id BLOB REFERENCES supplier (id),   -- NULL: whoever delivered last
    floor       INTEGER NOT NULL CHECK (floor BETWEEN 0 AND 10000),
    ceiling     INTEGER NOT NULL CHECK (ceiling BETWEEN floor AND 10000),
    version     INTEGER NOT NULL DEFAULT 1,
    CHECK ((article_id IS NULL) <> (family_id IS NULL))
) STRICT;

CREATE TABLE purchase_line (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    order_seq  INTEGER NOT NULL REFERENCES purchase_order (seq),
    position   INTEGER NOT NULL,
    article_id BLOB REFERENCES article (id),     -- NULL: pieces to come, one by one
    family_id  BLOB REFERENCES family (id),
    title      TEXT NOT NULL CHECK (length(title) > 0),
    metal      TEXT CHECK (metal = 'gold' OR metal = 'silver' OR metal = 'platinum'
        OR metal = 'palladium' OR metal = 'base'),
    fineness   INTEGER CHECK (fineness BETWEEN 1 AND 10000),
    reference  TEXT NOT NULL DEFAULT '',         -- what the supplier calls it
    cost_minor INTEGER CHECK (cost_minor >= 0),  -- of one, without VAT; NULL: not known yet
    quantity   INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
    CHECK (article_id IS NOT NULL OR family_id IS NOT NULL),
    UNIQUE (order_seq, position)
) STRICT;

CREATE TRIGGER purchase_line_gone BEFORE DELETE ON purchase_line
WHEN (SELECT coalesce((SELECT step FROM purchase_step WHERE subject_id = purchase_order.id
        ORDER BY purchase_step.seq DESC LIMIT 1), 'reopened')
      FROM purchase_order WHERE seq = old.order_seq) <> 'reopened'
BEGIN SELECT RAISE(ABORT, 'no draft: purchase_line'); END;

CREATE TRIGGER purchase_line_no_update BEFORE UPDATE ON purchase_line
BEGIN SELECT RAISE(ABORT, 'replaced, not changed: purchase_line'); END;

CREATE TRIGGER purchase_line_sent BEFORE INSERT ON purchase_line
WHEN (SELECT coalesce((SELECT step FROM purchase_step WHERE subject_id = purchase_order.id
        ORDER BY purchase_step.seq DESC LIMIT 1), 'reopened')
      FROM purchase_order WHERE seq = new.order_seq) <> 'reopened'
BEGIN SELECT RAISE(ABORT, 'no draft: purchase_line'); END;

CREATE TABLE purchase_order (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    number      TEXT NOT NULL UNIQUE,            -- shop code and seq: "P1-CF3"
    supplier_id BLOB NOT NULL REFERENCES supplier (id),
    expected_on TEXT CHECK (length(expected_on) = 10),
    note        TEXT NOT NULL DEFAULT '',        -- printed on the order
    on_day      TEXT NOT NULL CHECK (length(on_day) = 10),      -- the shop's day
    at          INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id),
    version     INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE INDEX purchase_order_supplier ON purchase_order (supplier_id, seq);

CREATE TABLE purchase_received (
    seq        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    reception  INTEGER NOT NULL REFERENCES purchase_reception (seq),
    line_id    BLOB REFERENCES purchase_line (id),              -- NULL: nobody had ordered it
    refused    INTEGER NOT NULL CHECK (refused IN (0, 1)),
    piece_id   BLOB REFERENCES piece (id),
    article_id BLOB REFERENCES article (id),
    title      TEXT NOT NULL,
    quantity   INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
    cost_minor INTEGER CHECK (cost_minor >= 0),  -- of one, without VAT
    reason     TEXT NOT NULL DEFAULT '',         -- why it was refused
    CHECK (refused = (piece_id IS NULL AND article_id IS NULL)),
    CHECK (piece_id IS NULL OR article_id IS NULL),
    CHECK (piece_id IS NULL OR quantity = 1)
) STRICT;

CREATE INDEX purchase_received_article ON purchase_received (article_id)
    WHERE article_id IS NOT NULL;

CREATE INDEX purchase_received_line ON purchase_received (line_id) WHERE line_id IS NOT NULL;

CREATE INDEX purchase_received_of ON purchase_received (reception, seq);

CREATE INDEX purchase_received_piece ON purchase_received (piece_id) WHERE piece_id IS NOT NULL;

CREATE TRIGGER purchase_received_no_delete BEFORE DELETE ON purchase_received
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_received'); END;

CREATE TRIGGER purchase_received_no_update BEFORE UPDATE ON purchase_received
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_received'); END;

CREATE TABLE purchase_reception (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    number      TEXT NOT NULL UNIQUE,            -- "P1-BR3"
    supplier_id BLOB NOT NULL REFERENCES supplier (id),
    order_seq   INTEGER REFERENCES purchase_order (seq),
    document    TEXT NOT NULL DEFAULT '',        -- the number of the supplier's delivery note
    note        TEXT NOT NULL DEFAULT '',
    on_day      TEXT NOT NULL CHECK (length(on_day) = 10),
    at          INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id)
) STRICT;

CREATE INDEX purchase_reception_order ON purchase_reception (order_seq, seq);

CREATE TRIGGER purchase_reception_no_delete BEFORE DELETE ON purchase_reception
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_reception'); END;

CREATE TRIGGER purchase_reception_no_update BEFORE UPDATE ON purchase_reception
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_reception'); END;

CREATE TABLE purchase_return (
    seq          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    number       TEXT NOT NULL UNIQUE,           -- "P1-RF3"
    supplier_id  BLOB NOT NULL REFERENCES supplier (id),
    reason       TEXT NOT NULL CHECK (length(reason) > 0),
    credit_minor INTEGER CHECK (credit_minor >= 0),             -- expected, without VAT
    on_day       TEXT NOT NULL CHECK (length(on_day) = 10),
    at           INTEGER NOT NULL,
    user_id      BLOB REFERENCES user (id)
) STRICT;

CREATE TRIGGER purchase_return_no_delete BEFORE DELETE ON purchase_return
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_return'); END;

CREATE TRIGGER purchase_return_no_update BEFORE UPDATE ON purchase_return
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_return'); END;

CREATE TABLE purchase_return_line (
    seq        INTEGER PRIMARY KEY,
    return     INTEGER NOT NULL REFERENCES purchase_return (seq),
    piece_id   BLOB REFERENCES piece (id),
    article_id BLOB REFERENCES article (id),
    quantity   INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 10000),
    cost_minor INTEGER CHECK (cost_minor >= 0),
    CHECK ((piece_id IS NULL) <> (article_id IS NULL)),
    CHECK (piece_id IS NULL OR quantity = 1)
) STRICT;

CREATE INDEX purchase_return_line_of ON purchase_return_line (return, seq);

CREATE INDEX purchase_return_line_piece ON purchase_return_line (piece_id)
    WHERE piece_id IS NOT NULL;

CREATE TRIGGER purchase_return_line_no_delete BEFORE DELETE ON purchase_return_line
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_return_line'); END;

CREATE TRIGGER purchase_return_line_no_update BEFORE UPDATE ON purchase_return_line
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_return_line'); END;

CREATE TABLE purchase_step (
    seq          INTEGER PRIMARY KEY,
    subject_id   BLOB NOT NULL CHECK (length(subject_id) = 16),
    step         TEXT NOT NULL CHECK (step = 'sent' OR step = 'reopened' OR step = 'cancelled'
        OR step = 'closed' OR step = 'resumed' OR step = 'paid' OR step = 'unpaid'
        OR step = 'credited' OR step = 'uncredited' OR step = 'reversed'),
    at           INTEGER NOT NULL,
    user_id      BLOB REFERENCES user (id),
    on_day       TEXT NOT NULL CHECK (length(on_day) = 10),
    amount_minor INTEGER CHECK (amount_minor >= 0),             -- paid; credited, without VAT
    vat_minor    INTEGER CHECK (vat_minor >= 0),                -- of what was credited
    means        TEXT NOT NULL DEFAULT '',
    cash_movement BLOB UNIQUE REFERENCES cash_movement (id),    -- of cash, or of its way back
    reference    TEXT NOT NULL DEFAULT '',       -- of the payment, the credit note's number
    note         TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX purchase_step_subject ON purchase_step (subject_id, seq);

CREATE TRIGGER purchase_step_no_delete BEFORE DELETE ON purchase_step
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_step'); END;

CREATE TRIGGER purchase_step_no_update BEFORE UPDATE ON purchase_step
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_step'); END;

CREATE TABLE purchase_undone (
    seq      INTEGER PRIMARY KEY,
    received INTEGER NOT NULL UNIQUE REFERENCES purchase_received (seq),
    at       INTEGER NOT NULL,
    user_id  BLOB REFERENCES user (id),
    reason   TEXT NOT NULL CHECK (length(reason) > 0)
) STRICT;

CREATE TRIGGER purchase_undone_no_delete BEFORE DELETE ON purchase_undone
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_undone'); END;

CREATE TRIGGER purchase_undone_no_update BEFORE UPDATE ON purchase_undone
BEGIN SELECT RAISE(ABORT, 'append-only: purchase_undone'); END;

CREATE TABLE recount (
    id          BLOB PRIMARY KEY CHECK (length(id) = 16),
    opening_id  BLOB NOT NULL REFERENCES opening (id),
    at          INTEGER NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id),
    differences TEXT NOT NULL                    -- JSON: what was counted and what was expected
) STRICT;

CREATE INDEX recount_opening ON recount (opening_id);

CREATE TRIGGER recount_no_delete BEFORE DELETE ON recount
BEGIN SELECT RAISE(ABORT, 'append-only: recount'); END;

CREATE TRIGGER recount_no_update BEFORE UPDATE ON recount
BEGIN SELECT RAISE(ABORT, 'append-only: recount'); END;

CREATE TABLE repair (
    seq           INTEGER PRIMARY KEY,
    id            BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    year          INTEGER NOT NULL,              -- of the shop's day
    series        INTEGER NOT NULL CHECK (series >= 1),         -- gapless in its year
    number        TEXT NOT NULL UNIQUE COLLATE NOCASE,          -- "P1-R26-118"
    customer_id   BLOB NOT NULL REFERENCES customer (id),
    language      TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    ceiling       TEXT NOT NULL CHECK (ceiling = 'none' OR ceiling = 'do_not_exceed'
        OR ceiling = 'call_first'),
    ceiling_minor INTEGER CHECK (ceiling_minor > 0),            -- of each object
    on_day        TEXT NOT NULL CHECK (length(on_day) = 10),
    at            INTEGER NOT NULL,
    user_id       BLOB NOT NULL REFERENCES user (id),           -- who took it in
    till_id       BLOB REFERENCES till (id),
    UNIQUE (year, series),
    CHECK ((ceiling = 'do_not_exceed') = (ceiling_minor IS NOT NULL))
) STRICT;

CREATE INDEX repair_customer ON repair (customer_id, seq);

CREATE INDEX repair_series ON repair (series, year);

CREATE TRIGGER repair_no_delete BEFORE DELETE ON repair
BEGIN SELECT RAISE(ABORT, 'append-only: repair'); END;

CREATE TRIGGER repair_no_update BEFORE UPDATE ON repair
BEGIN SELECT RAISE(ABORT, 'append-only: repair'); END;

CREATE TABLE repair_answer (
    seq      INTEGER PRIMARY KEY,
    estimate INTEGER NOT NULL REFERENCES repair_estimate (seq),
    answer   TEXT NOT NULL CHECK (answer = 'approved' OR answer = 'refused'
        OR answer = 'withdrawn' OR answer = 'expired' OR answer = 'corrected'),
    channel  TEXT NOT NULL CHECK (channel = '' OR channel = 'counter' OR channel = 'phone'
        OR channel = 'signature' OR channel = 'email' OR channel = 'sms' OR channel = 'letter'),
    note     TEXT NOT NULL DEFAULT '',
    at       INTEGER NOT NULL,
    user_id  BLOB REFERENCES user (id)
) STRICT;

CREATE INDEX repair_answer_estimate ON repair_answer (estimate, seq);

CREATE TRIGGER repair_answer_fixed BEFORE UPDATE ON repair_answer
WHEN (old.seq, old.estimate, old.answer, old.channel, old.at, old.user_id)
    IS NOT (new.seq, new.estimate, new.answer, new.channel, new.at, new.user_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: repair_answer'); END;

CREATE TRIGGER repair_answer_no_delete BEFORE DELETE ON repair_answer
BEGIN SELECT RAISE(ABORT, 'append-only: repair_answer'); END;

CREATE TABLE repair_entry (
    seq        INTEGER PRIMARY KEY,
    job        INTEGER NOT NULL REFERENCES repair_job (seq),
    at         INTEGER NOT NULL,
    user_id    BLOB REFERENCES user (id),        -- NULL: the program itself
    till_id    BLOB REFERENCES till (id),
    place_id   BLOB REFERENCES place (id),       -- of the object, afterwards
    what       TEXT NOT NULL,                    -- an act, or one of the notes below
    from_state TEXT,                             -- NULL: it was taken in, or did not move
    to_state   TEXT,                             -- NULL: it did not move
    undoes     INTEGER UNIQUE REFERENCES repair_entry (seq),    -- the move that was a mistake
    note       TEXT NOT NULL DEFAULT '',
    detail     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(detail)),
    CHECK (to_state IS NOT NULL OR what = 'amended' OR what = 'tasks' OR what = 'task_done'
        OR what = 'promised' OR what = 'assigned' OR what = 'notified' OR what = 'not_notified'
        OR what = 'photo_off' OR what = 'paid' OR what = 'unpaid' OR what = 'noted' OR what = 'fee'
        OR what = 'time_corrected' OR what = 'redo_warranty' OR what = 'redo_goodwill'
        OR what = 'part_taken' OR what = 'part_back' OR what = 'metal' OR what = 'metal_back'
        OR what = 'photo_marked')
) STRICT;

CREATE INDEX repair_entry_job ON repair_entry (job, seq);

CREATE TRIGGER repair_entry_fixed BEFORE UPDATE ON repair_entry
WHEN (old.seq, old.job, old.at, old.user_id, old.till_id, old.place_id, old.what, old.from_state,
        old.to_state, old.undoes)
    IS NOT (new.seq, new.job, new.at, new.user_id, new.till_id, new.place_id, new.what, new.from_state,
        new.to_state, new.undoes)
    OR (new.note <> '' AND new.note <> old.note)
    OR (new.detail <> '{}' AND new.detail <> old.detail)
BEGIN SELECT RAISE(ABORT, 'append-only: repair_entry'); END;

CREATE TRIGGER repair_entry_no_delete BEFORE DELETE ON repair_entry
BEGIN SELECT RAISE(ABORT, 'append-only: repair_entry'); END;

CREATE TABLE repair_estimate (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    job         INTEGER NOT NULL REFERENCES repair_job (seq),
    version     INTEGER NOT NULL CHECK (version >= 1),
    total_minor INTEGER NOT NULL CHECK (total_minor >= 0),
    fee_minor   INTEGER CHECK (fee_minor > 0),                  -- what a refusal costs, as announced
    lines       TEXT NOT NULL CHECK (json_valid(lines)),
    valid_until TEXT NOT NULL CHECK (length(valid_until) = 10),
    note        TEXT NOT NULL DEFAULT '',
    at          INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id),
    UNIQUE (job, version)
) STRICT;

CREATE TRIGGER repair_estimate_fixed BEFORE UPDATE ON repair_estimate
WHEN (old.seq, old.id, old.job, old.version, old.total_minor, old.fee_minor, old.lines,
        old.valid_until, old.at, old.user_id)
    IS NOT (new.seq, new.id, new.job, new.version, new.total_minor, new.fee_minor, new.lines,
        new.valid_until, new.at, new.user_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: repair_estimate'); END;

CREATE TRIGGER repair_estimate_no_delete BEFORE DELETE ON repair_estimate
BEGIN SELECT RAISE(ABORT, 'append-only: repair_estimate'); END;

CREATE TABLE repair_handover (
    seq           INTEGER PRIMARY KEY,
    id            BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    job           INTEGER NOT NULL REFERENCES repair_job (seq),
    entry         INTEGER NOT NULL UNIQUE REFERENCES repair_entry (seq),
    at            INTEGER NOT NULL,
    user_id       BLOB NOT NULL REFERENCES user (id),
    allowed_by    BLOB REFERENCES user (id),     -- of a difference
    gross_ug      INTEGER CHECK (gross_ug > 0),
    expected_ug   INTEGER,                       -- as taken in, with the metal that the work put in or out
    tolerance_ug  INTEGER NOT NULL,
    -- Of the map as it was then, a stone each: [{"stone": …, "seen": "present", "missing" or "replaced"}].
    stones        TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(stones)),
    stones_same   INTEGER NOT NULL CHECK (stones_same IN (0, 1)),
    photos_same   INTEGER NOT NULL CHECK (photos_same IN (0, 1)),
    differs       INTEGER NOT NULL CHECK (differs IN (0, 1)),
    reason        TEXT NOT NULL DEFAULT '',
    given_to      TEXT NOT NULL DEFAULT '',      -- where it was not the customer
    CHECK (differs = 0 OR (length(reason) > 0 AND allowed_by IS NOT NULL))
) STRICT;

CREATE INDEX repair_handover_job ON repair_handover (job, seq);

CREATE TRIGGER repair_handover_fixed BEFORE UPDATE ON repair_handover
WHEN (old.seq, old.id, old.job, old.entry, old.at, old.user_id, old.allowed_by, old.gross_ug,
        old.expected_ug, old.tolerance_ug, old.stones_same, old.photos_same, old.differs)
    IS NOT (new.seq, new.id, new.job, new.entry, new.at, new.user_id, new.allowed_by, new.gross_ug,
        new.expected_ug, new.tolerance_ug, new.stones_same, new.photos_same, new.differs)
    OR (new.reason <> '—' AND new.reason <> old.reason)
    OR (new.given_to <> '' AND new.given_to <> old.given_to)
    OR (new.stones <> '[]' AND new.stones <> old.stones)
BEGIN SELECT RAISE(ABORT, 'append-only: repair_handover'); END;

CREATE TRIGGER repair_handover_no_delete BEFORE DELETE ON repair_handover
BEGIN SELECT RAISE(ABORT, 'append-only: repair_handover'); END;

CREATE TABLE repair_job (
    seq            INTEGER PRIMARY KEY,
    id             BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    repair         INTEGER NOT NULL REFERENCES repair (seq),
    position       INTEGER NOT NULL CHECK (position BETWEEN 1 AND 50),
    code           TEXT NOT NULL UNIQUE COLLATE NOCASE,         -- on the envelope: "P1-R26-118-1"
    object         TEXT NOT NULL CHECK (length(object) > 0),    -- in neutral words
    said           TEXT NOT NULL DEFAULT '',     -- what the customer says of it and wants
    condition      TEXT NOT NULL DEFAULT '',     -- what we see
    declared_minor INTEGER CHECK (declared_minor >= 0),
    gross_ug       INTEGER CHECK (gross_ug > 0), -- as the scale gives it
    ring_size      TEXT NOT NULL DEFAULT '',
    piece_id       BLOB REFERENCES piece (id),   -- it was bought here
    redo_of        INTEGER REFERENCES repair_job (seq),
    promised_on    TEXT NOT NULL CHECK (length(promised_on) = 10),
    rush           INTEGER NOT NULL CHECK (rush IN (0, 1)),
    assignee_id    BLOB REFERENCES user (id),
    total_minor    INTEGER CHECK (total_minor >= 0),            -- of its tasks; NULL: one has no price
    agreed_minor   INTEGER CHECK (agreed_minor >= 0),           -- what its slip said at the counter
    paid_minor     INTEGER NOT NULL DEFAULT 0,   -- the sum of its settlements
    fitted_ug      INTEGER NOT NULL DEFAULT 0,   -- what the parts weigh that were fitted
    charged_minor  INTEGER NOT NULL DEFAULT 0,   -- what of its price stands on a ticket
    fee_minor      INTEGER CHECK (fee_minor > 0),-- of an estimate that was refused, of work that was begun
    state          TEXT NOT NULL CHECK (state = 'received' OR state = 'estimate'
        OR state = 'awaiting_approval' OR state = 'bench' OR state = 'vendor'
        OR state = 'awaiting_parts' OR state = 'quality_check' OR state = 'ready'
        OR state = 'collected' OR state = 'on_hold' OR state = 'refused' OR state = 'cancelled'
        OR state = 'abandoned'),
    since          INTEGER NOT NULL,             -- when it came into this state
    -- Where and with whom: the last custody movement. Its owner is the customer, always.
    place_id       BLOB REFERENCES place (id),
    holder_kind    TEXT NOT NULL CHECK (holder_kind = 'shop' OR holder_kind = 'supplier'
        OR holder_kind = 'customer'),
    holder_id      BLOB,
    version        INTEGER NOT NULL DEFAULT 1,
    UNIQUE (repair, position)
) STRICT;

CREATE INDEX repair_job_assignee ON repair_job (assignee_id, state, rush DESC, promised_on, seq)
    WHERE assignee_id IS NOT NULL;

CREATE INDEX repair_job_board ON repair_job (state, rush DESC, promised_on, seq);

CREATE INDEX repair_job_piece ON repair_job (piece_id) WHERE piece_id IS NOT NULL;

CREATE INDEX repair_job_promised ON repair_job (promised_on, state);

CREATE INDEX repair_job_redo ON repair_job (redo_of) WHERE redo_of IS NOT NULL;

CREATE INDEX repair_job_since ON repair_job (state, since);

CREATE TRIGGER repair_job_fixed BEFORE UPDATE ON repair_job
WHEN (old.seq, old.id, old.repair, old.position, old.code, old.redo_of)
    IS NOT (new.seq, new.id, new.repair, new.position, new.code, new.redo_of)
    OR (old.agreed_minor IS NOT NULL AND old.agreed_minor IS NOT new.agreed_minor)
BEGIN SELECT RAISE(ABORT, 'append-only: repair_job'); END;

CREATE TRIGGER repair_job_no_delete BEFORE DELETE ON repair_job
BEGIN SELECT RAISE(ABORT, 'append-only: repair_job'); END;

CREATE TABLE repair_mark (
    seq     INTEGER PRIMARY KEY,
    job     INTEGER NOT NULL,
    file_id BLOB NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    marks   TEXT NOT NULL CHECK (json_valid(marks)),            -- empty: all of it was taken off
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id),
    UNIQUE (job, file_id, version),
    FOREIGN KEY (job, file_id) REFERENCES repair_photo (job, file_id)
) STRICT;

CREATE TRIGGER repair_mark_fixed BEFORE UPDATE ON repair_mark
WHEN (old.seq, old.job, old.file_id, old.version, old.at, old.user_id)
    IS NOT (new.seq, new.job, new.file_id, new.version, new.at, new.user_id)
    OR (new.marks <> '[]' AND new.marks <> old.marks)
BEGIN SELECT RAISE(ABORT, 'append-only: repair_mark'); END;

CREATE TRIGGER repair_mark_no_delete BEFORE DELETE ON repair_mark
BEGIN SELECT RAISE(ABORT, 'append-only: repair_mark'); END;

CREATE TABLE repair_paper (
    seq     INTEGER PRIMARY KEY,
    repair  INTEGER NOT NULL REFERENCES repair (seq),
    what    TEXT NOT NULL CHECK (what = 'claim' OR what = 'bench' OR what = 'envelope'),
    copy    INTEGER NOT NULL CHECK (copy >= 0),
    at      INTEGER NOT NULL,
    user_id BLOB REFERENCES user (id)
) STRICT;

CREATE INDEX repair_paper_of ON repair_paper (repair, what);

CREATE TRIGGER repair_paper_no_delete BEFORE DELETE ON repair_paper
BEGIN SELECT RAISE(ABORT, 'append-only: repair_paper'); END;

CREATE TRIGGER repair_paper_no_update BEFORE UPDATE ON repair_paper
BEGIN SELECT RAISE(ABORT, 'append-only: repair_paper'); END;

CREATE TABLE repair_photo (
    seq          INTEGER PRIMARY KEY,
    job          INTEGER NOT NULL REFERENCES repair_job (seq),
    file_id      BLOB NOT NULL REFERENCES file (id),
    thumbnail_id BLOB NOT NULL REFERENCES file (id),
    state        TEXT NOT NULL,                  -- of the job when it was taken
    at           INTEGER NOT NULL,
    user_id      BLOB REFERENCES user (id),
    off_at       INTEGER,                        -- taken off the sheet; kept
    UNIQUE (job, file_id)
) STRICT;

CREATE TRIGGER repair_photo_fixed BEFORE UPDATE ON repair_photo
WHEN (old.seq, old.job, old.file_id, old.thumbnail_id, old.state, old.at, old.user_id)
    IS NOT (new.seq, new.job, new.file_id, new.thumbnail_id, new.state, new.at, new.user_id)
BEGIN SELECT RAISE(ABORT, 'append-only: repair_photo'); END;

CREATE TRIGGER repair_photo_no_delete BEFORE DELETE ON repair_photo
BEGIN SELECT RAISE(ABORT, 'append-only: repair_photo'); END;

CREATE TABLE repair_settlement (
    seq           INTEGER PRIMARY KEY,
    job           INTEGER NOT NULL REFERENCES repair_job (seq),
    document      TEXT NOT NULL CHECK (length(document) > 0),
    paid_minor    INTEGER NOT NULL,
    charged_minor INTEGER NOT NULL,
    at            INTEGER NOT NULL,
    user_id       BLOB REFERENCES user (id),
    UNIQUE (job, document),
    CHECK (paid_minor <> 0 OR charged_minor <> 0)
) STRICT;

CREATE INDEX repair_settlement_job ON repair_settlement (job, seq);

CREATE TRIGGER repair_settlement_no_delete BEFORE DELETE ON repair_settlement
BEGIN SELECT RAISE(ABORT, 'append-only: repair_settlement'); END;

CREATE TRIGGER repair_settlement_no_update BEFORE UPDATE ON repair_settlement
BEGIN SELECT RAISE(ABORT, 'append-only: repair_settlement'); END;

CREATE TABLE repair_stone (
    job             INTEGER NOT NULL REFERENCES repair_job (seq),
    position        INTEGER NOT NULL,
    seat            TEXT NOT NULL,               -- where it sits: "centre", "épaule gauche, 2e"
    stone           TEXT NOT NULL,               -- in neutral words: "pierre blanche, ronde"
    count           INTEGER NOT NULL CHECK (count BETWEEN 1 AND 1000),
    length_um       INTEGER CHECK (length_um > 0),
    width_um        INTEGER CHECK (width_um > 0),
    note            TEXT NOT NULL DEFAULT '',    -- chipped, loose, missing
    PRIMARY KEY (job, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE repair_task (
    seq          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    job          INTEGER NOT NULL REFERENCES repair_job (seq),
    position     INTEGER NOT NULL,
    tariff       INTEGER REFERENCES tariff_version (seq),       -- the version it was priced by
    kind         TEXT NOT NULL CHECK (kind = 'sizing' OR kind = 'setting' OR kind = 'rhodium'
        OR kind = 'polish' OR kind = 'battery' OR kind = 'engraving' OR kind = 'solder'
        OR kind = 'cleaning' OR kind = 'stringing' OR kind = 'other'),
    title        TEXT NOT NULL CHECK (length(title) > 0),
    note         TEXT NOT NULL DEFAULT '',
    size_from    TEXT NOT NULL DEFAULT '',       -- sizing
    size_to      TEXT NOT NULL DEFAULT '',
    metal_in_mg  INTEGER CHECK (metal_in_mg >= 0),
    metal_out_mg INTEGER CHECK (metal_out_mg >= 0),
    metal_by     BLOB REFERENCES user (id),      -- who said so
    engraving    TEXT NOT NULL DEFAULT '',       -- what is engraved, letter by letter
    font         TEXT NOT NULL DEFAULT '',
    placement    TEXT NOT NULL DEFAULT '',
    price_minor  INTEGER CHECK (price_minor >= 0),              -- VAT included; NULL: to be quoted
    cost_minor   INTEGER CHECK (cost_minor >= 0),
    minutes      INTEGER NOT NULL DEFAULT 0 CHECK (minutes BETWEEN 0 AND 10000),
    vat_bp       INTEGER NOT NULL CHECK (vat_bp BETWEEN 0 AND 10000),
    -- The price is of all of them; what it was priced by, where the price list asks for it.
    quantity     INTEGER NOT NULL DEFAULT 1 CHECK (quantity BETWEEN 1 AND 999),
    metal        TEXT CHECK (metal IN ('gold', 'silver', 'platinum', 'palladium', 'base')),
    width_um     INTEGER CHECK (width_um > 0),
    -- Of the price without VAT, or so much: as the price list said, or as somebody has set it here.
    commission_bp INTEGER CHECK (commission_bp BETWEEN 1 AND 10000),
    commission_minor INTEGER
        CHECK (commission_minor IS NULL OR (commission_minor > 0 AND commission_bp IS NULL)),
    done_at      INTEGER,
    done_by      BLOB REFERENCES user (id),
    worked_ug    INTEGER,                        -- metal put in less taken out; NULL: as planned
    off_at       INTEGER,                        -- struck out
    CHECK (price_minor % quantity = 0)
) STRICT;

CREATE INDEX repair_task_job ON repair_task (job, position);

CREATE TRIGGER repair_task_fixed BEFORE UPDATE ON repair_task
WHEN (old.seq, old.id, old.job) IS NOT (new.seq, new.id, new.job)
    -- What was struck out stays as it was; what its metal weighed may still be put right.
    OR (old.off_at IS NOT NULL AND ((old.position, old.tariff, old.kind, old.title, old.size_from,
        old.size_to, old.metal_in_mg, old.metal_out_mg, old.font, old.placement, old.price_minor,
        old.cost_minor, old.commission_bp, old.commission_minor, old.minutes, old.vat_bp, old.quantity,
        old.metal, old.width_um, old.done_at, old.off_at)
    IS NOT (new.position, new.tariff, new.kind, new.title, new.size_from, new.size_to,
        new.metal_in_mg, new.metal_out_mg, new.font, new.placement, new.price_minor, new.cost_minor,
        new.commission_bp, new.commission_minor, new.minutes, new.vat_bp,
        new.quantity, new.metal, new.width_um, new.done_at, new.off_at)
        OR (new.note <> '' AND new.note <> old.note)
        OR (new.engraving <> '' AND new.engraving <> old.engraving)))
BEGIN SELECT RAISE(ABORT, 'append-only: repair_task'); END;

CREATE TRIGGER repair_task_no_delete BEFORE DELETE ON repair_task
BEGIN SELECT RAISE(ABORT, 'append-only: repair_task'); END;

CREATE TABLE repricing (
    number  INTEGER PRIMARY KEY,                 -- without gaps: nothing is ever deleted
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    at      INTEGER NOT NULL,
    user_id BLOB REFERENCES user (id),
    note    TEXT NOT NULL DEFAULT '',
    undoes  BLOB UNIQUE REFERENCES repricing (id)
) STRICT;

CREATE TRIGGER repricing_no_delete BEFORE DELETE ON repricing
BEGIN SELECT RAISE(ABORT, 'append-only: repricing'); END;

CREATE TRIGGER repricing_no_update BEFORE UPDATE ON repricing
BEGIN SELECT RAISE(ABORT, 'append-only: repricing'); END;

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

CREATE TRIGGER repricing_line_no_delete BEFORE DELETE ON repricing_line
BEGIN SELECT RAISE(ABORT, 'append-only: repricing_line'); END;

CREATE TRIGGER repricing_line_no_update BEFORE UPDATE ON repricing_line
BEGIN SELECT RAISE(ABORT, 'append-only: repricing_line'); END;

CREATE TABLE repricing_rate (
    repricing_id BLOB NOT NULL REFERENCES repricing (id),
    rate_id      BLOB NOT NULL REFERENCES metal_rate (id),
    PRIMARY KEY (repricing_id, rate_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER repricing_rate_no_delete BEFORE DELETE ON repricing_rate
BEGIN SELECT RAISE(ABORT, 'append-only: repricing_rate'); END;

CREATE TRIGGER repricing_rate_no_update BEFORE UPDATE ON repricing_rate
BEGIN SELECT RAISE(ABORT, 'append-only: repricing_rate'); END;

CREATE TABLE reservation (
    piece_id BLOB PRIMARY KEY REFERENCES piece (id),
    cart_id  BLOB NOT NULL REFERENCES cart (id),
    until    INTEGER,                            -- NULL while the cart is open on a till
    at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX reservation_cart ON reservation (cart_id);

CREATE TABLE sale (
    seq             INTEGER PRIMARY KEY,         -- of its TICKET record
    id              BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    number          TEXT NOT NULL UNIQUE,        -- shop code and TICKET sequence
    kind            TEXT NOT NULL CHECK (kind IN ('sale', 'void')),
    cart_id         BLOB UNIQUE REFERENCES cart (id),
    opening_id      BLOB NOT NULL REFERENCES opening (id),
    till_id         BLOB NOT NULL REFERENCES till (id),
    user_id         BLOB NOT NULL REFERENCES user (id),
    customer_id     BLOB REFERENCES customer (id),
    voids_id        BLOB REFERENCES sale (id),
    business_on     TEXT NOT NULL,
    at              INTEGER NOT NULL,
    total_minor     INTEGER NOT NULL,            -- VAT included; negative when more came back
    discount_minor  INTEGER NOT NULL,            -- on the whole ticket, after those of the lines
    discount_bp     INTEGER NOT NULL,            -- the percentage it was given as, or 0
    discount_reason TEXT NOT NULL,
    discount_by     BLOB REFERENCES user (id),   -- who answers for it
    discount_vouched INTEGER NOT NULL CHECK (discount_vouched IN (0, 1)), -- a colleague's PIN
    line_count      INTEGER NOT NULL,
    reason          TEXT NOT NULL,               -- of a void
    -- Since the shop's first ticket, this one included: read from the last row, never summed.
    perpetual_minor          INTEGER NOT NULL,
    perpetual_absolute_minor INTEGER NOT NULL
) STRICT;

CREATE INDEX sale_customer ON sale (customer_id, at) WHERE customer_id IS NOT NULL;

CREATE INDEX sale_opening ON sale (opening_id);

CREATE UNIQUE INDEX sale_voids ON sale (voids_id) WHERE voids_id IS NOT NULL;

CREATE TRIGGER sale_no_delete BEFORE DELETE ON sale
BEGIN SELECT RAISE(ABORT, 'append-only: sale'); END;

CREATE TRIGGER sale_no_update BEFORE UPDATE ON sale
BEGIN SELECT RAISE(ABORT, 'append-only: sale'); END;

CREATE TABLE sale_line (
    id               BLOB PRIMARY KEY CHECK (length(id) = 16),
    sale_id          BLOB NOT NULL REFERENCES sale (id),
    position         INTEGER NOT NULL,
    piece_id         BLOB REFERENCES piece (id),
    article_id       BLOB REFERENCES article (id),
    returns_line_id  BLOB REFERENCES sale_line (id),
    -- Of work that somebody ordered: what the line is of its money. A deposit is no revenue; on the
    -- ticket of the work it stands below zero as used, with the line it comes from.
    role             TEXT NOT NULL CHECK (role = 'goods' OR role = 'work' OR role = 'acompte'
        OR role = 'arrhes' OR role = 'used' OR role = 'kept'),
    subject_kind     TEXT CHECK (subject_kind = 'job' OR subject_kind = 'appraisal'
        OR subject_kind = 'custom'),
    subject_id       BLOB CHECK (length(subject_id) = 16),
    label            TEXT NOT NULL,
    detail           TEXT NOT NULL,              -- JSON: metal, stones… as they were sold
    quantity         INTEGER NOT NULL CHECK (quantity <> 0),    -- negative: came back
    list_price_minor INTEGER NOT NULL,           -- the stock's price
    unit_price_minor INTEGER NOT NULL,
    price_reason     TEXT NOT NULL,
    price_by         BLOB REFERENCES user (id),
    discount_minor   INTEGER NOT NULL,           -- the line's own
    discount_bp      INTEGER NOT NULL,           -- the percentage it was given as, or 0
    discount_reason  TEXT NOT NULL,
    discount_by      BLOB REFERENCES user (id),
    price_vouched    INTEGER NOT NULL CHECK (price_vouched IN (0, 1)),
    discount_vouched INTEGER NOT NULL CHECK (discount_vouched IN (0, 1)),
    ticket_discount_minor INTEGER NOT NULL,      -- the line's share of the ticket's
    total_minor      INTEGER NOT NULL,           -- VAT included
    vat_regime       TEXT NOT NULL,
    vat_bp           INTEGER NOT NULL,
    vat_minor        INTEGER NOT NULL,           -- on the margin for the margin scheme
    cost_minor       INTEGER,                    -- never printed
    UNIQUE (sale_id, position),
    CHECK ((role = 'goods') = (subject_id IS NULL)),
    CHECK ((subject_kind IS NULL) = (subject_id IS NULL))
) STRICT;

CREATE INDEX sale_line_piece ON sale_line (piece_id) WHERE piece_id IS NOT NULL;

CREATE INDEX sale_line_returns ON sale_line (returns_line_id) WHERE returns_line_id IS NOT NULL;

CREATE INDEX sale_line_subject ON sale_line (subject_id) WHERE subject_id IS NOT NULL;

CREATE TRIGGER sale_line_no_delete BEFORE DELETE ON sale_line
BEGIN SELECT RAISE(ABORT, 'append-only: sale_line'); END;

CREATE TRIGGER sale_line_no_update BEFORE UPDATE ON sale_line
BEGIN SELECT RAISE(ABORT, 'append-only: sale_line'); END;

CREATE TABLE session (
    token_sha256 BLOB PRIMARY KEY CHECK (length(token_sha256) = 32),
    user_id      BLOB NOT NULL REFERENCES user (id),
    till_id      BLOB REFERENCES till (id),
    created_at   INTEGER NOT NULL,
    seen_at      INTEGER NOT NULL,
    locked       INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1)),
    ended_at     INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX session_user ON session (user_id);

CREATE TABLE setting (
    name       TEXT PRIMARY KEY,
    value      TEXT NOT NULL,                    -- JSON
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE shop (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    code       TEXT NOT NULL,                    -- short, in every document number: "P1"
    name       TEXT NOT NULL,
    legal_name TEXT NOT NULL DEFAULT '',
    address    TEXT NOT NULL,                    -- lines separated by newlines
    phone      TEXT NOT NULL DEFAULT '',
    email      TEXT NOT NULL DEFAULT '',
    siret      TEXT NOT NULL,                    -- 14 digits, Luhn
    naf        TEXT NOT NULL,                    -- "47.77Z"
    vat_number TEXT NOT NULL,                    -- "FR…"
    logo_file  BLOB REFERENCES file (id),
    language   TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    currency   TEXT NOT NULL,                    -- ISO 4217
    time_zone  TEXT NOT NULL,                    -- IANA, "Europe/Paris"
    version    INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE signature (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    of          TEXT NOT NULL CHECK (of = 'repair' OR of = 'hand_over' OR of = 'custom_quote'
        OR of = 'metal_paper' OR of = 'entrusted_slip' OR of = 'repair_estimate' OR of = 'delivery'),
    of_id       BLOB NOT NULL CHECK (length(of_id) = 16),
    signer      TEXT NOT NULL CHECK (length(signer) <= 100),     -- emptied when a customer is forgotten
    -- Both sides sign a hand-over: the customer, and the shop by whoever is signed in.
    side        TEXT NOT NULL CHECK (side = 'customer' OR side = 'shop'),
    medium      TEXT NOT NULL CHECK (medium = 'screen' OR medium = 'paper'
        OR medium = 'session' OR medium = 'refused'),
    reason      TEXT NOT NULL DEFAULT '',        -- why somebody refused or could not
    document_id BLOB NOT NULL REFERENCES file (id),             -- the PDF that was signed
    sha256      TEXT NOT NULL CHECK (length(sha256) = 64),      -- of its bytes
    drawing_id  BLOB REFERENCES file (id),
    at          INTEGER NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id),             -- before whom
    till_id     BLOB REFERENCES till (id),
    CHECK ((medium = 'screen') = (drawing_id IS NOT NULL))
) STRICT;

CREATE INDEX signature_of ON signature (of_id, seq);

CREATE TRIGGER signature_fixed BEFORE UPDATE ON signature
WHEN (old.seq, old.id, old.of, old.of_id, old.side, old.medium, old.document_id, old.sha256, old.drawing_id,
        old.at, old.user_id, old.till_id)
    IS NOT (new.seq, new.id, new.of, new.of_id, new.side, new.medium, new.document_id,
        new.sha256, new.drawing_id, new.at, new.user_id, new.till_id)
    OR (new.signer <> '' AND new.signer <> old.signer)
    OR (new.reason <> '—' AND new.reason <> old.reason)
BEGIN SELECT RAISE(ABORT, 'append-only: signature'); END;

CREATE TRIGGER signature_no_delete BEFORE DELETE ON signature
BEGIN SELECT RAISE(ABORT, 'append-only: signature'); END;

CREATE TABLE signature_withdrawn (
    signature INTEGER PRIMARY KEY REFERENCES signature (seq),
    at        INTEGER NOT NULL,
    user_id   BLOB NOT NULL REFERENCES user (id),
    reason    TEXT NOT NULL CHECK (length(reason) > 0)
) STRICT;

CREATE TRIGGER signature_withdrawn_fixed BEFORE UPDATE ON signature_withdrawn
WHEN (old.signature, old.at, old.user_id)
    IS NOT (new.signature, new.at, new.user_id)
    OR (new.reason <> '—' AND new.reason <> old.reason)
BEGIN SELECT RAISE(ABORT, 'append-only: signature_withdrawn'); END;

CREATE TRIGGER signature_withdrawn_no_delete BEFORE DELETE ON signature_withdrawn
BEGIN SELECT RAISE(ABORT, 'append-only: signature_withdrawn'); END;

CREATE VIRTUAL TABLE stock_search USING fts5 (
    words, content = '', contentless_delete = 1, detail = 'none', tokenize = "unicode61 remove_diacritics 0 tokenchars '.'"
);

CREATE TABLE 'stock_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'stock_search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'stock_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'stock_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

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

CREATE TABLE stock_view_first (
    user_id BLOB PRIMARY KEY REFERENCES user (id),
    view_id BLOB NOT NULL REFERENCES stock_view (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE stock_word (
    id   INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE stock_word_set (
    id  INTEGER PRIMARY KEY CHECK (id = 1),
    tag INTEGER NOT NULL
) STRICT;

CREATE TABLE stocktake (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    number      TEXT NOT NULL UNIQUE,            -- shop code and seq: "P1-INV3"
    scope       TEXT NOT NULL CHECK (scope = 'place' OR scope = 'family' OR scope = 'all'),
    scope_id    BLOB,                            -- the place or the family
    note        TEXT NOT NULL DEFAULT '',
    state       TEXT NOT NULL CHECK (state = 'preparing' OR state = 'counting' OR state = 'closed'
        OR state = 'cancelled'),
    prepared    INTEGER NOT NULL DEFAULT 0,      -- up to which piece's seq is written down what is expected
    prepare_to  INTEGER NOT NULL,                -- the last piece's seq when it began
    round       INTEGER NOT NULL DEFAULT 1 CHECK (round >= 1),
    since_seq   INTEGER NOT NULL,                -- the last custody movement before the start
    started_at  INTEGER NOT NULL,
    started_by  BLOB NOT NULL REFERENCES user (id),
    ended_at    INTEGER,
    ended_by    BLOB REFERENCES user (id),
    end_note    TEXT NOT NULL DEFAULT '',        -- why it was cancelled
    result      BLOB,                            -- the frozen document, JSON
    result_hash BLOB CHECK (length(result_hash) = 32),          -- SHA-256 of result
    journal_seq INTEGER,                         -- its record in the JET chain
    CHECK ((scope = 'all') = (scope_id IS NULL)),
    CHECK ((state = 'counting' OR state = 'preparing') = (ended_at IS NULL)),
    CHECK ((state = 'closed') = (result IS NOT NULL)),
    CHECK ((state = 'closed') = (result_hash IS NOT NULL)),
    CHECK ((state = 'closed') = (journal_seq IS NOT NULL))
) STRICT;

CREATE TRIGGER stocktake_ended BEFORE UPDATE ON stocktake
WHEN old.state <> 'counting' AND old.state <> 'preparing'
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake'); END;

CREATE TRIGGER stocktake_no_delete BEFORE DELETE ON stocktake
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake'); END;

CREATE TABLE stocktake_correction (
    seq         INTEGER PRIMARY KEY,
    stocktake   INTEGER NOT NULL REFERENCES stocktake (seq),
    at          INTEGER NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id),
    approved_by BLOB NOT NULL REFERENCES user (id),
    piece_id    BLOB NOT NULL REFERENCES piece (id),
    action      TEXT NOT NULL CHECK (action = 'write_off' OR action = 'move'
        OR action = 'bring_back'),
    place_id    BLOB REFERENCES place (id),
    reason      TEXT NOT NULL
) STRICT;

CREATE INDEX stocktake_correction_of ON stocktake_correction (stocktake, seq);

CREATE TRIGGER stocktake_correction_no_delete BEFORE DELETE ON stocktake_correction
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake_correction'); END;

CREATE TRIGGER stocktake_correction_no_update BEFORE UPDATE ON stocktake_correction
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake_correction'); END;

CREATE TABLE stocktake_expected (
    stocktake   INTEGER NOT NULL REFERENCES stocktake (seq),
    piece_id    BLOB NOT NULL REFERENCES piece (id),
    place_id    BLOB REFERENCES place (id),
    owner_kind  TEXT NOT NULL CHECK (owner_kind = 'shop' OR owner_kind = 'supplier'
        OR owner_kind = 'customer'),
    cost_minor  INTEGER,                         -- of the shop's own
    owed_minor  INTEGER,                         -- of others' pieces: what their owner is owed for it
    memo        TEXT,                            -- the number of the memo it was left on
    price_minor INTEGER,
    metal       TEXT,
    fine_mg     INTEGER NOT NULL,
    excluded    TEXT NOT NULL DEFAULT '' CHECK (excluded = '' OR excluded = 'reserved'
        OR excluded = 'on_memo' OR excluded = 'bench'),
    PRIMARY KEY (stocktake, piece_id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER stocktake_expected_no_delete BEFORE DELETE ON stocktake_expected
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake_expected'); END;

CREATE TRIGGER stocktake_expected_no_update BEFORE UPDATE ON stocktake_expected
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake_expected'); END;

CREATE TABLE stocktake_reading (
    seq       INTEGER PRIMARY KEY,
    stocktake INTEGER NOT NULL REFERENCES stocktake (seq),
    at        INTEGER NOT NULL,
    user_id   BLOB NOT NULL REFERENCES user (id),
    round     INTEGER NOT NULL,
    source    TEXT NOT NULL CHECK (source = 'scanner' OR source = 'typed' OR source = 'rfid'),
    code      TEXT NOT NULL,                     -- as read
    piece_id  BLOB REFERENCES piece (id),        -- NULL: no piece has this code
    place_id  BLOB REFERENCES place (id),        -- where the reader stood, where that was said
    present   INTEGER NOT NULL CHECK (present IN (0, 1))        -- 0: the reading is taken back
) STRICT;

CREATE INDEX stocktake_reading_code ON stocktake_reading (stocktake, code, seq)
    WHERE piece_id IS NULL;

CREATE INDEX stocktake_reading_piece ON stocktake_reading (stocktake, piece_id, seq);

CREATE TRIGGER stocktake_reading_no_delete BEFORE DELETE ON stocktake_reading
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake_reading'); END;

CREATE TRIGGER stocktake_reading_no_update BEFORE UPDATE ON stocktake_reading
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake_reading'); END;

CREATE TABLE stocktake_settlement (
    seq         INTEGER PRIMARY KEY,
    stocktake   INTEGER NOT NULL REFERENCES stocktake (seq),
    at          INTEGER NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id),
    approved_by BLOB REFERENCES user (id),
    piece_id    BLOB REFERENCES piece (id),
    code        TEXT NOT NULL DEFAULT '',        -- where no piece has it
    status      TEXT NOT NULL CHECK (status = 'missing' OR status = 'elsewhere'
        OR status = 'unexpected'),
    action      TEXT NOT NULL CHECK (action = 'write_off' OR action = 'move'
        OR action = 'bring_back' OR action = 'leave' OR action = 'open'),
    place_id    BLOB REFERENCES place (id),
    reason      TEXT NOT NULL
) STRICT;

CREATE INDEX stocktake_settlement_of ON stocktake_settlement (stocktake, piece_id, code, seq);

CREATE TRIGGER stocktake_settlement_no_delete BEFORE DELETE ON stocktake_settlement
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake_settlement'); END;

CREATE TRIGGER stocktake_settlement_no_update BEFORE UPDATE ON stocktake_settlement
BEGIN SELECT RAISE(ABORT, 'append-only: stocktake_settlement'); END;

CREATE TABLE stone_list (
    number    INTEGER PRIMARY KEY,               -- without gaps: nothing is ever deleted
    id        BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name      TEXT NOT NULL,                     -- the file's
    factor_bp INTEGER NOT NULL CHECK (factor_bp > 0), -- its currency and discount: 9200 is times 0.92
    at        INTEGER NOT NULL,
    user_id   BLOB REFERENCES user (id)
) STRICT;

CREATE TRIGGER stone_list_no_delete BEFORE DELETE ON stone_list
BEGIN SELECT RAISE(ABORT, 'append-only: stone_list'); END;

CREATE TRIGGER stone_list_no_update BEFORE UPDATE ON stone_list
BEGIN SELECT RAISE(ABORT, 'append-only: stone_list'); END;

CREATE TABLE stone_list_withdrawn (
    list_number INTEGER PRIMARY KEY REFERENCES stone_list (number),
    at          INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id)
) STRICT;

CREATE TRIGGER stone_list_withdrawn_no_delete BEFORE DELETE ON stone_list_withdrawn
BEGIN SELECT RAISE(ABORT, 'append-only: stone_list_withdrawn'); END;

CREATE TRIGGER stone_list_withdrawn_no_update BEFORE UPDATE ON stone_list_withdrawn
BEGIN SELECT RAISE(ABORT, 'append-only: stone_list_withdrawn'); END;

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

CREATE TRIGGER stone_price_no_delete BEFORE DELETE ON stone_price
BEGIN SELECT RAISE(ABORT, 'append-only: stone_price'); END;

CREATE TRIGGER stone_price_no_update BEFORE UPDATE ON stone_price
BEGIN SELECT RAISE(ABORT, 'append-only: stone_price'); END;

CREATE TABLE supplier (
    id      BLOB PRIMARY KEY CHECK (length(id) = 16),
    code    TEXT NOT NULL UNIQUE,
    name    TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE tariff (
    seq     INTEGER PRIMARY KEY,
    id      BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    code    TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(code) > 0),   -- "MAT-AGR"
    kind    TEXT NOT NULL CHECK (kind = 'sizing' OR kind = 'setting' OR kind = 'rhodium'
        OR kind = 'polish' OR kind = 'battery' OR kind = 'engraving' OR kind = 'solder'
        OR kind = 'cleaning' OR kind = 'stringing' OR kind = 'other'),
    active  INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    version INTEGER NOT NULL                     -- of tariff_version: the one that holds
) STRICT;

CREATE TABLE tariff_price (
    version     INTEGER NOT NULL REFERENCES tariff_version (seq),
    position    INTEGER NOT NULL CHECK (position >= 1),
    metal       TEXT CHECK (metal IN ('gold', 'silver', 'platinum', 'palladium', 'base')),  -- NULL: any other
    from_um     INTEGER NOT NULL CHECK (from_um >= 0),
    below_um    INTEGER CHECK (below_um > from_um),             -- NULL: however wide
    price_minor INTEGER NOT NULL CHECK (price_minor >= 0),      -- VAT included
    up_minor    INTEGER NOT NULL CHECK (up_minor >= 0),         -- for each size larger
    down_minor  INTEGER NOT NULL CHECK (down_minor >= 0),       -- for each size smaller
    PRIMARY KEY (version, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER tariff_price_no_delete BEFORE DELETE ON tariff_price
BEGIN SELECT RAISE(ABORT, 'append-only: tariff_price'); END;

CREATE TRIGGER tariff_price_no_update BEFORE UPDATE ON tariff_price
BEGIN SELECT RAISE(ABORT, 'append-only: tariff_price'); END;

CREATE TABLE tariff_version (
    seq         INTEGER PRIMARY KEY,
    tariff      INTEGER NOT NULL REFERENCES tariff (seq),
    version     INTEGER NOT NULL CHECK (version >= 1),
    title_fr    TEXT NOT NULL CHECK (length(title_fr) > 0),
    title_en    TEXT NOT NULL CHECK (length(title_en) > 0),
    charge      TEXT NOT NULL CHECK (charge = 'fixed' OR charge = 'hourly'),
    price_minor INTEGER NOT NULL CHECK (price_minor >= 0),      -- VAT included; of an hour if hourly
    cost_minor  INTEGER CHECK (cost_minor >= 0),
    minutes     INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 10000),
    vat_bp      INTEGER NOT NULL CHECK (vat_bp BETWEEN 0 AND 10000),
    warranty_months INTEGER CHECK (warranty_months BETWEEN 0 AND 120),    -- NULL: as the shop's work is
    at          INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id), commission_bp INTEGER CHECK (commission_bp BETWEEN 1 AND 10000), commission_minor INTEGER
    CHECK (commission_minor IS NULL OR (commission_minor > 0 AND commission_bp IS NULL)),
    UNIQUE (tariff, version)
) STRICT;

CREATE TRIGGER tariff_version_no_delete BEFORE DELETE ON tariff_version
BEGIN SELECT RAISE(ABORT, 'append-only: tariff_version'); END;

CREATE TRIGGER tariff_version_no_update BEFORE UPDATE ON tariff_version
BEGIN SELECT RAISE(ABORT, 'append-only: tariff_version'); END;

CREATE TABLE till (
    id      BLOB PRIMARY KEY CHECK (length(id) = 16),
    code    TEXT NOT NULL UNIQUE,                -- "1", on every receipt
    name    TEXT NOT NULL,
    active  INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE tray_count (
    seq        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    tray_id    BLOB NOT NULL REFERENCES place (id),
    at         INTEGER NOT NULL,
    user_id    BLOB NOT NULL REFERENCES user (id),
    counted_on TEXT NOT NULL CHECK (length(counted_on) = 10),   -- the shop's day it stands for
    occasion   TEXT NOT NULL CHECK (occasion = 'opening' OR occasion = 'closing'
        OR occasion = 'other'),
    method     TEXT NOT NULL CHECK (method = 'scan' OR method = 'number'),
    place_id   BLOB REFERENCES place (id),       -- where the tray stood
    expected   INTEGER NOT NULL CHECK (expected >= 0),
    counted    INTEGER NOT NULL CHECK (counted >= 0),
    missing    INTEGER NOT NULL CHECK (missing >= 0),
    unexpected INTEGER NOT NULL CHECK (unexpected >= 0),
    note       TEXT NOT NULL,                    -- the reason of a difference, of a correction
    corrects   INTEGER REFERENCES tray_count (seq),
    CHECK (counted = expected - missing + unexpected),
    CHECK ((missing = 0 AND unexpected = 0 AND corrects IS NULL) OR note <> '')
) STRICT;

CREATE INDEX tray_count_corrects ON tray_count (corrects) WHERE corrects IS NOT NULL;

CREATE INDEX tray_count_day ON tray_count (counted_on, occasion);

CREATE INDEX tray_count_tray ON tray_count (tray_id, seq);

CREATE TRIGGER tray_count_no_delete BEFORE DELETE ON tray_count
BEGIN SELECT RAISE(ABORT, 'append-only: tray_count'); END;

CREATE TRIGGER tray_count_no_update BEFORE UPDATE ON tray_count
BEGIN SELECT RAISE(ABORT, 'append-only: tray_count'); END;

CREATE TABLE tray_count_cancel (
    seq     INTEGER PRIMARY KEY,
    count   INTEGER NOT NULL UNIQUE REFERENCES tray_count (seq),
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id),
    reason  TEXT NOT NULL CHECK (reason <> '')
) STRICT;

CREATE TRIGGER tray_count_cancel_no_delete BEFORE DELETE ON tray_count_cancel
BEGIN SELECT RAISE(ABORT, 'append-only: tray_count_cancel'); END;

CREATE TRIGGER tray_count_cancel_no_update BEFORE UPDATE ON tray_count_cancel
BEGIN SELECT RAISE(ABORT, 'append-only: tray_count_cancel'); END;

CREATE TABLE tray_count_line (
    count       INTEGER NOT NULL REFERENCES tray_count (seq),
    position    INTEGER NOT NULL,
    piece_id    BLOB REFERENCES piece (id),      -- NULL: no piece has this code
    code        TEXT NOT NULL,                   -- the piece's number then, or what was read
    status      TEXT NOT NULL CHECK (status = 'found' OR status = 'missing'
        OR status = 'unexpected' OR status = 'left' OR status = 'arrived' OR status = 'reserved'),
    price_minor INTEGER,
    PRIMARY KEY (count, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER tray_count_line_no_delete BEFORE DELETE ON tray_count_line
BEGIN SELECT RAISE(ABORT, 'append-only: tray_count_line'); END;

CREATE TRIGGER tray_count_line_no_update BEFORE UPDATE ON tray_count_line
BEGIN SELECT RAISE(ABORT, 'append-only: tray_count_line'); END;

CREATE TABLE tray_move (
    seq      INTEGER PRIMARY KEY,
    id       BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    act      BLOB NOT NULL CHECK (length(act) = 16),    -- what was carried together
    tray_id  BLOB NOT NULL REFERENCES place (id),
    at       INTEGER NOT NULL,
    user_id  BLOB NOT NULL REFERENCES user (id),
    place_id BLOB REFERENCES place (id),         -- where it stands afterwards; NULL: not known, by an undoing
    pieces   INTEGER NOT NULL CHECK (pieces >= 0),      -- that were in it
    note     TEXT NOT NULL DEFAULT '',
    undoes   INTEGER UNIQUE REFERENCES tray_move (seq)
) STRICT;

CREATE INDEX tray_move_act ON tray_move (act);

CREATE INDEX tray_move_tray ON tray_move (tray_id, seq);

CREATE TRIGGER tray_move_no_delete BEFORE DELETE ON tray_move
BEGIN SELECT RAISE(ABORT, 'append-only: tray_move'); END;

CREATE TRIGGER tray_move_no_update BEFORE UPDATE ON tray_move
BEGIN SELECT RAISE(ABORT, 'append-only: tray_move'); END;

CREATE TABLE user (
    id           BLOB PRIMARY KEY CHECK (length(id) = 16),
    name         TEXT NOT NULL,
    role         TEXT NOT NULL CHECK (role = 'owner' OR role = 'manager' OR role = 'seller'
        OR role = 'bench' OR role = 'accountant'),
    pin_hash     TEXT NOT NULL,                  -- Argon2id, PHC string
    language     TEXT CHECK (language IN ('fr', 'en')),
    active       INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    discount_limit_bp INTEGER CHECK (discount_limit_bp BETWEEN 0 AND 10000), -- NULL: the role's
    wrong_pins   INTEGER NOT NULL DEFAULT 0,     -- in a row
    locked_until INTEGER,                        -- the delay after wrong tries
    created_at   INTEGER NOT NULL,
    version      INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE vendor_bill (
    seq        INTEGER PRIMARY KEY,
    line       INTEGER NOT NULL REFERENCES vendor_line (seq),
    invoice_id BLOB NOT NULL REFERENCES purchase_invoice (id),
    net_minor  INTEGER NOT NULL CHECK (net_minor >= 0),
    reason     TEXT NOT NULL DEFAULT '',         -- why it is not what was agreed
    UNIQUE (line, invoice_id)
) STRICT;

CREATE INDEX vendor_bill_invoice ON vendor_bill (invoice_id);

CREATE TRIGGER vendor_bill_no_delete BEFORE DELETE ON vendor_bill
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_bill'); END;

CREATE TRIGGER vendor_bill_no_update BEFORE UPDATE ON vendor_bill
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_bill'); END;

CREATE TABLE vendor_due (
    seq     INTEGER PRIMARY KEY,
    slip    INTEGER NOT NULL REFERENCES vendor_slip (seq),
    due_on  TEXT NOT NULL CHECK (length(due_on) = 10),
    note    TEXT NOT NULL CHECK (length(note) > 0),
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id)
) STRICT;

CREATE INDEX vendor_due_slip ON vendor_due (slip, seq);

CREATE TRIGGER vendor_due_no_delete BEFORE DELETE ON vendor_due
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_due'); END;

CREATE TRIGGER vendor_due_no_update BEFORE UPDATE ON vendor_due
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_due'); END;

CREATE TABLE vendor_line (
    seq          INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    slip         INTEGER NOT NULL REFERENCES vendor_slip (seq),
    job_id       BLOB NOT NULL REFERENCES repair_job (id),
    entry        INTEGER NOT NULL UNIQUE REFERENCES repair_entry (seq),     -- the move that sent it
    agreed_minor INTEGER CHECK (agreed_minor >= 0),             -- without VAT; NULL: nothing was agreed
    UNIQUE (slip, job_id)
) STRICT;

CREATE INDEX vendor_line_job ON vendor_line (job_id, seq);

CREATE TRIGGER vendor_line_no_delete BEFORE DELETE ON vendor_line
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_line'); END;

CREATE TRIGGER vendor_line_no_update BEFORE UPDATE ON vendor_line
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_line'); END;

CREATE TABLE vendor_slip (
    seq         INTEGER PRIMARY KEY,             -- without gaps: nothing is ever deleted
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    number      TEXT NOT NULL UNIQUE COLLATE NOCASE,            -- "P1-ST3"
    supplier_id BLOB NOT NULL REFERENCES supplier (id),
    due_on      TEXT NOT NULL CHECK (length(due_on) = 10),
    note        TEXT NOT NULL DEFAULT '',
    at          INTEGER NOT NULL,
    user_id     BLOB NOT NULL REFERENCES user (id)
) STRICT;

CREATE TRIGGER vendor_slip_no_delete BEFORE DELETE ON vendor_slip
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_slip'); END;

CREATE TRIGGER vendor_slip_no_update BEFORE UPDATE ON vendor_slip
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_slip'); END;

CREATE TABLE vendor_unworked (
    entry INTEGER PRIMARY KEY REFERENCES repair_entry (seq),
    line  INTEGER NOT NULL REFERENCES vendor_line (seq),
    why   TEXT NOT NULL CHECK (length(why) > 0)
) STRICT;

CREATE INDEX vendor_unworked_line ON vendor_unworked (line);

CREATE TRIGGER vendor_unworked_fixed BEFORE UPDATE ON vendor_unworked
WHEN (old.entry, old.line)
    IS NOT (new.entry, new.line)
    OR (new.why <> '—' AND new.why <> old.why)
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_unworked'); END;

CREATE TRIGGER vendor_unworked_no_delete BEFORE DELETE ON vendor_unworked
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_unworked'); END;

CREATE TABLE warranty (
    seq       INTEGER PRIMARY KEY,
    job       INTEGER NOT NULL REFERENCES repair_job (seq),
    entry     INTEGER NOT NULL REFERENCES repair_entry (seq),
    task_id   BLOB NOT NULL REFERENCES repair_task (id),
    title     TEXT NOT NULL,                     -- as it was handed over
    months    INTEGER NOT NULL CHECK (months BETWEEN 1 AND 120),
    from_day  TEXT NOT NULL CHECK (length(from_day) = 10),
    until_day TEXT NOT NULL CHECK (length(until_day) = 10),     -- the last day
    UNIQUE (entry, task_id)
) STRICT;

CREATE INDEX warranty_job ON warranty (job, seq);

CREATE TRIGGER warranty_no_delete BEFORE DELETE ON warranty
BEGIN SELECT RAISE(ABORT, 'append-only: warranty'); END;

CREATE TRIGGER warranty_no_update BEFORE UPDATE ON warranty
BEGIN SELECT RAISE(ABORT, 'append-only: warranty'); END;

CREATE TABLE wording (
    seq      INTEGER PRIMARY KEY,
    paper    TEXT NOT NULL CHECK (paper IN ('receipt', 'claim', 'return', 'warranty', 'bench', 'vendor',
                                               'quote', 'metal', 'evaluation', 'estate', 'estimate',
                                               'abandonment')),
    language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    text     TEXT NOT NULL CHECK (length(text) <= 4000),         -- empty: nothing is added
    at       INTEGER NOT NULL,
    user_id  BLOB REFERENCES user (id)
) STRICT;

CREATE INDEX wording_of ON wording (paper, language, seq);

CREATE TRIGGER wording_no_delete BEFORE DELETE ON wording
BEGIN SELECT RAISE(ABORT, 'append-only: wording'); END;

CREATE TRIGGER wording_no_update BEFORE UPDATE ON wording
BEGIN SELECT RAISE(ABORT, 'append-only: wording'); END;

CREATE TABLE workshop_closure (
    seq        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    person_id  BLOB REFERENCES user (id),        -- NULL: the whole bench
    from_day   TEXT NOT NULL CHECK (length(from_day) = 10),
    to_day     TEXT NOT NULL CHECK (length(to_day) = 10),
    minutes    INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),     -- of each of these days
    note       TEXT NOT NULL DEFAULT '',
    at         INTEGER NOT NULL,
    user_id    BLOB REFERENCES user (id),
    CHECK (from_day <= to_day)
) STRICT;

CREATE INDEX workshop_closure_day ON workshop_closure (to_day);

CREATE TRIGGER workshop_closure_no_delete BEFORE DELETE ON workshop_closure
BEGIN SELECT RAISE(ABORT, 'append-only: workshop_closure'); END;

CREATE TRIGGER workshop_closure_no_update BEFORE UPDATE ON workshop_closure
BEGIN SELECT RAISE(ABORT, 'append-only: workshop_closure'); END;

CREATE TABLE workshop_closure_back (
    closure INTEGER PRIMARY KEY REFERENCES workshop_closure (seq),
    at      INTEGER NOT NULL,
    user_id BLOB REFERENCES user (id)
) STRICT;

CREATE TRIGGER workshop_closure_back_no_delete BEFORE DELETE ON workshop_closure_back
BEGIN SELECT RAISE(ABORT, 'append-only: workshop_closure_back'); END;

CREATE TRIGGER workshop_closure_back_no_update BEFORE UPDATE ON workshop_closure_back
BEGIN SELECT RAISE(ABORT, 'append-only: workshop_closure_back'); END;

CREATE TABLE workshop_week (
    seq       INTEGER PRIMARY KEY,
    person_id BLOB REFERENCES user (id),         -- NULL: the bench's, where nobody has hours of their own
    monday    INTEGER CHECK (monday BETWEEN 0 AND 1440),
    tuesday   INTEGER CHECK (tuesday BETWEEN 0 AND 1440),
    wednesday INTEGER CHECK (wednesday BETWEEN 0 AND 1440),
    thursday  INTEGER CHECK (thursday BETWEEN 0 AND 1440),
    friday    INTEGER CHECK (friday BETWEEN 0 AND 1440),
    saturday  INTEGER CHECK (saturday BETWEEN 0 AND 1440),
    sunday    INTEGER CHECK (sunday BETWEEN 0 AND 1440),
    at        INTEGER NOT NULL,
    user_id   BLOB REFERENCES user (id),
    -- All of them, or none.
    CHECK ((monday IS NULL) = (monday + tuesday + wednesday + thursday + friday + saturday + sunday
        IS NULL)),
    CHECK ((monday IS NULL) = (coalesce(tuesday, wednesday, thursday, friday, saturday, sunday) IS NULL))
) STRICT;

CREATE INDEX workshop_week_person ON workshop_week (person_id, seq);

CREATE TRIGGER workshop_week_no_delete BEFORE DELETE ON workshop_week
BEGIN SELECT RAISE(ABORT, 'append-only: workshop_week'); END;

CREATE TRIGGER workshop_week_no_update BEFORE UPDATE ON workshop_week
BEGIN SELECT RAISE(ABORT, 'append-only: workshop_week'); END;
