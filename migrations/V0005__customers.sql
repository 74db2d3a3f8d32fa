-- Customers. The journal holds only a salted reference to one (ref_salt), so that erasing a person
-- breaks no chain: without the salt the reference says nothing.

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

CREATE INDEX customer_phone ON customer (phone_digits) WHERE phone_digits <> '';
CREATE INDEX customer_name ON customer (family_name, given_name);

-- Three letters at a time, so that a typing error leaves most of them standing. Rows go by the
-- customer's rowid; secure-delete leaves nothing of an erased person in the index.
CREATE VIRTUAL TABLE customer_fts USING fts5 (search, tokenize = 'trigram', detail = 'none');
INSERT INTO customer_fts (customer_fts, rank) VALUES ('secure-delete', 1);

-- Opt-in, per channel, with its wording: the last row of a channel holds.
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
