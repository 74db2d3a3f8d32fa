-- Batches of labels. Each label is a job of the print spool: what is out is done, and what waits goes
-- on when the printer has labels again.

CREATE TABLE label_batch (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    device_id  BLOB NOT NULL REFERENCES device (id),
    template   TEXT NOT NULL,                    -- the name of a template
    user_id    BLOB REFERENCES user (id),        -- NULL: the program itself
    created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX label_batch_latest ON label_batch (created_at);
CREATE TRIGGER label_batch_no_update BEFORE UPDATE ON label_batch
BEGIN SELECT RAISE(ABORT, 'append-only: label_batch'); END;
CREATE TRIGGER label_batch_no_delete BEFORE DELETE ON label_batch
BEGIN SELECT RAISE(ABORT, 'append-only: label_batch'); END;

ALTER TABLE print_job ADD COLUMN batch_id BLOB REFERENCES label_batch (id);
CREATE INDEX print_job_batch ON print_job (batch_id) WHERE batch_id IS NOT NULL;
