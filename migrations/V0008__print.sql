-- Devices as the settings name them, and the durable spool: a sale commits first, then a job waits.

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

-- A till prints on one printer: a job must not have to choose.
CREATE UNIQUE INDEX device_printer ON device (till_id) WHERE kind = 'receipt_printer' AND active = 1;

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
) STRICT;

CREATE INDEX print_job_live ON print_job (device_id, created_at)
    WHERE state IN ('waiting', 'sending', 'failed', 'unsure');
CREATE INDEX print_job_recent ON print_job (device_id, changed_at);
CREATE INDEX print_job_sale ON print_job (sale_id) WHERE sale_id IS NOT NULL;
CREATE INDEX print_job_closing ON print_job (closing_id) WHERE closing_id IS NOT NULL;
