-- An estate: many objects of one deceased, as of one day, each with a certificate of its own. The estate is
-- the folder that holds them; what is certified stands in the certificates alone.
CREATE TABLE estate (
    seq         INTEGER PRIMARY KEY,
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    state       TEXT NOT NULL CHECK (state = 'open' OR state = 'closed'),
    deceased    TEXT NOT NULL CHECK (length(deceased) > 0),     -- the name, as the heirs write it
    customer_id BLOB REFERENCES customer (id),   -- who asks for it: an heir, a notary
    valued_on   TEXT NOT NULL CHECK (length(valued_on) = 10),
    place       TEXT NOT NULL,                   -- where the objects were seen
    held_by     TEXT NOT NULL CHECK (held_by = 'shop' OR held_by = 'customer' OR held_by = 'other'),
    held_note   TEXT NOT NULL,
    note        TEXT NOT NULL,
    created_at  INTEGER NOT NULL,
    created_by  BLOB NOT NULL REFERENCES user (id),
    version     INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TRIGGER estate_fixed BEFORE UPDATE ON estate
WHEN (old.seq, old.id, old.created_at, old.created_by)
    IS NOT (new.seq, new.id, new.created_at, new.created_by)
BEGIN SELECT RAISE(ABORT, 'append-only: estate'); END;
CREATE TRIGGER estate_no_delete BEFORE DELETE ON estate
BEGIN SELECT RAISE(ABORT, 'append-only: estate'); END;

-- Which appraisals it holds now; one is in one estate at most. What was taken out is an entry.
CREATE TABLE estate_member (
    appraisal INTEGER PRIMARY KEY REFERENCES appraisal (seq),
    estate    INTEGER NOT NULL REFERENCES estate (seq),
    position  INTEGER NOT NULL CHECK (position >= 1),           -- as it was entered; gaps where one was taken out
    UNIQUE (estate, position)
) STRICT;

CREATE TRIGGER estate_member_fixed BEFORE UPDATE ON estate_member
BEGIN SELECT RAISE(ABORT, 'append-only: estate_member'); END;
CREATE TRIGGER estate_member_closed BEFORE INSERT ON estate_member
WHEN (SELECT state FROM estate WHERE seq = new.estate) = 'closed'
BEGIN SELECT RAISE(ABORT, 'closed: estate_member'); END;
CREATE TRIGGER estate_member_stays BEFORE DELETE ON estate_member
WHEN (SELECT state FROM estate WHERE seq = old.estate) = 'closed'
BEGIN SELECT RAISE(ABORT, 'closed: estate_member'); END;

CREATE TABLE estate_entry (
    seq       INTEGER PRIMARY KEY,
    estate    INTEGER NOT NULL REFERENCES estate (seq),
    at        INTEGER NOT NULL,
    user_id   BLOB NOT NULL REFERENCES user (id),
    what      TEXT NOT NULL CHECK (what = 'created' OR what = 'changed' OR what = 'added'
        OR what = 'taken_out' OR what = 'put_back' OR what = 'issued' OR what = 'fees'
        OR what = 'closed' OR what = 'reopened'),
    note      TEXT NOT NULL DEFAULT '',
    appraisal INTEGER REFERENCES appraisal (seq)
) STRICT;

CREATE INDEX estate_entry_of ON estate_entry (estate, seq);
-- What was written of a person is emptied when they are forgotten; nothing else changes.
CREATE TRIGGER estate_entry_fixed BEFORE UPDATE ON estate_entry
WHEN (old.seq, old.estate, old.at, old.user_id, old.what, old.appraisal)
    IS NOT (new.seq, new.estate, new.at, new.user_id, new.what, new.appraisal)
    OR (new.note <> '' AND new.note <> old.note)
BEGIN SELECT RAISE(ABORT, 'append-only: estate_entry'); END;
CREATE TRIGGER estate_entry_no_delete BEFORE DELETE ON estate_entry
BEGIN SELECT RAISE(ABORT, 'append-only: estate_entry'); END;
