-- The fiscal journal: signed chains of frozen records. What a record says is only ever read.

CREATE TABLE journal_key (
    id         INTEGER PRIMARY KEY,              -- 1, 2, … a new key starts a new row, old ones stay
    public     BLOB NOT NULL CHECK (length(public) = 65),   -- uncompressed P-256 point
    private    BLOB NOT NULL,                    -- PKCS#8; the whole store is encrypted
    created_at INTEGER NOT NULL
) STRICT;

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


-- The last record of each chain, so that a cut tail is noticed and an append needs no search.
CREATE TABLE journal_head (
    chain TEXT PRIMARY KEY,
    seq   INTEGER NOT NULL,
    at    INTEGER NOT NULL,
    link  BLOB NOT NULL CHECK (length(link) = 32)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'append-only: journal'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'append-only: journal'); END;
CREATE TRIGGER journal_no_gap BEFORE INSERT ON journal
WHEN new.seq <> 1 + coalesce((SELECT max(seq) FROM journal WHERE chain = new.chain), 0)
BEGIN SELECT RAISE(ABORT, 'gap: journal'); END;
CREATE TRIGGER journal_key_no_update BEFORE UPDATE ON journal_key
BEGIN SELECT RAISE(ABORT, 'append-only: journal_key'); END;
CREATE TRIGGER journal_key_no_delete BEFORE DELETE ON journal_key
BEGIN SELECT RAISE(ABORT, 'append-only: journal_key'); END;
