-- What the shop promises of work that it has handed over, task by task. It hangs on the hand-over: taken
-- back, that promises nothing any more.
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
CREATE TRIGGER warranty_no_update BEFORE UPDATE ON warranty
BEGIN SELECT RAISE(ABORT, 'append-only: warranty'); END;
CREATE TRIGGER warranty_no_delete BEFORE DELETE ON warranty
BEGIN SELECT RAISE(ABORT, 'append-only: warranty'); END;
