-- What the person who does a task earns by it: on the price list, frozen on the task of a job, and as
-- entries when the job goes home. What was written stays; a mistake is another entry.

-- Of the price without VAT, or so much a task; neither: nothing.
ALTER TABLE tariff_version ADD COLUMN commission_bp INTEGER CHECK (commission_bp BETWEEN 1 AND 10000);
ALTER TABLE tariff_version ADD COLUMN commission_minor INTEGER
    CHECK (commission_minor IS NULL OR (commission_minor > 0 AND commission_bp IS NULL));

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
CREATE INDEX commission_person ON commission (person_id, on_day, seq);
CREATE INDEX commission_job ON commission (job_id, seq) WHERE job_id IS NOT NULL;
CREATE TRIGGER commission_no_update BEFORE UPDATE ON commission
BEGIN SELECT RAISE(ABORT, 'append-only: commission'); END;
CREATE TRIGGER commission_no_delete BEFORE DELETE ON commission
BEGIN SELECT RAISE(ABORT, 'append-only: commission'); END;
