-- When the bench works, so that a promised day is one that it can keep. What was said stays; the last
-- word holds.

-- The hours of a week: the bench's, or a person's. The last row of each holds; without minutes they have
-- none of their own again.
CREATE TABLE workshop_week (
    seq       INTEGER PRIMARY KEY,
    person_id BLOB REFERENCES user (id),         -- NULL: the bench's, where nobody has hours of their own
    monday    INTEGER CHECK (monday BETWEEN 0 AND 1440),
    tuesday   INTEGER CHECK (tuesday BETWEEN 0 AND 1440),
    wednesday INTEGER CHECK (wednesday BETWEEN 0 AND 1440),
    thursday  INTEGER CHECK (thursday BETWEEN 0 AND 1440),
    friday    INTEGER CHECK (friday BETWEEN 0 AND 1440),
    saturday  INTEGER CHECK (saturday BETWEEN 0 AND 1440),
    sunday    INTEGER CHECK (sunday BETWEEN 0 AND 1440),
    at        INTEGER NOT NULL,
    user_id   BLOB REFERENCES user (id),
    -- All of them, or none.
    CHECK ((monday IS NULL) = (monday + tuesday + wednesday + thursday + friday + saturday + sunday
        IS NULL)),
    CHECK ((monday IS NULL) = (coalesce(tuesday, wednesday, thursday, friday, saturday, sunday) IS NULL))
) STRICT;

CREATE INDEX workshop_week_person ON workshop_week (person_id, seq);
CREATE TRIGGER workshop_week_no_update BEFORE UPDATE ON workshop_week
BEGIN SELECT RAISE(ABORT, 'append-only: workshop_week'); END;
CREATE TRIGGER workshop_week_no_delete BEFORE DELETE ON workshop_week
BEGIN SELECT RAISE(ABORT, 'append-only: workshop_week'); END;

-- Days that are not like the week's: closed, a holiday of somebody, a longer Saturday.
CREATE TABLE workshop_closure (
    seq        INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    person_id  BLOB REFERENCES user (id),        -- NULL: the whole bench
    from_day   TEXT NOT NULL CHECK (length(from_day) = 10),
    to_day     TEXT NOT NULL CHECK (length(to_day) = 10),
    minutes    INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 1440),     -- of each of these days
    note       TEXT NOT NULL DEFAULT '',
    at         INTEGER NOT NULL,
    user_id    BLOB REFERENCES user (id),
    CHECK (from_day <= to_day)
) STRICT;

CREATE INDEX workshop_closure_day ON workshop_closure (to_day);
CREATE TRIGGER workshop_closure_no_update BEFORE UPDATE ON workshop_closure
BEGIN SELECT RAISE(ABORT, 'append-only: workshop_closure'); END;
CREATE TRIGGER workshop_closure_no_delete BEFORE DELETE ON workshop_closure
BEGIN SELECT RAISE(ABORT, 'append-only: workshop_closure'); END;

-- One of them is as the week again.
CREATE TABLE workshop_closure_back (
    closure INTEGER PRIMARY KEY REFERENCES workshop_closure (seq),
    at      INTEGER NOT NULL,
    user_id BLOB REFERENCES user (id)
) STRICT;

CREATE TRIGGER workshop_closure_back_no_update BEFORE UPDATE ON workshop_closure_back
BEGIN SELECT RAISE(ABORT, 'append-only: workshop_closure_back'); END;
CREATE TRIGGER workshop_closure_back_no_delete BEFORE DELETE ON workshop_closure_back
BEGIN SELECT RAISE(ABORT, 'append-only: workshop_closure_back'); END;
