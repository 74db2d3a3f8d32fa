-- The shop, its tills, its settings. A store holds one shop, but nothing assumes that it is the
-- only one: ids are global and document numbers carry the shop's code.

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

CREATE TABLE till (
    id      BLOB PRIMARY KEY CHECK (length(id) = 16),
    code    TEXT NOT NULL UNIQUE,                -- "1", on every receipt
    name    TEXT NOT NULL,
    active  INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Plain values by name; the code that reads one knows its shape and its default.
CREATE TABLE setting (
    name       TEXT PRIMARY KEY,
    value      TEXT NOT NULL,                    -- JSON
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Photos, certificates, logos: bytes inside the encrypted store, found once by their digest.
CREATE TABLE file (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    sha256     BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
    media_type TEXT NOT NULL,
    name       TEXT NOT NULL,
    bytes      BLOB NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

-- What leaves the shop: ordered by id within a destination, retried, delivered once.
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

-- A repeated command returns the first answer: written in the same transaction as its effect.
CREATE TABLE idempotency (
    key          TEXT PRIMARY KEY,               -- the user's id and the client's key
    request_hash BLOB NOT NULL CHECK (length(request_hash) = 32),
    status       INTEGER NOT NULL,
    body         BLOB NOT NULL,
    changes      TEXT NOT NULL,
    created_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_age ON idempotency (created_at);
