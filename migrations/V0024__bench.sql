-- What the bench does to a job: who it is given to, how long it took, which parts of the stock and how
-- much metal went into it. What was written stays; a mistake is another row that names it.

-- Who does a task: a person or an outside workshop. The last one holds.
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
CREATE TRIGGER bench_assignment_no_update BEFORE UPDATE ON bench_assignment
BEGIN SELECT RAISE(ABORT, 'append-only: bench_assignment'); END;
CREATE TRIGGER bench_assignment_no_delete BEFORE DELETE ON bench_assignment
BEGIN SELECT RAISE(ABORT, 'append-only: bench_assignment'); END;

-- Time of a person: by the clock, by hand, or in the place of a row that was wrong.
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
-- One running clock a person.
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

-- What an hour costs the shop, from a day on: a person's, or the bench's where nobody has said. The last
-- row of a day holds.
CREATE TABLE bench_rate (
    seq        INTEGER PRIMARY KEY,
    person_id  BLOB REFERENCES user (id),        -- NULL: the bench's
    from_day   TEXT NOT NULL CHECK (length(from_day) = 10),
    hour_minor INTEGER CHECK (hour_minor >= 0),  -- NULL: the bench's again
    at         INTEGER NOT NULL,
    user_id    BLOB REFERENCES user (id)
) STRICT;

CREATE INDEX bench_rate_day ON bench_rate (person_id, from_day, seq);
CREATE TRIGGER bench_rate_no_update BEFORE UPDATE ON bench_rate
BEGIN SELECT RAISE(ABORT, 'append-only: bench_rate'); END;
CREATE TRIGGER bench_rate_no_delete BEFORE DELETE ON bench_rate
BEGIN SELECT RAISE(ABORT, 'append-only: bench_rate'); END;

-- Parts of the stock that went into a job, and those that came back. The stock's own entries are
-- written beside them.
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

CREATE INDEX bench_part_job ON bench_part (job_id, seq);
CREATE INDEX bench_part_back ON bench_part (gives_back) WHERE gives_back IS NOT NULL;
-- What was written of a person is emptied when they are forgotten; nothing else changes.
CREATE TRIGGER bench_part_fixed BEFORE UPDATE ON bench_part
WHEN (old.seq, old.id, old.job_id, old.task_id, old.piece_id, old.article_id, old.number, old.title,
        old.quantity, old.weight_mg, old.cost_minor, old.gives_back, old.at, old.user_id)
    IS NOT (new.seq, new.id, new.job_id, new.task_id, new.piece_id, new.article_id, new.number,
        new.title, new.quantity, new.weight_mg, new.cost_minor, new.gives_back, new.at, new.user_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: bench_part'); END;
CREATE TRIGGER bench_part_no_delete BEFORE DELETE ON bench_part
BEGIN SELECT RAISE(ABORT, 'append-only: bench_part'); END;

-- Metal that went into an object or came out of it.
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
-- What was written of a person is emptied when they are forgotten; nothing else changes.
CREATE TRIGGER bench_metal_fixed BEFORE UPDATE ON bench_metal
WHEN (old.seq, old.id, old.job_id, old.task_id, old.way, old.metal, old.fineness, old.weight_mg,
        old.rate_id, old.value_minor, old.undoes, old.at, old.user_id)
    IS NOT (new.seq, new.id, new.job_id, new.task_id, new.way, new.metal, new.fineness, new.weight_mg,
        new.rate_id, new.value_minor, new.undoes, new.at, new.user_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: bench_metal'); END;
CREATE TRIGGER bench_metal_no_delete BEFORE DELETE ON bench_metal
BEGIN SELECT RAISE(ABORT, 'append-only: bench_metal'); END;

-- What goes to an outside workshop at once, with its slip.
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

CREATE TRIGGER vendor_slip_no_update BEFORE UPDATE ON vendor_slip
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_slip'); END;
CREATE TRIGGER vendor_slip_no_delete BEFORE DELETE ON vendor_slip
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_slip'); END;

-- Another day until which the workshop has it: the last one holds.
CREATE TABLE vendor_due (
    seq     INTEGER PRIMARY KEY,
    slip    INTEGER NOT NULL REFERENCES vendor_slip (seq),
    due_on  TEXT NOT NULL CHECK (length(due_on) = 10),
    note    TEXT NOT NULL CHECK (length(note) > 0),
    at      INTEGER NOT NULL,
    user_id BLOB NOT NULL REFERENCES user (id)
) STRICT;

CREATE INDEX vendor_due_slip ON vendor_due (slip, seq);
CREATE TRIGGER vendor_due_no_update BEFORE UPDATE ON vendor_due
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_due'); END;
CREATE TRIGGER vendor_due_no_delete BEFORE DELETE ON vendor_due
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_due'); END;

-- An object on a slip. How it stands is what the job's moves say since the one that sent it.
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
CREATE TRIGGER vendor_line_no_update BEFORE UPDATE ON vendor_line
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_line'); END;
CREATE TRIGGER vendor_line_no_delete BEFORE DELETE ON vendor_line
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_line'); END;

-- It came back as it went, by the move that brought it.
CREATE TABLE vendor_unworked (
    entry INTEGER PRIMARY KEY REFERENCES repair_entry (seq),
    line  INTEGER NOT NULL REFERENCES vendor_line (seq),
    why   TEXT NOT NULL CHECK (length(why) > 0)
) STRICT;

CREATE INDEX vendor_unworked_line ON vendor_unworked (line);
-- What was written of a person is emptied when they are forgotten; nothing else changes.
CREATE TRIGGER vendor_unworked_fixed BEFORE UPDATE ON vendor_unworked
WHEN (old.entry, old.line)
    IS NOT (new.entry, new.line)
    OR (new.why <> '—' AND new.why <> old.why)
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_unworked'); END;
CREATE TRIGGER vendor_unworked_no_delete BEFORE DELETE ON vendor_unworked
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_unworked'); END;

-- What an invoice of the workshop bills of an object. Paid and reversed as any invoice of a supplier;
-- reversed, it bills nothing.
CREATE TABLE vendor_bill (
    seq        INTEGER PRIMARY KEY,
    line       INTEGER NOT NULL REFERENCES vendor_line (seq),
    invoice_id BLOB NOT NULL REFERENCES purchase_invoice (id),
    net_minor  INTEGER NOT NULL CHECK (net_minor >= 0),
    reason     TEXT NOT NULL DEFAULT '',         -- why it is not what was agreed
    UNIQUE (line, invoice_id)
) STRICT;

CREATE INDEX vendor_bill_invoice ON vendor_bill (invoice_id);
CREATE TRIGGER vendor_bill_no_update BEFORE UPDATE ON vendor_bill
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_bill'); END;
CREATE TRIGGER vendor_bill_no_delete BEFORE DELETE ON vendor_bill
BEGIN SELECT RAISE(ABORT, 'append-only: vendor_bill'); END;
