-- Messages to customers about their own objects: the words, how each customer wants to be told, and what
-- waits to leave, leaves, and has left. A message's text is frozen when it is written.

-- The shop's own words over the house's; the last row holds. An empty body: the house's words again.
CREATE TABLE notify_template (
    seq      INTEGER PRIMARY KEY,
    event    TEXT NOT NULL CHECK (event = 'received' OR event = 'estimate_ready' OR event = 'ready'
        OR event = 'promise_moved' OR event = 'still_waiting' OR event = 'quote_sent'
        OR event = 'quote_expiring' OR event = 'production_begun' OR event = 'order_ready'
        OR event = 'order_waiting' OR event = 'order_cancelled' OR event = 'certificate_ready'
        OR event = 'test'),
    channel  TEXT NOT NULL CHECK (channel = 'email' OR channel = 'sms'),
    language TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    subject  TEXT NOT NULL,
    body     TEXT NOT NULL,
    at       INTEGER NOT NULL,
    user_id  BLOB REFERENCES user (id)
) STRICT;

CREATE INDEX notify_template_of ON notify_template (event, channel, language, seq);
CREATE TRIGGER notify_template_no_update BEFORE UPDATE ON notify_template
BEGIN SELECT RAISE(ABORT, 'append-only: notify_template'); END;
CREATE TRIGGER notify_template_no_delete BEFORE DELETE ON notify_template
BEGIN SELECT RAISE(ABORT, 'append-only: notify_template'); END;

-- How a customer wants to be told; the last row holds. No consent to advertising, which is another table:
-- this is about their own object, and they may refuse it all the same.
CREATE TABLE notify_choice (
    seq         INTEGER PRIMARY KEY,
    customer_id BLOB NOT NULL REFERENCES customer (id),
    choice      TEXT NOT NULL CHECK (choice = 'any' OR choice = 'email' OR choice = 'sms'
        OR choice = 'none'),
    at          INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id)
) STRICT;

CREATE INDEX notify_choice_of ON notify_choice (customer_id, seq);
CREATE TRIGGER notify_choice_no_update BEFORE UPDATE ON notify_choice
BEGIN SELECT RAISE(ABORT, 'append-only: notify_choice'); END;
CREATE TRIGGER notify_choice_no_delete BEFORE DELETE ON notify_choice
BEGIN SELECT RAISE(ABORT, 'append-only: notify_choice'); END;

CREATE TABLE notify_message (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    event       TEXT NOT NULL CHECK (event = 'received' OR event = 'estimate_ready'
        OR event = 'ready' OR event = 'promise_moved' OR event = 'still_waiting'
        OR event = 'quote_sent' OR event = 'quote_expiring' OR event = 'production_begun'
        OR event = 'order_ready' OR event = 'order_waiting' OR event = 'order_cancelled'
        OR event = 'certificate_ready' OR event = 'test'),
    channel     TEXT NOT NULL CHECK (channel = 'email' OR channel = 'sms'),
    language    TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    customer_id BLOB REFERENCES customer (id),   -- none: a test
    -- What it is about: a repair, one of its jobs, an order, a certificate; none: a test.
    about       TEXT CHECK (about = 'repair' OR about = 'job' OR about = 'custom' OR about = 'appraisal'),
    about_id    BLOB CHECK (length(about_id) = 16),
    document    BLOB CHECK (length(document) = 16),             -- the quote that goes with it
    name        TEXT NOT NULL,
    address     TEXT NOT NULL,                   -- an e-mail address, or a number with its country: +33612345678
    subject     TEXT NOT NULL,
    body        TEXT NOT NULL,
    -- What the mail server knows it by. A repeat of one that may have arrived keeps it.
    message_id  BLOB NOT NULL CHECK (length(message_id) = 16),
    again_of    INTEGER UNIQUE REFERENCES notify_message (seq),
    state       TEXT NOT NULL CHECK (state = 'queued' OR state = 'sending' OR state = 'sent'
        OR state = 'delivered' OR state = 'failed' OR state = 'unsure' OR state = 'cancelled'
        OR state = 'expired'),
    attempts    INTEGER NOT NULL,                -- since a person last asked for it
    next_at     INTEGER NOT NULL,                -- not before, while queued
    expires_at  INTEGER NOT NULL,                -- later it would only puzzle
    problem     TEXT NOT NULL DEFAULT '',        -- code of the last failure
    detail      TEXT NOT NULL DEFAULT '',        -- what the other side said
    reference   TEXT NOT NULL DEFAULT '',        -- what the other side knows it by, to read
    created_at  INTEGER NOT NULL,
    changed_at  INTEGER NOT NULL,
    user_id     BLOB REFERENCES user (id),
    CHECK ((about IS NULL) = (about_id IS NULL))
) STRICT;

CREATE INDEX notify_message_live ON notify_message (channel, next_at)
    WHERE state IN ('queued', 'sending');
CREATE INDEX notify_message_trouble ON notify_message (state)
    WHERE state IN ('failed', 'unsure', 'expired', 'queued');
CREATE INDEX notify_message_state ON notify_message (state, seq);
CREATE INDEX notify_message_about ON notify_message (about_id, event, seq) WHERE about IS NOT NULL;
CREATE INDEX notify_message_customer ON notify_message (customer_id) WHERE customer_id IS NOT NULL;
CREATE TRIGGER notify_message_no_delete BEFORE DELETE ON notify_message
BEGIN SELECT RAISE(ABORT, 'append-only: notify_message'); END;
-- What was written stays as it was written; of a person who was erased it goes altogether.
CREATE TRIGGER notify_message_fixed BEFORE UPDATE ON notify_message
WHEN (old.seq, old.id, old.event, old.channel, old.language, old.customer_id, old.about,
        old.about_id, old.document, old.message_id, old.again_of, old.created_at, old.user_id)
    IS NOT (new.seq, new.id, new.event, new.channel, new.language, new.customer_id, new.about,
        new.about_id, new.document, new.message_id, new.again_of, new.created_at, new.user_id)
    OR ((old.name, old.subject, old.body) IS NOT (new.name, new.subject, new.body)
        AND new.name || new.subject || new.body || new.address <> '')
BEGIN SELECT RAISE(ABORT, 'append-only: notify_message'); END;

-- What happened to it: every attempt, every decision.
CREATE TABLE notify_entry (
    seq     INTEGER PRIMARY KEY,
    message INTEGER NOT NULL REFERENCES notify_message (seq),
    at      INTEGER NOT NULL,
    user_id BLOB REFERENCES user (id),           -- NULL: the program itself
    what    TEXT NOT NULL,
    state   TEXT NOT NULL,                       -- afterwards
    problem TEXT NOT NULL DEFAULT '',
    detail  TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX notify_entry_message ON notify_entry (message, seq);
CREATE TRIGGER notify_entry_no_update BEFORE UPDATE ON notify_entry
WHEN (old.seq, old.message, old.at, old.user_id, old.what, old.state, old.problem)
    IS NOT (new.seq, new.message, new.at, new.user_id, new.what, new.state, new.problem)
    OR new.detail <> ''
BEGIN SELECT RAISE(ABORT, 'append-only: notify_entry'); END;
CREATE TRIGGER notify_entry_no_delete BEFORE DELETE ON notify_entry
BEGIN SELECT RAISE(ABORT, 'append-only: notify_entry'); END;
