-- Devices as the settings name them, and the durable spool: a sale commits first, then a job waits.

CREATE TABLE device (
    id       BLOB PRIMARY KEY CHECK (length(id) = 16),
    till_id  BLOB NOT NULL REFERENCES till (id), -- the till that owns it
    kind     TEXT NOT NULL CHECK (kind IN ('receipt_printer', 'drawer', 'scanner')),
    name     TEXT NOT NULL,
    address  TEXT NOT NULL,                      -- tcp://…, serial:…, usb://…, hid://…
    options  TEXT NOT NULL DEFAULT '{}',         -- JSON: columns, code page…
    active   INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    version  INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE print_job (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    device_id  BLOB NOT NULL REFERENCES device (id),
    kind       TEXT NOT NULL CHECK (kind IN ('receipt', 'duplicate', 'report', 'slip', 'test', 'drawer')),
    document   TEXT NOT NULL,                    -- JSON: the frozen document value
    subject    TEXT,                             -- ticket number, for the list of waiting jobs
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'done', 'failed', 'unsure', 'cancelled')),
    attempts   INTEGER NOT NULL DEFAULT 0,
    next_at    INTEGER NOT NULL,
    problem    TEXT,                             -- code of the last failure
    created_at INTEGER NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT;

CREATE INDEX print_job_live ON print_job (device_id, next_at)
    WHERE state IN ('waiting', 'sending', 'failed', 'unsure');
