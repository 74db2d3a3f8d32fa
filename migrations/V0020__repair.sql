-- The price list of work, and repairs: what a customer brings in at once, its objects, the work on each,
-- and what became of them. What happened is only ever added to; a job's row repeats the last word of it.

-- What the shop does for its customers. Its prices have versions: what was agreed stays as agreed.
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
    user_id     BLOB REFERENCES user (id),
    UNIQUE (tariff, version)
) STRICT;

CREATE TRIGGER tariff_version_no_update BEFORE UPDATE ON tariff_version
BEGIN SELECT RAISE(ABORT, 'append-only: tariff_version'); END;
CREATE TRIGGER tariff_version_no_delete BEFORE DELETE ON tariff_version
BEGIN SELECT RAISE(ABORT, 'append-only: tariff_version'); END;

-- What a customer brings in at once: one claim slip.
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
CREATE TRIGGER repair_no_update BEFORE UPDATE ON repair
BEGIN SELECT RAISE(ABORT, 'append-only: repair'); END;
CREATE TRIGGER repair_no_delete BEFORE DELETE ON repair
BEGIN SELECT RAISE(ABORT, 'append-only: repair'); END;

-- One object of it, in one envelope.
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

-- The board's columns, in their order; and what it counts.
CREATE INDEX repair_job_board ON repair_job (state, rush DESC, promised_on, seq);
CREATE INDEX repair_job_promised ON repair_job (promised_on, state);
CREATE INDEX repair_job_since ON repair_job (state, since);
CREATE INDEX repair_job_assignee ON repair_job (assignee_id, state, rush DESC, promised_on, seq)
    WHERE assignee_id IS NOT NULL;
CREATE INDEX repair_job_piece ON repair_job (piece_id) WHERE piece_id IS NOT NULL;
CREATE INDEX repair_job_redo ON repair_job (redo_of) WHERE redo_of IS NOT NULL;
CREATE TRIGGER repair_job_no_delete BEFORE DELETE ON repair_job
BEGIN SELECT RAISE(ABORT, 'append-only: repair_job'); END;
CREATE TRIGGER repair_job_fixed BEFORE UPDATE ON repair_job
WHEN (old.seq, old.id, old.repair, old.position, old.code, old.redo_of)
    IS NOT (new.seq, new.id, new.repair, new.position, new.code, new.redo_of)
    OR (old.agreed_minor IS NOT NULL AND old.agreed_minor IS NOT new.agreed_minor)
BEGIN SELECT RAISE(ABORT, 'append-only: repair_job'); END;

-- The ledger names only what was taken in.
CREATE TRIGGER custody_movement_of_job BEFORE INSERT ON custody_movement
WHEN new.job_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM repair_job WHERE id = new.job_id)
BEGIN SELECT RAISE(ABORT, 'no such job: custody_movement'); END;

-- The stone map as it came in.
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

-- The work on it. Struck out, not deleted.
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

-- Every move of a job, and what else is to be remembered of it.
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
-- What was written of a person is emptied when they are forgotten; nothing else changes.
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

-- What the customer was asked to agree to, as it was then, and what they said.
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

-- What was written of a person is emptied when they are forgotten; nothing else changes.
CREATE TRIGGER repair_estimate_fixed BEFORE UPDATE ON repair_estimate
WHEN (old.seq, old.id, old.job, old.version, old.total_minor, old.fee_minor, old.lines,
        old.valid_until, old.at, old.user_id)
    IS NOT (new.seq, new.id, new.job, new.version, new.total_minor, new.fee_minor, new.lines,
        new.valid_until, new.at, new.user_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: repair_estimate'); END;
CREATE TRIGGER repair_estimate_no_delete BEFORE DELETE ON repair_estimate
BEGIN SELECT RAISE(ABORT, 'append-only: repair_estimate'); END;

-- The last answer to an estimate holds; a mistake is another one.
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
-- What was written of a person is emptied when they are forgotten; nothing else changes.
CREATE TRIGGER repair_answer_fixed BEFORE UPDATE ON repair_answer
WHEN (old.seq, old.estimate, old.answer, old.channel, old.at, old.user_id)
    IS NOT (new.seq, new.estimate, new.answer, new.channel, new.at, new.user_id)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: repair_answer'); END;
CREATE TRIGGER repair_answer_no_delete BEFORE DELETE ON repair_answer
BEGIN SELECT RAISE(ABORT, 'append-only: repair_answer'); END;

-- What a ticket did to the money of a job: what was paid with it, or given back, and what of the price
-- was charged. A ticket that annuls another says the same below zero.
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
CREATE TRIGGER repair_settlement_no_update BEFORE UPDATE ON repair_settlement
BEGIN SELECT RAISE(ABORT, 'append-only: repair_settlement'); END;
CREATE TRIGGER repair_settlement_no_delete BEFORE DELETE ON repair_settlement
BEGIN SELECT RAISE(ABORT, 'append-only: repair_settlement'); END;

-- What was seen when it was given back, beside what was seen when it came in.
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
-- What was written of a person is emptied when they are forgotten; nothing else changes.
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

-- Papers that were asked for. A claim slip after the first one is a numbered copy.
CREATE TABLE repair_paper (
    seq     INTEGER PRIMARY KEY,
    repair  INTEGER NOT NULL REFERENCES repair (seq),
    what    TEXT NOT NULL CHECK (what = 'claim' OR what = 'bench' OR what = 'envelope'),
    copy    INTEGER NOT NULL CHECK (copy >= 0),
    at      INTEGER NOT NULL,
    user_id BLOB REFERENCES user (id)
) STRICT;

CREATE INDEX repair_paper_of ON repair_paper (repair, what);
CREATE TRIGGER repair_paper_no_update BEFORE UPDATE ON repair_paper
BEGIN SELECT RAISE(ABORT, 'append-only: repair_paper'); END;
CREATE TRIGGER repair_paper_no_delete BEFORE DELETE ON repair_paper
BEGIN SELECT RAISE(ABORT, 'append-only: repair_paper'); END;
